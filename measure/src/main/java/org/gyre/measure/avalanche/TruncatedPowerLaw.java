package org.gyre.measure.avalanche;

import java.util.List;
import org.gyre.core.special.PowerExponential;

/// p(x) ∝ x^−α e^(−λx) on [xmin, xmax]: a power law with exponential cut-off at about 1/λ (CSN table 2.1).
///
/// λ > 0 makes every real α admissible. The power law is the limit λ → 0, a bound of the search.
public final class TruncatedPowerLaw implements Distribution {
    static final Model MODEL = new TruncatedPowerLawModel();

    private final Support support;
    private final double exponent;
    private final double lambda;
    private final double normaliser;
    private final double logNormaliser;

    /// @param exponent α, finite; the law falls as x^−α before the cut-off
    /// @param lambda   λ > 0, one over the size of the cut-off
    /// @throws IllegalArgumentException if a parameter is out of range
    public TruncatedPowerLaw(double exponent, double lambda, Support support) {
        if (!Double.isFinite(exponent) || !(lambda > 0) || lambda == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("exponent = " + exponent + ", lambda = " + lambda
                    + ": the exponent must be finite, lambda positive");
        }
        this.support = support;
        this.exponent = exponent;
        this.lambda = lambda;
        normaliser = scaledMass(support.from());
        logNormaliser = Math.log(normaliser) + (support.discrete() ? 0 : (1 - exponent) * Math.log(support.from()));
    }

    public double exponent() {
        return exponent;
    }

    public double lambda() {
        return lambda;
    }

    @Override
    public Family family() {
        return Family.TRUNCATED_POWER_LAW;
    }

    @Override
    public Support support() {
        return support;
    }

    @Override
    public double[] parameters() {
        return new double[] {exponent, lambda};
    }

    @Override
    public double logProbability(double x) {
        return support.contains(x)
                ? -exponent * Math.log(x) - lambda * (x - support.from()) - logNormaliser
                : Double.NEGATIVE_INFINITY;
    }

    @Override
    public double survival(double x) {
        return x > support.to() ? 0 : Math.exp(-lambda * (x - support.from())) * scaledMass(x) / normaliser;
    }

    @Override
    public double logLikelihood(Tally sample) {
        return -sample.total()
                * (exponent * sample.meanLog() + lambda * (sample.mean() - support.from()) + logNormaliser);
    }

    /// Real numbers are counted in units of xmin, so that no power of them overflows.
    private double scaledMass(double x) {
        double unit = support.from();
        return support.discrete()
                ? PowerExponential.scaledSum(exponent, lambda, x, support.to())
                : PowerExponential.scaledIntegral(exponent, lambda * unit, x / unit, support.to() / unit);
    }

    /// Free coordinates: α and log λ.
    private static final class TruncatedPowerLawModel implements Model {
        /// λ xmax of the sample below which the cut-off lies far outside the data.
        private static final double NO_CUTOFF = 1e-9;

        @Override
        public Distribution at(double[] free, Support support) {
            return new TruncatedPowerLaw(free[0], Math.exp(free[1]), support);
        }

        @Override
        public List<double[]> starts(Tally sample, Support support) {
            double alpha = Math.clamp(PowerLaw.exponent(sample.meanLog(), support, 2), -5, 5);
            return List.of(
                    new double[] {alpha, Math.log(0.1 / sample.maximum())},
                    new double[] {Math.min(1, alpha), -Math.log(sample.mean())});
        }

        @Override
        public double[] lower(Tally sample, Support support) {
            return new double[] {-10, Math.log(NO_CUTOFF / sample.maximum())};
        }

        @Override
        public double[] upper(Tally sample, Support support) {
            return new double[] {20, Math.log(20)};
        }
    }
}
