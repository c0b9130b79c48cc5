package org.gyre.lab.infomorphic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.data.catalogue.Catalogue;
import org.gyre.data.catalogue.DataFolder;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.RunNetwork;
import org.gyre.lab.experiment.SmallRuns;
import org.gyre.measure.flux.ExactFlux;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Small runs of each kind: resumed to the same bytes, with the values that they announce.
class InfomorphicRunTest {
    private static final String BARS = """
            kind = "infomorphic-encoder"
            side = 4
            neurons = 4
            goal = "0.6 {F} + 0.3 {C} - 0.9 {F}{C} + 0.5 {FC}"
            context_bins = 50
            rate = 0.1
            batch = 256
            rounds = 6

            [neuron]
            activation = "sum"
            context_share = 1.4
            bins = 60
            """;

    private static final String MEMORY = """
            kind = "infomorphic-memory"
            units = 12
            sets = 2
            loads = [0.5, 1]
            kept_load = 0.5
            sweeps = 50

            [neurons]
            epochs = 200
            """;

    private static final String DIGITS = """
            kind = "infomorphic-classifier"
            judge_every = 2

            [images]
            name = "digits"
            training = 800
            test = 200
            validation = VALIDATION

            [network]
            epochs = 5
            batch = 200

            [[network.hidden]]
            neurons = 12
            goal = "{F}{C}"
            """;

    @TempDir
    private Path folder;

    /// The setting of the preset: eight bars hold eight bits, and each neuron is to tell .8 of one.
    @Test
    void anEncoderFindsBars() throws IOException {
        String toml = BARS.replace("side = 4", "side = 8")
                .replace("neurons = 4", "neurons = 8")
                .replace("context_bins = 50", "context_bins = 100\ndecay = 0.001")
                .replace("rate = 0.1", "rate = 0.2")
                .replace("batch = 256", "batch = 1024")
                .replace("rounds = 6", "rounds = 20")
                .replace("bins = 60", "bins = 120");
        Map<String, Double> values = new SmallRuns(folder).values(toml, "run");
        assertThat(values.get("mean_bar_information_bits")).isBetween(0.8, 1.0);
        assertThat(values.get("least_bar_information_bits"))
                .isLessThanOrEqualTo(values.get("mean_bar_information_bits"));
    }

    @Test
    void anEncoderIsResumedToTheSameBytes() throws IOException {
        new SmallRuns(folder).resumesToTheSameBytes(BARS, List.of(1L, 4L), "receptive_weights");
    }

    @ParameterizedTest
    @CsvSource({"patterns", "patches"})
    void encodersSeeOtherWorlds(String stimulus) throws IOException {
        Map<String, Double> values = new SmallRuns(folder)
                .values(BARS.replace("rounds = 6", "rounds = 1\nstimulus = \"" + stimulus + "\""), "run");
        assertThat(values).containsKey("goal_bits").doesNotContainKey("mean_bar_information_bits");
    }

    /// The values of the kept memory against its network, read by the general measure of flux.
    @Test
    void aMemoryLeavesANetworkForOtherInstruments() throws IOException {
        Map<String, Double> values = new SmallRuns(folder).values(MEMORY, "run");
        RunNetwork left = RunNetwork.open(folder.resolve("run"), Experiments.installed());
        double bits = Unit.BITS.fromNats(
                ExactFlux.of(left.process(), Team.alone()).reading().information());
        assertThat(values.get("kept_flux_bits")).isCloseTo(bits, within(1e-9));
        assertThat(values.get("infomorphic_recalled_load_1_fraction"))
                .isGreaterThan(values.get("hebb_recalled_load_1_fraction"));
    }

    @Test
    void aMemoryIsResumedToTheSameBytes() throws IOException {
        new SmallRuns(folder).resumesToTheSameBytes(MEMORY, List.of(1L, 3L), "memory", "weights", "biases");
    }

    /// XOR and a copied bit, by hand: two sources that tell a bit only together; two that tell the same.
    @Test
    void gatesAreDecomposed() throws IOException {
        Map<String, Double> values = new SmallRuns(folder).values("""
                        kind = "pid-gates"
                        gates = [
                          { name = "xor", words = ["0,0,0", "0,1,1", "1,0,1", "1,1,0"] },
                          { name = "same", words = ["a,a,a : 3", "b,b,b : 1"] },
                        ]
                        """, "run");
        assertThat(values.get("xor_imin_synergistic_bits")).isCloseTo(1, within(1e-9));
        assertThat(values.get("xor_isx_redundant_bits")).isCloseTo(Math.log(2.0 / 3) / Math.log(2), within(1e-9));
        double entropy = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25)) / Math.log(2);
        assertThat(values.get("same_mmi_redundant_bits")).isCloseTo(entropy, within(1e-9));
    }

    private static void requireDigits() {
        assumeTrue(
                DataFolder.ofUser().has(Catalogue.entry("digits")),
                "digits is absent: 'gyre data get digits' brings it");
    }

    @ParameterizedTest
    @CsvSource({"0", "100"})
    void aClassifierIsResumedToTheSameBytes(String validation) throws IOException {
        requireDigits();
        new SmallRuns(folder)
                .resumesToTheSameBytes(
                        DIGITS.replace("VALIDATION", validation), List.of(1L, 4L), "confusion", "receptive_weights");
    }

    @Test
    void aClassifierGivesWhatItAnnounces() throws IOException {
        requireDigits();
        Map<String, Double> values = new SmallRuns(folder)
                .values(DIGITS.replace("VALIDATION", "100").replace("epochs = 5", "epochs = 80"), "run");
        assertThat(values.get("test_error")).isLessThan(0.7);
    }

    @ParameterizedTest
    @CsvSource({"widths = [3; 5]", "knock_out = true"})
    void aSeriesIsResumedToTheSameBytes(String what) throws IOException {
        requireDigits();
        String toml = DIGITS.replace("VALIDATION", "0")
                .replace("infomorphic-classifier", "infomorphic-series")
                .replace("judge_every = 2", what.replace(';', ','));
        new SmallRuns(folder).resumesToTheSameBytes(toml, List.of(2L, 5L, 7L), "errors");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            goal = "{F}{X}"                        | has no atom
            goal = "F and C"                       | cannot be read
            goal = "{L}"                           | has no atom
            goal = "{F}"                           | 8 bars
            goal = "{F}"\\nside = 1                 | side = 1
            goal = "{F}"\\nneurons = 8\\nbatch = 1   | at least 2 samples
            """)
    void whatCannotBeIsRefused(String lines, String message) {
        String toml = "kind = \"infomorphic-encoder\"\n"
                + (lines.contains("neurons") || message.contains("bars") ? "" : "neurons = 8\n")
                + (message.contains("bars") ? "neurons = 5\n" : "")
                + lines.replace("\\n", "\n");
        assertThatThrownBy(() -> new SmallRuns(folder).values(toml, "run"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }
}
