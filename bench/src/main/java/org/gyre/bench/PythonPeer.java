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
/// The program travels in the jar and is given to `python3` on standard input, so nothing is written to disk.
final class PythonPeer {
    private final byte[] program;

    private PythonPeer(byte[] program) {
        this.program = program;
    }

    /// The program of this name, if this machine has `python3` with NumPy.
    static Optional<PythonPeer> find(String name) {
        try {
            Answer answer = run("import numpy".getBytes(StandardCharsets.UTF_8), List.of(), 1);
            return answer.exitCode == 0 ? Optional.of(new PythonPeer(load("peers/" + name))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The JSON object that the program prints.
    ///
    /// @param threads of the BLAS behind NumPy
    /// @throws InputException if the program fails
    JsonNode ask(List<String> arguments, int threads) {
        try {
            Answer answer = run(program, arguments, threads);
            if (answer.exitCode != 0) {
                throw new InputException(
                        "the NumPy program failed with exit code " + answer.exitCode + ": " + lastLine(answer.errors));
            }
            return new ObjectMapper().readTree(answer.output);
        } catch (IOException e) {
            throw new InputException("python3 cannot be run: " + e.getMessage(), e);
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

    /// Runs `python3 - arguments` with a program on standard input.
    private static Answer run(byte[] program, List<String> arguments, int threads) throws IOException {
        List<String> command = new ArrayList<>(List.of("python3", "-"));
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
