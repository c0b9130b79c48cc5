package org.gyre.lab.flux;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.StopRequested;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.flux.FluxReading;
import org.gyre.measure.flux.StationaryLaw;
import org.gyre.measure.flux.StationarySolver;
import org.gyre.measure.flux.SubsetFlux;
import org.gyre.measure.sampling.ProcessSampler;
import org.gyre.measure.sampling.RecordedFlux;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.RandomWeights;
import org.jspecify.annotations.Nullable;

/// What an observer of all pairs or triplets of units sees of the flux against noise, exactly and
/// in windows: the table `[subsets]`.
///
/// @param units N of the random networks, from 3 to 10
/// @param deviation standard deviation of their weights
/// @param networks number of networks that are averaged
public record NoiseInSubsets(
        @Default("8") int units,
        @Default("10.0") double deviation,
        @Default("5") int networks) {

    /// The curves.
    private enum Seen {
        EXACT_ALL(0),
        EXACT_PAIRS(1),
        EXACT_TRIPLETS(2),
        WINDOW_PAIRS(3),
        WINDOW_TRIPLETS(4);

        private final int row;

        Seen(int row) {
            this.row = row;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        String bestNoise() {
            return "best_noise_subsets_" + key();
        }

        String gain() {
            return "gain_subsets_" + key() + "_bits";
        }
    }

    /// @throws InputException naming the key that is out of its range
    public NoiseInSubsets {
        if (units < 3 || units > 10) {
            throw new InputException("units = " + units + ": must be from 3 to 10");
        }
        if (!(deviation > 0 && deviation <= 1000)) {
            throw new InputException("deviation = " + deviation + ": must be positive, at most 1000");
        }
        if (networks < 1 || networks > 1000) {
            throw new InputException("networks = " + networks + ": must be from 1 to 1000");
        }
    }

    static void declare(@Nullable NoiseInSubsets subsets, ValueNames names) {
        for (Seen seen : Seen.values()) {
            names.when(subsets != null, List.of(seen.bestNoise(), seen.gain()));
        }
    }

    /// @param runs number of windows for each network and noise, each from a random state
    static void report(
            @Nullable NoiseInSubsets subsets,
            List<Double> noises,
            int steps,
            int runs,
            RunContext context,
            Outcome outcome) {
        if (subsets != null) {
            subsets.measure(noises, steps, runs, context, outcome);
        }
    }

    private void measure(List<Double> noises, int steps, int runs, RunContext context, Outcome outcome) {
        double[] x = noises.stream().mapToDouble(Double::doubleValue).toArray();
        double[][] means = new double[Seen.values().length][x.length];
        for (int n = 0; n < networks; n++) {
            RandomStream stream = context.random().split("subsets").split(n);
            BoltzmannMachine machine =
                    BoltzmannMachine.of(units, RandomWeights.normal(deviation).draw(units, stream.split("weights")));
            for (int k = 0; k < x.length; k++) {
                if (context.stopRequested()) {
                    throw new StopRequested();
                }
                context.progress().report((long) n * x.length + k, (long) networks * x.length, "flux of subsets");
                double[] seen = seen(
                        machine.withNoise(x[k]),
                        steps,
                        runs,
                        stream.split("windows").split(k));
                for (int s = 0; s < seen.length; s++) {
                    means[s][k] += seen[s] / networks;
                }
            }
        }
        report(x, means, steps, outcome);
    }

    /// All curves at one noise, in bits.
    private double[] seen(BoltzmannMachine machine, int steps, int runs, RandomStream stream) {
        double[] seen = new double[Seen.values().length];
        StationaryLaw law = new StationarySolver(Team.alone()).solve(machine);
        seen[Seen.EXACT_ALL.row] = FluxReading.of(law).information();
        seen[Seen.EXACT_PAIRS.row] = SubsetFlux.meanOfPairs(law);
        seen[Seen.EXACT_TRIPLETS.row] = SubsetFlux.meanOfTriplets(law);
        List<int[]> pairs = new ArrayList<>();
        List<int[]> triplets = new ArrayList<>();
        for (int a = 0; a < units; a++) {
            for (int b = 0; b < a; b++) {
                pairs.add(new int[] {b, a});
                for (int c = 0; c < b; c++) {
                    triplets.add(new int[] {c, b, a});
                }
            }
        }
        for (int run = 0; run < runs; run++) {
            ProcessSampler sampler = new ProcessSampler(machine, stream.split(run));
            sampler.startAnywhere();
            BinaryRaster raster = sampler.record(steps);
            seen[Seen.WINDOW_PAIRS.row] += plugIn(raster, pairs) / runs;
            seen[Seen.WINDOW_TRIPLETS.row] += plugIn(raster, triplets) / runs;
        }
        for (int s = 0; s < seen.length; s++) {
            seen[s] = Unit.BITS.fromNats(seen[s]);
        }
        return seen;
    }

    private static double plugIn(BinaryRaster raster, List<int[]> subsets) {
        double sum = 0;
        for (int[] subset : subsets) {
            sum += RecordedFlux.of(raster, 1, DiscreteEntropy.PLUG_IN, subset).in(Unit.NATS);
        }
        return sum / subsets.size();
    }

    private void report(double[] x, double[][] means, int steps, Outcome outcome) {
        List<Series> series = new ArrayList<>();
        double[] flat = new double[means.length * x.length];
        for (Seen seen : Seen.values()) {
            double[] curve = means[seen.row];
            int best = Resonance.largest(curve);
            outcome.value(seen.bestNoise(), x[best]);
            outcome.value(seen.gain(), curve[best] - curve[0]);
            System.arraycopy(curve, 0, flat, seen.row * x.length, x.length);
            double[] relative = curve.clone();
            for (int k = 0; k < x.length && curve[best] > 0; k++) {
                relative[k] /= curve[best];
            }
            series.add(
                    switch (seen) {
                        case EXACT_ALL -> Series.lineAndPoints("all " + units + " units, exact", x, relative);
                        case EXACT_PAIRS -> Series.lineAndPoints("pairs, exact", x, relative);
                        case EXACT_TRIPLETS -> Series.lineAndPoints("triplets, exact", x, relative);
                        case WINDOW_PAIRS -> Series.dashed("pairs, window", x, relative);
                        case WINDOW_TRIPLETS -> Series.dashed("triplets, window", x, relative);
                    });
        }
        outcome.figure(new LineChart(
                "subsets",
                "Flux of pairs, triplets and the whole against noise",
                "Mean over all pairs or triplets of " + networks + " random networks of " + units
                        + " units with normal weights of standard deviation " + deviation + ": in the stationary law,"
                        + " and by plug-in in windows of " + steps
                        + " states. Each curve is divided by its largest value.",
                Axis.linear("noise r (standard deviation of the input)").from(0),
                Axis.linear("flux over its largest value").from(0),
                series.toArray(Series[]::new)));
        outcome.array("subset_flux_bits", flat, means.length, x.length);
    }
}
