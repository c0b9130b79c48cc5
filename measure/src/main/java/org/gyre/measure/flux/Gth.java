package org.gyre.measure.flux;

import java.util.Arrays;
import org.gyre.core.Team;
import org.gyre.core.linalg.TiledBlas;

/// Elimination of the states of a Markov chain one after another, without a subtraction (Grassmann, Taksar
/// and Heyman 1985).
///
/// Eliminating the last state k replaces P_ij by P_ij + P_ik P_kj / s_k, s_k = Σ_{j<k} P_kj: the chain
/// watched only while it is not in k. Nothing cancels, so that every entry of π is right to nearly all of
/// its digits, also where the chain is almost decomposable and iteration stands still. Blocks of states
/// are eliminated together, as matrix products of non-negative numbers. About ⅔ n³ operations.
final class Gth {
    /// Largest number of states: the matrix takes 537 MB.
    static final int LARGEST = 1 << 13;

    private static final int BLOCK = 64;

    private final int n;
    private final double[] p;
    private final double[] escape;

    private Gth(int n, double[] p, double[] escape) {
        this.n = n;
        this.p = p;
        this.escape = escape;
    }

    /// Factorises a chain. Where some state cannot reach those before it in double precision, [#complete] is
    /// false and there is nothing to read.
    ///
    /// @param p transition matrix, n×n row-major, non-negative; the diagonal is not read; destroyed
    static Gth eliminate(int n, double[] p, Team team) {
        Gth gth = over(n, p);
        gth.eliminate(team);
        return gth;
    }

    /// Room for the elimination of one chain after another, each written to the same matrix.
    ///
    /// @param p as for [#eliminate(int, double[], Team)]
    static Gth over(int n, double[] p) {
        return new Gth(n, p, new double[n]);
    }

    /// Factorises the chain that the matrix holds now. Up to 128 states nothing is allocated.
    void eliminate(Team team) {
        int end = n;
        if (end > 2 * BLOCK) {
            TiledBlas blas = TiledBlas.on(team);
            while (end > 2 * BLOCK) {
                block(end - BLOCK, blas);
                end -= BLOCK;
            }
        }
        plain(end);
    }

    /// Whether every state reached those before it.
    boolean complete() {
        for (int k = 1; k < n; k++) {
            if (!(escape[k] > 0)) {
                return false;
            }
        }
        return true;
    }

    /// Eliminates states `end − 1 … 1` one by one.
    private void plain(int end) {
        for (int k = end - 1; k > 0; k--) {
            int row = k * n;
            double s = 0;
            for (int j = 0; j < k; j++) {
                s += p[row + j];
            }
            escape[k] = s;
            for (int i = 0; i < k; i++) {
                double c = p[i * n + k];
                if (c > 0) {
                    c /= s;
                    p[i * n + k] = c;
                    addRow(i * n, c, row, 0, k);
                }
            }
        }
    }

    private void addRow(int to, double factor, int from, int start, int end) {
        for (int j = start; j < end; j++) {
            p[to + j] += factor * p[from + j];
        }
    }

    /// Eliminates states `from … from + BLOCK − 1`, the last ones left.
    private void block(int from, TiledBlas blas) {
        // Inside the block only the total rate to the states before it counts.
        double[] out = new double[BLOCK];
        for (int k = 0; k < BLOCK; k++) {
            double sum = 0;
            for (int j = 0; j < from; j++) {
                sum += p[(from + k) * n + j];
            }
            out[k] = sum;
        }
        for (int k = BLOCK - 1; k >= 0; k--) {
            int row = (from + k) * n;
            double s = out[k];
            for (int j = from; j < from + k; j++) {
                s += p[row + j];
            }
            escape[from + k] = s;
            for (int i = 0; i < k; i++) {
                int target = (from + i) * n;
                double c = p[target + from + k];
                if (c > 0) {
                    c /= s;
                    p[target + from + k] = c;
                    addRow(target, c, row, from, from + k);
                    out[i] += c * out[k];
                }
            }
        }
        // The rows to earlier states when their own state is eliminated: R = (1 − C)⁻¹ P, C the multipliers
        // above the diagonal.
        double[] rows = new double[BLOCK * BLOCK];
        for (int i = BLOCK - 1; i >= 0; i--) {
            rows[i * BLOCK + i] = 1;
            for (int k = i + 1; k < BLOCK; k++) {
                double c = p[(from + i) * n + from + k];
                for (int j = k; j < BLOCK; j++) {
                    rows[i * BLOCK + j] += c * rows[k * BLOCK + j];
                }
            }
        }
        // The multipliers of earlier states: L = P (S − T)⁻¹, T the rates below the diagonal, S the escapes.
        double[] columns = new double[BLOCK * BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            columns[i * BLOCK + i] = 1 / escape[from + i];
            for (int j = i - 1; j >= 0; j--) {
                double sum = 0;
                for (int k = j + 1; k <= i; k++) {
                    sum += columns[i * BLOCK + k] * p[(from + k) * n + from + j];
                }
                columns[i * BLOCK + j] = sum / escape[from + j];
            }
        }
        double[] right = new double[BLOCK * from];
        double[] old = new double[BLOCK * from];
        for (int k = 0; k < BLOCK; k++) {
            System.arraycopy(p, (from + k) * n, old, k * from, from);
        }
        blas.gemm(false, false, BLOCK, from, BLOCK, 1, rows, BLOCK, old, from, 0, right, from);
        double[] left = new double[from * BLOCK];
        double[] above = new double[from * BLOCK];
        for (int i = 0; i < from; i++) {
            System.arraycopy(p, i * n + from, above, i * BLOCK, BLOCK);
        }
        blas.gemm(false, false, from, BLOCK, BLOCK, 1, above, BLOCK, columns, BLOCK, 0, left, BLOCK);
        blas.gemm(false, false, from, from, BLOCK, 1, left, BLOCK, right, from, 1, p, n);
        for (int k = 0; k < BLOCK; k++) {
            System.arraycopy(right, k * from, p, (from + k) * n, from);
        }
        for (int i = 0; i < from; i++) {
            System.arraycopy(left, i * BLOCK, p, i * n + from, BLOCK);
        }
    }

    /// π, sums to one.
    double[] stationary() {
        double[] pi = new double[n];
        stationary(pi);
        return pi;
    }

    /// Writes π, which sums to one.
    void stationary(double[] pi) {
        Arrays.fill(pi, 0);
        pi[0] = 1;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += pi[i];
            for (int j = i + 1; j < n; j++) {
                pi[j] += pi[i] * p[i * n + j];
            }
        }
        for (int i = 0; i < n; i++) {
            pi[i] /= sum;
        }
    }

    /// A solution of (1 − P) y = g with y₀ = 0, for a g of stationary mean 0.
    double[] poisson(double[] g) {
        double[] y = g.clone();
        solvePoisson(y);
        return y;
    }

    /// Replaces g, of stationary mean 0, by a solution of (1 − P) y = g with y₀ = 0.
    void solvePoisson(double[] y) {
        // Along rows: what later states pass on to state i is complete before i passes on its own.
        for (int i = n - 1; i > 0; i--) {
            double sum = y[i];
            for (int k = i + 1; k < n; k++) {
                sum += p[i * n + k] * y[k];
            }
            y[i] = sum;
        }
        y[0] = 0;
        for (int k = 1; k < n; k++) {
            double sum = y[k];
            for (int j = 0; j < k; j++) {
                sum += p[k * n + j] * y[j];
            }
            y[k] = sum / escape[k];
        }
    }
}
