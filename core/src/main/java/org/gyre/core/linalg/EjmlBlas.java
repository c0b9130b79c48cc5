package org.gyre.core.linalg;

import java.util.Arrays;
import org.ejml.EjmlVersion;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/// Pure Java, for machines where no native library loads: products, triangular solves and factorisations
/// are loops of our own on the array in place, eigenvalues and singular values are EJML's. About ten
/// times slower than OpenBLAS at order 1000.
public final class EjmlBlas implements Blas {
    private static final int BLOCK = 64;

    @Override
    public String name() {
        return "EJML " + EjmlVersion.VERSION;
    }

    @Override
    public void dgemm(
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
            int ldc) {
        Shapes.check("A", transposeA ? k : m, transposeA ? m : k, offsetA, lda, a.length);
        Shapes.check("B", transposeB ? n : k, transposeB ? k : n, offsetB, ldb, b.length);
        Shapes.check("C", m, n, offsetC, ldc, c.length);
        JavaGemm.multiply(
                transposeA, transposeB, m, n, k, alpha, a, offsetA, lda, b, offsetB, ldb, beta, c, offsetC, ldc);
    }

    @Override
    public void sgemm(
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
            int ldc) {
        Shapes.check("A", transposeA ? k : m, transposeA ? m : k, offsetA, lda, a.length);
        Shapes.check("B", transposeB ? n : k, transposeB ? k : n, offsetB, ldb, b.length);
        Shapes.check("C", m, n, offsetC, ldc, c.length);
        JavaGemm.multiply(
                transposeA, transposeB, m, n, k, alpha, a, offsetA, lda, b, offsetB, ldb, beta, c, offsetC, ldc);
    }

    @Override
    public void dgemv(
            boolean transposeA,
            int m,
            int n,
            double alpha,
            double[] a,
            int offsetA,
            int lda,
            double[] x,
            double beta,
            double[] y) {
        int sizeY = transposeA ? n : m;
        Shapes.check("A", m, n, offsetA, lda, a.length);
        Shapes.checkVector("x", transposeA ? m : n, x.length);
        Shapes.checkVector("y", sizeY, y.length);
        JavaGemm.scale(1, sizeY, beta, y, 0, sizeY);
        for (int i = 0; i < m; i++) {
            int row = offsetA + i * lda;
            if (transposeA) {
                addScaled(n, alpha * x[i], a, row, y, 0);
            } else {
                y[i] += alpha * dot(n, a, row, x, 0);
            }
        }
    }

    @Override
    public void dsyrk(
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
            int ldc) {
        Shapes.check("A", transposeA ? k : n, transposeA ? n : k, offsetA, lda, a.length);
        Shapes.check("C", n, n, offsetC, ldc, c.length);
        int step = transposeA ? 1 : lda;
        double[] diagonal = new double[Math.min(n, BLOCK) * Math.min(n, BLOCK)];
        JavaGemm.scaleLower(n, beta, c, offsetC, ldc);
        for (int i0 = 0; i0 < n; i0 += BLOCK) {
            int rows = Math.min(BLOCK, n - i0);
            int top = offsetA + i0 * step;
            JavaGemm.multiply(
                    transposeA,
                    !transposeA,
                    rows,
                    i0,
                    k,
                    alpha,
                    a,
                    top,
                    lda,
                    a,
                    offsetA,
                    lda,
                    1,
                    c,
                    offsetC + i0 * ldc,
                    ldc);
            // The block on the diagonal is computed whole beside, because the upper triangle of C must stay.
            JavaGemm.multiply(
                    transposeA, !transposeA, rows, rows, k, alpha, a, top, lda, a, top, lda, 0, diagonal, 0, rows);
            for (int i = 0; i < rows; i++) {
                addScaled(i + 1, 1, diagonal, i * rows, c, offsetC + (i0 + i) * ldc + i0);
            }
        }
    }

    @Override
    public void dtrsm(
            boolean left,
            boolean transposeL,
            int m,
            int n,
            double[] l,
            int offsetL,
            int ldl,
            double[] b,
            int offsetB,
            int ldb) {
        int order = left ? m : n;
        Shapes.check("L", order, order, offsetL, ldl, l.length);
        Shapes.check("B", m, n, offsetB, ldb, b.length);
        if (left && transposeL) {
            for (int i = m - 1; i >= 0; i--) {
                int row = offsetB + i * ldb;
                divide(n, l[offsetL + i * ldl + i], b, row);
                for (int j = 0; j < i; j++) {
                    addScaled(n, -l[offsetL + i * ldl + j], b, row, b, offsetB + j * ldb);
                }
            }
        } else if (left) {
            for (int i = 0; i < m; i++) {
                int row = offsetB + i * ldb;
                for (int j = 0; j < i; j++) {
                    addScaled(n, -l[offsetL + i * ldl + j], b, offsetB + j * ldb, b, row);
                }
                divide(n, l[offsetL + i * ldl + i], b, row);
            }
        } else {
            for (int r = 0; r < m; r++) {
                solveRow(transposeL, n, l, offsetL, ldl, b, offsetB + r * ldb);
            }
        }
    }

