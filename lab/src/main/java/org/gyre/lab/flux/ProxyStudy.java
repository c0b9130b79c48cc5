package org.gyre.lab.flux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.Descriptive;
import org.gyre.core.stats.RankCorrelation;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Reference;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.measure.flux.ProxyBoundary;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.Coding;
import org.gyre.nets.boltzmann.RandomWeights;
import org.jspecify.annotations.Nullable;

/// The exact information flux against the correlations that are to stand for it, over ensembles of random networks
/// (claim C2); kind `flux-proxy`. One step is one ensemble: one coupling, one repeat.
///
/// How strong a coupling is: s = √(mean square of a weight · N), the size of a unit's input, halved in {0,1} coding,
/// where (W, b) is the ±1 network (W/2, …).
public final class ProxyStudy implements Experiment<ProxyStudy.Configuration> {
    private static final String SPEARMAN = "spearman_correlation_RANGE_coupling_#";
    private static final String PAIRS = "spearman_pair_information_median_coupling_#";
    private static final String SIGNED = "spearman_signed_mean_median_coupling_#";
    private static final String INFORMATION = "information_median_coupling_#_bits";
    private static final String CORRELATION = "correlation_median_coupling_#";
    private static final List<String> RANGE = List.of("smallest", "median", "largest");

    /// Above this rank correlation the proxy is said to keep the order of networks.
    private static final double KEEPS = 0.9;

    private static final int QUANTITIES = 4;

    /// The law of the weights.
    public enum Law {
        /// Normal with mean zero; the coupling is its standard deviation.
        NORMAL,
        /// Log-normal magnitudes of either sign; the coupling is the mean of log |w|.
        LOG_NORMAL
    }

    /// The keys of the TOML file.
    ///
    /// @param networks random networks of an ensemble, at least 3
    /// @param repeats independent ensembles for each coupling, which show the spread of a rank correlation
    /// @param units N, from 2 to 10
    /// @param weights law of the weights: `normal` or `log-normal`
    /// @param couplings strengths of the coupling, ascending: standard deviations, or means of log |w|
    /// @param width standard deviation of log |w|; for log-normal weights only
    /// @param density share of weights that are not zero, in (0, 1]
    /// @param coding `pm1` or `binary`
    /// @param weakNetworks normal networks on which the law of weak coupling is tested; 0 leaves it out
    /// @param weakDeviation standard deviation of their weights
    public record Configuration(
            @Default("500") int networks,
            @Default("8") int repeats,
            @Default("5") int units,
            @Default("normal") Law weights,
            @Default("[0.1, 0.3, 0.5, 1, 2, 5]") List<Double> couplings,
            @Default("1.0") double width,
            @Default("1.0") double density,
            @Default("pm1") Coding coding,
            @Default("300") int weakNetworks,
            @Default("0.05") double weakDeviation) {
        public Configuration {
            FluxKeys.atLeast("networks", networks, 3);
            FluxKeys.atLeast("repeats", repeats, 1);
            FluxKeys.between("units", units, 2, 10);
            couplings = FluxKeys.ascending("couplings", couplings);
            if (weights == Law.NORMAL && couplings.getFirst() <= 0) {
                throw new InputException("couplings = " + couplings + ": standard deviations must be positive");
            }
            if (!(width >= 0)) {
                throw new InputException("width = " + width + ": must be at least 0");
            }
            if (!(density > 0 && density <= 1)) {
                throw new InputException("density = " + density + ": must be above 0 and at most 1");
            }
            FluxKeys.atLeast("weak_networks", weakNetworks, 0);
            if (!(weakDeviation > 0)) {
                throw new InputException("weak_deviation = " + weakDeviation + ": must be positive");
            }
        }

        RandomWeights law(double coupling) {
            RandomWeights dense =
                    weights == Law.NORMAL ? RandomWeights.normal(coupling) : RandomWeights.logNormal(coupling, width);
            return dense.withDensity(density);
        }

        /// s, the size of a unit's input.
        double strength(double coupling) {
            // Of a log-normal law the mean square is e^(2μ + 2 width²).
            double weight = weights == Law.NORMAL ? coupling : Math.exp(coupling + width * width);
            return weight * Math.sqrt(density * units) / (coding == Coding.BINARY ? 2 : 1);
        }
    }

    @Override
    public String kind() {
        return "flux-proxy";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        ValueNames names = new ValueNames();
        RANGE.forEach(end -> names.each(SPEARMAN.replace("RANGE", end), configuration.couplings()));
        for (String family : List.of(PAIRS, SIGNED, INFORMATION, CORRELATION)) {
            names.each(family, configuration.couplings());
        }
        return names.give(
                        "spearman_signed_mean_largest",
                        "spearman_pair_information_departure",
                        "strength_order_kept",
                        "strength_order_reversed")
                .when(configuration.weakNetworks() > 0, List.of("weak_law_smallest", "weak_law_largest"));
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return new Study(configuration, context);
    }

