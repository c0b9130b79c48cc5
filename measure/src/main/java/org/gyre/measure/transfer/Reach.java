package org.gyre.measure.transfer;

import org.gyre.core.InputException;
import org.gyre.core.Plural;

/// How far histories look back.
final class Reach {
    private Reach() {}

    /// Steps from the first value of a history to the present: (k − 1) τ + u.
    ///
    /// @param values k ≥ 1
    /// @param stride τ ≥ 1, steps between them
    /// @param lag    u ≥ 1, steps from the last value to the next one of the target
    /// @throws InputException if they are more than a series can have
    static int steps(int values, int stride, int lag) {
        // The product of two ints and a third fit into a long.
        long steps = (values - 1L) * stride + lag;
        if (steps > Integer.MAX_VALUE) {
            throw new InputException("a history of " + Plural.of(values, "value") + " every "
                    + Plural.of(stride, "step") + (lag > 1 ? " at a lag of " + lag : "") + " looks "
                    + Plural.of(steps, "step") + " back, longer than a series can be: shorten the history, its stride"
                    + " or the lag");
        }
        return (int) steps;
    }
}
