package org.gyre.measure.branching;

/// The branching ratio as it is read from one lag. Both values are too small where not all units are
/// recorded.
///
/// @param regression slope of A(t+1) on A(t), that is r_1 (WP, "conventional estimator")
/// @param ratio ΣA(t+1) / ΣA(t) over the bins inside avalanches, those with A(t) > 0 and a successor:
///     the mean number of descendants per ancestor (after Beggs and Plenz 2003, who take the first
///     two bins of each avalanche). Where avalanches end by chance alone it is below 1 whatever m is;
///     NaN-free: absent activity is refused before
public record NaiveBranching(double regression, double ratio) {
    /// Reads both.
    ///
    /// @param trials `[trial][bin]`, not constant
    static NaiveBranching of(double[][] trials, double firstCoefficient) {
        double ancestors = 0;
        double descendants = 0;
        for (double[] trial : trials) {
            for (int t = 0; t + 1 < trial.length; t++) {
                if (trial[t] > 0) {
                    ancestors += trial[t];
                    descendants += trial[t + 1];
                }
            }
        }
        return new NaiveBranching(firstCoefficient, ancestors > 0 ? descendants / ancestors : 0);
    }
}
