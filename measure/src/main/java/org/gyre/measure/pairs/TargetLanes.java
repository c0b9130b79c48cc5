package org.gyre.measure.pairs;

import java.util.Arrays;
import java.util.function.IntFunction;

/// The words of a few targets side by side, all of an instant in sixteen bits, so that an event of a source is looked
/// up once for all of them: four targets if words have up to four letters, two up to eight, else one. A few, so that
/// they stay in the processor's cache while the surrogates pass by.
final class TargetLanes {
    /// Events whose words are fetched before any is counted: a counter waits for the one before it, and would have
    /// every fetch wait too.
    private static final int CHUNK = 512;

    private final int letters;
    private final int lanes;
    private final short[] words;
    /// How often each target has each word, `[lane << letters | word]`.
    private final long[] totals;

    /// @param lanes number of targets, at most [#lanes]
    /// @param strings of a target: bits over the instants; letter i is bit i of the word
    TargetLanes(int lanes, int letters, int instants, IntFunction<long[][]> strings) {
        this.lanes = lanes;
        this.letters = letters;
        words = new short[instants];
        totals = new long[lanes << letters];
        for (int lane = 0; lane < lanes; lane++) {
            long[][] bits = strings.apply(lane);
            for (int t = 0; t < instants; t++) {
                int word = 0;
                for (int i = 0; i < letters; i++) {
                    word |= (int) (bits[i][t >>> 6] >>> t & 1) << i;
                }
                words[t] |= (short) (word << (lane * laneBits(letters)));
                totals[(lane << letters) + word]++;
            }
        }
    }

    /// Targets of words of so many letters, up to sixteen, that fit together.
    static int lanes(int letters) {
        return Short.SIZE / laneBits(letters);
    }

    private static int laneBits(int letters) {
        return letters <= 4 ? 4 : letters <= 8 ? 8 : 16;
    }

    /// Number of targets.
    int lanes() {
        return lanes;
    }

    /// A table for [#count], for groups of any number of lanes.
    static int[] table(int sourceLetters, int targetLetters) {
        return new int[lanes(targetLetters) << (sourceLetters + targetLetters)];
    }

    /// Counts which words of the targets the events meet.
    ///
    /// @param places where the events happen
    /// @param events their words
    /// @param table `[lane][source word][target word]`, overwritten
    void count(int[] places, int[] events, int sourceLetters, int[] table) {
        Arrays.fill(table, 0);
        int[] met = new int[Math.min(CHUNK, places.length)];
        for (int from = 0; from < places.length; from += CHUNK) {
            int count = Math.min(CHUNK, places.length - from);
            for (int e = 0; e < count; e++) {
                met[e] = words[places[from + e]];
            }
            if (laneBits(letters) == 4) {
                addFour(met, count, events, from, table, sourceLetters + letters);
            } else {
                add(met, count, events, from, table, sourceLetters + letters);
            }
        }
    }

    private void add(int[] met, int count, int[] events, int from, int[] table, int size) {
        int bits = laneBits(letters);
        int mask = (1 << bits) - 1;
        for (int e = 0; e < count; e++) {
            int row = events[from + e] << letters;
            for (int lane = 0; lane < lanes; lane++) {
                table[(lane << size) + row + (met[e] >>> (bits * lane) & mask)]++;
            }
        }
    }

    /// Written out: four counters that do not wait for each other.
    private void addFour(int[] met, int count, int[] events, int from, int[] table, int size) {
        int second = 1 << size;
        int third = 2 << size;
        int fourth = 3 << size;
        for (int e = 0; e < count; e++) {
            int row = events[from + e] << letters;
            int word = met[e];
            table[row + (word & 15)]++;
            table[second + row + (word >>> 4 & 15)]++;
            table[third + row + (word >>> 8 & 15)]++;
            table[fourth + row + (word >>> 12 & 15)]++;
        }
    }

    /// Writes the counts of a lane to `cells[source word << letters | target word]`, with the instants at which the
    /// source is silent.
    ///
    /// @param table from [#count]
    void cells(int lane, int sourceLetters, int[] table, long[] cells) {
        int size = sourceLetters + letters;
        int each = 1 << letters;
        System.arraycopy(totals, lane << letters, cells, 0, each);
        for (int cell = each; cell < 1 << size; cell++) {
            cells[cell] = table[(lane << size) + cell];
            cells[cell & (each - 1)] -= cells[cell];
        }
    }
}
