package org.gyre.lab.flux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.RankCorrelation;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.TableSession;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.ColourMap;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.measure.flux.FluxReading;
import org.gyre.measure.flux.StationaryLaw;
import org.gyre.measure.flux.StationarySolver;
import org.gyre.measure.flux.SubsetFlux;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.InputChannel;
import org.gyre.nets.boltzmann.RandomWeights;

/// What a random network takes in from an input of independent coins, exactly: I[input(t);
/// state(t+1)] and the correlations between the two, against the coupling to the input and over
/// balance and density of the weights (Metzner and Krauss 2022). Kind `flux-import`. One step is
/// one pair of balance and density.
///
/// The paper's networks are larger and its input is not a row of coins; what is tested here is
/// whether its statements carry over to ±1 Boltzmann machines of a size at which every number is
/// exact.
public final class Import implements Experiment<Import.Configuration> {
    /// A curve has a peak where it falls by more than this fraction of its largest value afterwards.
    private static final double FALL = 0.01;

    private static final int INFORMATION = 0;
    private static final int CORRELATION = 1;
    private static final int FLUX = 2;
    private static final int MEASURES = 3;

    /// The keys of the TOML file.
    ///
    /// @param units N, with the inputs at most 10
    /// @param inputs K ≥ 1, number of coins
    /// @param deviation standard deviation of the normal weights behind which the signs and the
    ///     density are put
    /// @param inputWeights how the coins reach the units: `dense`, each unit hears all of them with
    ///     standard normal weights, or `single`, each unit hears one of them with weight 1
    /// @param balances b, ascending, in [−1, 1]
    /// @param densities d, ascending, in (0, 1]
    /// @param couplings g, ascending, positive, at least three
    /// @param mapCoupling the coupling of the maps, one of the couplings
    /// @param networks number of networks that are averaged at each point
    public record Configuration(
            @Default("6") int units,
            @Default("2") int inputs,
            @Default("2.0") double deviation,
            @Default("dense") InputWeights inputWeights,

            @Default("[-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1]")
            List<Double> balances,

            @Default("[0.1, 0.25, 0.5, 0.75, 1]") List<Double> densities,
            @Default("[0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50]") List<Double> couplings,
            @Default("1") double mapCoupling,
            @Default("20") int networks) {
        /// How coins reach units.
        public enum InputWeights {
            /// Each unit hears all of them.
            DENSE,
            /// Unit i hears coin i mod K.
            SINGLE
        }

        public Configuration {
            balances = List.copyOf(balances);
            densities = List.copyOf(densities);
            couplings = List.copyOf(couplings);
            if (inputs < 1 || inputs > 9) {
                throw new InputException("inputs = " + inputs + ": must be from 1 to 9");
            }
            if (units < 1 || units + inputs > 10) {
                throw new InputException("units = " + units + ": must be at least 1, with the " + inputs
                        + " inputs at most 10, because all their states are enumerated");
            }
            if (!(deviation >= 0 && deviation <= 1000)) {
                throw new InputException("deviation = " + deviation + ": must be from 0 to 1000");
            }
            ascending("balances", balances, -1, 1, 1);
            ascending("densities", densities, Double.MIN_VALUE, 1, 1);
            ascending("couplings", couplings, Double.MIN_VALUE, 1e6, 3);
            if (!couplings.contains(mapCoupling)) {
                throw new InputException(
                        "map_coupling = " + mapCoupling + ": must be one of the couplings " + couplings);
            }
            if (networks < 1 || networks > 10_000) {
                throw new InputException("networks = " + networks + ": must be from 1 to 10000");
            }
        }

        private static void ascending(String key, List<Double> values, double from, double to, int least) {
            boolean fits = values.size() >= least;
            for (int k = 0; k < values.size(); k++) {
                fits &= values.get(k) >= from && values.get(k) <= to && (k == 0 || values.get(k) > values.get(k - 1));
            }
            if (!fits) {
                throw new InputException(key + " = " + values + ": must be at least " + least + " ascending numbers, "
                        + (from < 0 ? "from " + from : "above 0") + " to " + to);
            }
        }

        int points() {
            return balances.size() * densities.size();
        }
    }

    @Override
    public String kind() {
        return "flux-import";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        return new ValueNames()
                .give(
                        "points",
                        "points_with_import_peak",
                        "points_with_correlation_peak",
                        "largest_import_fall_fraction",
                        "largest_correlation_fall_fraction",
                        "largest_import_bits",
                        "map_best_density",
                        "map_best_balance_at_full_density")
                .when(configuration.points() > 1, List.of("map_rank_correlation"));
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return new Grid(configuration, context);
    }

