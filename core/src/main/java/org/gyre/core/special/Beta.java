package org.gyre.core.special;

/// The incomplete beta function and the laws that it serves.
public final class Beta {
    private static final double TINY = 1e-300;
    private static final int MOST_TERMS = 100_000;

    private Beta() {}

    /// The regularised incomplete beta function I_x(a, b), a, b > 0, by the continued fraction DLMF 8.17.22 on the side
    /// of the mean where it converges fast. NaN outside 0 ≤ x ≤ 1.
    public static double regularised(double x, double a, double b) {
        if (!(x >= 0 && x <= 1)) {
            return Double.NaN;
        }
        return x <= (a + 1) / (a + b + 2) ? lower(x, 1 - x, a, b) : 1 - lower(1 - x, x, b, a);
    }

    /// P(F > f) for Fisher's F with the given degrees of freedom: I_{q/(q + pf)}(q/2, p/2).
    ///
    /// @param f ≥ 0
    /// @param p degrees of freedom of the numerator, > 0
    /// @param q degrees of freedom of the denominator, > 0
    public static double fisherSurvival(double f, double p, double q) {
        double y = q / (q + p * f);
        double rest = p * f / (q + p * f);
        // From 1 − y, not from y, where y is nearly one, so that small f keep their digits; and the other way round.
        return y <= (q / 2 + 1) / (p / 2 + q / 2 + 2) ? lower(y, rest, q / 2, p / 2) : 1 - lower(rest, y, p / 2, q / 2);
    }

    /// I_x(a, b) for x below the mean; y = 1 − x.
    private static double lower(double x, double y, double a, double b) {
        if (x == 0) {
            return 0;
        }
        double logFront = a * Math.log(x)
                + b * Math.log(y)
                + Gamma.logGamma(a + b)
                - Gamma.logGamma(a)
                - Gamma.logGamma(b)
                - Math.log(a);
        return Math.exp(logFront) / fraction(x, a, b);
    }

    /// 1 + d₁/(1 + d₂/(1 + …)) of DLMF 8.17.22 by the modified Lentz algorithm.
    private static double fraction(double x, double a, double b) {
        double value = 1;
        double c = 1;
        double d = 0;
        for (int term = 1; term < MOST_TERMS; term++) {
            int m = term >> 1;
            double step = term % 2 == 0
                    ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                    : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 + step * d;
            d = 1 / (d == 0 ? TINY : d);
            c = 1 + step / c;
            c = c == 0 ? TINY : c;
            double factor = c * d;
            value *= factor;
            if (Math.abs(factor - 1) < 1e-16) {
                break;
            }
        }
        return value;
    }
}
