package org.gyre.measure.transfer;

import org.gyre.core.Estimate;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.entropy.Instants;
import org.gyre.measure.entropy.SymbolSeries;
import org.gyre.measure.mutualinfo.DiscreteInformation;

/// Transfer entropy I(x(t+1); y(t), …, y(t−l+1) | x(t), …, x(t−k+1)): what the last l symbols of a
/// source y add to what the last k of the target x tell about its next symbol.
///
/// A source or target of several units is a series over these units. Source: Schreiber, Physical
/// Review Letters 85:461 (2000).
public final class TransferEntropy {
    private TransferEntropy() {}

    /// Estimates the transfer from one series to another, in nats.
    ///
    /// @param targetHistory k ≥ 1
    /// @param sourceHistory l ≥ 1
    /// @throws org.gyre.core.InputException if the series differ in length or every trial is too short
    public static Estimate of(
            SymbolSeries source, SymbolSeries target, int targetHistory, int sourceHistory, DiscreteEntropy estimator) {
        Instants instants = instants(targetHistory, sourceHistory);
        return DiscreteInformation.given(
                "TE(source -> target), k = " + targetHistory + ", l = " + sourceHistory,
                target.words(instants, 1, 1),
                source.words(instants, 1 - sourceHistory, 0),
                target.words(instants, 1 - targetHistory, 0),
                estimator);
    }

    /// The local plug-in values at each step, in nats, one trial after the other.
    public static double[] local(SymbolSeries source, SymbolSeries target, int targetHistory, int sourceHistory) {
        Instants instants = instants(targetHistory, sourceHistory);
        return DiscreteInformation.localGiven(
                target.words(instants, 1, 1),
                source.words(instants, 1 - sourceHistory, 0),
                target.words(instants, 1 - targetHistory, 0));
    }

    private static Instants instants(int targetHistory, int sourceHistory) {
        return new Instants(Math.max(targetHistory, sourceHistory), 1);
    }
}