    /// The law of weak coupling, I = N² C² / (2 ln 2), bits.
    static double weakLaw(int units, double correlation) {
        return units * units * correlation * correlation / (2 * Math.log(2));
    }

    private static final class Study implements Session {
        private final Configuration configuration;
        private final RunContext context;
        private final Team team;
        /// `[coupling][repeat][quantity][network]`: I, C_RMS, mean pair information, signed mean.
        private final double[] readings;
        /// `[network]`: ratio of the flux to the law of weak coupling.
        private final double[] weak;

        private int done;

        Study(Configuration configuration, RunContext context) {
            this.configuration = configuration;
            this.context = context;
            this.team = Team.of(context.threads());
            this.readings = new double[ensembles() * QUANTITIES * configuration.networks()];
            this.weak = new double[configuration.weakNetworks()];
        }

        private int ensembles() {
            return configuration.couplings().size() * configuration.repeats();
        }

        @Override
        public long totalSteps() {
            long ensembles = ensembles();
            return weak.length > 0 ? ensembles + 1 : ensembles;
        }

        @Override
        public long completedSteps() {
            return done;
        }

        @Override
        public List<String> scalarNames() {
            return List.of("coupling", "spearman_correlation", "spearman_pair_information", "spearman_signed_mean");
        }

        @Override
        public void advance() {
            if (done == ensembles()) {
                weakNetworks();
                done++;
                return;
            }
            double coupling = configuration.couplings().get(done / configuration.repeats());
            RandomWeights law = configuration.law(coupling);
            RandomStream stream = context.random().split("ensemble").split(done);
            int count = configuration.networks();
            int units = configuration.units();
            NetworkReading[] ensemble = NetworkReading.ofAll(
                    count,
                    k -> BoltzmannMachine.of(units, law.draw(units, stream.split(k)))
                            .withCoding(configuration.coding()),
                    team);
            int at = done * QUANTITIES * count;
            for (int k = 0; k < count; k++) {
                readings[at + k] = ensemble[k].information();
                readings[at + count + k] = ensemble[k].correlationRms();
                readings[at + 2 * count + k] = ensemble[k].pairInformation();
                readings[at + 3 * count + k] = ensemble[k].correlationMean();
            }
            int ensembleNumber = done++;
            Map<String, Double> row = new LinkedHashMap<>();
            row.put("coupling", coupling);
            finite(row, "spearman_correlation", spearman(ensembleNumber, 1));
            finite(row, "spearman_pair_information", spearman(ensembleNumber, 2));
            finite(row, "spearman_signed_mean", spearman(ensembleNumber, 3));
            context.scalars(done, row);
        }

        /// An ensemble whose correlations are all equal has no order, and leaves its cell empty.
        private static void finite(Map<String, Double> row, String name, double value) {
            if (Double.isFinite(value)) {
                row.put(name, value);
            }
        }

        private void weakNetworks() {
            RandomWeights law = RandomWeights.normal(configuration.weakDeviation());
            RandomStream stream = context.random().split("weak");
            int units = configuration.units();
            NetworkReading[] networks = NetworkReading.ofAll(
                    weak.length, k -> BoltzmannMachine.of(units, law.draw(units, stream.split(k))), team);
            Arrays.setAll(weak, k -> networks[k].information() / weakLaw(units, networks[k].correlationRms()));
        }

        private double[] quantity(int ensemble, int quantity) {
            int count = configuration.networks();
            int from = (ensemble * QUANTITIES + quantity) * count;
            return Arrays.copyOfRange(readings, from, from + count);
        }

        /// ρ between the flux and another quantity over the networks of one ensemble.
        private double spearman(int ensemble, int quantity) {
            return RankCorrelation.of(quantity(ensemble, 0), quantity(ensemble, quantity));
        }

        @Override
        public void save(SnapshotWriter out) {
            out.put("readings", readings);
            out.put("weak", weak);
            out.put("done", (long) done);
        }

        @Override
        public void restore(SnapshotReader in) {
            in.into(readings, "readings");
            in.into(weak, "weak");
            done = (int) in.integer("done");
        }

        @Override
        public long arrayBytes() {
            return 8L * readings.length;
        }

