package org.gyre.lab.flux;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
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
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.Coding;
import org.gyre.nets.boltzmann.FluxObjective;
import org.gyre.nets.boltzmann.HomeostaticBias;
import org.gyre.nets.boltzmann.RandomWeights;

/// Exact flux of random networks of binary units before and after each unit has found the bias with
/// which it fires half of the time, and with noise on top (arXiv 2605.14680). Kind
/// `flux-homeostasis`. One step is one network.
public final class Homeostasis implements Experiment<Homeostasis.Configuration> {
    private static final String BEFORE = "flux_before_deviation_#_bits";
    private static final String AFTER = "flux_after_deviation_#_bits";
    private static final String ENTROPY_BEFORE = "entropy_before_deviation_#_bits";
    private static final String ENTROPY_AFTER = "entropy_after_deviation_#_bits";
    private static final String UNMET = "unmet_deviation_#_fraction";
    private static final String RISES = "flux_rises_deviation_#_fraction";
    private static final String NOISE_LOWERS = "noise_lowers_flux_deviation_#_fraction";

    private static final int FLUX_BEFORE = 0;
    private static final int H_BEFORE = 1;
    private static final int H_AFTER = 2;
    private static final int FLUX_SAMPLED = 3;
    private static final int OTHER_CODING = 4;
    private static final int LEFT = 5;
    /// From here on the flux after the rule, at each noise.
    private static final int FLUX_AFTER = 6;

    /// The keys of the TOML file.
    ///
    /// @param units N, at most 8
    /// @param networks number of random networks for each deviation
    /// @param deviations standard deviations of the normal weights
    /// @param step ε of the rule in simulation; with exact rates it starts with 1 and adapts
    /// @param steps steps of the simulation in which the rule is followed
    /// @param tolerance largest deviation of an exact rate from one half
    /// @param noises standard deviations of the input noise on top, ascending from 0, at least three
    public record Configuration(
            @Default("5") int units,
            @Default("30") int networks,
            @Default("[0.5, 1, 2, 4, 8]") List<Double> deviations,
            @Default("0.01") double step,
            @Default("100000") int steps,
            @Default("1e-6") double tolerance,
            @Default("[0, 0.5, 1, 2, 4]") List<Double> noises) {
        public Configuration {
            deviations = List.copyOf(deviations);
            noises = Resonance.checkedNoises(noises);
            if (units < 1 || units > 8) {
                throw new InputException("units = " + units + ": must be from 1 to 8");
            }
            if (networks < 1 || networks > 100_000) {
                throw new InputException("networks = " + networks + ": must be from 1 to 100000");
            }
            if (deviations.isEmpty() || deviations.stream().anyMatch(d -> !(d > 0 && d <= 1000))) {
                throw new InputException(
                        "deviations = " + deviations + ": must be positive numbers up to 1000, at least one");
            }
            if (!(step > 0 && step <= 10)) {
                throw new InputException("step = " + step + ": must be positive, at most 10");
            }
            if (steps < 1000) {
                throw new InputException("steps = " + steps + ": must be at least 1000");
            }
            if (!(tolerance > 0 && tolerance < 0.5)) {
                throw new InputException("tolerance = " + tolerance + ": must be above 0 and below 0.5");
            }
        }
    }

    @Override
    public String kind() {
        return "flux-homeostasis";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        ValueNames names = new ValueNames().give("largest_difference_to_other_coding_bits", "entropy_rises_fraction");
        for (String family : List.of(BEFORE, AFTER, ENTROPY_BEFORE, ENTROPY_AFTER, UNMET, RISES, NOISE_LOWERS)) {
            names.each(family, configuration.deviations());
        }
        return names;
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return new Networks(configuration, context);
    }

    /// The table is `[network][column]`, grouped by deviation.
    private static final class Networks extends TableSession {
        /// Steps of the exact rule after which it ends in any case.
        private static final int MOST_STEPS = 3000;

        private final Configuration configuration;
        private final RunContext context;
        private final int width;

