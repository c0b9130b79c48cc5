package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `gyre measure branching`, and the shared cultures by it and by `gyre measure avalanches`. The
/// references are the numbers of mrestimator 0.2.0 in the README of the shared data; where that has
/// none, our own NumPy sums and SciPy's `curve_fit`.
class MeasureBranchingCommandTest {
    @TempDir
    Path folder;

    private static Map<String, Object> answer(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        Invocation answer = Invocation.of(all.toArray(String[]::new));
        assertThat(answer.exitCode()).as(answer.err()).isZero();
        return JsonText.parse(answer.out());
    }

    private static Object at(Map<String, Object> object, String... path) {
        Object value = object;
        for (String key : path) {
            value = Objects.requireNonNull(((Map<?, ?>) value).get(key), key);
        }
        return value;
    }

    private static double number(Map<String, Object> object, String... path) {
        return ((Number) at(object, path)).doubleValue();
    }

    private static String recording(String name) {
        String folder = name.startsWith("Wong") ? "spikes-retinal-waves" : "spikes-mea-cultures";
        Path file = Path.of(System.getProperty("gyre.shared", "../../shared"), "data", folder, name + ".h5");
        Assumptions.assumeTrue(Files.exists(file), "no shared recording at " + file);
        return file.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "TC146-C57-DIV21_B, 0.89879, 0.03055, 0.71609, 11.98, 0.68595, 10.61",
        "CTX_TC82_G2CEPHYS1_DIV21_A, 0.87568, 0.35948, 0.89424, 35.78, 0.89929, 37.68",
        "TC146-C57-DIV07_B, 0.95506, 0.49659, 0.94415, 69.606, 0.94603, 72.099"
    })
    void culturesAgreeWithTheReference(
            String name, double r1, double r10, double m, double tau, double mWithOffset, double tauWithOffset) {
        Map<String, Object> answer = answer(
                "measure",
                "branching",
                "--spikes",
                recording(name),
                "--bin",
                "4ms",
                "--binning",
                "seconds",
                "--bootstrap",
                "0",
                "--coefficients");
        assertThat(number(answer, "m_naive")).isCloseTo(r1, within(1e-5));
        assertThat(((Number) ((List<?>) at(answer, "coefficients")).get(9)).doubleValue())
                .isCloseTo(r10, within(1e-5));
        assertThat(number(answer, "m")).isCloseTo(m, within(1e-4));
        assertThat(number(answer, "tau_ms")).isCloseTo(tau, within(1e-3 * tau));
        assertThat(number(answer, "fits", "offset", "m")).isCloseTo(mWithOffset, within(1e-4));
        assertThat(number(answer, "fits", "offset", "tau_ms")).isCloseTo(tauWithOffset, within(1e-3 * tauWithOffset));
        // Whole ticks move about one spike in two hundred to the next bin, and nothing by one per
        // cent.
        Map<String, Object> ticks =
                answer("measure", "branching", "--spikes", recording(name), "--bin", "4ms", "--bootstrap", "0");
        assertThat(number(ticks, "m_naive")).isCloseTo(r1, within(1e-2 * r1));
        assertThat(number(ticks, "m")).isCloseTo(m, within(1e-2 * m));
        assertThat(number(ticks, "tau_ms")).isCloseTo(tau, within(1e-2 * tau));
    }

    @ParameterizedTest
    @CsvSource({
        "CTX_TC82_G2CEPHYS1_DIV07_A, 35, 11633, 911.1, 2139, 335, 57, 0.8202",
        "CTX_TC82_G2CEPHYS1_DIV14_A, 50, 85171, 904.9, 12413, 550, 71, 0.8827",
        "CTX_TC82_G2CEPHYS1_DIV21_A, 51, 116074, 910.6, 12478, 310, 43, 0.8757",
        "TC146-C57-DIV07_B, 53, 48668, 909.6, 1597, 1027, 74, 0.9551",
        "TC146-C57-DIV21_B, 56, 464883, 910.3, 3085, 1240, 49, 0.8988",
        "Wong1993_P0, 39, 13336, 1052.8, 3285, 445, 206, 0.6414",
        "Wong1993_Adult, 57, 15510, 146.0, 5532, 23, 17, 0.2588"
    })
    void recordingsGiveTheReferenceCountsExactly(
            String name, int units, int spikes, double seconds, int avalanches, int largest, int longest, double r1) {
        String file = recording(name);
        Map<String, Object> answer =
                answer("measure", "avalanches", "--spikes", file, "--bin", "4ms", "--binning", "seconds");
        // The references are rounded to the digits shown.
        assertThat(number(answer, "duration_s")).isCloseTo(seconds, within(0.05));
        assertThat(number(
                        answer(
                                "measure",
                                "branching",
                                "--spikes",
                                file,
                                "--bin",
                                "4ms",
                                "--binning",
                                "seconds",
                                "--bootstrap",
                                "0"),
                        "m_naive"))
                .isCloseTo(r1, within(0.5e-4));
        assertThat(answer)
                .containsEntry("units", units)
                .containsEntry("spikes", spikes)
                .containsEntry("avalanches", avalanches)
                .containsEntry("largest_size", largest)
                .containsEntry("longest_duration", longest);
    }

    /// Spikes at 1, 5, 7, 14 and 15 ms in bins of 4 ms: from the first spike 1 1 0 2 — 5 ms opens the
    /// second bin and 7 lies in it, 14 and 15 in the fourth — and from time 0 also 1 2 0 2, with the
    /// edges one millisecond earlier.
    @Test
    void binsStartAtTheFirstSpikeOrAtZero() throws IOException {
        Path spikes = folder.resolve("spikes.csv");
        Files.writeString(spikes, "0.001,0\n0.005,1\n0.007,0\n0.014,1\n0.0168,0\n");
        assertThat(answer("measure", "avalanches", "--spikes", spikes.toString(), "--bin", "4ms"))
                .containsEntry("bins", 4)
                .containsEntry("largest_size", 3)
                .containsEntry("duration_of", "first spike to last");
        String[] start = {"measure", "avalanches", "--spikes", spikes.toString(), "--bin", "4ms", "--from", "start"};
        Map<String, Object> fromZero = answer(start);
        assertThat(fromZero).containsEntry("bins", 5).containsEntry("largest_size", 3);
        assertThat((List<?>) fromZero.get("warnings"))
                .anySatisfy(warning -> assertThat(warning.toString()).contains("does not say how long"));
        String[] longer = java.util.Arrays.copyOf(start, start.length + 2);
        longer[start.length] = "--duration";
        longer[start.length + 1] = "100ms";
        // 100 ms are 25 bins of 4 ms.
        assertThat(answer(longer))
                .containsEntry("bins", 25)
                .containsEntry("duration_s", 0.1)
                .containsEntry("duration_of", "time 0 to the end of the recording");
        // A spike at 0 and one after some thirty years, which end one tick of a microsecond later.
        Files.writeString(spikes, "0,0\n1000000000,0\n");
        assertThat(Invocation.of("measure", "avalanches", "--spikes", spikes.toString(), "--bin", "4ms")
                        .out())
                .contains("duration_s  1e9\n", "duration_of  first spike to last\n");
    }

    /// 0.1 + 0.2 s: 0.3 s / 0.1 s is 2 in floating point, 3 in ticks.
    @Test
    void wholeTicksPutASpikeOnAnEdgeIntoTheLaterBin() throws IOException {
        Path spikes = folder.resolve("spikes.csv");
        Files.writeString(spikes, "0,0\n0.1,0\n0.3,1\n");
        assertThat(answer("measure", "avalanches", "--spikes", spikes.toString(), "--bin", "0.1s"))
                .containsEntry("avalanches", 2);
        assertThat(answer(
                        "measure",
                        "avalanches",
                        "--spikes",
                        spikes.toString(),
                        "--bin",
                        "0.1s",
                        "--binning",
                        "seconds"))
                .containsEntry("avalanches", 1);
    }

    private static String[] with(List<String> call, String... more) {
        return Stream.concat(call.stream(), Stream.of(more)).toArray(String[]::new);
    }

    /// 1000.74 ms lies in the first millisecond from 1000 on; on a clock of 1 kHz it is rounded to 1001.
    @Test
    void secondsAreThoseOfTheFileAndNotOfTheClock() throws IOException {
        Path spikes = folder.resolve("spikes.csv");
        Files.writeString(spikes, "1000.00,0\n1000.26,0\n1000.74,1\n");
        List<String> call =
                List.of("measure", "avalanches", "--spikes", spikes.toString(), "--time-unit", "ms", "--bin", "1ms");
        assertThat(answer(with(call, "--binning", "seconds")))
                .containsEntry("bins", 1)
                .containsEntry("largest_size", 3);
        assertThat(answer(with(call, "--clock", "1000")))
                .containsEntry("bins", 2)
                .containsEntry("avalanches", 1);
    }

    /// A(t) = 8, 4, 2, 1, 8, 4, … : the slope of the next value on each of 8, 4, 2 and 1 is that of
    /// the four points.
    @Test
    void trialsAreColumns() throws IOException {
        Path file = folder.resolve("trials.csv");
        StringBuilder text = new StringBuilder();
        for (int t = 0; t < 400; t++) {
            text.append(8 >> (t % 4)).append(',').append(8 >> ((t + 1) % 4)).append('\n');
        }
        Files.writeString(file, text);
        Map<String, Object> answer = answer(
                "measure", "branching", "--activity", file.toString(), "--trials", "--lags", "20", "--bootstrap", "0");
        assertThat(answer).containsEntry("trials", 2).containsEntry("bins", 400).containsEntry("tau_ms", null);
        // x = 8 4 2 1, y = 4 2 1 8: Σxy/4 − x̄ȳ = 12.5 − 14.0625 over Σx²/4 − x̄² = 21.25 − 14.0625,
        // but for the ends
        assertThat(number(answer, "m_naive")).isCloseTo((12.5 - 14.0625) / (21.25 - 14.0625), within(0.01));
        assertThat((List<?>) answer.get("warnings")).isNotEmpty();
        assertThat(Invocation.of("measure", "branching", "--activity", file.toString())
                        .err())
                .contains("has 2 columns; add --trials");
    }

    @Test
    void theIntervalIsPrintedAndSeeded() throws IOException {
        Path file = folder.resolve("activity.csv");
        StringBuilder text = new StringBuilder();
        var random = org.gyre.core.random.RandomStream.of(1).generator();
        double x = 10;
        for (int t = 0; t < 6000; t++) {
            x = 3 + 0.7 * x + random.nextDouble() - 0.5;
            text.append(x).append('\n');
        }
        Files.writeString(file, text);
        String[] call = {
            "measure", "branching", "--activity", file.toString(), "--bin", "5ms", "--lags", "20", "--bootstrap", "100"
        };
        Map<String, Object> answer = answer(call);
        assertThat(answer).isEqualTo(answer(call));
        List<?> m = (List<?>) at(answer, "interval", "m");
        assertThat(((Number) m.getFirst()).doubleValue()).isLessThan(number(answer, "m"));
        assertThat(((Number) m.getLast()).doubleValue()).isGreaterThan(number(answer, "m"));
        // An autoregression with the coefficient 0.7
        assertThat(number(answer, "m")).isCloseTo(0.7, within(0.05));
        assertThat(number(answer, "tau_ms")).isCloseTo(-5 / Math.log(number(answer, "m")), within(1e-9));
        assertThat(Invocation.of(call).out()).contains("m_naive  0.", "90 % interval of m", "20 stretches");
    }

    /// 6x(1 − x) integrated over each step, times T³: whole numbers whose height grows with T².
    @Test
    void theShapeCollapseIsPrinted() throws IOException {
        StringBuilder text = new StringBuilder("0\n");
        for (int n : new int[] {4, 5, 6, 8}) {
            for (int k = 0; k < 25; k++) {
                for (int t = 0; t < n; t++) {
                    text.append(3 * (2 * t + 1) * n - 2 * (3 * t * t + 3 * t + 1))
                            .append('\n');
                }
                text.append("0\n");
            }
        }
        Path file = folder.resolve("parabolas.csv");
        Files.writeString(file, text);
        Map<String, Object> answer = answer("measure", "avalanches", "--activity", file.toString());
        assertThat(number(answer, "shape_collapse", "exponent")).isCloseTo(2, within(1e-6));
        assertThat(number(answer, "shape_collapse", "gamma")).isCloseTo(3, within(1e-6));
        assertThat(at(answer, "shape_collapse", "avalanches")).isEqualTo(100);
        assertThat(Invocation.of("measure", "avalanches", "--activity", file.toString())
                        .out())
                .contains("shape collapse:  height grows with duration to the power 2.000 ± 0.000");
    }

    /// Ten units that fire together every 100 ms make avalanches of ten spikes; shifted, they share hardly a bin.
    @Test
    void avalanchesAreComparedWithSurrogates() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int burst = 0; burst < 100; burst++) {
            for (int unit = 0; unit < 10; unit++) {
                text.append(String.format(java.util.Locale.ROOT, "%.3f,%d%n", 0.1 * burst + 0.001 * unit / 5, unit));
            }
        }
        Path spikes = folder.resolve("together.csv");
        Files.writeString(spikes, text);
        Map<String, Object> answer =
                answer("measure", "avalanches", "--spikes", spikes.toString(), "--bin", "4ms", "--surrogates", "20");
        assertThat(number(answer, "surrogates", "mean_size", "data")).isCloseTo(10, within(1e-12));
        assertThat(number(answer, "surrogates", "mean_size", "surrogate_mean")).isLessThan(9);
        assertThat(number(answer, "surrogates", "mean_size", "p_value")).isCloseTo(2.0 / 21, within(1e-12));
        assertThat(Invocation.of("measure", "avalanches", "--activity", spikes.toString(), "--surrogates", "20")
                        .err())
                .contains("needs the spikes of each unit");
    }

    /// The spikes of [#wholeTicksPutASpikeOnAnEdgeIntoTheLaterBin], which are one avalanche in floating point and two
    /// by ticks.
    @Test
    void surrogatesOfBinsInSecondsAreCountedByTicksAndThatIsSaid() throws IOException {
        Path spikes = folder.resolve("spikes.csv");
        Files.writeString(spikes, "0,0\n0.1,0\n0.3,1\n");
        String warning = "counted by whole ticks, also with --binning seconds";
        String[] call = {"measure", "avalanches", "--spikes", spikes.toString(), "--bin", "0.1s", "--binning", "seconds"
        };
        assertThat(at(answer(call), "warnings").toString()).doesNotContain(warning);

        String[] compared = java.util.Arrays.copyOf(call, call.length + 2);
        compared[call.length] = "--surrogates";
        compared[call.length + 1] = "5";
        Map<String, Object> seconds = answer(compared);
        assertThat(seconds).containsEntry("avalanches", 1);
        assertThat(number(seconds, "surrogates", "avalanches", "data")).isEqualTo(2);
        assertThat((List<?>) at(seconds, "warnings"))
                .filteredOn(each -> each.toString().contains(warning))
                .hasSize(1);

        compared[call.length - 1] = "ticks";
        Map<String, Object> ticks = answer(compared);
        assertThat(ticks).containsEntry("avalanches", 2);
        assertThat(at(ticks, "warnings").toString()).doesNotContain(warning);
        assertThat(at(ticks, "surrogates")).isEqualTo(at(seconds, "surrogates"));
    }
}
