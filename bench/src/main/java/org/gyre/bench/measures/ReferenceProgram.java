package org.gyre.bench.measures;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gyre.core.InputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// `measures_scipy.py` in a process of its own that answers one request after the other, so that both sides
/// can be timed in turns and the reference makes its data once.
///
/// The program is handed to `python3` on its command line; nothing is written to disk. It has one thread.
final class ReferenceProgram implements AutoCloseable {
    private static final String PROGRAM = "/org/gyre/bench/peers/measures_scipy.py";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedReader answers;
    private final Writer requests;
    private final String implementation;

    private ReferenceProgram(Process process, BufferedReader answers, String implementation) {
        this.process = process;
        this.answers = answers;
        this.implementation = implementation;
        requests = process.outputWriter(StandardCharsets.UTF_8);
    }

    /// One timing.
    ///
    /// @param cpu    seconds on a processor
    /// @param wall   seconds by the clock on the wall
    /// @param values that were computed
    record Timing(double cpu, double wall, double[] values) {}

    /// Starts the program, if this machine has `python3` with NumPy and SciPy.
    static Optional<ReferenceProgram> start() {
        try (InputStream in = ReferenceProgram.class.getResourceAsStream(PROGRAM)) {
            if (in == null) {
                throw new IllegalStateException(PROGRAM + " is missing from the jar");
            }
            String program = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            ProcessBuilder builder = new ProcessBuilder(List.of("python3", "-c", program));
            builder.redirectError(ProcessBuilder.Redirect.DISCARD);
            // One thread, whatever BLAS is behind NumPy; the locale must not change how numbers are printed.
            builder.environment()
                    .putAll(Map.of(
                            "OMP_NUM_THREADS", "1",
                            "OPENBLAS_NUM_THREADS", "1",
                            "MKL_NUM_THREADS", "1",
                            "LC_ALL", "C.UTF-8"));
            Process process = builder.start();
            BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
            String greeting = answers.readLine();
            if (greeting == null) {
                process.destroy();
                return Optional.empty();
            }
            String implementation =
                    JSON.readTree(greeting).path("implementation").asString();
            return Optional.of(new ReferenceProgram(process, answers, implementation));
        } catch (IOException e) {
            // There is no python3.
            return Optional.empty();
        }
    }

    /// Versions of Python, NumPy and SciPy.
    String implementation() {
        return implementation;
    }

    /// Times a case; the first request for it also makes its data and does a first run.
    ///
    /// @throws InputException if the program fails
    Timing time(MeasureCase which) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("case", which.reference());
        request.putAll(which.parameters());
        try {
            requests.write(JSON.writeValueAsString(request) + "\n");
            requests.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new InputException("the SciPy program failed at '" + which.title()
                        + "': update NumPy and SciPy, or take --no-peer");
            }
            JsonNode node = JSON.readTree(answer);
            double[] values = new double[node.path("values").size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = node.path("values").path(i).asDouble();
            }
            return new Timing(node.path("seconds").asDouble(), node.path("wall").asDouble(), values);
        } catch (IOException e) {
            throw new InputException("the SciPy program cannot be reached: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