        Networks(Configuration configuration, RunContext context) {
            super(
                    configuration.deviations().size() * configuration.networks(),
                    FLUX_AFTER + configuration.noises().size());
            this.configuration = configuration;
            this.context = context;
            this.width = FLUX_AFTER + configuration.noises().size();
        }

        @Override
        public List<String> scalarNames() {
            return List.of("deviation", "flux_before_bits", "flux_after_bits", "flux_sampled_bits", "rate_deviation");
        }

        @Override
        public void advance() {
            int n = configuration.units();
            double deviation = configuration.deviations().get(done() / configuration.networks());
            // The same streams for all deviations: the networks differ in the factor alone.
            RandomStream stream = context.random().split(done() % configuration.networks());
            double[] weights = RandomWeights.normal(deviation).draw(n, stream.split("weights"));
            BoltzmannMachine start = BoltzmannMachine.of(n, weights).withCoding(Coding.BINARY);
            int at = done() * width;
            double[] entropy = new double[1];
            table[at + FLUX_BEFORE] = flux(start, entropy);
            table[at + H_BEFORE] = entropy[0];
            HomeostaticBias.Outcome exact = new HomeostaticBias(1).exact(start, configuration.tolerance(), MOST_STEPS);
            for (int k = configuration.noises().size() - 1; k >= 0; k--) {
                table[at + FLUX_AFTER + k] =
                        flux(exact.machine().withNoise(configuration.noises().get(k)), entropy);
            }
            table[at + H_AFTER] = entropy[0];
            table[at + FLUX_SAMPLED] = flux(
                    new HomeostaticBias(configuration.step())
                            .sampled(start, configuration.steps(), stream.split("simulation"))
                            .machine(),
                    entropy);
            double[] half = weights.clone();
            for (int k = 0; k < half.length; k++) {
                half[k] /= 2;
            }
            table[at + OTHER_CODING] = flux(BoltzmannMachine.of(n, half), entropy);
            table[at + LEFT] = exact.deviation();
            Map<String, Double> row = new LinkedHashMap<>();
            row.put("deviation", deviation);
            row.put("flux_before_bits", table[at + FLUX_BEFORE]);
            row.put("flux_after_bits", table[at + FLUX_AFTER]);
            row.put("flux_sampled_bits", table[at + FLUX_SAMPLED]);
            row.put("rate_deviation", table[at + LEFT]);
            context.scalars(complete(), row);
        }

        /// Exact flux in bits.
        ///
        /// @param entropy receives H in bits
        private static double flux(BoltzmannMachine machine, double[] entropy) {
            FluxObjective objective = FluxObjective.of(machine);
            double nats = objective.value(machine.weights());
            entropy[0] = Unit.BITS.fromNats(objective.entropy());
            return Unit.BITS.fromNats(nats);
        }

        private double mean(int deviation, int column) {
            double sum = 0;
            for (int k = 0; k < configuration.networks(); k++) {
                sum += value(deviation, k, column);
            }
            return sum / configuration.networks();
        }

        private double value(int deviation, int network, int column) {
            return table[(deviation * configuration.networks() + network) * width + column];
        }

