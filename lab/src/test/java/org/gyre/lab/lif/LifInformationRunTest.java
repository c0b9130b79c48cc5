package org.gyre.lab.lif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.lab.experiment.BareContext;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.run.Snapshot;
import org.gyre.nets.lif.layer.LifInput;
import org.gyre.nets.lif.layer.LifLayer;
import org.gyre.nets.lif.layer.LifSettings.LeakForm;
import org.gyre.nets.lif.layer.SpikeRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Information against leak on spike times that are drawn here, so that no data set is needed.
class LifInformationRunTest {
    private static final String TOML = """
            kind = "lif-information"
            leaks = [0.02, 1.0]
            networks = 2
            [samples]
            name = "spike-manifolds"
            steps = 20
            [samples.manifolds]
            classes = 3
            units = 12
            samples = 100
            [network]
            epochs = 3
            batch = 32
            rate = 0.01
            [[network.layers]]
            units = 10
            surrogate = "superspike"
            weights = "normal"
            weight_mean = 0.3
            weight_deviation = 0.5
            [[network.layers]]
            units = 3
            mode = "read-out"
            leak = 0
            leak_form = "fixed"
            [reading]
            bin = 4
            permutations = 10
            classes = 3
            """;

    private static LifInformation.Configuration load(String... overrides) {
        ConfigurationSource source = new ConfigurationSource("test", "test", null, null, TOML);
        return (LifInformation.Configuration)
                Configuration.load(source, List.of(overrides), null, Experiments.installed())
                        .values();
    }

    private static Outcome finish(Session session) {
        while (session.completedSteps() < session.totalSteps()) {
            session.advance();
        }
        Outcome outcome = new Outcome();
        session.finish(outcome);
        session.close();
        return outcome;
    }

    private static double value(Outcome outcome, String name) {
        return Objects.requireNonNull(outcome.values().get(name), name);
    }

    @Test
    void aLeakOfOneKeepsNothing() {
        LifInformation.Configuration configuration = load();
        Outcome outcome = finish(new LifInformation().open(configuration, new BareContext(2)));
        assertThat(outcome.values().keySet())
                .isEqualTo(new LifInformation().values(configuration).given());
        // Each input fires once in a sample, and the window is the sample.
        assertThat(value(outcome, "input_count_bits")).isCloseTo(0, within(1e-12));
        assertThat(value(outcome, "input_word_bits")).isPositive();
        // What comes in the step itself makes a unit without memory fire.
        assertThat(value(outcome, "layer_1_interval_steps_leak_1")).isEqualTo(1);
        assertThat(value(outcome, "layer_1_interval_steps_leak_0_02")).isGreaterThan(1);
        assertThat(value(outcome, "layer_1_interval_ratio"))
                .isCloseTo(value(outcome, "layer_1_interval_steps_leak_0_02"), within(1e-12));
    }

    /// The spikes of the test samples, of a network that is trained here once more.
    ///
    /// @param labels of the samples
    /// @param inputs `[sample][step][input]`
    /// @param hidden `[sample][step][unit]`
    private record Shown(List<Integer> labels, List<boolean[][]> inputs, List<boolean[][]> hidden) {
        static Shown of(LifInformation.Configuration configuration, double leak) {
            BareContext context = new BareContext(1);
            SampleParts samples =
                    configuration.samples().read(context, context.random().split("samples"), Team.alone());
            LifTraining training = new LifTraining(
                    configuration.network().withHidden(layer -> layer.withLeak(leak, 0, LeakForm.FIXED)),
                    samples,
                    context.random().split("network").split(0));
            for (int epoch = 0; epoch < configuration.network().epochs(); epoch++) {
                training.learn(Team.alone());
            }
            Shown shown = new Shown(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            SampleSet set = samples.test();
            LifLayer layer = training.network().layers().getFirst();
            training.show("test", set, Team.alone(), (batch, input) -> {
                SpikeRows rows = ((LifInput.Spikes) input).rows();
                for (int k = 0; k < batch.length; k++) {
                    shown.labels.add(set.label(batch[k]));
                    boolean[][] below = new boolean[set.steps()][set.inputs()];
                    boolean[][] own = new boolean[set.steps()][layer.settings().units()];
                    for (int t = 0; t < set.steps(); t++) {
                        int row = k * set.steps() + t;
                        for (int i = rows.starts()[row]; i < rows.starts()[row + 1]; i++) {
                            below[t][rows.indices()[i]] = true;
                        }
                        for (int u = 0; u < own[t].length; u++) {
                            own[t][u] = layer.spikes().get(row, u);
                        }
                    }
                    shown.inputs.add(below);
                    shown.hidden.add(own);
                }
            });
            return shown;
        }
    }

