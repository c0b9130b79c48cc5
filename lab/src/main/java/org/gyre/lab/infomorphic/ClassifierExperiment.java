package org.gyre.lab.infomorphic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.BarChart;
import org.gyre.lab.report.ConfusionMatrix;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.ImageGrid;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.nets.infomorphic.Goal;
import org.gyre.nets.infomorphic.layer.DenseAfferents;
import org.gyre.nets.infomorphic.layer.Layer;

/// Trains one network of infomorphic neurons to name images (Makkeh et al. 2025; Schneider et al.
/// 2025). Kind `infomorphic-classifier`. One step is one epoch.
public final class ClassifierExperiment implements Experiment<ClassifierExperiment.Configuration> {
    private static final String TEST = "test_error";
    private static final String VALIDATION = "validation_error";
    private static final String TRAINING = "training_error";

    /// The keys of the TOML file.
    ///
    /// @param images     what is named
    /// @param network    what names it
    /// @param judgeEvery epochs between two judgements by test and validation images
    public record Configuration(
            ImageKeys images,
            NetworkKeys network,
            @Default("5") int judgeEvery) {
        /// @throws InputException if a number does not fit
        public Configuration {
            if (judgeEvery < 1) {
                throw new InputException("judge_every = " + judgeEvery + ": must be at least 1");
            }
        }

        private List<Goal> goals() {
            List<Goal> goals = new ArrayList<>();
            network.hidden().forEach(layer -> goals.add(layer.hidden().layer().goal()));
            goals.add(network.readOut().layer(1).goal());
            return goals;
        }

        private String layer(int l) {
            return l == network.hidden().size() ? "read_out" : "hidden_" + (l + 1);
        }

        private String layerInWords(int l) {
            return l == network.hidden().size() ? "the read-out" : "hidden layer " + (l + 1);
        }
    }

    @Override
    public String kind() {
        return "infomorphic-classifier";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        ValueNames names = new ValueNames().give(TEST, TRAINING);
        names.when(configuration.images().validation() > 0, List.of(VALIDATION));
        List<Goal> goals = configuration.goals();
        WatchedNeuron.declare(names, goals.getFirst().sources());
        for (int l = 0; l < goals.size(); l++) {
            names.give(goalName(configuration, l), residualName(configuration, l));
            for (String atom : Goal.order(goals.get(l).sources())) {
                names.give(atomName(configuration, l, atom));
            }
        }
        return names;
    }

    private static String goalName(Configuration configuration, int layer) {
        return configuration.layer(layer) + "_goal_bits";
    }

    private static String residualName(Configuration configuration, int layer) {
        return configuration.layer(layer) + "_residual_bits";
    }

    private static String atomName(Configuration configuration, int layer, String atom) {
        return configuration.layer(layer) + "_atom_" + AtomNames.key(atom) + "_bits";
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return open(
                configuration,
                context,
                configuration.images().read(context, context.random().split("images")));
    }

    static Session open(Configuration configuration, RunContext context, ImageParts images) {
        return new Training(configuration, context, images);
    }

    /// The judgements are `[judgement][column]`: epoch, test, validation, training error, then the
    /// atoms of each layer.
    private static final class Training implements Session {
        private static final int ATOMS = 4;
        private static final int MOST_FIELDS = 100;

        private final Configuration configuration;
        private final RunContext context;
        private final ImageParts images;
        private final ClassifierTraining training;
        private final Team team;
        private final List<Goal> goals;
        private final double[][] judgements;
        private int judged;

        Training(Configuration configuration, RunContext context, ImageParts images) {
            this.configuration = configuration;
            this.context = context;
            this.goals = configuration.goals();
            this.images = images;
            training = new ClassifierTraining(
                    configuration.network(), images, context.random().split("network"));
            team = Team.of(context.threads());
            int epochs = configuration.network().epochs();
            int width = ATOMS
                    + goals.stream()
                            .mapToInt(goal -> Goal.order(goal.sources()).size() + 1)
                            .sum();
            judgements = new double[(epochs + configuration.judgeEvery() - 1) / configuration.judgeEvery()][width];
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
            List<String> names = new ArrayList<>(List.of(TEST, TRAINING));
            if (images.validation() != null) {
                names.add(VALIDATION);
            }
            for (int l = 0; l < goals.size(); l++) {
                names.add(goalName(configuration, l));
            }
            return names;
        }

