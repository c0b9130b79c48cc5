package org.gyre.lab.flux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
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
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.sampling.ModelBasedFlux;
import org.gyre.measure.sampling.ProcessSampler;
import org.gyre.measure.sampling.RecordedFlux;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.FluxObjective;
import org.jspecify.annotations.Nullable;

/// Information flux against input noise: exactly, in the stationary law, and as an observer sees it
/// in a window of finite length. Kind `flux-resonance`. One step is one network at one noise.
///
/// "Recurrence resonance" is a flux that is largest at a noise above zero (Krauss et al. 2019,
/// Metzner et al. 2024). A network that is held in a part of its states shows little flux to an
/// observer who leaves before it does, so that noise helps, whatever the stationary law says; where
/// the exact flux rises too, noise makes the shares of the attractors more equal.
public final class Resonance implements Experiment<Resonance.Configuration> {
    private static final String EXACT = "exact_%s_noise_#_bits";
    private static final String FINITE = "finite_%s_noise_#_bits";

    /// The keys of the TOML file.
    ///
    /// @param networks which networks, tables `[[networks]]`; see [FluxNetwork]
    /// @param noises standard deviations of the input noise, ascending from 0, at least three
    /// @param steps length of the window: the number of successive states that an observer sees
    /// @param runs number of windows, each from a random state
    /// @param pulsePeriod beside steady noise, noise in every so many-th step only; 0 for none
    /// @param census all motifs of three units, or absent
    /// @param subsets what an observer of pairs and triplets sees in larger networks, or absent
    /// @param quadrature the error of a coarse average over the noise, or absent
    public record Configuration(
            @Default("[]") List<FluxNetwork> networks,
            @Default("[0, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20]") List<Double> noises,
            @Default("1000") int steps,
            @Default("8") int runs,
            @Default("0") int pulsePeriod,
            @Nullable NoiseCensus census,
            @Nullable NoiseInSubsets subsets,
            @Nullable QuadratureTrap quadrature) {
        public Configuration {
            networks = FluxNetwork.checked(networks);
            noises = checkedNoises(noises);
            if (steps < 3 || steps > 10_000_000) {
                throw new InputException("steps = " + steps + ": must be from 3 to 10000000");
            }
            if (runs < 2 || runs > 1000) {
                throw new InputException("runs = " + runs + ": must be from 2 to 1000");
            }
            if (pulsePeriod < 0) {
                throw new InputException("pulse_period = " + pulsePeriod + ": must be at least 0");
            }
        }
    }

    /// Noises of a sweep: from 0, ascending, at least three, so that there is a middle.
    static List<Double> checkedNoises(List<Double> noises) {
        boolean ascending = noises.size() >= 3 && noises.getFirst() == 0 && noises.getLast() <= 100;
        for (int k = 1; k < noises.size(); k++) {
            ascending &= noises.get(k) > noises.get(k - 1);
        }
        if (!ascending) {
            throw new InputException(
                    "noises = " + noises + ": must be at least three numbers that ascend from 0 to at most 100");
        }
        return List.copyOf(noises);
    }

    @Override
    public String kind() {
        return "flux-resonance";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        ValueNames names = new ValueNames();
        for (FluxNetwork network : configuration.networks()) {
            names.each(String.format(Locale.ROOT, EXACT, network.name()), configuration.noises())
                    .each(String.format(Locale.ROOT, FINITE, network.name()), configuration.noises())
                    .give(
                            "best_noise_exact_" + network.name(),
                            "gain_exact_" + network.name() + "_bits",
                            "rises_exact_" + network.name(),
                            "best_noise_finite_" + network.name(),
                            "peak_finite_" + network.name() + "_bits");
        }
        NoiseCensus.declare(configuration.census(), names);
        NoiseInSubsets.declare(configuration.subsets(), names);
        QuadratureTrap.declare(configuration.quadrature(), names);
        return names;
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return new Sweep(configuration, context);
    }

    /// A window of states in which noise comes in every `period`-th step only.
    static BinaryRaster pulsed(BoltzmannMachine quiet, double noise, int steps, int period, RandomStream stream) {
        ProcessSampler silent = new ProcessSampler(quiet, stream.split("quiet"));
        ProcessSampler loud = new ProcessSampler(quiet.withNoise(noise), stream.split("loud"));
        silent.startAnywhere();
        BinaryRaster raster = new BinaryRaster(steps, quiet.units());
        for (int t = 0; t < steps; t++) {
            long[] state = silent.state();
            System.arraycopy(state, 0, raster.words(), t * state.length, state.length);
            if (t % period == period - 1) {
                loud.startFrom(state);
                loud.step();
                silent.startFrom(loud.state());
            } else {
                silent.step();
            }
        }
        return raster;
    }

