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
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.nets.infomorphic.Goal;

/// Trains networks that differ in one thing, one after the other, on the same images and from the
/// same random streams: hidden layers of several widths, or a goal of which one atom after the
/// other is knocked out (Schneider et al. 2025). Kind `infomorphic-series`. One step is one epoch.
public final class ClassifierSeries implements Experiment<ClassifierSeries.Configuration> {
    private static final String WIDTH = "test_error_width_#";
    private static final String WHOLE = "test_error_whole_goal";

    /// The keys of the TOML file.
    ///
    /// @param images   what is named
    /// @param network  what names it; its first hidden layer is what changes
    /// @param widths   numbers of neurons of the first hidden layer
    /// @param knockOut whether instead each atom of its goal is left out in turn
    public record Configuration(
            ImageKeys images,
            NetworkKeys network,
            @Default("[]") List<Integer> widths,
            @Default("false") boolean knockOut) {
        /// @throws InputException if there is no hidden layer, or not one thing to change
        public Configuration {
            widths = List.copyOf(widths);
            if (network.hidden().size() != 1) {
                throw new InputException("network.hidden: a series changes the one hidden layer; give one");
            }
            if (widths.isEmpty() != knockOut) {
                throw new InputException("give either widths or knock_out = true: a series changes one thing");
            }
            for (int i = 0; i < widths.size(); i++) {
                if (widths.get(i) < 1 || widths.indexOf(widths.get(i)) < i) {
                    throw new InputException("widths = " + widths + ": must be different and positive");
                }
            }
        }

        private Goal goal() {
            return network.hidden().getFirst().hidden().layer().goal();
        }

        private List<Variant> variants() {
            List<Variant> variants = new ArrayList<>();
            HiddenKeys layer = network.hidden().getFirst();
            for (int width : widths) {
                variants.add(new Variant(
                        Integer.toString(width),
                        ValueNames.of(WIDTH, width),
                        network.withHidden(layer.withNeurons(width))));
            }
            if (knockOut) {
                Goal goal = goal();
                variants.add(new Variant("whole goal", WHOLE, network));
                List<String> atoms = new ArrayList<>(Goal.order(goal.sources()));
                atoms.add(Goal.RESIDUAL);
                double[] weights = goal.inOrder();
                for (int i = 0; i < weights.length; i++) {
                    if (weights[i] != 0) {
                        String atom = atoms.get(i);
                        boolean rest = atom.equals(Goal.RESIDUAL);
                        variants.add(new Variant(
                                rest ? "rest" : AtomNames.shortName(atom),
                                "test_error_without_" + (rest ? Goal.RESIDUAL : AtomNames.key(atom)),
                                network.withHidden(
                                        layer.withGoal(goal.with(atom, 0).exact()))));
                    }
                }
            }
            return variants;
        }
    }

    /// One network of a series.
    ///
    /// @param name  in figures
    /// @param value the name of its test error
    private record Variant(String name, String value, NetworkKeys network) {}

    @Override
    public String kind() {
        return "infomorphic-series";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        ValueNames names = new ValueNames().know(WIDTH, "worst_knock_out_rise");
        configuration.variants().forEach(variant -> names.give(variant.value()));
        return names.when(configuration.knockOut(), List.of("worst_knock_out_rise"));
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return open(
                configuration,
                context,
                configuration.images().read(context, context.random().split("images")));
    }

    static Session open(Configuration configuration, RunContext context, ImageParts images) {
        return new Trainings(configuration, context, images);
    }

    /// The table is `[variant][test, validation, training error]`; validation is 0 where there are no
    /// such images.
    private static final class Trainings implements Session {
        private static final int COLUMNS = 3;

        private final Configuration configuration;
        private final RunContext context;
        private final List<Variant> variants;
        private final ImageParts images;
        private final Team team;
        private final double[] table;
        private int variant;
        private ClassifierTraining training;

        Trainings(Configuration configuration, RunContext context, ImageParts images) {
            this.configuration = configuration;
            this.context = context;
            variants = configuration.variants();
            this.images = images;
            team = Team.of(context.threads());
            table = new double[variants.size() * COLUMNS];
            training = training();
        }

