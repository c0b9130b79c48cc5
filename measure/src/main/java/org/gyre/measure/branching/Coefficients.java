package org.gyre.measure.branching;

import java.util.Arrays;
/// The slopes r_k of the regression of A(t+k) on A(t) for the lags k = 1 … K (WP eq. 3). Immutable.
///
/// Each slope uses all pairs that lag k leaves, with the means and the variance of just these pairs.
/// Cost O(non-empty bins × K) and O(bins).

public final class Coefficients {
    private final CoefficientKind kind;
    private final double[] values;

    Coefficients(CoefficientKind kind, double[] values) {
        this.kind = kind;
        this.values = values;
    }

    /// The coefficients of one or more trials.
    ///
    /// @param trials `[trial][bin]`, finite, all of the same length
    /// @param lags K, from 1 to the length − 2
    /// @throws InputException if the trials are not as said, or one (trial-separated) or all
    ///     (stationary mean) of
    /// them     are constant
    public static Coefficients of(double[][] trials, int lags, CoefficientKind kind) {
        return Stretches.of(trials, lags, kind, 1).coefficients();
    }

    public CoefficientKind kind() {
        return kind;
    }

    /// K, the longest lag.
    public int lags() {
        return values.length;
    }

    /// r_k.
    ///
    /// @param lag k, from 1 to K
    public double at(int lag) {
        return values[lag - 1];
    }

    /// r_1 … r_K.
    public double[] toArray() {
        return values.clone();
    }

    @Override
    public String toString() {
        return "Coefficients[" + kind.label() + ", " + Arrays.toString(values) + "]";
    }
}
