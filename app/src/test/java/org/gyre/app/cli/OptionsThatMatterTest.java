package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every option that says how to estimate, beside every measure of information and every estimator: it
/// changes what is found, or it is refused. Nothing is accepted and ignored.
class OptionsThatMatterTest {
    @TempDir
    Path folder;

    private static final List<String> MEASURES = List.of(
            "entropy --x 0,1",
            "mi --x 0 --y 1",
            "cmi --x 0 --y 1 --z 2",
            "o-information --x 0,1,2",
            "te --source 0 --target 1",
            "ais --target 0,1",
            "predictive --target 0,1");

    private static final List<String> ESTIMATORS =
            List.of("discrete", "discrete --bins 4", "ordinal", "gaussian", "copula", "ksg1", "ksg2", "kernel");

    /// None is a default.
    private static final List<String> OPTIONS = List.of(
            "--k 3",
            "--radius 0.9",
            "--theiler 3",
            "--noise 0.3",
            "--no-normalise",
            "--normalise",
            "--bins 3",
            "--binning mass",
            "--order 2",
            "--delay 2",
            "--bias-correction analytic",
            "--bias-correction none",
            "--bias-correction ledoit-wolf",
            "--bias-correction miller-madow",
            "--least-shift 3",
            "--block 3",
            "--null circular",
            "--trial-length 30");

    static Stream<String> calls() {
        return MEASURES.stream()
                .flatMap(measure -> ESTIMATORS.stream().map(estimator -> measure + " --estimator " + estimator));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anOptionChangesTheAnswerOrIsRefused(String call) throws IOException {
        Path file = file(call.contains("discrete") && !call.contains("--bins"));
        Invocation plain = run(call, "", file);
        for (String option : OPTIONS) {
            if (isDefault(call, option)) {
                continue;
            }
            Invocation with = run(call, option, file);
            if (with.exitCode() == ExitCode.DONE) {
                assertThat(found(with)).as(call + " " + option).isNotEqualTo(found(plain));
            } else {
                assertThat(with.exitCode())
                        .as(call + " " + option + ": " + with.err())
                        .isEqualTo(ExitCode.INPUT_ERROR);
            }
        }
    }

    /// What says the same as nothing does, or shows only where equal symbols come in runs.
    private static boolean isDefault(String call, String option) {
        boolean copula = call.contains("copula");
        boolean entropy = call.startsWith("entropy");
        boolean near = call.contains("ksg") || call.contains("kernel");
        return switch (option) {
            case "--normalise" -> near && !entropy;
            case "--no-normalise" -> entropy && (near || call.contains("gaussian"));
            case "--bias-correction analytic" -> copula;
            case "--bias-correction none" -> !copula && !near;
            case "--trial-length 30" -> entropy && call.contains("discrete");
            default -> false;
        };
    }

    private Invocation run(String call, String option, Path file) {
        List<String> arguments = new ArrayList<>(List.of("measure"));
        Stream.of((call + " " + option).strip().split(" ", -1)).forEach(arguments::add);
        arguments.addAll(List.of("--data", file.toString(), "--json"));
        return Invocation.of(arguments.toArray(String[]::new));
    }

    /// The numbers of an answer, not what it calls itself.
    private static Map<String, Object> found(Invocation call) {
        if (call.exitCode() != ExitCode.DONE) {
            return Map.of();
        }
        Map<String, Object> answer = new LinkedHashMap<>(JsonText.parse(call.out()));
        answer.keySet().removeAll(List.of("quantity", "estimator", "bias_correction", "warnings"));
        return answer;
    }

    /// Sixty rows of three columns that follow each other and themselves, each on a scale of its own.
    private Path file(boolean whole) throws IOException {
        RandomGenerator random = RandomStream.of(5).generator();
        StringBuilder text = new StringBuilder();
        double[] x = new double[3];
        for (int t = 0; t < 60; t++) {
            for (int i = 0; i < 3; i++) {
                x[i] = 0.6 * x[i] + 0.3 * x[(i + 1) % 3] + random.nextGaussian();
                double value = x[i] * (1 + 4 * i);
                text.append(whole ? Long.toString(Math.round(x[i])) : String.format(Locale.ROOT, "%.6f", value))
                        .append(i < 2 ? ',' : '\n');
            }
        }
        Path file = folder.resolve(whole ? "whole.csv" : "real.csv");
        Files.writeString(file, text);
        return file;
    }
}
