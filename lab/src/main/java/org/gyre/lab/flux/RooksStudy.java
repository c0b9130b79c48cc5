package org.gyre.lab.flux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.StopRequested;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.BarChart;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Reference;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.StateGraph;
import org.gyre.lab.report.TableFigure;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.measure.attractor.FunctionalGraph;
import org.gyre.measure.sampling.ContrastiveBracket;
import org.gyre.measure.sampling.Transitions;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.FluxObjective;
import org.gyre.nets.boltzmann.Rooks;
import org.gyre.nets.boltzmann.ThresholdMap;

/// N-rooks networks, one strong weight in each row and column: the exact solver against their closed forms, the
/// periods of all of them, where they are not the best, and where a sampled bracket of their flux fails; kind
/// `flux-rooks`. One step is one size and weight, or one size of the enumeration.
public final class RooksStudy implements Experiment<RooksStudy.Configuration> {
    private static final String MEAN = "period_mean_units_#";
    private static final String LARGEST = "period_mean_largest_units_#";
    private static final String LONGEST = "period_longest_units_#";

    /// Three units that all listen to each other, two of them with a minority vote; under a small bound on each
    /// weight they carry more than rooks do.
    private static final double[] DENSE = {1, 1, 1, 1, 1, -1, 1, -1, 1};

    private static final int DENSE_UNITS = 3;

    /// Steps of a chain before the pair that it gives to the bracket.
    private static final int SETTLING = Transitions.SETTLING;

    /// The keys of the TOML file.
    ///
    /// @param networks random arrangements for each size and weight
    /// @param sizes numbers of units N, ascending, from 1 to 10
    /// @param weights magnitudes w of the weights, ascending, positive
    /// @param enumerated the periods of all 2^N N! arrangements are found for N = 1 to this, at most 6; 0 leaves
    ///     them out
    /// @param bracketUnits N of the arrangement whose flux is bracketed from samples, from 1 to 16
    /// @param bracketWeight its w
    /// @param bracketPairs pairs of successive states that are sampled, at most 10000; 0 leaves the bracket out
    public record Configuration(
            @Default("6") int networks,
            @Default("[2, 3, 5, 8, 10]") List<Integer> sizes,
            @Default("[1, 2, 3, 5, 10, 40]") List<Double> weights,
            @Default("6") int enumerated,
            @Default("12") int bracketUnits,
            @Default("10.0") double bracketWeight,
            @Default("3000") int bracketPairs) {
        public Configuration {
            FluxKeys.atLeast("networks", networks, 1);
            sizes = FluxKeys.ascending("sizes", sizes);
            if (sizes.getFirst() < 1 || sizes.getLast() > 10) {
                throw new InputException("sizes = " + sizes + ": must be from 1 to 10");
            }
            weights = FluxKeys.ascending("weights", weights);
            if (weights.getFirst() <= 0) {
                throw new InputException("weights = " + weights + ": must be positive");
            }
            FluxKeys.between("enumerated", enumerated, 0, 6);
            FluxKeys.between("bracket_units", bracketUnits, 1, 16);
            if (!(bracketWeight > 0)) {
                throw new InputException("bracket_weight = " + bracketWeight + ": must be positive");
            }
            if (bracketPairs != 0) {
                FluxKeys.between("bracket_pairs", bracketPairs, 2, 10_000);
            }
        }
    }

    @Override
    public String kind() {
        return "flux-rooks";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        List<Integer> sizes = new ArrayList<>();
        for (int n = 1; n <= configuration.enumerated(); n++) {
            sizes.add(n);
        }
        return new ValueNames()
                .give(
                        "information_error_bits",
                        "information_unsplit_error_bits",
                        "correlation_error",
                        "pair_information_error_bits",
                        "dense_box_2_bits",
                        "rooks_box_2_bits",
                        "dense_gain_box_2_bits",
                        "dense_gain_box_10_bits",
                        "dense_crossing_weight")
                .each(MEAN, sizes)
                .each(LARGEST, sizes)
                .each(LONGEST, sizes)
                .when(
                        configuration.bracketPairs() > 0,
                        List.of("bracket_exact_bits", "bracket_lower_bits", "bracket_limit_bits", "bracket_saturated"));
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return new Study(configuration, context);
    }

    private static final class Study implements Session {
        /// Largest deviations from the closed forms at one size and weight: I, I without splitting, C_RMS, mean I_ij.
        private static final int DEVIATIONS = 4;

        private final Configuration configuration;
        private final RunContext context;
        private final double[] deviations;
        /// Mean over the arrangements of I, bits, for each size and weight.
        private final double[] information;
        /// For each enumerated size: mean of the mean periods, largest mean period, longest period.
        private final double[] periods;