    /// x ← x op(L)⁻¹ for the row x of n elements at `row`.
    private static void solveRow(boolean transposeL, int n, double[] l, int offsetL, int ldl, double[] b, int row) {
        if (transposeL) {
            for (int j = 0; j < n; j++) {
                int rowL = offsetL + j * ldl;
                b[row + j] = (b[row + j] - dot(j, l, rowL, b, row)) / l[rowL + j];
            }
        } else {
            for (int j = n - 1; j >= 0; j--) {
                int rowL = offsetL + j * ldl;
                b[row + j] /= l[rowL + j];
                addScaled(j, -b[row + j], l, rowL, b, row);
            }
        }
    }

    @Override
    public int dpotrf(int n, double[] a, int offsetA, int lda) {
        Shapes.check("A", n, n, offsetA, lda, a.length);
        for (int k0 = 0; k0 < n; k0 += BLOCK) {
            int size = Math.min(BLOCK, n - k0);
            int corner = offsetA + k0 * lda + k0;
            int info = factorBlock(size, a, corner, lda);
            if (info != 0) {
                return k0 + info;
            }
            int rest = n - k0 - size;
            int panel = corner + size * lda;
            if (rest > 0) {
                dtrsm(false, true, rest, size, a, corner, lda, a, panel, lda);
                dsyrk(false, rest, size, -1, a, panel, lda, 1, a, panel + size, lda);
            }
        }
        return 0;
    }

    private static int factorBlock(int n, double[] a, int offset, int ld) {
        for (int i = 0; i < n; i++) {
            int rowI = offset + i * ld;
            for (int j = 0; j < i; j++) {
                int rowJ = offset + j * ld;
                a[rowI + j] = (a[rowI + j] - dot(j, a, rowI, a, rowJ)) / a[rowJ + j];
            }
            double pivot = a[rowI + i] - dot(i, a, rowI, a, rowI);
            if (!(pivot > 0 && pivot < Double.POSITIVE_INFINITY)) {
                return i + 1;
            }
            a[rowI + i] = Math.sqrt(pivot);
        }
        return 0;
    }

    @Override
    public int dpotri(int n, double[] a, int offsetA, int lda) {
        Shapes.check("A", n, n, offsetA, lda, a.length);
        int info = Shapes.infoOfDiagonal(n, a, offsetA, lda, false);
        if (info != 0) {
            return info;
        }
        double[] inverse = new double[n * n];
        for (int i = 0; i < n; i++) {
            inverse[i * n + i] = 1;
        }
        dtrsm(true, false, n, n, a, offsetA, lda, inverse, 0, n);
        dtrsm(true, true, n, n, a, offsetA, lda, inverse, 0, n);
        for (int i = 0; i < n; i++) {
            System.arraycopy(inverse, i * n, a, offsetA + i * lda, n);
        }
        Shapes.mirrorLower(n, a, offsetA, lda);
        return 0;
    }

    @Override
    public int dgetrf(int n, double[] a, int offsetA, int lda, int[] pivots) {
        Shapes.check("A", n, n, offsetA, lda, a.length);
        Shapes.checkVector("pivots", n, pivots.length);
        for (int k = 0; k < n; k++) {
            int rowK = offsetA + k * lda;
            int best = k;
            for (int j = k + 1; j < n; j++) {
                if (Math.abs(a[rowK + j]) > Math.abs(a[rowK + best])) {
                    best = j;
                }
            }
            pivots[k] = best;
            double pivot = a[rowK + best];
            if (best != k) {
                for (int i = 0; i < n; i++) {
                    double t = a[offsetA + i * lda + k];
                    a[offsetA + i * lda + k] = a[offsetA + i * lda + best];
                    a[offsetA + i * lda + best] = t;
                }
            }
            if (pivot != 0) {
                divide(n - k - 1, pivot, a, rowK + k + 1);
                for (int i = k + 1; i < n; i++) {
                    int rowI = offsetA + i * lda;
                    addScaled(n - k - 1, -a[rowI + k], a, rowK + k + 1, a, rowI + k + 1);
                }
            }
        }
        return Shapes.infoOfDiagonal(n, a, offsetA, lda, false);
    }