    /// The table is `[point][measure][coupling]`, means over the networks; point = density · balances +
    /// balance.
    private static final class Grid extends TableSession {
        private final Configuration configuration;
        private final RunContext context;
        private final int couplings;

        Grid(Configuration configuration, RunContext context) {
            super(configuration.points(), MEASURES * configuration.couplings().size());
            this.configuration = configuration;
            this.context = context;
            this.couplings = configuration.couplings().size();
        }

        @Override
        public List<String> scalarNames() {
            return List.of("density", "balance", "import_bits", "import_correlation", "flux_bits");
        }

        @Override
        public void advance() {
            int n = configuration.units();
            double density = configuration
                    .densities()
                    .get(done() / configuration.balances().size());
            double balance = configuration
                    .balances()
                    .get(done() % configuration.balances().size());
            RandomWeights law = RandomWeights.normal(configuration.deviation())
                    .withDensity(density)
                    .withBalance(balance);
            int[] reservoir = IntStream.range(0, n).toArray();
            int[] input = IntStream.range(n, n + configuration.inputs()).toArray();
            try (Team team = Team.of(context.threads())) {
                StationarySolver solver = new StationarySolver(team);
                for (int k = 0; k < configuration.networks(); k++) {
                    // The same streams at all points: neighbouring points differ in what they must.
                    RandomStream stream = context.random().split("networks").split(k);
                    BoltzmannMachine machine = BoltzmannMachine.of(n, law.draw(n, stream.split("weights")));
                    double[] v = inputWeights(stream.split("input"));
                    for (int g = 0; g < couplings; g++) {
                        StationaryLaw stationary = solver.solve(InputChannel.attach(
                                machine,
                                configuration.inputs(),
                                v,
                                configuration.couplings().get(g)));
                        add(INFORMATION, g, Unit.BITS.fromNats(SubsetFlux.between(stationary, input, reservoir)));
                        add(
                                CORRELATION,
                                g,
                                correlation(FluxReading.of(stationary, team).correlation()));
                        add(FLUX, g, Unit.BITS.fromNats(SubsetFlux.of(stationary, reservoir)));
                    }
                }
            }
            int at = configuration.couplings().indexOf(configuration.mapCoupling());
            Map<String, Double> row = new LinkedHashMap<>();
            row.put("density", density);
            row.put("balance", balance);
            row.put("import_bits", curve(done(), INFORMATION)[at]);
            row.put("import_correlation", curve(done(), CORRELATION)[at]);
            row.put("flux_bits", curve(done(), FLUX)[at]);
            context.scalars(complete(), row);
        }

        private double[] inputWeights(RandomStream stream) {
            int n = configuration.units();
            int k = configuration.inputs();
            double[] v = new double[n * k];
            CounterRandom random = stream.generator();
            for (int i = 0; i < n; i++) {
                if (configuration.inputWeights() == Configuration.InputWeights.SINGLE) {
                    v[i * k + i % k] = 1;
                } else {
                    for (int j = 0; j < k; j++) {
                        v[i * k + j] = random.nextGaussian();
                    }
                }
            }
            return v;
        }

        /// Root mean square correlation of the inputs at t with the units at t + 1.
        private double correlation(double[] all) {
            int n = configuration.units();
            int total = n + configuration.inputs();
            double sum = 0;
            for (int i = 0; i < n; i++) {
                for (int j = n; j < total; j++) {
                    sum += all[i * total + j] * all[i * total + j];
                }
            }
            return Math.sqrt(sum / (n * (double) configuration.inputs()));
        }

        private void add(int measure, int coupling, double value) {
            table[(done() * MEASURES + measure) * couplings + coupling] += value / configuration.networks();
        }

        private double[] curve(int point, int measure) {
            int from = (point * MEASURES + measure) * couplings;
            return Arrays.copyOfRange(table, from, from + couplings);
        }

        /// One measure over all points at the coupling of the maps, `[density][balance]`.
        private double[] map(int measure) {
            int at = configuration.couplings().indexOf(configuration.mapCoupling());
            double[] map = new double[configuration.points()];
            for (int p = 0; p < map.length; p++) {
                map[p] = curve(p, measure)[at];
            }
            return map;
        }

