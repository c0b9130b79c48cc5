package org.gyre.measure.spikes;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// The spikes of one unit after the onset of a trial, summed over trials: the peristimulus time
/// histogram.
///
/// @param counts  spikes in each bin of the window, `[bin]`
/// @param seconds time that the trials spent in each bin: their number times the width
@SuppressWarnings("ArrayRecordComponent") // a result, handed on and never compared
public record ResponseProfile(long[] counts, double seconds) {
    /// The profile of one train.
    ///
    /// @param bin width in ticks, a divisor of the window's length
    /// @throws InputException if it is none, or leaves too many bins
    public static ResponseProfile of(long[] train, double ticksPerSecond, Trials trials, long bin) {
        return new ResponseProfile(
                counts(train, trials, bin, new long[trials.count()]), trials.count() * bin / ticksPerSecond);
    }

    /// The rate in each bin, in Hz.
    public double[] rates() {
        return Arrays.stream(counts).mapToDouble(n -> n / seconds).toArray();
    }

    /// What a spike tells about the time since the onset of its trial.
    ///
    /// The surrogates turn the spikes of each trial round its window by a random time, which keeps the
    /// intervals between them, and with them what bursts and refractoriness do to the bias.
    ///
    /// @param surrogates ≥ 0
    /// @throws InputException if no spike fell into a window
    public static InformationPerSpike information(
            long[] train, double ticksPerSecond, Trials trials, long bin, int surrogates, RandomStream stream) {
        ResponseProfile profile = of(train, ticksPerSecond, trials, bin);
        double[] occupancy = new double[profile.counts.length];
        Arrays.fill(occupancy, profile.seconds);
        InformationPerSpike information = InformationPerSpike.of(profile.counts, occupancy);
        return surrogates == 0
                ? information
                : information.tested(
                        occupancy,
                        child -> counts(train, trials, bin, turns(trials, child)),
                        "spikes of each trial turned round its window",
                        surrogates,
                        stream);
    }

    private static long[] turns(Trials trials, RandomStream stream) {
        CounterRandom random = stream.generator();
        long[] turns = new long[trials.count()];
        Arrays.setAll(turns, r -> random.nextLong(trials.to() - trials.from()));
        return turns;
    }

    /// @param turns `[trial]` ticks to turn its spikes round the window by
    private static long[] counts(long[] train, Trials trials, long bin, long[] turns) {
        long length = trials.to() - trials.from();
        if (bin < 1 || length % bin != 0 || length / bin > 1 << 24) {
            throw new InputException(
                    "a window of " + Plural.of(length, "tick") + " is not a sensible number of bins of "
                            + Plural.of(bin, "tick") + ": choose a bin that divides it into at most 2^24");
        }
        long[] counts = new long[(int) (length / bin)];
        for (int r = 0; r < trials.count(); r++) {
            long start = trials.start(r);
            for (int k = Trials.first(train, start); k < train.length && train[k] < trials.end(r); k++) {
                counts[(int) ((train[k] - start + turns[r]) % length / bin)]++;
            }
        }
        return counts;
    }
}