        private ClassifierTraining training() {
            return new ClassifierTraining(
                    variants.get(variant).network(), images, context.random().split("network"));
        }

        @Override
        public long totalSteps() {
            return (long) variants.size() * configuration.network().epochs();
        }

        @Override
        public long completedSteps() {
            return (long) variant * configuration.network().epochs() + training.epochs();
        }

        @Override
        public List<String> scalarNames() {
            return List.of("variant", "test_error", "training_error");
        }

        @Override
        public void advance() {
            if (training.epochs() == configuration.network().epochs()) {
                variant++;
                training = training();
            }
            training.learn(team);
            if (training.epochs() == configuration.network().epochs()) {
                int at = variant * COLUMNS;
                table[at] = training.error("test", images.test(), team);
                table[at + 1] =
                        images.validation() == null ? 0 : training.error("validation", images.validation(), team);
                table[at + 2] = training.error("training", images.training(), team);
                Map<String, Double> row = new LinkedHashMap<>();
                row.put("variant", (double) variant);
                row.put("test_error", table[at]);
                row.put("training_error", table[at + 2]);
                context.scalars(completedSteps(), row);
            }
        }

        @Override
        public void save(SnapshotWriter out) {
            out.put("variant", (long) variant);
            out.put("table", table);
            training.save("", out);
        }

        @Override
        public void restore(SnapshotReader in) {
            variant = (int) in.integer("variant");
            in.into(table, "table");
            training = training();
            training.restore("", in);
        }

        private double[] column(int column) {
            double[] values = new double[variants.size()];
            Arrays.setAll(values, i -> table[i * COLUMNS + column]);
            return values;
        }

        @Override
        public void finish(Outcome outcome) {
            TableFigure summary = new TableFigure(
                    "errors",
                    configuration.knockOut() ? "Errors without one atom of the goal" : "Errors by width",
                    "Shares of images of " + configuration.images().name() + " that are named wrongly after "
                            + configuration.network().epochs() + " epochs.",
                    configuration.knockOut() ? "left out" : "hidden neurons",
                    "test",
                    "validation",
                    "training");
            double worst = 0;
            for (int i = 0; i < variants.size(); i++) {
                outcome.value(variants.get(i).value(), table[i * COLUMNS]);
                worst = Math.max(worst, table[i * COLUMNS] - table[0]);
                summary = summary.row(
                        variants.get(i).name(),
                        table[i * COLUMNS],
                        images.validation() == null ? "" : table[i * COLUMNS + 1],
                        table[i * COLUMNS + 2]);
            }
            if (configuration.knockOut()) {
                outcome.value("worst_knock_out_rise", worst);
            }
            outcome.figure(configuration.knockOut() ? knockOuts() : widths());
            outcome.figure(summary);
            outcome.array("errors", table.clone(), variants.size(), COLUMNS);
            outcome.text(
                    "goal",
                    "The goal of the hidden neurons is "
                            + AtomNames.shown(configuration.goal().toString()) + ". "
                            + AtomNames.words(configuration.goal()));
            outcome.cite("Schneider2025");
            outcome.cite("Makkeh2025");
            outcome.cite("Makkeh2021");
        }

        private Figure widths() {
            double[] x = configuration.widths().stream()
                    .mapToDouble(Integer::doubleValue)
                    .toArray();
            return new LineChart(
                    "widths",
                    "Wider layers name better",
                    "Share of images of " + configuration.images().name() + " named wrongly, one network each.",
                    Axis.log("hidden neurons"),
                    Axis.log("share named wrongly"),
                    Series.lineAndPoints("test", x, column(0)),
                    Series.dashed("training", x, column(2)));
        }

        private Figure knockOuts() {
            return new BarChart(
                    "knock-outs",
                    "What each atom of the goal is good for",
                    "Share of test images named wrongly by networks that were trained without one atom of the goal.",
                    "left out",
                    Axis.linear("share named wrongly").from(0),
                    variants.stream().map(Variant::name).toList(),
                    List.of(new BarChart.Bars("test", column(0))),
                    List.of());
        }

        @Override
        public void close() {
            team.close();
        }
    }
}
