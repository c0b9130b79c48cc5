package org.gyre.lab.adversarial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.adversarial.AdversarialLearner;
import org.gyre.deep.adversarial.AdversarialLearner.Samples;
import org.gyre.deep.adversarial.LearnedGeneration;
import org.gyre.deep.adversarial.LearningRule;
import org.gyre.deep.adversarial.RowData;
import org.gyre.deep.adversarial.Units;
import org.gyre.deep.torch.Precision;
import org.gyre.deep.twosample.ClassifierTwoSampleTest;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.report.ColourMap;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.ImageGrid;
import org.gyre.measure.decoding.LinearProbe;
import org.gyre.measure.decoding.PrincipalComponents;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.twosample.MaximumMeanDiscrepancy;

/// Images and their judges. Nothing learns from labels or from test images; while learning goes on, only
/// training images judge.
final class ImagesProblem implements Problem {
    /// Standard errors that are more than chance.
    private static final double CERTAIN = 3;
    /// Images that are inferred at once.
    private static final int TOGETHER = 2000;
    /// Images that judge the course of learning.
    private static final int MOST_ON_THE_WAY = 2000;

    private static final ClassifierTwoSampleTest CLASSIFIER = ClassifierTwoSampleTest.DEFAULT.withEpochs(30);

    private static final int SHOWN_DREAMS = 40;
    private static final int SHOWN_IMAGES = 10;
    private static final int SHOWN_ON_THE_WAY = 20;

    /// What a network was made from, to make it once more as it started.
    private record Origin(List<Units> units, LearningRule rule, RandomStream stream) {}

    /// A network as it starts, with its generative pathway.
    private record Made(AdversarialLearner learner, LearnedGeneration generation) implements AutoCloseable {
        @Override
        public void close() {
            learner.close();
            generation.close();
        }
    }

    /// What probes read from the layers, from the lowest on.
    private record Reading(double[] accuracies, double[] informations, double[] shuffled) {}

    private final ImagesExperiment.Configuration keys;
    private final ImageMeasures measures;
    private final LabelledPixels training;
    private final LabelledPixels test;
    /// Training images that fit probes and components.
    private final LabelledPixels fitted;
    /// The same labels in another order: what a probe reads by chance.
    private final int[] shuffled;
    /// Training images whose probe is fitted on the way, and those that judge it.
    private final LabelledPixels early;

    private final LabelledPixels heldOut;
    private final double variance;
    private final RandomStream stream;
    private final RowData data;
    private final Map<AdversarialLearner, Origin> origins = new HashMap<>();
    private final List<LearnedGeneration> generations = new ArrayList<>();

    ImagesProblem(ImagesExperiment.Configuration keys, ImagesKeys.Parts images, RandomStream stream) {
        this.keys = keys;
        this.measures = new ImageMeasures(keys.layers().size());
        this.training = images.training();
        this.test = images.test();
        this.stream = stream;
        this.fitted = training.some(keys.judges().fitted(), stream.split("fitted"));
        int[] order = stream.split("shuffled").permutation(fitted.count());
        this.shuffled =
                Arrays.stream(order).map(image -> fitted.labels()[image]).toArray();
        LabelledPixels course = training.select(Arrays.copyOf(
                stream.split("course").permutation(training.count()), Math.min(training.count(), MOST_ON_THE_WAY)));
        int kept = Math.max(2, course.count() / 4);
        this.early = course.range(kept, course.count());
        this.heldOut = course.range(0, kept);
        this.variance = test.variance();
        this.data =
                new RowData(training.pixels(), training.size(), keys.images().noise(), Precision.SINGLE);
    }

    private Made make(Origin origin) {
        List<Integer> sizes = new ArrayList<>(List.of(training.size()));
        origin.units.forEach(layer -> sizes.add(layer.count()));
        LearnedGeneration generation = new LearnedGeneration(
                sizes, keys.generation().steps(keys.layers()), Precision.SINGLE, origin.stream.split("generation"));
        boolean made = false;
        try {
            AdversarialLearner learner = new AdversarialLearner(
                    data, origin.units, generation, origin.rule, Precision.SINGLE, origin.stream);
            made = true;
            return new Made(learner, generation);
        } finally {
            if (!made) {
                generation.close();
            }
        }
    }

    @Override
    public AdversarialLearner learner(List<Units> units, LearningRule rule, RandomStream own) {
        Origin origin = new Origin(List.copyOf(units), rule, own);
        Made made = make(origin);
        origins.put(made.learner, origin);
        generations.add(made.generation);
        return made.learner;
    }

