package org.gyre.lab.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.gyre.core.InputException;
import org.gyre.core.linalg.NativeLibraries;
import org.gyre.deep.features.OnnxRuntime;
import org.gyre.deep.torch.Torch;
import org.gyre.lab.experiment.BareContext;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunListener;
import org.gyre.lab.experiment.RunRequest;
import org.gyre.lab.experiment.RunResult;
import org.gyre.lab.experiment.Runner;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.StopSignal;
import org.gyre.lab.report.TableFigure;
import org.gyre.lab.run.Manifest;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.run.Snapshot;
import org.gyre.lab.run.Verify;
import org.gyre.lab.storage.DiskStorage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Hybrid networks on flowers that are drawn here and on images that the tests write.
class HybridRunTest {
    private static final String FLOWERS = """
            kind = "hybrid-classifier"
            without_lif = true
            fixed_lif = true
            [images]
            width = 12
            height = 12
            classes = 3
            each = 12
            [network]
            epochs = 4
            batch = 8
            rate = 0.01
            plateau = 0.5
            patience = 1
            [[network.layers]]
            kind = "convolution"
            channels = 4
            [[network.layers]]
            kind = "repeat"
            steps = 5
            [[network.layers]]
            kind = "lif"
            leak = 0.2
            [[network.layers]]
            kind = "average-pooling"
            [[network.layers]]
            kind = "flatten"
            [[network.layers]]
            kind = "dense"
            units = 10
            [[network.layers]]
            kind = "lif"
            surrogate = "superspike"
            beta = 2
            [[network.layers]]
            kind = "dropout"
            [[network.layers]]
            kind = "lstm"
            units = 6
            [[network.layers]]
            kind = "reduce"
            over = "last"
            [[network.layers]]
            kind = "dense"
            units = 3
            """;

    /// The mean of each colour of an image, then classes.
    private static final String COLOURS = """
            kind = "hybrid-classifier"
            [images]
            folder = "images"
            width = 8
            height = 8
            test_share = 0.25
            [network]
            epochs = 40
            batch = 4
            rate = 0.03
            [[network.layers]]
            kind = "flatten"
            [[network.layers]]
            kind = "dense"
            units = 12
            [[network.layers]]
            kind = "repeat"
            steps = 6
            [[network.layers]]
            kind = "lif"
            surrogate = "superspike"
            beta = 2
            [[network.layers]]
            kind = "dense"
            units = 2
            [[network.layers]]
            kind = "reduce"
            """;

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void needsTorch() {
        Torch.unavailable().ifPresent(reason -> {
            assertThat(NativeLibraries.platform()).as(reason).isNotEqualTo("linux-x86_64");
            abort(reason);
        });
    }

