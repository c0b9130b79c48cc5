package org.gyre.lab.infomorphic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.gyre.core.InputException;
import org.gyre.core.Unit;
import org.gyre.data.npy.NpyArray;
import org.gyre.lab.experiment.BareContext;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.run.NumericFailure;
import org.gyre.lab.run.Snapshot;
import org.gyre.measure.pid.JointTable;
import org.gyre.measure.pid.SharedExclusions;
import org.gyre.measure.series.SymbolSeries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Networks and series of networks on tiny generated images, so that no data set is needed.
class ClassifierRunTest {
    private static final ImageParts IMAGES = TinyImages.parts();
    private static final double CHANCE = 2.0 / 3;

    private static final String NETWORK = """
            [images]
            name = "digits"
            training = 120
            validation = 60
            test = 60
            [network]
            epochs = EPOCHS
            batch = 60
            rule = "RULE"
            [[network.hidden]]
            neurons = 8
            goal = "{F}{C}"
            rate = 0.02
            [network.read_out]
            rate = 0.02
            """;

    private static ClassifierExperiment.Configuration classifier(String rule, int epochs, String... overrides) {
        return (ClassifierExperiment.Configuration)
                load("kind = \"infomorphic-classifier\"\njudge_every = 2\n", rule, epochs, overrides);
    }

    private static ClassifierSeries.Configuration series(String what) {
        return (ClassifierSeries.Configuration) load("kind = \"infomorphic-series\"\n" + what + "\n", "goals", 2);
    }

