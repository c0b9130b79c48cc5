package org.gyre.nets.infomax;

import java.util.Optional;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.linalg.Blas;
import org.gyre.measure.mutualinfo.GaussianInformation;

/// The score-function estimate of the gradient of the Gaussian information from a recording of the
/// network itself: a local three-factor rule, presynaptic deviation × postsynaptic surprise × global
/// reward.
///
///     e_ij(t) = ψ_i(t) x̃_j(t−1),   r_t = x̃(t)ᵀ A x̃(t) + x̃(t)ᵀ B x̃(t−1)
///     ∂I/∂W_ij ≈ Σ_{k=0..K} ⟨ e_ij(t) (r_{t+k} − r̄ − λ·(x(t+k) − m)) ⟩
///
/// λ makes homeostasis part of the gradient: it solves the sampled form of Σ_m (∂m_m/∂h_k) λ_m =
/// ∂I/∂h_k, so that the correction is one more term of the reward. No enumeration and no matrix inverse
/// per synapse. [ExactInfomax#gaussianGradient] is its limit.
///
/// Two things bias it. **Truncation**: rewards later than K steps are not credited; what is lost falls
/// like the correlations of the network, |λ₂|^K. **The recording**: A, B, r̄ and λ are not linear in the
/// moments, and come from the spikes that they reward, which makes a bias of order 1/T. The half-sample
/// jackknife (M. H. Quenouille, Biometrika 43:353, 1956) removes it up to 1/T²: twice the estimate from
/// the whole minus the mean of those from its halves. The variance grows with K.
public final class SampledRule {
    /// Pivots of ∂m/∂h, rows brought to the same size, below this share of the largest are rounding:
    /// some rate does not respond to any threshold.
    private static final double SINGULAR_PIVOT = 1e-10;

    private static final int CHUNK = 1024;

    private final InfomaxParameters parameters;
    private final int memory;

    /// @param memory K, the number of later steps whose reward is credited to a spike; a few correlation
    ///     times
    public SampledRule(InfomaxParameters parameters, int memory) {
        if (memory < 0) {
            throw new InputException("reward_memory = " + memory + ": must not be negative");
        }
        this.parameters = parameters;
        this.memory = memory;
    }

    /// Estimates the gradient in nats, `[to][from]`, N×N row-major, from a recording alone, without its
    /// bias of order 1/T; rows of clamped units are zero.
    ///
    /// Empty where the recording defines no gradient: the covariances of the whole or of a half are not
    /// regular ([GaussianInformation.Condition]), or the rate of some unit does not respond to the
    /// thresholds because the unit never fired, always fired, or was saturated throughout.
    ///
    /// @param raster the recording, state x(0) first
    /// @param weights W during the recording, `[to][from]`
    /// @param thresholds h of the free units when x(1) was drawn; they are followed through the
    ///     recording
    /// @param centre what the covariances are centred with, length N; NaN means the measured rate
    /// @throws IllegalArgumentException if half of the recording is not longer than the memory
    public Optional<double[]> gradient(BinaryRaster raster, double[] weights, double[] thresholds, double[] centre) {
        int steps = raster.steps() - 1;
        int half = steps / 2;
        double[] middle = thresholds.clone();
        for (int i = 0; i < middle.length; i++) {
            for (int t = 1; t <= half; t++) {
                middle[i] += parameters.epsilon() * ((raster.get(t, i) ? 1 : 0) - parameters.rate(i));
            }
        }
        Optional<double[]> whole = plain(raster, weights, thresholds, centre);
        Optional<double[]> first = plain(raster.slice(0, half + 1), weights, thresholds, centre);
        Optional<double[]> second = plain(raster.slice(half, steps + 1), weights, middle, centre);
        if (whole.isEmpty() || first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        double[] gradient = whole.get();
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] = 2 * gradient[k] - 0.5 * (first.get()[k] + second.get()[k]);
        }
        return Optional.of(gradient);
    }

    private Optional<double[]> plain(BinaryRaster raster, double[] weights, double[] thresholds, double[] centre) {
        LagCovariances moments = LagCovariances.of(raster, 1, centre);
        GaussianInformation information =
                GaussianInformation.of(moments.units(), moments.covariance(), moments.lagged());
        return information.condition() == GaussianInformation.Condition.REGULAR
                ? rewarded(raster, weights, thresholds, moments, information.derivatives())
                : Optional.empty();
    }

    /// The estimate with the given reward, not corrected; empty where the rates do not respond to the
    /// thresholds.
    ///
    /// @param moments the centre of the reward and the rates of the recording
    /// @param derivatives A and B
    Optional<double[]> rewarded(
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
        equilibrate(free, jacobian, byThreshold);
        int[] pivots = new int[free];
        if (blas.dgetrf(free, jacobian, 0, free, pivots) != 0 || singular(free, jacobian)) {
            return Optional.empty();
        }
        double[] lambda = byThreshold;
        blas.dgetrs(false, free, 1, jacobian, 0, free, pivots, lambda, 0, 1);
        for (int t = 0; t < credited; t++) {
            for (int m = 0; m < free; m++) {
                returns[t] -= lambda[m] * later[t * free + m];
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
        return Optional.of(gradient);
    }

    /// Brings the rows of a system to the same size. A unit close to saturation has a small row, which
    /// defines its equation as well as a large one does.
    private static void equilibrate(int n, double[] matrix, double[] right) {
        for (int k = 0; k < n; k++) {
            double largest = 0;
            for (int m = 0; m < n; m++) {
                largest = Math.max(largest, Math.abs(matrix[k * n + m]));
            }
            if (largest > 0) {
                for (int m = 0; m < n; m++) {
                    matrix[k * n + m] /= largest;
                }
                right[k] /= largest;
            }
        }
    }

    private static boolean singular(int n, double[] factors) {
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int i = 0; i < n; i++) {
            smallest = Math.min(smallest, Math.abs(factors[i * n + i]));
            largest = Math.max(largest, Math.abs(factors[i * n + i]));
        }
        return smallest < SINGULAR_PIVOT * largest;
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

        /// Row t is the surprise of step from + t + 1 given the state of step from + t. The array is
        /// reused.
        double[] next(BinaryRaster raster, int from, int count) {
            int n = parameters.units();
            int free = parameters.freeUnits();
            for (int t = 0; t < count; t++) {
                for (int i = 0; i < free; i++) {
                    double drive = -h[i];
                    for (int j = 0; j < n; j++) {
                        drive += weights[i * n + j] * ((raster.get(from + t, j) ? 1 : 0) - parameters.driveCentre(j));
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
