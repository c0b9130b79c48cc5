package org.gyre.lab.flux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.Descriptive;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.TableSession;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Reference;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.flux.FluxReading;
import org.gyre.measure.flux.StationaryLaw;
import org.gyre.measure.flux.StationarySolver;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.sampling.ContrastiveBracket;
import org.gyre.measure.sampling.ModelBasedFlux;
import org.gyre.measure.sampling.ProcessSampler;
import org.gyre.measure.sampling.RecordedFlux;
import org.gyre.measure.sampling.Transitions;
import org.gyre.measure.series.SymbolSeries;
import org.gyre.measure.transfer.ActiveStorage;
import org.gyre.measure.transfer.ExactTransfer;
import org.gyre.measure.transfer.TransferEntropy;
import org.gyre.nets.boltzmann.BoltzmannMachine;

/// Estimates of the information flux, of storage and of transfer from recordings of growing length,
/// beside the exact values. Kind `flux-estimators`. One step is one recording.
public final class EstimatorBias implements Experiment<EstimatorBias.Configuration> {
    private static final String RATIO = "bias_ratio_%s_steps_#";

    /// Steps before a recording begins.
    private static final int SETTLING = 1000;

    /// The unit whose storage is measured, and that receives the transfer.
    private static final int TARGET = 0;

    private static final int SOURCE = 1;
    private static final int HISTORY = 2;
    private static final DiscreteInformation COUNTED = new DiscreteInformation(DiscreteEntropy.PLUG_IN);

    /// What is estimated from each recording.
    private enum Estimator {
        PLUG_IN(0, "plug-in"),
        MILLER_MADOW(1, "Miller-Madow"),
        GRASSBERGER(2, "Grassberger"),
        MODEL_BASED(3, "model-based"),
        BRACKET_LOWER(4, "bracket, lower end"),
        BRACKET_UPPER(5, "bracket, upper end"),
        STORAGE(6, "active storage, plug-in"),
        TRANSFER(7, "transfer entropy, plug-in");

        private final int column;
        private final String label;

        Estimator(int column, String label) {
            this.column = column;
            this.label = label;
        }

