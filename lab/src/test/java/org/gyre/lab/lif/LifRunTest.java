package org.gyre.lab.lif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.EquivalenceTest;
import org.gyre.core.stats.PairedTest;
import org.gyre.lab.experiment.BareContext;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.report.TableFigure;
import org.gyre.lab.run.NumericFailure;
import org.gyre.lab.run.Snapshot;
import org.gyre.nets.lif.layer.LifInput;
import org.gyre.nets.lif.network.Descent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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
        PairedTest test = PairedTest.of(other, tuned);
        assertThat(outcome.values().get("difference_superspike")).isCloseTo(test.difference(), within(1e-12));
        assertThat(outcome.values().get("p_superspike")).isCloseTo(test.p(), within(1e-12));
        assertThat(outcome.values().get("largest_lead_over_reference")).isCloseTo(test.difference(), within(1e-12));
        EquivalenceTest same = EquivalenceTest.of(other, tuned, 0.01);
        assertThat(outcome.values().get("equivalence_p_superspike")).isCloseTo(same.p(), within(1e-12));
        assertThat(outcome.values().get("same_as_reference")).isEqualTo(same.p() <= 0.05 ? 1 : 0);
        TableFigure summary = (TableFigure) outcome.figures().stream()
                .filter(figure -> figure.id().equals("variants"))
                .findFirst()
                .orElseThrow();
        List<String> row = summary.rows().getLast();
        assertThat(Double.parseDouble(row.get(summary.columns().indexOf("90 % from"))))
                .isCloseTo(test.difference() - test.margin(0.9), within(1e-12));
        assertThat(row.getLast())
                .isEqualTo(Comparison.of(List.of(other), tuned, 0.01)
                        .getFirst()
                        .verdict()
                        .in(0.01));
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
        LifExperiment.Configuration configuration =
                classifier(30, "network.method=sgd", "network.rate=1e30", "network.decay=1e30");
        Session session = new LifExperiment().open(configuration, new BareContext(1, true));
        assertThatThrownBy(() -> finish(session))
                .isInstanceOf(NumericFailure.class)
                .hasMessageContaining("network.rate");
        session.close();
    }

    /// Currents of 10²⁵ for one of two classes: gradients of that size, whose squares no single precision
    /// number holds, while potentials, losses and parameters stay finite.
    private record Huge(int count) implements SampleSet {
        @Override
        public int inputs() {
            return 4;
        }

        @Override
        public int classes() {
            return 2;
        }

        @Override
        public int steps() {
            return 5;
        }

        @Override
        public int label(int sample) {
            return sample % 2;
        }

        @Override
        public LifInput encode(int[] samples, RandomStream stream) {
            float[] currents = new float[samples.length * inputs()];
            for (int k = 0; k < samples.length; k++) {
                Arrays.fill(currents, k * inputs(), (k + 1) * inputs(), label(samples[k]) * 1e25f);
            }
            return new LifInput.Constant(currents, inputs());
        }
    }

    @ParameterizedTest
    @EnumSource(Descent.Method.class)
    void gradientsThatCannotBeRememberedEndInOneSentence(Descent.Method method) {
        LifKeys usual = classifier(
                        1,
                        "network.layers=[{units = 20}, {units = 3, mode = \"read-out\", leak = 0.0, leak_form = \"fixed\"}]")
                .network();
        LifKeys keys = new LifKeys(
                usual.layers(),
                1,
                8,
                usual.loss(),
                usual.decision(),
                method,
                method == Descent.Method.ADAM ? 0.01 : 1e-30,
                method == Descent.Method.ADAM ? 0 : 0.9,
                0,
                1,
                7,
                "",
                0);
        SampleParts samples = new SampleParts(new Huge(16), new Huge(16), null);
        LifTraining training = new LifTraining(keys, samples, RandomStream.of(1));
        if (method == Descent.Method.SGD) {
            // A sum of gradients of 10²⁵ is a number: nothing to complain of.
            training.learn(Team.alone());
            assertThat(training.loss()).isFinite();
            return;
        }
        assertThatThrownBy(() -> training.learn(Team.alone()))
                .isInstanceOf(NumericFailure.class)
                .hasMessageContaining("what is remembered of the gradients of the weights of layer 1 is Infinity")
                .hasMessageContaining("samples.encoding.factor");
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
                "network.rate=1e39|network.rate = 1.0E39: must be positive",
                "network.rate=1e-60|network.rate = 1.0E-60: must be positive",
                "network.decay=1e39|network.decay = 1.0E39: must be from",
                "network.decay=-1|network.decay = -1.0: must not be negative",
                "network.momentum=0.999999999|network.momentum = 0.999999999: must",
                "samples.manifolds.alpha=0|samples.manifolds.alpha = 0.0",
            })
    void whatDoesNotFitIsRefusedInOneSentence(String override, String part) {
        assertThatThrownBy(() -> new LifExperiment()
                        .open(classifier(1, override), new BareContext(1))
                        .close())
                .isInstanceOf(InputException.class)
                .hasMessageContaining(part);
    }

    /// Numbers that single precision makes infinite, or nothing; or that make weights infinite.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "weight_deviation = 1e38|weight_deviation = 1.0E38: must be from",
                "weight_deviation = -1|weight_deviation = -1.0: must not be negative",
                "weight_mean = -1e39|weight_mean = -1.0E39: must be from",
                "threshold = 1e39|threshold = 1.0E39: must be positive",
                "threshold = 1e-60|threshold = 1.0E-60: must be positive",
                "threshold = 0|threshold = 0.0: must be positive",
                "leak_form = \"free\", leak = 1e39|leak = 1.0E39: must be from",
                "leak_form = \"free\", leak_to = 1e39|leak_to = 1.0E39: must be from",
                "surrogate = \"superspike\", beta = 1e39|beta = 1.0E39: must be positive",
                "surrogate = \"superspike\", beta = 1e-60|beta = 1.0E-60: must be positive",
                "surrogate = \"points\"|points of a surrogate: 0 given; a line needs at least 2",
                "surrogate = \"points\", points = [[0, 1]]|points of a surrogate: 1 given",
                "surrogate = \"points\", points = [[0, 1], [0, 2]]|points of a surrogate: 0.0 comes after 0.0",
                "surrogate = \"points\", points = [[0, 1], [1, 2, 3]]|points: [1.0, 2.0, 3.0] is no point",
                "surrogate = \"points\", points = [[0, 1], [1, 1e39]]|points: a number = 1.0E39: must be from",
                "surrogate = \"points\", points = [[0, 1], [1, 1e999]]|must be a finite number",
                "points = [[0, 1], [1, 0]]|choose it, or leave them out",
            })
    void layersAreRefusedInOneSentence(String keys, String part) {
        String layers = "network.layers=[{units = 20, " + keys + "}, {units = 3, mode = \"read-out\", leak = 0.0}]";
        assertThatThrownBy(() -> classifier(1, layers))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("network.layers[0]")
                .hasMessageContaining(part);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind = \"constant\", factor = 1e39|encoding.factor = 1.0E39: must be from",
                "factor = -1|encoding.factor = -1.0: must be positive",
                "kind = \"latency\", effective = 0|encoding.effective = 0.0: must be positive",
                "kind = \"latency\", threshold = 0.9999999999|encoding.threshold = 0.9999999999: must be at least",
                "kind = \"linear-latency\", threshold = 1|encoding.threshold = 1.0: must be at least",
            })
    void encodingsAreRefusedInOneSentence(String keys, String part) {
        assertThatThrownBy(() -> classifier(1, "samples.encoding={" + keys + "}"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("samples." + part);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "margin=0|margin = 0.0: a difference of accuracies",
                "margin=1|margin = 1.0: a difference of accuracies",
                "networks=1|networks = 1",
                "reference=none|is none of the variants",
                "variants=[{name = \"flat_tuned\", points = [[0, 1], [1, 0]]}]|choose it, or leave them out",
                "variants=[{name = \"flat_tuned\", surrogate = \"points\"}]|points of a surrogate: 0 given",
            })
    void seriesAreRefusedInOneSentence(String override, String part) {
        assertThatThrownBy(() -> load("lif-series", 1, SERIES, override))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(part);
    }

    /// The triangle by its three points learns as the triangle does.
    @Test
    void aTableOfPointsIsASurrogate() {
        double[][] weights = new double[2][];
        List<String> surrogates = List.of(
                "surrogate = \"points\", points = [[-1, 0], [0, 1], [1, 0]]", "surrogate = \"esser\", beta = 1");
        for (int i = 0; i < 2; i++) {
            String layers = "network.layers=[{units = 20, weights = \"normal\", weight_mean = 0.1, " + surrogates.get(i)
                    + "}, {units = 3, mode = \"read-out\", leak = 0.0, leak_form = \"fixed\"}]";
            Outcome outcome = finish(new LifExperiment().open(classifier(1, layers), new BareContext(1, true)));
            weights[i] =
                    Objects.requireNonNull(outcome.arrays().get("weights_1")).doubles();
        }
        assertThat(weights[0]).containsExactly(weights[1], within(1e-5));
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