        private int done;

        Study(Configuration configuration, RunContext context) {
            this.configuration = configuration;
            this.context = context;
            this.deviations = new double[points() * DEVIATIONS];
            this.information = new double[points()];
            this.periods = new double[3 * configuration.enumerated()];
        }

        private int points() {
            return configuration.sizes().size() * configuration.weights().size();
        }

        @Override
        public long totalSteps() {
            long points = points();
            return points + configuration.enumerated();
        }

        @Override
        public long completedSteps() {
            return done;
        }

        @Override
        public List<String> scalarNames() {
            return List.of("units", "weight", "information_error_bits", "period_mean");
        }

        @Override
        public void advance() {
            Map<String, Double> row = new LinkedHashMap<>();
            if (done < points()) {
                int units =
                        configuration.sizes().get(done / configuration.weights().size());
                double weight = configuration
                        .weights()
                        .get(done % configuration.weights().size());
                compare(units, weight);
                row.put("units", (double) units);
                row.put("weight", weight);
                row.put("information_error_bits", deviations[done * DEVIATIONS]);
            } else {
                int units = done - points() + 1;
                enumerate(units);
                row.put("units", (double) units);
                row.put("period_mean", periods[3 * (units - 1)]);
            }
            context.scalars(++done, row);
        }

        private void compare(int units, double weight) {
            RandomStream stream = context.random().split("arrangements").split(done);
            double truth = Rooks.information(units, weight);
            // Not split into groups of units that do not influence each other.
            FluxObjective whole = FluxObjective.of(units);
            double sum = 0;
            for (int k = 0; k < configuration.networks(); k++) {
                double[] weights = Rooks.random(units, stream.split(k)).weights(weight);
                NetworkReading reading = NetworkReading.of(BoltzmannMachine.of(units, weights));
                deviate(0, reading.information() - truth);
                deviate(1, Unit.BITS.fromNats(whole.value(weights)) - truth);
                deviate(2, reading.correlationRms() - Rooks.rmsCorrelation(units, weight));
                // All of the flux runs through N of the N² pairs.
                deviate(3, reading.pairInformation() - truth / (units * units));
                sum += reading.information();
            }
            information[done] = sum / configuration.networks();
        }

        private void deviate(int what, double deviation) {
            int at = done * DEVIATIONS + what;
            deviations[at] = Math.max(deviations[at], Math.abs(deviation));
        }

        private void enumerate(int units) {
            double sum = 0;
            double largest = 0;
            int longest = 0;
            int count = 0;
            for (Iterator<Rooks> all = Rooks.all(units).iterator(); all.hasNext(); count++) {
                FunctionalGraph graph = graph(all.next());
                double mean = graph.meanPeriodOverStates();
                sum += mean;
                largest = Math.max(largest, mean);
                longest = Math.max(longest, graph.longestPeriod());
            }
            int at = 3 * (units - 1);
            periods[at] = sum / count;
            periods[at + 1] = largest;
            periods[at + 2] = longest;
        }

        private static FunctionalGraph graph(Rooks rooks) {
            return FunctionalGraph.of(successors(rooks));
        }

        private static int[] successors(Rooks rooks) {
            return ThresholdMap.of(rooks.units(), rooks.weights(1)).table().next();
        }

        @Override
        public void save(SnapshotWriter out) {
            out.put("deviations", deviations);
            out.put("information", information);
            out.put("periods", periods);
            out.put("done", (long) done);
        }

        @Override
        public void restore(SnapshotReader in) {
            in.into(deviations, "deviations");
            in.into(information, "information");
            in.into(periods, "periods");
            done = (int) in.integer("done");
        }

        @Override
        public void finish(Outcome outcome) {
            outcome.cite("Metzner2024");
            List<String> errors = List.of(
                    "information_error_bits",
                    "information_unsplit_error_bits",
                    "correlation_error",
                    "pair_information_error_bits");
            for (int k = 0; k < DEVIATIONS; k++) {
                double worst = 0;
                for (int point = 0; point < points(); point++) {
                    worst = Math.max(worst, deviations[point * DEVIATIONS + k]);
                }
                outcome.value(errors.get(k), worst);
            }
            outcome.figure(sweep());
            outcome.figure(closedForms());
            dense(outcome);
            Rooks shown = shown();
            outcome.figure(weights(shown));
            outcome.figure(states(shown));
            if (configuration.enumerated() > 0) {
                periods(outcome);
            }
            if (configuration.bracketPairs() > 0) {
                bracket(outcome);
            }
        }

