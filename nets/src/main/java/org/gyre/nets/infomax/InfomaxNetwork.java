package org.gyre.nets.infomax;

import org.gyre.core.FactorisedMarkovProcess;

/// A recurrent-infomax network with fixed weights and thresholds as a Markov process (T09 eq. 1):
///
///     f_i(x) = p_max / (1 + exp(−Σ_j W_ij (x_j − p̄_j) + h_i))
///
/// Clamped inputs are taken as independent coins with their nominal rates.
public final class InfomaxNetwork implements FactorisedMarkovProcess {
    private final InfomaxParameters parameters;
    private final double[] weights;
    private final double[] thresholds;

    /// @param weights W, `[to][from]`, N×N row-major; copied
    /// @param thresholds h of the free units; copied
    /// @throws IllegalArgumentException if a length does not fit or a value is not finite
    public InfomaxNetwork(InfomaxParameters parameters, double[] weights, double[] thresholds) {
        int n = parameters.units();
        if (weights.length != n * n || thresholds.length != parameters.freeUnits()) {
            throw new IllegalArgumentException(weights.length + " weights and " + thresholds.length + " thresholds for "
                    + n + " units, " + parameters.freeUnits() + " of them free");
        }
        for (double weight : weights) {
            if (!Double.isFinite(weight)) {
                throw new IllegalArgumentException("a weight is " + weight);
            }
        }
        this.parameters = parameters;
        this.weights = weights.clone();
        this.thresholds = thresholds.clone();
    }

    public InfomaxParameters parameters() {
        return parameters;
    }

    /// W, a copy.
    public double[] weights() {
        return weights.clone();
    }

    /// h of the free units, a copy.
    public double[] thresholds() {
        return thresholds.clone();
    }

    @Override
    public int units() {
        return parameters.units();
    }

    @Override
    public void firingProbabilities(long[] state, double[] probability) {
        int n = units();
        for (int i = 0; i < n; i++) {
            if (i >= parameters.freeUnits()) {
                probability[i] = parameters.rate(i);
                continue;
            }
            double drive = -thresholds[i];
            for (int j = 0; j < n; j++) {
                double x = state[j >>> 6] >>> (j & 63) & 1L;
                drive += weights[i * n + j] * (x - parameters.driveCentre(j));
            }
            probability[i] = parameters.pMax() / (1 + Math.exp(-drive));
        }
    }

    /// ∂log P(x'_i | x) / ∂a_i by the drive a_i, for a unit that fires with probability f:
    /// ψ = (x' − f)(1 − f/p_max) / (1 − f).
    static double surprise(boolean fired, double f, double pMax) {
        // For p_max = 1 the quotient is one also in the limit f → 1.
        double slope = pMax == 1 ? 1 : (1 - f / pMax) / (1 - f);
        return ((fired ? 1 : 0) - f) * slope;
    }
}
