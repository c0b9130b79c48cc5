package org.gyre.lab.flux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.Descriptive;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.ColourMap;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.RandomWeights;

/// Flux, RMS correlation and mean period of random networks over the statistics of their weights; kind `flux-map`.
/// Three planes: (balance, density) and (width, density) of log-normal weights, (standard deviation, N) of normal
/// ones. One step is one grid point.
///
/// Network k of a plane has the same random numbers at every point, so that maps are smooth where the law is, and
/// differences between points are those of the same networks.
public final class PhaseMap implements Experiment<PhaseMap.Configuration> {
    private static final String BY_DENSITY = "information_median_density_#_bits";
    private static final String BY_BALANCE = "information_median_balance_#_bits";
    private static final String CORRELATION = "correlation_median_balance_#";
    private static final String PERIOD = "period_mean_balance_#";

    /// The keys of the TOML file.
    ///
    /// @param networks random networks for each grid point, at least 2
    /// @param units N of the planes of log-normal weights, from 2 to 8
    /// @param logMean mean of log |w|
    /// @param width standard deviation of log |w| in the plane (balance, density)
    /// @param balances b = (N₊ − N₋)/(N₊ + N₋), ascending in [−1, 1], 0 among them
    /// @param densities shares of weights that are not zero, ascending in (0, 1]
    /// @param widths standard deviations of log |w| in the plane (width, density), ascending, balance 0
    /// @param deviations standard deviations of normal weights, ascending
    /// @param sizes N of normal networks, ascending, from 2 to 8
    public record Configuration(
            @Default("400") int networks,
            @Default("5") int units,
            @Default("0.0") double logMean,
            @Default("1.0") double width,

            @Default("[-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1]")
            List<Double> balances,

            @Default("[0.1, 0.2, 0.3, 0.4, 0.55, 0.7, 0.85, 1]")
            List<Double> densities,

            @Default("[0, 0.5, 1, 1.5, 2]") List<Double> widths,
            @Default("[0.1, 0.25, 0.5, 1, 2, 4, 8]") List<Double> deviations,
            @Default("[2, 3, 4, 5, 6, 7, 8]") List<Integer> sizes) {
        public Configuration {
            FluxKeys.atLeast("networks", networks, 2);
            FluxKeys.between("units", units, 2, 8);
            if (!(width >= 0)) {
                throw new InputException("width = " + width + ": must be at least 0");
            }
            balances = FluxKeys.ascending("balances", balances);
            if (balances.getFirst() < -1 || balances.getLast() > 1 || !balances.contains(0.0)) {
                throw new InputException("balances = " + balances + ": must be from -1 to 1, 0 among them");
            }
            densities = FluxKeys.ascending("densities", densities);
            if (densities.getFirst() <= 0 || densities.getLast() > 1) {
                throw new InputException("densities = " + densities + ": must be above 0 and at most 1");
            }
            widths = FluxKeys.ascending("widths", widths);
            if (widths.getFirst() < 0) {
                throw new InputException("widths = " + widths + ": must be at least 0");
            }
            deviations = FluxKeys.ascending("deviations", deviations);
            if (deviations.getFirst() <= 0) {
                throw new InputException("deviations = " + deviations + ": must be positive");
            }
            sizes = FluxKeys.ascending("sizes", sizes);
            if (sizes.getFirst() < 2 || sizes.getLast() > 8) {
                throw new InputException("sizes = " + sizes + ": must be from 2 to 8");
            }
        }

        private List<Plane> planes() {
            List<Double> numbers = sizes.stream().map(Integer::doubleValue).toList();
            String logNormal = " of " + Plural.of(units, "unit") + ", log-normal magnitudes";
            return List.of(
                    new Plane(
                            "balance-density",
                            "balance and density",
                            logNormal,
                            "balance",
                            balances,
                            "density",
                            densities),
                    new Plane(
                            "width-density",
                            "width and density",
                            logNormal,
                            "width of log |w|",
                            widths,
                            "density",
                            densities),
                    new Plane(
                            "coupling-size",
                            "coupling and size",
                            " of N units, normal weights",
                            "standard deviation",
                            deviations,
                            "N",
                            numbers));
        }

        /// Whether the mirror image of every network is on the map.
        private boolean bothEnds() {
            return balances.getFirst() == -1 && balances.getLast() == 1;
        }
    }

