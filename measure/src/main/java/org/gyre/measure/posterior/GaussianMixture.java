package org.gyre.measure.posterior;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.linalg.Cholesky;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// A mixture of Gaussians, Σ_k w_k N(m_k, S_k).
///
/// @param dimension number of variables d
/// @param weights w ≥ 0 with sum 1, `[component]`
/// @param means m, `[component][d]`
/// @param covariances S, `[component][d · d]`, row-major
public record GaussianMixture(int dimension, double[] weights, double[][] means, double[][] covariances) {
    /// Weights are divided by their sum.
    ///
    /// @throws InputException if shapes do not agree, weights are negative or all zero, or a
    ///     covariance is not symmetric and positive definite
    public GaussianMixture {
        Matrices.atLeastOne("dimension", dimension);
        int components = Matrices.atLeastOne("number of components", weights.length);
        if (means.length != components || covariances.length != components) {
            throw new InputException("mixture: " + components + " weights, " + means.length + " means and "
                    + covariances.length + " covariances; give as many of each");
        }
        weights = Matrices.checked("weights", 1, components, weights);
        means = means.clone();
        covariances = covariances.clone();
        double sum = 0;
        for (int k = 0; k < components; k++) {
            if (weights[k] < 0) {
                throw new InputException("weight " + k + " (from 0) = " + weights[k] + ": must not be negative");
            }
            sum += weights[k];
            means[k] = Matrices.checked("mean of component " + k, 1, dimension, means[k]);
            covariances[k] = Matrices.covariance("covariance of component " + k, dimension, covariances[k]);
            Matrices.factor("covariance of component " + k, dimension, covariances[k]);
        }
        if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
            throw new InputException("weights: have the sum " + sum + ", must have a finite sum above 0");
        }
        for (int k = 0; k < components; k++) {
            weights[k] /= sum;
        }
    }

    /// Number of components.
    public int components() {
        return weights.length;
    }

    /// The logarithm of the density at z.
    ///
    /// @param z `[dimension]`
    public double logDensity(double[] z) {
        return logDensities(z)[0];
    }

    /// The logarithm of the density at each row.
    ///
    /// @param rows `[count][dimension]`
    /// @return `[count]`
    public double[] logDensities(double[] rows) {
        int count = rows.length / dimension;
        double[] checked = Matrices.checked("points", count, dimension, rows);
        List<Cholesky> factors = factors();
        double[] result = new double[count];
        double[] terms = new double[components()];
        for (int r = 0; r < count; r++) {
            for (int k = 0; k < terms.length; k++) {
                double[] difference = new double[dimension];
                for (int i = 0; i < dimension; i++) {
                    difference[i] = checked[r * dimension + i] - means[k][i];
                }
                terms[k] = Math.log(weights[k]) + logNormal(factors.get(k), difference);
            }
            result[r] = Matrices.logSumExp(terms);
        }
        return result;
    }

    /// The mean, `[dimension]`.
    public double[] mean() {
        double[] mean = new double[dimension];
        for (int k = 0; k < components(); k++) {
            mean = Matrices.plus(mean, weights[k], means[k]);
        }
        return mean;
    }

    /// The covariance, within and between components, `[dimension][dimension]`.
    public double[] covariance() {
        double[] mean = mean();
        double[] covariance = new double[dimension * dimension];
        for (int k = 0; k < components(); k++) {
            double[] offset = Matrices.plus(means[k], -1, mean);
            double[] square = Matrices.multiply(dimension, 1, dimension, offset, offset);
            covariance = Matrices.plus(covariance, weights[k], Matrices.plus(covariances[k], 1, square));
        }
        return covariance;
    }

    /// Samples; the same stream gives the same.
    ///
    /// @return rows `[count][dimension]`
    public double[] samples(int count, RandomStream stream) {
        CounterRandom random = stream.generator();
        List<Cholesky> factors = factors();
        List<double[]> lower = new ArrayList<>();
        double[] cumulative = new double[components()];
        double sum = 0;
        for (int k = 0; k < cumulative.length; k++) {
            lower.add(factors.get(k).lower());
            sum += weights[k];
            cumulative[k] = sum;
        }
        double[] rows = new double[Math.multiplyExact(count, dimension)];
        double[] noise = new double[dimension];
        for (int r = 0; r < count; r++) {
            int k = Choice.of(cumulative, random.nextDouble());
            for (int i = 0; i < dimension; i++) {
                noise[i] = random.nextGaussian();
            }
            double[] offset = Matrices.apply(dimension, dimension, lower.get(k), noise);
            for (int i = 0; i < dimension; i++) {
                rows[r * dimension + i] = means[k][i] + offset[i];
            }
        }
        return rows;
    }

    /// log N(difference; 0, S).
    static double logNormal(Cholesky factor, double[] difference) {
        double[] solved = difference.clone();
        factor.solve(1, solved);
        double square = 0;
        for (int i = 0; i < solved.length; i++) {
            square += difference[i] * solved[i];
        }
        return -0.5 * (square + factor.logDeterminant() + difference.length * Math.log(2 * Math.PI));
    }

    private List<Cholesky> factors() {
        List<Cholesky> factors = new ArrayList<>();
        for (int k = 0; k < components(); k++) {
            factors.add(Matrices.factor("covariance of component " + k, dimension, covariances[k]));
        }
        return factors;
    }
}
