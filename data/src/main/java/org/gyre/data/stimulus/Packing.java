package org.gyre.data.stimulus;

import java.util.Arrays;

/// The packed form of [org.gyre.core.BinaryStimulus#fill].
final class Packing {
    private Packing() {}

    /// Longs that one step of `units` units occupies.
    static int wordsPerStep(int units) {
        return (units + 63) >>> 6;
    }

    /// Checks the arguments of a call and clears its steps.
    ///
    /// @throws IllegalArgumentException if `firstStep` or `steps` is negative or `words` is too short
    static void clear(long firstStep, int steps, int wordsPerStep, long[] words) {
        if (firstStep < 0 || steps < 0 || words.length < (long) steps * wordsPerStep) {
            throw new IllegalArgumentException("steps " + firstStep + " + " + steps + " of " + wordsPerStep
                    + " words into an array of " + words.length);
        }
        Arrays.fill(words, 0, steps * wordsPerStep, 0L);
    }
}
