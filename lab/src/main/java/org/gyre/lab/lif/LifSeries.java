package org.gyre.lab.lif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.stats.Descriptive;
import org.gyre.core.stats.PairedTest;
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

/// Trains networks that differ in their surrogates or leaks, several of each, and tests whether the
/// differences are more than chance, and whether they are smaller than a margin (Gerum & Schilling 2021: a constant
/// surrogate with a tuned leak
/// learns as elaborate ones do). Kind `lif-series`. One step is one epoch of one network.
public final class LifSeries implements Experiment<LifSeries.Configuration> {
    private static final double LEVEL = 0.95;
    /// Curves beyond so many share colours with the first ones and are dashed.
    private static final int COLOURS = 7;

    /// Of the interval that goes with two one-sided tests at .05 each.
    private static final double BOTH_SIDES = 0.9;

    private static final String LEAD = "largest_lead_over_reference";
    private static final String SAME = "same_as_reference";
    private static final String BETTER = "better_than_reference";

    /// The keys of the TOML file.
    ///
    /// @param samples   what is named
    /// @param network   what names it
    /// @param variants  what is different in each network
    /// @param networks  of each variant, at least 2 for a test; the k-th of each share their streams: weights
    ///     at the start, order of samples, noise
    /// @param reference name of the variant that the others are held against
    /// @param margin    accuracies that differ by less are as good as the same
    public record Configuration(
            SampleKeys samples,
            LifKeys network,
            List<VariantKeys> variants,
            @Default("5") int networks,
            String reference,
            @Default("0.01") double margin) {
        /// @throws InputException if names or numbers do not fit
        public Configuration {
            variants = List.copyOf(variants);
            if (!network.from().isEmpty()) {
                throw new InputException("network.from = \"" + network.from()
                        + "\": the networks of a series differ in how they start; use it with kind = \""
                        + LifExperiment.KIND + "\"");
            }
            Set<String> names = new HashSet<>();
            for (VariantKeys variant : variants) {
                if (!names.add(variant.name())) {
                    throw new InputException("variants: two have the name '" + variant.name() + "'");
                }
                if (!variant.leaks().isEmpty() && samples.validation() == 0) {
                    throw new InputException("variant " + variant.name()
                            + ": its leaks are chosen by validation samples; set samples.validation");
                }
                for (int trial = 0; trial < variant.trials(); trial++) {
                    variant.of(network, trial);
                }
            }
            if (!names.contains(reference)) {
                throw new InputException("reference = '" + reference + "': is none of the variants " + names);
            }
            if (!(margin > 0 && margin < 1)) {
                throw new InputException("margin = " + margin
                        + ": a difference of accuracies that does not matter, above 0 and below 1");
            }
            if (networks < 2) {
                throw new InputException("networks = " + networks + ": a test needs at least 2 of each variant");
            }
        }

        private List<VariantKeys> others() {
            return variants.stream()
                    .filter(variant -> !variant.name().equals(reference))
                    .toList();
        }

        private int variant(String name) {
            return variants.stream().map(VariantKeys::name).toList().indexOf(name);
        }
    }

    /// One training.
    ///
    /// @param variant its number
    /// @param network which of them
    /// @param trial   which of its leaks
    private record Cell(int variant, int network, int trial) {}

    @Override
    public String kind() {
        return "lif-series";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        ValueNames names = new ValueNames().give(LEAD, SAME, BETTER);
        for (VariantKeys variant : configuration.variants()) {
            names.give("accuracy_" + variant.name(), "deviation_" + variant.name(), "mean_course_" + variant.name());
        }
        for (VariantKeys variant : configuration.others()) {
            names.give(
                    "difference_" + variant.name(),
                    "p_" + variant.name(),
                    "equivalence_p_" + variant.name(),
                    "effect_" + variant.name(),
                    "course_p_" + variant.name());
        }
        return names;
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        Team team = Team.of(context.threads());
        return new Trainings(
                configuration,
                context,
                team,
                configuration.samples().read(context, context.random().split("samples"), team));
    }

