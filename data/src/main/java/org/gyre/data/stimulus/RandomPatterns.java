package org.gyre.data.stimulus;

import org.gyre.core.random.RandomStream;

/// Independent patterns of +1 and -1 with equal probability: what an associative memory is to keep.
///
/// Element j of pattern i is +1 if bit j of the words of pattern i is set; its words are the
/// ⌈size / 32⌉ that begin at word i · ⌈size / 32⌉ of the stream, lowest bit first. Pattern i thus
/// does not depend on how many others are drawn. Immutable; may serve several threads.
public final class RandomPatterns {
    private final int size;
    private final RandomStream stream;

    /// @param size elements of a pattern ≥ 1
    /// @throws IllegalArgumentException if the size is not positive
    public RandomPatterns(int size, RandomStream stream) {
        if (size < 1) {
            throw new IllegalArgumentException("size = " + size + ": must be at least 1");
        }
        this.size = size;
        this.stream = stream;
    }

    /// Elements of a pattern.
    public int size() {
        return size;
    }

    /// Writes patterns.
    ///
    /// @param first index of the first pattern ≥ 0
    /// @param count number of patterns
    /// @param rows receives `[pattern][element]`, +1 or -1
    public void fill(long first, int count, float[] rows) {
        int perPattern = (size + Integer.SIZE - 1) / Integer.SIZE;
        StepWords draws = new StepWords(stream, perPattern);
        for (int i = 0; i < count; i++) {
            draws.draw(first + i, 1);
            int at = draws.at(0);
            for (int j = 0; j < size; j++) {
                int bit = draws.words()[at + j / Integer.SIZE] >>> (j % Integer.SIZE) & 1;
                rows[i * size + j] = 2 * bit - 1;
            }
        }
    }
}
