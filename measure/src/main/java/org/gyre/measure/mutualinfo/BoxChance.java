package org.gyre.measure.mutualinfo;

import org.gyre.core.special.Gamma;

/// What chance alone puts into a box: of m other samples a share one property and b another, and both are strewn
/// independently, so that those with both follow the hypergeometric law.
final class BoxChance {
    /// Above this mean an expansion to second order is right to a part in a thousand.
    private static final double LARGE = 20;

    private BoxChance() {}

    /// The mean of ln(1 + N), N hypergeometric: of the count of a box that holds its own sample too.
    ///
    /// @param a samples with the first property, 0 to m
    /// @param b samples with the second, 0 to m
    /// @param m all other samples
    static double meanLog(int a, int b, int m) {
        if (a == 0 || b == 0) {
            return 0;
        }
        double mean = (double) a * b / m;
        if (a == m || b == m) {
            return StrictMath.log1p(mean);
        }
        if (mean > LARGE) {
            double variance = mean * (1 - (double) a / m) * (1 - (double) b / m) * m / (m - 1.0);
            return StrictMath.log1p(mean) - variance / (2 * (1 + mean) * (1 + mean));
        }
        int least = Math.max(0, a + b - m);
        int most = Math.min(a, b);
        double weight = StrictMath.exp(logChoose(a, least) + logChoose(m - a, b - least) - logChoose(m, b));
        double sum = 0;
        for (int n = least; n <= most; n++) {
            sum += weight * StrictMath.log1p(n);
            if (n > mean && weight < 1e-12) {
                break;
            }
            weight *= (double) (a - n) * (b - n) / ((n + 1.0) * (m - a - b + n + 1.0));
        }
        return sum;
    }

    private static double logChoose(int n, int k) {
        return Gamma.logGamma(n + 1.0) - Gamma.logGamma(k + 1.0) - Gamma.logGamma(n - k + 1.0);
    }
}
