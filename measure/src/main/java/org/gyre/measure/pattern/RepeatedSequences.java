package org.gyre.measure.pattern;

import java.util.Arrays;
import org.gyre.core.BinaryRaster;

/// Repeated sequences by length. A sequence of length l is a run of l successive patterns; it is repeated if the
/// identical run starts at two or more time steps. Runs may overlap, and runs inside longer ones count too. It
/// counts only if it has more than `spikesPerStep`·l spikes (Tanaka et al. 2009, figure 6: 5).
///
/// A run of length l is known by the number of its first l − 1 patterns and that of its last one, and it can be
/// repeated only if those first l − 1 are, so that the cost falls quickly with l; no hash stands for a pattern.
public final class RepeatedSequences {
    private final long[] occurrences;
    private final long[] distinct;

    private RepeatedSequences(long[] occurrences, long[] distinct) {
        this.occurrences = occurrences;
        this.distinct = distinct;
    }

    /// Sequences up to the given length, with more than five spikes per step.
    public static RepeatedSequences of(BinaryRaster raster, int longest) {
        return of(PatternIndex.of(raster), longest, 5);
    }

    /// Sequences of lengths 1 to L.
    ///
    /// @param longest L ≥ 1
    /// @param spikesPerStep a sequence of length l needs more than this times l spikes
    /// @throws IllegalArgumentException if `longest` is less than 1
    public static RepeatedSequences of(PatternIndex index, int longest, double spikesPerStep) {
        if (longest < 1) {
            throw new IllegalArgumentException("longest = " + longest + ": must be at least 1");
        }
        int steps = index.steps();
        long[] spikesBefore = new long[steps + 1];
        for (int t = 0; t < steps; t++) {
            spikesBefore[t + 1] = spikesBefore[t] + index.spikes(index.id(t));
        }
        long[] occurrences = new long[longest + 1];
        long[] distinct = new long[longest + 1];
        // Starts of the runs that are repeated at the present length, and the number of each run.
        int[] starts = new int[steps];
        int[] runs = new int[steps];
        int count = 0;
        for (int t = 0; t < steps; t++) {
            if (index.occurrences(index.id(t)) > 1) {
                starts[count] = t;
                runs[count++] = index.id(t);
            }
        }
        for (int length = 1; count > 0; length++) {
            tally(starts, runs, count, length, spikesPerStep, spikesBefore, occurrences, distinct);
            if (length == longest) {
                break;
            }
            count = extend(index, starts, runs, count, length);
        }
        return new RepeatedSequences(occurrences, distinct);
    }

    /// Occurrences of repeated sequences of the given length, every occurrence counted; 0 beyond the longest length.
    public long occurrences(int length) {
        return length < occurrences.length ? occurrences[length] : 0;
    }

    /// Number of different repeated sequences of the given length.
    public long distinct(int length) {
        return length < distinct.length ? distinct[length] : 0;
    }

    private static void tally(
            int[] starts,
            int[] runs,
            int count,
            int length,
            double spikesPerStep,
            long[] spikesBefore,
            long[] occurrences,
            long[] distinct) {
        int largest = 0;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, runs[i]);
        }
        boolean[] seen = new boolean[largest + 1];
        for (int i = 0; i < count; i++) {
            long spikes = spikesBefore[starts[i] + length] - spikesBefore[starts[i]];
            if (spikes > spikesPerStep * length) {
                occurrences[length]++;
                if (!seen[runs[i]]) {
                    seen[runs[i]] = true;
                    distinct[length]++;
                }
            }
        }
    }

    /// Turns runs of `length` into runs one longer, in place, and keeps the repeated ones; returns how many are
    /// left.
    private static int extend(PatternIndex index, int[] starts, int[] runs, int count, int length) {
        int mask = Integer.highestOneBit(Math.max(8, count)) * 4 - 1;
        long[] keys = new long[mask + 1];
        int[] numbers = new int[mask + 1];
        Arrays.fill(numbers, -1);
        int[] often = new int[count];
        int distinct = 0;
        int kept = 0;
        for (int i = 0; i < count; i++) {
            int end = starts[i] + length;
            if (end >= index.steps() || index.occurrences(index.id(end)) < 2) {
                continue;
            }
            long key = (long) runs[i] << 32 | index.id(end);
            int slot = (int) PatternIndex.mix(key) & mask;
            while (numbers[slot] >= 0 && keys[slot] != key) {
                slot = (slot + 1) & mask;
            }
            if (numbers[slot] < 0) {
                numbers[slot] = distinct++;
                keys[slot] = key;
            }
            often[numbers[slot]]++;
            starts[kept] = starts[i];
            runs[kept++] = numbers[slot];
        }
        int left = 0;
        for (int i = 0; i < kept; i++) {
            if (often[runs[i]] > 1) {
                starts[left] = starts[i];
                runs[left++] = runs[i];
            }
        }
        return left;
    }
}
