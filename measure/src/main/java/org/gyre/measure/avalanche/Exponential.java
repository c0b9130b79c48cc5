package org.gyre.measure.avalanche;

import java.util.List;

/// p(x) ∝ e^(−λx) on [xmin, xmax] (CSN table 2.1); geometric if discrete: p(x) = (1 − e^−λ) e^(−λ(x
/// − xmin)).
public final class Exponential implements Distribution {
    static final Model MODEL = new ExponentialModel();

    private final Support support;
    private final double lambda;
    private final double logNormaliser;

    /// @param lambda λ > 0, per unit of x
    /// @throws IllegalArgumentException if λ is not positive and finite
    public Exponential(double lambda, Support support) {
        if (!(lambda > 0) || lambda == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("lambda = " + lambda + ": must be positive and finite");
        }
        this.support = support;
        this.lambda = lambda;
        double unbounded = support.discrete() ? Math.log(-Math.expm1(-lambda)) : Math.log(lambda);
        logNormaliser = unbounded - logKept();
    }

    public double lambda() {
        return lambda;
    }

    @Override
    public Family family() {
        return Family.EXPONENTIAL;
    }

    @Override
    public Support support() {
        return support;
    }

    @Override
    public double[] parameters() {
        return new double[] {lambda};
    }

    @Override
    public double logProbability(double x) {
        return support.contains(x) ? logNormaliser - lambda * (x - support.from()) : Double.NEGATIVE_INFINITY;
    }

    @Override
    public double survival(double x) {
        if (x > support.to()) {
            return 0;
        }
        double rest = Math.expm1(-lambda * (end() - x));
        return Math.exp(-lambda * (x - support.from()) - logKept()) * -rest;
    }

    @Override
    public double logLikelihood(Tally sample) {
        return sample.total() * (logNormaliser - lambda * (sample.mean() - support.from()));
    }

    /// log of the share of the unbounded law that lies below the upper end.
    private double logKept() {
        return Math.log(-Math.expm1(-lambda * (end() - support.from())));
    }

    private double end() {
        return support.discrete() ? support.to() + 1 : support.to();
    }

    /// Free coordinate: log λ.
    private static final class ExponentialModel implements Model {
        @Override
        public Distribution at(double[] free, Support support) {
            return new Exponential(Math.exp(free[0]), support);
        }

        @Override
        public List<double[]> starts(Tally sample, Support support) {
            double excess = sample.mean() - support.from();
            return List.of(new double[] {Math.log(support.discrete() ? Math.log1p(1 / excess) : 1 / excess)});
        }

        @Override
        public double[] lower(Tally sample, Support support) {
            return new double[] {Math.log(1e-5 / sample.maximum())};
        }

        @Override
        public double[] upper(Tally sample, Support support) {
            return new double[] {Math.log(support.discrete() ? 50 : 1e6 / (sample.mean() - support.from()))};
        }
    }
}