    @Override
    public double[] course(AdversarialLearner learner, RandomStream own) {
        int top = keys.layers().size();
        double[] fit = means(learner, early, own.split("early")).getLast();
        double[] held = means(learner, heldOut, own.split("held out")).getLast();
        LinearProbe probe =
                LinearProbe.fit(width(top), fit, early.labels(), training.classes(), LinearProbe.USUAL_RIDGE);
        Samples evoked = learner.evoked(heldOut.wide(), own.split("evoked"));
        double[] wake = heldOut.noisy(0, heldOut.count(), keys.images().noise(), own.split("noise"));
        double[] dreams =
                finite(learner.sleep(heldOut.count(), own.split("dreams"))).input();
        return new double[] {
            probe.score(held, heldOut.labels()).accuracy(),
            error(learner.reconstruct(evoked, top), heldOut),
            MaximumMeanDiscrepancy.between(training.size(), wake, dreams).value()
        };
    }

    private int width(int layer) {
        return layer == 0 ? training.size() : keys.layers().get(layer - 1).units();
    }

    /// Means over samples of the layers of causes that images evoke, without noise of pixels.
    ///
    /// @return from the lowest layer on, `[image][cause]`
    private List<double[]> means(AdversarialLearner learner, LabelledPixels images, RandomStream own) {
        int draws = keys.judges().draws();
        List<double[]> means = new ArrayList<>();
        for (int l = 1; l <= keys.layers().size(); l++) {
            means.add(new double[images.count() * width(l)]);
        }
        for (int from = 0; from < images.count(); from += TOGETHER) {
            int to = Math.min(images.count(), from + TOGETHER);
            double[] pixels = images.noisy(from, to, 0, own);
            for (int d = 0; d < draws; d++) {
                Samples evoked = finite(learner.evoked(pixels, own.split(from).split(d)));
                for (int l = 1; l <= means.size(); l++) {
                    double[] mean = means.get(l - 1);
                    double[] layer = evoked.layers().get(l);
                    for (int i = 0; i < layer.length; i++) {
                        mean[from * width(l) + i] += layer[i] / draws;
                    }
                }
            }
        }
        return means;
    }

    /// Passes samples on.
    ///
    /// @throws ArithmeticException if a number is not finite
    private static Samples finite(Samples samples) {
        for (int l = 0; l < samples.layers().size(); l++) {
            for (double value : samples.layers().get(l)) {
                if (!Double.isFinite(value)) {
                    throw new ArithmeticException("activity of layer " + l + " (0 is the input) is no longer finite");
                }
            }
        }
        return samples;
    }

    private static double error(double[] rebuilt, LabelledPixels images) {
        double sum = 0;
        for (int i = 0; i < rebuilt.length; i++) {
            double d = rebuilt[i] - images.pixels()[i];
            sum += d * d;
        }
        return sum / rebuilt.length;
    }

    private Reading read(AdversarialLearner learner, RandomStream own) {
        List<double[]> fit = means(learner, fitted, own.split("fitted"));
        List<double[]> judged = means(learner, test, own.split("test"));
        int layers = fit.size();
        Reading reading = new Reading(new double[layers], new double[layers], new double[layers]);
        for (int l = 0; l < layers; l++) {
            LinearProbe.Score score = score(width(l + 1), fit.get(l), fitted.labels(), judged.get(l));
            reading.accuracies[l] = score.accuracy();
            reading.informations[l] = information(score.predicted());
            reading.shuffled[l] =
                    score(width(l + 1), fit.get(l), shuffled, judged.get(l)).accuracy();
        }
        return reading;
    }

    private LinearProbe.Score score(int width, double[] fit, int[] labels, double[] judged) {
        return LinearProbe.fit(width, fit, labels, training.classes(), LinearProbe.USUAL_RIDGE)
                .score(judged, test.labels());
    }

    /// I(label; name) over the test images in nats, each entropy after Miller and Madow. Since a name is a
    /// function of activity, and labels of the image, activity cannot tell less of the image.
    private double information(int[] names) {
        int classes = training.classes();
        long[] labelled = new long[classes];
        long[] named = new long[classes];
        long[] joint = new long[Math.multiplyExact(classes, classes)];
        for (int i = 0; i < names.length; i++) {
            labelled[test.labels()[i]]++;
            named[names[i]]++;
            joint[test.labels()[i] * classes + names[i]]++;
        }
        DiscreteEntropy entropy = DiscreteEntropy.MILLER_MADOW;
        return entropy.nats(labelled) + entropy.nats(named) - entropy.nats(joint);
    }