    /// H in bits of what was seen, as log₂ of the number of cases less the mean log₂ of their frequencies;
    /// with (K − 1) / 2N added for K different cases after Miller (1955), or plain.
    private static double entropy(List<? extends List<?>> cases, boolean corrected) {
        Map<Object, Integer> seen = new HashMap<>();
        cases.forEach(one -> seen.merge(one, 1, Integer::sum));
        double sum = 0;
        for (int count : seen.values()) {
            sum += count * Math.log(count);
        }
        double plain = Math.log(cases.size()) - sum / cases.size();
        return (plain + (corrected ? (seen.size() - 1) / (2.0 * cases.size()) : 0)) / Math.log(2);
    }

    /// I(x; y | z) = H(x, z) + H(y, z) − H(x, y, z) − H(z) of rows \[x, y, z].
    private static double information(List<List<Object>> rows, boolean corrected) {
        return entropy(pick(rows, 0, 2), corrected)
                + entropy(pick(rows, 1, 2), corrected)
                - entropy(rows, corrected)
                - entropy(pick(rows, 2), corrected);
    }

    private static List<List<Object>> pick(List<List<Object>> rows, int... columns) {
        return rows.stream()
                .map(row -> Arrays.stream(columns).mapToObj(row::get).toList())
                .toList();
    }

    /// What a response tells of the labels, given something or nothing.
    private static double told(
            Shown shown, List<boolean[][]> spikes, int unit, Function<boolean[], Object> code, boolean givenCount) {
        List<List<Object>> rows = new ArrayList<>();
        for (int s = 0; s < spikes.size(); s++) {
            boolean[] train = new boolean[spikes.get(s).length];
            for (int t = 0; t < train.length; t++) {
                train[t] = spikes.get(s)[t][unit];
            }
            rows.add(List.of(shown.labels.get(s), code.apply(train), givenCount ? count(train) : 0));
        }
        return information(rows, false);
    }

    private static Integer count(boolean[] train) {
        int count = 0;
        for (boolean spike : train) {
            count += spike ? 1 : 0;
        }
        return count;
    }

    /// Bins of four steps with a spike.
    private static List<Integer> word(boolean[] train) {
        return IntStream.range(0, train.length)
                .filter(t -> train[t])
                .map(t -> t / 4)
                .distinct()
                .boxed()
                .toList();
    }

    private static double mean(int units, IntToDoubleFunction value) {
        return IntStream.range(0, units).mapToDouble(value).average().orElseThrow();
    }

    /// In three classes of about equally many: floor of 3 times the share of those below.
    private static List<Integer> thirds(List<Integer> numbers) {
        return numbers.stream()
                .map(number -> (int)
                        (3 * numbers.stream().filter(other -> other < number).count() / numbers.size()))
                .toList();
    }

    /// Numbers of spikes of all units, sample after sample, step after step.
    private static List<Integer> together(List<boolean[][]> spikes) {
        return spikes.stream()
                .flatMap(Arrays::stream)
                .map(LifInformationRunTest::count)
                .toList();
    }