        /// The atoms of each layer as they were read last.
        @Override
        public List<Figure> live() {
            List<Figure> figures = new ArrayList<>();
            int column = ATOMS;
            for (int l = 0; judged > 0 && l < goals.size(); l++) {
                List<String> names = AtomCourse.names(goals.get(l));
                double[] atoms = Arrays.copyOfRange(judgements[judged - 1], column, column + names.size());
                column += names.size();
                figures.add(new BarChart(
                        "atoms-" + l,
                        "Atoms of " + configuration.layer(l),
                        "Means over the neurons after epoch " + (long) judgements[judged - 1][0] + ".",
                        "atom",
                        Axis.linear("information (bits)").from(0),
                        names,
                        List.of(new BarChart.Bars("mean", atoms, null, null)),
                        List.of()));
            }
            return figures;
        }

        @Override
        public void advance() {
            training.learn(team);
            int epoch = training.epochs();
            if (epoch % configuration.judgeEvery() == 0 || epoch == totalSteps()) {
                judge(epoch);
            }
        }

        private void judge(int epoch) {
            double[] row = judgements[judged++];
            row[0] = epoch;
            row[1] = training.error("test", images.test(), team);
            row[2] = images.validation() == null ? 0 : training.error("validation", images.validation(), team);
            row[3] = training.error("training", images.training(), team);
            Map<String, Double> scalars = new LinkedHashMap<>();
            scalars.put(TEST, row[1]);
            scalars.put(TRAINING, row[3]);
            if (images.validation() != null) {
                scalars.put(VALIDATION, row[2]);
            }
            List<Layer.Reading> readings = training.read(team);
            int column = ATOMS;
            for (int l = 0; l < readings.size(); l++) {
                double[] atoms = AtomCourse.row(readings.get(l));
                System.arraycopy(atoms, 0, row, column, atoms.length);
                column += atoms.length;
                scalars.put(goalName(configuration, l), readings.get(l).meanGoal());
            }
            context.scalars(epoch, scalars);
        }

        @Override
        public void save(SnapshotWriter out) {
            training.save("", out);
            out.put("judged", (long) judged);
            out.put(
                    "judgements",
                    Arrays.stream(judgements).flatMapToDouble(Arrays::stream).toArray());
        }

        @Override
        public void restore(SnapshotReader in) {
            training.restore("", in);
            judged = (int) in.integer("judged");
            int width = judgements[0].length;
            double[] all = in.doubles("judgements", judgements.length * width);
            for (int i = 0; i < judgements.length; i++) {
                System.arraycopy(all, i * width, judgements[i], 0, width);
            }
        }

        @Override
        public long arrayBytes() {
            return training.network().layers().stream()
                    .mapToLong(layer -> 4L
                            * layer.afferents().getFirst().inputs()
                            * layer.settings().neurons())
                    .sum();
        }

        @Override
        public void finish(Outcome outcome) {
            double[] last = judgements[judged - 1];
            outcome.value(TEST, last[1]);
            outcome.value(TRAINING, last[3]);
            if (images.validation() != null) {
                outcome.value(VALIDATION, last[2]);
            }
            outcome.figure(errors());
            int column = ATOMS;
            for (int l = 0; l < goals.size(); l++) {
                column = atoms(outcome, l, column);
            }
            outcome.figure(confusion(outcome));
            fields(outcome);
            int neuron = WatchedNeuron.best(training.read(team).getFirst());
            training.watch("test", images.test(), neuron, team).tell(outcome, configuration.layerInWords(0));
            outcome.cite("Makkeh2025");
            outcome.cite("Schneider2025");
            outcome.cite("Makkeh2021");
        }

        private double[] column(int column) {
            double[] values = new double[judged];
            Arrays.setAll(values, i -> judgements[i][column]);
            return values;
        }