    /// Evoked or dreamed samples of as many test images as are compared.
    private int compared() {
        return Math.min(keys.judges().compared(), test.count());
    }

    private List<MaximumMeanDiscrepancy> discrepancies(AdversarialLearner learner, RandomStream own) {
        LabelledPixels images = test.some(compared(), stream.split("compared"));
        double[] noisy = images.noisy(0, images.count(), keys.images().noise(), own.split("noise"));
        Samples wake = finite(learner.evoked(noisy, own.split("wake")));
        Samples sleep = finite(learner.sleep(images.count(), own.split("sleep")));
        List<MaximumMeanDiscrepancy> all = new ArrayList<>();
        for (int l = 0; l <= keys.layers().size(); l++) {
            all.add(MaximumMeanDiscrepancy.between(
                    width(l), wake.layers().get(l), sleep.layers().get(l)));
        }
        return all;
    }

    /// Before and after learning, noise is the same: what did not learn did not change.
    @Override
    public double[] judge(AdversarialLearner learner, RandomStream own) {
        Reading before;
        double[] apart;
        try (Made start = make(Objects.requireNonNull(origins.get(learner)))) {
            before = read(start.learner, own.split("reading"));
            apart = discrepancies(start.learner, own.split("phases")).stream()
                    .mapToDouble(MaximumMeanDiscrepancy::value)
                    .toArray();
        }
        Reading now = read(learner, own.split("reading"));
        Samples evoked = learner.evoked(test.wide(), own.split("evoked"));
        Map<String, Double> values = new LinkedHashMap<>();
        for (int l = 1; l <= keys.layers().size(); l++) {
            values.put("probe_" + l, now.accuracies[l - 1]);
            values.put("probe_start_" + l, before.accuracies[l - 1]);
            values.put("probe_gain_" + l, now.accuracies[l - 1] - before.accuracies[l - 1]);
            values.put("probe_shuffled_" + l, now.shuffled[l - 1]);
            values.put("information_" + l, now.informations[l - 1]);
            values.put("information_gain_" + l, now.informations[l - 1] - before.informations[l - 1]);
            values.put("reconstruction_" + l, error(learner.reconstruct(evoked, l), test));
        }
        boolean ignores = false;
        for (int l = 0; l < keys.layers().size(); l++) {
            ignores |= lost(now.accuracies[l], before.accuracies[l], test.count()) || knowsNothing(now.accuracies[l]);
        }
        values.put("ignores_input", ignores ? 1.0 : 0.0);
        List<MaximumMeanDiscrepancy> phases = discrepancies(learner, own.split("phases"));
        for (int l = 0; l < phases.size(); l++) {
            MaximumMeanDiscrepancy.Test test =
                    compare(phases.get(l), own.split("permutations").split(l));
            values.put("mmd_" + name(l), test.value());
            values.put("mmd_p_" + name(l), test.pValue());
            values.put("mmd_start_" + name(l), apart[l]);
            // A value within the spread of the null cannot be told from 0: the fall is at least this.
            values.put("mmd_fall_" + name(l), apart[l] / Math.max(test.value(), test.standardDeviation()));
        }
        tell(
                values,
                training.some(told(training.count()), own.split("told")),
                own.split("classifier"),
                count -> finite(learner.sleep(count, own.split("dreams"))).input());
        return ordered(values);
    }

    /// Whether a probe names fewer images rightly than before by more than three standard errors of a
    /// difference, taken as if the two judged different images: the same images make it smaller.
    static boolean lost(double now, double before, int images) {
        double error = Math.sqrt((now * (1 - now) + before * (1 - before)) / images);
        return before - now > CERTAIN * error;
    }

    /// Whether a probe names no more images rightly than always naming the commonest class would, by three
    /// standard errors of such guesses: also where there was nothing to lose.
    private boolean knowsNothing(double accuracy) {
        double guessed = test.commonest();
        return accuracy - guessed <= CERTAIN * Math.sqrt(guessed * (1 - guessed) / test.count());
    }

    /// Of so many images, those that a classifier learns to tell from others.
    private int told(int count) {
        return Math.min(keys.judges().told(), count);
    }

    /// The classifier two-sample test of images with noise against something else.
    private void tell(
            Map<String, Double> values, LabelledPixels images, RandomStream own, IntFunction<double[]> others) {
        if (images.count() < ClassifierTwoSampleTest.FEWEST_SAMPLES) {
            return;
        }
        double[] real = images.noisy(0, images.count(), keys.images().noise(), own.split("noise"));
        ClassifierTwoSampleTest.Result told =
                CLASSIFIER.compare(training.size(), real, others.apply(images.count()), own);
        values.put("c2st", told.accuracy());
        values.put("c2st_error", told.standardError());
    }

