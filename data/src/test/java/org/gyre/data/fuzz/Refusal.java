package org.gyre.data.fuzz;

import org.gyre.core.InputException;
import org.gyre.data.Allocation;

/// What a reader may do with any bytes: give a result, or refuse in one line; both in bounded
/// memory.
final class Refusal {
    /// Twice what a small file may unpack to (Limits.RATIO_FREE_BYTES, and its numbers as doubles).
    static final long BOUND_BYTES = 1L << 28;

    private Refusal() {}

    /// As [#only] without a bound of memory, around readings that have one each.
    static void structure(Runnable reading) {
        try {
            reading.run();
        } catch (InputException e) {
            check(e);
        }
    }

    /// Runs a reading; anything but a result or an [InputException] goes through.
    static void only(Runnable reading) {
        long allocated = Allocation.of(() -> {
            try {
                reading.run();
            } catch (InputException e) {
                check(e);
            }
        });
        if (allocated > BOUND_BYTES) {
            throw new AssertionError("allocated " + allocated + " bytes of at most " + BOUND_BYTES);
        }
    }

    /// The message must be one line.
    static void check(InputException refusal) {
        String message = String.valueOf(refusal.getMessage());
        if (message.isEmpty() || message.indexOf('\n') >= 0) {
            throw new AssertionError("a message that is not one line", refusal);
        }
    }
}
