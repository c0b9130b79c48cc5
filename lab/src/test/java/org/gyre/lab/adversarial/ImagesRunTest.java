package org.gyre.lab.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.gyre.core.InputException;
import org.gyre.core.linalg.NativeLibraries;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyWriter;
import org.gyre.deep.torch.Torch;
import org.gyre.lab.experiment.BareContext;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.run.NumericFailure;
import org.gyre.lab.run.Snapshot;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Networks that infer the causes of images which the tests write: one bright row of four, which is the
/// class.
class ImagesRunTest {
    static final int SIDE = 4;
    private static final int COUNT = 200;

    static final String ROWS = """
            kind = "adversarial-images"
            networks = 2
            [images]
            file = "images.npy"
            labels = "labels.npy"
            noise = 0.1
            [generation]
            hidden = 8
            [[layers]]
            kind = "rate"
            units = 16
            steps = 2
            noise = 0.2
            [[layers]]
            kind = "rate"
            units = 3
            steps = 2
            noise = 0.2
            saturate = false
            [learning]
            updates = 12
            rounds = 3
            batch = 16
            critic_units = 8
            view = "pairs"
            generator = "delta-and-opposing"
            [judges]
            permutations = 20
            [[variants]]
            name = "recurrent"
            [[variants]]
            name = "factorised"
            factorised = true
            truncated = true
            [[variants]]
            name = "wake_sleep"
            recognition = 5
            inference = "dreams"
            generator = "delta"
            [[variants]]
            name = "untrained"
            updates = 0
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

    /// Writes the files that the configuration names.
    static void write(Path folder) {
        write(folder, pixels(), labels());
    }

    private static double[] pixels() {
        double[] pixels = new double[COUNT * SIDE * SIDE];
        CounterRandom random = RandomStream.of(7).generator();
        for (int i = 0; i < pixels.length; i++) {
            int image = i / (SIDE * SIDE);
            boolean bright = i % (SIDE * SIDE) / SIDE == label(image);
            pixels[i] = random.nextDouble() + (bright ? 3 : 0);
        }
        return pixels;
    }

    /// Runs of five, so that every fifth image has each class too.
    private static int label(int image) {
        return image / 5 % SIDE;
    }

    private static long[] labels() {
        long[] labels = new long[COUNT];
        for (int i = 0; i < COUNT; i++) {
            labels[i] = label(i);
        }
        return labels;
    }

    private void write(double[] pixels, long[] labels) {
        write(folder, pixels, labels);
    }

    private static void write(Path folder, double[] pixels, long[] labels) {
        try {
            Files.write(
                    folder.resolve("images.npy"),
                    NpyWriter.toBytes(NpyArray.of(pixels, pixels.length / (SIDE * SIDE), SIDE, SIDE)));
            Files.write(folder.resolve("labels.npy"), NpyWriter.toBytes(NpyArray.of(labels, labels.length)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ImagesExperiment.Configuration load(String toml, String... overrides) {
        ConfigurationSource source = new ConfigurationSource("test", "test", null, null, toml);
        return (ImagesExperiment.Configuration)
                Configuration.load(source, List.of(overrides), null, Experiments.installed())
                        .values();
    }

    private BareContext context(int threads) {
        return new BareContext(threads, true, folder);
    }

    private static Outcome finish(Session session) {
        try (session) {
            while (session.completedSteps() < session.totalSteps()) {
                session.advance();
            }
            Outcome outcome = new Outcome();
            session.finish(outcome);
            return outcome;
        }
    }

    private Outcome run(BareContext context, String... overrides) {
        return finish(new ImagesExperiment().open(load(ROWS, overrides), context));
    }

    private static double value(Outcome outcome, String name) {
        return Objects.requireNonNull(outcome.values().get(name), name);
    }

    @Test
    void judgesKnowWhatIsKnown() {
        write(pixels(), labels());
        Outcome outcome = run(context(2));
        assertThat(outcome.values().keySet())
                .isEqualTo(new ImagesExperiment().values(load(ROWS)).given());
        // A plane parts rows of brightness above 3 from those below 1.
        assertThat(value(outcome, "probe_pixels")).isEqualTo(1);
        assertThat(value(outcome, "commonest_class")).isEqualTo(0.25);
        // Names that are always right tell all of four equally frequent classes. Miller and Madow add (4 − 1)/2n to
        // each of the three entropies.
        assertThat(value(outcome, "information_pixels")).isCloseTo(Math.log(4) + 3 / (2.0 * COUNT / 5), within(1e-12));
        // As many components as pixels lose nothing.
        assertThat(value(outcome, "probe_1_pca")).isEqualTo(1);
        assertThat(value(outcome, "reconstruction_1_pca")).isLessThan(1e-20);
        assertThat(value(outcome, "reconstruction_2_pca")).isBetween(1e-3, value(outcome, "pixel_variance"));
        // The same distribution on both sides: 40 of 160 images against others, p uniform between 1/21 and 1.
        assertThat(Math.abs(value(outcome, "mmd_x_real_images"))).isLessThan(0.05);
        assertThat(Math.abs(value(outcome, "c2st_real_images") - 0.5)).isLessThan(4 * Math.sqrt(0.25 / 80));
        // What did not learn did not change, and is no reason for an alarm.
        for (String name : List.of("probe_gain_1", "information_gain_2", "ignores_input")) {
            for (String which : List.of("smallest", "largest")) {
                assertThat(value(outcome, name + "_untrained_" + which)).isZero();
            }
        }
        assertThat(value(outcome, "mmd_fall_1_untrained_largest")).isEqualTo(1);
        outcome.values().forEach((name, number) -> {
            if (!outcome.undefined().containsKey(name)) {
                assertThat(number).as(name).isFinite();
            }
        });
        // Only the two calibrations lack what has no meaning for them.
        assertThat(outcome.undefined().keySet())
                .allMatch(name -> name.endsWith("_pca") || name.endsWith("_real_images"));
    }

    @Test
    void pixelVarianceIsThatOfEveryFifthImageScaled() {
        double[] pixels = pixels();
        write(pixels, labels());
        double least = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (double pixel : pixels) {
            least = Math.min(least, pixel);
            largest = Math.max(largest, pixel);
        }
        int size = SIDE * SIDE;
        int judging = COUNT / 5;
        double variance = 0;
        for (int p = 0; p < size; p++) {
            double sum = 0;
            double squares = 0;
            for (int i = 4; i < COUNT; i += 5) {
                double scaled = (pixels[i * size + p] - least) * 2 / (largest - least) - 1;
                sum += scaled;
                squares += scaled * scaled;
            }
            variance += (squares - sum * sum / judging) / (judging - 1) / size;
        }
        Outcome outcome = run(context(1), "learning.updates=3");
        assertThat(value(outcome, "pixel_variance")).isCloseTo(variance, within(1e-6));
    }

    @Test
    void learningGoesOnFromItsStateWithAnyThreads() {
        write(pixels(), labels());
        ImagesExperiment.Configuration configuration = load(ROWS);
        BareContext plain = context(1);
        Outcome whole = finish(new ImagesExperiment().open(configuration, plain));
        BareContext context = context(3);
        Session session = new ImagesExperiment().open(configuration, context);
        while (session.completedSteps() < session.totalSteps()) {
            session.advance();
            Snapshot state = new Snapshot();
            session.save(state);
            session.close();
            session = new ImagesExperiment().open(configuration, context);
            session.restore(state);
        }
        Outcome pieces = finish(session);
        assertThat(pieces.values()).isEqualTo(whole.values());
        assertThat(context.rows()).isEqualTo(plain.rows());
        whole.arrays()
                .forEach((name, array) -> assertThat(
                                Objects.requireNonNull(pieces.arrays().get(name))
                                        .doubles())
                        .as(name)
                        .isEqualTo(array.doubles()));
    }

    @Test
    void batchesOfOneGiveFiniteNumbers() {
        write(pixels(), labels());
        Outcome outcome = run(context(2), "learning.batch=1", "networks=1");
        assertThat(value(outcome, "probe_2_recurrent_median")).isBetween(0.0, 1.0);
        assertThat(value(outcome, "reconstruction_2_recurrent_median")).isFinite();
    }

    /// A generative pathway at its start makes all images nearly alike, and not the mean one.
    @Test
    void anEncoderWhoseImagesCannotBeRebuiltIsTold() {
        write(pixels(), labels());
        BareContext context = context(1);
        run(context, "learning.updates=3", "learning.rate=0", "learning.generator_rate=0", "learning.critic_rate=0");
        assertThat(context.warnings())
                .anySatisfy(warning -> assertThat(warning)
                        .startsWith("RECONSTRUCTION_USELESS")
                        .contains("recurrent 1 (error")
                        .contains("wake_sleep 2 (error")
                        .doesNotContain("untrained"));
        assertThat(context.warnings()).noneMatch(warning -> warning.startsWith("ENCODER_IGNORES_INPUT"));
    }

    @Test
    void anEncoderThatTellsLessThanAtItsStartIsTold() {
        write(pixels(), labels());
        ImagesExperiment.Configuration configuration = load(ROWS);
        RandomStream stream = RandomStream.of(1);
        try (ImagesProblem problem =
                new ImagesProblem(configuration, configuration.images().read(context(1), stream), stream)) {
            ImageMeasures measures = new ImageMeasures(2);
            double[] judged = new double[measures.measures().size()];
            for (String measure : List.of("probe_1", "probe_start_1", "probe_2", "probe_start_2")) {
                judged[measures.index(measure)] = 1;
            }
            assertThat(problem.alarms(judged)).isEmpty();
            // Nothing was lost, because there never was anything: a fourth of four equally frequent classes.
            judged[measures.index("probe_1")] = 0.25;
            judged[measures.index("probe_start_1")] = 0.25;
            assertThat(problem.alarms(judged)).singleElement().satisfies(alarm -> {
                assertThat(alarm.code()).isEqualTo("ENCODER_IGNORES_INPUT");
                assertThat(alarm.numbers()).isEqualTo("layer 1: probe 0.250, commonest class 0.250");
            });
            judged[measures.index("probe_1")] = 1;
            judged[measures.index("probe_start_1")] = 1;
            judged[measures.index("probe_2")] = 0;
            judged[measures.index("probe_start_2")] = 1;
            assertThat(problem.alarms(judged)).singleElement().satisfies(alarm -> {
                assertThat(alarm.code()).isEqualTo("ENCODER_IGNORES_INPUT");
                assertThat(alarm.numbers()).isEqualTo("layer 2: probe 0.000 after 1.000");
            });
        }
    }

    /// With all weights of inference at 0 the layers are noise: the probes that read them find nothing but
    /// chance, which a fourth is of four equally frequent classes.
    @Test
    void aDeafNetworkIsFoundByItsJudgesAndFailsTheRun() {
        write(pixels(), labels());
        BareContext context = context(1);
        String[] brief = {"learning.updates=3", "learning.rounds=1", "networks=1"};
        Session session = new ImagesExperiment().open(load(ROWS, brief), context);
        session.advance();
        Snapshot state = new Snapshot();
        session.save(state);
        session.close();
        Snapshot changed = new Snapshot();
        state.arrays().forEach((name, array) -> {
            if (name.equals("inference-0")) {
                changed.put(name, new double[array.size()], array.size());
            } else {
                changed.put(name, array);
            }
        });
        changed.put("rounds", 1L);
        Session deaf = new ImagesExperiment().open(load(ROWS, brief), context);
        deaf.restore(changed);
        Outcome outcome = finish(deaf);
        assertThat(value(outcome, "probe_1_recurrent_median")).isCloseTo(0.25, within(3 * Math.sqrt(0.1875 / 40)));
        assertThat(value(outcome, "ignores_input_recurrent_median")).isEqualTo(1);
        assertThat(value(outcome, "ignores_input_untrained_median")).isZero();
        assertThat(context.warnings())
                .anySatisfy(warning -> assertThat(warning)
                        .startsWith("failed: ENCODER_IGNORES_INPUT")
                        .contains("recurrent 1 (layer 1: probe")
                        .doesNotContain("factorised", "untrained"));
    }

    /// One image of 500 has a standard error of about three hundredths.
    @Test
    void lossesWithinChanceAreNoLosses() {
        assertThat(ImagesProblem.lost(0.566, 0.570, 500)).isFalse();
        assertThat(ImagesProblem.lost(0.60, 0.57, 500)).isFalse();
        assertThat(ImagesProblem.lost(0.34, 0.59, 500)).isTrue();
        assertThat(ImagesProblem.lost(0.70, 0.82, 10_000)).isTrue();
        // 3 √((.24 + .25) / 500) = .094
        assertThat(ImagesProblem.lost(0.41, 0.50, 500)).isFalse();
        assertThat(ImagesProblem.lost(0.40, 0.50, 500)).isTrue();
    }

    @Test
    void aRateThatIsTooLargeStopsTheRunAndNamesTheRemedy() {
        write(pixels(), labels());
        assertThatThrownBy(() -> run(context(1), "learning.rate=1e30", "learning.generator_rate=1e30"))
                .isInstanceOf(NumericFailure.class)
                .hasMessageContaining("no longer finite")
                .hasMessageContaining("lower learning.rate");
    }

    @Test
    void imagesThatHoldNoNumbersOrAllTheSameAreRefused() {
        double[] pixels = pixels();
        pixels[2 * SIDE * SIDE + SIDE + 3] = Double.NaN;
        write(pixels, labels());
        assertThatThrownBy(() -> run(context(1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("images.npy: image 2, row 1, column 3 (from 0) is NaN");
        write(new double[COUNT * SIDE * SIDE], labels());
        assertThatThrownBy(() -> run(context(1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("pixels are from 0.0 to 0.0");
        // One image again and again: pixels differ, images do not.
        double[] same = new double[COUNT * SIDE * SIDE];
        for (int i = 0; i < same.length; i++) {
            same[i] = i % SIDE;
        }
        write(same, labels());
        assertThatThrownBy(() -> run(context(1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("all images are the same");
    }

    @Test
    void labelsThatDoNotFitAreRefused() {
        long[] labels = labels();
        labels[3] = -1;
        write(pixels(), labels);
        assertThatThrownBy(() -> run(context(1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("label 3 (from 0) = -1.0");
        write(pixels(), new long[COUNT - 1]);
        assertThatThrownBy(() -> run(context(1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("one class for each of the 200 images");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "units = 16 | hidden = 0 | layers.units: is missing",
                "units = 3 | units = -1 | units = -1: must be positive",
                "steps = 2 | steps = 0 | steps = 0 of an inference layer",
                "saturate = false | memory = 2 | layers.memory = 2: is of sequences only",
                "kind = \"rate\" | kind = \"recognition\" | steps = 2: recognition units take one step",
                "hidden = 8 | hidden = -1 | generation.hidden = -1",
                "hidden = 8 | noise = 0.0 | generation.noise = 0.0",
                "file = \"images.npy\" | name = \"digits\" | is of images.file only",
                "labels = \"labels.npy\" | training = 2 | give images.labels too",
                "noise = 0.1 | name = \"mnist\" | give one of the two",
                "noise = 0.1 | noise = -0.1 | images.noise = -0.1",
                "noise = 0.1 | test = -1 | must not be negative",
                "noise = 0.1 | training = 3 | 3 images are too few",
                "noise = 0.1 | training = 161 | has 160 images there",
                "batch = 16 | batch = 0 | batch = 0: must be from 1",
                "batch = 16 | window = 2 | learning.window = 2: is of sequences only",
                "permutations = 20 | permutations = 0 | judges.permutations = 0",
                "permutations = 20 | fitted = 1 | judges.fitted = 1",
                "permutations = 20 | compared = 1 | judges.compared = 1",
                "permutations = 20 | told = 3 | judges.told = 3",
                "permutations = 20 | draws = 0 | judges.draws = 0",
                "networks = 2 | networks = 0 | networks = 0: must be from 1",
            })
    void whatDoesNotFitIsRefusedInOneSentence(String from, String to, String message) {
        write(pixels(), labels());
        assertThat(ROWS).contains(from);
        String toml = ROWS.replaceFirst(java.util.regex.Pattern.quote(from), to);
        assertThatThrownBy(() ->
                        new ImagesExperiment().open(load(toml), context(1)).close())
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void anUnknownSetIsRefused() {
        assertThatThrownBy(
                        () -> load(ROWS.replace("file = \"images.npy\"\nlabels = \"labels.npy\"", "name = \"digit\"")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("digits");
    }
}
