package org.gyre.lab.lif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.data.event.EventSample;
import org.gyre.data.event.EventWriter;
import org.gyre.data.event.LabelledEvents;
import org.gyre.data.nir.NirGraph;
import org.gyre.data.nir.NirWriter;
import org.gyre.lab.experiment.BareContext;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.lif.nir.LifModel;
import org.gyre.lab.lif.nir.NirExport;
import org.gyre.lab.run.Snapshot;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.Surrogate;
import org.gyre.nets.lif.layer.LifSettings;
import org.gyre.nets.lif.layer.LifSettings.LeakForm;
import org.gyre.nets.lif.layer.LifStart;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Networks that learn from files of events, and that start from files of networks.
class LifFilesTest {
    private static final int CHANNELS = 12;
    private static final String NETWORK = """
            kind = "lif-classifier"
            [samples]
            events = "train.h5"
            events_test = "test.h5"
            inputs = 12
            classes = 3
            steps = 20
            seconds = 0.005
            validation = 20
            [network]
            epochs = 30
            batch = 16
            rate = 0.02
            [[network.layers]]
            units = 15
            mode = "MODE"
            surrogate = "superspike"
            leak = 0.1
            weights = "normal"
            weight_mean = 0.3
            weight_deviation = 0.4
            [[network.layers]]
            units = 3
            mode = "signed-read-out"
            leak = 0
            leak_form = "fixed"
            """;

    @TempDir
    Path folder;

