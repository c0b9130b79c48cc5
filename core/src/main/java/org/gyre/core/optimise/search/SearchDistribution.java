package org.gyre.core.optimise.search;

import java.util.Arrays;
import org.gyre.core.linalg.SymmetricEigen;

/// The normal law N(m, σ²C) of an evolution strategy and how it follows the best of a generation:
/// equations and default parameters of Hansen, "The CMA evolution strategy: a tutorial", arXiv
/// 1604.00772, with positive weights only. The square root of C is the symmetric one, so that the
/// law turns with its steps.
final class SearchDistribution {
    /// Below and above, a step has no meaning in a box of width 2 and only its over- or underflow lies
    /// ahead, on functions without any slope.
    private static final double LEAST_STEP = 1e-100;

    private static final double LARGEST_STEP = 1e3;

    /// Of the largest eigenvalue: no direction is given up for good by rounding.
    private static final double LEAST_EIGENVALUE = 1e-14;

    private final int n;
    private final double[] weights;
    private final double mass;
    private final double stepRate;
    private final double damping;
    private final double pathRate;
    private final double rankOneRate;
    private final double rankMuRate;
    private final double expectedNorm;

    private final double[] mean;
    private final double[] covariance;
    private final double[] stepPath;
    private final double[] path;
    private double step;
    private int generations;
    private SymmetricEigen axes;
    private double[] roots;

    /// The law N(m, σ²·1).
    ///
    /// @param mean m; not changed
    /// @param step σ
    /// @param size λ, candidates of a generation, at least 4
    SearchDistribution(double[] mean, double step, int size) {
        n = mean.length;
        weights = weights(size);
        double squares = 0;
        for (double w : weights) {
            squares += w * w;
        }
        mass = 1 / squares;
        stepRate = (mass + 2) / (n + mass + 5);
        damping = 1 + 2 * Math.max(0, Math.sqrt((mass - 1) / (n + 1)) - 1) + stepRate;
        pathRate = (4 + mass / n) / (n + 4 + 2 * mass / n);
        rankOneRate = 2 / ((n + 1.3) * (n + 1.3) + mass);
        rankMuRate = Math.min(1 - rankOneRate, 2 * (0.25 + mass + 1 / mass - 2) / ((n + 2.0) * (n + 2.0) + mass));
        expectedNorm = Math.sqrt(n) * (1 - 1 / (4.0 * n) + 1 / (21.0 * n * n));
        this.mean = mean.clone();
        this.step = step;
        covariance = new double[n * n];
        for (int i = 0; i < n; i++) {
            covariance[i * n + i] = 1;
        }
        stepPath = new double[n];
        path = new double[n];
        axes = SymmetricEigen.of(n, covariance);
        roots = roots(axes);
    }

    /// w_i ∝ ln((λ+1)/2) − ln i of the better half.
    private static double[] weights(int size) {
        double[] weights = new double[size / 2];
        Arrays.setAll(weights, i -> StrictMath.log((size + 1) / 2.0) - StrictMath.log(i + 1));
        double sum = Arrays.stream(weights).sum();
        Arrays.setAll(weights, i -> weights[i] / sum);
        return weights;
    }

    private static double[] roots(SymmetricEigen axes) {
        double largest = Arrays.stream(axes.values()).max().orElseThrow();
        return Arrays.stream(axes.values())
                .map(value -> Math.sqrt(Math.max(value, LEAST_EIGENVALUE * largest)))
                .toArray();
    }

    /// μ, how many of a generation are followed.
    int followed() {
        return weights.length;
    }

    /// m, only to be read.
    double[] mean() {
        return mean;
    }

    /// σ.
    double step() {
        return step;
    }

    /// C, row-major, only to be read.
    double[] covariance() {
        return covariance;
    }

    /// y = C^½ z.
    double[] shaped(double[] z) {
        return axes.apply(roots, z);
    }

    /// One generation on.
    ///
    /// @param steps (x − m)/σ of the best [#followed] candidates, the best first
    void follow(double[][] steps) {
        double[] shift = new double[n];
        for (int k = 0; k < weights.length; k++) {
            for (int i = 0; i < n; i++) {
                shift[i] += weights[k] * steps[k][i];
            }
        }
        for (int i = 0; i < n; i++) {
            mean[i] += step * shift[i];
        }
        generations++;
        double[] inverse = Arrays.stream(roots).map(root -> 1 / root).toArray();
        blend(stepPath, stepRate, axes.apply(inverse, shift), true);
        double length = norm(stepPath);
        double settled = Math.sqrt(1 - StrictMath.pow(1 - stepRate, 2.0 * generations));
        boolean moving = length / settled < (1.4 + 2 / (n + 1.0)) * expectedNorm;
        blend(path, pathRate, shift, moving);
        adapt(steps, moving);
        step = Math.clamp(
                step * StrictMath.exp(stepRate / damping * (length / expectedNorm - 1)), LEAST_STEP, LARGEST_STEP);
        axes = SymmetricEigen.of(n, covariance);
        roots = roots(axes);
    }

    private void blend(double[] along, double rate, double[] news, boolean heard) {
        double share = heard ? Math.sqrt(rate * (2 - rate) * mass) : 0;
        for (int i = 0; i < n; i++) {
            along[i] = (1 - rate) * along[i] + share * news[i];
        }
    }

    /// The update of rank one and the update of rank μ.
    private void adapt(double[][] steps, boolean moving) {
        double still = moving ? 0 : rankOneRate * pathRate * (2 - pathRate);
        double kept = 1 - rankOneRate - rankMuRate + still;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = 0;
                for (int k = 0; k < weights.length; k++) {
                    sum += weights[k] * steps[k][i] * steps[k][j];
                }
                double value = kept * covariance[i * n + j] + rankOneRate * path[i] * path[j] + rankMuRate * sum;
                covariance[i * n + j] = value;
                covariance[j * n + i] = value;
            }
        }
    }

    private static double norm(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
