package org.gyre.lab.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.gyre.core.InputException;

/// What a reader may do with any bytes: give a result, or refuse in one line; both in bounded
/// memory.
final class Refusal {
    /// Far more than texts of the length that fuzzing uses may need, and far less than a heap.
    static final long BOUND_BYTES = 1L << 28;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Refusal() {}

    /// Runs a reading; anything but a result or an [InputException] goes through. One that allocates
    /// too much is repeated: the first time, the classes that it loads count as well.
    static void only(Runnable reading) {
        if (allocated(reading) > BOUND_BYTES) {
            long again = allocated(reading);
            if (again > BOUND_BYTES) {
                throw new AssertionError("allocated " + again + " bytes of at most " + BOUND_BYTES);
            }
        }
    }

    private static long allocated(Runnable reading) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            reading.run();
        } catch (InputException e) {
            sentences(List.of(String.valueOf(e.getMessage())));
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /// Each must be one line.
    static void sentences(List<String> sentences) {
        for (String sentence : sentences) {
            if (sentence.isEmpty() || sentence.indexOf('\n') >= 0) {
                throw new AssertionError("a message that is not one line: " + sentence);
            }
        }
    }
}
