package org.gyre.lab.lif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.gyre.core.InputException;
import org.gyre.core.stats.WelchTest;
import org.gyre.lab.experiment.BareContext;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.run.NumericFailure;
import org.gyre.lab.run.Snapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Networks and series on spike times that are drawn here, so that no data set is needed.
class LifRunTest {
    private static final String NETWORK = """
            [samples]
            name = "spike-manifolds"
            steps = 20
            validation = 30
            [samples.manifolds]
            classes = 3
            units = 12
            samples = 60
            [network]
            epochs = EPOCHS
            batch = 32
            rate = 0.01
            plateau = 0.5
            patience = 1
            [[network.layers]]
            units = 20
            surrogate = "superspike"
            weights = "normal"
            weight_mean = 0.1
            weight_deviation = 0.4
            [[network.layers]]
            units = 3
            mode = "read-out"
            leak = 0
            leak_form = "fixed"
            """;

    private static final String SERIES = """
            [[variants]]
            name = "flat_tuned"
            surrogate = "flat"
            leaks = [0.02, 0.3]
            [[variants]]
            name = "superspike"
            """;

    private static Object load(String kind, int epochs, String more, String... overrides) {
        String toml = "kind = \"" + kind + "\"\n"
                + (kind.equals("lif-series") ? "networks = 2\nreference = \"flat_tuned\"\n" : "")
                + NETWORK.replace("EPOCHS", Integer.toString(epochs)) + more;
        ConfigurationSource source = new ConfigurationSource("test", "test", null, null, toml);
        return Configuration.load(source, List.of(overrides), null, Experiments.installed())
                .values();
    }

