package org.gyre.lab.lif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.BareContext;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.run.Snapshot;
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
        // At most the entropy of three labels.
        for (String what : List.of("count", "word", "first_spike", "layer_count", "first_unit")) {
            assertThat(value(outcome, "layer_1_" + what + "_bits_leak_0_02"))
                    .isBetween(-0.1, Math.log(3) / Math.log(2));
        }
        // The bits of a unit's state, and three classes of spikes.
        assertThat(value(outcome, "layer_1_state_bits_leak_0_02")).isBetween(-1e-3, 1.0);
        assertThat(value(outcome, "layer_1_transfer_bits_leak_1")).isBetween(0.0, Math.log(3) / Math.log(2));
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