    /// Two knobs; columns are values of the first, rows of the second.
    private record Plane(
            String id,
            String title,
            String networks,
            String xName,
            List<Double> columns,
            String yName,
            List<Double> rows) {
        int points() {
            return columns.size() * rows.size();
        }
    }

    @Override
    public String kind() {
        return "flux-map";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        return new ValueNames()
                .each(BY_DENSITY, configuration.densities())
                .each(BY_BALANCE, configuration.balances())
                .each(CORRELATION, configuration.balances())
                .each(PERIOD, configuration.balances())
                .give("period_largest_balance", "information_largest_bits")
                .when(
                        configuration.bothEnds(),
                        List.of(
                                "information_mirror_difference_bits",
                                "period_ends_ratio",
                                "period_ends_difference_standard_errors"));
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return new Study(configuration, context);
    }

    /// What is mapped, in the order of the state.
    private enum Quantity {
        INFORMATION(0, "flux", "Information flux", "information flux (bits)"),
        CORRELATION(1, "correlation", "RMS correlation", "C_RMS"),
        PERIOD(2, "period", "Mean period", "mean period (steps)");

        private final int place;
        private final String id;
        private final String name;
        private final String label;

        Quantity(int place, String id, String name, String label) {
            this.place = place;
            this.id = id;
            this.name = name;
            this.label = label;
        }
    }

    private static final class Study implements Session {
        private final Configuration configuration;
        private final RunContext context;
        private final Team team;
        private final List<Plane> planes;
        /// `[point][quantity][network]`, planes after each other, a point's row before its column.
        private final double[] readings;

        private int done;

        Study(Configuration configuration, RunContext context) {
            this.configuration = configuration;
            this.context = context;
            this.team = Team.of(context.threads());
            this.planes = configuration.planes();
            this.readings = new double[points() * Quantity.values().length * configuration.networks()];
        }

        private int points() {
            return planes.stream().mapToInt(Plane::points).sum();
        }

        @Override
        public long totalSteps() {
            return points();
        }

        @Override
        public long completedSteps() {
            return done;
        }

        @Override
        public List<String> scalarNames() {
            return List.of("information_mean_bits", "correlation_mean", "period_mean");
        }

        @Override
        public List<Figure> live() {
            List<Figure> maps = new ArrayList<>();
            int first = 0;
            for (Plane plane : planes) {
                maps.add(map(plane, first, Quantity.INFORMATION, "live-", "Points to come are grey. "));
                first += plane.points();
            }
            return maps;
        }

        /// Network k at a point of a plane.
        private BoltzmannMachine machine(int plane, double column, double row, int k) {
            RandomStream stream = context.random().split(planes.get(plane).id()).split(k);
            if (plane == 2) {
                int units = (int) row;
                return BoltzmannMachine.of(units, RandomWeights.normal(column).draw(units, stream));
            }
            RandomWeights law = plane == 0
                    ? RandomWeights.logNormal(configuration.logMean(), configuration.width())
                            .withBalance(column)
                    : RandomWeights.logNormal(configuration.logMean(), column);
            return BoltzmannMachine.of(
                    configuration.units(), law.withDensity(row).draw(configuration.units(), stream));
        }

        @Override
        public void advance() {
            int plane = 0;
            int point = done;
            while (point >= planes.get(plane).points()) {
                point -= planes.get(plane++).points();
            }
            Plane at = planes.get(plane);
            double column = at.columns().get(point % at.columns().size());
            double row = at.rows().get(point / at.columns().size());
            int which = plane;
            int count = configuration.networks();
            NetworkReading[] networks = NetworkReading.ofAll(count, k -> machine(which, column, row, k), team);
            int from = done * Quantity.values().length * count;
            for (int k = 0; k < count; k++) {
                readings[from + k] = networks[k].information();
                readings[from + count + k] = networks[k].correlationRms();
                readings[from + 2 * count + k] = networks[k].meanPeriod();
            }
            int now = done++;
            Map<String, Double> means = new LinkedHashMap<>();
            means.put("information_mean_bits", Descriptive.mean(of(now, Quantity.INFORMATION)));
            means.put("correlation_mean", Descriptive.mean(of(now, Quantity.CORRELATION)));
            means.put("period_mean", Descriptive.mean(of(now, Quantity.PERIOD)));
            context.scalars(done, means);
        }