    /// The table is `[network][noise][column]`, the columns from "exact_bits" on.
    private static final class Sweep extends TableSession {
        private static final List<String> COLUMNS = List.of(
                "network",
                "noise",
                "exact_bits",
                "entropy_bits",
                "divergence_bits",
                "finite_bits",
                "finite_deviation_bits",
                "model_based_bits",
                "pulsed_bits");

        private final Configuration configuration;
        private final RunContext context;
        private final List<BoltzmannMachine> machines = new ArrayList<>();
        private final int noises;

        Sweep(Configuration configuration, RunContext context) {
            super(configuration.networks().size() * configuration.noises().size(), COLUMNS.size() - 2);
            this.configuration = configuration;
            this.context = context;
            this.noises = configuration.noises().size();
            for (FluxNetwork network : configuration.networks()) {
                machines.add(network.machine(context.random().split("weights")));
            }
        }

        @Override
        public List<String> scalarNames() {
            return COLUMNS;
        }

        @Override
        public void advance() {
            double noise = configuration.noises().get(done() % noises);
            BoltzmannMachine quiet = machines.get(done() / noises);
            BoltzmannMachine machine = quiet.withNoise(noise);
            FluxObjective exact = FluxObjective.of(machine);
            double information = exact.value(machine.weights());
            int runs = configuration.runs();
            double[] finite = new double[runs];
            double[] modelBased = new double[runs];
            double[] pulses = new double[runs];
            for (int run = 0; run < runs; run++) {
                RandomStream stream =
                        context.random().split("window").split(done()).split(run);
                ProcessSampler sampler = new ProcessSampler(machine, stream.split("steady"));
                sampler.startAnywhere();
                BinaryRaster raster = sampler.record(configuration.steps());
                finite[run] = plugIn(raster);
                modelBased[run] = ModelBasedFlux.of(machine, raster, DiscreteEntropy.MILLER_MADOW)
                        .in(Unit.BITS);
                if (configuration.pulsePeriod() > 0) {
                    pulses[run] = plugIn(pulsed(
                            quiet, noise, configuration.steps(), configuration.pulsePeriod(), stream.split("pulsed")));
                }
            }
            double[] row = {
                Unit.BITS.fromNats(information),
                Unit.BITS.fromNats(exact.entropy()),
                Unit.BITS.fromNats(exact.divergence()),
                Descriptive.mean(finite),
                Descriptive.standardDeviation(finite),
                Descriptive.mean(modelBased),
                Descriptive.mean(pulses)
            };
            System.arraycopy(row, 0, table, done() * row.length, row.length);
            Map<String, Double> scalars = new LinkedHashMap<>();
            int network = done() / noises;
            scalars.put(COLUMNS.get(0), (double) network);
            scalars.put(COLUMNS.get(1), noise);
            int columns = configuration.pulsePeriod() > 0 ? row.length : row.length - 1;
            for (int k = 0; k < columns; k++) {
                scalars.put(COLUMNS.get(k + 2), row[k]);
            }
            context.scalars(complete(), scalars);
        }

        private static double plugIn(BinaryRaster raster) {
            return RecordedFlux.of(raster, 1, DiscreteEntropy.PLUG_IN).in(Unit.BITS);
        }

        /// One column of one network over the noises.
        private double[] curve(int network, String column) {
            int at = COLUMNS.indexOf(column) - 2;
            int width = COLUMNS.size() - 2;
            double[] curve = new double[noises];
            for (int k = 0; k < noises; k++) {
                curve[k] = table[(network * noises + k) * width + at];
            }
            return curve;
        }

