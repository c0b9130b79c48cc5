package org.gyre.data.stimulus;

import org.gyre.core.random.RandomStream;

/// Random words for consecutive steps, a fixed number of words per step: step t owns words `t * perStep … (t + 1) *
/// perStep − 1` of the stream, however the steps are grouped into calls.
final class StepWords {
    /// Unused words behind the last one, so that vectors may reach beyond it.
    private static final int PADDING = 16;

    private final RandomStream stream;
    private final int perStep;
    private int[] words = new int[0];
    private int offset;

    StepWords(RandomStream stream, int perStep) {
        this.stream = stream;
        this.perStep = perStep;
    }

    /// Draws the words of steps `first … first + steps − 1`.
    void draw(long first, int steps) {
        long from = Math.multiplyExact(first, (long) perStep);
        // Bulk draws begin at whole groups.
        offset = (int) (from % RandomStream.GROUP);
        int groups = (offset + steps * perStep + RandomStream.GROUP - 1) / RandomStream.GROUP;
        int length = groups * RandomStream.GROUP;
        if (words.length < length + PADDING) {
            words = new int[length + PADDING];
        }
        stream.fillInts(from - offset, words, 0, length);
    }

    /// The drawn words; those of the k-th drawn step begin at [#at]`(k)`.
    int[] words() {
        return words;
    }

    int at(int k) {
        return offset + k * perStep;
    }
}
