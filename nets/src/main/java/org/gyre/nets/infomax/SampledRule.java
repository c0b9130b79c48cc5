package org.gyre.nets.infomax;

import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.linalg.Blas;
import org.gyre.measure.mutualinfo.GaussianInformation;

/// The score-function estimate of the gradient of the Gaussian information from a recording of the network
/// itself:
/// a local three-factor rule, presynaptic deviation × postsynaptic surprise × global reward.
///
///     e_ij(t) = ψ_i(t) x̃_j(t−1),   r_t = x̃(t)ᵀ A x̃(t) + x̃(t)ᵀ B x̃(t−1)
///     ∂I/∂W_ij ≈ Σ_{k=0..K} ⟨ e_ij(t) (r_{t+k} − r̄ − λ·(x(t+k) − m)) ⟩
///
/// λ makes homeostasis part of the gradient: it solves the sampled form of Σ_m (∂m_m/∂h_k) λ_m =
/// ∂I/∂h_k, so that the correction is one more term of the reward. No enumeration and no matrix inverse per
/// synapse. With A and B given, unbiased up to the truncation at K steps; A, B, r̄ and λ that come from the
/// same recording add a bias of order 1/T. The variance grows with K. [ExactInfomax#gaussianGradient] is its
/// limit.
public final class SampledRule {
    private static final int CHUNK = 1024;

    private final InfomaxParameters parameters;
    private final int memory;

    /// @param memory K, the number of later steps whose reward is credited to a spike; a few correlation times
    public SampledRule(InfomaxParameters parameters, int memory) {
        if (memory < 0) {
            throw new InputException("reward_memory = " + memory + ": must not be negative");
        }
        this.parameters = parameters;
        this.memory = memory;
    }

    /// Estimates the gradient in nats, `[to][from]`, N×N row-major; rows of clamped units are zero.
    ///
    /// @param raster the recording, state x(0) first
    /// @param weights W during the recording, `[to][from]`
    /// @param thresholds h of the free units when x(1) was drawn; they are followed through the recording
    /// @param moments C and E of the recording
    /// @param derivatives A and B at these moments
    /// @throws IllegalArgumentException if the recording is not longer than the memory
    public double[] gradient(
            BinaryRaster raster,
            double[] weights,
            double[] thresholds,
            LagCovariances moments,
            GaussianInformation.Derivatives derivatives) {
        int n = parameters.units();
        int free = parameters.freeUnits();
        int steps = raster.steps() - 1;
        int credited = steps - memory;
        if (credited < 1) {
            throw new IllegalArgumentException(steps + " steps do not exceed the reward memory of " + memory);
        }
        double[] centre = moments.centre();
        double[] reward = rewards(raster, derivatives, centre);
        subtractMean(reward);
        double[] returns = windowSums(reward, credited);

        // First pass: sensitivities to the thresholds give λ.
        double[] byThreshold = new double[free];
        double[] jacobian = new double[free * free];
        double[] later = laterDeviations(raster, credited, moments.rates());
        Surprises surprises = new Surprises(weights, thresholds);
        Blas blas = Blas.best();
        for (int from = 0; from < credited; from += CHUNK) {
            int count = Math.min(CHUNK, credited - from);
            double[] psi = surprises.next(raster, from, count);
            for (int t = 0; t < count; t++) {
                for (int k = 0; k < free; k++) {
                    byThreshold[k] -= psi[t * free + k] * returns[from + t] / credited;
                }
            }
            blas.dgemm(
                    true,
                    false,
                    free,
                    free,
                    count,
                    -1.0 / credited,
                    psi,
                    0,
                    free,
                    later,
                    from * free,
                    free,
                    1,
                    jacobian,
                    0,
                    free);
        }
        int[] pivots = new int[free];
        double[] lambda = byThreshold;
        if (blas.dgetrf(free, jacobian, 0, free, pivots) == 0) {
            blas.dgetrs(false, free, 1, jacobian, 0, free, pivots, lambda, 0, 1);
            for (int t = 0; t < credited; t++) {
                for (int m = 0; m < free; m++) {
                    returns[t] -= lambda[m] * later[t * free + m];
                }
            }
        }

        // Second pass: eligibility times the corrected return.
        double[] gradient = new double[n * n];
        double[] before = new double[CHUNK * n];
        surprises = new Surprises(weights, thresholds);
        for (int from = 0; from < credited; from += CHUNK) {
            int count = Math.min(CHUNK, credited - from);
            double[] psi = surprises.next(raster, from, count);
            for (int t = 0; t < count; t++) {
                for (int k = 0; k < free; k++) {
                    psi[t * free + k] *= returns[from + t] / credited;
                }
                for (int j = 0; j < n; j++) {
                    before[t * n + j] = (raster.get(from + t, j) ? 1 : 0) - parameters.rate(j);
                }
            }
            blas.dgemm(true, false, free, n, count, 1, psi, 0, free, before, 0, n, 1, gradient, 0, n);
        }
        return gradient;
    }

