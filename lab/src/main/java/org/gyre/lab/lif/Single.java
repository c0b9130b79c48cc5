package org.gyre.lab.lif;

import org.gyre.core.InputException;

/// Checks numbers of TOML files that networks compute with in single precision.
public final class Single {
    /// So far below the largest number that sums and products with weights do not overflow at once.
    private static final double MOST = 1e30;

    private static final double LEAST = 1e-30;

    private Single() {}

    /// Refuses what is too large.
    ///
    /// @throws InputException if the number is too large
    public static void check(String key, double value) {
        if (!(Math.abs(value) <= MOST)) {
            throw new InputException(key + " = " + value + ": must be from " + -MOST + " to " + MOST
                    + ", for networks compute with it in single precision");
        }
    }

    /// Refuses what is not positive, or too large or too small.
    ///
    /// @throws InputException if the number is not positive, or too large or too small
    public static void checkPositive(String key, double value) {
        if (!(value >= LEAST && value <= MOST)) {
            throw new InputException(key + " = " + value + ": must be positive, from " + LEAST + " to " + MOST
                    + ", for networks compute with it in single precision");
        }
    }
}