    private static HybridExperiment.Configuration load(String toml, String... overrides) {
        ConfigurationSource source = new ConfigurationSource("test", "test", null, null, toml);
        return (HybridExperiment.Configuration)
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
    void trainingGoesOnFromItsStateWithAnyThreads() {
        HybridExperiment.Configuration configuration = load(FLOWERS);
        BareContext plain = new BareContext(1, true);
        Outcome whole = finish(new HybridExperiment().open(configuration, plain));
        assertThat(whole.values().keySet())
                .isEqualTo(new HybridExperiment().values(configuration).given());
        BareContext context = new BareContext(3, true);
        Session session = new HybridExperiment().open(configuration, context);
        while (session.completedSteps() < session.totalSteps()) {
            session.advance();
            Snapshot state = new Snapshot();
            session.save(state);
            session.close();
            session = new HybridExperiment().open(configuration, context);
            session.restore(state);
        }
        Outcome pieces = finish(session);
        assertThat(pieces.values()).isEqualTo(whole.values());
        assertThat(context.rows()).isEqualTo(plain.rows());
        assertThat(pieces.arrays().keySet()).isEqualTo(whole.arrays().keySet());
        whole.arrays()
                .forEach((name, array) -> assertThat(
                                Objects.requireNonNull(pieces.arrays().get(name))
                                        .doubles())
                        .as(name)
                        .isEqualTo(array.doubles()));
    }

    @Test
    void theComparedNetworksDifferInTheirLifLayersAlone() {
        // Of one epoch and no step that counts: weights are those of the start.
        HybridExperiment.Configuration configuration = load(FLOWERS, "network.epochs=1", "network.rate=1e-30");
        BareContext context = new BareContext(1, true);
        Session session = new HybridExperiment().open(configuration, context);
        session.advance();
        Snapshot state = new Snapshot();
        session.save(state);
        session.close();
        List<String> shared =
                List.of("0.0.convolution.weight", "2.2.dense.weight", "4.1.lstm.input-weight", "4.3.dense.weight");
        List<String> names = state.arrays().keySet().stream()
                .filter(name -> name.startsWith("network-"))
                .toList();
        for (String end : shared) {
            String name = "network-" + end;
            assertThat(names).contains(name);
            for (String other : List.of("fixed_lif-", "without_lif-")) {
                assertThat(Objects.requireNonNull(state.arrays().get(other + end))
                                .doubles())
                        .as(other + end)
                        .isEqualTo(
                                Objects.requireNonNull(state.arrays().get(name)).doubles());
            }
        }
        assertThat(names).contains("network-1.lif.leak");
        assertThat(state.arrays().keySet()).doesNotContain("fixed_lif-1.lif.leak", "without_lif-1.lif.leak");
    }

    private Path pictures() throws IOException {
        Path images = folder.resolve("images");
        for (String colour : List.of("blue", "red")) {
            Files.createDirectories(images.resolve(colour));
            for (int k = 0; k < 16; k++) {
                BufferedImage image = new BufferedImage(10, 9, BufferedImage.TYPE_INT_RGB);
                int strong = 120 + 8 * k;
                int weak = 10 + 5 * k;
                for (int p = 0; p < 90; p++) {
                    image.setRGB(p % 10, p / 10, colour.equals("red") ? strong << 16 | weak : weak << 16 | strong);
                }
                ImageIO.write(
                        image, "png", images.resolve(colour).resolve(k + ".png").toFile());
            }
        }
        return images;
    }

    /// Two colours can be told apart by a plane, so that a network with spikes must name all rightly.
    @Test
    void imagesOfAFolderAreNamed() throws IOException {
        pictures();
        Outcome outcome = finish(new HybridExperiment().open(load(COLOURS), new BareContext(2, false, folder)));
        assertThat(value(outcome, "test_accuracy")).isEqualTo(1);
        assertThat(value(outcome, "lead_over_commonest")).isCloseTo(0.5, within(1e-12));
        assertThat(Objects.requireNonNull(outcome.arrays().get("confusion")).doubles())
                .containsExactly(4, 0, 0, 4);
    }

    @Test
    void classesThatAreNotAskedForNeedNoImagesToSpare() throws IOException {
        Path images = pictures();
        Files.createDirectories(images.resolve("azure"));
        Files.copy(images.resolve("blue/1.png"), images.resolve("azure/1.png"));
        Outcome outcome = finish(
                new HybridExperiment().open(load(COLOURS, "images.classes=2"), new BareContext(1, false, folder)));
        assertThat(value(outcome, "test_accuracy")).isEqualTo(1);
        assertThatThrownBy(() -> new HybridExperiment().open(load(COLOURS), new BareContext(1, false, folder)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has one image");
    }

    /// Features of a network that averages each plane: an image becomes its mean red, green and blue.
    @Test
    void featuresOfAPreTrainedNetworkAreTheInput() throws IOException {
        OnnxRuntime.unavailable().ifPresent(reason -> abort(reason));
        pictures();
        try (var network = Objects.requireNonNull(getClass().getResourceAsStream("means-of-colours.onnx"))) {
            Files.copy(network, folder.resolve("means.onnx"));
        }
        HybridExperiment.Configuration configuration = load(
                COLOURS, "network.features=\"means.onnx\"", "network.tensor=\"means\"", "network.colours=\"plain\"");
        Outcome outcome = finish(new HybridExperiment().open(configuration, new BareContext(1, true, folder)));
        assertThat(value(outcome, "test_accuracy")).isEqualTo(1);
        TableFigure layers = outcome.figures().stream()
                .filter(figure -> figure.id().equals("layers"))
                .map(TableFigure.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(layers.rows().getFirst()).contains("features means of means.onnx", "1 step of 3 units");
        // Twelve units of three inputs each.
        assertThat(Objects.requireNonNull(outcome.arrays().get("parameter_0_1_dense_weight"))
                        .doubles())
                .hasSize(36);
        assertThatThrownBy(() -> new HybridExperiment()
                        .open(
                                load(COLOURS, "network.features=\"means.onnx\"", "network.tensor=\"mean\""),
                                new BareContext(1, true, folder)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("means");
    }

    @Test
    void theManifestKnowsEveryImageOfTheFolder() throws IOException {
        Path images = pictures();
        Files.writeString(folder.resolve("run.toml"), COLOURS.replace("epochs = 40", "epochs = 1"));
        String before = recorded("a");
        assertThat(recorded("b")).isEqualTo(before);
        Files.move(images.resolve("red/3.png"), images.resolve("red/99.png"));
        assertThat(Verify.run(folder.resolve("a")).problems())
                .singleElement()
                .asString()
                .contains("images changed");
        String renamed = recorded("c");
        assertThat(Verify.run(folder.resolve("c")).problems()).isEmpty();
        assertThat(renamed).isNotEqualTo(before);
        Files.copy(
                images.resolve("red/4.png"),
                images.resolve("red/5.png"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(recorded("d")).isNotEqualTo(renamed);
    }

    private String recorded(String name) {
        Path out = folder.resolve(name);
        new Runner(new DiskStorage(), Experiments.installed(), RunListener.NONE, new StopSignal())
                .run(RunRequest.of(ConfigurationSource.file(folder.resolve("run.toml")))
                        .withOut(out));
        Manifest manifest = Manifest.read(new RunDirectory(out).manifest());
        assertThat(manifest.inputs()).hasSize(1);
        return manifest.inputs().getFirst().sha256();
    }

    @Test
    void layersThroughWhichNothingPassesAreNamed() {
        HybridExperiment.Configuration configuration = load(FLOWERS.replace("leak = 0.2", """
                leak = 0.2
                threshold = 1e6
                surrogate = "esser"
                beta = 10
                """));
        BareContext context = new BareContext(1, true);
        finish(new HybridExperiment().open(configuration, context));
        assertThat(context.warnings())
                .anySatisfy(
                        warning -> assertThat(warning).contains("LAYER_SILENT").contains("Layer 3 never fired"))
                .anySatisfy(
                        warning -> assertThat(warning).contains("NO_GRADIENT").contains("No gradient reached layer 1"));
    }

    @Test
    void aRateThatIsTooLargeStopsTheRunAndNamesTheRemedy() throws IOException {
        Files.writeString(folder.resolve("run.toml"), FLOWERS.replace("rate = 0.01", "rate = 1e30"));
        RunResult result = new Runner(new DiskStorage(), Experiments.installed(), RunListener.NONE, new StopSignal())
                .run(RunRequest.of(folder.resolve("run.toml").toString()).withOut(folder.resolve("run")));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.result().status()).isEqualTo(Result.Status.FAILED);
        assertThat(result.sentence()).contains("lower the learning rate").contains("network.rate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "channels = 4 | units = 4 | only channels, kernel, stride, padding, bias",
                "units = 10 | bias = true | units: is missing",
                "kind = \"flatten\" | kind = \"relu\" | put a flatten layer before it",
                "over = \"last\" | over = \"first\" | one of sum, mean, last, max",
                "units = 3 | units = 2 | the images have 3 classes",
                "epochs = 4 | epochs = 0 | epochs = 0: must be from 1",
                "rate = 0.01 | rate = -1 | rate = -1.0: must be positive",
                "classes = 3 | classes = 11 | 10 classes; ask for no more",
                "each = 12 | each = 1 | at least 2 images",
                "steps = 5 | steps = 0 | steps of a repetition = 0",
                "leak = 0.2 | leak = 1.5 | a leak is from 0 to 1",
                "width = 12 | width = 5000 | pixels from 1 to 4096",
                "batch = 8 | momentum = 0.5 | is of method = \"sgd\" only",
                "batch = 8 | features = \"a.onnx\" | need both",
                "width = 12 | name = \"flower\" | flower",
                "steps = 5 | steps = 100000000 | must be from 1 to 1048576",
                "channels = 4 | channels = 2000000000 | must be from 1 to 1048576",
                "units = 6 | units = 1000000 | numbers, more than 134217728",
                "steps = 5 | steps = 1000000 | more than 134217728 numbers for each sample",
                "rate = 0.01 | rate = 1e39 | in single precision",
                "batch = 8 | decay = -1.0 | must not be negative",
                "leak = 0.2 | beta = 3.0 | this surrogate has no steepness",
                "width = 12 | name = \"mnist\" | are of folders and of",
                "width = 12 | training = 1000 | 30 images beside the test",
            })
    void whatDoesNotFitIsRefusedInOneSentence(String from, String to, String message) {
        assertThat(FLOWERS).contains(from);
        String toml = FLOWERS.replaceFirst(java.util.regex.Pattern.quote(from), to);
        assertThatThrownBy(() -> new HybridExperiment()
                        .open(load(toml), new BareContext(1))
                        .close())
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void controlsNeedLayersThatTheyCanChange() {
        String plain =
                FLOWERS.replaceAll("kind = \"lif\"\n(surrogate = .*\nbeta = .*\n|leak = .*\n)", "kind = \"relu\"\n");
        assertThatThrownBy(() -> load(plain))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("without_lif = true: the network has no layer of the kind lif");
        String fixed = FLOWERS.replace("kind = \"lif\"\n", "kind = \"lif\"\nleak_form = \"fixed\"\n");
        assertThatThrownBy(() -> load(fixed))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("fixed_lif = true: no layer of the kind lif learns");
    }

    @Test
    void aFolderThatIsNoImageSetIsRefused() throws IOException {
        for (Map.Entry<String, String> bad : Map.of(
                        "nowhere", "no such folder",
                        "empty", "has no folders of images",
                        "one", "has only one class")
                .entrySet()) {
            if (!bad.getKey().equals("nowhere")) {
                Files.createDirectories(folder.resolve(bad.getKey()));
            }
            if (bad.getKey().equals("one")) {
                Files.createDirectories(folder.resolve("one/class"));
            }
            assertThatThrownBy(() -> new HybridExperiment()
                            .open(
                                    load(COLOURS, "images.folder=\"" + bad.getKey() + "\""),
                                    new BareContext(1, false, folder)))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining(bad.getValue());
        }
    }
}
