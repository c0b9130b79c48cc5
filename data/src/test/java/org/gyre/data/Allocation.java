package org.gyre.data;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Bytes that the calling thread allocates, for tests that bound them.
public final class Allocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    /// Runs the action and returns what it allocated.
    public static long of(Runnable action) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        action.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
