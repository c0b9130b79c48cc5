package org.gyre.measure.transfer;

import org.gyre.core.Estimate;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.entropy.Instants;
import org.gyre.measure.entropy.SymbolSeries;
import org.gyre.measure.mutualinfo.DiscreteInformation;

/// Active information storage A = I(x(t+1); x(t), …, x(t−k+1)): how much of the next symbol the last k
/// tell.
///
/// Source: Lizier, Prokopenko, Zomaya, Information Sciences 208:39 (2012).
public final class ActiveStorage {
    private ActiveStorage() {}

    /// Estimates the storage of a series, in nats.
    ///
    /// @param history k ≥ 1, steps of the past
    /// @throws org.gyre.core.InputException if every trial is shorter than k + 1 steps
    public static Estimate of(SymbolSeries series, int history, DiscreteEntropy estimator) {
        Instants instants = new Instants(history, 1);
        return DiscreteInformation.between(
                "A(x), k = " + history,
                series.words(instants, 1, 1),
                series.words(instants, 1 - history, 0),
                estimator);
    }

    /// The local plug-in values at each step that has k predecessors and a successor, in nats, one
    /// trial after the other.
    public static double[] local(SymbolSeries series, int history) {
        Instants instants = new Instants(history, 1);
        return DiscreteInformation.local(series.words(instants, 1, 1), series.words(instants, 1 - history, 0));
    }
}
