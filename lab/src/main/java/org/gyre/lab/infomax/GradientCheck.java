package org.gyre.lab.infomax;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.Descriptive;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.StopRequested;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.measure.mutualinfo.GaussianInformation;
import org.gyre.nets.infomax.ExactInfomax;
import org.gyre.nets.infomax.InfomaxParameters;
import org.gyre.nets.infomax.PaperRule;
import org.jspecify.annotations.Nullable;

/// The paper's approximate gradient against the exact one, itself against finite differences, on small
/// random networks (T09, Fig. 11); and the climb that each of them makes. Kind `infomax-gradient`. One
/// step is one random network.
public final class GradientCheck implements Experiment<GradientCheck.Configuration> {
    private static final double DELTA = 1e-4;
    private static final String SMALLEST_COSINE = "cosine_smallest_width_#";
    private static final String MEDIAN_COSINE = "cosine_median_width_#";

    /// The keys of the TOML file.
    ///
    /// @param networks number of random networks for each width
    /// @param units N, at most 12
    /// @param pMax ceiling of the firing probability
    /// @param rate target rate, spikes per step
    /// @param widths half-widths of the uniform weights
    /// @param climbs number of gradient ascents by each rule
    /// @param climbSteps steps of an ascent
    /// @param climbRate size of a step of the ascent: each moves the weights by this distance along the
    ///     gradient's direction, halved whenever the information would fall
    /// @param changes number of random steps from each network of the first width whose effect is
    ///     predicted
    /// @param changeSize largest change of a weight in such a step
    public record Configuration(
            @Default("20") int networks,
            @Default("4") int units,
            @Default("1.0") double pMax,
            @Default("0.4") double rate,
            @Default("[0.5, 2.0]") List<Double> widths,
            @Default("4") int climbs,
            @Default("150") int climbSteps,
            @Default("0.3") double climbRate,
            @Default("10") int changes,
            @Default("0.005") double changeSize) {
        public Configuration {
            SmallNetworks.check(networks, units, widths);
            InfomaxParameters.uniform(units, pMax, rate);
            widths = List.copyOf(widths);
            if (climbs < 0) {
                throw new InputException("climbs = " + climbs + ": must be at least 0");
            }
            if (climbSteps < 1) {
                throw new InputException("climb_steps = " + climbSteps + ": must be at least 1");
            }
            if (!(climbRate > 0)) {
                throw new InputException("climb_rate = " + climbRate + ": must be positive");
            }
            // A correlation needs three points at least.
            if (changes < 0 || (changes > 0 && (long) changes * networks < 3)) {
                throw new InputException("changes = " + changes + ": must be 0, or at least 3 over all networks");
            }
            if (!(changeSize > 0)) {
                throw new InputException("change_size = " + changeSize + ": must be positive");
            }
        }
    }

    @Override
    public String kind() {
        return "infomax-gradient";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        ValueNames names = new ValueNames()
                .give("finite_difference_error")
                .each(SMALLEST_COSINE, configuration.widths())
                .each(MEDIAN_COSINE, configuration.widths())
                .when(configuration.climbs() > 0, List.of("climbs", "climbs_exact_ends_higher"));
        PredictedChanges.declare(configuration.changes() > 0, names);
        return names;
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return new Check(configuration, context);
    }

    private static final class Check implements Session {
        private final Configuration configuration;
        private final RunContext context;
        private final InfomaxParameters parameters;
        private final double[] cosine;
        private final double[] lengthRatio;
        private final double[] differenceError;
        private int done;

        Check(Configuration configuration, RunContext context) {
            this.configuration = configuration;
            this.context = context;
            this.parameters =
                    InfomaxParameters.uniform(configuration.units(), configuration.pMax(), configuration.rate());
            int total = configuration.networks() * configuration.widths().size();
            this.cosine = new double[total];
            this.lengthRatio = new double[total];
            this.differenceError = new double[total];
        }

        @Override
        public long totalSteps() {
            return cosine.length;
        }

        @Override
        public long completedSteps() {
            return done;
        }