        private LineChart sweep() {
            List<Series> series = new ArrayList<>();
            double end = configuration.weights().getLast();
            double start = Math.min(0.5, configuration.weights().getFirst());
            double[] x = new double[121];
            Arrays.setAll(x, k -> start * Math.pow(end / start, k / (x.length - 1.0)));
            int per = configuration.weights().size();
            double[] points = configuration.weights().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            for (int s = 0; s < configuration.sizes().size(); s++) {
                int units = configuration.sizes().get(s);
                double[] share = Arrays.stream(information, s * per, (s + 1) * per)
                        .map(bits -> bits / units)
                        .toArray();
                series.add(Series.points("N = " + units, points, share));
            }
            series.add(Series.line(
                    "closed form",
                    x,
                    Arrays.stream(x).map(w -> Rooks.information(1, w)).toArray()));
            return new LineChart(
                    "sweep",
                    "Flux of N-rooks against their weight",
                    "Points: exact solver, mean over random arrangements; line: 1 − h(σ(w)), the information that a"
                            + " binary symmetric channel passes, which N-rooks have N of. A flux near N bits needs"
                            + " weights of 5 or more.",
                    Axis.log("weight w"),
                    Axis.linear("information flux per unit (bits)").between(0, 1),
                    series.toArray(Series[]::new));
        }

        private TableFigure closedForms() {
            TableFigure table = new TableFigure(
                    "closed-forms",
                    "Solver against closed forms",
                    "Largest difference over " + configuration.networks() + " random arrangements and signs. C_RMS ="
                            + " tanh(w/2)/√N; the mean information of a pair is I/N².",
                    "N",
                    "w",
                    "I (bits)",
                    "difference of I",
                    "not split into groups",
                    "of C_RMS",
                    "of mean I_ij");
            for (int point = 0; point < points(); point++) {
                int units = configuration
                        .sizes()
                        .get(point / configuration.weights().size());
                double weight = configuration
                        .weights()
                        .get(point % configuration.weights().size());
                table = table.row(
                        units,
                        weight,
                        Rooks.information(units, weight),
                        deviations[point * DEVIATIONS],
                        deviations[point * DEVIATIONS + 1],
                        deviations[point * DEVIATIONS + 2],
                        deviations[point * DEVIATIONS + 3]);
            }
            return table;
        }

        /// Where a dense network carries more than rooks whose weights obey the same bound.
        private void dense(Outcome outcome) {
            FluxObjective objective = FluxObjective.of(DENSE_UNITS);
            outcome.value("dense_box_2_bits", denseFlux(objective, 2));
            outcome.value("rooks_box_2_bits", Rooks.information(DENSE_UNITS, 2));
            outcome.value("dense_gain_box_2_bits", gain(objective, 2));
            outcome.value("dense_gain_box_10_bits", gain(objective, 10));
            double low = 1;
            double high = 10;
            if (gain(objective, low) > 0 && gain(objective, high) < 0) {
                for (int k = 0; k < 60; k++) {
                    double middle = (low + high) / 2;
                    if (gain(objective, middle) > 0) {
                        low = middle;
                    } else {
                        high = middle;
                    }
                }
                outcome.value("dense_crossing_weight", high);
            } else {
                outcome.undefined("dense_crossing_weight", "The dense network does not fall behind between 1 and 10.");
            }
            double[] x = new double[101];
            Arrays.setAll(x, k -> 0.1 * k);
            outcome.figure(new LineChart(
                            "dense",
                            "N-rooks against one dense network",
                            "Three units: rooks against the dense network w·(1 1 1; 1 1 −1; 1 −1 1), no weight larger"
                                    + " than w in either. While w is small several inputs together outweigh the noise;"
                                    + " when it is large, unequal inputs make the states unequally probable.",
                            Axis.linear("largest weight w"),
                            Axis.linear("information flux (bits)").from(0),
                            Series.line(
                                    "N-rooks",
                                    x,
                                    Arrays.stream(x)
                                            .map(w -> Rooks.information(DENSE_UNITS, w))
                                            .toArray()),
                            Series.line(
                                    "dense",
                                    x,
                                    Arrays.stream(x)
                                            .map(w -> denseFlux(objective, w))
                                            .toArray()))
                    .with(Reference.vertical("equal", high)));
        }

        private static double denseFlux(FluxObjective objective, double weight) {
            double[] weights = Arrays.stream(DENSE).map(w -> w * weight).toArray();
            return Unit.BITS.fromNats(objective.value(weights));
        }

        private static double gain(FluxObjective objective, double weight) {
            return denseFlux(objective, weight) - Rooks.information(DENSE_UNITS, weight);
        }