        @Override
        public void finish(Outcome outcome) {
            outcome.cite("Metzner2024");
            List<Row> rows = new ArrayList<>();
            for (int c = 0; c < configuration.couplings().size(); c++) {
                rows.add(row(c));
            }
            values(rows, outcome);
            outcome.text("validity", verdict(rows));
            outcome.figure(scatter());
            outcome.figure(curve(rows));
            outcome.figure(table(rows));
            if (weak.length > 0) {
                outcome.value("weak_law_smallest", Arrays.stream(weak).min().orElseThrow());
                outcome.value("weak_law_largest", Arrays.stream(weak).max().orElseThrow());
                outcome.array("weak_law_ratio", weak);
            }
            outcome.array(
                    "readings",
                    readings,
                    configuration.couplings().size(),
                    configuration.repeats(),
                    QUANTITIES,
                    configuration.networks());
        }

        /// One coupling: medians over all its networks, and ρ over its repeats.
        private record Row(
                double coupling,
                double strength,
                double information,
                double correlation,
                double low,
                double middle,
                double high,
                double pairs,
                double departure,
                double signed) {}

        private Row row(int c) {
            int repeats = configuration.repeats();
            double[] correlation = new double[repeats];
            double[] pairs = new double[repeats];
            double[] signed = new double[repeats];
            double[] information = new double[repeats * configuration.networks()];
            double[] rms = new double[information.length];
            double departure = 0;
            for (int r = 0; r < repeats; r++) {
                int ensemble = c * repeats + r;
                correlation[r] = spearman(ensemble, 1);
                pairs[r] = spearman(ensemble, 2);
                signed[r] = spearman(ensemble, 3);
                departure = Math.max(departure, Math.abs(correlation[r] - pairs[r]));
                int count = configuration.networks();
                System.arraycopy(quantity(ensemble, 0), 0, information, r * count, count);
                System.arraycopy(quantity(ensemble, 1), 0, rms, r * count, count);
            }
            double coupling = configuration.couplings().get(c);
            return new Row(
                    coupling,
                    configuration.strength(coupling),
                    Descriptive.median(information),
                    Descriptive.median(rms),
                    quantile(correlation, 0),
                    quantile(correlation, 0.5),
                    quantile(correlation, 1),
                    quantile(pairs, 0.5),
                    departure,
                    quantile(signed, 0.5));
        }

        /// A quantile of the repeats, NaN if one of them has none.
        private static double quantile(double[] repeats, double p) {
            return Arrays.stream(repeats).anyMatch(Double::isNaN) ? Double.NaN : Descriptive.quantile(repeats, p);
        }

        private void values(List<Row> rows, Outcome outcome) {
            String constant = "The networks of an ensemble are all alike.";
            for (Row row : rows) {
                double[] range = {row.low, row.middle, row.high};
                for (int k = 0; k < range.length; k++) {
                    String family = SPEARMAN.replace("RANGE", RANGE.get(k));
                    outcome.valueOr(ValueNames.of(family, row.coupling), range[k], constant);
                }
                outcome.valueOr(ValueNames.of(PAIRS, row.coupling), row.pairs, constant);
                outcome.valueOr(ValueNames.of(SIGNED, row.coupling), row.signed, constant);
                outcome.value(ValueNames.of(INFORMATION, row.coupling), row.information);
                outcome.value(ValueNames.of(CORRELATION, row.coupling), row.correlation);
            }
            outcome.valueOr(
                    "spearman_signed_mean_largest",
                    rows.stream().mapToDouble(row -> Math.abs(row.signed)).max().orElseThrow(),
                    constant);
            outcome.valueOr(
                    "spearman_pair_information_departure",
                    rows.stream().mapToDouble(Row::departure).max().orElseThrow(),
                    constant);
            Row kept = lastKept(rows);
            Row reversed = firstReversed(rows);
            outcome.valueOr(
                    "strength_order_kept",
                    kept == null ? Double.NaN : kept.strength,
                    "At no coupling does C_RMS order the networks like their flux.");
            outcome.valueOr(
                    "strength_order_reversed",
                    reversed == null ? Double.NaN : reversed.strength,
                    "At no coupling is the order reversed.");
        }

        /// The strongest coupling up to which the proxy keeps the order in every repeat.
        private static @Nullable Row lastKept(List<Row> rows) {
            Row kept = null;
            for (Row row : rows) {
                if (!(row.low >= KEEPS)) {
                    break;
                }
                kept = row;
            }
            return kept;
        }

        /// The weakest coupling at which the order is reversed in every repeat.
        private static @Nullable Row firstReversed(List<Row> rows) {
            return rows.stream().filter(row -> row.high < 0).findFirst().orElse(null);
        }

