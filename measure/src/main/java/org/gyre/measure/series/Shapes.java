package org.gyre.measure.series;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.Plural;

/// Trials and their lengths.
final class Shapes {
    private Shapes() {}

    /// @throws InputException if trials differ in number or length
    static void requireSame(int[] one, int[] other) {
        if (!Arrays.equals(one, other)) {
            throw new InputException("series of different length cannot be compared step by step: one has " + text(one)
                    + ", the other " + text(other) + "; cut them to the same steps");
        }
    }

    static String text(int[] trialLengths) {
        return trialLengths.length == 1
                ? Plural.of(trialLengths[0], "step")
                : Plural.of(trialLengths.length, "trial") + " of "
                        + Arrays.stream(trialLengths).sum() + " steps";
    }
}
