package org.gyre.bench;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/// Runs a kernel until the compiler has finished with it, before it is timed.
final class WarmUp {
    private static final double LONGEST_NANOS = 10e9;

    private WarmUp() {}

    /// Runs the kernel until it has had its time and the compiler has nothing more to do. On a busy
    /// machine the compiler's threads wait for a processor, and a kernel that is not compiled yet is a
    /// hundred times slower.
    ///
    /// @param enough nanoseconds of its own, and without the compiler at work
    static void of(Runnable kernel, double enough) {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        long start = System.nanoTime();
        long quietSince = start;
        long compiled = compiler.getTotalCompilationTime();
        long now = start;
        for (double spent = 0;
                (spent < enough || now - quietSince < enough) && now - start < LONGEST_NANOS;
                now = System.nanoTime()) {
            spent += Time.of(kernel).cpu();
            if (compiler.getTotalCompilationTime() != compiled) {
                compiled = compiler.getTotalCompilationTime();
                quietSince = System.nanoTime();
            }
        }
    }
}
