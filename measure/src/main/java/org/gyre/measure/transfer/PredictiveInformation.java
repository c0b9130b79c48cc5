package org.gyre.measure.transfer;

import org.gyre.core.Estimate;
import org.gyre.core.InputException;
import org.gyre.measure.mutualinfo.InformationEstimator;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.series.Instants;
import org.gyre.measure.series.Series;

/// Predictive information I(x(t−k+1), …, x(t); x(t+1), …, x(t+m)): how much the last k values tell about
/// the next m. With k = m it is the excess entropy at that length.
///
/// Source: Bialek, Nemenman, Tishby, Neural Computation 13:2409 (2001).
///
/// @param past k ≥ 1, steps of the past
/// @param future m ≥ 1, steps of the future
public record PredictiveInformation(int past, int future) {
    /// @throws InputException if a number is not positive
    public PredictiveInformation {
        if (past < 1 || future < 1) {
            throw new InputException(
                    "past and future of a predictive information must be at least 1, not " + past + " and " + future);
        }
    }

    /// The information of a series.
    ///
    /// @throws InputException if there is too little to estimate from
    public <S extends Series<S>> Relation relation(S series, InformationEstimator<S> estimator) {
        Instants instants = new Instants(past, future);
        return estimator
                .between(series.words(instants, 1 - past, 0), series.words(instants, 1, future))
                .called("past", "future", "");
    }

    /// Estimates the information of a series.
    ///
    /// @throws InputException if there is too little to estimate from
    public <S extends Series<S>> Estimate estimate(S series, InformationEstimator<S> estimator) {
        return relation(series, estimator).estimate(quantity());
    }

    /// How the quantity is called, with its lengths.
    public String quantity() {
        return "I(past; future), k = " + past + ", m = " + future;
    }
}
