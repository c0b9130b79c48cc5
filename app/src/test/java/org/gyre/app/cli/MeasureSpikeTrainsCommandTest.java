package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Spikes, correlations and responses through the command line.
class MeasureSpikeTrainsCommandTest {
    @TempDir
    Path folder;

    private static Map<String, Object> json(String... arguments) {
        List<String> all = new ArrayList<>(List.of("measure"));
        all.addAll(List.of(arguments));
        all.add("--json");
        Invocation call = Invocation.of(all.toArray(String[]::new));
        assertThat(call.exitCode()).as(call.err()).isZero();
        return JsonText.parse(call.out());
    }

    private static double value(Map<?, ?> answer, String key) {
        return ((Number) Objects.requireNonNull(answer.get(key))).doubleValue();
    }

    private static Map<?, ?> row(Map<?, ?> answer, int index) {
        return (Map<?, ?>) ((List<?>) Objects.requireNonNull(answer.get("table"))).get(index);
    }

    private static String adultRetina() {
        Path file = Path.of(
                System.getProperty("gyre.shared", "../../shared"), "data", "spikes-retinal-waves", "Wong1993_Adult.h5");
        Assumptions.assumeTrue(Files.exists(file), "no reference data: set -Dgyre.shared");
        return file.toString();
    }

    /// The values by NumPy 2.4.6 on ticks of 1 µs, from 0 to the last spike.
    @Test
    void aRetinalRecordingHasTheStatisticsThatNumPyFinds() {
        Map<String, Object> answer = json("spikes", "--spikes", adultRetina(), "--windows", "100ms");
        assertThat(answer).containsEntry("units", 57).containsEntry("spikes", 15510);
        Map<?, ?> population = (Map<?, ?>) Objects.requireNonNull(answer.get("population"));
        assertThat(value(population, "fano")).isCloseTo(1.060268364797049, within(1e-9));
        assertThat(value(population, "autocorrelation")).isCloseTo(0.2777076311008224, within(1e-9));
        assertThat(value(population, "synchrony")).isCloseTo(0.1375058377587324, within(1e-9));
        assertThat(value(population, "silent_bins")).isCloseTo(0.6970705562761558, within(1e-9));
        assertThat(value(population, "most_active_units")).isEqualTo(4);
        Map<?, ?> first = row(answer, 0);
        assertThat(value(first, "spikes")).isEqualTo(1315);
        assertThat(value(first, "mean_isi_s")).isCloseTo(0.11101054033485538, within(1e-9));
        assertThat(value(first, "cv")).isCloseTo(5.001339748623397, within(1e-9));
        assertThat(value(first, "cv2")).isCloseTo(1.2408460003034243, within(1e-9));
        assertThat(value(first, "lv")).isCloseTo(1.357302911586915, within(1e-9));
        assertThat(value(first, "refractory_share")).isCloseTo(0.00380517503805175, within(1e-12));
        Map<?, ?> fano = (Map<?, ?>) ((List<?>) Objects.requireNonNull(first.get("fano"))).getFirst();
        assertThat(value(fano, "value")).isCloseTo(1.5209701728337064, within(1e-9));
    }

    /// By numpy.corrcoef of counts in bins of 50 ms, and by a program of our own in Python for the tiling.
    @Test
    void aRetinalRecordingHasTheCorrelationsThatNumPyFinds() {
        Map<String, Object> pearson = json("correlation", "--spikes", adultRetina(), "--bin", "50ms");
        assertThat(value(pearson, "mean")).isCloseTo(0.03444819412625898, within(1e-9));
        assertThat(value(row(pearson, 0), "value")).isCloseTo(0.21750357501681733, within(1e-9));
        Map<String, Object> tiling =
                json("correlation", "--spikes", adultRetina(), "--statistic", "sttc", "--reach", "50ms");
        assertThat(value(tiling, "mean")).isCloseTo(0.10538082090909542, within(1e-9));
        assertThat(value(row(tiling, 0), "value")).isCloseTo(0.4449912359097241, within(1e-9));
    }

    /// Unit 0 fires 5 + 10 s ms after the onset of stimulus s of four, unit 1 fires 2 ms after every onset, unit 2
    /// never.
    private String[] trials(String code) throws IOException {
        StringBuilder spikes = new StringBuilder();
        StringBuilder trials = new StringBuilder("label,onset_s\n");
        for (int k = 0; k < 80; k++) {
            double onset = 0.1 * k;
            spikes.append(
                    String.format(Locale.ROOT, "%.4f,1%n%.4f,0%n", onset + 0.002, onset + 0.005 + 0.01 * (k % 4)));
            trials.append(String.format(Locale.ROOT, "grating %d,%.4f%n", k % 4, onset));
        }
        spikes.append("7.9999,3\n");
        Path file = folder.resolve("spikes.csv");
        Path table = folder.resolve("trials.csv");
        Files.writeString(file, spikes);
        Files.writeString(table, trials);
        return new String[] {
            "stimulus",
            "--spikes",
            file.toString(),
            "--trials",
            table.toString(),
            "--window",
            "50ms",
            "--code",
            code,
            "--surrogates",
            "99",
            "--bias-correction",
            "none"
        };
    }