        @Override
        public List<String> scalarNames() {
            return List.of("width", "cosine", "length_ratio", "finite_difference_error");
        }

        @Override
        public void advance() {
            double width = configuration.widths().get(done / configuration.networks());
            double[] w = SmallNetworks.weights(
                    configuration.units(), width, context.random().split(done));
            ExactInfomax exact = ExactInfomax.atTargetRates(parameters, w);
            double[] truth = exact.gaussianGradient();
            double[] paper =
                    PaperRule.gradient(exact.covariances(), exact.gaussian().derivatives());
            cosine[done] = dot(paper, truth) / Math.sqrt(dot(paper, paper) * dot(truth, truth));
            lengthRatio[done] = Math.sqrt(dot(paper, paper) / dot(truth, truth));
            differenceError[done] = finiteDifferenceError(w, exact, truth);
            Map<String, Double> row = new LinkedHashMap<>();
            row.put("width", width);
            row.put("cosine", cosine[done]);
            row.put("length_ratio", lengthRatio[done]);
            row.put("finite_difference_error", differenceError[done]);
            context.scalars(++done, row);
        }

        /// Relative error of the exact gradient against a five-point stencil, thresholds solved again at
        /// every point.
        private double finiteDifferenceError(double[] w, ExactInfomax exact, double[] truth) {
            double[] h = exact.network().thresholds();
            double[] difference = new double[truth.length];
            double[] stencil = {1.0 / 12, -2.0 / 3, 2.0 / 3, -1.0 / 12};
            int[] offsets = {-2, -1, 1, 2};
            for (int k = 0; k < truth.length; k++) {
                for (int s = 0; s < stencil.length; s++) {
                    double[] moved = w.clone();
                    moved[k] += offsets[s] * DELTA;
                    difference[k] += stencil[s]
                            * ExactInfomax.atTargetRates(parameters, moved, h)
                                    .gaussian()
                                    .nats()
                            / DELTA;
                }
            }
            double[] error = truth.clone();
            for (int k = 0; k < error.length; k++) {
                error[k] -= difference[k];
            }
            return Math.sqrt(dot(error, error) / dot(difference, difference));
        }

        private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        }

        @Override
        public void save(SnapshotWriter out) {
            out.put("cosine", cosine);
            out.put("length_ratio", lengthRatio);
            out.put("finite_difference_error", differenceError);
            out.put("done", (long) done);
        }

        @Override
        public void restore(SnapshotReader in) {
            in.into(cosine, "cosine");
            in.into(lengthRatio, "length_ratio");
            in.into(differenceError, "finite_difference_error");
            done = (int) in.integer("done");
        }

        @Override
        public void finish(Outcome outcome) {
            outcome.cite("Tanaka2009");
            TableFigure table = new TableFigure(
                    "gradients",
                    "The paper's gradient against the exact one",
                    "Exact gradient of the Gaussian information by enumeration, thresholds following so that the rates stay.",
                    "largest |W|",
                    "cosine, smallest",
                    "cosine, median",
                    "length ratio, smallest",
                    "length ratio, largest",
                    "exact against finite differences, worst relative error");
            int per = configuration.networks();
            outcome.value(
                    "finite_difference_error",
                    Arrays.stream(differenceError).max().orElse(Double.NaN));
            for (int w = 0; w < configuration.widths().size(); w++) {
                double[] c = Arrays.copyOfRange(cosine, w * per, (w + 1) * per);
                double[] r = Arrays.copyOfRange(lengthRatio, w * per, (w + 1) * per);
                double[] e = Arrays.copyOfRange(differenceError, w * per, (w + 1) * per);
                double width = configuration.widths().get(w);
                double smallest = Arrays.stream(c).min().orElse(Double.NaN);
                outcome.value(ValueNames.of(SMALLEST_COSINE, width), smallest);
                outcome.value(ValueNames.of(MEDIAN_COSINE, width), Descriptive.median(c));
                table = table.row(
                        width,
                        smallest,
                        Descriptive.median(c),
                        Arrays.stream(r).min().orElse(Double.NaN),
                        Arrays.stream(r).max().orElse(Double.NaN),
                        Arrays.stream(e).max().orElse(Double.NaN));
            }
            outcome.figure(table);
            predictions(outcome);
            climbs(outcome);
        }