    /// The table is `[cell][validation accuracy at the end, then test accuracy by epoch]`; validation is 0
    /// where there are no such samples.
    private static final class Trainings implements Session {
        private final Configuration configuration;
        private final RunContext context;
        private final Team team;
        private final SampleParts samples;
        private final List<Cell> cells = new ArrayList<>();
        private final int epochs;
        private final double[] table;
        private int cell;
        private LifTraining training;

        Trainings(Configuration configuration, RunContext context, Team team, SampleParts samples) {
            this.configuration = configuration;
            this.context = context;
            this.team = team;
            this.samples = samples;
            this.epochs = configuration.network().epochs();
            LifWarnings.checkLabels(configuration.network(), samples);
            for (int network = 0; network < configuration.networks(); network++) {
                for (int variant = 0; variant < configuration.variants().size(); variant++) {
                    for (int trial = 0;
                            trial < configuration.variants().get(variant).trials();
                            trial++) {
                        cells.add(new Cell(variant, network, trial));
                    }
                }
            }
            table = new double[Math.multiplyExact(cells.size(), epochs + 1)];
            training = training();
        }

        private LifTraining training() {
            Cell which = cells.get(cell);
            return new LifTraining(
                    configuration.variants().get(which.variant).of(configuration.network(), which.trial),
                    samples,
                    context.random().split("network").split(which.network));
        }

        @Override
        public long totalSteps() {
            return (long) cells.size() * epochs;
        }

        @Override
        public long completedSteps() {
            return (long) cell * epochs + training.epochs();
        }

        @Override
        public List<String> scalarNames() {
            return List.of(
                    "variant", "network", "leak_at_start", "epoch", "loss", "training_accuracy", "test_accuracy");
        }

        @Override
        public List<Figure> live() {
            List<Figure> figures = new ArrayList<>(List.of(soFar()));
            figures.addAll(LifPictures.of(training, samples, context.random().split("shown"), team));
            return figures;
        }

        /// The courses of all trainings up to the one at work.
        private LineChart soFar() {
            double[] x = epochs();
            List<Series> series = new ArrayList<>();
            for (int v = 0; v < configuration.variants().size(); v++) {
                double[] sum = new double[epochs];
                int[] trainings = new int[epochs];
                for (int c = 0; c <= cell; c++) {
                    int learned = c < cell ? epochs : training.epochs();
                    for (int i = 0; cells.get(c).variant == v && i < learned; i++) {
                        sum[i] += table[c * (epochs + 1) + 1 + i];
                        trainings[i]++;
                    }
                }
                int known = (int) Arrays.stream(trainings).filter(n -> n > 0).count();
                double[] mean = new double[known];
                Arrays.setAll(mean, i -> sum[i] / trainings[i]);
                series.add(series(v, Arrays.copyOf(x, known), mean));
            }
            return courses(
                    "live-courses",
                    "Learning curves so far",
                    "Share of test samples named rightly after each epoch, mean of the networks that came so far.",
                    series);
        }

        @Override
        public void advance() {
            if (training.epochs() == epochs) {
                cell++;
                training = training();
            }
            training.learn(team);
            int epoch = training.epochs();
            double accuracy = training.accuracy("test", samples.test(), team);
            table[cell * (epochs + 1) + epoch] = accuracy;
            if (epoch == epochs && samples.validation() != null) {
                table[cell * (epochs + 1)] = training.accuracy("validation", samples.validation(), team);
            }
            Cell which = cells.get(cell);
            Map<String, Double> row = new LinkedHashMap<>();
            row.put("variant", (double) which.variant);
            row.put("network", (double) which.network);
            row.put("leak_at_start", keys(which).layers().getFirst().leak());
            row.put("epoch", (double) epoch);
            row.put("loss", training.loss());
            row.put("training_accuracy", training.trainingAccuracy());
            row.put("test_accuracy", accuracy);
            context.scalars(completedSteps(), row);
        }

        private LifKeys keys(Cell which) {
            return configuration.variants().get(which.variant).of(configuration.network(), which.trial);
        }

        @Override
        public void save(SnapshotWriter out) {
            out.put("cell", (long) cell);
            out.put("table", table);
            training.save("", out);
        }

        @Override
        public void restore(SnapshotReader in) {
            cell = (int) in.integer("cell");
            in.into(table, "table");
            training = training();
            training.restore("", in);
        }

