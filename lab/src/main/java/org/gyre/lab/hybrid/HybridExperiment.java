package org.gyre.lab.hybrid;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.deep.features.ImageFeatures;
import org.gyre.deep.features.OnnxUnavailableException;
import org.gyre.deep.hybrid.LifSegment;
import org.gyre.deep.hybrid.SegmentState;
import org.gyre.deep.hybrid.SignalShape;
import org.gyre.deep.torch.Torch;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.hybrid.HybridLayerKeys.Kind;
import org.gyre.lab.hybrid.HybridTraining.Spiking;
import org.gyre.lab.lif.Health;
import org.gyre.lab.lif.SpikePanel;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.ColourMap;
import org.gyre.lab.report.ConfusionMatrix;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.ImageGrid;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.RasterPlot;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.nets.lif.layer.LifUnits;

/// Trains a network of layers of LibTorch and of leaky integrate-and-fire (LIF) units to name images, and the same
/// network without its LIF layers beside it (Gerum & Schilling 2021). Kind `hybrid-classifier`. One step is one
/// epoch of each network.
public final class HybridExperiment implements Experiment<HybridExperiment.Configuration> {
    static final String KIND = "hybrid-classifier";
    private static final String TEST = "test_accuracy";
    private static final String TRAINING = "training_accuracy";
    private static final String LOSS = "loss";
    private static final String LEAD = "lead_over_commonest";
    /// Images that a pre-trained network sees at once.
    private static final int SEEN_TOGETHER = 64;
    /// Accuracy counts as chance below the share of the largest class times this.
    private static final double ABOVE_CHANCE = 1.2;

