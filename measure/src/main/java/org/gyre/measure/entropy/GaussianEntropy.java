package org.gyre.measure.entropy;

import java.util.OptionalDouble;
import org.gyre.core.Estimate;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.linalg.Cholesky;
import org.gyre.core.linalg.NotPositiveDefiniteException;
import org.gyre.core.special.Gamma;
import org.gyre.core.stats.BatchMeans;
import org.gyre.core.stats.Magnitude;
import org.gyre.core.stats.Sum;
import org.gyre.measure.series.RealSeries;

/// Differential entropy as if the vectors were normal, h = ½ log((2πe)ᵈ |Σ|) in nats: the largest that any law with
/// this covariance has.
///
/// The bias that is taken away is that of the log-determinant of a covariance from n normal samples, Σ_{i=1..d}
/// ψ((n − i)/2) + d log(2/(n − 1)): Misra, Singh, Demchuk, Journal of Multivariate Analysis 92:324 (2005).
///
/// @param corrected whether the bias is taken away
public record GaussianEntropy(boolean corrected) implements DifferentialEntropy {
    @Override
    public String label() {
        return corrected ? "Gaussian, corrected" : "Gaussian, plug-in";
    }

    /// Values beyond 2^±400, whose squares or their sum may leave the range of a double, are measured
    /// in another unit.
    private static final int FAR = 400;

    /// Centred components, `[component][sample]`, and the factor of their covariance (divisor n − 1),
    /// each in its own unit.
    ///
    /// @param logUnits Σ of the logarithms of the units
    private record Fit(double[][] centred, Cholesky factor, double logUnits) {
        /// log|Σ| of the values as they were given.
        double logDeterminant() {
            return factor.logDeterminant() + 2 * logUnits;
        }
    }

    private static Fit fit(RealSeries x) {
        int n = x.length();
        int d = x.dimensions();
        if (n <= d) {
            throw new InputException(Plural.of(n, "sample is", "samples are") + " too few for a covariance of "
                    + Plural.of(d, "component") + ": record at least " + (d + 1));
        }
        double[][] centred = new double[d][];
        double logUnits = 0;
        for (int i = 0; i < d; i++) {
            double[] column = x.column(i);
            int exponent = Magnitude.exponent(column);
            if (Math.abs(exponent) > FAR) {
                column = Magnitude.divided(column, exponent);
                logUnits += exponent * StrictMath.log(2);
            }
            double mean = Sum.of(column) / n;
            for (int s = 0; s < n; s++) {
                column[s] -= mean;
            }
            centred[i] = column;
        }
        double[] covariance = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                Sum sum = new Sum();
                for (int s = 0; s < n; s++) {
                    sum.add(centred[i][s] * centred[j][s]);
                }
                covariance[i * d + j] = sum.value() / (n - 1);
            }
        }
        try {
            return new Fit(centred, Cholesky.factor(d, covariance), logUnits);
        } catch (NotPositiveDefiniteException e) {
            throw new InputException(
                    "the covariance is singular (COVARIANCE_SINGULAR): component " + (e.minor() - 1)
                            + ", counted from 0, is constant or follows from the others; leave it out or record more"
                            + " samples",
                    e);
        }
    }

    @Override
    public double[] local(RealSeries x) {
        return local(fit(x));
    }

    /// −log of the estimated density: ½ (d log 2π + log|Σ| + |L⁻¹ x|²).
    private static double[] local(Fit fit) {
        int d = fit.centred.length;
        int n = fit.centred[0].length;
        double[] lower = fit.factor.lower();
        double constant = 0.5 * (d * StrictMath.log(2 * Math.PI) + fit.logDeterminant());
        double[] local = new double[n];
        double[] y = new double[d];
        for (int s = 0; s < n; s++) {
            double square = 0;
            for (int i = 0; i < d; i++) {
                double rest = fit.centred[i][s];
                for (int j = 0; j < i; j++) {
                    rest -= lower[i * d + j] * y[j];
                }
                y[i] = rest / lower[i * d + i];
                square += y[i] * y[i];
            }
            local[s] = constant + 0.5 * square;
        }
        return local;
    }

    @Override
    public Estimate estimate(String quantity, RealSeries x) {
        Fit fit = fit(x);
        int d = x.dimensions();
        int n = x.length();
        double nats = 0.5 * (d * (1 + StrictMath.log(2 * Math.PI)) + fit.logDeterminant());
        if (corrected) {
            double bias = d * StrictMath.log(2.0 / (n - 1));
            for (int i = 1; i <= d; i++) {
                bias += Gamma.digamma((n - i) / 2.0);
            }
            nats -= 0.5 * bias;
        }
        Estimate estimate = Estimate.of(quantity, nats, label(), n)
                .withBiasCorrection(corrected ? "analytic for Gaussian samples (digamma)" : "none");
        OptionalDouble error = BatchMeans.standardError(local(fit));
        return error.isPresent() ? estimate.withStandardError(error.getAsDouble()) : estimate;
    }
}
