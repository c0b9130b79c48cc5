package org.gyre.measure.mutualinfo;

import org.gyre.core.InputException;

/// Shrinkage of a covariance S towards μ 1, μ its mean diagonal: S* = λ μ 1 + (1 − λ) S with
///
///     λ = min(1, Σ_s ‖x_s x_sᵀ − S‖² / (n² ‖S − μ 1‖²))
///
/// Ledoit and Wolf, Journal of Multivariate Analysis 88:365 (2004), lemmas 3.2 to 3.4.
final class LedoitWolf {
    private LedoitWolf() {}

    /// The shrunk correlations of standardised data.
    ///
    /// @param correlations S, divisor n
    /// @param order        of the samples of a, with which S was computed
    /// @throws InputException if every component is constant
    static double[] shrunk(Standardised data, double[] correlations, int[] order) {
        int d = data.dimensions();
        double n = data.samples();
        double mean = 0;
        double square = 0;
        for (int i = 0; i < d; i++) {
            mean += correlations[i * d + i] / d;
            for (int j = 0; j < d; j++) {
                square += correlations[i * d + j] * correlations[i * d + j];
            }
        }
        if (mean == 0) {
            throw new InputException("every component is constant, so that there is no covariance: choose others");
        }
        // Σ ‖x xᵀ − S‖² = Σ |x|⁴ − n ‖S‖²; ‖S − μ 1‖² = ‖S‖² − d μ².
        double scatter = (data.fourthPowers(order) - n * square) / (n * n);
        double distance = square - d * mean * mean;
        double weight = distance > scatter ? Math.max(0, scatter / distance) : 1;
        double[] shrunk = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                shrunk[i * d + j] = (1 - weight) * correlations[i * d + j] + (i == j ? weight * mean : 0);
            }
        }
        return shrunk;
    }
}
