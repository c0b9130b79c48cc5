package org.gyre.measure.mutualinfo;

import org.gyre.measure.series.Series;

/// A way to estimate mutual and conditional mutual information from what was recorded.
///
/// Every measure that is made of such terms (transfer entropy, active storage, predictive information,
/// O-information) takes any estimator, so that measures, estimators and kinds of data combine freely.
///
/// @param <S> the kind of data
public interface InformationEstimator<S extends Series<S>> {
    /// The estimator with its parameters, such as `KSG 2, k = 4`.
    String label();

    /// I(a; b).
    ///
    /// @throws org.gyre.core.InputException if the series differ in length, or there is too little to
    ///     estimate from
    Relation between(S a, S b);

    /// I(a; b | c).
    ///
    /// @throws org.gyre.core.InputException if the series differ in length, or there is too little to
    ///     estimate from
    Relation given(S a, S b, S c);
}