        @Override
        public void finish(Outcome outcome) {
            outcome.cite("Metzner2022");
            int points = configuration.points();
            double[] information = map(INFORMATION);
            double[] correlation = map(CORRELATION);
            int balances = configuration.balances().size();
            outcome.value("points", points);
            peaks(INFORMATION, "points_with_import_peak", "largest_import_fall_fraction", outcome);
            peaks(CORRELATION, "points_with_correlation_peak", "largest_correlation_fall_fraction", outcome);
            double largest = 0;
            for (int p = 0; p < points; p++) {
                largest = Math.max(
                        largest, Arrays.stream(curve(p, INFORMATION)).max().orElse(0));
            }
            outcome.value("largest_import_bits", largest);
            if (points > 1) {
                outcome.valueOr(
                        "map_rank_correlation",
                        RankCorrelation.of(information, correlation),
                        "One of the two maps is constant.");
            }
            outcome.value("map_best_density", configuration.densities().get(Resonance.largest(information) / balances));
            double[] fullest = Arrays.copyOfRange(information, points - balances, points);
            outcome.value(
                    "map_best_balance_at_full_density", configuration.balances().get(Resonance.largest(fullest)));
            figures(information, correlation, outcome);
            outcome.array("import", table.clone(), configuration.densities().size(), balances, MEASURES, couplings);
        }

        /// How many curves against the coupling fall after their largest value, and by how much of
        /// it at most.
        private void peaks(int measure, String count, String fall, Outcome outcome) {
            int peaks = 0;
            double largest = 0;
            for (int p = 0; p < configuration.points(); p++) {
                double[] curve = curve(p, measure);
                double top = curve[Resonance.largest(curve)];
                double fallen = top > 0 ? 1 - curve[couplings - 1] / top : 0;
                peaks += fallen > FALL ? 1 : 0;
                largest = Math.max(largest, fallen);
            }
            outcome.value(count, peaks);
            outcome.value(fall, largest);
        }

        private void figures(double[] information, double[] correlation, Outcome outcome) {
            String at = " at coupling " + configuration.mapCoupling() + ", mean of "
                    + Plural.of(configuration.networks(), "network") + " of " + Plural.of(configuration.units(), "unit")
                    + " with " + Plural.of(configuration.inputs(), "input") + ".";
            outcome.figure(heat(
                    "import-map",
                    "Information import over density and balance",
                    "Exact I[input(t); state(t+1)]" + at,
                    "I (bits)",
                    information));
            outcome.figure(heat(
                    "import-correlation-map",
                    "Correlation of input and next state over density and balance",
                    "Exact root mean square of the Pearson correlations" + at,
                    "C, RMS",
                    correlation));
            outcome.figure(heat(
                    "flux-map",
                    "Information flux inside the driven network",
                    "Exact I[state(t); state(t+1)]" + at,
                    "I (bits)",
                    map(FLUX)));
            outcome.figure(curves(
                    INFORMATION,
                    "import-against-coupling",
                    "Information import against coupling",
                    "I[input(t); state(t+1)] (bits)"));
            outcome.figure(curves(
                    CORRELATION,
                    "correlation-against-coupling",
                    "Correlation of input and next state against coupling",
                    "C, RMS"));
        }

        private LineChart curves(int measure, String id, String title, String label) {
            double[] x = configuration.couplings().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            int balances = configuration.balances().size();
            int densities = configuration.densities().size();
            List<Series> series = new ArrayList<>();
            for (int d : distinct(0, densities - 1)) {
                for (int b : distinct(0, balances / 2, balances - 1)) {
                    String name = "d = " + configuration.densities().get(d) + ", b = "
                            + configuration.balances().get(b);
                    double[] y = curve(d * balances + b, measure);
                    series.add(d == 0 ? Series.dashed(name, x, y) : Series.lineAndPoints(name, x, y));
                }
            }
            return new LineChart(
                    id,
                    title,
                    "Exact, mean of " + Plural.of(configuration.networks(), "network")
                            + "; density d, balance b. A peak would be an" + " import resonance.",
                    Axis.log("coupling g"),
                    Axis.linear(label).from(0),
                    series.toArray(Series[]::new));
        }

        private static int[] distinct(int... indices) {
            return Arrays.stream(indices).distinct().toArray();
        }

        private HeatMap heat(String id, String title, String caption, String label, double[] values) {
            return new HeatMap(
                    id,
                    title,
                    caption,
                    "balance b",
                    "density d",
                    label,
                    configuration.densities().size(),
                    configuration.balances().size(),
                    values,
                    ColourMap.SEQUENTIAL,
                    0.0,
                    null,
                    groups(configuration.densities()),
                    groups(configuration.balances()));
        }

        private static List<HeatMap.Group> groups(List<Double> values) {
            List<HeatMap.Group> groups = new ArrayList<>();
            for (int k = 0; k < values.size(); k++) {
                groups.add(new HeatMap.Group(String.valueOf(values.get(k)), k));
            }
            return groups;
        }
    }
}
