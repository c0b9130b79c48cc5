package org.gyre.lab.infomorphic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.data.catalogue.Catalogue;
import org.gyre.data.catalogue.DataFolder;
import org.gyre.data.npy.NpyReader;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.RunNetwork;
import org.gyre.lab.experiment.SmallRuns;
import org.gyre.measure.flux.ExactFlux;
import org.gyre.nets.memory.Hebb;
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

    /// The preset `infomorphic/random-patterns`, at a rate.
    private static final String PICTURES = """
            kind = "infomorphic-encoder"
            stimulus = "patterns"
            neurons = 6
            goal = "{F} - 0.5 {F}{C}"
            context_bins = 100
            rate = RATE
            decay = 0.001
            rounds = 6

            [neuron]
            bins = 120
            """;

    private static final String MEMORY = """
            kind = "infomorphic-memory"
            seed = 5
            units = 12
            sets = 2
            loads = [0.5, 1]
            kept_load = 0.5
            sweeps = 50

            [neurons]
            epochs = 200
            """;

    private static final String BISECTION =
            MEMORY.replace("sweeps = 50", "sweeps = 50\ncapacity = \"bisection\"\nmost_load = 1.5");

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

    /// Four bars in four neurons: outputs of one bit, so that no information is above 1; neurons that
    /// have not learned tell hardly anything, those that have most of it.
    @ParameterizedTest
    @CsvSource({"1e-12, 0, 0.2", "0.1, 0.5, 1.0"})
    void neuronsTellOfTheWorldOnceTheyHaveLearned(String rate, double from, double to) throws IOException {
        Map<String, Double> values = new SmallRuns(folder).values(BARS.replace("rate = 0.1", "rate = " + rate), "run");
        assertThat(values.get("mean_world_information_bits")).isBetween(from, to);
        assertThat(values.get("least_world_information_bits"))
                .isLessThanOrEqualTo(values.get("mean_world_information_bits"));
    }

    /// Thirty-two pictures of 8 x 8 pixels hold five bits. Before they learn six neurons fire nearly by
    /// chance and tell a tenth of them at most.
    @ParameterizedTest
    @CsvSource({"1e-12, 0, 0.5", "0.05, 4.8, 5.0"})
    void neuronsTellPicturesApartOnceTheyHaveLearned(String rate, double from, double to) throws IOException {
        Map<String, Double> values = new SmallRuns(folder).values(PICTURES.replace("RATE", rate), "run");
        assertThat(values.get("code_information_bits")).isBetween(from, to);
        assertThat(values.get("code_information_before_learning_bits")).isBetween(0.0, 0.5);
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

    @Test
    void aBisectionIsResumedToTheSameBytes() throws IOException {
        new SmallRuns(folder)
                .resumesToTheSameBytes(BISECTION, List.of(2L, 5L, 9L), "memory", "capacity_probes", "weights");
    }

    /// The capacities of a run against those that the search of one set of patterns after the other
    /// finds.
    @Test
    void capacitiesByBisectionAreMeansOverSets() throws IOException {
        Map<String, Double> values = new SmallRuns(folder).values(BISECTION, "run");
        RandomStream stream = RandomStream.of(5);
        double sum = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int set = 0; set < 2; set++) {
            double load = new AskedCapacity(new Hebb(), 12).load(18, stream.split(set));
            sum += load;
            least = Math.min(least, load);
        }
        assertThat(values)
                .containsEntry("hebb_capacity_patterns_per_neuron", sum / 2)
                .containsEntry("hebb_least_capacity_patterns_per_neuron", least);
    }

    private static final String CASCADES = """
            kind = "infomorphic-cascades"
            units = 12
            sets = 2
            loads = [0.5, 1]
            steps = 30

            [neurons]
            epochs = 300
            """;

    @Test
    void cascadesAreResumedToTheSameBytes() throws IOException {
        new SmallRuns(folder)
                .resumesToTheSameBytes(CASCADES, List.of(1L, 3L), "cascades_load_0.5", "cascades_load_1.0");
    }

    /// Every cascade of the first set again, one neuron at a time, from the weights and patterns that
    /// the run leaves.
    @Test
    void cascadesFollowFromTheMemoryThatIsLeft() throws IOException {
        Map<String, Double> values = new SmallRuns(folder).values(CASCADES, "run");
        double[] weights = left("weights_load_1.0");
        double[] biases = left("biases_load_1.0");
        double[] patterns = left("patterns_load_1.0");
        double[] rows = left("cascades_load_1.0");
        assertThat(rows).hasSize(2 * 12 * 12 * 5);
        double healed = 0;
        for (int i = 0; i < rows.length; i += 5) {
            healed += rows[i + 4] >= 0 ? 1 : 0;
            if (rows[i] > 0) {
                continue;
            }
            int pattern = (int) rows[i + 1];
            int neuron = (int) rows[i + 2];
            double[] whole = Arrays.copyOfRange(patterns, pattern * 12, (pattern + 1) * 12);
            double[] turned = whole.clone();
            turned[neuron] *= -1;
            int size = 0;
            int steps = 0;
            for (int step = 0; step < 30; step++) {
                whole = next(weights, biases, whole);
                turned = next(weights, biases, turned);
                int differ = 0;
                for (int n = 0; n < 12; n++) {
                    differ += whole[n] == turned[n] ? 0 : 1;
                }
                if (differ == 0) {
                    break;
                }
                size += differ;
                steps++;
            }
            assertThat(rows[i + 3]).isEqualTo(size);
            assertThat(rows[i + 4]).isEqualTo(steps == 30 ? -30 : steps);
        }
        assertThat(values.get("healed_load_1_fraction")).isCloseTo(healed * 5 / rows.length, within(1e-12));
    }

    private double[] left(String name) throws IOException {
        return NpyReader.read(folder.resolve("run/arrays/" + name + ".npy")).doubles();
    }

    private static double[] next(double[] weights, double[] biases, double[] state) {
        double[] next = new double[state.length];
        for (int n = 0; n < state.length; n++) {
            double input = biases[n];
            for (int j = 0; j < state.length; j++) {
                input += weights[n * state.length + j] * state[j];
            }
            next[n] = Math.signum(input);
        }
        return next;
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
            rate = 0                  | neurons.rate = 0.0
            last_rate = -0.1          | neurons.last_rate = -0.1
            last_external_weight = -1 | neurons.last_external_weight = -1.0
            decay = -1                | neurons.decay = -1.0
            goal = "{F}{D}"           | neurons.goal: the goal has no atom '{F}{D}'
            """)
    void whatNeuronsOfAMemoryCannotLearnWithIsNamedByItsKey(String line, String message) {
        for (String kind : List.of("memory", "cascades")) {
            assertThatThrownBy(() -> new SmallRuns(folder)
                            .values("kind = \"infomorphic-" + kind + "\"\n[neurons]\n" + line + "\n", "run"))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining(message);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            goal = "{F}{X}"                        | has no atom
            goal = "F and C"                       | cannot be read
            goal = "{L}"                           | has no atom
            goal = "{F}"                           | 8 bars
            goal = "{F}"\\nside = 1                 | side = 1
            goal = "{F}"\\nneurons = 8\\nbatch = 1   | at least 2 samples
            goal = "makkeh-supervise"              | did you mean 'makkeh-supervised'?
            goal = "F and C"                       | line 3: goal: the goal
            goal = "{F}"\\nneurons = 8\\nrate = 0    | line 4: rate = 0.0
            goal = "{F}"\\nneurons = 8\\ndecay = -1  | line 4: decay = -1.0
            goal = "{F}"\\nneurons = 13\\nstimulus = "patterns" | at most 12
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
