package org.gyre.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.core.linalg.Blas;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.flux.ExactFlux;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.FluxObjective;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// `gyre bench flux`: seconds to the exact flux of a dense network of ±1 units with standard normal
/// weights, by Gyre and by a plain NumPy program, in turns.
///
/// Everything from the weights to H, D, I and all correlations counts: the table of probabilities,
/// the stationary law, its residual. Beside it stand the microseconds that a search needs for one
/// value of a small network, and for its gradient. NumPy iterates steps that are matrix products
/// too, until the law changes by 10⁻¹².
public final class FluxBenchmark {
    /// Beyond this NumPy takes many minutes.
    private static final int LARGEST_FOR_PEER = 16;

    /// Sizes of the networks that searches evaluate over and over.
    private static final List<Integer> SEARCHED = List.of(3, 5, 8);

    private FluxBenchmark() {}

    /// How to measure.
    ///
    /// @param sizes   numbers of units
    /// @param rounds  how often each size is measured; medians are reported. Sizes above 16 are
    ///     measured once.
    /// @param threads of Gyre and of NumPy's BLAS
    /// @param peer    whether NumPy is measured too, if it is there
    /// @param seed    of the weights
    public record Options(List<Integer> sizes, int rounds, int threads, boolean peer, long seed) {
        public Options {
            sizes = List.copyOf(sizes);
        }
    }