    /// The keys of the TOML file.
    ///
    /// @param images     what is named
    /// @param network    what names it
    /// @param withoutLif whether the same network with max(0, x) in place of each LIF layer is trained too
    /// @param fixedLif   whether the same network with leaks and thresholds that stay as they start is trained too
    public record Configuration(
            ImageKeys images,
            HybridKeys network,
            @Default("false") boolean withoutLif,
            @Default("false") boolean fixedLif) {
        /// @throws InputException if a control needs layers that are not there
        public Configuration {
            boolean spiking = network.layers().stream().anyMatch(layer -> layer.kind() == Kind.LIF);
            boolean learning = network.layers().stream().anyMatch(HybridLayerKeys::learns);
            if (withoutLif && !spiking) {
                throw new InputException("without_lif = true: the network has no layer of the kind lif");
            }
            if (fixedLif && !learning) {
                throw new InputException("fixed_lif = true: no layer of the kind lif learns leaks or thresholds");
            }
        }

        /// The networks that are trained; the first is the one that is asked for.
        List<Spiking> trained() {
            List<Spiking> trained = new ArrayList<>(List.of(Spiking.LEARNING));
            if (fixedLif) {
                trained.add(Spiking.FIXED);
            }
            if (withoutLif) {
                trained.add(Spiking.ABSENT);
            }
            return trained;
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        ValueNames names = new ValueNames().give(TEST, TRAINING, LOSS, LEAD);
        for (Spiking spiking : List.of(Spiking.FIXED, Spiking.ABSENT)) {
            names.when(
                    configuration.trained().contains(spiking),
                    List.of(TEST + "_" + spiking.label(), "difference_" + spiking.label()));
        }
        names.know("layer_#_rate", "layer_#_dead_share", "layer_#_saturated_share", "layer_#_mean_leak");
        List<HybridLayerKeys> layers = configuration.network().layers();
        for (int l = 1; l <= layers.size(); l++) {
            HybridLayerKeys layer = layers.get(l - 1);
            if (layer.kind() == Kind.LIF
                    && layer.spiking(false).settings().semantics().spiking()) {
                names.member("layer_#_rate", l)
                        .member("layer_#_dead_share", l)
                        .member("layer_#_saturated_share", l)
                        .member("layer_#_mean_leak", l);
            }
        }
        return names;
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        Torch.unavailable().ifPresent(sentence -> {
            throw new InputException(sentence);
        });
        HybridKeys network = configuration.network();
        if (network.features().isEmpty()) {
            // Before time is spent on images.
            configuration.images().shape().ifPresent(shape -> HybridTraining.shapes(network, shape, 1));
        }
        ImageParts images =
                configuration.images().read(context, context.random().split("images"));
        ImageSamples pictures = images.test();
        if (!network.features().isEmpty()) {
            images = features(network, images, context);
        }
        HybridTraining.shapes(
                network, images.training().shape(), images.training().classes().size());
        Team team = Team.of(context.threads());
        Training training = null;
        try {
            training = new Training(configuration, context, team, images, pictures);
            return training;
        } finally {
            if (training == null) {
                team.close();
            }
        }
    }

    /// What a pre-trained network says to all images.
    private static ImageParts features(HybridKeys keys, ImageParts images, RunContext context) {
        Path file = context.input(keys.features());
        // One thread: a runtime cuts its sums by their number.
        try (ImageFeatures network =
                ImageFeatures.open(file, keys.tensor(), keys.colours().scale(), 1)) {
            return images.with(set -> features(network, set, keys));
        } catch (OnnxUnavailableException e) {
            throw new InputException(String.valueOf(e.getMessage()), e);
        }
    }

    private static ImageSamples features(ImageFeatures network, ImageSamples set, HybridKeys keys) {
        SignalShape shape = set.shape();
        int area = shape.height() * shape.width();
        List<float[]> parts = new ArrayList<>();
        SignalShape each = shape;
        for (int from = 0; from < set.count(); from += SEEN_TOGETHER) {
            int count = Math.min(SEEN_TOGETHER, set.count() - from);
            float[] planes = new float[count * 3 * area];
            for (int k = 0; k < count; k++) {
                for (int c = 0; c < 3; c++) {
                    // Grey images have three equal planes.
                    int source = (from + k) * shape.size() + (shape.channels() == 1 ? 0 : c * area);
                    System.arraycopy(set.values(), source, planes, (k * 3 + c) * area, area);
                }
            }
            ImageFeatures.Features seen = network.of(planes, count, shape.width(), shape.height());
            parts.add(seen.values());
            each = seen.sizes().size() == 3
                    ? SignalShape.image(
                            seen.sizes().get(0),
                            seen.sizes().get(1),
                            seen.sizes().get(2))
                    : SignalShape.units(1, seen.sizes().getFirst());
            if (from == 0) {
                HybridTraining.shapes(keys, each, set.classes().size()); // before time is spent on the others
            }
        }
        float[] all = new float[Math.multiplyExact(set.count(), each.size())];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return set.as(each, all);
    }

    /// The course of a network is `[epoch][loss, training accuracy, test accuracy, gradient of each layer]`.
    private static final class Training implements Session {
        private static final int FIXED = 3;
        private static final int SHOWN_IMAGES = 24;

        private final Configuration configuration;
        private final RunContext context;
        private final Team team;
        private final ImageParts images;
        /// The test images before any features were taken from them.
        private final ImageSamples pictures;
        private final List<HybridTraining> networks = new ArrayList<>();
        private final List<double[]> courses = new ArrayList<>();
        private final int width;

        Training(Configuration configuration, RunContext context, Team team, ImageParts images, ImageSamples pictures) {
            this.configuration = configuration;
            this.context = context;
            this.team = team;
            this.images = images;
            this.pictures = pictures;
            width = FIXED + configuration.network().layers().size();
            List<Spiking> trained = configuration.trained();
            for (Spiking spiking : trained) {
                networks.add(new HybridTraining(
                        configuration.network(),
                        images,
                        spiking,
                        context.random().split("network"),
                        trained.size() == 1 ? team : Team.alone()));
                courses.add(
                        new double[Math.multiplyExact(configuration.network().epochs(), width)]);
            }
        }

        @Override
        public long totalSteps() {
            return configuration.network().epochs();
        }

        @Override
        public long completedSteps() {
            return networks.getFirst().epochs();
        }

        private static String named(String scalar, HybridTraining network) {
            return network.spiking() == Spiking.LEARNING
                    ? scalar
                    : scalar + "_" + network.spiking().label();
        }

        @Override
        public List<String> scalarNames() {
            List<String> names = new ArrayList<>();
            for (HybridTraining network : networks) {
                for (String scalar : List.of(LOSS, TRAINING, TEST)) {
                    names.add(named(scalar, network));
                }
            }
            names.add("rate");
            for (int l = 1; l <= width - FIXED; l++) {
                names.add("gradient_norm_" + l);
            }
            return names;
        }

        @Override
        public void advance() {
            int epoch = (int) completedSteps() + 1;
            Map<String, Double> scalars = new LinkedHashMap<>();
            scalars.put("rate", networks.getFirst().rate());
            List<Runnable> trainings = new ArrayList<>();
            for (int n = 0; n < networks.size(); n++) {
                int which = n;
                trainings.add(() -> train(networks.get(which), courses.get(which), (epoch - 1) * width));
            }
            if (trainings.size() == 1) {
                trainings.getFirst().run(); // its spiking layers share the team
            } else {
                team.run(trainings);
            }
            for (int n = 0; n < networks.size(); n++) {
                HybridTraining network = networks.get(n);
                double[] course = courses.get(n);
                int at = (epoch - 1) * width;
                scalars.put(named(LOSS, network), course[at]);
                scalars.put(named(TRAINING, network), course[at + 1]);
                scalars.put(named(TEST, network), course[at + 2]);
            }
            for (int l = 0; l < width - FIXED; l++) {
                scalars.put("gradient_norm_" + (l + 1), networks.getFirst().gradient(l));
            }
            context.scalars(epoch, scalars);
            if (epoch == 1) {
                warnEarly();
            }
        }

        /// An epoch of one network.
        private void train(HybridTraining network, double[] course, int at) {
            network.learn();
            course[at] = network.loss();
            course[at + 1] = network.trainingAccuracy();
            course[at + 2] = network.accuracy(images.test());
            for (int l = 0; l < width - FIXED; l++) {
                course[at + FIXED + l] = network.gradient(l);
            }
        }

        /// Looks for layers through which nothing passes, before time is spent on them.
        private void warnEarly() {
            for (Health layer : networks.getFirst().health(images.test())) {
                if (layer.dead() == 1) {
                    context.warn(
                            "LAYER_SILENT",
                            "Layer " + layer.layer()
                                    + " never fired on the test images after the first epoch: nothing reaches what"
                                    + " comes after it. Raise what comes into it, or lower its threshold.");
                }
            }
            for (int l = 0; l < width - FIXED; l++) {
                if (learns(l) && networks.getFirst().gradient(l) == 0) {
                    context.warn(
                            "NO_GRADIENT",
                            "No gradient reached layer " + (l + 1)
                                    + " in the first epoch: it cannot learn. Choose a flatter surrogate, or see why the"
                                    + " layers after it are silent.");
                }
            }
        }

        private boolean learns(int layer) {
            HybridLayerKeys keys = configuration.network().layers().get(layer);
            return switch (keys.kind()) {
                case DENSE, CONVOLUTION, LSTM -> true;
                case LIF -> keys.learns();
                default -> false;
            };
        }

        @Override
        public void save(SnapshotWriter out) {
            for (int n = 0; n < networks.size(); n++) {
                networks.get(n).save(out);
                out.put(networks.get(n).spiking().label() + "-judgements", courses.get(n));
            }
        }

        @Override
        public void restore(SnapshotReader in) {
            for (int n = 0; n < networks.size(); n++) {
                networks.get(n).restore(in);
                in.into(courses.get(n), networks.get(n).spiking().label() + "-judgements");
            }
        }

        @Override
        public long arrayBytes() {
            return networks.getFirst().network().state().stream()
                    .flatMap(state -> state.arrays().values().stream())
                    .mapToLong(values -> 4L * values.length)
                    .sum();
        }

        @Override
        public void finish(Outcome outcome) {
            int last = ((int) completedSteps() - 1) * width;
            double[] course = courses.getFirst();
            double accuracy = course[last + 2];
            double commonest = images.test().commonest();
            outcome.value(TEST, accuracy);
            outcome.value(TRAINING, course[last + 1]);
            outcome.value(LOSS, course[last]);
            outcome.value(LEAD, accuracy - commonest);
            for (int n = 1; n < networks.size(); n++) {
                String label = networks.get(n).spiking().label();
                outcome.value(TEST + "_" + label, courses.get(n)[last + 2]);
                outcome.value("difference_" + label, accuracy - courses.get(n)[last + 2]);
            }
            if (accuracy < ABOVE_CHANCE * commonest) {
                context.warn(
                        "NOTHING_LEARNT",
                        String.format(
                                Locale.ROOT,
                                "Nothing was learnt: %.1f %% of the test images are named rightly, %.1f %% would be by"
                                        + " always naming the commonest class (training: %.1f %%). Try another"
                                        + " network.rate, look at the table of how the units fare, and at the gradients"
                                        + " of the layers.",
                                100 * accuracy,
                                100 * commonest,
                                100 * course[last + 1]));
            }
            outcome.figure(examples());
            outcome.figure(accuracies(commonest));
            outcome.figure(trainingAccuracies());
            if (networks.size() > 1) {
                outcome.figure(comparison(last));
            }
            outcome.figure(layers());
            outcome.figure(gradients());
            health(outcome);
            raster(outcome);
            outcome.figure(confusion(outcome));
            parameters(outcome);
            outcome.cite("Gerum2021");
        }

        /// Test images from all over the part, with what the first network names them.
        private ImageGrid examples() {
            int count = images.test().count();
            int[] chosen = IntStream.range(0, Math.min(SHOWN_IMAGES, count))
                    .map(k -> (int) ((long) k * count / Math.min(SHOWN_IMAGES, count)))
                    .toArray();
            ImageSamples shown = pictures.select(chosen);
            SignalShape shape = shown.shape();
            int area = shape.height() * shape.width();
            int[] named = networks.getFirst().named(images.test().select(chosen));
            List<ImageGrid.Tile> tiles = new ArrayList<>();
            for (int k = 0; k < chosen.length; k++) {
                double[] grey = new double[area];
                for (int i = 0; i < shape.size(); i++) {
                    grey[i % area] += shown.values()[k * shape.size() + i] / (double) shape.channels();
                }
                String label = named[k] == shown.label(k) ? "✓ " + named[k] : shown.label(k) + " as " + named[k];
                tiles.add(new ImageGrid.Tile(label, grey));
            }
            return new ImageGrid(
                    "examples",
                    "What is named",
                    "Test images and what they are named at the end: ✓ and the number of the class, or the class and what it"
                            + " is taken for." + (shape.channels() > 1 ? " Means of the colours." : ""),
                    "brightness",
                    shape.height(),
                    shape.width(),
                    ColourMap.SEQUENTIAL,
                    ImageGrid.Scaling.SHARED,
                    tiles);
        }

        /// Spikes of the first test image.
        private void raster(Outcome outcome) {
            networks.getFirst().named(images.test().select(new int[] {0}));
            List<RasterPlot.Panel> panels = new ArrayList<>();
            for (int l = 0; l < width - FIXED; l++) {
                if (configuration.network().layers().get(l).kind() == Kind.LIF) {
                    LifSegment segment = networks.getFirst().units(l);
                    LifUnits units = segment.units();
                    if (units.settings().semantics().spiking()) {
                        panels.add(SpikePanel.of(
                                l + 1,
                                units.spikes(),
                                units.settings().units(),
                                segment.input().steps()));
                    }
                }
            }
            if (!panels.isEmpty()) {
                outcome.figure(new RasterPlot(
                        "spikes",
                        "Spikes of one test image",
                        "The first test image, of class " + images.test().label(0) + ".",
                        "time (steps)",
                        "units",
                        panels,
                        null));
            }
        }

        private double[] epochs() {
            double[] epochs = new double[(int) completedSteps()];
            Arrays.setAll(epochs, i -> i + 1);
            return epochs;
        }

        private double[] column(int network, int column) {
            double[] values = new double[(int) completedSteps()];
            Arrays.setAll(values, i -> courses.get(network)[i * width + column]);
            return values;
        }

        private LineChart accuracies(double commonest) {
            return new LineChart(
                    "accuracy",
                    "Test images named rightly",
                    String.format(
                            Locale.ROOT,
                            "Shares of %d test images of %s. Always naming the commonest class gives %.3f.",
                            images.test().count(),
                            configuration.images().title(),
                            commonest),
                    Axis.linear("epochs").from(0),
                    Axis.linear("share named rightly"),
                    curves(2));
        }

        private LineChart trainingAccuracies() {
            return new LineChart(
                    "training",
                    "Training images named rightly",
                    String.format(
                            Locale.ROOT,
                            "Shares of %d training images, judged before each step, while the network still learns.",
                            images.training().count()),
                    Axis.linear("epochs").from(0),
                    Axis.linear("share named rightly"),
                    curves(1));
        }

        /// One curve for each network.
        private Series[] curves(int column) {
            Series[] series = new Series[networks.size()];
            for (int n = 0; n < series.length; n++) {
                series[n] = Series.lineAndPoints(networks.get(n).spiking().words(), epochs(), column(n, column));
            }
            return series;
        }

        private TableFigure comparison(int last) {
            TableFigure table = new TableFigure(
                    "networks",
                    "With and without",
                    "After the last epoch. All networks start with the same weights and see images in the same order;"
                            + " one training of each tells of this seed only.",
                    "network",
                    "test",
                    "training",
                    "loss (nats)");
            for (int n = 0; n < networks.size(); n++) {
                double[] course = courses.get(n);
                table = table.row(networks.get(n).spiking().words(), course[last + 2], course[last + 1], course[last]);
            }
            return table;
        }

        private TableFigure layers() {
            TableFigure table = new TableFigure(
                    "layers",
                    "The network",
                    "What each layer gives for one image, from the input on.",
                    "layer",
                    "kind",
                    "gives");
            List<SignalShape> shapes = HybridTraining.shapes(
                    configuration.network(),
                    images.training().shape(),
                    images.training().classes().size());
            table = table.row(
                    "",
                    configuration.network().features().isEmpty()
                            ? "images"
                            : "features " + configuration.network().tensor() + " of "
                                    + configuration.network().features(),
                    shapes.getFirst());
            for (int l = 1; l < shapes.size(); l++) {
                table = table.row(
                        l, configuration.network().layers().get(l - 1).kind().label(), shapes.get(l));
            }
            return table;
        }

        private LineChart gradients() {
            List<Series> series = new ArrayList<>();
            for (int l = 0; l < width - FIXED; l++) {
                if (learns(l)) {
                    series.add(Series.lineAndPoints(
                            "layer " + (l + 1) + ", "
                                    + configuration
                                            .network()
                                            .layers()
                                            .get(l)
                                            .kind()
                                            .label(),
                            epochs(),
                            column(0, FIXED + l)));
                }
            }
            return new LineChart(
                    "gradients",
                    "How much gradient reaches each layer",
                    "Euclidean norm of the gradient of all that a layer learns, mean over the batches of an epoch; for LIF"
                            + " layers, of leaks and thresholds.",
                    Axis.linear("epochs").from(0),
                    Axis.log("norm of the gradient"),
                    series.toArray(Series[]::new));
        }

        private void health(Outcome outcome) {
            List<Health> health = networks.getFirst().health(images.test());
            if (health.isEmpty()) {
                return;
            }
            TableFigure table = new TableFigure(
                    "health",
                    "How the LIF units fare",
                    "On the test images: mean share of steps with a spike, shares of units that never fire and that fire in"
                            + " nearly every step, share of potentials near enough to the threshold for the surrogate to"
                            + " pass a gradient, mean leak.",
                    "layer",
                    "units",
                    "rate",
                    "dead",
                    "saturated",
                    "within reach",
                    "leak");
            for (Health layer : health) {
                outcome.value(ValueNames.of("layer_#_rate", layer.layer()), layer.rate());
                outcome.value(ValueNames.of("layer_#_dead_share", layer.layer()), layer.dead());
                outcome.value(ValueNames.of("layer_#_saturated_share", layer.layer()), layer.saturated());
                outcome.value(ValueNames.of("layer_#_mean_leak", layer.layer()), layer.leak());
                table = table.row(
                        layer.layer(),
                        layer.units(),
                        layer.rate(),
                        layer.dead(),
                        layer.saturated(),
                        layer.moved(),
                        layer.leak());
                int number = 0;
                for (String complaint : layer.complaints()) {
                    context.warn("LAYER_" + layer.layer() + "_" + ++number, complaint);
                }
            }
            outcome.figure(table);
        }

        private HeatMap confusion(Outcome outcome) {
            ConfusionMatrix matrix = new ConfusionMatrix(networks.getFirst().confusion(images.test()));
            outcome.array("confusion", matrix.flat(), matrix.counts().length, matrix.names());
            List<String> classes = images.test().classes();
            return matrix.figure("test images", classes.getFirst().equals("0") ? List.of() : classes);
        }

        /// What the first network has learnt, without the memory of its optimiser.
        private void parameters(Outcome outcome) {
            for (SegmentState state : networks.getFirst().network().state()) {
                state.arrays().forEach((name, values) -> {
                    if (!name.endsWith(".mean") && !name.endsWith(".square")) {
                        outcome.array("parameter_" + name.replace('.', '_'), values);
                    }
                });
            }
        }

        @Override
        public void close() {
            networks.forEach(HybridTraining::close);
            team.close();
        }
    }
}
