package org.gyre.measure.avalanche;

/// A law of real numbers that is also one of whole numbers: there each x has the probability of its cell
/// [x − ½, x + ½], normalised from xmin − ½ on. The cells lie on the scale of logarithms, where they do not depend
/// on the parameters.
abstract sealed class RoundedLaw implements Distribution permits Lognormal, StretchedExponential {
    final Support support;

    RoundedLaw(Support support) {
        this.support = support;
    }

    /// log of the density at the x of a logarithm; of a continuous law.
    abstract double logDensity(double logX);

    /// log of the probability of a cell; of a discrete law.
    ///
    /// @param logLow   log (x − ½)
    /// @param width    log (x + ½) − log (x − ½)
    /// @param logWidth log of this width
    abstract double logMass(double x, double logLow, double width, double logWidth);

    /// P(X > x) of the continuous law, at the x of a logarithm, within the support.
    abstract double tail(double logX);

    @Override
    public final Support support() {
        return support;
    }

    @Override
    public final double logProbability(double x) {
        if (!support.contains(x)) {
            return Double.NEGATIVE_INFINITY;
        }
        if (!support.discrete()) {
            return logDensity(Math.log(x));
        }
        double width = LogCells.width(x);
        return logMass(x, LogCells.low(x), width, Math.log(width));
    }

    @Override
    public final double survival(double x) {
        return x > support.to() ? 0 : tail(Math.log(support.discrete() ? x - 0.5 : x));
    }

    @Override
    public final double logLikelihood(Tally sample) {
        if (!support.discrete()) {
            return logLikelihoodOfReals(sample);
        }
        LogCells cells = sample.logCells();
        double sum = 0;
        for (int i = 0; i < sample.distinct(); i++) {
            sum += sample.count(i) * logMass(sample.value(i), cells.low(i), cells.width(i), cells.logWidth(i));
        }
        return sum;
    }

    /// Σ log p(xᵢ) of a continuous law.
    double logLikelihoodOfReals(Tally sample) {
        return Distribution.super.logLikelihood(sample);
    }
}