        private String verdict(List<Row> rows) {
            Row kept = lastKept(rows);
            Row reversed = firstReversed(rows);
            String text = kept == null
                    ? "At none of these couplings does C_RMS order the networks like their flux in every repeat (rank"
                            + " correlation of at least " + KEEPS + ")."
                    : "Up to a coupling of " + FluxKeys.number(kept.coupling) + " (input size "
                            + FluxKeys.number(kept.strength) + ", median C_RMS " + FluxKeys.number(kept.correlation)
                            + ") C_RMS orders the networks like their flux, with a rank correlation of at least "
                            + KEEPS
                            + " in every repeat: there it is a cheap readout.";
            if (reversed == null) {
                return text + " At none of them is the order reversed in every repeat.";
            }
            return text + " From a coupling of " + FluxKeys.number(reversed.coupling) + " (input size "
                    + FluxKeys.number(reversed.strength) + ", median C_RMS " + FluxKeys.number(reversed.correlation)
                    + ") the order is reversed: strong networks have few attractors, so that units are correlated and"
                    + " the entropy is small, and the larger C_RMS belongs to the smaller flux. Between the two it"
                    + " should not be used to compare networks either.";
        }

        private double boundary() {
            return ProxyBoundary.correlation(configuration.units());
        }

        private LineChart scatter() {
            int couplings = configuration.couplings().size();
            Series[] series = new Series[couplings + 1];
            double largestFlux = 0;
            for (int c = 0; c < couplings; c++) {
                double[] information = quantity(c * configuration.repeats(), 0);
                largestFlux =
                        Math.max(largestFlux, Arrays.stream(information).max().orElseThrow());
                series[c] = Series.points(
                        FluxKeys.number(configuration.couplings().get(c)),
                        quantity(c * configuration.repeats(), 1),
                        information);
            }
            int n = configuration.units();
            double end = Math.min(1, Math.sqrt(largestFlux / weakLaw(n, 1)));
            double[] x = new double[101];
            double[] y = new double[x.length];
            Arrays.setAll(x, k -> end * k / (x.length - 1));
            Arrays.setAll(y, k -> weakLaw(n, x[k]));
            series[couplings] = Series.line("N² C² / (2 ln 2)", x, y);
            return new LineChart(
                            "scatter",
                            "Flux against RMS correlation",
                            "Each point is a random network, all values exact; a colour is a coupling ("
                                    + (configuration.weights() == Law.NORMAL
                                            ? "standard deviation of the weights"
                                            : "mean of log |w|")
                                    + "); first repeat. The curve is the law of weak coupling, the vertical line the"
                                    + " boundary 0.56/√N beyond which C_RMS loses the order of the fluxes.",
                            Axis.linear("C_RMS").from(0),
                            Axis.linear("information flux (bits)").from(0),
                            series)
                    .with(Reference.vertical("boundary", boundary()));
        }

        private LineChart curve(List<Row> rows) {
            double[] x = column(rows, Row::strength);
            return new LineChart(
                            "order",
                            "Where the cheap readout holds",
                            "Rank correlation (Spearman) with the exact flux over the networks of an ensemble: median,"
                                    + " and as a band the smallest and largest of " + configuration.repeats()
                                    + " repeats. The input size is √(N · mean square of a weight)"
                                    + (configuration.coding() == Coding.BINARY ? ", halved for units of 0 and 1" : "")
                                    + ".",
                            Axis.log("input size"),
                            Axis.linear("rank correlation with the flux").between(-1, 1),
                            Series.lineAndPoints("C_RMS", x, column(rows, Row::middle))
                                    .withBand(column(rows, Row::low), column(rows, Row::high)),
                            Series.dashed("mean I_ij", x, column(rows, Row::pairs)),
                            Series.lineAndPoints("signed mean of C", x, column(rows, Row::signed)))
                    .with(Reference.vertical("input size 1", 1), Reference.horizontal("no order", 0));
        }

        private static double[] column(List<Row> rows, ToDoubleFunction<Row> field) {
            return rows.stream().mapToDouble(field).toArray();
        }

        private TableFigure table(List<Row> rows) {
            TableFigure table = new TableFigure(
                    "ensembles",
                    "Ensembles",
                    "Medians over all networks of a coupling; rank correlations with the flux over the networks of each"
                            + " repeat.",
                    "coupling",
                    "input size",
                    "flux, median (bits)",
                    "C_RMS, median",
                    "ρ of C_RMS, smallest",
                    "median",
                    "largest",
                    "ρ of mean I_ij, median",
                    "ρ of signed mean, median");
            for (Row row : rows) {
                table = table.row(
                        row.coupling,
                        row.strength,
                        row.information,
                        row.correlation,
                        row.low,
                        row.middle,
                        row.high,
                        row.pairs,
                        row.signed);
            }
            return table;
        }

        @Override
        public void close() {
            team.close();
        }
    }
}
