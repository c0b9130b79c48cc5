package org.gyre.core.linalg;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/// Eigenvalues of small matrices without symmetry.
public final class Eigenvalues {
    private Eigenvalues() {}

    /// re + i·im.
    public record Complex(double re, double im) {}

    /// All eigenvalues of an n×n matrix, in no particular order.
    ///
    /// @param a row-major, finite; not changed
    /// @throws IllegalStateException if the iteration does not converge
    public static List<Complex> of(int n, double[] a) {
        List<Complex> values = new ArrayList<>();
        if (n == 0) {
            return values;
        }
        EigenDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.eig(n, false);
        if (!decomposition.decompose(DMatrixRMaj.wrap(n, n, a.clone()))) {
            throw new IllegalStateException("the eigenvalues of a matrix of " + n + " rows did not converge");
        }
        for (int i = 0; i < n; i++) {
            Complex_F64 value = decomposition.getEigenvalue(i);
            values.add(new Complex(value.real, value.imaginary));
        }
        return values;
    }
}
