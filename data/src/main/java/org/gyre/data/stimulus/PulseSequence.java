package org.gyre.data.stimulus;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.BinaryStimulus;
import org.gyre.core.random.RandomStream;

/// A short sequence of spikes that is taught again and again: the replay experiment of Tanaka, Kaneko & Aoyagi 2009.
///
/// Onsets form a renewal process: the first at a random interval after step 0, each next one a random interval
/// later, intervals being uniform on the integers `minInterval … maxInterval` (in the paper 50 … 99). At each
/// onset o every pulse (unit, delay) sets the bit of its unit at step o + delay. Set bits are spikes to be
/// *forced*; units whose bit is not set run freely.
///
/// Onset n uses word n of the stream. Where every 1024th onset lies is remembered once it was reached; so a call
/// costs its own steps, after a first call far ahead that counts up to there. May serve several threads.
public final class PulseSequence implements BinaryStimulus {
    private static final int STRIDE = 1024;

    /// A unit that is made to fire `delay` steps after each onset.
    ///
    /// @param unit index ≥ 0
    /// @param delay in steps ≥ 0
    public record Pulse(int unit, int delay) {
        public Pulse {
            if (unit < 0 || delay < 0) {
                throw new IllegalArgumentException(
                        "pulse of unit " + unit + " at delay " + delay + ": must not be negative");
            }
        }
    }

    private final int units;
    private final List<Pulse> pulses;
    private final int minInterval;
    private final int maxInterval;
    private final RandomStream stream;
    private final int maxDelay;

    /// `anchors[a]` is onset number a · STRIDE; grows on demand, guarded by this.
    private long[] anchors = new long[16];

    private int anchorCount;

    /// @param units number of units N of the network ≥ 1
    /// @param pulses what each onset sets, at least one
    /// @param minInterval least number of steps between onsets ≥ 1
    /// @param maxInterval largest number of steps between onsets ≥ minInterval
    /// @throws IllegalArgumentException if a parameter is out of range
    public PulseSequence(int units, List<Pulse> pulses, int minInterval, int maxInterval, RandomStream stream) {
        if (pulses.isEmpty()) {
            throw new IllegalArgumentException("no pulses; give at least one unit and delay");
        }
        if (minInterval < 1 || maxInterval < minInterval) {
            throw new IllegalArgumentException(
                    "intervals of " + minInterval + " to " + maxInterval + " steps: must be at least 1 and in order");
        }
        int latest = 0;
        for (Pulse pulse : pulses) {
            if (pulse.unit() >= units) {
                throw new IllegalArgumentException(
                        "pulse of unit " + pulse.unit() + ": must be below the number of units, " + units);
            }
            latest = Math.max(latest, pulse.delay());
        }
        this.units = units;
        this.pulses = List.copyOf(pulses);
        this.minInterval = minInterval;
        this.maxInterval = maxInterval;
        this.stream = stream;
        this.maxDelay = latest;
    }

    /// The same onsets with the first pulse alone, to test whether the network completes the sequence.
    public PulseSequence firstOnly() {
        return new PulseSequence(units, pulses.subList(0, 1), minInterval, maxInterval, stream);
    }

    @Override
    public int units() {
        return units;
    }

    /// The onsets o with `from ≤ o < to`, ascending.
    public long[] onsets(long from, long to) {
        if (from >= to) {
            return new long[0];
        }
        int anchor = anchorBefore(Math.max(0, from));
        long n = (long) anchor * STRIDE;
        long onset = anchor(anchor);
        long[] found = new long[16];
        int count = 0;
        int[] words = new int[STRIDE];
        while (onset < to) {
            if (onset >= from) {
                if (count == found.length) {
                    found = Arrays.copyOf(found, 2 * count);
                }
                found[count++] = onset;
            }
            // Onset n + 1 uses word n + 1, so the words are fetched one stride at a time.
            n++;
            if (n % STRIDE == 0 || n == (long) anchor * STRIDE + 1) {
                stream.fillInts(n / STRIDE * STRIDE, words, 0, STRIDE);
            }
            onset += interval(words[(int) (n % STRIDE)]);
        }
        return Arrays.copyOf(found, count);
    }

    @Override
    public void fill(long firstStep, int steps, long[] words) {
        int stepWords = Packing.wordsPerStep(units);
        Packing.clear(firstStep, steps, stepWords, words);
        for (long onset : onsets(firstStep - maxDelay, firstStep + steps)) {
            for (Pulse pulse : pulses) {
                long k = onset + pulse.delay() - firstStep;
                if (k >= 0 && k < steps) {
                    words[(int) k * stepWords + (pulse.unit() >> 6)] |= 1L << (pulse.unit() & 63);
                }
            }
        }
    }

    private int interval(int word) {
        long choices = maxInterval - minInterval + 1L;
        return minInterval + (int) (((word & 0xffffffffL) * choices) >>> 32);
    }

    /// The last anchor at or before a step, or anchor 0 if the step lies before it.
    private synchronized int anchorBefore(long step) {
        if (anchorCount == 0) {
            anchors[0] = interval(stream.word(0));
            anchorCount = 1;
        }
        int[] words = new int[STRIDE];
        while (anchors[anchorCount - 1] <= step) {
            long n = (long) (anchorCount - 1) * STRIDE;
            stream.fillInts(n, words, 0, STRIDE);
            long onset = anchors[anchorCount - 1];
            for (int i = 1; i < STRIDE; i++) {
                onset += interval(words[i]);
            }
            onset += interval(stream.word(n + STRIDE));
            if (anchorCount == anchors.length) {
                anchors = Arrays.copyOf(anchors, 2 * anchorCount);
            }
            anchors[anchorCount++] = onset;
        }
        int found = Arrays.binarySearch(anchors, 0, anchorCount, step);
        return Math.max(0, found >= 0 ? found : -found - 2);
    }

    private synchronized long anchor(int a) {
        return anchors[a];
    }
}
