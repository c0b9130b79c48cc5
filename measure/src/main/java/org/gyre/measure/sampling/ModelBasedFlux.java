package org.gyre.measure.sampling;

import java.util.Arrays;
import org.gyre.core.BinaryRaster;
import org.gyre.core.Estimate;
import org.gyre.core.Estimate.Part;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.stats.BatchMeans;
import org.gyre.core.stats.Sum;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.series.SymbolSeries;

/// The flux of a known network from a sample of its states:
///
///     I = H(x) − D,   D = ⟨Σ_i h(f_i(x))⟩,   h(p) = −p ln p − (1 − p) ln(1 − p)
///
/// D is a mean over the states that were visited and has no bias; only the entropy of the states is
/// counted, which takes several times 2^N steps where the plug-in flux takes 4^N.
public final class ModelBasedFlux {
    private ModelBasedFlux() {}

    /// Estimates I(x(t); x(t+1)), in nats. The standard error is that of the mean of −log p(x) − Σ_i h
    /// by batch means.
    ///
    /// @param raster states of that very process, such as from [ProcessSampler], all in the stationary
    ///     law
    /// @param estimator of H(x)
    /// @throws IllegalArgumentException if the raster does not have the units of the process, or no
    ///     steps
    public static Estimate of(FactorisedMarkovProcess process, BinaryRaster raster, DiscreteEntropy estimator) {
        int units = process.units();
        if (raster.units() != units || raster.steps() == 0) {
            throw new IllegalArgumentException("a raster of " + raster.steps() + " steps x " + raster.units()
                    + " units is no sample of a process of " + units + " units");
        }
        SymbolSeries states = SymbolSeries.of(raster);
        int[] codes = states.codes();
        long[] counts = states.counts();
        double[] open = new double[counts.length];
        boolean[] met = new boolean[counts.length];
        double[] fires = new double[units];
        double[] silent = new double[units];
        double[] local = new double[codes.length];
        Sum sum = new Sum();
        for (int t = 0; t < codes.length; t++) {
            int code = codes[t];
            if (!met[code]) {
                int word = t * raster.wordsPerStep();
                process.bothProbabilities(
                        Arrays.copyOfRange(raster.words(), word, word + raster.wordsPerStep()), fires, silent);
                open[code] = entropy(fires) + entropy(silent);
                met[code] = true;
            }
            sum.add(open[code]);
            local[t] = Math.log((double) codes.length / counts[code]) - open[code];
        }
        double entropy = estimator.nats(states);
        double divergence = sum.value() / codes.length;
        Estimate estimate = Estimate.of(
                        "I(x(t); x(t+1))",
                        entropy - divergence,
                        "model-based with " + estimator.label() + " entropy",
                        codes.length)
                .withBiasCorrection(estimator.correction())
                .withParts(new Part("H(x)", entropy), new Part("D = H(x(t+1) | x(t))", divergence));
        var error = BatchMeans.standardError(local);
        if (error.isPresent()) {
            estimate = estimate.withStandardError(error.getAsDouble());
        }
        return estimator.undersampled(states).map(estimate::withWarning).orElse(estimate);
    }

    /// −Σ p ln p; certain and impossible values carry nothing.
    private static double entropy(double[] probability) {
        double sum = 0;
        for (double p : probability) {
            if (p > 0) {
                sum -= p * Math.log(p);
            }
        }
        return sum;
    }
}
