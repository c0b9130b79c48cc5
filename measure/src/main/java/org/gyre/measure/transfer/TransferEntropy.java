package org.gyre.measure.transfer;

import java.util.List;
import org.gyre.core.Estimate;
import org.gyre.core.InputException;
import org.gyre.measure.mutualinfo.InformationEstimator;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.series.Instants;
import org.gyre.measure.series.Series;

/// Transfer entropy I(x(t+1); y(t+1−u), y(t+1−u−σ), … | x(t), x(t−τ), …): what l values of a source y add to
/// what k of the target x tell about its next value. Conditional on further series z, their histories join
/// the condition, so that what y and x have from z is not counted.
///
/// A source or target may be of several variables. Sources: Schreiber, Physical Review Letters 85:461
/// (2000); Lizier, Prokopenko, Zomaya, Physical Review E 77:026110 (2008) for the condition; Wibral et al.,
/// PLoS ONE 8:e55809 (2013) for the lag.
///
/// @param targetHistory k ≥ 1, values of the target's past
/// @param targetStride τ ≥ 1, steps between them
/// @param sourceHistory l ≥ 1, values of the source's past
/// @param sourceStride σ ≥ 1, steps between them
/// @param lag u ≥ 1, steps from the source's last value to the target's next
public record TransferEntropy(int targetHistory, int targetStride, int sourceHistory, int sourceStride, int lag) {
    /// @throws InputException if a number is not positive, or the past longer than a series can be
    public TransferEntropy {
        if (targetHistory < 1 || targetStride < 1 || sourceHistory < 1 || sourceStride < 1 || lag < 1) {
            throw new InputException("histories, strides and the lag of a transfer entropy must be at least 1, not k = "
                    + targetHistory + ", its stride " + targetStride + ", l = " + sourceHistory + ", its stride "
                    + sourceStride + ", lag " + lag);
        }
        Reach.steps(targetHistory, targetStride, 1);
        Reach.steps(sourceHistory, sourceStride, lag);
    }

    /// Histories of successive steps, and a lag of one.
    ///
    /// @param targetHistory k ≥ 1
    /// @param sourceHistory l ≥ 1
    public TransferEntropy(int targetHistory, int sourceHistory) {
        this(targetHistory, 1, sourceHistory, 1, 1);
    }

    /// Steps from the earliest value that is looked at to the present.
    public int past() {
        return Math.max(Reach.steps(targetHistory, targetStride, 1), Reach.steps(sourceHistory, sourceStride, lag));
    }

    /// The transfer from one series to another, given further ones.
    ///
    /// @param given series whose histories, as long as the target's, join the condition; often none
    /// @throws InputException if the series differ in length, or there is too little to estimate from
    public <S extends Series<S>> Relation relation(
            S source, S target, List<S> given, InformationEstimator<S> estimator) {
        int targetSpan = (targetHistory - 1) * targetStride;
        int sourceSpan = (sourceHistory - 1) * sourceStride;
        Instants instants = new Instants(past(), 1);
        S next = target.shifted(instants, 1);
        S past = target.words(instants, -targetSpan, 0, targetStride);
        for (S other : given) {
            past = past.joined(other.words(instants, -targetSpan, 0, targetStride));
        }
        return estimator
                .given(source.words(instants, 1 - lag - sourceSpan, 1 - lag, sourceStride), next, past)
                .called("source past", "target", given.isEmpty() ? "target past" : "target past, given");
    }

    /// Estimates the transfer from one series to another.
    ///
    /// @throws InputException if the series differ in length, or there is too little to estimate from
    public <S extends Series<S>> Estimate estimate(S source, S target, InformationEstimator<S> estimator) {
        return relation(source, target, List.of(), estimator).estimate(quantity());
    }

    /// How the quantity is called, with its histories: `TE(source -> target), k = 2, l = 1`.
    public String quantity() {
        return "TE(source -> target), k = " + targetHistory + (targetStride > 1 ? " every " + targetStride : "")
                + ", l = " + sourceHistory + (sourceStride > 1 ? " every " + sourceStride : "")
                + (lag > 1 ? ", lag " + lag : "");
    }
}