        /// Of all arrangements of five units the first with the largest mean period: a ring of two whose signs
        /// multiply to −1 and a ring of three whose signs multiply to +1, so that periods 4 and 3 meet in 12.
        private static Rooks shown() {
            return Rooks.all(5)
                    .max(Comparator.comparingDouble(rooks -> graph(rooks).meanPeriodOverStates()))
                    .orElseThrow();
        }

        private HeatMap weights(Rooks rooks) {
            return HeatMap.weights(
                    "weights",
                    "The arrangement of five units with the longest cycles",
                    "One weight in each row and column, like rooks that do not attack each other.",
                    rooks.units(),
                    rooks.weights(configuration.weights().getLast()));
        }

        private static StateGraph states(Rooks rooks) {
            FunctionalGraph graph = graph(rooks);
            return new StateGraph(
                    "states",
                    "States of that arrangement and their most probable successors",
                    "Every state lies on a cycle: nothing is forgotten. Mean period over states "
                            + FluxKeys.number(graph.meanPeriodOverStates()) + ", longest " + graph.longestPeriod()
                            + "; unit 0 is written first, 1 fires.",
                    successors(rooks),
                    rooks.units());
        }

        private void periods(Outcome outcome) {
            int sizes = configuration.enumerated();
            List<String> names = new ArrayList<>();
            double[][] columns = new double[3][sizes];
            for (int n = 1; n <= sizes; n++) {
                names.add(Integer.toString(n));
                for (int k = 0; k < 3; k++) {
                    columns[k][n - 1] = periods[3 * (n - 1) + k];
                }
                outcome.value(ValueNames.of(MEAN, n), columns[0][n - 1]);
                outcome.value(ValueNames.of(LARGEST, n), columns[1][n - 1]);
                outcome.value(ValueNames.of(LONGEST, n), columns[2][n - 1]);
            }
            outcome.figure(new BarChart(
                    "periods",
                    "Periods of all N-rooks",
                    "All 2^N N! arrangements, by enumeration. A ring of k units returns after k steps if its signs"
                            + " multiply to +1, else after 2k; the period of a state divides the least common multiple"
                            + " over its rings.",
                    "N",
                    Axis.linear("period (steps)"),
                    names,
                    new BarChart.Bars("mean, average arrangement", columns[0]),
                    new BarChart.Bars("mean, best arrangement", columns[1]),
                    new BarChart.Bars("longest cycle", columns[2])));
        }

        /// What K sampled pairs can say of a flux near log₂ K: nothing, and the bracket has to know it.
        private void bracket(Outcome outcome) {
            if (context.stopRequested()) {
                throw new StopRequested();
            }
            context.progress().report(0, 1, "sampled bracket");
            int units = configuration.bracketUnits();
            RandomStream stream = context.random().split("bracket");
            Rooks rooks = Rooks.random(units, stream.split("arrangement"));
            BoltzmannMachine machine = BoltzmannMachine.of(units, rooks.weights(configuration.bracketWeight()));
            Transitions pairs =
                    Transitions.sample(machine, configuration.bracketPairs(), SETTLING, stream.split("pairs"));
            ContrastiveBracket bracket = ContrastiveBracket.of(machine, pairs);
            double limit = Math.log(configuration.bracketPairs()) / Math.log(2);
            double exact = Rooks.information(units, configuration.bracketWeight());
            double lower = Unit.BITS.fromNats(bracket.lower().nats());
            outcome.value("bracket_exact_bits", exact);
            outcome.value("bracket_lower_bits", lower);
            outcome.value("bracket_limit_bits", limit);
            outcome.value("bracket_saturated", bracket.saturated() ? 1 : 0);
            TableFigure table = new TableFigure(
                    "bracket",
                    "A bracket from samples",
                    "The flux of one arrangement of " + units + " units, w = "
                            + FluxKeys.number(configuration.bracketWeight()) + ", from " + configuration.bracketPairs()
                            + " sampled pairs of successive states with known conditional probabilities. No lower end"
                            + " can exceed log₂ K, and near it the upper end fails too.",
                    "what",
                    "bits");
            table = table.row("exact flux", exact).row("lower end", lower);
            if (bracket.upper().isPresent()) {
                table = table.row(
                        "upper end", Unit.BITS.fromNats(bracket.upper().get().nats()));
            }
            outcome.figure(table.row("log₂ K, the limit of the lower end", limit));
            outcome.text(
                    "bracket",
                    bracket.saturated()
                            ? "The sampled bracket calls itself saturated: its lower end is within two bits of log₂ K, and"
                                    + " neither end is to be believed."
                            : "The sampled bracket is not saturated: the flux is between its ends.");
        }
    }
}
