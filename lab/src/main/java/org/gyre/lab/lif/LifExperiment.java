package org.gyre.lab.lif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.ConfusionMatrix;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.Histogram;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.RasterPlot;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.nets.lif.layer.LifLayer;
import org.gyre.nets.lif.layer.LifSettings.LeakForm;
import org.gyre.nets.lif.layer.Parameter;

/// Trains one network of leaky integrate-and-fire units to name samples (Gerum & Schilling 2021).
/// Kind `lif-classifier`. One step is one epoch.
public final class LifExperiment implements Experiment<LifExperiment.Configuration> {
    static final String KIND = "lif-classifier";
    private static final String TEST = "test_accuracy";
    private static final String TRAINING = "training_accuracy";
    private static final String LOSS = "loss";

    /// The keys of the TOML file.
    ///
    /// @param samples    what is named
    /// @param network    what names it
    /// @param judgeEvery epochs between two judgements by test samples
    public record Configuration(
            SampleKeys samples,
            LifKeys network,
            @Default("1") int judgeEvery) {
        /// @throws InputException if a number does not fit
        public Configuration {
            if (judgeEvery < 1) {
                throw new InputException("judge_every = " + judgeEvery + ": must be at least 1");
            }
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
        ValueNames names = new ValueNames().give(TEST, TRAINING, LOSS);
        names.know("layer_#_rate", "layer_#_dead_share", "layer_#_saturated_share");
        for (int l = 1; l <= configuration.network().layers().size(); l++) {
            names.member("layer_#_mean_leak", l);
            if (configuration
                    .network()
                    .layers()
                    .get(l - 1)
                    .settings()
                    .semantics()
                    .spiking()) {
                names.member("layer_#_rate", l).member("layer_#_dead_share", l).member("layer_#_saturated_share", l);
            }
        }
        return names;
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        Team team = Team.of(context.threads());
        return new Training(
                configuration,
                context,
                team,
                configuration.samples().read(context, context.random().split("samples"), team));
    }

    /// The course is `[epoch][loss, training accuracy, test accuracy or −1, gradient of each layer]`.
    private static final class Training implements Session {
        private static final int FIXED = 3;
        private static final int LEAK_BINS = 30;

        private final Configuration configuration;
        private final RunContext context;
        private final Team team;
        private final SampleParts samples;
        private final LifTraining training;
        private final double[] course;
        private final int width;

        Training(Configuration configuration, RunContext context, Team team, SampleParts samples) {
            this.configuration = configuration;
            this.context = context;
            this.team = team;
            this.samples = samples;
            LifWarnings.checkLabels(configuration.network(), samples);
            training = new LifTraining(
                    configuration.network(),
                    samples,
                    GivenStart.of(configuration.network(), samples.training().inputs(), context),
                    context.random().split("network"));
            width = FIXED + configuration.network().layers().size();
            course = new double[Math.multiplyExact(configuration.network().epochs(), width)];
        }

        @Override
        public long totalSteps() {
            return configuration.network().epochs();
        }

        @Override
        public long completedSteps() {
            return training.epochs();
        }

        @Override
        public List<String> scalarNames() {
            List<String> names = new ArrayList<>(List.of(LOSS, TRAINING, TEST, "rate"));
            for (int l = 1; l <= configuration.network().layers().size(); l++) {
                names.add("gradient_norm_" + l);
            }
            return names;
        }

        @Override
        public List<Figure> live() {
            return LifPictures.of(training, samples, shown(), team);
        }

        @Override
        public void advance() {
            double rate = training.rate();
            training.learn(team);
            int epoch = training.epochs();
            int at = (epoch - 1) * width;
            Map<String, Double> scalars = new LinkedHashMap<>();
            course[at] = training.loss();
            course[at + 1] = training.trainingAccuracy();
            course[at + 2] = -1;
            scalars.put(LOSS, course[at]);
            scalars.put(TRAINING, course[at + 1]);
            scalars.put("rate", rate);
            if (epoch % configuration.judgeEvery() == 0 || epoch == totalSteps()) {
                course[at + 2] = training.accuracy("test", samples.test(), team);
                scalars.put(TEST, course[at + 2]);
            }
            for (int l = 0; l < width - FIXED; l++) {
                course[at + FIXED + l] = training.gradient(l);
                scalars.put("gradient_norm_" + (l + 1), training.gradient(l));
            }
            context.scalars(epoch, scalars);
            if (epoch == 1) {
                LifWarnings.afterFirstEpoch(training, samples, context, team);
            }
        }

        @Override
        public void save(SnapshotWriter out) {
            training.save("", out);
            out.put("judgements", course);
        }

        @Override
        public void restore(SnapshotReader in) {
            training.restore("", in);
            in.into(course, "judgements");
        }

        @Override
        public long arrayBytes() {
            return training.network().parameters().stream()
                    .mapToLong(parameter -> 4L * parameter.values().length)
                    .sum();
        }

        @Override
        public void finish(Outcome outcome) {
            int last = (training.epochs() - 1) * width;
            outcome.value(TEST, course[last + 2]);
            outcome.value(TRAINING, course[last + 1]);
            outcome.value(LOSS, course[last]);
            outcome.figure(accuracies());
            outcome.figure(gradients());
            List<Health> health = Health.of(training, "test", samples.test(), team);
            health(outcome, health);
            LifWarnings.atTheEnd(course[last + 1], course[last + 2], samples, health, context);
            outcome.figure(confusion(outcome));
            leaks(outcome);
            raster(outcome);
            weights(outcome);
            outcome.cite("Gerum2021");
        }

        private double[] epochs() {
            double[] epochs = new double[training.epochs()];
            Arrays.setAll(epochs, i -> i + 1);
            return epochs;
        }

        private double[] column(int column) {
            double[] values = new double[training.epochs()];
            Arrays.setAll(values, i -> course[i * width + column]);
            return values;
        }

        private LineChart accuracies() {
            double[] epochs = epochs();
            double[] test = column(2);
            int[] judged =
                    IntStream.range(0, test.length).filter(i -> test[i] >= 0).toArray();
            return new LineChart(
                    "accuracy",
                    "Samples named rightly",
                    "Shares of " + samples.test().count() + " test and "
                            + samples.training().count() + " training samples of "
                            + configuration.samples().name()
                            + "; training samples are judged before each step, while the network still learns.",
                    Axis.linear("epochs").from(0),
                    Axis.linear("share named rightly"),
                    Series.lineAndPoints(
                            "test",
                            Arrays.stream(judged).mapToDouble(i -> epochs[i]).toArray(),
                            Arrays.stream(judged).mapToDouble(i -> test[i]).toArray()),
                    Series.line("training", epochs, column(1)));
        }

        private LineChart gradients() {
            Series[] series = new Series[width - FIXED];
            for (int l = 0; l < series.length; l++) {
                series[l] = Series.lineAndPoints("layer " + (l + 1), epochs(), column(FIXED + l));
            }
            return new LineChart(
                    "gradients",
                    "How much gradient reaches each layer",
                    "Euclidean norm of the gradient of the weights, mean over the batches of an epoch. Layers whose"
                            + " curves lie far apart learn at different speeds under plain descent.",
                    Axis.linear("epochs").from(0),
                    Axis.log("norm of the gradient"),
                    series);
        }

        private void health(Outcome outcome, List<Health> health) {
            TableFigure table = new TableFigure(
                    "health",
                    "How the units fare",
                    "On the test samples: mean share of steps with a spike, shares of units that never fire and that fire in"
                            + " nearly every step, share of potentials near enough to the threshold for the surrogate to"
                            + " pass a gradient, mean leak.",
                    "layer",
                    "rate",
                    "dead",
                    "saturated",
                    "within reach",
                    "leak");
            for (Health layer : health) {
                int l = layer.layer();
                if (layer.spiking()) {
                    outcome.value(ValueNames.of("layer_#_rate", l), layer.rate());
                    outcome.value(ValueNames.of("layer_#_dead_share", l), layer.dead());
                    outcome.value(ValueNames.of("layer_#_saturated_share", l), layer.saturated());
                }
                outcome.value(ValueNames.of("layer_#_mean_leak", l), layer.leak());
                table = table.row(
                        Integer.toString(l),
                        layer.spiking() ? layer.rate() : "",
                        layer.spiking() ? layer.dead() : "",
                        layer.spiking() ? layer.saturated() : "",
                        layer.spiking() ? layer.moved() : "",
                        layer.leak());
            }
            outcome.figure(table);
        }

        private HeatMap confusion(Outcome outcome) {
            long[][] counts = training.confusion("test", samples.test(), team);
            ConfusionMatrix matrix = new ConfusionMatrix(counts);
            outcome.array("confusion", matrix.flat(), counts.length, matrix.names());
            return matrix.figure("test samples");
        }

        private void leaks(Outcome outcome) {
            for (int l = 0; l < training.network().layers().size(); l++) {
                LifLayer layer = training.network().layers().get(l);
                double[] leaks = new double[layer.settings().units()];
                Arrays.setAll(leaks, u -> layer.leak(u));
                outcome.array("leaks_" + (l + 1), leaks);
                if (layer.settings().leakForm() != LeakForm.FIXED && leaks.length > 1) {
                    outcome.figure(Histogram.of(
                            "leaks-" + (l + 1),
                            "Leaks of layer " + (l + 1) + " after learning",
                            "One leak a unit; near 0 a unit integrates, near 1 it detects coincidences.",
                            "leak",
                            leaks,
                            LEAK_BINS));
                }
            }
        }

        /// Of the encoding of the sample whose spikes are shown.
        private RandomStream shown() {
            return context.random().split("shown");
        }

        /// What the hidden units do with one sample of the test.
        private void raster(Outcome outcome) {
            List<RasterPlot.Panel> panels = LifPictures.panels(training.network(), samples.test(), shown(), team);
            if (!panels.isEmpty()) {
                outcome.figure(new RasterPlot(
                        "spikes",
                        "Spikes of one test sample",
                        "The first test sample, of class " + samples.test().label(0) + ".",
                        "time (steps)",
                        "units",
                        panels,
                        null));
            }
        }

        private void weights(Outcome outcome) {
            for (int l = 0; l < training.network().layers().size(); l++) {
                LifLayer layer = training.network().layers().get(l);
                int inputs = layer.feed().inputs();
                int units = layer.settings().units();
                float[] weights = new float[inputs * units];
                for (int i = 0; i < inputs; i++) {
                    System.arraycopy(layer.feed().weights().values(), i * layer.stride(), weights, i * units, units);
                }
                outcome.array("weights_" + (l + 1), weights, inputs, units);
                float[] thresholds = new float[units];
                for (int u = 0; u < units; u++) {
                    thresholds[u] = layer.threshold(u);
                }
                outcome.array("thresholds_" + (l + 1), thresholds, units);
                outcome.array("biases_" + (l + 1), rows(layer, "bias", 1), units);
                if (layer.settings().recurrent()) {
                    outcome.array(
                            "recurrent_weights_" + (l + 1), rows(layer, "recurrent weights", units), units, units);
                }
            }
        }

        /// Numbers of a parameter without what pads its rows; zeros where the layer has none of the name.
        private static float[] rows(LifLayer layer, String name, int rows) {
            int units = layer.settings().units();
            float[] values = new float[rows * units];
            for (Parameter parameter : layer.parameters()) {
                if (parameter.name().equals(name)) {
                    for (int row = 0; row < rows; row++) {
                        System.arraycopy(parameter.values(), row * layer.stride(), values, row * units, units);
                    }
                }
            }
            return values;
        }

        @Override
        public void close() {
            team.close();
        }
    }
}