        /// Family of its values for one network.
        String values(FluxNetwork network) {
            return key() + "_" + network.name() + "_steps_#_bits";
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int KINDS = Estimator.values().length;

    /// The keys of the TOML file.
    ///
    /// @param networks which networks, tables `[[networks]]` of at least two units; see [FluxNetwork]
    /// @param lengths T, numbers of steps of the recordings, ascending
    /// @param runs numbers of recordings, one for each length, at least two each
    /// @param bracketPairs largest number K of pairs of states for the bracket, which takes
    ///     K = T while T is smaller
    public record Configuration(
            @Default("[]") List<FluxNetwork> networks,
            @Default("[1000, 10000, 100000, 1000000]") List<Integer> lengths,
            @Default("[200, 50, 10, 5]") List<Integer> runs,
            @Default("2000") int bracketPairs) {
        public Configuration {
            networks = FluxNetwork.checked(networks);
            lengths = List.copyOf(lengths);
            if (networks.stream().anyMatch(network -> network.units() < 2)) {
                throw new InputException(
                        "networks: each must have at least two units, between which transfer is measured");
            }
            boolean ascending = !lengths.isEmpty() && lengths.getFirst() >= 100 && lengths.getLast() <= 10_000_000;
            for (int k = 1; k < lengths.size(); k++) {
                ascending &= lengths.get(k) > lengths.get(k - 1);
            }
            if (!ascending) {
                throw new InputException(
                        "lengths = " + lengths + ": must ascend, from at least 100 to at most 10000000");
            }
            runs = List.copyOf(runs);
            if (runs.size() != lengths.size() || runs.stream().anyMatch(count -> count < 2 || count > 10_000)) {
                throw new InputException("runs = " + runs + ": must be " + lengths.size()
                        + " numbers from 2 to 10000, one for each of the lengths");
            }
            if (bracketPairs < 2 || bracketPairs > 20_000) {
                throw new InputException("bracket_pairs = " + bracketPairs + ": must be from 2 to 20000");
            }
        }
    }

    @Override
    public String kind() {
        return "flux-estimators";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        ValueNames names = new ValueNames();
        for (FluxNetwork network : configuration.networks()) {
            names.give(exact(network, "flux"), exact(network, "storage"), exact(network, "transfer"))
                    .each(String.format(Locale.ROOT, RATIO, network.name()), configuration.lengths());
            for (Estimator estimator : Estimator.values()) {
                names.each(estimator.values(network), configuration.lengths());
            }
        }
        return names;
    }

    private static String exact(FluxNetwork network, String quantity) {
        return "exact_" + quantity + "_" + network.name() + "_bits";
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return new Recordings(configuration, context);
    }

    /// The table is `[network][recording][estimator]`, the recordings by length, bits; NaN where an end of
    /// the bracket is infinite.
    private static final class Recordings extends TableSession {
        private final Configuration configuration;
        private final RunContext context;
        private final List<BoltzmannMachine> machines = new ArrayList<>();
        private final int lengths;
        private final int perNetwork;

        Recordings(Configuration configuration, RunContext context) {
            super(
                    configuration.networks().size()
                            * configuration.runs().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum(),
                    KINDS);
            this.configuration = configuration;
            this.perNetwork =
                    configuration.runs().stream().mapToInt(Integer::intValue).sum();
            this.context = context;
            this.lengths = configuration.lengths().size();
            for (FluxNetwork network : configuration.networks()) {
                machines.add(network.machine(context.random().split("weights")));
            }
        }

        @Override
        public List<String> scalarNames() {
            List<String> names = new ArrayList<>(List.of("network", "length"));
            for (Estimator estimator : Estimator.values()) {
                names.add(estimator.key() + "_bits");
            }
            return names;
        }

        @Override
        public void advance() {
            int network = done() / perNetwork;
            int length = lengthOf(done() % perNetwork);
            BoltzmannMachine machine = machines.get(network);
            RandomStream stream = context.random().split("recordings").split(done());
            ProcessSampler sampler = new ProcessSampler(machine, stream.split("states"));
            sampler.startAnywhere();
            sampler.skip(SETTLING);
            BinaryRaster raster = sampler.record(length);
            double[] row = new double[KINDS];
            row[Estimator.PLUG_IN.column] = recorded(raster, DiscreteEntropy.PLUG_IN);
            row[Estimator.MILLER_MADOW.column] = recorded(raster, DiscreteEntropy.MILLER_MADOW);
            row[Estimator.GRASSBERGER.column] = recorded(raster, DiscreteEntropy.GRASSBERGER);
            row[Estimator.MODEL_BASED.column] = ModelBasedFlux.of(machine, raster, DiscreteEntropy.MILLER_MADOW)
                    .in(Unit.BITS);
            ContrastiveBracket bracket = ContrastiveBracket.of(
                    machine,
                    Transitions.sample(
                            machine,
                            Math.min(length, configuration.bracketPairs()),
                            Transitions.SETTLING,
                            stream.split("pairs")));
            row[Estimator.BRACKET_LOWER.column] = bracket.lower().in(Unit.BITS);
            row[Estimator.BRACKET_UPPER.column] =
                    bracket.upper().map(end -> end.in(Unit.BITS)).orElse(Double.NaN);
            SymbolSeries target = SymbolSeries.of(raster, TARGET);
            row[Estimator.STORAGE.column] =
                    new ActiveStorage(HISTORY).estimate(target, COUNTED).in(Unit.BITS);
            row[Estimator.TRANSFER.column] = new TransferEntropy(HISTORY, HISTORY)
                    .estimate(SymbolSeries.of(raster, SOURCE), target, COUNTED)
                    .in(Unit.BITS);
            System.arraycopy(row, 0, table, done() * KINDS, KINDS);
            Map<String, Double> scalars = new LinkedHashMap<>();
            scalars.put("network", (double) network);
            scalars.put("length", (double) length);
            for (Estimator estimator : Estimator.values()) {
                if (Double.isFinite(row[estimator.column])) {
                    scalars.put(estimator.key() + "_bits", row[estimator.column]);
                }
            }
            context.scalars(complete(), scalars);
        }

        private static double recorded(BinaryRaster raster, DiscreteEntropy estimator) {
            return RecordedFlux.of(raster, 1, estimator).in(Unit.BITS);
        }

        /// T of a recording of a network.
        private int lengthOf(int recording) {
            int index = 0;
            int left = recording;
            while (left >= configuration.runs().get(index)) {
                left -= configuration.runs().get(index++);
            }
            return configuration.lengths().get(index);
        }

        /// All recordings of one length.
        private double[] runs(int network, int length, Estimator estimator) {
            double[] runs = new double[configuration.runs().get(length)];
            int first = network * perNetwork;
            for (int shorter = 0; shorter < length; shorter++) {
                first += configuration.runs().get(shorter);
            }
            for (int r = 0; r < runs.length; r++) {
                runs[r] = table[(first + r) * KINDS + estimator.column];
            }
            return runs;
        }

        @Override
        public void finish(Outcome outcome) {
            outcome.cite("Metzner2024");
            outcome.cite("Grassberger2003");
            outcome.cite("Oord2018");
            TableFigure units = new TableFigure(
                    "units",
                    "Storage and transfer, estimated and exact",
                    "Unit " + TARGET + ", and from unit " + SOURCE + " to it, histories of " + HISTORY
                            + " steps; plug-in, mean ± standard error of " + counts() + ", bits.",
                    "network",
                    "T (steps)",
                    "storage, exact",
                    "storage, estimated",
                    "±",
                    "transfer, exact",
                    "transfer, estimated",
                    "±");
            for (int n = 0; n < machines.size(); n++) {
                FluxNetwork network = configuration.networks().get(n);
                StationaryLaw law = new StationarySolver(Team.alone()).solve(machines.get(n));
                double flux = Unit.BITS.fromNats(FluxReading.of(law).information());
                double storage =
                        ExactTransfer.activeStorage(law, TARGET, HISTORY).in(Unit.BITS);
                double transfer = ExactTransfer.transferEntropy(law, SOURCE, TARGET, HISTORY, HISTORY)
                        .in(Unit.BITS);
                outcome.value(exact(network, "flux"), flux);
                outcome.value(exact(network, "storage"), storage);
                outcome.value(exact(network, "transfer"), transfer);
                for (int t = 0; t < lengths; t++) {
                    double length = configuration.lengths().get(t);
                    for (Estimator estimator : Estimator.values()) {
                        outcome.valueOr(
                                ValueNames.of(estimator.values(network), length),
                                Descriptive.mean(runs(n, t, estimator)),
                                "The upper end of the bracket is infinite in at least one recording.");
                    }
                    outcome.value(
                            ValueNames.of(String.format(Locale.ROOT, RATIO, network.name()), length),
                            ratio(n, t, flux));
                    double[] stored = runs(n, t, Estimator.STORAGE);
                    double[] transferred = runs(n, t, Estimator.TRANSFER);
                    units = units.row(
                            network.name(),
                            configuration.lengths().get(t),
                            storage,
                            Descriptive.mean(stored),
                            Descriptive.standardError(stored),
                            transfer,
                            Descriptive.mean(transferred),
                            Descriptive.standardError(transferred));
                }
                outcome.figure(estimates(n, flux));
                outcome.figure(errors(n, flux));
            }
            outcome.figure(units);
            outcome.array("estimates", table.clone(), machines.size(), perNetwork, KINDS);
        }

        /// How many times less bias the model-based estimate has than the plug-in one, at least:
        /// its bias is taken two standard errors larger than it was seen.
        private double ratio(int network, int length, double flux) {
            double[] modelBased = runs(network, length, Estimator.MODEL_BASED);
            return Math.abs(Descriptive.mean(runs(network, length, Estimator.PLUG_IN)) - flux)
                    / (Math.abs(Descriptive.mean(modelBased) - flux) + 2 * Descriptive.standardError(modelBased));
        }

        /// Such as `200, 50, 10 recordings`, in the order of the lengths.
        private String counts() {
            return configuration.runs().stream().map(String::valueOf).collect(Collectors.joining(", ")) + " recordings";
        }

        private double[] steps() {
            return configuration.lengths().stream()
                    .mapToDouble(Integer::doubleValue)
                    .toArray();
        }

        private LineChart estimates(int n, double flux) {
            List<Series> series = new ArrayList<>();
            for (Estimator estimator : Estimator.values()) {
                if (estimator.column >= Estimator.STORAGE.column) {
                    continue;
                }
                double[] mean = new double[lengths];
                double[] low = new double[lengths];
                double[] high = new double[lengths];
                for (int t = 0; t < lengths; t++) {
                    double[] runs = runs(n, t, estimator);
                    mean[t] = Descriptive.mean(runs);
                    low[t] = mean[t] - Descriptive.standardDeviation(runs);
                    high[t] = mean[t] + Descriptive.standardDeviation(runs);
                }
                Series line = estimator.column < Estimator.BRACKET_LOWER.column
                        ? Series.lineAndPoints(estimator.label, steps(), mean)
                        : Series.dashed(estimator.label, steps(), mean);
                series.add(line.withBand(low, high));
            }
            FluxNetwork network = configuration.networks().get(n);
            return new LineChart(
                            "estimates-" + network.name().replace('_', '-'),
                            "Estimates of the flux of " + title(network),
                            "Mean of " + counts()
                                    + ", standard deviation of one as a band. The bracket"
                                    + " takes up to " + configuration.bracketPairs()
                                    + " independent pairs of states and does not use longer recordings.",
                            Axis.log("T (steps)"),
                            Axis.linear("I (bits)"),
                            series.toArray(Series[]::new))
                    .with(Reference.horizontal("exact", flux));
        }

        private LineChart errors(int n, double flux) {
            List<Series> series = new ArrayList<>();
            for (Estimator estimator :
                    List.of(Estimator.PLUG_IN, Estimator.MILLER_MADOW, Estimator.GRASSBERGER, Estimator.MODEL_BASED)) {
                double[] bias = new double[lengths];
                for (int t = 0; t < lengths; t++) {
                    bias[t] = Math.abs(Descriptive.mean(runs(n, t, estimator)) - flux);
                }
                series.add(Series.lineAndPoints(estimator.label, steps(), bias));
            }
            double[] error = new double[lengths];
            for (int t = 0; t < lengths; t++) {
                error[t] = Descriptive.standardError(runs(n, t, Estimator.MODEL_BASED));
            }
            series.add(Series.dashed("model-based, standard error of the mean", steps(), error));
            FluxNetwork network = configuration.networks().get(n);
            return new LineChart(
                    "bias-" + network.name().replace('_', '-'),
                    "Size of the bias for " + title(network),
                    "Distance of the mean of " + counts()
                            + " from the exact flux. Where it is near the standard error of the mean, the bias is"
                            + " too small to be seen.",
                    Axis.log("T (steps)"),
                    Axis.log("|bias| (bits)"),
                    series.toArray(Series[]::new));
        }

        private static String title(FluxNetwork network) {
            return network.name().replace('_', ' ') + " (" + Plural.of(network.units(), "unit") + ")";
        }
    }
}
