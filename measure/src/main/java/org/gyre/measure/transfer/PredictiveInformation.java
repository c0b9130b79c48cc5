package org.gyre.measure.transfer;

import org.gyre.core.Estimate;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.entropy.Instants;
import org.gyre.measure.entropy.SymbolSeries;
import org.gyre.measure.mutualinfo.DiscreteInformation;

/// Predictive information I(x(t−k+1), …, x(t); x(t+1), …, x(t+m)): how much the last k symbols tell
/// about the next m. With k = m it is the excess entropy at that length.
///
/// Source: Bialek, Nemenman, Tishby, Neural Computation 13:2409 (2001).
public final class PredictiveInformation {
    private PredictiveInformation() {}

    /// Estimates the information of a series, in nats.
    ///
    /// @param past k ≥ 1, steps of the past
    /// @param future m ≥ 1, steps of the future
    /// @throws org.gyre.core.InputException if every trial is shorter than k + m steps
    public static Estimate of(SymbolSeries series, int past, int future, DiscreteEntropy estimator) {
        Instants instants = new Instants(past, future);
        return DiscreteInformation.between(
                "I(past; future), k = " + past + ", m = " + future,
                series.words(instants, 1 - past, 0),
                series.words(instants, 1, future),
                estimator);
    }
}
