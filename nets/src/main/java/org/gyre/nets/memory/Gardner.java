package org.gyre.nets.memory;

import org.gyre.core.random.RandomStream;

/// Gardner's algorithm: each neuron is a perceptron that learns its value in each pattern from the
/// other neurons, until
///
///     ξ_i^μ Σ_{j ≠ i} W_ij ξ_j^μ ≥ κ |W_i|   and > 0,   |W_i|² = Σ_j W_ij²
///
/// for all patterns. Patterns are presented in turn; one whose condition is not met adds (1/N)
/// ξ_i^μ ξ_j^μ to W_ij. This ends if there are weights with a larger margin, for random patterns in
/// large networks up to a load of
///
///     1 / ((1 + κ²) Φ(κ) + κ φ(κ)),   which is 2 at κ = 0
///
/// with the standard normal law Φ and its density φ. Neurons that have met all margins rest;
/// weights are not symmetric.
///
/// E. Gardner, Journal of Physics A 21, 257 (1988), algorithm and capacity;
/// W. Krauth and M. Mézard, Journal of Physics A 20, L745 (1987), present the least
/// stable pattern instead of each in turn.
///
/// @param margin κ ≥ 0
/// @param sweeps how often all patterns are presented, at most; ≥ 1
public record Gardner(double margin, int sweeps) implements StorageRule {
    /// What learning came to.
    ///
    /// @param memory  the memory
    /// @param sweeps  sweeps until the last neuron had met its margins, or the bound
    /// @param missing pairs of a neuron and a pattern whose margin is not met; 0 if all are
    public record Learned(ThresholdMemory memory, int sweeps, int missing) {
        /// Whether all margins are met.
        public boolean complete() {
            return missing == 0;
        }
    }

    /// @throws IllegalArgumentException if the margin is negative or not finite, or there are no
    ///     sweeps
    public Gardner {
        if (!(margin >= 0 && margin < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("margin = " + margin + ": must be at least 0 and finite");
        }
        if (sweeps < 1) {
            throw new IllegalArgumentException("sweeps = " + sweeps + ": must be at least 1");
        }
    }

    @Override
    public ThresholdMemory store(Patterns patterns, RandomStream stream) {
        return learn(patterns).memory();
    }

    /// Stores patterns and says how it went.
    public Learned learn(Patterns patterns) {
        int n = patterns.units();
        double[] products = Products.ofPatterns(patterns);
        double[] weights = new double[n * n];
        int longest = 0;
        int missing = 0;
        for (int i = 0; i < n; i++) {
            Neuron neuron = new Neuron(patterns, products, i);
            int sweep = 0;
            boolean learning = true;
            while (learning && sweep < sweeps) {
                learning = neuron.sweep();
                sweep++;
            }
            longest = Math.max(longest, sweep);
            missing += neuron.missing();
            neuron.write(weights);
        }
        return new Learned(ThresholdMemory.of(n, weights), longest, missing);
    }

    /// One perceptron, in terms of how often it has learned each pattern, x_μ: W_ij = (1/N) Σ_μ x_μ
    /// ξ_i^μ ξ_j^μ. All below are whole numbers, N times what is named, so that conditions are
    /// decided without rounding of sums.
    private final class Neuron {
        private final Patterns patterns;
        private final int index;
        private final int count;
        /// ξ_i^μ ξ_i^ν Σ_{j ≠ i} ξ_j^μ ξ_j^ν: what learning ν adds to the alignment of μ.
        private final long[] gains;
        private final long[] learned;
        /// ξ_i^μ Σ_{j ≠ i} W_ij ξ_j^μ, for each pattern.
        private final long[] aligned;
        /// |W_i|², N² times.
        private long squared;

        Neuron(Patterns patterns, double[] products, int index) {
            this.patterns = patterns;
            this.index = index;
            count = patterns.count();
            gains = new long[count * count];
            for (int a = 0; a < count; a++) {
                for (int b = 0; b < count; b++) {
                    int sign = patterns.at(a, index) * patterns.at(b, index);
                    gains[a * count + b] = sign * (long) products[a * count + b] - 1;
                }
            }
            learned = new long[count];
            aligned = new long[count];
        }

        /// Presents all patterns once; true if one of them was learned.
        boolean sweep() {
            boolean changed = false;
            for (int pattern = 0; pattern < count; pattern++) {
                if (!met(pattern)) {
                    learn(pattern);
                    changed = true;
                }
            }
            return changed;
        }

        private boolean met(int pattern) {
            return aligned[pattern] > 0 && (double) aligned[pattern] >= margin * Math.sqrt((double) squared);
        }

        private void learn(int pattern) {
            squared += 2 * aligned[pattern] + patterns.units() - 1;
            learned[pattern]++;
            int row = pattern * count;
            for (int other = 0; other < count; other++) {
                aligned[other] += gains[row + other];
            }
        }

        int missing() {
            int missing = 0;
            for (int pattern = 0; pattern < count; pattern++) {
                if (!met(pattern)) {
                    missing++;
                }
            }
            return missing;
        }

        /// Writes this neuron's row of W.
        void write(double[] weights) {
            int n = patterns.units();
            for (int j = 0; j < n; j++) {
                long sum = 0;
                for (int pattern = 0; pattern < count; pattern++) {
                    sum += learned[pattern] * patterns.at(pattern, index) * patterns.at(pattern, j);
                }
                weights[index * n + j] = j == index ? 0 : (double) sum / n;
            }
        }
    }
}
