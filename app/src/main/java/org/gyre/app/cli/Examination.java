package org.gyre.app.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import org.gyre.core.Plural;
import org.gyre.core.linalg.Blas;
import org.gyre.deep.features.OnnxRuntime;
import org.gyre.deep.torch.Torch;
import org.gyre.lab.run.Machine;

/// Looks at the machine for `gyre doctor`.
final class Examination {
    private static final int PYTHON_SECONDS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private Examination() {}

    /// @param libraries whether to load those that only some experiments need
    /// @param talk      tells the user what takes long
    static List<Finding> all(boolean libraries, Consumer<String> talk) {
        List<Finding> findings = new ArrayList<>(List.of(java(), startup(), processor(), simd(), blas()));
        if (libraries) {
            Runnable notice = () -> talk.accept("loading LibTorch; the first time unpacks it");
            findings.add(Patience.during(PATIENCE, notice, Examination::torch));
            findings.add(onnx());
        }
        findings.addAll(List.of(memory(), temporary(), python()));
        return findings;
    }

    private static Finding java() {
        String value = Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
        return Finding.good("JDK", value, Map.of("home", System.getProperty("java.home")));
    }

    /// The launcher's class cache makes starts quicker; all works without.
    private static Finding startup() {
        boolean cached = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .anyMatch(argument -> argument.startsWith("-XX:AOTCache="));
        return cached
                ? Finding.good("start-up cache", "in use", Map.of("in_use", true))
                : new Finding("start-up cache", Finding.State.OPTIONAL, "not in use", "", Map.of("in_use", false));
    }

    private static Finding processor() {
        int threads = Runtime.getRuntime().availableProcessors();
        String model = Machine.cpu();
        return Finding.good("processor", model + ", " + Plural.of(threads, "thread"), Map.of("threads", threads));
    }

    private static Finding simd() {
        int floats = FloatVector.SPECIES_PREFERRED.length();
        int doubles = DoubleVector.SPECIES_PREFERRED.length();
        int bits = FloatVector.SPECIES_PREFERRED.vectorBitSize();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("bits", bits);
        details.put("float_lanes", floats);
        details.put("double_lanes", doubles);
        return Finding.good("SIMD", bits + " bits: " + floats + " floats or " + doubles + " doubles at once", details);
    }

    private static Finding blas() {
        String name = Blas.best().name();
        if (name.startsWith("OpenBLAS") && Blas.fallbackReason().isEmpty()) {
            return Finding.good("BLAS", name, Map.of("native", true));
        }
        return new Finding(
                "BLAS",
                Finding.State.OPTIONAL,
                name,
                Blas.fallbackReason().orElse("Chosen by -Dgyre.blas in GYRE_JVM_OPTS."),
                Map.of("native", false));
    }

    private static Finding torch() {
        return library(
                "LibTorch",
                Torch.unavailable(),
                Torch::version,
                "Without it experiments of the kind hybrid-classifier cannot be run; all else works.");
    }

    private static Finding onnx() {
        return library(
                "ONNX Runtime",
                OnnxRuntime.unavailable(),
                OnnxRuntime::version,
                "Without it features of images cannot be taken from an ONNX file; all else works.");
    }

    /// @param unavailable why it does not load and what to do, without a full stop
    /// @param without     what cannot be done then, one sentence
    private static Finding library(
            String name, Optional<String> unavailable, Supplier<String> version, String without) {
        if (unavailable.isEmpty()) {
            return Finding.good(name, version.get(), Map.of("loads", true));
        }
        return new Finding(
                name,
                Finding.State.OPTIONAL,
                "does not load",
                unavailable.get() + ". " + without,
                Map.of("loads", false));
    }

    private static Finding memory() {
        long heap = Runtime.getRuntime().maxMemory();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("heap_bytes", heap);
        String value = gigabytes(heap) + " GB for Gyre";
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            details.put("machine_bytes", system.getTotalMemorySize());
            value += " of " + gigabytes(system.getTotalMemorySize()) + " GB";
        }
        return Finding.good("memory", value + " (GYRE_JVM_OPTS=-Xmx… changes it)", details);
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e9);
    }

    private static Finding temporary() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        if (Files.isWritable(folder)) {
            return Finding.good("temporary", folder.toString(), Map.of());
        }
        return new Finding(
                "temporary",
                Finding.State.MISSING,
                folder + " is not writable",
                "Set TMPDIR to a folder that you can write to.",
                Map.of());
    }

    private static Finding python() {
        String script = "import sys, numpy; print(sys.version.split()[0], numpy.__version__)";
        String answer = answer(List.of("python3", "-c", script));
        String[] versions = answer.split(" ", -1);
        if (versions.length == 2) {
            return Finding.good("Python", versions[0] + " with NumPy " + versions[1], Map.of("numpy", versions[1]));
        }
        return new Finding(
                "Python",
                Finding.State.OPTIONAL,
                "no python3 with NumPy",
                "Only 'gyre bench' uses it, to time NumPy on the same work.",
                Map.of());
    }

    /// The first line that a program prints, or nothing if it is missing, fails or takes too long.
    private static String answer(List<String> command) {
        try {
            Process process = new ProcessBuilder(new ArrayList<>(command))
                    .redirectErrorStream(false)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(PYTHON_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? text.strip() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
