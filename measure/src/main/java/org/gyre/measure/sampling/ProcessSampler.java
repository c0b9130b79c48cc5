package org.gyre.measure.sampling;

import java.util.Arrays;
import java.util.BitSet;
import org.gyre.core.BinaryRaster;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.random.RandomStream;

/// A simulation of any [FactorisedMarkovProcess], step by step from a start.
///
/// Each unit compares one random 32-bit word with its probability, and draws a second one only where
/// the first does not decide, so that a probability counts to 2⁻⁶⁴. Up to 16 units the probabilities
/// of each state are asked once and kept (8 MB at 16), and a step is a look-up. The same stream gives
/// the same states. Not thread-safe.
public final class ProcessSampler {
    private static final int LARGEST_TABLE = 16;
    private static final double TWO_32 = 0x1p32;

    private final FactorisedMarkovProcess process;
    private final int units;
    private final RandomStream stream;
    private final int[] draws = new int[16 * RandomStream.GROUP];
    private int used = draws.length;
    private long counter;
    private final long[] state;
    private final double[] probability;
    /// 2³² f_i(x), `[state][unit]`, of the states that are known; empty for large networks.
    private final double[] table;

    private final BitSet known = new BitSet();

    /// A simulation that starts in the state in which all units are silent.
    ///
    /// @param stream where the randomness comes from; nothing else should draw from it
    public ProcessSampler(FactorisedMarkovProcess process, RandomStream stream) {
        this.process = process;
        this.units = process.units();
        this.stream = stream;
        this.state = new long[(units + 63) / 64];
        this.probability = new double[units];
        this.table = new double[units <= LARGEST_TABLE ? units * (1 << units) : 0];
    }

    /// The present state, packed; a copy.
    public long[] state() {
        return state.clone();
    }

    /// Goes on from the given state.
    ///
    /// @param packed `(N + 63) / 64` words with unused bits zero; copied
    /// @throws IllegalArgumentException if it is not a state of N units
    public void startFrom(long[] packed) {
        boolean fits = packed.length == state.length;
        if (!fits || (units % 64 != 0 && packed[packed.length - 1] >>> units % 64 != 0)) {
            throw new IllegalArgumentException("the start is not a state of " + units + " units");
        }
        System.arraycopy(packed, 0, state, 0, state.length);
    }

    /// Goes on from a state in which each unit fires with probability one half.
    public void startAnywhere() {
        Arrays.fill(state, 0);
        for (int i = 0; i < units; i++) {
            state[i >> 6] |= (long) (next() >>> 31) << (i & 63);
        }
    }

    /// Takes steps without recording them.
    public void skip(int steps) {
        for (int t = 0; t < steps; t++) {
            step();
        }
    }

    /// Records the present state and the `steps − 1` that follow it; the last of them is the present one
    /// afterwards.
    ///
    /// @param steps ≥ 1
    public BinaryRaster record(int steps) {
        BinaryRaster raster = new BinaryRaster(steps, units);
        for (int t = 0; t < steps; t++) {
            if (t > 0) {
                step();
            }
            write(raster, t);
        }
        return raster;
    }

    /// Writes the present state into step t of a raster of N units.
    void write(BinaryRaster raster, int t) {
        System.arraycopy(state, 0, raster.words(), t * state.length, state.length);
    }

    /// One step of all units.
    public void step() {
        double[] scaled = probability;
        int from = 0;
        if (table.length > 0) {
            int number = (int) state[0];
            from = number * units;
            scaled = table;
            if (!known.get(number)) {
                process.firingProbabilities(state, probability);
                for (int i = 0; i < units; i++) {
                    table[from + i] = TWO_32 * probability[i];
                }
                known.set(number);
            }
        } else {
            process.firingProbabilities(state, probability);
            for (int i = 0; i < units; i++) {
                probability[i] *= TWO_32;
            }
        }
        for (int w = 0; w < state.length; w++) {
            long word = 0;
            int end = Math.min(units, 64 * (w + 1));
            for (int i = 64 * w; i < end; i++) {
                word |= fires(scaled[from + i]) ? 1L << i : 0; // shifts count modulo 64
            }
            state[w] = word;
        }
    }

    /// Whether a uniform number in [0, 2³²) is below the given one.
    private boolean fires(double scaled) {
        double whole = next() & 0xffffffffL;
        if (whole >= scaled) {
            return false;
        }
        return whole + 1 <= scaled || whole + (next() & 0xffffffffL) / TWO_32 < scaled;
    }

    private int next() {
        if (used == draws.length) {
            stream.fillInts(counter, draws, 0, draws.length);
            counter += draws.length;
            used = 0;
        }
        return draws[used++];
    }
}
