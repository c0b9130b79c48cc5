package org.gyre.measure.transfer;

import org.gyre.core.Estimate;
import org.gyre.core.Estimate.Part;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.series.Instants;
import org.gyre.measure.series.SymbolSeries;

/// Entropy rate H(x(t+1) | x(t), …, x(t−k+1)): what the last k symbols leave open about the next.
public final class EntropyRate {
    private EntropyRate() {}

    /// Estimates the rate of a series, in nats for a step.
    ///
    /// @param history k ≥ 1, steps of the past
    /// @throws org.gyre.core.InputException if every trial is shorter than k + 1 steps
    public static Estimate of(SymbolSeries series, int history, DiscreteEntropy estimator) {
        Instants instants = new Instants(history, 1);
        SymbolSeries past = series.words(instants, 1 - history, 0);
        SymbolSeries joint = past.joined(series.words(instants, 1, 1));
        Estimate estimate = Estimate.of(
                        "H(next | past), k = " + history,
                        estimator.conditional(joint, past),
                        estimator.label(),
                        joint.length())
                .withBiasCorrection(estimator.correction())
                .withParts(new Part("H(past, next)", estimator.nats(joint)), new Part("H(past)", estimator.nats(past)));
        return estimator.undersampled(joint).map(estimate::withWarning).orElse(estimate);
    }
}
