package org.gyre.nets.memory;

import org.gyre.core.linalg.Blas;
import org.gyre.core.random.RandomStream;

/// The projection onto the space of the patterns, W = X⁺ X with X = `[pattern][unit]`: every
/// pattern is its own image, W ξ = ξ.
///
/// For independent patterns W_ij = (1/N) Σ_μν ξ_i^μ (Q⁻¹)_μν ξ_j^ν with the overlaps Q. Here W is
/// the sum of v vᵀ over the eigenvectors v of XᵀX, which is the same and needs no independence:
/// eigenvalues up to max(M, N) ε times the largest count as zero, so that repeated patterns and
/// more patterns than units are allowed.
///
/// Without self-connections neuron i receives (1 − W_ii) ξ_i, which still has the right sign as
/// long as the patterns do not fill the space; once they do, W is the identity, nothing is left and
/// the memory holds no pattern. With them any state of the space is fixed, from that load on any
/// state at all: recall is then to be tested with damaged cues.
///
/// L. Personnaz, I. Guyon and G. Dreyfus, Journal de Physique Lettres 46, 359 (1985); I. Kanter and
/// H. Sompolinsky, Physical Review A 35, 380 (1987), who leave the self-connections out.
///
/// @param selfConnections whether the diagonal of W is kept
public record PseudoInverse(boolean selfConnections) implements StorageRule {
    @Override
    public ThresholdMemory store(Patterns patterns, RandomStream stream) {
        int n = patterns.units();
        double[] weights = projection(patterns);
        if (!selfConnections) {
            for (int i = 0; i < n; i++) {
                weights[i * n + i] = 0;
            }
        }
        return ThresholdMemory.of(n, weights);
    }

    private static double[] projection(Patterns patterns) {
        int n = patterns.units();
        double[] vectors = Products.ofUnits(patterns);
        double[] eigenvalues = new double[n];
        int info = Blas.best().dsyevd(n, vectors, 0, n, eigenvalues);
        if (info != 0) {
            throw new IllegalStateException("the eigenvalues of a matrix of " + n + " rows did not converge");
        }
        double zero = Math.max(n, patterns.count()) * Math.ulp(1.0) * eigenvalues[n - 1];
        int kernel = 0;
        while (eigenvalues[kernel] <= zero) {
            kernel++;
        }
        double[] projection = new double[n * n];
        if (kernel == 0) {
            // Exactly, since rounding must not pass for weights.
            for (int i = 0; i < n; i++) {
                projection[i * n + i] = 1;
            }
            return projection;
        }
        int rank = n - kernel;
        Blas.best()
                .dgemm(true, false, n, n, rank, 1, vectors, kernel * n, n, vectors, kernel * n, n, 0, projection, 0, n);
        return projection;
    }
}