        @Override
        public void finish(Outcome outcome) {
            outcome.cite("Metzner2024");
            outcome.cite("Metzner2024Resonance");
            outcome.cite("Krauss2019Resonance");
            double[] x = configuration.noises().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            TableFigure summary = new TableFigure(
                    "resonance",
                    "Where the flux is largest",
                    "Over the noises of the sweep. The gain is the largest exact flux less the one without noise; a window"
                            + " of " + Plural.of(configuration.steps(), "state")
                            + " may show a maximum where the stationary law has none, and its plug-in value has a bias"
                            + " upwards that grows with the entropy and can exceed the exact flux several times.",
                    "network",
                    "exact I without noise (bits)",
                    "largest at noise",
                    "gain (bits)",
                    "window: I without noise (bits)",
                    "largest at noise",
                    "largest (bits)");
            List<LineChart> charts = new ArrayList<>();
            for (int n = 0; n < machines.size(); n++) {
                String name = configuration.networks().get(n).name();
                double[] exact = curve(n, "exact_bits");
                double[] finite = curve(n, "finite_bits");
                int best = largest(exact);
                int bestFinite = largest(finite);
                for (int k = 0; k < noises; k++) {
                    outcome.value(ValueNames.of(String.format(Locale.ROOT, EXACT, name), x[k]), exact[k]);
                    outcome.value(ValueNames.of(String.format(Locale.ROOT, FINITE, name), x[k]), finite[k]);
                }
                outcome.value("best_noise_exact_" + name, x[best]);
                outcome.value("gain_exact_" + name + "_bits", exact[best] - exact[0]);
                outcome.value("rises_exact_" + name, rises(exact));
                outcome.value("best_noise_finite_" + name, x[bestFinite]);
                outcome.value("peak_finite_" + name + "_bits", finite[bestFinite]);
                summary = summary.row(
                        name, exact[0], x[best], exact[best] - exact[0], finite[0], x[bestFinite], finite[bestFinite]);
                charts.add(chart(n, name, x));
            }
            outcome.figure(summary);
            charts.forEach(outcome::figure);
            NoiseInSubsets.report(
                    configuration.subsets(),
                    configuration.noises(),
                    configuration.steps(),
                    configuration.runs(),
                    context,
                    outcome);
            NoiseCensus.report(configuration.census(), context, outcome);
            QuadratureTrap.report(configuration.quadrature(), outcome);
            outcome.array("resonance", table.clone(), machines.size(), noises, COLUMNS.size() - 2);
        }

        private LineChart chart(int n, String name, double[] x) {
            double[] finite = curve(n, "finite_bits");
            double[] deviation = curve(n, "finite_deviation_bits");
            double[] low = new double[noises];
            double[] high = new double[noises];
            for (int k = 0; k < noises; k++) {
                low[k] = Math.max(0, finite[k] - deviation[k]);
                high[k] = finite[k] + deviation[k];
            }
            List<Series> series = new ArrayList<>();
            series.add(Series.lineAndPoints("I, exact", x, curve(n, "exact_bits")));
            series.add(
                    Series.lineAndPoints("I in the window, plug-in", x, finite).withBand(low, high));
            series.add(Series.line("I in the window, model-based", x, curve(n, "model_based_bits")));
            if (configuration.pulsePeriod() > 0) {
                series.add(Series.line(
                        "I in the window, noise every " + Plural.of(configuration.pulsePeriod(), "step"),
                        x,
                        curve(n, "pulsed_bits")));
            }
            series.add(Series.dashed("H, exact", x, curve(n, "entropy_bits")));
            series.add(Series.dashed("D, exact", x, curve(n, "divergence_bits")));
            return new LineChart(
                    "noise-" + name.replace('_', '-'),
                    "Flux against noise: " + name.replace('_', ' '),
                    "I = H − D in the stationary law, and in windows of " + Plural.of(configuration.steps(), "state")
                            + " from random starts: mean of " + configuration.runs()
                            + ", with the standard deviation of a single one as a band.",
                    Axis.linear("noise r (standard deviation of the input)").from(0),
                    Axis.linear("bits").from(0),
                    series.toArray(Series[]::new));
        }
    }

    /// Index of the largest value, the first of equals.
    static int largest(double[] values) {
        int best = 0;
        for (int k = 1; k < values.length; k++) {
            if (values[k] > values[best]) {
                best = k;
            }
        }
        return best;
    }

    /// Number of neighbours of which the second is larger, by more than rounding.
    private static int rises(double[] values) {
        int rises = 0;
        for (int k = 1; k < values.length; k++) {
            rises += values[k] > values[k - 1] + 1e-9 ? 1 : 0;
        }
        return rises;
    }
}