    /// Channel c of class k fires at (5 c + 31 k mod 97) ms, with a jitter of 5 ms.
    private static LabelledEvents events(int count, long seed) {
        CounterRandom random = RandomStream.of(seed).generator();
        List<EventSample> samples = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            int label = s % 3;
            double[] times = new double[CHANNELS];
            int[] units = new int[CHANNELS];
            for (int c = 0; c < CHANNELS; c++) {
                times[c] = ((5 * c + 31 * label) % 97) * 1e-3 + 5e-3 * random.nextDouble();
                units[c] = c;
            }
            samples.add(new EventSample(times, units, label));
        }
        return new LabelledEvents(CHANNELS, 3, samples);
    }

    @BeforeEach
    void files() {
        EventWriter.write(events(120, 1), folder.resolve("train.h5"));
        EventWriter.write(events(60, 2), folder.resolve("test.h5"));
    }

    private static LifExperiment.Configuration configuration(String mode, String... overrides) {
        ConfigurationSource source = new ConfigurationSource("test", "test", null, null, NETWORK.replace("MODE", mode));
        return (LifExperiment.Configuration)
                Configuration.load(source, List.of(overrides), null, Experiments.installed())
                        .values();
    }

    private BareContext context(boolean warned) {
        return new BareContext(1, warned, folder);
    }

    private Session open(BareContext context, String... overrides) {
        return new LifExperiment().open(configuration("gerum-2021", overrides), context);
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

    private static double[] array(Outcome outcome, String name) {
        return Objects.requireNonNull(outcome.arrays().get(name)).doubles();
    }

    @Test
    void aNetworkLearnsFromEvents() {
        BareContext context = context(true);
        Outcome outcome = finish(open(context));
        // A third by chance.
        assertThat(outcome.values().get("test_accuracy")).isGreaterThan(0.9);
        assertThat(Arrays.stream(array(outcome, "confusion")).sum()).isCloseTo(60, within(0.0));
        assertThat(context.warnings()).noneMatch(warning -> warning.startsWith("EVENTS"));
    }

    @Test
    void trainingFromEventsGoesOnFromItsState() {
        Outcome whole = finish(open(context(true), "network.epochs=3"));
        Session session = open(context(true), "network.epochs=3");
        while (session.completedSteps() < session.totalSteps()) {
            session.advance();
            Snapshot state = new Snapshot();
            session.save(state);
            session.close();
            session = open(context(true), "network.epochs=3");
            session.restore(state);
        }
        Outcome pieces = finish(session);
        assertThat(pieces.values()).isEqualTo(whole.values());
        for (String name : List.of("weights_1", "biases_1", "leaks_1", "thresholds_1", "weights_2")) {
            assertThat(array(pieces, name)).isEqualTo(array(whole, name));
        }
    }

    @Test
    void aPartIsKeptForTheTestWhereNoFileIs() {
        double[] confusion =
                array(finish(open(context(true), "samples.events_test=\"\"", "network.epochs=1")), "confusion");
        assertThat(Arrays.stream(confusion).sum()).isCloseTo(24, within(0.0));
        confusion = array(
                finish(open(context(true), "samples.events_test=\"\"", "samples.test=33", "network.epochs=1")),
                "confusion");
        assertThat(Arrays.stream(confusion).sum()).isCloseTo(33, within(0.0));
    }

    /// Of class k, channels c with (5 c + 31 k mod 97) ms + jitter at or after 50 ms: 10 steps of 5 ms.
    @Test
    void eventsAfterTheLastStepAreTold() {
        long late = events(120, 1).samples().stream()
                .flatMapToDouble(sample -> Arrays.stream(sample.times()))
                .filter(time -> time >= 0.05)
                .count();
        BareContext context = context(true);
        open(context, "samples.steps=10").close();
        assertThat(context.warnings())
                .anyMatch(
                        warning -> warning.startsWith("EVENTS_LATE Of the 1440 events of train.h5, " + late + " come"))
                .anyMatch(warning -> warning.startsWith("EVENTS_TEST_LATE Of the 720 events of test.h5, "));
    }

    private void refused(String words, String... overrides) {
        assertThatThrownBy(() -> open(context(true), overrides).close())
                .isInstanceOf(InputException.class)
                .hasMessageContaining(words)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void filesThatDoNotFitAreRefused() throws IOException {
        refused("test.h5: sample 2 has the label 2, where 2 labels", "samples.classes=2", "samples.events=\"test.h5\"");
        refused("is of unit 9, where 9 units", "samples.inputs=9");
        refused("train.h5 has 120 samples; ask for no more", "samples.training=101");
        refused("samples.test = 5", "samples.test=5");
        refused("samples.seconds = 0.0", "samples.seconds=0");
        refused("samples of events need the file", "samples.events=\"\"");
        refused("samples of events need the file", "samples.name=\"digits\"");
        refused("network.layers: the last layer has 3 units, the samples have 4", "samples.classes=4");
        byte[] bytes = Files.readAllBytes(folder.resolve("train.h5"));
        for (int length : new int[] {0, 7, 100, bytes.length / 2, bytes.length - 1}) {
            Files.write(folder.resolve("cut.h5"), Arrays.copyOf(bytes, length));
            refused("cut.h5", "samples.events=\"cut.h5\"");
        }
        Files.writeString(folder.resolve("text.h5"), "1,2,3\n");
        refused("text.h5", "samples.events=\"text.h5\"");
    }

    private LifModel model(LifSemantics semantics, boolean recurrent) {
        CounterRandom random = RandomStream.of(4).generator();
        LifSettings hidden =
                new LifSettings(15, semantics, new Surrogate.SuperSpike(10), LeakForm.CLAMPED, false, recurrent, true);
        LifSettings out = LifSettings.of(3, LifSemantics.SIGNED_READ_OUT, new Surrogate.Flat(), LeakForm.FIXED);
        return new LifModel(
                CHANNELS,
                List.of(hidden, out),
                List.of(
                        new LifStart(
                                draw(random, 180),
                                draw(random, 15),
                                draw(random, 15),
                                draw(random, 15),
                                recurrent ? draw(random, 225) : new float[0]),
                        new LifStart(draw(random, 45), draw(random, 3), new float[3], draw(random, 3), new float[0])));
    }

    private static float[] draw(CounterRandom random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (0.05 + 0.9 * random.nextDouble());
        }
        return values;
    }

    private void write(LifModel model) {
        NirGraph graph = NirExport.of(model, 1e-3).graph();
        NirWriter.write(graph, folder.resolve("start.nir"));
    }

    private static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        return wide;
    }

    /// With a rate too small to change a float32, the arrays at the end are those at the start.
    @Test
    void aNetworkStartsFromAFile() {
        for (boolean recurrent : new boolean[] {false, true}) {
            LifModel model = model(LifSemantics.GERUM_2021, recurrent);
            write(model);
            BareContext context = context(true);
            LifExperiment.Configuration configuration =
                    configuration("gerum-2021", "network.from=\"start.nir\"", "network.rate=1e-30", "network.epochs=1");
            LifExperiment.Configuration fitting = recurrent ? recurrent(configuration) : configuration;
            Outcome outcome = finish(new LifExperiment().open(fitting, context));
            for (int l = 0; l < 2; l++) {
                LifStart start = model.starts().get(l);
                for (Map.Entry<String, float[]> wanted : Map.of(
                                "weights", start.weights(),
                                "biases", start.biases(),
                                "leaks", start.leaks(),
                                "thresholds", start.thresholds())
                        .entrySet()) {
                    assertThat(array(outcome, wanted.getKey() + "_" + (l + 1))).isEqualTo(doubles(wanted.getValue()));
                }
            }
            if (recurrent) {
                assertThat(array(outcome, "recurrent_weights_1"))
                        .isEqualTo(doubles(model.starts().getFirst().recurrent()));
            }
            assertThat(context.warnings()).noneMatch(warning -> warning.startsWith("NETWORK_FROM"));
        }
    }

    private static LifExperiment.Configuration recurrent(LifExperiment.Configuration configuration) {
        String toml = NETWORK.replace("MODE", "gerum-2021")
                .replace("leak = 0.1", "leak = 0.1\nrecurrent = true")
                .replace("epochs = 30", "epochs = 1\nfrom = \"start.nir\"")
                .replace("rate = 0.02", "rate = 1e-30");
        assertThat(configuration.network().from()).isEqualTo("start.nir");
        return (LifExperiment.Configuration) Configuration.load(
                        new ConfigurationSource("test", "test", null, null, toml),
                        List.of(),
                        null,
                        Experiments.installed())
                .values();
    }

    /// Where the leak comes to weigh the input, weights w / l give the same currents.
    @Test
    void weightsChangeWithTheWayInWhichInputIsWeighed() {
        LifModel model = model(LifSemantics.GERUM_2021, false);
        write(model);
        BareContext context = context(true);
        Outcome outcome = finish(new LifExperiment()
                .open(
                        configuration("nir", "network.from=\"start.nir\"", "network.rate=1e-30", "network.epochs=1"),
                        context));
        assertThat(context.warnings())
                .anyMatch(warning -> warning.startsWith("NETWORK_FROM_LAYER_1 Units of layer 1 of start.nir")
                        && warning.contains("divided by their leaks"));
        double[] found = array(outcome, "weights_1");
        LifStart start = model.starts().getFirst();
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i] * start.leaks()[i % 15]).isCloseTo(start.weights()[i], within(1e-6));
        }
    }

    @Test
    void filesOfOtherNetworksAreRefused() throws IOException {
        write(model(LifSemantics.GERUM_2021, true));
        refused("start.nir\": layer 1 has 15 units with recurrence", "network.from=\"start.nir\"");
        LifModel two = model(LifSemantics.GERUM_2021, false);
        write(new LifModel(CHANNELS, two.settings().subList(0, 1), two.starts().subList(0, 1)));
        refused("start.nir\": has 1 layer of 12 inputs, where network.layers are 2", "network.from=\"start.nir\"");
        write(two);
        refused(
                "has 2 layers of 12 inputs, where network.layers are 2 and samples have 13 inputs",
                "network.from=\"start.nir\"",
                "samples.inputs=13");
        refused("from_dt = 0.1: the seconds of a step of the file", "network.from_dt=0.1");
        // Steps a hundred times as long: longer than the time constants.
        refused("layer 1 has a leak of", "network.from=\"start.nir\"", "network.from_dt=0.1");
    }
}