        private void predictions(Outcome outcome) {
            if (configuration.changes() == 0) {
                return;
            }
            PredictedChanges changes = new PredictedChanges(parameters);
            double width = configuration.widths().getFirst();
            for (int k = 0; k < configuration.networks(); k++) {
                RandomStream stream = context.random().split(k);
                double[] weights = SmallNetworks.weights(configuration.units(), width, stream);
                changes.add(weights, configuration.changeSize(), configuration.changes(), stream.split("changes"));
            }
            changes.report(configuration.changeSize(), outcome);
        }

        private void climbs(Outcome outcome) {
            if (configuration.climbs() == 0) {
                return;
            }
            double[] x = new double[configuration.climbSteps() + 1];
            Arrays.setAll(x, i -> i);
            Series[] series = new Series[2 * configuration.climbs()];
            int exactHigher = 0;
            for (int k = 0; k < configuration.climbs(); k++) {
                if (context.stopRequested()) {
                    throw new StopRequested();
                }
                context.progress().report(k, configuration.climbs(), "gradient ascents");
                double[] start = SmallNetworks.weights(
                        configuration.units(),
                        configuration.widths().getFirst(),
                        context.random().split("climb").split(k));
                double[] exact = climb(start, true);
                double[] paper = climb(start, false);
                series[2 * k] = Series.line("exact " + (k + 1), x, exact);
                series[2 * k + 1] = Series.dashed("paper " + (k + 1), x, paper);
                if (exact[exact.length - 1] > paper[paper.length - 1]) {
                    exactHigher++;
                }
            }
            outcome.value("climbs", configuration.climbs());
            outcome.value("climbs_exact_ends_higher", exactHigher);
            outcome.figure(new LineChart(
                    "climbs",
                    "Gradient ascent by the exact and by the paper's gradient",
                    "Gaussian information at exactly met rates; both rules start from the same weights and take steps of the"
                            + " same length, halved whenever the information would fall.",
                    Axis.linear("step"),
                    Axis.linear("information (bits)").from(0),
                    series));
        }

        private double[] climb(double[] start, boolean exactRule) {
            double[] curve = new double[configuration.climbSteps() + 1];
            double[] w = start.clone();
            ExactInfomax now = ExactInfomax.atTargetRates(parameters, w);
            double length = configuration.climbRate();
            curve[0] = Unit.BITS.fromNats(now.gaussian().nats());
            for (int step = 1; step < curve.length; step++) {
                GaussianInformation information = now.gaussian();
                double[] gradient = exactRule
                        ? now.gaussianGradient()
                        : PaperRule.gradient(now.covariances(), information.derivatives());
                double norm = Math.sqrt(dot(gradient, gradient));
                curve[step] = curve[step - 1];
                for (int attempt = 0; attempt < 12 && norm > 0; attempt++) {
                    double[] next = w.clone();
                    for (int i = 0; i < next.length; i++) {
                        next[i] += length * gradient[i] / norm;
                    }
                    ExactInfomax there = reach(next, now);
                    if (there != null
                            && there.gaussian().condition() == GaussianInformation.Condition.REGULAR
                            && there.gaussian().nats() > information.nats()) {
                        w = next;
                        now = there;
                        curve[step] = Unit.BITS.fromNats(there.gaussian().nats());
                        length = Math.min(configuration.climbRate(), 1.5 * length);
                        break;
                    }
                    length /= 2;
                }
            }
            return curve;
        }

        /// The network at these weights, or null where no thresholds meet the rates.
        private @Nullable ExactInfomax reach(double[] weights, ExactInfomax from) {
            try {
                return ExactInfomax.atTargetRates(
                        parameters, weights, from.network().thresholds());
            } catch (InputException unreachable) {
                return null;
            }
        }
    }
}