    private static LifExperiment.Configuration classifier(int epochs, String... overrides) {
        return (LifExperiment.Configuration) load("lif-classifier", epochs, "", overrides);
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

    @Test
    void aNetworkLearnsToTellSpikeTimes() {
        LifExperiment.Configuration configuration = classifier(25, "network.plateau=1");
        Outcome outcome = finish(new LifExperiment().open(configuration, new BareContext(2)));
        assertThat(outcome.values().keySet())
                .isEqualTo(new LifExperiment().values(configuration).given());
        // Three classes: a third by chance.
        assertThat(outcome.values().get("test_accuracy")).isGreaterThan(0.75);
        double[] confusion =
                Objects.requireNonNull(outcome.arrays().get("confusion")).doubles();
        assertThat((confusion[0] + confusion[4] + confusion[8])
                        / Arrays.stream(confusion).sum())
                .isCloseTo(Objects.requireNonNull(outcome.values().get("test_accuracy")), within(1e-12));
    }

    @Test
    void aNetworkGoesOnFromItsStateWithAnyThreads() {
        LifExperiment.Configuration configuration = classifier(5);
        BareContext plain = new BareContext(1, true);
        Outcome whole = finish(new LifExperiment().open(configuration, plain));
        BareContext context = new BareContext(3, true);
        Session session = new LifExperiment().open(configuration, context);
        while (session.completedSteps() < session.totalSteps()) {
            session.advance();
            Snapshot state = new Snapshot();
            session.save(state);
            session.close();
            session = new LifExperiment().open(configuration, context);
            session.restore(state);
        }
        Outcome pieces = finish(session);
        assertThat(pieces.values()).isEqualTo(whole.values());
        assertThat(context.rows()).isEqualTo(plain.rows());
        for (String name : List.of("weights_1", "weights_2", "leaks_1")) {
            assertThat(Objects.requireNonNull(pieces.arrays().get(name)).doubles())
                    .isEqualTo(Objects.requireNonNull(whole.arrays().get(name)).doubles());
        }
    }

    @Test
    void aSeriesTestsWhatItsTableHolds() {
        LifSeries.Configuration configuration = (LifSeries.Configuration) load("lif-series", 3, SERIES);
        Outcome outcome = finish(new LifSeries().open(configuration, new BareContext(2)));
        assertThat(outcome.values().keySet())
                .isEqualTo(new LifSeries().values(configuration).given());
        // Rows: two networks of three trainings (two leaks of flat_tuned, then superspike); columns:
        // validation, then test accuracy of three epochs.
        double[] table =
                Objects.requireNonNull(outcome.arrays().get("accuracies")).doubles();
        double[] tuned = new double[2];
        double[] other = new double[2];
        for (int network = 0; network < 2; network++) {
            int at = network * 12;
            tuned[network] = table[(table[at + 4] > table[at] ? at + 4 : at) + 3];
            other[network] = table[at + 8 + 3];
        }
        assertThat(outcome.values().get("accuracy_flat_tuned")).isCloseTo((tuned[0] + tuned[1]) / 2, within(1e-12));
        WelchTest test = WelchTest.of(other, tuned);
        assertThat(outcome.values().get("difference_superspike")).isCloseTo(test.difference(), within(1e-12));
        assertThat(outcome.values().get("p_superspike")).isCloseTo(test.p(), within(1e-12));
        assertThat(outcome.values().get("largest_lead_over_reference")).isCloseTo(test.difference(), within(1e-12));
    }

    @Test
    void aSeriesGoesOnFromItsState() {
        LifSeries.Configuration configuration = (LifSeries.Configuration) load("lif-series", 2, SERIES);
        Outcome whole = finish(new LifSeries().open(configuration, new BareContext(1)));
        BareContext context = new BareContext(1);
        Session session = new LifSeries().open(configuration, context);
        while (session.completedSteps() < session.totalSteps()) {
            session.advance();
            Snapshot state = new Snapshot();
            session.save(state);
            session.close();
            session = new LifSeries().open(configuration, context);
            session.restore(state);
        }
        assertThat(finish(session).values()).isEqualTo(whole.values());
    }

    @Test
    void aNetworkThatLearnsNothingSaysSo() {
        // A threshold that nothing reaches: the hidden layer is silent.
        LifExperiment.Configuration configuration = (LifExperiment.Configuration) load(
                "lif-classifier",
                2,
                "",
                "network.layers=[{units = 20, threshold = 1000.0}, {units = 3, mode = \"read-out\", leak = 0.0}]");
        BareContext context = new BareContext(1, true);
        finish(new LifExperiment().open(configuration, context));
        assertThat(context.warnings())
                .anyMatch(warning -> warning.startsWith("LAYER_SILENT Layer 1"))
                .anyMatch(warning -> warning.startsWith("NOTHING_LEARNT"));
    }

    @Test
    void aRateThatIsFarTooLargeEndsInOneSentence() {
        LifExperiment.Configuration configuration = classifier(30, "network.rate=1e38");
        Session session = new LifExperiment().open(configuration, new BareContext(1, true));
        assertThatThrownBy(() -> finish(session))
                .isInstanceOf(NumericFailure.class)
                .hasMessageContaining("network.rate");
        session.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "network.epochs=0|epochs = 0",
                "network.batch=0|batch = 0",
                "network.rate=-1|rate = -1",
                "network.loss=spike-count|never fires",
                "samples.steps=0|samples.steps = 0",
                "samples.training=100000|ask for no more",
                "samples.name=minst|minst",
                "network.plateau=2|plateau = 2",
            })
    void whatDoesNotFitIsRefusedInOneSentence(String override, String part) {
        assertThatThrownBy(() -> new LifExperiment()
                        .open(classifier(1, override), new BareContext(1))
                        .close())
                .isInstanceOf(InputException.class)
                .hasMessageContaining(part);
    }

    @Test
    void tooFewOutputsAreRefused() {
        assertThatThrownBy(() ->
                        new LifExperiment().open(classifier(1, "samples.manifolds.classes=4"), new BareContext(1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("3 units")
                .hasMessageContaining("4 classes");
    }
}
