package org.gyre.lab.infomorphic;

import org.gyre.core.InputException;

/// Keys that are each in their range can still ask for more than a machine holds together.
final class Bounds {
    /// Numbers of one matrix: 1 GB in single precision.
    private static final long MOST = 1L << 28;

    private Bounds() {}

    /// @param what  the two keys, such as `neurons times batch`
    /// @param first of them
    /// @param other of them
    /// @throws InputException if the product is too large
    static void requireMatrix(String what, long first, long other) {
        if (first * other > MOST) {
            throw new InputException(
                    what + " = " + first + " times " + other + ": together at most " + MOST + "; lower one of them");
        }
    }
}
