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

/// The NumPy program `infomax_numpy.py`, run as a process of its own.
///
/// The program travels in the jar and is given to `python3` on standard input, so nothing is written to disk.
final class NumPyPeer {
    private static final String PROGRAM = "peers/infomax_numpy.py";

    private final byte[] program;

    private NumPyPeer(byte[] program) {
        this.program = program;
    }

    /// The peer, if this machine has `python3` with NumPy.
    static Optional<NumPyPeer> find() {
        try {
            Answer answer = run("import numpy".getBytes(StandardCharsets.UTF_8), List.of(), 1);
            return answer.exitCode == 0 ? Optional.of(new NumPyPeer(load())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// What the program printed for one case: one timed run (of many steps) of each kind.
    ///
    /// @param threads of the BLAS behind NumPy
    /// @throws InputException if the program fails
    PeerTimes time(InfomaxCase which, long seed, int threads) {
        List<String> arguments = new ArrayList<>(List.of(
                "--units", String.valueOf(which.units()),
                "--rate", String.valueOf(which.rate()),
                "--p-max", String.valueOf(which.pMax()),
                "--steps", String.valueOf(which.peerSteps()),
                "--seed", String.valueOf(seed),
                "--threads", String.valueOf(threads),
                "--repeats", "1"));
        if (which.block()) {
            arguments.add("--block");
        }
        try {
            Answer answer = run(program, arguments, threads);
            if (answer.exitCode != 0) {
                throw new InputException(
                        "the NumPy program failed with exit code " + answer.exitCode + ": " + lastLine(answer.errors));
            }
            return PeerTimes.of(new ObjectMapper().readTree(answer.output));
        } catch (IOException e) {
            throw new InputException("python3 cannot be run: " + e.getMessage(), e);
        }
    }

    /// What the peer printed.
    ///
    /// @param implementation name and versions
    /// @param simulation     per step
    /// @param counted        per step, with covariances
    /// @param block          of a whole block; zero unless asked for
    /// @param algebra        of the block
    record PeerTimes(String implementation, Time simulation, Time counted, Time block, Time algebra) {
        static PeerTimes of(JsonNode printed) {
            Time direct = time(printed, "algebra_direct_ns");
            Time schur = time(printed, "algebra_schur_ns");
            return new PeerTimes(
                    printed.path("implementation").asString(),
                    time(printed, "simulation_ns_per_step"),
                    time(printed, "simulation_with_covariances_ns_per_step"),
                    time(printed, "block_ns"),
                    direct.cpu() < schur.cpu() ? direct : schur);
        }

        private static Time time(JsonNode printed, String key) {
            return new Time(
                    printed.path("wall").path(key).asDouble(0),
                    printed.path("cpu").path(key).asDouble(0));
        }
    }

    private static byte[] load() throws IOException {
        try (InputStream in = NumPyPeer.class.getResourceAsStream(PROGRAM)) {
            if (in == null) {
                throw new IOException(PROGRAM + " is missing from the jar");
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
