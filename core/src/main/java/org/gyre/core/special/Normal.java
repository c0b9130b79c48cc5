package org.gyre.core.special;

/// The standard normal law. Functions of StrictMath, so that intervals have the same bits on every machine.
public final class Normal {
    private static final double ROOT_HALF = Math.sqrt(0.5);
    private static final double ROOT_HALF_PI = Math.sqrt(Math.PI / 2);
    private static final double LOG_ROOT_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);

    private Normal() {}

    /// φ(z) = exp(−z²/2) / √(2π).
    public static double density(double z) {
        return StrictMath.exp(logDensity(z));
    }

    /// log φ(z), finite also where φ(z) underflows.
    public static double logDensity(double z) {
        return -0.5 * z * z - LOG_ROOT_TWO_PI;
    }

    /// Φ(z).
    public static double cdf(double z) {
        return 0.5 * Erf.erfc(-z * ROOT_HALF);
    }

    /// Q(z) = 1 − Φ(z), without cancellation in the upper tail.
    public static double survival(double z) {
        return 0.5 * Erf.erfc(z * ROOT_HALF);
    }

    /// log Q(z), finite also where Q(z) underflows.
    public static double logSurvival(double z) {
        if (z < 0) {
            return StrictMath.log1p(-cdf(z));
        }
        return z < 1 ? StrictMath.log(survival(z)) : logDensity(z) + StrictMath.log(mills(z));
    }

    /// Mills' ratio Q(z) / φ(z); overflows below z ≈ −38.
    public static double mills(double z) {
        return ROOT_HALF_PI * Erf.scaledErfc(z * ROOT_HALF);
    }

    /// The z with Φ(z) = p; ±∞ at p = 0 and 1, NaN outside [0, 1].
    ///
    /// Newton's iteration: in the middle on Φ − 1/2, in the tails on log Q, which is concave.
    public static double quantile(double p) {
        if (!(p >= 0 && p <= 1)) {
            return Double.NaN;
        }
        if (Math.abs(p - 0.5) < 0.25) {
            return centralQuantile(p - 0.5);
        }
        return p < 0.5 ? -upperQuantile(p) : upperQuantile(1 - p);
    }

    /// The z with Φ(z) − 1/2 = r, |r| ≤ 1/4.
    private static double centralQuantile(double r) {
        double z = r / density(0);
        for (int i = 0; i < 60; i++) {
            double step = (r - 0.5 * Erf.erf(z * ROOT_HALF)) / density(z);
            z += step;
            if (Math.abs(step) <= 1e-15 * Math.abs(z)) {
                break;
            }
        }
        return z;
    }

    /// The z ≥ 0 with Q(z) = q, 0 ≤ q ≤ 1/4.
    private static double upperQuantile(double q) {
        if (q == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double target = StrictMath.log(q);
        double z = Math.sqrt(-2 * target) - 0.5;
        for (int i = 0; i < 60; i++) {
            // d log Q / dz = −1 / mills
            double step = (logSurvival(z) - target) * mills(z);
            z += step;
            if (Math.abs(step) <= 1e-15 * z) {
                break;
            }
        }
        return z;
    }
}