        /// The trainings that count, one for each network: of several leaks that with the best validation.
        private List<Cell> chosen(int variant) {
            List<Cell> chosen = new ArrayList<>();
            for (int network = 0; network < configuration.networks(); network++) {
                int which = network;
                chosen.add(cells.stream()
                        .filter(one -> one.variant == variant && one.network == which)
                        .reduce((a, b) -> validation(b) > validation(a) ? b : a)
                        .orElseThrow());
            }
            return chosen;
        }

        private double validation(Cell one) {
            return table[cells.indexOf(one) * (epochs + 1)];
        }

        private double[] course(Cell one) {
            int at = cells.indexOf(one) * (epochs + 1) + 1;
            return Arrays.copyOfRange(table, at, at + epochs);
        }

        /// What the chosen trainings of a variant reached in the end.
        private double[] ends(int variant) {
            return chosen(variant).stream()
                    .mapToDouble(one -> course(one)[epochs - 1])
                    .toArray();
        }

        /// Their accuracies averaged over all epochs: large where learning is quick.
        private double[] means(int variant) {
            return chosen(variant).stream()
                    .mapToDouble(one -> Descriptive.mean(course(one)))
                    .toArray();
        }

        @Override
        public void finish(Outcome outcome) {
            int reference = configuration.variant(configuration.reference());
            TableFigure summary = new TableFigure(
                    "variants",
                    "Do they differ from '" + configuration.reference() + "'?",
                    "Test accuracy after " + epochs + " epochs, mean and standard deviation of "
                            + configuration.networks()
                            + " networks; difference to the reference and its 90 % interval, two-sided p without"
                            + " correction for the number of comparisons and with Holm's, effect size d (difference by its"
                            + " standard deviation); p of a difference of "
                            + configuration.margin() + " or more (two one-sided tests, Schuirmann 1987, Holm's"
                            + " correction): where it is small the two are as good as the same; p of no difference of the"
                            + " accuracy averaged over all epochs. Verdicts are at .05 after Holm's correction. All tests are"
                            + " paired: network k of each variant starts with the same weights and sees the same samples"
                            + " in the same order, with the same noise.",
                    "variant",
                    "accuracy",
                    "deviation",
                    "difference",
                    "90 % from",
                    "90 % to",
                    "p",
                    "p (Holm)",
                    "effect d",
                    "p not the same",
                    "course p",
                    "verdict");
            List<VariantKeys> variants = configuration.variants();
            List<Comparison> comparisons = Comparison.of(
                    configuration.others().stream()
                            .map(variant -> ends(configuration.variant(variant.name())))
                            .toList(),
                    ends(reference),
                    configuration.margin());
            Iterator<Comparison> next = comparisons.iterator();
            double lead = Double.NEGATIVE_INFINITY;
            for (int v = 0; v < variants.size(); v++) {
                String name = variants.get(v).name();
                double[] ends = ends(v);
                double mean = Descriptive.mean(ends);
                double deviation = Descriptive.standardDeviation(ends);
                outcome.value("accuracy_" + name, mean);
                outcome.value("deviation_" + name, deviation);
                outcome.value("mean_course_" + name, Descriptive.mean(means(v)));
                if (v == reference) {
                    summary = summary.row(name, mean, deviation, "", "", "", "", "", "", "", "", "");
                    continue;
                }
                Comparison comparison = next.next();
                PairedTest end = comparison.test().paired();
                PairedTest course = PairedTest.of(means(v), means(reference));
                lead = Math.max(lead, end.difference());
                outcome.value("difference_" + name, end.difference());
                outcome.value("p_" + name, end.p());
                outcome.value("equivalence_p_" + name, comparison.test().p());
                outcome.valueOr("effect_" + name, end.effect(), "All pairs of networks differ alike, or not at all.");
                outcome.value("course_p_" + name, course.p());
                summary = summary.row(
                        name,
                        mean,
                        deviation,
                        end.difference(),
                        end.difference() - end.margin(BOTH_SIDES),
                        end.difference() + end.margin(BOTH_SIDES),
                        end.p(),
                        comparison.holm(),
                        end.effect(),
                        comparison.same(),
                        course.p(),
                        comparison.verdict().in(configuration.margin()));
            }
            outcome.value(SAME, count(comparisons, Comparison.Verdict.SAME));
            outcome.value(BETTER, count(comparisons, Comparison.Verdict.BETTER_BY_MORE));
            outcome.valueOr(LEAD, lead, "There is no other variant.");
            outcome.figure(courses());
            if (!configuration.others().isEmpty()) {
                outcome.figure(differences());
            }
            outcome.figure(summary);
            outcome.array("accuracies", table.clone(), cells.size(), epochs + 1);
            chosenLeaks(outcome);
            outcome.cite("Gerum2021");
            outcome.cite("Schuirmann1987");
            outcome.cite("Lakens2017");
        }