        private double[] of(int point, Quantity quantity) {
            int count = configuration.networks();
            int from = (point * Quantity.values().length + quantity.place) * count;
            return Arrays.copyOfRange(readings, from, from + count);
        }

        /// A point of the plane (balance, density), the first one.
        private double[] balanced(double balance, double density, Quantity quantity) {
            int row = configuration.densities().indexOf(density);
            int column = configuration.balances().indexOf(balance);
            return of(row * configuration.balances().size() + column, quantity);
        }

        @Override
        public void save(SnapshotWriter out) {
            out.put("readings", readings);
            out.put("done", (long) done);
        }

        @Override
        public void restore(SnapshotReader in) {
            in.into(readings, "readings");
            done = (int) in.integer("done");
        }

        @Override
        public long arrayBytes() {
            return 8L * readings.length;
        }

        @Override
        public void finish(Outcome outcome) {
            outcome.cite("Metzner2024");
            outcome.cite("Krauss2019");
            values(outcome);
            outcome.figure(balanceCurve());
            int first = 0;
            for (Plane plane : planes) {
                for (Quantity quantity : Quantity.values()) {
                    outcome.figure(map(plane, first, quantity, "", ""));
                }
                double[] part = Arrays.copyOfRange(readings, offset(first), offset(first + plane.points()));
                outcome.array(
                        plane.id().replace('-', '_'),
                        part,
                        plane.rows().size(),
                        plane.columns().size(),
                        Quantity.values().length,
                        configuration.networks());
                first += plane.points();
            }
            outcome.figure(table());
        }

        private int offset(int point) {
            return point * Quantity.values().length * configuration.networks();
        }

        private void values(Outcome outcome) {
            double dense = configuration.densities().getLast();
            for (double density : configuration.densities()) {
                outcome.value(
                        ValueNames.of(BY_DENSITY, density),
                        Descriptive.median(balanced(0, density, Quantity.INFORMATION)));
            }
            double peak = Double.NaN;
            double longest = 0;
            for (double balance : configuration.balances()) {
                outcome.value(
                        ValueNames.of(BY_BALANCE, balance),
                        Descriptive.median(balanced(balance, dense, Quantity.INFORMATION)));
                outcome.value(
                        ValueNames.of(CORRELATION, balance),
                        Descriptive.median(balanced(balance, dense, Quantity.CORRELATION)));
                double period = Descriptive.mean(balanced(balance, dense, Quantity.PERIOD));
                outcome.value(ValueNames.of(PERIOD, balance), period);
                if (period > longest) {
                    longest = period;
                    peak = balance;
                }
            }
            outcome.value("period_largest_balance", peak);
            double largest = 0;
            for (int point = 0; point < points(); point++) {
                largest = Math.max(largest, Descriptive.mean(of(point, Quantity.INFORMATION)));
            }
            outcome.value("information_largest_bits", largest);
            if (configuration.bothEnds()) {
                ends(dense, outcome);
            }
        }

        /// From W to −W each state goes where its opposite went: T(y|x) becomes T(y|−x). Without bias the law of the
        /// pairs {x, −x} stays, and with it the flux; what stood still begins to alternate.
        private void ends(double dense, Outcome outcome) {
            double difference = 0;
            for (double density : configuration.densities()) {
                double[] negative = balanced(-1, density, Quantity.INFORMATION);
                double[] positive = balanced(1, density, Quantity.INFORMATION);
                for (int k = 0; k < negative.length; k++) {
                    difference = Math.max(difference, Math.abs(negative[k] - positive[k]));
                }
            }
            outcome.value("information_mirror_difference_bits", difference);
            double[] negative = balanced(-1, dense, Quantity.PERIOD);
            double[] positive = balanced(1, dense, Quantity.PERIOD);
            double[] longer = new double[negative.length];
            Arrays.setAll(longer, k -> negative[k] - positive[k]);
            double error = Descriptive.standardError(longer);
            outcome.value("period_ends_ratio", Descriptive.mean(negative) / Descriptive.mean(positive));
            outcome.valueOr(
                    "period_ends_difference_standard_errors",
                    Descriptive.mean(longer) / error,
                    "The difference is the same for every network.");
        }