    @Override
    public void dgetrs(
            boolean transposeA,
            int n,
            int nrhs,
            double[] lu,
            int offsetLu,
            int ldlu,
            int[] pivots,
            double[] b,
            int offsetB,
            int ldb) {
        Shapes.check("LU", n, n, offsetLu, ldlu, lu.length);
        Shapes.checkVector("pivots", n, pivots.length);
        Shapes.check("B", n, nrhs, offsetB, ldb, b.length);
        if (transposeA) { // Aᵀ = P Uᵀ Lᵀ
            Shapes.permuteForward(n, nrhs, pivots, b, offsetB, ldb);
            for (int i = 0; i < n; i++) {
                for (int j = i + 1; j < n; j++) {
                    addScaled(nrhs, -lu[offsetLu + i * ldlu + j], b, offsetB + i * ldb, b, offsetB + j * ldb);
                }
            }
            dtrsm(true, true, n, nrhs, lu, offsetLu, ldlu, b, offsetB, ldb);
        } else { // A = L U Pᵀ
            dtrsm(true, false, n, nrhs, lu, offsetLu, ldlu, b, offsetB, ldb);
            for (int i = n - 1; i >= 0; i--) {
                for (int j = i + 1; j < n; j++) {
                    addScaled(nrhs, -lu[offsetLu + i * ldlu + j], b, offsetB + j * ldb, b, offsetB + i * ldb);
                }
            }
            Shapes.permuteBackward(n, nrhs, pivots, b, offsetB, ldb);
        }
    }

    @Override
    public int dsyevd(int n, double[] a, int offsetA, int lda, double[] eigenvalues) {
        Shapes.check("A", n, n, offsetA, lda, a.length);
        Shapes.checkVector("eigenvalues", n, eigenvalues.length);
        Shapes.checkFinite("A", n, n, a, offsetA, lda, true);
        if (n == 0) {
            return 0;
        }
        Shapes.mirrorLower(n, a, offsetA, lda);
        EigenDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.eig(n, true, true);
        if (!decomposition.decompose(copy(n, n, a, offsetA, lda))) {
            return 1;
        }
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                (i, j) -> Double.compare(
                        decomposition.getEigenvalue(i).getReal(),
                        decomposition.getEigenvalue(j).getReal()));
        for (int i = 0; i < n; i++) {
            eigenvalues[i] = decomposition.getEigenvalue(order[i]).getReal();
            System.arraycopy(decomposition.getEigenVector(order[i]).data, 0, a, offsetA + i * lda, n);
        }
        return 0;
    }

    @Override
    public int singularValues(int m, int n, double[] a, int offsetA, int lda, double[] singularValues) {
        int count = Math.min(m, n);
        Shapes.check("A", m, n, offsetA, lda, a.length);
        Shapes.checkVector("singularValues", count, singularValues.length);
        Shapes.checkFinite("A", m, n, a, offsetA, lda, false);
        if (count == 0) {
            return 0;
        }
        SingularValueDecomposition_F64<DMatrixRMaj> decomposition =
                DecompositionFactory_DDRM.svd(m, n, false, false, true);
        if (!decomposition.decompose(copy(m, n, a, offsetA, lda))) {
            return 1;
        }
        double[] values = Arrays.copyOf(decomposition.getSingularValues(), count);
        Arrays.sort(values);
        for (int i = 0; i < count; i++) {
            singularValues[i] = values[count - 1 - i];
        }
        return 0;
    }

    private static DMatrixRMaj copy(int m, int n, double[] a, int offset, int ld) {
        DMatrixRMaj copy = new DMatrixRMaj(m, n);
        for (int i = 0; i < m; i++) {
            System.arraycopy(a, offset + i * ld, copy.data, i * n, n);
        }
        return copy;
    }

    /// Four running sums, so that additions do not wait for one another.
    private static double dot(int n, double[] x, int offsetX, double[] y, int offsetY) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += x[offsetX + i] * y[offsetY + i];
            s1 += x[offsetX + i + 1] * y[offsetY + i + 1];
            s2 += x[offsetX + i + 2] * y[offsetY + i + 2];
            s3 += x[offsetX + i + 3] * y[offsetY + i + 3];
        }
        for (; i < n; i++) {
            s0 += x[offsetX + i] * y[offsetY + i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static void addScaled(int n, double factor, double[] x, int offsetX, double[] y, int offsetY) {
        for (int i = 0; i < n; i++) {
            y[offsetY + i] += factor * x[offsetX + i];
        }
    }

    private static void divide(int n, double divisor, double[] x, int offset) {
        for (int i = 0; i < n; i++) {
            x[offset + i] /= divisor;
        }
    }
}
