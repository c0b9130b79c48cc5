package org.gyre.core.stats;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// The one-sample Kolmogorov–Smirnov test against a continuous law.
public final class KolmogorovSmirnov {
    private KolmogorovSmirnov() {}

    /// D = supₓ |Fₙ(x) − F(x)| between the empirical distribution function and F. The argument is not changed.
    ///
    /// For a discrete law this is an upper bound: F is compared with Fₙ on both sides of each step.
    ///
    /// @param cdf F, non-decreasing with values in [0, 1]
    /// @throws IllegalArgumentException if the sample is empty or holds NaN, or F leaves [0, 1]
    public static double distance(double[] sample, DoubleUnaryOperator cdf) {
        if (sample.length == 0) {
            throw new IllegalArgumentException("sample of 0 values: must have at least 1");
        }
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double n = sorted.length;
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            double f = cdf.applyAsDouble(sorted[i]);
            if (Double.isNaN(sorted[i]) || !(f >= 0 && f <= 1)) {
                throw new IllegalArgumentException("F(" + sorted[i] + ") = " + f + ": must be in [0, 1]");
            }
            distance = Math.max(distance, Math.max(f - i / n, (i + 1) / n - f));
        }
        return distance;
    }

    /// Probability of a distance at least this large if the sample has the law F, fixed beforehand and not fitted:
    ///
    ///     Q(λ) = 2 ∑_{j≥1} (−1)^{j−1} exp(−2 j² λ²),   λ = (√n + 0.12 + 0.11/√n) D
    ///
    /// Kolmogorov's limit with M. A. Stephens' correction for small n (Journal of the Royal Statistical Society B
    /// 32:115, 1970), good to about 0.01 for n ≥ 5.
    ///
    /// @param distance D in [0, 1]
    /// @param n        sample size ≥ 1
    public static double pValue(double distance, int n) {
        if (!(distance >= 0 && distance <= 1) || n < 1) {
            throw new IllegalArgumentException("distance " + distance + " of a sample of " + n);
        }
        double root = Math.sqrt(n);
        double lambda = (root + 0.12 + 0.11 / root) * distance;
        if (lambda < 0.2) {
            return 1; // 1 − Q < 1e-12, while the series converges slowly
        }
        double sum = 0;
        double sign = 1;
        for (int j = 1; j <= 100; j++) {
            double term = Math.exp(-2.0 * j * j * lambda * lambda);
            sum += sign * term;
            if (term < 1e-17) {
                break;
            }
            sign = -sign;
        }
        return Math.clamp(2 * sum, 0, 1);
    }
}
