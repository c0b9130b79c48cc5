package org.gyre.measure.transfer;

import org.gyre.core.Estimate;
import org.gyre.core.InputException;
import org.gyre.measure.mutualinfo.InformationEstimator;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.series.Instants;
import org.gyre.measure.series.Series;

/// Active information storage A = I(x(t), x(t−τ), …; x(t+1)): how much of the next value k of the past
/// tell.
///
/// Source: Lizier, Prokopenko, Zomaya, Information Sciences 208:39 (2012).
///
/// @param history k ≥ 1, values of the past
/// @param stride τ ≥ 1, steps between them
public record ActiveStorage(int history, int stride) {
    /// @throws InputException if a number is not positive, or the past longer than a series can be
    public ActiveStorage {
        if (history < 1 || stride < 1) {
            throw new InputException(
                    "history and stride of an active storage must be at least 1, not " + history + " and " + stride);
        }
        Reach.steps(history, stride, 1);
    }

    /// A history of successive steps.
    ///
    /// @param history k ≥ 1
    public ActiveStorage(int history) {
        this(history, 1);
    }

    /// Steps from the earliest value that is looked at to the present.
    public int past() {
        return Reach.steps(history, stride, 1);
    }

    /// The storage of a series.
    ///
    /// @throws InputException if there is too little to estimate from
    public <S extends Series<S>> Relation relation(S series, InformationEstimator<S> estimator) {
        int past = past();
        Instants instants = new Instants(past, 1);
        return estimator
                .between(series.words(instants, 1 - past, 0, stride), series.shifted(instants, 1))
                .called("past", "next", "");
    }

    /// Estimates the storage of a series.
    ///
    /// @throws InputException if there is too little to estimate from
    public <S extends Series<S>> Estimate estimate(S series, InformationEstimator<S> estimator) {
        return relation(series, estimator).estimate(quantity());
    }

    /// How the quantity is called, with its history: `A(x), k = 3`.
    public String quantity() {
        return "A(x), k = " + history + (stride > 1 ? " every " + stride : "");
    }
}
