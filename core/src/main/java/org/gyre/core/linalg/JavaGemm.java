package org.gyre.core.linalg;

import java.util.Arrays;

/// C ← α op(A) op(B) + β C in plain Java, row-major, for machines without the native library.
///
/// Fast code, excused from readability: a panel of op(B) is packed so that the innermost loop runs over
/// contiguous memory and adds four of its rows to a row of C at a time, which the compiler vectorises.
final class JavaGemm {
    private static final int PANEL_ROWS = 64;
    private static final int PANEL_COLUMNS = 512;

    private JavaGemm() {}

    static void multiply(
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
        scale(m, n, beta, c, offsetC, ldc);
        int stepI = transposeA ? 1 : lda;
        int stepK = transposeA ? lda : 1;
        double[] panel = new double[Math.min(k, PANEL_ROWS) * Math.min(n, PANEL_COLUMNS)];
        for (int k0 = 0; k0 < k; k0 += PANEL_ROWS) {
            int rows = Math.min(PANEL_ROWS, k - k0);
            for (int j0 = 0; j0 < n; j0 += PANEL_COLUMNS) {
                int columns = Math.min(PANEL_COLUMNS, n - j0);
                pack(
                        transposeB,
                        rows,
                        columns,
                        b,
                        transposeB ? offsetB + j0 * ldb + k0 : offsetB + k0 * ldb + j0,
                        ldb,
                        panel);
                for (int i = 0; i < m; i++) {
                    addRows(
                            rows,
                            columns,
                            alpha,
                            a,
                            offsetA + i * stepI + k0 * stepK,
                            stepK,
                            panel,
                            c,
                            offsetC + i * ldc + j0);
                }
            }
        }
    }

    private static void pack(boolean transpose, int rows, int columns, double[] b, int offset, int ld, double[] panel) {
        for (int r = 0; r < rows; r++) {
            if (transpose) {
                for (int j = 0; j < columns; j++) {
                    panel[r * columns + j] = b[offset + j * ld + r];
                }
            } else {
                System.arraycopy(b, offset + r * ld, panel, r * columns, columns);
            }
        }
    }

    private static void addRows(
            int rows,
            int columns,
            double alpha,
            double[] a,
            int offsetA,
            int stepK,
            double[] panel,
            double[] c,
            int offsetC) {
        int r = 0;
        for (; r + 3 < rows; r += 4) {
            double a0 = alpha * a[offsetA + r * stepK];
            double a1 = alpha * a[offsetA + (r + 1) * stepK];
            double a2 = alpha * a[offsetA + (r + 2) * stepK];
            double a3 = alpha * a[offsetA + (r + 3) * stepK];
            int p0 = r * columns;
            int p1 = p0 + columns;
            int p2 = p1 + columns;
            int p3 = p2 + columns;
            for (int j = 0; j < columns; j++) {
                c[offsetC + j] += a0 * panel[p0 + j] + a1 * panel[p1 + j] + a2 * panel[p2 + j] + a3 * panel[p3 + j];
            }
        }
        for (; r < rows; r++) {
            double a0 = alpha * a[offsetA + r * stepK];
            int p0 = r * columns;
            for (int j = 0; j < columns; j++) {
                c[offsetC + j] += a0 * panel[p0 + j];
            }
        }
    }

    static void multiply(
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
        scale(m, n, beta, c, offsetC, ldc);
        int stepI = transposeA ? 1 : lda;
        int stepK = transposeA ? lda : 1;
        float[] panel = new float[Math.min(k, PANEL_ROWS) * Math.min(n, PANEL_COLUMNS)];
        for (int k0 = 0; k0 < k; k0 += PANEL_ROWS) {
            int rows = Math.min(PANEL_ROWS, k - k0);
            for (int j0 = 0; j0 < n; j0 += PANEL_COLUMNS) {
                int columns = Math.min(PANEL_COLUMNS, n - j0);
                pack(
                        transposeB,
                        rows,
                        columns,
                        b,
                        transposeB ? offsetB + j0 * ldb + k0 : offsetB + k0 * ldb + j0,
                        ldb,
                        panel);
                for (int i = 0; i < m; i++) {
                    addRows(
                            rows,
                            columns,
                            alpha,
                            a,
                            offsetA + i * stepI + k0 * stepK,
                            stepK,
                            panel,
                            c,
                            offsetC + i * ldc + j0);
                }
            }
        }
    }

    private static void pack(boolean transpose, int rows, int columns, float[] b, int offset, int ld, float[] panel) {
        for (int r = 0; r < rows; r++) {
            if (transpose) {
                for (int j = 0; j < columns; j++) {
                    panel[r * columns + j] = b[offset + j * ld + r];
                }
            } else {
                System.arraycopy(b, offset + r * ld, panel, r * columns, columns);
            }
        }
    }

    private static void addRows(
            int rows,
            int columns,
            float alpha,
            float[] a,
            int offsetA,
            int stepK,
            float[] panel,
            float[] c,
            int offsetC) {
        int r = 0;
        for (; r + 3 < rows; r += 4) {
            float a0 = alpha * a[offsetA + r * stepK];
            float a1 = alpha * a[offsetA + (r + 1) * stepK];
            float a2 = alpha * a[offsetA + (r + 2) * stepK];
            float a3 = alpha * a[offsetA + (r + 3) * stepK];
            int p0 = r * columns;
            int p1 = p0 + columns;
            int p2 = p1 + columns;
            int p3 = p2 + columns;
            for (int j = 0; j < columns; j++) {
                c[offsetC + j] += a0 * panel[p0 + j] + a1 * panel[p1 + j] + a2 * panel[p2 + j] + a3 * panel[p3 + j];
            }
        }
        for (; r < rows; r++) {
            float a0 = alpha * a[offsetA + r * stepK];
            int p0 = r * columns;
            for (int j = 0; j < columns; j++) {
                c[offsetC + j] += a0 * panel[p0 + j];
            }
        }
    }

    /// C ← β C; with β = 0 the old values are not read, so NaN does not survive.
    static void scale(int m, int n, double beta, double[] c, int offset, int ld) {
        for (int i = 0; i < m; i++) {
            scaleRow(n, beta, c, offset + i * ld);
        }
    }

    /// As [#scale], the lower triangle only.
    static void scaleLower(int n, double beta, double[] c, int offset, int ld) {
        for (int i = 0; i < n; i++) {
            scaleRow(i + 1, beta, c, offset + i * ld);
        }
    }

    private static void scaleRow(int n, double beta, double[] c, int offset) {
        if (beta == 0) {
            Arrays.fill(c, offset, offset + n, 0.0);
        } else if (beta != 1) {
            for (int j = 0; j < n; j++) {
                c[offset + j] *= beta;
            }
        }
    }

    static void scale(int m, int n, float beta, float[] c, int offset, int ld) {
        for (int i = 0; i < m; i++) {
            int row = offset + i * ld;
            if (beta == 0) {
                Arrays.fill(c, row, row + n, 0f);
            } else if (beta != 1) {
                for (int j = 0; j < n; j++) {
                    c[row + j] *= beta;
                }
            }
        }
    }
}