        private LineChart errors() {
            List<Series> series = new ArrayList<>();
            series.add(Series.lineAndPoints("test", column(0), column(1)));
            series.add(Series.line("training", column(0), column(3)));
            if (images.validation() != null) {
                series.add(Series.dashed("validation", column(0), column(2)));
            }
            return new LineChart(
                    "errors",
                    "Images named wrongly",
                    "Share of " + images.test().count() + " test and "
                            + images.training().count()
                            + " training images of " + configuration.images().name()
                            + ", outputs drawn once, in batches of "
                            + configuration.network().batch() + "; without labels as input.",
                    Axis.linear("epochs").from(0),
                    Axis.linear("share named wrongly").from(0),
                    series.toArray(Series[]::new));
        }

        private int atoms(Outcome outcome, int layer, int column) {
            Goal goal = goals.get(layer);
            List<String> order = Goal.order(goal.sources());
            double[][] atoms = new double[judged][];
            for (int i = 0; i < judged; i++) {
                atoms[i] = Arrays.copyOfRange(judgements[i], column, column + order.size() + 1);
            }
            double[] last = atoms[judged - 1];
            double goalValue = goal.residual() * last[order.size()];
            for (int i = 0; i < order.size(); i++) {
                outcome.value(atomName(configuration, layer, order.get(i)), last[i]);
                goalValue += goal.weight(goal.lattice().index(order.get(i))) * last[i];
            }
            outcome.value(residualName(configuration, layer), last[order.size()]);
            outcome.value(goalName(configuration, layer), goalValue);
            AtomCourse course = new AtomCourse(goal, column(0), atoms);
            String id = configuration.layer(layer).replace('_', '-');
            String words = configuration.layerInWords(layer);
            outcome.figure(course.curves(id + "-atoms", words, "training images with their labels", "epochs"));
            outcome.figure(course.end(id + "-goal", words));
            outcome.array(configuration.layer(layer) + "_atoms", flat(atoms), judged, order.size() + 1);
            boolean followed = configuration.network().rule() == NetworkKeys.Rule.GOALS;
            outcome.text(
                    id,
                    (followed
                                    ? ""
                                    : "All layers follow one loss here, and no goal; atoms are weighed by a goal only to be"
                                            + " compared with networks that follow it. ")
                            + "The goal of " + words + (followed ? " is " : " would be ")
                            + AtomNames.shown(goal.toString()) + ". "
                            + AtomNames.words(goal) + " Here F is the input from below, C the context"
                            + (goal.sources() == 3 ? " and L the laterals." : "."));
            return column + order.size() + 1;
        }

        private static double[] flat(double[][] rows) {
            return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        }

        private HeatMap confusion(Outcome outcome) {
            long[][] counts = training.confusion("test", images.test(), team);
            ConfusionMatrix matrix = new ConfusionMatrix(counts);
            outcome.array("confusion", matrix.flat(), counts.length, matrix.names());
            return matrix.figure("test images");
        }

        private void fields(Outcome outcome) {
            Layer first = training.network().layers().getFirst();
            float[] weights = ((DenseAfferents) first.afferents().getFirst()).weights();
            int height = images.training().height();
            int width = images.training().width();
            List<ImageGrid.Tile> tiles = new ArrayList<>();
            for (int n = 0; n < Math.min(MOST_FIELDS, first.settings().neurons()); n++) {
                double[] field = new double[height * width];
                for (int j = 0; j < field.length; j++) {
                    field[j] = weights[n * field.length + j];
                }
                tiles.add(new ImageGrid.Tile("", field));
            }
            outcome.figure(ImageGrid.receptiveFields(
                    "receptive-fields",
                    "Receptive fields",
                    "Weights from the pixels to the "
                            + (tiles.size() < first.settings().neurons() ? "first " : "") + tiles.size()
                            + " neurons of " + configuration.layerInWords(0) + ".",
                    height,
                    width,
                    tiles));
            outcome.array("receptive_weights", weights, first.settings().neurons(), height * width);
        }

        @Override
        public void close() {
            team.close();
        }
    }
}