    /// One size.
    ///
    /// @param seconds     Gyre's wall clock
    /// @param peakBytes   largest heap during the last measurement, garbage included
    /// @param numpy       NumPy's seconds, if measured
    /// @param difference  |I − NumPy's I| in bits, if measured
    private record Row(
            int units,
            double seconds,
            double peakBytes,
            double information,
            double residual,
            double errorEstimate,
            String method,
            @Nullable Double numpy,
            @Nullable Double difference) {
        Map<String, Object> json() {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("units", units);
            object.put("seconds", seconds);
            object.put("peak_heap_mb", peakBytes / 1e6);
            object.put("information_bits", information);
            object.put("residual", residual);
            object.put("error_estimate", errorEstimate);
            object.put("method", method);
            object.put("numpy_seconds", numpy);
            object.put("ratio", numpy == null ? null : numpy / seconds);
            object.put("difference_bits", difference);
            return object;
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%4d %10.4f %10s %8s %9.0f %10.1e %12.8f %10s  %s",
                    units,
                    seconds,
                    numpy == null ? "-" : String.format(Locale.ROOT, "%.3f", numpy),
                    numpy == null ? "-" : String.format(Locale.ROOT, "%.1f", numpy / seconds),
                    peakBytes / 1e6,
                    residual,
                    information,
                    difference == null ? "-" : String.format(Locale.ROOT, "%.0e", difference),
                    method);
        }
    }

    /// What one evaluation of a search costs, on one thread.
    ///
    /// @param value    microseconds for I
    /// @param gradient microseconds more for its gradient by all weights
    private record Evaluation(int units, double value, double gradient) {
        static Evaluation measure(int units, int rounds, long seed) {
            FluxObjective objective = FluxObjective.of(units);
            double[] weights = network(units, seed).weights();
            double[] toWeights = new double[units * units];
            double[] toBias = new double[units];
            double[] values = new double[rounds];
            double[] gradients = new double[rounds];
            // One round more, in which the compiler has its time.
            for (int round = -1; round < rounds; round++) {
                double value = microseconds(() -> objective.value(weights));
                double gradient = microseconds(() -> objective.gradient(toWeights, toBias));
                if (round >= 0) {
                    values[round] = value;
                    gradients[round] = gradient;
                }
            }
            return new Evaluation(units, median(values), median(gradients));
        }

        /// The mean over a fifth of a second.
        private static double microseconds(Runnable work) {
            long start = System.nanoTime();
            long elapsed = 0;
            int count = 0;
            while (elapsed < 200_000_000) {
                for (int k = 0; k < 20; k++) {
                    work.run();
                }
                count += 20;
                elapsed = System.nanoTime() - start;
            }
            return elapsed / 1e3 / count;
        }

        Map<String, Object> json() {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("units", units);
            object.put("value_microseconds", value);
            object.put("gradient_microseconds", gradient);
            return object;
        }

        String line() {
            return String.format(Locale.ROOT, "%4d %10.1f %10.1f", units, value, gradient);
        }
    }

    /// What was measured.
    ///
    /// @param table lines of text
    /// @param json  the same as one object
    public record Report(List<String> table, Map<String, Object> json, List<String> warnings) {}

    /// Measures all sizes.
    ///
    /// @param talk told in a sentence what is being measured
    public static Report run(Options options, Consumer<String> talk) {
        Optional<PythonPeer> peer = options.peer ? PythonPeer.find("flux_numpy.py") : Optional.empty();
        List<String> warnings = new ArrayList<>();
        if (options.peer && peer.isEmpty()) {
            warnings.add("python3 with NumPy was not found, so only Gyre is measured");
        }
        List<Row> rows = new ArrayList<>();
        try (Team team = Team.of(options.threads)) {
            // The compiler has its time on a small network.
            for (int k = 0; k < 20; k++) {
                ExactFlux.of(network(10, options.seed), team);
            }
            for (int units : options.sizes) {
                talk.accept("measuring N = " + units);
                rows.add(measure(units, options, team, units <= LARGEST_FOR_PEER ? peer : Optional.empty()));
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "Exact flux of dense +-1 networks, weights normal(0, 1), %d threads: wall clock, %s",
                options.threads,
                Blas.best().name()));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%4s %10s %10s %8s %9s %10s %12s %10s  %s",
                "N",
                "Gyre, s",
                "NumPy, s",
                "ratio",
                "heap, MB",
                "residual",
                "I, bits",
                "difference",
                "method"));
        rows.forEach(row -> lines.add(row.line()));
        talk.accept("measuring the evaluations of a search");
        List<Evaluation> evaluations = SEARCHED.stream()
                .map(units -> Evaluation.measure(units, options.rounds, options.seed))
                .toList();
        lines.add("");
        lines.add("Time per evaluation in a search (exact flux of a small network, one thread), microseconds");
        lines.add("");
        lines.add(String.format(Locale.ROOT, "%4s %10s %10s", "N", "value", "gradient"));
        evaluations.forEach(evaluation -> lines.add(evaluation.line()));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("benchmark", "flux");
        object.put("threads", options.threads);
        object.put("rounds", options.rounds);
        object.put("seed", options.seed);
        object.put("java", Runtime.version().toString());
        object.put("blas", Blas.best().name());
        object.put("cases", rows.stream().map(Row::json).toList());
        object.put("evaluations", evaluations.stream().map(Evaluation::json).toList());
        object.put("warnings", warnings);
        return new Report(lines, object, warnings);
    }

    private static Row measure(int units, Options options, Team team, Optional<PythonPeer> peer) {
        BoltzmannMachine network = network(units, options.seed);
        int rounds = units > LARGEST_FOR_PEER ? 1 : options.rounds;
        double[] ours = new double[rounds];
        double[] theirs = new double[rounds];
        double difference = 0;
        ExactFlux flux = ExactFlux.of(network(Math.min(units, 12), options.seed), team);
        double peak = 0;
        for (int round = 0; round < rounds; round++) {
            Memory memory = Memory.watch();
            long start = System.nanoTime();
            flux = ExactFlux.of(network, team);
            ours[round] = (System.nanoTime() - start) / 1e9;
            peak = memory.peak();
            if (peer.isPresent()) {
                JsonNode answer = peer.get().ask(List.of("--weights=" + text(network.weights())), options.threads);
                theirs[round] = answer.path("seconds").asDouble();
                difference = Math.abs(answer.path("information").asDouble()
                        - Unit.BITS.fromNats(flux.reading().information()));
            }
        }
        return new Row(
                units,
                median(ours),
                peak,
                Unit.BITS.fromNats(flux.reading().information()),
                flux.residual(),
                flux.errorEstimate(),
                flux.largest().law().method().name().toLowerCase(Locale.ROOT),
                peer.isPresent() ? median(theirs) : null,
                peer.isPresent() ? difference : null);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return 0.5 * (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]);
    }

    private static BoltzmannMachine network(int units, long seed) {
        CounterRandom random =
                RandomStream.of(seed).split("bench-flux").split(units).generator();
        double[] weights = new double[units * units];
        Arrays.setAll(weights, k -> random.nextGaussian());
        return BoltzmannMachine.of(units, weights);
    }

    private static String text(double[] weights) {
        StringJoiner text = new StringJoiner(",");
        for (double weight : weights) {
            text.add(String.valueOf(weight));
        }
        return text.toString();
    }
}
