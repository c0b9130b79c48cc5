package org.gyre.measure.mutualinfo;

import org.gyre.core.InputException;
import org.gyre.core.linalg.Cholesky;
import org.gyre.core.linalg.NotPositiveDefiniteException;
import org.gyre.core.special.Gamma;

/// Some of the components of a, b and c, and the determinant of their correlations.
///
/// @param sign    with which the block enters twice the information
/// @param columns which components
record GaussianBlock(int sign, int[] columns) {
    /// The blocks (a, c), (b, c), (a, b, c) and c of a relation; empty ones have log-determinant zero.
    static GaussianBlock[] of(int[] widths) {
        int a = widths[0];
        int b = a + widths[1];
        int c = b + widths[2];
        return new GaussianBlock[] {
            new GaussianBlock(1, Columns.ranges(0, a, b, c)),
            new GaussianBlock(1, Columns.range(a, c)),
            new GaussianBlock(-1, Columns.range(0, c)),
            new GaussianBlock(-1, Columns.range(b, c))
        };
    }

    int order() {
        return columns.length;
    }

    /// The factor of the block of a matrix of `dimensions` components.
    ///
    /// @throws InputException if the block is singular
    Cholesky factor(double[] matrix, int dimensions) {
        int order = order();
        double[] block = new double[order * order];
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                block[i * order + j] = matrix[columns[i] * dimensions + columns[j]];
            }
        }
        try {
            return Cholesky.factor(order, block);
        } catch (NotPositiveDefiniteException e) {
            throw new InputException(
                    "the covariance is singular (COVARIANCE_SINGULAR): component " + columns[e.minor() - 1]
                            + ", counted from 0 through all that are compared, is constant or follows from the others;"
                            + " leave it out, record more samples, or choose Ledoit-Wolf shrinkage",
                    e);
        }
    }

    double logDeterminant(double[] matrix, int dimensions) {
        return order() == 0 ? 0 : factor(matrix, dimensions).logDeterminant();
    }

    /// The expected log-determinant of the block minus that of the truth, up to terms that cancel between blocks:
    /// Σ_{i=1..d} ψ((n − i)/2).
    double bias(int samples) {
        double bias = 0;
        for (int i = 1; i <= order(); i++) {
            bias += Gamma.digamma((samples - i) / 2.0);
        }
        return bias;
    }
}