    /// Every number by counting cases one by one, from the spikes of networks that are trained here.
    @Test
    void whatSpikesTellIsWhatCountingCasesSays() {
        LifInformation.Configuration configuration = load("networks=1", "reading.correction=none");
        Outcome outcome = finish(new LifInformation().open(configuration, new BareContext(1)));
        for (double leak : new double[] {0.02, 1}) {
            String end = leak == 1 ? "_leak_1" : "_leak_0_02";
            Shown shown = Shown.of(configuration, leak);
            List<boolean[][]> hidden = shown.hidden;
            int units = hidden.getFirst()[0].length;
            Map<String, Double> expected = new LinkedHashMap<>();
            expected.put(
                    "layer_1_count_bits" + end,
                    mean(units, u -> told(shown, hidden, u, LifInformationRunTest::count, false)));
            expected.put(
                    "layer_1_word_bits" + end,
                    mean(units, u -> told(shown, hidden, u, LifInformationRunTest::word, false)));
            expected.put(
                    "layer_1_first_spike_bits" + end,
                    mean(
                            units,
                            u -> told(
                                    shown,
                                    hidden,
                                    u,
                                    train -> word(train).stream().limit(1).toList(),
                                    false)));
            expected.put(
                    "layer_1_word_gain_bits" + end,
                    mean(units, u -> told(shown, hidden, u, LifInformationRunTest::word, true)));
            expected.put(
                    "input_word_bits", mean(12, i -> told(shown, shown.inputs, i, LifInformationRunTest::word, false)));

            List<Integer> all = thirds(hidden.stream()
                    .map(sample -> together(List.<boolean[][]>of(sample)).stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .toList());
            List<List<Object>> counts = new ArrayList<>();
            List<List<Object>> firsts = new ArrayList<>();
            List<List<List<Object>>> states = new ArrayList<>();
            IntStream.range(0, units).forEach(u -> states.add(new ArrayList<>()));
            List<List<Object>> same = new ArrayList<>();
            List<List<Object>> before = new ArrayList<>();
            List<Integer> here = thirds(together(hidden));
            List<Integer> below = thirds(together(shown.inputs));
            for (int s = 0; s < hidden.size(); s++) {
                counts.add(List.of(shown.labels.get(s), all.get(s), 0));
                List<Integer> order = Arrays.stream(hidden.get(s))
                        .flatMap(step ->
                                IntStream.range(0, units).filter(u -> step[u]).boxed())
                        .limit(1)
                        .toList();
                firsts.add(List.of(shown.labels.get(s), order, 0));
                for (int t = 1; t < 20; t++) {
                    for (int u = 0; u < units; u++) {
                        states.get(u).add(List.of(hidden.get(s)[t - 1][u], hidden.get(s)[t][u], 0));
                    }
                    int at = s * 20 + t;
                    same.add(List.of(here.get(at), below.get(at), here.get(at - 1)));
                    before.add(List.of(here.get(at), below.get(at - 1), here.get(at - 1)));
                }
            }
            expected.put("layer_1_layer_count_bits" + end, information(counts, false));
            expected.put("layer_1_first_unit_bits" + end, information(firsts, false));
            expected.put("layer_1_state_bits" + end, mean(units, u -> information(states.get(u), true)));
            expected.put("layer_1_transfer_bits" + end, information(same, true));
            expected.put("layer_1_transfer_before_bits" + end, information(before, true));
            if (leak == 1) {
                expected.remove("input_word_bits");
            }
            expected.forEach(
                    (name, bits) -> assertThat(value(outcome, name)).as(name).isCloseTo(bits, within(1e-9)));
            assertThat(expected.get("layer_1_word_bits" + end)).isGreaterThan(0.05);
        }
    }

    /// The state of a layer without memory is a function of the input of the step alone: the step before
    /// tells less of it than the step itself.
    @Test
    void withoutMemoryTheStepItselfCounts() {
        Outcome outcome = finish(new LifInformation().open(load("leaks=[1.0]", "networks=1"), new BareContext(1)));
        assertThat(value(outcome, "layer_1_transfer_before_bits_leak_1"))
                .isLessThan(0.2 * value(outcome, "layer_1_transfer_bits_leak_1"));
        assertThat(value(outcome, "layer_1_slope_exponent")).isNaN();
    }

    @Test
    void meansAreThoseOfTheTable() {
        Outcome outcome = finish(new LifInformation().open(load(), new BareContext(1)));
        double[] table =
                Objects.requireNonNull(outcome.arrays().get("readings")).doubles();
        int width = table.length / 4;
        assertThat(width).isEqualTo(1 + Reading.Quantity.ALL.size());
        assertThat(value(outcome, "accuracy_leak_1")).isCloseTo((table[width] + table[3 * width]) / 2, within(1e-12));
        int word = 1 + Reading.Quantity.ALL.indexOf(Reading.Quantity.WORD);
        assertThat(value(outcome, "layer_1_word_bits_leak_0_02"))
                .isCloseTo((table[word] + table[2 * width + word]) / 2, within(1e-12));
    }

    @Test
    void curvesGoOnFromTheirStateWithAnyThreads() {
        LifInformation.Configuration configuration = load();
        BareContext plain = new BareContext(1);
        Outcome whole = finish(new LifInformation().open(configuration, plain));
        BareContext context = new BareContext(3);
        Session session = new LifInformation().open(configuration, context);
        while (session.completedSteps() < session.totalSteps()) {
            session.advance();
            Snapshot state = new Snapshot();
            session.save(state);
            session.close();
            session = new LifInformation().open(configuration, context);
            session.restore(state);
        }
        Outcome pieces = finish(session);
        assertThat(pieces.values()).isEqualTo(whole.values());
        assertThat(context.rows()).isEqualTo(plain.rows());
        assertThat(Objects.requireNonNull(pieces.arrays().get("readings")).doubles())
                .isEqualTo(
                        Objects.requireNonNull(whole.arrays().get("readings")).doubles());
    }

    /// Decay times of 5 and 20 ms with steps of 5 ms are leaks of 1 and .25.
    @Test
    void decayTimesAreLeaks() {
        String[] common = {"networks=1", "network.epochs=1"};
        Outcome times = finish(new LifInformation()
                .open(load(with(common, "leaks=[]", "decay_times=[20.0, 5.0]", "step=5.0")), new BareContext(1)));
        Outcome leaks = finish(new LifInformation().open(load(with(common, "leaks=[0.25, 1.0]")), new BareContext(1)));
        for (String what : List.of("interval_steps", "word_bits", "transfer_bits")) {
            assertThat(value(times, "layer_1_" + what + "_time_20"))
                    .isEqualTo(value(leaks, "layer_1_" + what + "_leak_0_25"));
        }
        assertThat(value(times, "accuracy_time_5")).isEqualTo(value(leaks, "accuracy_leak_1"));
        assertThat(value(times, "layer_1_slope_exponent"))
                .isCloseTo(value(leaks, "layer_1_slope_exponent"), within(1e-12));
    }

    private static String[] with(String[] some, String... more) {
        String[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    /// Layers that hear layers are read too, and silent ones have no interval.
    @Test
    void everyHiddenLayerIsRead() {
        LifInformation.Configuration configuration = load(
                "networks=1",
                "network.epochs=1",
                "network.layers=[{units = 10, weights = \"normal\", weight_mean = 0.3, weight_deviation = 0.5},"
                        + " {units = 6, threshold = 1000.0}, {units = 3, mode = \"read-out\", leak = 0.0}]");
        Outcome outcome = finish(new LifInformation().open(configuration, new BareContext(1)));
        assertThat(outcome.values().keySet())
                .isEqualTo(new LifInformation().values(configuration).given());
        assertThat(value(outcome, "layer_1_interval_steps_leak_1")).isEqualTo(1);
        assertThat(value(outcome, "layer_2_interval_steps_leak_1")).isNaN();
        assertThat(outcome.undefined())
                .containsEntry("layer_2_interval_steps_leak_1", "No unit of layer 2 fired on the test samples.");
        assertThat(value(outcome, "layer_2_rate_leak_1")).isZero();
        assertThat(value(outcome, "layer_2_word_bits_leak_1")).isCloseTo(0, within(1e-12));
        assertThat(value(outcome, "layer_2_transfer_bits_leak_1")).isCloseTo(0, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "leaks=[]|either leaks or decay_times",
                "decay_times=[5.0]|either leaks or decay_times",
                "leaks=[1.5]|not from 0 to 1",
                "leaks=[0.1, 0.1]|given twice",
                "step=0|step = 0",
                "networks=0|networks = 0",
                "reading.bin=21|do not fit into 20 steps",
                "reading.bins=6|do not fit into 20 steps",
                "reading.permutations=0|permutations = 0",
                "reading.classes=1|classes = 1",
                "network.layers=[{units = 3, mode = \"read-out\", leak = 0.0}]|a hidden layer",
                "network.layers=[{units = 3, recurrent = true}, {units = 3}]|recurrent",
                "network.layers=[{units = 3, mode = \"spyx\"}, {units = 3}]|a step late",
            })
    void whatDoesNotFitIsRefusedInOneSentence(String override, String part) {
        assertThatThrownBy(() -> load(override))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(part);
    }

    @Test
    void currentsHaveNoSpikesToCount() {
        assertThatThrownBy(() -> load("samples.name=mnist", "samples.encoding.kind=constant"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no input spikes");
    }
}
