package org.gyre.core.linalg;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/// A = Σ_k λ_k v_k v_kᵀ of a small symmetric matrix, in no particular order.
///
/// @param values  λ, `[k]`
/// @param vectors v, orthonormal, `[k][component]`
public record SymmetricEigen(double[] values, double[][] vectors) {
    /// The eigenvalues and eigenvectors of an n×n matrix.
    ///
    /// @param a row-major, finite and symmetric; not changed
    /// @throws IllegalStateException if the iteration does not converge
    public static SymmetricEigen of(int n, double[] a) {
        EigenDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.eig(n, true, true);
        if (!decomposition.decompose(DMatrixRMaj.wrap(n, n, a.clone()))) {
            throw new IllegalStateException("the eigenvectors of a matrix of " + n + " rows did not converge");
        }
        double[] values = new double[n];
        double[][] vectors = new double[n][];
        for (int k = 0; k < n; k++) {
            values[k] = decomposition.getEigenvalue(k).getReal();
            vectors[k] = decomposition.getEigenVector(k).getData().clone();
        }
        return new SymmetricEigen(values, vectors);
    }

    /// Σ_k f_k v_k (v_kᵀ x): a function of the matrix, applied to a vector.
    ///
    /// @param f the function of each eigenvalue, `[k]`
    public double[] apply(double[] f, double[] x) {
        double[] result = new double[x.length];
        for (int k = 0; k < f.length; k++) {
            double along = 0;
            for (int i = 0; i < x.length; i++) {
                along += vectors[k][i] * x[i];
            }
            for (int i = 0; i < x.length; i++) {
                result[i] += f[k] * along * vectors[k][i];
            }
        }
        return result;
    }
}
