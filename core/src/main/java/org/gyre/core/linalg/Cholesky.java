package org.gyre.core.linalg;

/// The factorisation A = L Lᵀ of a symmetric positive definite matrix, in n³/3 operations.
///
/// log det A = 2 ∑ log lᵢᵢ; systems are solved by two triangular solves. Immutable.
public final class Cholesky {
    private final Blas blas;
    private final int n;
    private final double[] lower;

    private Cholesky(Blas blas, int n, double[] lower) {
        this.blas = blas;
        this.n = n;
        this.lower = lower;
    }

    /// Factors a copy of A.
    ///
    /// @param n order
    /// @param a `[n][n]`, row-major; only the lower triangle is read
    /// @throws NotPositiveDefiniteException if A is not positive definite to working precision (whatever
    ///     the scales of its variables), or holds NaN or infinities
    public static Cholesky factor(int n, double[] a) {
        return factor(Blas.best(), n, a);
    }

    static Cholesky factor(Blas blas, int n, double[] a) {
        Shapes.check("A", n, n, 0, n, a.length);
        double[] lower = new double[n * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(a, i * n, lower, i * n, i + 1);
        }
        int info = blas.dpotrf(n, lower, 0, n);
        if (info != 0) {
            throw new NotPositiveDefiniteException(n, info);
        }
        for (int i = 0; i < n; i++) {
            // l_ii² / a_ii is the share of variable i that those before it do not explain. Below n ε it is rounding:
            // an exact duplicate leaves such a rest, of either sign.
            double pivot = lower[i * n + i];
            if (pivot * pivot <= n * Math.ulp(1.0) * a[i * n + i]) {
                throw new NotPositiveDefiniteException(n, i + 1);
            }
        }
        return new Cholesky(blas, n, lower);
    }

    /// log det A, in nats.
    public double logDeterminant() {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.log(lower[i * n + i]);
        }
        return 2 * sum;
    }

    /// B ← A⁻¹ B.
    ///
    /// @param columns number of right-hand sides
    /// @param b       `[n][columns]`, row-major, overwritten by the solutions
    public void solve(int columns, double[] b) {
        blas.dtrsm(true, false, n, columns, lower, 0, n, b, 0, columns);
        blas.dtrsm(true, true, n, columns, lower, 0, n, b, 0, columns);
    }

    /// A⁻¹, both triangles, `[n][n]`.
    public double[] inverse() {
        double[] inverse = lower.clone();
        blas.dpotri(n, inverse, 0, n);
        return inverse;
    }

    /// A copy of L, `[n][n]`, zero above the diagonal. With z standard normal, L z has covariance A.
    public double[] lower() {
        return lower.clone();
    }
}
