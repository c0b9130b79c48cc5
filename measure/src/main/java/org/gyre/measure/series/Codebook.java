package org.gyre.measure.series;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.jspecify.annotations.Nullable;

/// Numbers the distinct 64-bit words of a recording 0, 1, 2, … in the order in which they are first met.
///
/// Memory goes with the number of distinct words seen, 16 to 32 bytes for each, not with the number
/// that are possible. Open addressing with linear probing, at most half full. Not thread-safe.
final class Codebook {
    private static final int FIRST_SLOTS = 64;
    private static final int MOST_SLOTS = 1 << 30;

    /// Code + 1, or zero where the slot is free.
    private int[] slots = new int[FIRST_SLOTS];

    private long[] words = new long[FIRST_SLOTS / 2];
    private int size;

    /// Number of distinct words so far.
    int size() {
        return size;
    }

    /// The code of a word, new if it has not been met.
    ///
    /// @throws InputException if the table no longer fits into memory
    int code(long word) {
        int slot = slot(word);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        if (size == words.length) {
            grow();
            slot = slot(word);
        }
        words[size] = word;
        slots[slot] = ++size;
        return size - 1;
    }

    /// Where the word is, or the free slot in which it belongs.
    private int slot(long word) {
        int mask = slots.length - 1;
        // Multiplication spreads the low bits upwards only, so the high ones are folded in before.
        long mixed = (word ^ word >>> 32) * 0x9E3779B97F4A7C15L;
        int slot = (int) (mixed >>> 32) & mask;
        while (slots[slot] != 0 && words[slots[slot] - 1] != word) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        if (slots.length == MOST_SLOTS) {
            throw tooMany(null);
        }
        try {
            long[] moreWords = Arrays.copyOf(words, 2 * words.length);
            int[] moreSlots = new int[2 * slots.length];
            words = moreWords;
            slots = moreSlots;
        } catch (OutOfMemoryError e) {
            throw tooMany(e);
        }
        for (int code = 0; code < size; code++) {
            slots[slot(words[code])] = code + 1;
        }
    }

    private InputException tooMany(@Nullable Throwable cause) {
        String message = "more than " + size + " distinct words do not fit into memory: take fewer units, a shorter"
                + " history or fewer steps, or give Java a larger heap";
        return cause == null ? new InputException(message) : new InputException(message, cause);
    }
}