        private static double count(List<Comparison> comparisons, Comparison.Verdict verdict) {
            return comparisons.stream()
                    .filter(comparison -> comparison.verdict() == verdict)
                    .count();
        }

        private void chosenLeaks(Outcome outcome) {
            StringBuilder text = new StringBuilder();
            for (int v = 0; v < configuration.variants().size(); v++) {
                VariantKeys variant = configuration.variants().get(v);
                if (!variant.leaks().isEmpty()) {
                    text.append(String.format(
                            Locale.ROOT, "Of the leaks %s the validation samples chose", variant.leaks()));
                    for (Cell one : chosen(v)) {
                        text.append(' ').append(variant.leaks().get(one.trial));
                    }
                    text.append(" for the networks of '").append(variant.name()).append("'. ");
                }
            }
            if (!text.isEmpty()) {
                outcome.text("leaks", text.toString().trim());
            }
        }

        private double[] epochs() {
            double[] x = new double[epochs];
            Arrays.setAll(x, i -> i + 1);
            return x;
        }

        private LineChart courses() {
            double[] x = epochs();
            List<Series> series = new ArrayList<>();
            for (int v = 0; v < configuration.variants().size(); v++) {
                double[] mean = new double[epochs];
                for (Cell one : chosen(v)) {
                    double[] course = course(one);
                    for (int i = 0; i < epochs; i++) {
                        mean[i] += course[i] / configuration.networks();
                    }
                }
                series.add(series(v, x, mean));
            }
            return courses(
                    "courses",
                    "Learning curves",
                    "Share of " + samples.test().count() + " test samples of "
                            + configuration.samples().name() + " named rightly, mean of "
                            + configuration.networks() + " networks.",
                    series);
        }

        private Series series(int variant, double[] x, double[] mean) {
            String name = configuration.variants().get(variant).name().replace('_', ' ');
            boolean reference = variant == configuration.variant(configuration.reference());
            return reference
                    ? Series.lineAndPoints(name, x, mean)
                    : variant < COLOURS ? Series.line(name, x, mean) : Series.dashed(name, x, mean);
        }

        private static LineChart courses(String id, String title, String caption, List<Series> series) {
            return new LineChart(
                    id,
                    title,
                    caption,
                    Axis.linear("epochs").from(0),
                    Axis.linear("share named rightly"),
                    series.toArray(Series[]::new));
        }

        private BarChart differences() {
            List<VariantKeys> others = configuration.others();
            double[] reference = ends(configuration.variant(configuration.reference()));
            double[] mean = new double[others.size()];
            double[] low = new double[others.size()];
            double[] high = new double[others.size()];
            for (int i = 0; i < mean.length; i++) {
                PairedTest test =
                        PairedTest.of(ends(configuration.variant(others.get(i).name())), reference);
                mean[i] = test.difference();
                low[i] = mean[i] - test.margin(LEVEL);
                high[i] = mean[i] + test.margin(LEVEL);
            }
            return new BarChart(
                    "differences",
                    "Better or worse than '" + configuration.reference() + "'",
                    "Share of test samples named rightly after " + epochs + " epochs minus that of '"
                            + configuration.reference() + "'; the lines are 95 % intervals of the difference of pairs, "
                            + configuration.networks() + " networks each.",
                    "variant",
                    Axis.linear("difference of shares"),
                    others.stream()
                            .map(variant -> variant.name().replace('_', ' '))
                            .toList(),
                    List.of(new BarChart.Bars("test", mean, low, high)),
                    List.of());
        }

        @Override
        public void close() {
            team.close();
        }
    }
}