        private LineChart balanceCurve() {
            double dense = configuration.densities().getLast();
            double[] x = configuration.balances().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            List<Series> series = new ArrayList<>();
            for (Quantity quantity : Quantity.values()) {
                double[] mean = new double[x.length];
                double[] low = new double[x.length];
                double[] high = new double[x.length];
                for (int k = 0; k < x.length; k++) {
                    double[] sample = balanced(x[k], dense, quantity);
                    mean[k] = Descriptive.mean(sample);
                    double error = 2 * Descriptive.standardError(sample);
                    low[k] = mean[k] - error;
                    high[k] = mean[k] + error;
                }
                series.add(Series.lineAndPoints(quantity.label, x, mean).withBand(low, high));
            }
            return new LineChart(
                    "balance",
                    "Balance as the control parameter",
                    "Means over " + Plural.of(configuration.networks(), "network") + " of "
                            + Plural.of(configuration.units(), "unit") + " at density " + FluxKeys.number(dense)
                            + "; bands are two standard errors. All weights negative: the states alternate, period 2. All"
                            + " weights positive: they stand still, period 1. Flux and C_RMS are the same at both ends,"
                            + " because a network and its negative differ only in the sign of every other state.",
                    Axis.linear("balance"),
                    Axis.linear("mean").from(0),
                    series.toArray(Series[]::new));
        }

        /// @param prefix of the identifier
        /// @param note   before the caption
        private HeatMap map(Plane plane, int first, Quantity quantity, String prefix, String note) {
            double[] means = new double[plane.points()];
            int columns = plane.columns().size();
            for (int point = 0; point < means.length; point++) {
                // The largest ordinate at the top, as on axes.
                int row = plane.rows().size() - 1 - point / columns;
                means[row * columns + point % columns] =
                        first + point < done ? Descriptive.mean(of(first + point, quantity)) : Double.NaN;
            }
            return new HeatMap(
                    prefix + plane.id() + "-" + quantity.id,
                    quantity.name + " over " + plane.title(),
                    note + "Each cell is the mean over " + configuration.networks() + " random networks"
                            + plane.networks() + "."
                            + (quantity == Quantity.PERIOD
                                    ? " The period of the deterministic limit, mean over all initial states; units"
                                            + " without input stay. It does not depend on the strength of the weights, only"
                                            + " on their ratios."
                                    : " Exact values of the stationary law."),
                    plane.xName(),
                    plane.yName(),
                    quantity.label,
                    plane.rows().size(),
                    columns,
                    means,
                    ColourMap.SEQUENTIAL,
                    null,
                    null,
                    groups(plane.rows().reversed()),
                    groups(plane.columns()));
        }

        private static List<HeatMap.Group> groups(List<Double> values) {
            List<HeatMap.Group> groups = new ArrayList<>();
            for (double value : values) {
                groups.add(new HeatMap.Group(FluxKeys.number(value), groups.size()));
            }
            return groups;
        }

        private TableFigure table() {
            TableFigure table = new TableFigure(
                    "densities",
                    "Density at balance 0",
                    "Log-normal weights; medians over the networks of a grid point, and the standard error of the mean"
                            + " flux.",
                    "density",
                    "flux, median (bits)",
                    "flux, mean",
                    "standard error",
                    "C_RMS, median",
                    "mean period");
            for (double density : configuration.densities()) {
                double[] information = balanced(0, density, Quantity.INFORMATION);
                table = table.row(
                        density,
                        Descriptive.median(information),
                        Descriptive.mean(information),
                        Descriptive.standardError(information),
                        Descriptive.median(balanced(0, density, Quantity.CORRELATION)),
                        Descriptive.mean(balanced(0, density, Quantity.PERIOD)));
            }
            return table;
        }

        @Override
        public void close() {
            team.close();
        }
    }
}
