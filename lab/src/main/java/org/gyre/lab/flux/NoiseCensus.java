package org.gyre.lab.flux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gyre.core.InputException;
import org.gyre.core.Unit;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.StopRequested;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.Histogram;
import org.gyre.lab.report.Reference;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.Coding;
import org.gyre.nets.boltzmann.FluxObjective;
import org.gyre.nets.boltzmann.MotifCensus;
import org.jspecify.annotations.Nullable;

/// How much noise adds to the exact flux of every motif of three units: the table `[census]`.
///
/// @param weight magnitude of the weights
/// @param noises standard deviations of the noise, ascending from 0, at least three
/// @param gainBits motifs that gain more than this are counted
public record NoiseCensus(
        @Default("10.0") double weight,
        @Default("[0, 1, 2, 4, 8, 16]") List<Double> noises,
        @Default("0.1") double gainBits) {
    private static final int LOOK = 64;
    private static final int BINS = 42;

    /// @throws InputException naming the key that is out of its range
    public NoiseCensus {
        noises = Resonance.checkedNoises(noises);
        if (!(weight > 0 && weight <= 1000)) {
            throw new InputException("weight = " + weight + ": must be positive, at most 1000");
        }
        if (!(gainBits > 0)) {
            throw new InputException("gain_bits = " + gainBits + ": must be positive");
        }
    }

    static void declare(@Nullable NoiseCensus census, ValueNames names) {
        names.when(census != null, List.of("motifs"));
        for (Coding coding : Coding.values()) {
            names.when(census != null, List.of(gaining(coding), largest(coding)));
        }
    }

    private static String label(Coding coding) {
        return coding.name().toLowerCase(Locale.ROOT);
    }

    private static String gaining(Coding coding) {
        return "motifs_gaining_" + label(coding);
    }

    private static String largest(Coding coding) {
        return "largest_motif_gain_" + label(coding) + "_bits";
    }

    static void report(@Nullable NoiseCensus census, RunContext context, Outcome outcome) {
        if (census == null) {
            return;
        }
        outcome.cite("Krauss2019Motifs");
        outcome.value("motifs", MotifCensus.codes().length);
        List<double[]> both = new ArrayList<>();
        for (Coding coding : Coding.values()) {
            double[] gains = census.gains(coding, context);
            int gaining = 0;
            double largest = 0;
            for (double gain : gains) {
                gaining += gain > census.gainBits ? 1 : 0;
                largest = Math.max(largest, gain);
            }
            outcome.value(gaining(coding), gaining);
            outcome.value(largest(coding), largest);
            outcome.array("motif_gains_" + label(coding), gains);
            both.add(gains);
        }
        outcome.figure(census.histogram(both));
    }

    private Histogram histogram(List<double[]> both) {
        double end = Math.max(
                0.1, both.stream().flatMapToDouble(Arrays::stream).max().orElse(0) * (1 + 1e-9));
        double[] edges = new double[BINS + 1];
        for (int k = 0; k <= BINS; k++) {
            edges[k] = end * k / BINS;
        }
        List<Histogram.Counts> samples = new ArrayList<>();
        for (int c = 0; c < both.size(); c++) {
            double[] counts = new double[BINS];
            for (double gain : both.get(c)) {
                if (gain > 0) {
                    counts[(int) (gain / end * BINS)]++;
                }
            }
            samples.add(new Histogram.Counts(c == 0 ? "units of ±1" : "units of 0 and 1", counts));
        }
        return new Histogram(
                "motif-gains",
                "What noise adds to the exact flux of the " + both.getFirst().length + " motifs of three units",
                "Weights ±" + weight + "; largest over r = " + noises
                        + " less the flux without noise. Motifs that gain nothing are left out: "
                        + without(both.get(0)) + " of ±1 units, " + without(both.get(1)) + " of units of 0 and 1.",
                Axis.linear("gain (bits)").from(0),
                Axis.linear("motifs").from(0),
                edges,
                samples,
                List.of(Reference.vertical("counted beyond", gainBits)));
    }

    private static long without(double[] gains) {
        return Arrays.stream(gains).filter(gain -> gain == 0).count();
    }

    /// Largest exact flux over the noises less the one without, of each motif, in bits.
    private double[] gains(Coding coding, RunContext context) {
        List<FluxObjective> objectives = new ArrayList<>();
        for (double noise : noises) {
            objectives.add(FluxObjective.of(
                    BoltzmannMachine.of(MotifCensus.UNITS, new double[MotifCensus.UNITS * MotifCensus.UNITS])
                            .withCoding(coding)
                            .withNoise(noise)));
        }
        int[] codes = MotifCensus.codes();
        double[] gains = new double[codes.length];
        for (int m = 0; m < codes.length; m++) {
            if (m % LOOK == 0) {
                if (context.stopRequested()) {
                    throw new StopRequested();
                }
                context.progress().report(m, codes.length, "motifs in coding " + label(coding));
            }
            double[] weights = MotifCensus.weights(codes[m], weight);
            double quiet = objectives.getFirst().value(weights);
            double best = quiet;
            for (FluxObjective objective : objectives) {
                best = Math.max(best, objective.value(weights));
            }
            gains[m] = Unit.BITS.fromNats(best - quiet);
        }
        return gains;
    }
}
