package org.gyre.measure.pattern;

import java.util.Arrays;
import org.gyre.core.BinaryRaster;

/// Numbers the distinct spatial patterns of a raster in the order of their first occurrence: two time steps have the
/// same number if and only if the same units fire at both. Cost O(time steps × words per step).
public final class PatternIndex {
    private final int[] ids;
    private final int[] occurrences;
    private final int[] spikes;

    private PatternIndex(int[] ids, int[] occurrences, int[] spikes) {
        this.ids = ids;
        this.occurrences = occurrences;
        this.spikes = spikes;
    }

    /// Numbers the patterns of all steps of a raster, silent ones among them.
    public static PatternIndex of(BinaryRaster raster) {
        int steps = raster.steps();
        int width = raster.wordsPerStep();
        long[] words = raster.words();
        int mask = Integer.highestOneBit(Math.max(8, steps)) * 4 - 1;
        int[] slots = new int[mask + 1];
        Arrays.fill(slots, -1);
        int[] first = new int[steps];
        int[] ids = new int[steps];
        int[] occurrences = new int[steps];
        int[] spikes = new int[steps];
        int distinct = 0;
        for (int t = 0; t < steps; t++) {
            int slot = (int) hash(words, t * width, width) & mask;
            // Equal hashes are not trusted: the patterns themselves are compared.
            while (slots[slot] >= 0 && !equal(words, first[slots[slot]] * width, t * width, width)) {
                slot = (slot + 1) & mask;
            }
            int id = slots[slot];
            if (id < 0) {
                id = distinct++;
                slots[slot] = id;
                first[id] = t;
                spikes[id] = raster.spikesAt(t);
            }
            ids[t] = id;
            occurrences[id]++;
        }
        return new PatternIndex(ids, Arrays.copyOf(occurrences, distinct), Arrays.copyOf(spikes, distinct));
    }

    public int steps() {
        return ids.length;
    }

    /// Number of distinct patterns.
    public int distinct() {
        return occurrences.length;
    }

    /// Number of the pattern at a step, 0 … distinct − 1.
    public int id(int step) {
        return ids[step];
    }

    /// At how many steps pattern `id` occurs.
    public int occurrences(int id) {
        return occurrences[id];
    }

    /// Spikes in pattern `id`.
    public int spikes(int id) {
        return spikes[id];
    }

    /// Whether the pattern at this step has at least `minimumSpikes` spikes and occurs more than once.
    public boolean isRepeated(int step, int minimumSpikes) {
        int id = ids[step];
        return occurrences[id] > 1 && spikes[id] >= minimumSpikes;
    }

    private static long hash(long[] words, int from, int width) {
        long h = 0;
        for (int w = from; w < from + width; w++) {
            h = mix(h ^ words[w]);
        }
        return h;
    }

    /// A bijection that spreads every bit over all others (two rounds of multiply and xor-shift).
    static long mix(long x) {
        long h = (x ^ (x >>> 32)) * 0x9e3779b97f4a7c15L;
        h = (h ^ (h >>> 29)) * 0xd1b54a32d192ed03L;
        return h ^ (h >>> 32);
    }

    private static boolean equal(long[] words, int a, int b, int width) {
        for (int w = 0; w < width; w++) {
            if (words[a + w] != words[b + w]) {
                return false;
            }
        }
        return true;
    }
}
