package org.gyre.core.special;

/// S(s) = Σ_{n=a}^{b} n^−s over n = a, a+1, …, b with its first two derivatives in s.
///
/// With b = ∞ this is the Hurwitz zeta function ζ(s, a), s > 1. A finite b allows every real s. Terms up to
/// about |s| + 15 are added one by one, the rest by the Euler–Maclaurin formula (DLMF 2.10.1, 25.11.7); relative
/// error about 1e-14.
///
/// @param value S(s)
/// @param first dS/ds = −Σ log(n) n^−s
/// @param second d²S/ds² = Σ log²(n) n^−s
public record PowerSum(double value, double first, double second) {
    /// Below this number of terms, adding them is the fastest way.
    private static final int FEW = 24;

    /// Computes the sum.
    ///
    /// @param s any real number if `to` is finite, else greater than 1
    /// @param from first summand a > 0
    /// @param to last summand; `to − from` must be a whole number, or `to` = +∞. `to < from` gives the empty sum.
    public static PowerSum of(double s, double from, double to) {
        boolean finite = to != Double.POSITIVE_INFINITY;
        if (!(from > 0) || Double.isNaN(s) || Double.isNaN(to) || (!finite && !(s > 1))) {
            return new PowerSum(Double.NaN, Double.NaN, Double.NaN);
        }
        double value = 0;
        double first = 0;
        double second = 0;
        double tailFrom = Math.max(15 + Math.abs(s), from);
        boolean few = finite && to - from < FEW;
        double n = from;
        for (; few ? n <= to + 0.5 : n < tailFrom && n <= to + 0.5; n += 1) {
            double log = Math.log(n);
            double power = Math.exp(-s * log);
            value += power;
            first -= log * power;
            second += log * log * power;
        }
        if (n > to + 0.5) {
            return new PowerSum(value, first, second);
        }
        // ∫_n^{to+1} x^−s dx and the boundary terms at both ends
        double log = Math.log(n);
        double power = Math.exp((1 - s) * log);
        double m0;
        double m1;
        double m2;
        if (finite) {
            double t = Math.log((to + 1) / n);
            m0 = t * moment(0, (1 - s) * t);
            m1 = t * t * moment(1, (1 - s) * t);
            m2 = t * t * t * moment(2, (1 - s) * t);
        } else {
            m0 = 1 / (s - 1);
            m1 = m0 / (s - 1);
            m2 = 2 * m1 / (s - 1);
        }
        double[] lower = boundary(s, n);
        value += power * m0 + lower[0];
        first += -power * (log * m0 + m1) + lower[1];
        second += power * (log * log * m0 + 2 * log * m1 + m2) + lower[2];
        if (finite) {
            double[] upper = boundary(s, to + 1);
            value -= upper[0];
            first -= upper[1];
            second -= upper[2];
        }
        return new PowerSum(value, first, second);
    }

    /// d log S / ds.
    public double logDerivative() {
        return first / value;
    }

    /// d² log S / ds² = variance of log n under p(n) ∝ n^−s.
    public double logSecondDerivative() {
        double r = first / value;
        return second / value - r * r;
    }

    /// ½ x^−s + Σ_k B₂ₖ/(2k)! · (s)_{2k−1} x^(−s−2k+1) and its two derivatives in s.
    private static double[] boundary(double s, double x) {
        // Jets (value, first, second derivative in s) of the Pochhammer symbol (s)_{2k−1}, over x^(2k−1) (2k)!
        double p0 = 0.5;
        double p1 = 0;
        double p2 = 0;
        double q0 = s;
        double q1 = 1;
        double q2 = 0;
        double scale = 1 / (2 * x);
        for (int k = 1; k <= Gamma.BERNOULLI.length; k++) {
            double c = Gamma.BERNOULLI[k - 1] * scale;
            p0 += c * q0;
            p1 += c * q1;
            p2 += c * q2;
            for (int i = 2 * k - 1; i <= 2 * k; i++) {
                double factor = s + i;
                q2 = q2 * factor + 2 * q1;
                q1 = q1 * factor + q0;
                q0 *= factor;
            }
            scale /= (2 * k + 1) * (2 * k + 2) * x * x;
        }
        double log = Math.log(x);
        double power = Math.exp(-s * log);
        return new double[] {power * p0, power * (p1 - log * p0), power * (p2 - 2 * log * p1 + log * log * p0)};
    }

    /// ∫₀¹ vᵏ e^(wv) dv.
    private static double moment(int k, double w) {
        if (Math.abs(w) < 2) {
            double term = 1;
            double sum = 1.0 / (k + 1);
            for (int j = 1; j < 40; j++) {
                term *= w / j;
                sum += term / (j + k + 1);
            }
            return sum;
        }
        double exponential = Math.exp(w);
        double value = Math.expm1(w) / w;
        for (int j = 1; j <= k; j++) {
            value = (exponential - j * value) / w;
        }
        return value;
    }
}
