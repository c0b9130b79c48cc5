package org.gyre.lab.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What the machine says about itself, for the manifest and the lock.
public final class Machine {
    private Machine() {}

    /// `process 4711 on somehost`.
    public static String process() {
        return "process " + ProcessHandle.current().pid() + " on " + host();
    }

    public static String jvm() {
        return System.getProperty("java.vm.name") + " " + Runtime.version();
    }

    public static String os() {
        return System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
    }

    /// The processor's name where the system tells it (Linux), else the architecture.
    public static String cpu() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"), UTF_8)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseGet(() -> System.getProperty("os.arch", "unknown"));
        } catch (IOException | UncheckedIOException unknown) {
            return System.getProperty("os.arch", "unknown");
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unknown) {
            return "an unnamed host";
        }
    }
}
