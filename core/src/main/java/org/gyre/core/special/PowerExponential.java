package org.gyre.core.special;

/// Sums and integrals of x^−s e^(−λx): the normalising constants of a power law with an exponential cut-off.
///
/// The infinite sum is Lerch's transcendent, Σ_{n≥a} n^−s e^(−λn) = e^(−λa) Φ(e^−λ, s, a) (DLMF
/// 25.14.1); the infinite integral is an incomplete gamma function. Everything is returned times e^(λa), so that
/// nothing underflows. Relative error about 1e-13.
public final class PowerExponential {
    /// Terms are added one by one until f and its derivatives change by less than this share from one term to the
    /// next.
    private static final double SMOOTH = 0.05;

    /// e^−45 = 3e-20: nothing beyond matters.
    private static final double NEGLIGIBLE = 45;

    private static final int NODES = 16;
    private static final double[] NODE = new double[NODES];
    private static final double[] WEIGHT = new double[NODES];

    static {
        gaussLegendre();
    }

    private PowerExponential() {}

    /// Σ_{n=a}^{b} n^−s e^(−λ(n−a)).
    ///
    /// @param s any real number, but greater than 1 if λ = 0 and b = ∞
    /// @param lambda λ ≥ 0
    /// @param a first summand, > 0
    /// @param b last summand, a whole number of steps from a, or +∞
    public static double scaledSum(double s, double lambda, double a, double b) {
        if (!(lambda >= 0) || !(a > 0)) {
            return Double.NaN;
        }
        if (lambda == 0) {
            return PowerSum.of(s, a, b).value();
        }
        double sum = 0;
        double n = a;
        // Steps are counted from a: beyond 2⁵³ n + 1 is n.
        for (double step = 1; n <= b + 0.5; step += 1) {
            double steepness = (Math.abs(s) + 4) / n + lambda;
            if (steepness < SMOOTH) {
                break;
            }
            double exponent = lambda * (step - 1);
            if (exponent > NEGLIGIBLE && lambda > -2 * s / n) {
                return sum;
            }
            sum += Math.exp(-s * Math.log(n) - exponent);
            n = a + step;
        }
        if (n > b + 0.5) {
            return sum;
        }
        // Σ f(n) = ∫_{n−½}^{b+½} f dx + midpoint corrections at both ends
        double lower = n - 0.5;
        double shrink = Math.exp(-lambda * (lower - a));
        sum += shrink * scaledIntegral(s, lambda, lower, b + 0.5);
        sum += correction(s, lambda, a, lower);
        if (b != Double.POSITIVE_INFINITY) {
            sum -= correction(s, lambda, a, b + 0.5);
        }
        return sum;
    }

    /// ∫_a^b x^−s e^(−λ(x−a)) dx; parameters as for the sum.
    public static double scaledIntegral(double s, double lambda, double a, double b) {
        if (!(lambda >= 0) || !(a > 0) || !(b >= a)) {
            return Double.NaN;
        }
        if (b == Double.POSITIVE_INFINITY) {
            if (lambda == 0) {
                return s > 1 ? Math.pow(a, 1 - s) / (s - 1) : Double.NaN;
            }
            return Math.pow(a, 1 - s) * Gamma.scaledExponentialIntegral(s, lambda * a);
        }
        double logRatio = Math.log(b / a);
        if (lambda == 0) {
            double w = (1 - s) * logRatio;
            return Math.pow(a, 1 - s) * logRatio * (w == 0 ? 1 : Math.expm1(w) / w);
        }
        // Gauss–Legendre panels that neither outgrow x = a + y nor the decay length 1/λ. They are laid over y, since a
        // step of 1/λ may be too short to change x.
        double sum = 0;
        double y = 0;
        double width = b - a;
        while (y < width && (lambda * y < NEGLIGIBLE || lambda * (a + y) < -2 * s)) {
            double end = Math.min(width, y + Math.min(a + y, 4 / lambda));
            double half = 0.5 * (end - y);
            double middle = 0.5 * (end + y);
            double panel = 0;
            for (int i = 0; i < NODES; i++) {
                double node = middle + half * NODE[i];
                panel += WEIGHT[i] * Math.exp(-s * Math.log(a + node) - lambda * node);
            }
            sum += half * panel;
            y = end;
        }
        return sum;
    }

    /// f′/24 − 7 f‴/5760 + 31 f⁗′/967680 at x, f(x) = x^−s e^(−λ(x−a)): Euler–Maclaurin at half
    /// steps (DLMF 24.4.27 for the Bernoulli polynomials at ½).
    private static double correction(double s, double lambda, double a, double x) {
        double f = Math.exp(-s * Math.log(x) - lambda * (x - a));
        // Derivatives of log f
        double r1 = -(s / x + lambda);
        double r2 = s / (x * x);
        double r3 = -2 * r2 / x;
        double r4 = -3 * r3 / x;
        double r5 = -4 * r4 / x;
        double third = r1 * r1 * r1 + 3 * r1 * r2 + r3;
        double fifth = r1 * r1 * r1 * r1 * r1
                + 10 * r1 * r1 * r1 * r2
                + 15 * r1 * r2 * r2
                + 10 * r1 * r1 * r3
                + 10 * r2 * r3
                + 5 * r1 * r4
                + r5;
        return f * (r1 / 24 - 7 * third / 5760 + 31 * fifth / 967_680);
    }

    private static void gaussLegendre() {
        for (int i = 0; i < NODES; i++) {
            double x = Math.cos(Math.PI * (i + 0.75) / (NODES + 0.5));
            double derivative = 1;
            for (int iteration = 0; iteration < 20; iteration++) {
                double previous = 1;
                double value = x;
                for (int k = 2; k <= NODES; k++) {
                    double next = ((2 * k - 1) * x * value - (k - 1) * previous) / k;
                    previous = value;
                    value = next;
                }
                derivative = NODES * (x * value - previous) / (x * x - 1);
                x -= value / derivative;
            }
            NODE[i] = x;
            WEIGHT[i] = 2 / ((1 - x * x) * derivative * derivative);
        }
    }
}
