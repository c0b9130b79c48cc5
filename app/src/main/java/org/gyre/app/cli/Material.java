package org.gyre.app.cli;

import java.util.function.Function;
import org.gyre.measure.mutualinfo.InformationEstimator;
import org.gyre.measure.series.Series;

/// A file's columns as the kind of series that the chosen estimator takes, with that estimator.
///
/// @param columns makes one series of some columns
/// @param estimator of information between them
/// @param treatment what was done to the columns before, such as `, 8 bins`; empty if nothing
/// @param <S> the kind of series
record Material<S extends Series<S>>(Function<int[], S> columns, InformationEstimator<S> estimator, String treatment) {
    /// The estimator with what was done to the columns.
    String label() {
        return estimator.label() + treatment;
    }

    S of(int... chosen) {
        return columns.apply(chosen);
    }
}
