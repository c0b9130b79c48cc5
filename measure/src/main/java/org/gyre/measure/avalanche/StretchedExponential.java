package org.gyre.measure.avalanche;

import java.util.List;

/// P(X > x) ∝ exp(−(λx)^β) on [xmin, xmax] (CSN table 2.1), also called Weibull.
///
/// Discrete: the continuous law rounded, p(x) ∝ exp(−(λ(x − ½))^β) − exp(−(λ(x + ½))^β), normalised
/// from xmin − ½ on. As β → 0 with λ^β β fixed it becomes a power law; the search ends at
/// β = 1e-8, where the two agree to rounding.
public final class StretchedExponential extends RoundedLaw {
    static final Model MODEL = new StretchedExponentialModel();

    private final double lambda;
    private final double beta;
    private final double logFrom;
    private final double hazard;
    private final double logKept;

    /// @param lambda λ > 0, per unit of x
    /// @param beta   β > 0
    /// @throws IllegalArgumentException if a parameter is not positive and finite
    public StretchedExponential(double lambda, double beta, Support support) {
        this(lambda, beta, Math.pow(lambda * support.roundedFrom(), beta), support);
    }

    /// @param hazard A = (λ x₀)^β with x₀ the lower end: P(X > x) = exp(−A ((x/x₀)^β − 1))
    private StretchedExponential(double lambda, double beta, double hazard, Support support) {
        super(support);
        if (!(lambda > 0) || !(beta > 0) || !Double.isFinite(lambda) || !Double.isFinite(beta)) {
            throw new IllegalArgumentException(
                    "lambda = " + lambda + ", beta = " + beta + ": must be positive and finite");
        }
        this.lambda = lambda;
        this.beta = beta;
        this.hazard = hazard;
        logFrom = Math.log(support.roundedFrom());
        logKept = support.bounded() ? Math.log(-Math.expm1(-risk(Math.log(support.roundedTo())))) : 0;
    }

    public double lambda() {
        return lambda;
    }

    public double beta() {
        return beta;
    }

    @Override
    public Family family() {
        return Family.STRETCHED_EXPONENTIAL;
    }

    @Override
    public double[] parameters() {
        return new double[] {lambda, beta};
    }

    @Override
    double logDensity(double logX) {
        return Math.log(hazard * beta) + beta * (logX - logFrom) - logX - risk(logX) - logKept;
    }

    @Override
    double logMass(double x, double logLow, double width, double logWidth) {
        double risk = hazard * Math.expm1(beta * (logLow - logFrom));
        double step = (hazard + risk) * Math.expm1(beta * width);
        return Math.log(-Math.expm1(-step)) - risk - logKept;
    }

    @Override
    double tail(double logX) {
        double tail = Math.exp(-risk(logX) - logKept);
        return support.bounded() ? tail - Math.exp(-risk(Math.log(support.roundedTo())) - logKept) : tail;
    }

    /// (λx)^β − (λx₀)^β.
    private double risk(double logX) {
        return hazard * Math.expm1(beta * (logX - logFrom));
    }

    /// Free coordinates: log(Aβ), the log of the local power-law slope at x₀, and log β.
    private static final class StretchedExponentialModel implements Model {
        private static final double SMALLEST = 1e-8;
        private static final double LARGEST = 20;

        @Override
        public Distribution at(double[] free, Support support) {
            double beta = Math.exp(free[1]);
            double hazard = Math.exp(free[0] - free[1]);
            // λ overflows or vanishes on the way to β = 0; only its report is cut, the law itself is given by A and
            // β.
            double logLambda = (free[0] - free[1]) / beta - Math.log(support.roundedFrom());
            double lambda = Math.exp(Math.clamp(logLambda, -700.0, 700.0));
            return new StretchedExponential(lambda, beta, hazard, support);
        }

        @Override
        public List<double[]> starts(Tally sample, Support support) {
            double alpha = Math.clamp(PowerLaw.exponent(sample.meanLog(), support, 2), 1.05, 10);
            double exponentialSlope = support.roundedFrom() / Math.max(1e-9, sample.mean() - support.roundedFrom());
            return List.of(
                    new double[] {Math.log(alpha - 1), Math.log(0.1)},
                    new double[] {Math.log(exponentialSlope), 0},
                    new double[] {0.5 * Math.log((alpha - 1) * exponentialSlope), Math.log(0.4)});
        }

        @Override
        public double[] lower(Tally sample, Support support) {
            return new double[] {-20, Math.log(SMALLEST)};
        }

        @Override
        public double[] upper(Tally sample, Support support) {
            return new double[] {20, Math.log(LARGEST)};
        }
    }
}
