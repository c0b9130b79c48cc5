package org.gyre.lab.engine;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;

/// The heap as its last collection left it: garbage does not count.
enum CollectedHeap implements LocalEngine.Heap {
    /// There is one heap.
    INSTANCE;

    /// So often at most a collection is asked for when the last one left too much.
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    /// What was seen holds for so long: pieces may take less time than looking.
    private static final long GLANCE_NANOS = 5_000_000L;

    private static long asked = System.nanoTime();
    private static long looked = System.nanoTime() - GLANCE_NANOS;
    private static double seen;

    @Override
    public synchronized double filled(double enough) {
        long now = System.nanoTime();
        if (now - looked >= GLANCE_NANOS) {
            look();
        }
        if (seen > enough && now - asked >= PATIENCE_NANOS) {
            asked = now;
            // What was needed then may be garbage now, and who holds work back produces no more.
            System.gc();
            look();
        }
        return seen;
    }

    private static void look() {
        seen = afterLastCollection();
        looked = System.nanoTime();
    }

    private static double afterLastCollection() {
        double fullest = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage after = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            // The survivors' pool is full by design; the pool of what stays is the one that counts.
            if (after != null && after.getMax() > Runtime.getRuntime().maxMemory() / 2) {
                fullest = Math.max(fullest, (double) after.getUsed() / after.getMax());
            }
        }
        return fullest;
    }
}
