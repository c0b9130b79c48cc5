package org.gyre.nets.memory;

import org.gyre.core.random.RandomStream;

/// Storkey's rule: patterns are stored one after the other, each seen against the fields of those
/// before it,
///
///     h_ij = Σ_{k ≠ i, j} W_ik ξ_k
///     first order:   ΔW_ij = (1/N) (ξ_i ξ_j − ξ_i h_ji − h_ij ξ_j)
///     second order:  ΔW_ij = (1/N) (ξ_i − h_ij) (ξ_j − h_ji)
///
/// for i ≠ j, from W = 0 and without self-connections. Local and incremental like Hebb's, with a
/// larger capacity.
///
/// Overloaded, the second order runs away: its weights grow faster with every pattern, from a load
/// of about .8 on beyond what a number can hold. Such a memory has lost everything, and one without
/// weights stands for it.
///
/// A. Storkey, ICANN 1997, LNCS 1327, 451; A. J. Storkey and R. Valabregue, Neural Networks 12, 869
/// (1999).
///
/// @param order which of the two
public record Storkey(Order order) implements StorageRule {
    /// The terms that are kept.
    public enum Order {
        /// Up to one factor h.
        FIRST,
        /// The product h_ij h_ji too.
        SECOND
    }

    /// No weight on the way to a memory that works comes near it.
    private static final double LOST = 1e100;

    @Override
    public ThresholdMemory store(Patterns patterns, RandomStream stream) {
        int n = patterns.units();
        double[] weights = new double[n * n];
        for (int pattern = 0; pattern < patterns.count(); pattern++) {
            double largest = add(patterns, pattern, weights);
            if (largest > LOST) {
                return ThresholdMemory.of(n, new double[n * n]);
            }
        }
        return ThresholdMemory.of(n, weights);
    }

    /// Adds one pattern and returns the largest magnitude of a weight.
    private double add(Patterns patterns, int pattern, double[] weights) {
        int n = patterns.units();
        double[] field = new double[n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                field[i] += weights[i * n + k] * patterns.at(pattern, k);
            }
        }
        double largest = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                int xi = patterns.at(pattern, i);
                int xj = patterns.at(pattern, j);
                double w = weights[i * n + j];
                // The field includes the other neuron of the pair; h leaves it out.
                double hij = field[i] - w * xj;
                double hji = field[j] - w * xi;
                double change = xi * xj - xi * hji - hij * xj;
                if (order == Order.SECOND) {
                    change += hij * hji;
                }
                double next = w + change / n;
                weights[i * n + j] = next;
                weights[j * n + i] = next;
                largest = Math.max(largest, Math.abs(next));
            }
        }
        return largest;
    }
}
