package org.gyre.core;

import java.util.Arrays;

/// Spikes of N units on a grid of T time steps, one bit each: `[time][unit]`.
///
/// Each step occupies `wordsPerStep()` longs; unit `i` is bit `i & 63` of word `i >> 6` of its step.
/// Unused bits are zero. Mutable and not thread-safe; writers fill it, measures only read it.
public final class BinaryRaster {
    private final int units;
    private final int steps;
    private final int wordsPerStep;
    private final long[] words;

    /// An all-silent raster.
    ///
    /// @param steps number of time steps T ≥ 0
    /// @param units number of units N ≥ 1
    /// @throws IllegalArgumentException if a size is out of range or the raster would exceed 2³¹ words
    public BinaryRaster(int steps, int units) {
        if (steps < 0 || units < 1) {
            throw new IllegalArgumentException("raster of " + steps + " steps x " + units + " units");
        }
        this.steps = steps;
        this.units = units;
        this.wordsPerStep = (units + 63) >>> 6;
        this.words = new long[Math.multiplyExact(steps, wordsPerStep)];
    }

    public int units() {
        return units;
    }

    public int steps() {
        return steps;
    }

    public int wordsPerStep() {
        return wordsPerStep;
    }

    /// The packed storage itself, `steps * wordsPerStep` longs, for kernels.
    public long[] words() {
        return words;
    }

    /// Whether a unit fires at a step; the indices are not checked beyond the bounds of the storage.
    public boolean get(int step, int unit) {
        return (words[step * wordsPerStep + (unit >>> 6)] >>> (unit & 63) & 1L) != 0;
    }

    /// Lets a unit fire at a step.
    public void set(int step, int unit) {
        words[step * wordsPerStep + (unit >>> 6)] |= 1L << (unit & 63);
    }

    /// Silences everything.
    public void clear() {
        Arrays.fill(words, 0L);
    }

    /// Number of spikes at one step.
    public int spikesAt(int step) {
        int count = 0;
        for (int w = step * wordsPerStep, end = w + wordsPerStep; w < end; w++) {
            count += Long.bitCount(words[w]);
        }
        return count;
    }

    /// Spikes per step, `[time]`.
    public int[] activity() {
        int[] activity = new int[steps];
        for (int t = 0; t < steps; t++) {
            activity[t] = spikesAt(t);
        }
        return activity;
    }

    /// Spikes per unit, `[unit]`.
    public long[] spikeCounts() {
        long[] counts = new long[units];
        for (int t = 0; t < steps; t++) {
            for (int w = 0; w < wordsPerStep; w++) {
                for (long bits = words[t * wordsPerStep + w]; bits != 0; bits &= bits - 1) {
                    counts[(w << 6) + Long.numberOfTrailingZeros(bits)]++;
                }
            }
        }
        return counts;
    }

    /// A copy of steps `from` (inclusive) to `to` (exclusive).
    public BinaryRaster slice(int from, int to) {
        if (from < 0 || to < from || to > steps) {
            throw new IllegalArgumentException("steps " + from + " to " + to + " of " + steps);
        }
        BinaryRaster slice = new BinaryRaster(to - from, units);
        System.arraycopy(words, from * wordsPerStep, slice.words, 0, slice.words.length);
        return slice;
    }
}
