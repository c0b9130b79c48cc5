package org.gyre.measure.avalanche;

import java.util.List;
import java.util.Optional;
import org.gyre.core.special.PowerSum;
import org.gyre.core.special.Zeta;

/// p(x) ∝ x^−α on [xmin, xmax] (CSN table 2.1; a finite xmax is a sharp truncation and allows any α).
///
/// Discrete: p(x) = x^−α / (ζ(α, xmin) − ζ(α, xmax + 1)). The exponent is the exact root of the likelihood
/// equation, not the approximation of CSN eq. 3.7.
public final class PowerLaw implements Distribution {
    static final double STEEPEST = 30;

    static final Model MODEL = new PowerLawModel();

    private final Support support;
    private final double exponent;
    /// Whether a bounded sum is taken as the difference of two infinite ones, which is quicker.
    private final boolean difference;
    /// Σ of x^−α beyond xmax, where [#mass] is a difference; else 0.
    private final double beyond;

    private final double normaliser;
    private final double logNormaliser;

    /// @param exponent α; greater than 1 if the support is unbounded
    public PowerLaw(double exponent, Support support) {
        if (!Double.isFinite(exponent) || (!support.bounded() && exponent <= 1)) {
            throw new IllegalArgumentException(
                    "exponent = " + exponent + ": must be finite, and above 1 without an xmax");
        }
        this.support = support;
        this.exponent = exponent;
        // From 1 − (xmin/xmax)^(α−1) = ½ on: the difference then loses one binary digit at most. Survival beyond xmin
        // has the same error in relation to the whole.
        difference = support.discrete() && support.bounded() && (exponent - 1) * support.logWidth() >= Math.log(2);
        beyond = difference ? Zeta.hurwitz(exponent, support.to() + 1) : 0;
        normaliser = mass(support.from());
        logNormaliser = Math.log(normaliser) + (support.discrete() ? 0 : (1 - exponent) * Math.log(support.from()));
    }

    public double exponent() {
        return exponent;
    }

    @Override
    public Family family() {
        return Family.POWER_LAW;
    }

    @Override
    public Support support() {
        return support;
    }

    @Override
    public double[] parameters() {
        return new double[] {exponent};
    }

    @Override
    public double logProbability(double x) {
        return support.contains(x) ? -exponent * Math.log(x) - logNormaliser : Double.NEGATIVE_INFINITY;
    }

    @Override
    public double survival(double x) {
        return x > support.to() ? 0 : mass(x) / normaliser;
    }

    @Override
    public double logLikelihood(Tally sample) {
        return -sample.total() * (exponent * sample.meanLog() + logNormaliser);
    }

    /// Σ of x^−α from x to xmax; or ∫ of it over xmin^(1−α), which is of moderate size whatever the scale of x.
    private double mass(double x) {
        if (!support.discrete()) {
            double a = exponent - 1;
            double room = Support.logRatio(support.to(), x);
            double share = a == 0 ? room : -Math.expm1(-a * room) / a;
            return Math.exp(-a * Support.logRatio(x, support.from())) * share;
        }
        if (support.bounded() && !difference) {
            return PowerSum.of(exponent, x, support.to()).value();
        }
        double all = x > 15 + exponent ? Zeta.tail(exponent, x, Math.log(x)) : Zeta.hurwitz(exponent, x);
        return Math.max(0, all - beyond);
    }

    /// About where P(X ≥ x) falls to u, by the midpoint rule: close from x of some hundred on. NaN
    /// where a discrete law is too close to α = 1.
    double quantile(double u) {
        double a = exponent - 1;
        if (Math.abs(a) < 1e-3) {
            return Double.NaN;
        }
        double end = support.bounded() ? Math.pow(support.to() + 0.5, -a) : 0;
        return 0.5 + Math.pow(u * normaliser * a + end, -1 / a);
    }

    /// The α at which the expected log x equals `meanLog`: the maximum of the likelihood (CSN eq. 3.1 and 3.5 with
    /// xmax).
    static double exponent(double meanLog, Support support, double guess) {
        return support.discrete() ? discreteExponent(meanLog, support, guess) : continuousExponent(meanLog, support);
    }

    /// Newton's iteration, kept inside a bracket; the expectation falls monotonically with α.
    private static double discreteExponent(double meanLog, Support support, double guess) {
        double low = support.bounded() ? -STEEPEST : 1 + 1e-9;
        double high = STEEPEST;
        double alpha = Math.clamp(guess, low + 0.1, high - 0.1);
        for (int i = 0; i < 200; i++) {
            PowerSum sum = PowerSum.of(alpha, support.from(), support.to());
            double excess = meanLog + sum.logDerivative();
            if (excess > 0) {
                high = alpha;
            } else {
                low = alpha;
            }
            double next = alpha - excess / sum.logSecondDerivative();
            if (!(next > low && next < high)) {
                next = 0.5 * (low + high);
            }
            if (Math.abs(next - alpha) < 1e-12 * Math.abs(alpha) || high - low < 1e-12) {
                return next;
            }
            alpha = next;
        }
        return alpha;
    }

    private static double continuousExponent(double meanLog, Support support) {
        double mean = meanLog - Math.log(support.from());
        if (!support.bounded()) {
            return Math.min(STEEPEST, 1 + 1 / mean);
        }
        // log(x/xmin) has density ∝ e^(−(α−1)u) on [0, t]; bisection on its mean, 1/w + t/(1 − e^(wt)) with w = α −
        // 1.
        double t = support.logWidth();
        double low = -STEEPEST;
        double high = STEEPEST;
        for (int i = 0; i < 100; i++) {
            double alpha = 0.5 * (low + high);
            double w = (alpha - 1) * t;
            double share = Math.abs(w) < 1e-4 ? 0.5 - w / 12 : 1 / w - 1 / Math.expm1(w);
            if (share * t > mean) {
                low = alpha;
            } else {
                high = alpha;
            }
        }
        return 0.5 * (low + high);
    }

    private static final class PowerLawModel implements Model {
        @Override
        public Distribution at(double[] free, Support support) {
            return new PowerLaw(free[0], support);
        }

        @Override
        public List<double[]> starts(Tally sample, Support support) {
            return List.of();
        }

        @Override
        public double[] lower(Tally sample, Support support) {
            return new double[] {support.bounded() ? -STEEPEST : 1 + 1e-9};
        }

        @Override
        public double[] upper(Tally sample, Support support) {
            return new double[] {STEEPEST};
        }

        @Override
        public Optional<double[]> solution(Tally sample, Support support) {
            return Optional.of(new double[] {exponent(sample.meanLog(), support, 2)});
        }
    }
}