    private MaximumMeanDiscrepancy.Test compare(MaximumMeanDiscrepancy discrepancy, RandomStream own) {
        return discrepancy.test(keys.judges().permutations(), own);
    }

    private static String name(int layer) {
        return layer == 0 ? "x" : String.valueOf(layer);
    }

    private double[] ordered(Map<String, Double> values) {
        return measures.measures().stream()
                .mapToDouble(measure -> values.getOrDefault(measure.name(), Double.NaN))
                .toArray();
    }

    @Override
    public double[] calibrate(String calibration, RandomStream own) {
        Map<String, Double> values = new LinkedHashMap<>();
        switch (calibration) {
            case ImageMeasures.PCA -> {
                double[] rows = fitted.wide();
                for (int l = 1; l <= keys.layers().size(); l++) {
                    // There are no more components than pixels, nor than images.
                    int count = Math.min(width(l), Math.min(training.size(), fitted.count() - 1));
                    PrincipalComponents components = PrincipalComponents.fit(training.size(), rows, count);
                    LinearProbe.Score score =
                            score(count, components.project(rows), fitted.labels(), components.project(test.wide()));
                    values.put("probe_" + l, score.accuracy());
                    values.put("information_" + l, information(score.predicted()));
                    values.put("reconstruction_" + l, components.reconstructionError(test.wide()));
                }
            }
            case ImageMeasures.REAL -> {
                int count = Math.min(compared(), training.count());
                double level = keys.images().noise();
                LabelledPixels images = test.some(count, stream.split("compared"));
                LabelledPixels others = training.some(count, own.split("others"));
                MaximumMeanDiscrepancy.Test test = compare(
                        MaximumMeanDiscrepancy.between(
                                training.size(),
                                images.noisy(0, images.count(), level, own.split("noise")),
                                others.noisy(0, others.count(), level, own.split("noise of others"))),
                        own.split("permutations"));
                values.put("mmd_x", test.value());
                values.put("mmd_p_x", test.pValue());
                int half = told(training.count() / 2);
                LabelledPixels halves = training.some(2 * half, own.split("halves"));
                tell(
                        values,
                        halves.range(0, half),
                        own.split("classifier"),
                        _ -> halves.noisy(half, 2 * half, level, own.split("noise of the other half")));
            }
            default -> throw new IllegalArgumentException(calibration);
        }
        return ordered(values);
    }

    @Override
    public Map<String, Double> constants() {
        LinearProbe.Score pixels = score(training.size(), fitted.wide(), fitted.labels(), test.wide());
        Map<String, Double> constants = new LinkedHashMap<>();
        constants.put("pixel_variance", variance);
        constants.put("commonest_class", test.commonest());
        constants.put("probe_pixels", pixels.accuracy());
        constants.put("information_pixels", information(pixels.predicted()));
        return constants;
    }

    @Override
    public List<Alarm> alarms(double[] judged) {
        int top = keys.layers().size();
        List<Alarm> alarms = new ArrayList<>();
        List<String> layers = new ArrayList<>();
        for (int l = 1; l <= top; l++) {
            double probe = judged[measures.index("probe_" + l)];
            double start = judged[measures.index("probe_start_" + l)];
            if (lost(probe, start, test.count())) {
                layers.add(String.format(Locale.ROOT, "layer %d: probe %.3f after %.3f", l, probe, start));
            } else if (knowsNothing(probe)) {
                layers.add(String.format(
                        Locale.ROOT, "layer %d: probe %.3f, commonest class %.3f", l, probe, test.commonest()));
            }
        }
        if (!layers.isEmpty()) {
            alarms.add(new Alarm(
                    "ENCODER_IGNORES_INPUT",
                    "A layer tells less of the class of an image than it did before learning, by more than chance, or no"
                            + " more than naming the commonest class: the inference pathway stops listening to its input. Let the generative pathway oppose the"
                            + " discriminators too (learning.generator = \"delta-and-opposing\"), lower"
                            + " learning.generator_rate or learning.critic_rate, or raise learning.penalty.",
                    String.join(", ", layers),
                    true));
        }
        double error = judged[measures.index("reconstruction_" + top)];
        if (!(error < variance)) {
            alarms.add(new Alarm(
                    "RECONSTRUCTION_USELESS",
                    "Images are rebuilt from the top layer no better than by always showing the mean image, whose error"
                            + " is the variance of pixels. Learn longer, or see whether the top layer still listens.",
                    String.format(Locale.ROOT, "error %.3f, variance %.3f", error, variance),
                    false));
        }
        return alarms;
    }

