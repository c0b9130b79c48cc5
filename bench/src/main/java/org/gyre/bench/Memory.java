package org.gyre.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/// The largest heap from one moment to another, garbage included.
final class Memory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double BYTES_OF_KIB = 1024;

    private final List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();

    private Memory() {}

    /// Clears the heap of what nothing holds any more and watches it from now on.
    static Memory watch() {
        System.gc();
        Memory memory = new Memory();
        memory.heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        return memory;
    }

    /// Bytes in use at the worst moment since [#watch].
    double peak() {
        return heap.stream()
                .mapToDouble(pool -> (double) pool.getPeakUsage().getUsed())
                .sum();
    }

    /// The most bytes of memory that the whole program has had since its start, with heap,
    /// libraries and what the compiler makes, where the system (Linux) tells.
    static OptionalDouble resident() {
        return line("VmHWM:");
    }

    /// As [#resident], at this moment.
    static OptionalDouble residentNow() {
        return line("VmRSS:");
    }

    private static OptionalDouble line(String name) {
        try {
            return Files.readAllLines(STATUS, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith(name))
                    .mapToDouble(line -> BYTES_OF_KIB * Double.parseDouble(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }
}
