package org.gyre.core.linalg;

import java.util.Optional;

/// The dense kernels that Gyre needs, in double precision unless the name says `s`, all on **row-major** arrays
/// with an offset and a leading dimension (length of a stored row).
///
/// Two implementations stand behind one contract test: [OpenBlas] (native) and [EjmlBlas] (pure Java). Every call
/// runs on the calling thread alone, so results do not depend on the number of threads; callers may call from
/// several threads at once. `info` results follow LAPACK: 0 is success, k > 0 names the leading minor or pivot
/// (1-based) that failed; a factor with a NaN or infinite diagonal is a failure too.
///
/// Triangular matrices are lower; the other triangle is neither read nor, unless stated, written. With β
/// = 0 the old values are not read. Every method throws [IllegalArgumentException] when a matrix does not
/// fit into its array, and the eigenvalue and singular-value routines also when an entry is NaN or
/// infinite.
public sealed interface Blas permits OpenBlas, EjmlBlas {
    /// The fastest implementation that loads on this machine, chosen once.
    static Blas best() {
        return BlasChoice.CHOSEN.blas();
    }

    /// Why [#best] is not the native library although it was wanted: one sentence to show the user once. Empty when
    /// all is well.
    static Optional<String> fallbackReason() {
        return BlasChoice.CHOSEN.fallbackReason();
    }

    /// Name and version for provenance, such as `OpenBLAS 0.3.31 (SkylakeX)` or `EJML 0.44`.
    String name();

    /// C ← α op(A) op(B) + β C, with op(A) m×k, op(B) k×n, C m×n.
    void dgemm(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int offsetA,
            int lda,
            double[] b,
            int offsetB,
            int ldb,
            double beta,
            double[] c,
            int offsetC,
            int ldc);

    /// As [#dgemm], in single precision.
    void sgemm(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            float alpha,
            float[] a,
            int offsetA,
            int lda,
            float[] b,
            int offsetB,
            int ldb,
            float beta,
            float[] c,
            int offsetC,
            int ldc);

    /// y ← α op(A) x + β y, with A stored m×n.
    void dgemv(
            boolean transposeA,
            int m,
            int n,
            double alpha,
            double[] a,
            int offsetA,
            int lda,
            double[] x,
            double beta,
            double[] y);

    /// Lower triangle of C ← α A Aᵀ + β C (A n×k), or α Aᵀ A + β C (A k×n) when `transposeA`.
    void dsyrk(
            boolean transposeA,
            int n,
            int k,
            double alpha,
            double[] a,
            int offsetA,
            int lda,
            double beta,
            double[] c,
            int offsetC,
            int ldc);

    /// B ← op(L)⁻¹ B (left) or B op(L)⁻¹ (right) for a lower triangular L and an m×n matrix B.
    void dtrsm(
            boolean left,
            boolean transposeL,
            int m,
            int n,
            double[] l,
            int offsetL,
            int ldl,
            double[] b,
            int offsetB,
            int ldb);

    /// Cholesky factor: the lower triangle of A is overwritten by L with A = L Lᵀ. Returns `info`.
    int dpotrf(int n, double[] a, int offsetA, int lda);

    /// Inverse of a positive definite matrix from its Cholesky factor in the lower triangle; writes **both**
    /// triangles. Returns `info`.
    int dpotri(int n, double[] a, int offsetA, int lda);

    /// LU factorisation with partial pivoting of **columns**, in place: A = L U Pᵀ with L lower and U unit upper
    /// triangular. That is LAPACK's factorisation of the transpose and needs no copy. In step i column i was
    /// swapped with column `pivots[i]` (0-based), so det A = ∏ aᵢᵢ · (−1)^(number of i with `pivots[i]`
    /// ≠ i). Returns `info`.
    int dgetrf(int n, double[] a, int offsetA, int lda, int[] pivots);

    /// Solves op(A) X = B in place (B n×nrhs) from the factors of [#dgetrf].
    void dgetrs(
            boolean transposeA,
            int n,
            int nrhs,
            double[] lu,
            int offsetLu,
            int ldlu,
            int[] pivots,
            double[] b,
            int offsetB,
            int ldb);

    /// Eigenvalues (ascending, into `eigenvalues`) and orthonormal eigenvectors (rows of A on return) of a symmetric
    /// matrix given by its lower triangle. Returns `info`.
    int dsyevd(int n, double[] a, int offsetA, int lda, double[] eigenvalues);

    /// Singular values, descending, of an m×n matrix, which is destroyed. Returns `info`.
    int singularValues(int m, int n, double[] a, int offsetA, int lda, double[] singularValues);
}
