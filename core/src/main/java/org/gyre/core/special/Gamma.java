package org.gyre.core.special;

/// The gamma function and its relatives.
///
/// Relative errors are a few units in the fourteenth digit; near a zero of a function the error is absolute.
public final class Gamma {
    /// γ, Euler's constant (OEIS A001620).
    public static final double EULER = 0.5772156649015329;

    private static final double LOG_ROOT_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);
    private static final double ASYMPTOTIC_FROM = 10;

    /// B₂ₖ, k = 1 … 10 (DLMF 24.2.14).
    static final double[] BERNOULLI = {
        1.0 / 6,
        -1.0 / 30,
        1.0 / 42,
        -1.0 / 30,
        5.0 / 66,
        -691.0 / 2730,
        7.0 / 6,
        -3617.0 / 510,
        43867.0 / 798,
        -174611.0 / 330
    };

    /// (−1)ᵏ (ζ(k) − 1) / k, k = 0 … (0 and 1 unused): the Taylor series of log Γ(2 + b).
    private static final double[] LOG_GAMMA_AT_TWO = new double[32];

    static {
        for (int k = 2; k < LOG_GAMMA_AT_TWO.length; k++) {
            LOG_GAMMA_AT_TWO[k] = (k % 2 == 0 ? 1 : -1) * Zeta.hurwitz(k, 2) / k;
        }
    }

    private Gamma() {}

    /// log |Γ(x)|; +∞ at 0, −1, −2, …
    public static double logGamma(double x) {
        if (Double.isNaN(x) || x == Double.NEGATIVE_INFINITY) {
            return Double.NaN;
        }
        if (x <= 0) {
            if (x == Math.rint(x)) {
                return Double.POSITIVE_INFINITY;
            }
            // DLMF 5.5.3, reflection
            return StrictMath.log(Math.PI / Math.abs(sinPi(x))) - logGamma(1 - x);
        }
        if (x < 0.5) {
            return logGammaOnePlus(x) - StrictMath.log(x);
        }
        if (x < 1.5) {
            return logGammaOnePlus(x - 1);
        }
        if (x < ASYMPTOTIC_FROM) {
            double product = 1;
            double y = x;
            while (y > 2.5) {
                y -= 1;
                product *= y;
            }
            return StrictMath.log(product) + logGammaTwoPlus(y - 2);
        }
        return (x - 0.5) * StrictMath.log(x) - x + LOG_ROOT_TWO_PI + stirling(x);
    }

    /// log (Γ(x + n) / Γ(x)), the logarithm of the rising factorial x (x + 1) … (x + n − 1), x > 0, n ≥ 0, without
    /// the cancellation of its two terms where x is large.
    public static double logRising(double x, double n) {
        if (x < ASYMPTOTIC_FROM) {
            return logGamma(x + n) - logGamma(x);
        }
        return (x - 0.5) * StrictMath.log1p(n / x) + n * (StrictMath.log(x + n) - 1) + stirling(x + n) - stirling(x);
    }

    /// The series of DLMF 5.11.1: Σ B₂ₖ / (2k (2k−1) x^(2k−1)), x ≥ 10.
    private static double stirling(double x) {
        double sum = 0;
        double inverseSquare = 1 / (x * x);
        for (int k = BERNOULLI.length; k >= 1; k--) {
            sum = sum * inverseSquare + BERNOULLI[k - 1] / (2 * k * (2 * k - 1));
        }
        return sum / x;
    }

    /// log Γ(1 + a) for |a| ≤ 1/2, with small relative error also near a = 0.
    static double logGammaOnePlus(double a) {
        return logGammaTwoPlus(a) - StrictMath.log1p(a);
    }

    /// log Γ(2 + b) for |b| ≤ 1/2 (DLMF 5.7.3 moved by one).
    private static double logGammaTwoPlus(double b) {
        double sum = 0;
        for (int k = LOG_GAMMA_AT_TWO.length - 1; k >= 2; k--) {
            sum = (sum + LOG_GAMMA_AT_TWO[k]) * b;
        }
        return b * (1 - EULER + sum);
    }

    /// Γ(x); NaN at 0, −1, −2, …
    public static double gamma(double x) {
        if (x > 0) {
            return StrictMath.exp(logGamma(x));
        }
        if (x == Math.rint(x)) {
            return Double.NaN;
        }
        return Math.PI / (sinPi(x) * gamma(1 - x));
    }

    /// ψ(x) = d log Γ(x) / dx; NaN at 0, −1, −2, …
    public static double digamma(double x) {
        if (x <= 0) {
            if (x == Math.rint(x)) {
                return Double.NaN;
            }
            // DLMF 5.5.4
            return digamma(1 - x) - Math.PI / tanPi(x);
        }
        double sum = 0;
        double y = x;
        while (y < ASYMPTOTIC_FROM) {
            sum -= 1 / y;
            y += 1;
        }
        // DLMF 5.11.2
        double inverseSquare = 1 / (y * y);
        double tail = 0;
        for (int k = BERNOULLI.length; k >= 1; k--) {
            tail = (tail + BERNOULLI[k - 1] / (2 * k)) * inverseSquare;
        }
        return sum + StrictMath.log(y) - 0.5 / y - tail;
    }

    /// ψ′(x), the second derivative of log Γ(x); +∞ at 0, −1, −2, …
    public static double trigamma(double x) {
        if (x <= 0) {
            if (x == Math.rint(x)) {
                return Double.POSITIVE_INFINITY;
            }
            double s = sinPi(x);
            return Math.PI * Math.PI / (s * s) - trigamma(1 - x);
        }
        return Zeta.hurwitz(2, x);
    }

    /// P(a, x) = γ(a, x) / Γ(a), the regularised lower incomplete gamma function; a > 0, x ≥ 0.
    ///
    /// Cost grows as √a beyond a ≈ 1000.
    public static double regularisedLower(double a, double x) {
        if (!(a > 0) || !(x >= 0)) {
            return Double.NaN;
        }
        return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
    }

    /// Q(a, x) = 1 − P(a, x), without cancellation in the upper tail; a > 0, x ≥ 0.
    public static double regularisedUpper(double a, double x) {
        if (!(a > 0) || !(x >= 0)) {
            return Double.NaN;
        }
        if (x >= a + 1) {
            return upperFraction(a, x);
        }
        if (a <= 0.5 && x > 0) {
            // 1 − P would cancel: P → 1 as a → 0 at any x.
            return upper(a, x) / gamma(a);
        }
        return 1 - lowerSeries(a, x);
    }

    /// The survival function of the χ² law: P(X > x) with k degrees of freedom.
    public static double chiSquareSurvival(double x, double degreesOfFreedom) {
        return regularisedUpper(0.5 * degreesOfFreedom, 0.5 * x);
    }

    /// Γ(a, x) = ∫ₓ^∞ t^(a−1) e^−t dt for any real shape a and x > 0.
    public static double upper(double a, double x) {
        return StrictMath.pow(x, a) * StrictMath.exp(-x) * scaledExponentialIntegral(1 - a, x);
    }

    /// eˣ E_s(x), where E_s(x) = ∫₁^∞ t^−s e^(−xt) dt = x^(s−1) Γ(1 − s, x) (DLMF 8.19.1), for any
    /// real order s and x > 0.
    public static double scaledExponentialIntegral(double s, double x) {
        if (!(x > 0) || Double.isNaN(s)) {
            return Double.NaN;
        }
        double a = 1 - s;
        if (x > 1.5 && x > a + 1) {
            return exponentialIntegralFraction(s, x);
        }
        if (a > 0.5) {
            return StrictMath.exp(x + logGamma(a) - a * StrictMath.log(x)) * (1 - lowerSeries(a, x));
        }
        // Bring the shape a into [−1/2, 1/2], where a stable form exists, then climb in s.
        int steps = (int) Math.max(0, Math.rint(-a));
        double a0 = a + steps;
        double order = 1 - a0;
        double value = StrictMath.exp(x) * smallShape(a0, x);
        for (int i = 0; i < steps; i++) {
            // DLMF 8.19.12: s E_{s+1}(x) = e^−x − x E_s(x)
            value = (1 - x * value) / order;
            order += 1;
        }
        return value;
    }

    /// E_{1−a}(x) for |a| ≤ 1/2 and x ≤ 1.5 without the cancellation of Γ(a) − xᵃ/a near a = 0:
    ///
    ///     Γ(a, x) = [(Γ(1+a) − 1) − (xᵃ − 1)] / a − xᵃ Σ_{k≥1} (−x)ᵏ / (k! (a + k))
    private static double smallShape(double a, double x) {
        double logX = StrictMath.log(x);
        double head;
        if (Math.abs(a) < 1e-300) {
            head = -EULER - logX;
        } else {
            head = (StrictMath.expm1(logGammaOnePlus(a)) - StrictMath.expm1(a * logX)) / a;
        }
        double power = 1;
        double sum = 0;
        for (int k = 1; k < 60; k++) {
            power *= -x / k;
            double term = power / (a + k);
            sum += term;
            if (Math.abs(term) < 1e-18 * Math.abs(sum)) {
                break;
            }
        }
        return head * StrictMath.exp(-a * logX) - sum;
    }

    /// DLMF 8.11.4: P(a, x) = xᵃ e^−x / Γ(a+1) Σ xᵏ / ((a+1) … (a+k)).
    private static double lowerSeries(double a, double x) {
        if (x == 0) {
            return 0;
        }
        double term = 1;
        double sum = 1;
        for (int k = 1; term > 1e-17 * sum; k++) {
            term *= x / (a + k);
            sum += term;
        }
        return sum * StrictMath.exp(logKernel(a, x));
    }

    private static double upperFraction(double a, double x) {
        if (x == Double.POSITIVE_INFINITY) {
            return 0;
        }
        return a * exponentialIntegralFraction(1 - a, x) * StrictMath.exp(logKernel(a, x));
    }

    /// log(xᵃ e^−x / Γ(a + 1)), by Stirling's formula for large a so that nothing large is subtracted.
    private static double logKernel(double a, double x) {
        if (a < ASYMPTOTIC_FROM) {
            return a * StrictMath.log(x) - x - logGamma(a + 1);
        }
        double deviation = (x - a) / a;
        return a * (StrictMath.log1p(deviation) - deviation) - LOG_ROOT_TWO_PI - 0.5 * StrictMath.log(a) - stirling(a);
    }

    /// eˣ E_s(x) as the even part of DLMF 8.19.17, by the modified Lentz algorithm:
    ///
    ///     1/(x+s − 1·s/(x+s+2 − 2(s+1)/(x+s+4 − …)))
    private static double exponentialIntegralFraction(double s, double x) {
        double tiny = 1e-300;
        double b = x + s;
        double c = 1 / tiny;
        double d = 1 / (b == 0 ? tiny : b);
        double h = d;
        for (int k = 1; k < 100_000; k++) {
            double numerator = -k * (s + k - 1);
            b += 2;
            d = numerator * d + b;
            d = 1 / (d == 0 ? tiny : d);
            c = b + numerator / c;
            c = c == 0 ? tiny : c;
            double factor = c * d;
            h *= factor;
            if (Math.abs(factor - 1) < 1e-16) {
                break;
            }
        }
        return h;
    }

    /// sin πx, exact at integers.
    private static double sinPi(double x) {
        double r = x - 2 * Math.rint(0.5 * x);
        return StrictMath.sin(Math.PI * r);
    }

    private static double tanPi(double x) {
        return StrictMath.tan(Math.PI * (x - Math.rint(x)));
    }
}