    /// r of steps 1 … T.
    private double[] rewards(BinaryRaster raster, GaussianInformation.Derivatives derivatives, double[] centre) {
        int n = parameters.units();
        int steps = raster.steps() - 1;
        double[] a = derivatives.byCovariance();
        double[] b = derivatives.byLagged();
        double[] reward = new double[steps];
        double[] now = new double[n];
        double[] before = new double[n];
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < n; i++) {
                before[i] = (raster.get(t, i) ? 1 : 0) - centre[i];
                now[i] = (raster.get(t + 1, i) ? 1 : 0) - centre[i];
            }
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double row = 0;
                for (int j = 0; j < n; j++) {
                    row += a[i * n + j] * now[j] + b[i * n + j] * before[j];
                }
                sum += now[i] * row;
            }
            reward[t] = sum;
        }
        return reward;
    }

    private static void subtractMean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        for (int t = 0; t < values.length; t++) {
            values[t] -= mean;
        }
    }

    /// Σ_{k=0..K} r_{t+k}.
    private double[] windowSums(double[] reward, int credited) {
        double[] sums = new double[credited];
        for (int t = 0; t < credited; t++) {
            for (int k = 0; k <= memory; k++) {
                sums[t] += reward[t + k];
            }
        }
        return sums;
    }

    /// Σ_{k=0..K} (x_m(t+k) − m_m) for the free units, `[t][m]`.
    private double[] laterDeviations(BinaryRaster raster, int credited, double[] rates) {
        int free = parameters.freeUnits();
        double[] sums = new double[credited * free];
        int[] window = new int[free];
        for (int k = 0; k < memory; k++) {
            count(raster, k + 1, 1, window);
        }
        for (int t = 0; t < credited; t++) {
            count(raster, t + memory + 1, 1, window);
            for (int m = 0; m < free; m++) {
                sums[t * free + m] = window[m] - (memory + 1) * rates[m];
            }
            count(raster, t + 1, -1, window);
        }
        return sums;
    }

    private static void count(BinaryRaster raster, int step, int sign, int[] window) {
        for (int m = 0; m < window.length; m++) {
            if (raster.get(step, m)) {
                window[m] += sign;
            }
        }
    }

    /// ψ_i(t), thresholds followed step by step as homeostasis moved them.
    private final class Surprises {
        private final double[] weights;
        private final double[] h;
        private final double[] psi = new double[CHUNK * parameters.freeUnits()];

        Surprises(double[] weights, double[] thresholds) {
            this.weights = weights;
            this.h = thresholds.clone();
        }

        /// Row t is the surprise of step from + t + 1 given the state of step from + t. The array is reused.
        double[] next(BinaryRaster raster, int from, int count) {
            int n = parameters.units();
            int free = parameters.freeUnits();
            for (int t = 0; t < count; t++) {
                for (int i = 0; i < free; i++) {
                    double drive = -h[i];
                    for (int j = 0; j < n; j++) {
                        drive += weights[i * n + j] * ((raster.get(from + t, j) ? 1 : 0) - parameters.rate(j));
                    }
                    double f = parameters.pMax() / (1 + Math.exp(-drive));
                    boolean fired = raster.get(from + t + 1, i);
                    psi[t * free + i] = InfomaxNetwork.surprise(fired, f, parameters.pMax());
                    h[i] += parameters.epsilon() * ((fired ? 1 : 0) - parameters.rate(i));
                }
            }
            return psi;
        }
    }
}
