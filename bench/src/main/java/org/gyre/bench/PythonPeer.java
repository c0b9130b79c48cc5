package org.gyre.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gyre.core.InputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// A Python program that does the same work, run as a process of its own.
///
/// The program travels in the jar and is given to `python3` on standard input, so nothing is written to
/// disk.
final class PythonPeer {
    private static final String PYTHON = "python3";

    private final String python;
    private final byte[] program;

    private PythonPeer(String python, byte[] program) {
        this.python = python;
        this.program = program;
    }

    /// The program of this name, if this machine has `python3` with NumPy.
    static Optional<PythonPeer> find(String name) {
        return find(name, "numpy", List.of(PYTHON));
    }

    /// The program of this name.
    ///
    /// @param module  that it needs
    /// @param pythons interpreters; the first that has the module is taken
    static Optional<PythonPeer> find(String name, String module, List<String> pythons) {
        for (String python : pythons) {
            try {
                byte[] test = ("import " + module).getBytes(StandardCharsets.UTF_8);
                if (run(python, test, List.of(), 1).exitCode == 0) {
                    return Optional.of(new PythonPeer(python, load("peers/" + name)));
                }
            } catch (IOException e) {
                // No such interpreter: perhaps the next one.
            }
        }
        return Optional.empty();
    }

    /// The JSON object that the program prints.
    ///
    /// @param threads of the BLAS behind NumPy
    /// @throws InputException if the program fails
    JsonNode ask(List<String> arguments, int threads) {
        try {
            Answer answer = run(python, program, arguments, threads);
            if (answer.exitCode != 0) {
                throw new InputException(
                        "the Python program failed with exit code " + answer.exitCode + ": " + lastLine(answer.errors));
            }
            return new ObjectMapper().readTree(answer.output);
        } catch (IOException e) {
            throw new InputException(python + " cannot be run: " + e.getMessage(), e);
        }
    }

    private static byte[] load(String program) throws IOException {
        try (InputStream in = PythonPeer.class.getResourceAsStream(program)) {
            if (in == null) {
                throw new IOException(program + " is missing from the jar");
            }
            return in.readAllBytes();
        }
    }

    private record Answer(int exitCode, String output, String errors) {}

    /// Runs `python - arguments` with a program on standard input.
    private static Answer run(String python, byte[] program, List<String> arguments, int threads) throws IOException {
        List<String> command = new ArrayList<>(List.of(python, "-"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        String count = String.valueOf(threads);
        // As many threads, whatever BLAS is behind NumPy; the locale must not change how numbers are printed.
        builder.environment()
                .putAll(Map.of(
                        "OMP_NUM_THREADS", count,
                        "OPENBLAS_NUM_THREADS", count,
                        "MKL_NUM_THREADS", count,
                        "LC_ALL", "C.UTF-8"));
        Process process = builder.start();
        StringBuilder errors = new StringBuilder();
        Thread listener = Thread.ofVirtual().start(() -> {
            try {
                errors.append(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                errors.append(e.getMessage());
            }
        });
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(program);
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            listener.join();
            return new Answer(process.waitFor(), output, errors.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroy();
        }
    }

    private static String lastLine(String text) {
        return text.strip().lines().reduce((first, second) -> second).orElse("no message");
    }
}
