package org.gyre.nets.boltzmann;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.special.Logistic;
import org.gyre.core.special.LogisticNormal;

/// A free-running Boltzmann machine with synchronous updates (Metzner et al. 2024):
///
///     u_i(t) = b_i + Σ_j W_ij y_j(t) + r η_i(t),   η ~ N(0, 1),   P(y_i(t+1) = +1) = σ(u_i(t))
///
/// Rows of W are targets, columns sources; W_ii, the autapses, are allowed. There is no temperature and no
/// factor 2. Input noise is averaged: f_i = ⟨σ(u_i + r η)⟩ (see [LogisticNormal]). Immutable.
public final class BoltzmannMachine implements FactorisedMarkovProcess {
    private final int units;
    private final double[] weights;
    private final double[] bias;
    private final Coding coding;
    private final double noise;
    private final LogisticNormal average;

    private BoltzmannMachine(int units, double[] weights, double[] bias, Coding coding, LogisticNormal average) {
        this.units = units;
        this.weights = weights;
        this.bias = bias;
        this.coding = coding;
        this.average = average;
        this.noise = average.deviation();
    }

    /// The machine with units of ±1, without bias and noise.
    ///
    /// @param weights W, `[to][from]`, N×N row-major; copied
    /// @throws IllegalArgumentException if it is not N×N or a weight is not finite
    public static BoltzmannMachine of(int units, double[] weights) {
        if (units < 1 || weights.length != units * units) {
            throw new IllegalArgumentException(weights.length + " weights are not " + units + " x " + units);
        }
        return new BoltzmannMachine(
                units, finite("weight", weights), new double[units], Coding.PM1, LogisticNormal.exact(0));
    }

    /// The same machine with other biases.
    ///
    /// @param values b, N values; copied
    /// @throws IllegalArgumentException if there are not N of them or one is not finite
    public BoltzmannMachine withBias(double[] values) {
        if (values.length != units) {
            throw new IllegalArgumentException(values.length + " biases for " + units + " units");
        }
        return new BoltzmannMachine(units, weights, finite("bias", values), coding, average);
    }

    /// The same numbers read in another coding, which is another network.
    public BoltzmannMachine withCoding(Coding other) {
        return new BoltzmannMachine(units, weights, bias, other, average);
    }

    /// The same machine with input noise, averaged exactly.
    ///
    /// @param deviation r ≥ 0, the standard deviation of the noise
    /// @throws IllegalArgumentException if it is negative or not finite
    public BoltzmannMachine withNoise(double deviation) {
        return withNoise(LogisticNormal.exact(deviation));
    }

    /// Input noise with a chosen way of averaging over it, to see what a coarse one would give.
    public BoltzmannMachine withNoise(LogisticNormal averaging) {
        return new BoltzmannMachine(units, weights, bias, coding, averaging);
    }

    /// The same network in ±1 coding: itself, or (W/2, b + ½ · row sums of W).
    public BoltzmannMachine inPm1() {
        if (coding == Coding.PM1) {
            return this;
        }
        double[] w = weights.clone();
        double[] b = bias.clone();
        for (int i = 0; i < units; i++) {
            for (int j = 0; j < units; j++) {
                w[i * units + j] /= 2;
                b[i] += w[i * units + j];
            }
        }
        return new BoltzmannMachine(units, w, b, Coding.PM1, average);
    }

    private static double[] finite(String what, double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a " + what + " is " + value + ": must be finite");
            }
        }
        return values.clone();
    }

    @Override
    public int units() {
        return units;
    }

    /// W, `[to][from]`, N×N row-major; a copy.
    public double[] weights() {
        return weights.clone();
    }

    /// b, N values; a copy.
    public double[] bias() {
        return bias.clone();
    }

    public Coding coding() {
        return coding;
    }

    /// r, the standard deviation of the input noise.
    public double noise() {
        return noise;
    }

    /// How the input noise is averaged.
    public LogisticNormal averaging() {
        return average;
    }

    /// u_i = b_i + Σ_j W_ij y_j, without noise.
    public double field(long[] state, int unit) {
        double u = bias[unit];
        int row = unit * units;
        for (int j = 0; j < units; j++) {
            boolean fires = (state[j >>> 6] >>> (j & 63) & 1) != 0;
            if (fires) {
                u += weights[row + j];
            } else if (coding == Coding.PM1) {
                u -= weights[row + j];
            }
        }
        return u;
    }

    @Override
    public void firingProbabilities(long[] state, double[] probability) {
        for (int i = 0; i < units; i++) {
            probability[i] = average.mean(field(state, i));
        }
    }

    @Override
    public void bothProbabilities(long[] state, double[] fires, double[] silent) {
        for (int i = 0; i < units; i++) {
            double u = field(state, i);
            fires[i] = average.mean(u);
            silent[i] = average.mean(-u);
        }
    }

    @Override
    public boolean influences(int from, int to) {
        return weights[to * units + from] != 0;
    }

    /// ±1 units without bias: the field of a flipped state is the negative one, exactly.
    @Override
    public boolean flipSymmetric() {
        return coding == Coding.PM1 && Arrays.stream(bias).allMatch(b -> b == 0);
    }

    /// Whether W_ij = W_ji for all pairs, exactly.
    public boolean symmetric() {
        for (int i = 0; i < units; i++) {
            for (int j = 0; j < i; j++) {
                if (weights[i * units + j] != weights[j * units + i]) {
                    return false;
                }
            }
        }
        return true;
    }

    /// For symmetric weights and no noise π(y) ∝ e^{b·y/2} ∏_i 2 cosh(u_i(y)/2) in ±1 coding (Little 1974,
    /// Peretto 1984): the chain is reversible.
    @Override
    public Optional<ToDoubleFunction<long[]>> logStationaryWeight() {
        if (noise > 0 || !symmetric()) {
            return Optional.empty();
        }
        BoltzmannMachine machine = inPm1();
        return Optional.of(state -> {
            double sum = 0;
            for (int i = 0; i < units; i++) {
                boolean fires = (state[i >>> 6] >>> (i & 63) & 1) != 0;
                double u = machine.field(state, i);
                // log 2cosh(u/2) = log(1 + e^u) − u/2
                sum += (fires ? 0.5 : -0.5) * machine.bias[i] + Logistic.logOnePlusExp(u) - u / 2;
            }
            return sum;
        });
    }
}