    private static Object load(String head, String rule, int epochs, String... overrides) {
        String toml = head + NETWORK.replace("RULE", rule).replace("EPOCHS", Integer.toString(epochs));
        ConfigurationSource source = new ConfigurationSource("test", "test", null, null, toml);
        return Configuration.load(source, List.of(overrides), null, Experiments.installed())
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

    /// Stopped after each epoch and gone on with from its state.
    private static Outcome interrupted(Supplier<Session> open) {
        Session session = open.get();
        while (session.completedSteps() < session.totalSteps()) {
            session.advance();
            long steps = session.completedSteps();
            Snapshot state = new Snapshot();
            session.save(state);
            session.close();
            session = open.get();
            session.restore(state);
            assertThat(session.completedSteps()).isEqualTo(steps);
        }
        return finish(session);
    }

    private static double[] array(Outcome outcome, String name) {
        return Objects.requireNonNull(outcome.arrays().get(name), name).doubles();
    }

    /// Three classes: chance names two of three wrongly.
    @ParameterizedTest
    @ValueSource(strings = {"goals", "backpropagation"})
    void aNetworkLearnsToNameRows(String rule) {
        ClassifierExperiment.Configuration configuration = classifier(rule, 60);
        Outcome outcome = finish(ClassifierExperiment.open(configuration, new BareContext(2), IMAGES));
        assertThat(outcome.values().keySet())
                .isEqualTo(new ClassifierExperiment().values(configuration).given());
        assertThat(outcome.values().get("test_error")).isLessThan(CHANCE / 4);
        assertThat(outcome.values().get("validation_error")).isLessThan(CHANCE / 4);
        double[] confusion = array(outcome, "confusion");
        double right = confusion[0] + confusion[4] + confusion[8];
        assertThat(outcome.values().get("test_error"))
                .isCloseTo(1 - right / IMAGES.test().count(), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"goals", "backpropagation"})
    void aNetworkGoesOnFromItsState(String rule) {
        ClassifierExperiment.Configuration configuration = classifier(rule, 5);
        BareContext plain = new BareContext(1);
        BareContext context = new BareContext(2);
        Outcome whole = finish(ClassifierExperiment.open(configuration, plain, IMAGES));
        Outcome again = interrupted(() -> ClassifierExperiment.open(configuration, context, IMAGES));
        assertThat(again.values()).isEqualTo(whole.values());
        assertThat(array(again, "receptive_weights")).isEqualTo(array(whole, "receptive_weights"));
        assertThat(context.rows()).isEqualTo(plain.rows());
    }

    @ParameterizedTest
    @ValueSource(strings = {"widths = [3, 5]", "knock_out = true"})
    void aSeriesGoesOnFromItsState(String what) {
        ClassifierSeries.Configuration configuration = series(what);
        Outcome whole = finish(ClassifierSeries.open(configuration, new BareContext(1), IMAGES));
        Outcome again = interrupted(() -> ClassifierSeries.open(configuration, new BareContext(2), IMAGES));
        assertThat(again.values()).isEqualTo(whole.values());
        assertThat(whole.values().keySet())
                .isEqualTo(new ClassifierSeries().values(configuration).given());
        assertThat(array(again, "errors")).isEqualTo(array(whole, "errors"));
    }

    /// The goal {F}{C} without its one atom is no goal: its neurons do not learn.
    @Test
    void whatIsKnockedOutIsMissed() {
        Outcome outcome = finish(ClassifierSeries.open(series("knock_out = true"), new BareContext(1), IMAGES));
        double[] errors = array(outcome, "errors");
        assertThat(errors).hasSize(6);
        assertThat(outcome.values().get("worst_knock_out_rise"))
                .isCloseTo(Math.max(0, errors[3] - errors[0]), within(1e-12));
        assertThat(outcome.values().get("test_error_without_f_c")).isEqualTo(errors[3]);
    }

    /// The values of the watched neuron against its recording, read here from the array.
    @Test
    void aWatchedNeuronIsLeftAsARecording() {
        Outcome outcome = finish(ClassifierExperiment.open(classifier("goals", 20), new BareContext(1), IMAGES));
        NpyArray watched = Objects.requireNonNull(outcome.arrays().get("watched"));
        double[] rows = watched.doubles();
        int width = 6;
        assertThat(rows).hasSize(IMAGES.test().count() * width);
        SymbolSeries[] columns = new SymbolSeries[width];
        for (int column = 0; column < width; column++) {
            int at = column;
            int[] symbols = new int[rows.length / width];
            Arrays.setAll(symbols, image -> (int) rows[image * width + at]);
            columns[column] = SymbolSeries.of(symbols);
        }
        for (int image = 0; image < rows.length / width; image++) {
            assertThat((int) rows[image * width + 5]).isEqualTo(IMAGES.test().label(image));
        }
        double redundant =
                Unit.BITS.fromNats(SharedExclusions.of(JointTable.of(columns[3], columns[0], columns[1], columns[2]))
                        .decomposition()
                        .atom("{1}{2}"));
        assertThat(outcome.values().get("watched_atom_f_c_bits")).isCloseTo(redundant, within(1e-12));
    }

    /// Keys that are each in their range, but ask for too much together.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            neurons = 8 | neurons = 100000                                            | neurons times neurons
            neurons = 8 | neurons = 100000; lateral_inputs = 90000                    | neurons times lateral_inputs
            batch = 60  | batch = 100000000                                           | batch = 100000000
            neurons = 8 | neurons = 8; sources = ["label"]; neuron.bins = 20000       | 20000 times 20000
            neurons = 8 | neurons = 8; neuron.bins = 300                              | 300 times 300 times 300
            """)
    void tooMuchTogetherIsRefused(String line, String instead, String message) {
        String toml = "kind = \"infomorphic-classifier\"\n"
                + NETWORK.replace("RULE", "goals")
                        .replace("EPOCHS", "2")
                        .replaceFirst(line, instead.replace("; ", "\n"));
        ConfigurationSource source = new ConfigurationSource("test", "test", null, null, toml);
        assertThatThrownBy(() -> Configuration.load(source, List.of(), null, Experiments.installed()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }

    /// The step and the batch are named, and nothing but the last checkpoint is left.
    @Test
    void weightsThatGrowBeyondBoundsEndTheRun() {
        ClassifierExperiment.Configuration configuration = (ClassifierExperiment.Configuration)
                load("kind = \"infomorphic-classifier\"\n", "goals", 2, "network.read_out.rate=1e38");
        Session session = ClassifierExperiment.open(configuration, new BareContext(1), IMAGES);
        assertThatThrownBy(() -> finish(session))
                .isInstanceOf(NumericFailure.class)
                .hasMessageStartingWith("step 1: batch 2: neuron ")
                .hasMessageContaining("lower the learning rate");
    }
}