    @Override
    public void figures(Map<String, AdversarialLearner> shown, RandomStream own, Outcome outcome) {
        List<ImageGrid.Tile> images = new ArrayList<>();
        for (int i = 0; i < Math.min(SHOWN_DREAMS, test.count()); i++) {
            images.add(tile("", test.range(i, i + 1).wide(), 0));
        }
        outcome.figure(grid("images", "Images of the test part", "The first of them, as they are.", images));
        shown.forEach((name, learner) -> {
            String id = name.replace('_', '-');
            String title = name.replace('_', ' ');
            RandomStream each = own.split(name);
            double[] dreams = learner.sleep(SHOWN_DREAMS, each.split("dreams")).input();
            outcome.array("dreams_" + name, dreams, SHOWN_DREAMS, training.height(), training.width());
            List<ImageGrid.Tile> dreamed = new ArrayList<>();
            for (int i = 0; i < SHOWN_DREAMS; i++) {
                dreamed.add(tile("", dreams, i));
            }
            outcome.figure(grid(
                    "dreams-" + id,
                    "Dreams, " + title,
                    "What the generative pathway of the first network draws from the top down, with its noise.",
                    dreamed));
            outcome.figure(grid(
                    "reconstructions-" + id,
                    "Reconstructions, " + title,
                    "Images of the test part and the means that the generative pathway of the first network makes of"
                            + " one sample of each layer that they evoke.",
                    rebuilt(learner, test, each.split("evoked"))));
        });
    }

    /// Training images only, as for the course.
    @Override
    public List<Figure> live(Map<String, AdversarialLearner> shown, RandomStream own) {
        List<Figure> figures = new ArrayList<>();
        double[] pixels =
                heldOut.range(0, Math.min(SHOWN_ON_THE_WAY, heldOut.count())).wide();
        List<ImageGrid.Tile> images = new ArrayList<>();
        for (int i = 0; i < pixels.length / training.size(); i++) {
            images.add(tile("", pixels, i));
        }
        figures.add(grid("images", "Images", "Some of those to learn from, as they are.", images));
        shown.forEach((name, learner) -> {
            String id = name.replace('_', '-');
            String title = name.replace('_', ' ');
            double[] dreams =
                    learner.sleep(SHOWN_ON_THE_WAY, own.split("dreams")).input();
            List<ImageGrid.Tile> dreamed = new ArrayList<>();
            for (int i = 0; i < SHOWN_ON_THE_WAY; i++) {
                dreamed.add(tile("", dreams, i));
            }
            figures.add(grid(
                    "dreams-" + id,
                    "Dreams, " + title,
                    "What the generative pathway of the first network draws from the top down, with its noise.",
                    dreamed));
            figures.add(grid(
                    "reconstructions-" + id,
                    "Reconstructions, " + title,
                    "Images to learn from, and the means that the generative pathway of the first network makes of one"
                            + " sample of each layer that they evoke.",
                    rebuilt(learner, heldOut, own.split("evoked"))));
        });
        return figures;
    }

    private List<ImageGrid.Tile> rebuilt(AdversarialLearner learner, LabelledPixels of, RandomStream own) {
        int count = Math.min(SHOWN_IMAGES, of.count());
        double[] images = of.noisy(0, count, 0, own);
        Samples evoked = learner.evoked(images, own);
        List<ImageGrid.Tile> tiles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tiles.add(tile("image", images, i));
        }
        for (int l = 1; l <= keys.layers().size(); l++) {
            double[] means = learner.reconstruct(evoked, l);
            for (int i = 0; i < count; i++) {
                tiles.add(tile("from layer " + l, means, i));
            }
        }
        return tiles;
    }

    private ImageGrid.Tile tile(String label, double[] images, int image) {
        int size = training.size();
        return new ImageGrid.Tile(label, Arrays.copyOfRange(images, image * size, (image + 1) * size));
    }

    private ImageGrid grid(String id, String title, String caption, List<ImageGrid.Tile> tiles) {
        return new ImageGrid(
                id,
                title,
                caption,
                "brightness",
                training.height(),
                training.width(),
                ColourMap.SEQUENTIAL,
                ImageGrid.Scaling.SHARED,
                tiles);
    }

    @Override
    public void close() {
        generations.forEach(LearnedGeneration::close);
        data.close();
    }
}
