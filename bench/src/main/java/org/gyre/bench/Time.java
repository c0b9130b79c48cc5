package org.gyre.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/// How long something took on the calling thread.
///
/// @param wall nanoseconds by the clock on the wall
/// @param cpu  nanoseconds that the thread was on a processor
record Time(double wall, double cpu) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /// Runs the work once.
    static Time of(Runnable work) {
        return of(work, System::nanoTime, THREADS::getCurrentThreadCpuTime);
    }

    /// Runs the work once between readings of two clocks that count nanoseconds.
    static Time of(Runnable work, LongSupplier wallClock, LongSupplier cpuClock) {
        long wall = wallClock.getAsLong();
        long cpu = cpuClock.getAsLong();
        work.run();
        return new Time(wallClock.getAsLong() - wall, cpuClock.getAsLong() - cpu);
    }

    Time per(double units) {
        return new Time(wall / units, cpu / units);
    }

    Time times(double factor) {
        return new Time(wall * factor, cpu * factor);
    }

    Time plus(Time other) {
        return new Time(wall + other.wall, cpu + other.cpu);
    }

    /// The medians of both clocks.
    static Time median(List<Time> times) {
        return new Time(median(times, Time::wall), median(times, Time::cpu));
    }

    private static double median(List<Time> times, ToDoubleFunction<Time> clock) {
        double[] sorted = times.stream().mapToDouble(clock).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
    }
}