    /// I = H(S) = 2 bits; a spike that is locked to one bin of five tells log2 5 bits.
    @Test
    void aLatencyTellsTheStimulusAndACountDoesNot() throws IOException {
        for (String code : List.of("first-spike", "first-spike-rank", "word")) {
            Map<String, Object> answer = json(trials(code));
            assertThat(value(answer, "stimulus_entropy")).isCloseTo(2, within(1e-12));
            assertThat(value(row(answer, 0), "value")).isCloseTo(2, within(1e-12));
            assertThat(value(row(answer, 0), "p_value")).isEqualTo(0.01);
            assertThat(value(row(answer, 0), "q_value")).isLessThanOrEqualTo(0.05);
            assertThat(value(row(answer, 1), "value")).isCloseTo(0, within(1e-12));
            Map<?, ?> locked = (Map<?, ?>) Objects.requireNonNull(row(answer, 1).get("per_spike"));
            assertThat(value(locked, "value")).isCloseTo(Math.log(5) / Math.log(2), within(1e-12));
            assertThat((List<?>) answer.get("warnings")).isNotEmpty();
        }
        assertThat(value(row(json(trials("count")), 0), "value")).isCloseTo(0, within(1e-12));
    }

    @Test
    void theTextForReadersNamesEveryUnit() throws IOException {
        String[] stimulus = trials("count");
        String file = stimulus[2];
        for (String[] arguments : new String[][] {
            {"measure", "spikes", "--spikes", file},
            {"measure", "correlation", "--spikes", file, "--bin", "10ms", "--surrogates", "19", "--pair", "0,1"}
        }) {
            Invocation call = Invocation.of(arguments);
            assertThat(call.exitCode()).as(call.err()).isZero();
            assertThat(call.out()).contains("units  ").doesNotContain("NaN");
        }
    }

    /// Units 2 and 3 fire once each: 25 · 25 places within windows of 25 ms.
    @Test
    void onePairOfFewSpikesDoesNotHaveTheOthersRefused() throws IOException {
        StringBuilder text = new StringBuilder("0.512,2\n0.777,3\n");
        for (int k = 0; k < 30; k++) {
            text.append(0.002 + 0.033 * k)
                    .append(",0\n")
                    .append(0.004 + 0.033 * k)
                    .append(",1\n");
        }
        String file = Files.writeString(folder.resolve("sparse.csv"), text).toString();
        Map<String, Object> answer = json(
                "correlation",
                "--spikes",
                file,
                "--clock",
                "1000",
                "--bin",
                "5ms",
                "--null",
                "jitter",
                "--jitter",
                "25ms",
                "--surrogates",
                "1000");
        assertThat(value(answer, "pairs")).isEqualTo(6);
        assertThat(value(row(answer, 0), "p_value")).isBetween(1 / 1001.0, 1.0);
        assertThat(value(row(answer, 5), "p_value")).isEqualTo(1);
        assertThat(String.valueOf(answer.get("warnings")))
                .contains("units 2 and 3 have only 625 distinct orders", "leave out units of few spikes");
    }

    @Test
    void aMistakeInTheTrialsNamesTheirFileFirst() throws IOException {
        Path spikes = Files.writeString(folder.resolve("spikes.csv"), "0.1,0\n0.2,1\n");
        Path trials = Files.writeString(folder.resolve("trials.csv"), "onset_s,label\n0.1,a\nsoon,b\n");
        Invocation call = Invocation.of(
                "measure",
                "stimulus",
                "--spikes",
                spikes.toString(),
                "--trials",
                trials.toString(),
                "--window",
                "50ms");
        assertThat(call.err()).startsWith("gyre: " + trials + ", line 3, column 1: 'soon'");
    }

    @Test
    void oneUnitAndOneSpikeAreNotMany() throws IOException {
        Path spikes = Files.writeString(folder.resolve("spikes.csv"), "0.5,0\n");
        assertThat(Invocation.of("data", "info", spikes.toString()).out()).contains("  1 unit, 1 spike, ");
    }

    @Test
    void threadsDoNotChangeTheAnswer() throws IOException {
        String file = trials("count")[2];
        String[] correlation = {"correlation", "--spikes", file, "--bin", "10ms", "--surrogates", "50", "--threads", "1"
        };
        String[] three = correlation.clone();
        three[8] = "3";
        assertThat(json(correlation)).isEqualTo(json(three));
    }
}
