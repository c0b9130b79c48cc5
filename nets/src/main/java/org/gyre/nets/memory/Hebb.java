package org.gyre.nets.memory;

import org.gyre.core.random.RandomStream;

/// Hebb's rule as Hopfield uses it, W_ij = (1/N) Σ_μ ξ_i^μ ξ_j^μ without self-connections.
///
/// Random patterns are held, with a few errors, up to a load of about .138 in large networks.
///
/// J. J. Hopfield, PNAS 79, 2554 (1982); D. J. Amit, H. Gutfreund and H. Sompolinsky, Physical
/// Review Letters 55, 1530 (1985).
public record Hebb() implements StorageRule {
    @Override
    public ThresholdMemory store(Patterns patterns, RandomStream stream) {
        int n = patterns.units();
        double[] weights = Products.ofUnits(patterns);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                weights[i * n + j] = i == j ? 0 : weights[i * n + j] / n;
            }
        }
        return ThresholdMemory.of(n, weights);
    }
}
