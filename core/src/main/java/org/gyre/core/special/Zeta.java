package org.gyre.core.special;

/// The zeta functions of Riemann and Hurwitz for real s > 1.
public final class Zeta {
    private Zeta() {}

    /// ζ(s) = Σ_{n≥1} n^−s.
    public static double riemann(double s) {
        return hurwitz(s, 1);
    }

    /// ζ(s, a) = Σ_{n≥0} (a + n)^−s, a > 0.
    public static double hurwitz(double s, double a) {
        if (!(s > 1) || !(a > 0)) {
            return s == 1 && a > 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        double sum = 0;
        double x = a;
        for (double enough = 15 + s; x < enough; x += 1) {
            double term = Math.pow(x, -s);
            sum += term;
            if (term < 1e-18 * sum) {
                return sum;
            }
        }
        return sum + tail(s, x, Math.log(x));
    }

    /// ∂ζ(s, a)/∂s.
    public static double hurwitzDerivative(double s, double a) {
        return PowerSum.of(s, a, Double.POSITIVE_INFINITY).first();
    }

    /// ∂²ζ(s, a)/∂s².
    public static double hurwitzSecondDerivative(double s, double a) {
        return PowerSum.of(s, a, Double.POSITIVE_INFINITY).second();
    }

    /// ζ(s, x) for x ≥ 15 + s with log x at hand: one exponential and the Euler–Maclaurin terms of DLMF 25.11.7.
    public static double tail(double s, double x, double logX) {
        double inverseSquare = 1 / (x * x);
        double pochhammer = s;
        double scale = 1 / (2 * x);
        double sum = x / (s - 1) + 0.5;
        for (int k = 1; k <= Gamma.BERNOULLI.length; k++) {
            double term = Gamma.BERNOULLI[k - 1] * pochhammer * scale;
            sum += term;
            if (Math.abs(term) < 1e-17 * sum) {
                break;
            }
            pochhammer *= (s + 2 * k - 1) * (s + 2 * k);
            scale *= inverseSquare / ((2 * k + 1) * (2 * k + 2));
        }
        return sum * Math.exp(-s * logX);
    }
}
