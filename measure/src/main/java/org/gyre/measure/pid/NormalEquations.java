package org.gyre.measure.pid;

import java.util.Arrays;
import org.gyre.core.linalg.Blas;

/// The equations of a Newton step of [CouplingProgram] in its multipliers: the matrix
///
///     H = A [Q (diag c − c cᵀ) + (Q/σ) c cᵀ] Aᵀ,   σ = −L
///
/// its Cholesky factor and solutions. H is positive definite in exact arithmetic; near an optimum on
/// the boundary it is badly conditioned, in directions that matter less the worse it gets, and pivots
/// that are all rounding are skipped.
final class NormalEquations {
    /// From this order on a library factors the matrix.
    private static final int LARGE = 96;

    /// Pivots below this share of their diagonal element are rounding.
    private static final double ROUNDING = 1e-15;

    private final Couplings cells;
    private final int n;
    private final double[] matrix;
    private final double[] factor;
    /// The multipliers of the cells of a pair, and c for each.
    private final int[] places;
    private final double[] shares;

    NormalEquations(Couplings cells) {
        this.cells = cells;
        this.n = cells.margins();
        this.matrix = new double[n * n];
        this.factor = new double[n * n];
        int widest = 0;
        for (int j = 0; j < cells.pairs(); j++) {
            widest = Math.max(widest, cells.start(j + 1) - cells.start(j));
        }
        this.places = new int[2 * widest];
        this.shares = new double[2 * widest];
    }

    /// Builds and factors H.
    void factor(double[] weight, double[] level, double[] share) {
        Arrays.fill(matrix, 0);
        for (int j = 0; j < cells.pairs(); j++) {
            add(j, weight[j], weight[j] * (-1 / level[j] - 1), share);
        }
        for (int i = 0; i < n; i++) {
            matrix[i * n + i] *= 1 + ROUNDING;
        }
        System.arraycopy(matrix, 0, factor, 0, matrix.length);
        if (n >= LARGE && Blas.best().dpotrf(n, factor, 0, n) == 0) {
            return;
        }
        System.arraycopy(matrix, 0, factor, 0, matrix.length);
        factor();
    }

    /// Adds Q diag c + by · c cᵀ of one pair to the lower triangle.
    private void add(int pair, double weight, double by, double[] share) {
        int used = 0;
        for (int k = cells.start(pair); k < cells.start(pair + 1); k++) {
            int row = cells.row(k);
            int column = cells.column(k);
            matrix[row * n + row] += weight * share[k];
            places[used] = row;
            shares[used++] = share[k];
            if (column >= 0) {
                // Rows come before columns among the multipliers.
                matrix[column * n + column] += weight * share[k];
                matrix[column * n + row] += weight * share[k];
                places[used] = column;
                shares[used++] = share[k];
            }
        }
        for (int a = 0; a < used; a++) {
            double factorA = by * shares[a];
            for (int b = 0; b <= a; b++) {
                int high = Math.max(places[a], places[b]);
                int low = Math.min(places[a], places[b]);
                matrix[high * n + low] += factorA * shares[b];
            }
        }
    }

    private void factor() {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = factor[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i * n + k] * factor[j * n + k];
                }
                if (j < i) {
                    factor[i * n + j] = sum / factor[j * n + j];
                } else {
                    // An infinite pivot makes the unknown zero.
                    factor[i * n + i] = sum > 0 ? Math.sqrt(sum) : Double.POSITIVE_INFINITY;
                }
            }
        }
    }

    /// Overwrites a right-hand side with the solution.
    void solve(double[] b) {
        for (int i = 0; i < n; i++) {
            double sum = b[i];
            for (int k = 0; k < i; k++) {
                sum -= factor[i * n + k] * b[k];
            }
            b[i] = sum / factor[i * n + i];
        }
        for (int i = n - 1; i >= 0; i--) {
            b[i] /= factor[i * n + i];
            for (int k = 0; k < i; k++) {
                b[k] -= factor[i * n + k] * b[i];
            }
        }
    }
}
