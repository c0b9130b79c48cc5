package org.gyre.measure.sampling;

import org.gyre.core.BinaryRaster;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;

/// Independent pairs of successive states, each from a chain of its own.
///
/// A chain starts in a state in which each unit fires with probability one half, settles, and gives
/// one pair. A single long chain would be cheaper, but where strong weights hold a network in a part
/// of its states for longer than the recording, it would miss the rest and report the flux within that
/// part; many starts miss it only as far as the settling is too short to bring the parts to their
/// stationary shares.
///
/// @param from x(t), `[pair][unit]`
/// @param to   x(t+1), `[pair][unit]`
public record Transitions(BinaryRaster from, BinaryRaster to) {
    /// Steps of a chain before its pair where nothing else is asked.
    public static final int SETTLING = 200;

    /// @throws InputException if the sizes differ, or there are fewer than two pairs
    public Transitions {
        if (from.steps() != to.steps() || from.units() != to.units()) {
            throw new InputException(from.steps() + " x " + from.units() + " states before do not pair with "
                    + to.steps() + " x " + to.units() + " states after: give as many of both");
        }
        if (from.steps() < 2) {
            throw new InputException(from.steps() + " pairs of states: take at least two, better thousands");
        }
    }

    /// Draws pairs at the price of `pairs · (settling + 1)` steps of the process.
    ///
    /// @param pairs K ≥ 2
    /// @param settling steps of each chain before its pair, ≥ 0; see [#SETTLING]
    /// @throws InputException if a number is out of range
    public static Transitions sample(FactorisedMarkovProcess process, int pairs, int settling, RandomStream stream) {
        if (pairs < 2 || settling < 0) {
            throw new InputException("pairs = " + pairs + ", settling = " + settling
                    + ": take at least two pairs and a settling that is not negative");
        }
        BinaryRaster from = new BinaryRaster(pairs, process.units());
        BinaryRaster to = new BinaryRaster(pairs, process.units());
        ProcessSampler sampler = new ProcessSampler(process, stream);
        for (int k = 0; k < pairs; k++) {
            sampler.startAnywhere();
            sampler.skip(settling);
            sampler.write(from, k);
            sampler.step();
            sampler.write(to, k);
        }
        return new Transitions(from, to);
    }

    /// Number of pairs K.
    public int pairs() {
        return from.steps();
    }
}