        @Override
        public void finish(Outcome outcome) {
            int deviations = configuration.deviations().size();
            int networks = configuration.networks();
            double[] x = configuration.deviations().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            double difference = 0;
            int entropyRises = 0;
            TableFigure summary = new TableFigure(
                    "homeostasis",
                    "Flux and entropy before and after the homeostatic rule",
                    "Means over " + Plural.of(networks, "network") + " of "
                            + Plural.of(configuration.units(), "binary unit") + " with normal"
                            + " weights; exact, in bits. Binary units with the biases −½ Σ_j W_ij are the ±1 network W/2.",
                    "standard deviation of the weights",
                    "H before",
                    "H after",
                    "I before",
                    "I after",
                    "I after, rule in simulation",
                    "I of ±1 network W/2",
                    "I after, best noise on top",
                    "networks whose rates were not met");
            for (int d = 0; d < deviations; d++) {
                int rises = 0;
                int lowered = 0;
                int unmet = 0;
                double best = 0;
                for (int k = 0; k < networks; k++) {
                    if (value(d, k, LEFT) > configuration.tolerance()) {
                        unmet++;
                    } else {
                        difference =
                                Math.max(difference, Math.abs(value(d, k, FLUX_AFTER) - value(d, k, OTHER_CODING)));
                    }
                    entropyRises += value(d, k, H_AFTER) > value(d, k, H_BEFORE) ? 1 : 0;
                    rises += value(d, k, FLUX_AFTER) > value(d, k, FLUX_BEFORE) ? 1 : 0;
                    double noisy = 0;
                    for (int r = 1; r < configuration.noises().size(); r++) {
                        noisy = Math.max(noisy, value(d, k, FLUX_AFTER + r));
                    }
                    best += noisy / networks;
                    lowered += noisy < value(d, k, FLUX_AFTER) ? 1 : 0;
                }
                outcome.value(ValueNames.of(BEFORE, x[d]), mean(d, FLUX_BEFORE));
                outcome.value(ValueNames.of(AFTER, x[d]), mean(d, FLUX_AFTER));
                outcome.value(ValueNames.of(ENTROPY_BEFORE, x[d]), mean(d, H_BEFORE));
                outcome.value(ValueNames.of(ENTROPY_AFTER, x[d]), mean(d, H_AFTER));
                outcome.value(ValueNames.of(UNMET, x[d]), (double) unmet / networks);
                outcome.value(ValueNames.of(RISES, x[d]), (double) rises / networks);
                outcome.value(ValueNames.of(NOISE_LOWERS, x[d]), (double) lowered / networks);
                summary = summary.row(
                        x[d],
                        mean(d, H_BEFORE),
                        mean(d, H_AFTER),
                        mean(d, FLUX_BEFORE),
                        mean(d, FLUX_AFTER),
                        mean(d, FLUX_SAMPLED),
                        mean(d, OTHER_CODING),
                        best,
                        unmet);
            }
            outcome.value("largest_difference_to_other_coding_bits", difference);
            outcome.value("entropy_rises_fraction", entropyRises / (double) (deviations * networks));
            outcome.figure(summary);
            outcome.figure(strengths(x));
            outcome.figure(noise(x));
            outcome.array("homeostasis", table.clone(), deviations, networks, width);
        }

        private LineChart strengths(double[] x) {
            return new LineChart(
                    "homeostasis-strength",
                    "Homeostatic biases raise entropy and flux",
                    "Means over " + Plural.of(configuration.networks(), "network") + " of "
                            + Plural.of(configuration.units(), "binary unit") + ", exact.",
                    Axis.log("standard deviation of the weights"),
                    Axis.linear("bits").from(0),
                    Series.lineAndPoints("I before", x, means(x.length, FLUX_BEFORE)),
                    Series.lineAndPoints("I after", x, means(x.length, FLUX_AFTER)),
                    Series.points("I after, rule in simulation", x, means(x.length, FLUX_SAMPLED)),
                    Series.dashed("H before", x, means(x.length, H_BEFORE)),
                    Series.dashed("H after", x, means(x.length, H_AFTER)));
        }

        private double[] means(int deviations, int column) {
            double[] means = new double[deviations];
            for (int d = 0; d < deviations; d++) {
                means[d] = mean(d, column);
            }
            return means;
        }

        private LineChart noise(double[] deviations) {
            double[] x = configuration.noises().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            List<Series> series = new ArrayList<>();
            for (int d = 0; d < deviations.length; d++) {
                double[] y = new double[x.length];
                for (int r = 0; r < x.length; r++) {
                    y[r] = mean(d, FLUX_AFTER + r);
                }
                series.add(Series.lineAndPoints("weights of standard deviation " + deviations[d], x, y));
            }
            return new LineChart(
                    "homeostasis-noise",
                    "Noise on top of homeostatic biases",
                    "Exact flux with the biases that were found without noise, means over "
                            + Plural.of(configuration.networks(), "network") + ".",
                    Axis.linear("noise r (standard deviation of the input)").from(0),
                    Axis.linear("I (bits)").from(0),
                    series.toArray(Series[]::new));
        }
    }
}
