package org.gyre.core.linalg;

import java.lang.foreign.MemorySegment;

/// OpenBLAS through the foreign-function API, one thread per call.
///
/// Java arrays are handed over without a copy. While a call runs, the virtual machine cannot reach a safepoint: a
/// product of two 2000×2000 matrices holds garbage collection, and thereby possibly all threads, for some tenths of
/// a second. Split larger work ([TiledBlas]).
///
/// LAPACK is column-major; a row-major array is the transpose in its eyes, and "row-major, lower" is "column-major,
/// upper". All routines here are chosen so that this view needs no copy.
public final class OpenBlas implements Blas {
    private static final int ROW_MAJOR = 101;
    private static final int NO_TRANSPOSE = 111;
    private static final int TRANSPOSE = 112;
    private static final int UPPER = 121;
    private static final int LOWER = 122;
    private static final int NON_UNIT = 131;
    private static final int UNIT = 132;
    private static final int LEFT = 141;
    private static final int RIGHT = 142;
    /// Length of a character argument of a Fortran routine.
    private static final long ONE = 1L;

    private OpenBlas() {}

    /// Loads the library, once per process.
    ///
    /// @throws BlasUnavailableException if it is not on the class path or does not load
    public static OpenBlas load() {
        try {
            OpenBlas blas = new OpenBlas();
            blas.name();
            return blas;
        } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new BlasUnavailableException("OpenBLAS does not load (" + cause.getMessage() + ")", e);
        }
    }

    @Override
    public String name() {
        return OpenBlasFunctions.NAME;
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
        if (m == 0 || n == 0 || k == 0) {
            JavaGemm.scale(m, n, beta, c, offsetC, ldc);
            return;
        }
        try {
            OpenBlasFunctions.DGEMM.invokeExact(
                    ROW_MAJOR,
                    transpose(transposeA),
                    transpose(transposeB),
                    m,
                    n,
                    k,
                    alpha,
                    at(a, offsetA),
                    lda,
                    at(b, offsetB),
                    ldb,
                    beta,
                    at(c, offsetC),
                    ldc);
        } catch (Throwable e) {
            throw failure(e);
        }
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
        if (m == 0 || n == 0 || k == 0) {
            JavaGemm.scale(m, n, beta, c, offsetC, ldc);
            return;
        }
        try {
            OpenBlasFunctions.SGEMM.invokeExact(
                    ROW_MAJOR,
                    transpose(transposeA),
                    transpose(transposeB),
                    m,
                    n,
                    k,
                    alpha,
                    at(a, offsetA),
                    lda,
                    at(b, offsetB),
                    ldb,
                    beta,
                    at(c, offsetC),
                    ldc);
        } catch (Throwable e) {
            throw failure(e);
        }
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
        if (m == 0 || n == 0) {
            JavaGemm.scale(1, sizeY, beta, y, 0, sizeY);
            return;
        }
        try {
            OpenBlasFunctions.DGEMV.invokeExact(
                    ROW_MAJOR, transpose(transposeA), m, n, alpha, at(a, offsetA), lda, at(x, 0), 1, beta, at(y, 0), 1);
        } catch (Throwable e) {
            throw failure(e);
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
        if (n == 0 || k == 0) {
            JavaGemm.scaleLower(n, beta, c, offsetC, ldc);
            return;
        }
        try {
            OpenBlasFunctions.DSYRK.invokeExact(
                    ROW_MAJOR,
                    LOWER,
                    transpose(transposeA),
                    n,
                    k,
                    alpha,
                    at(a, offsetA),
                    lda,
                    beta,
                    at(c, offsetC),
                    ldc);
        } catch (Throwable e) {
            throw failure(e);
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
        solveTriangular(left ? LEFT : RIGHT, LOWER, transposeL, NON_UNIT, m, n, l, offsetL, ldl, b, offsetB, ldb);
    }

    private static void solveTriangular(
            int side,
            int triangle,
            boolean transpose,
            int diagonal,
            int m,
            int n,
            double[] t,
            int offsetT,
            int ldt,
            double[] b,
            int offsetB,
            int ldb) {
        if (m == 0 || n == 0) {
            return;
        }
        try {
            OpenBlasFunctions.DTRSM.invokeExact(
                    ROW_MAJOR,
                    side,
                    triangle,
                    transpose(transpose),
                    diagonal,
                    m,
                    n,
                    1.0,
                    at(t, offsetT),
                    ldt,
                    at(b, offsetB),
                    ldb);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    @Override
    public int dpotrf(int n, double[] a, int offsetA, int lda) {
        Shapes.check("A", n, n, offsetA, lda, a.length);
        if (n == 0) {
            return 0;
        }
        int[] info = new int[1];
        try {
            OpenBlasFunctions.DPOTRF.invokeExact(
                    character('U'), integer(n), at(a, offsetA), integer(lda), MemorySegment.ofArray(info), ONE);
        } catch (Throwable e) {
            throw failure(e);
        }
        return info[0] != 0 ? checked(info[0]) : Shapes.infoOfDiagonal(n, a, offsetA, lda, true);
    }

    @Override
    public int dpotri(int n, double[] a, int offsetA, int lda) {
        Shapes.check("A", n, n, offsetA, lda, a.length);
        if (n == 0) {
            return 0;
        }
        int[] info = new int[1];
        try {
            OpenBlasFunctions.DPOTRI.invokeExact(
                    character('U'), integer(n), at(a, offsetA), integer(lda), MemorySegment.ofArray(info), ONE);
        } catch (Throwable e) {
            throw failure(e);
        }
        Shapes.mirrorLower(n, a, offsetA, lda);
        return checked(info[0]);
    }

    @Override
    public int dgetrf(int n, double[] a, int offsetA, int lda, int[] pivots) {
        Shapes.check("A", n, n, offsetA, lda, a.length);
        Shapes.checkVector("pivots", n, pivots.length);
        if (n == 0) {
            return 0;
        }
        int[] info = new int[1];
        try {
            OpenBlasFunctions.DGETRF.invokeExact(
                    integer(n),
                    integer(n),
                    at(a, offsetA),
                    integer(lda),
                    MemorySegment.ofArray(pivots),
                    MemorySegment.ofArray(info));
        } catch (Throwable e) {
            throw failure(e);
        }
        for (int i = 0; i < n; i++) {
            pivots[i]--; // Fortran counts from 1
        }
        checked(info[0]);
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
            solveTriangular(LEFT, UPPER, true, UNIT, n, nrhs, lu, offsetLu, ldlu, b, offsetB, ldb);
            solveTriangular(LEFT, LOWER, true, NON_UNIT, n, nrhs, lu, offsetLu, ldlu, b, offsetB, ldb);
        } else { // A = L U Pᵀ
            solveTriangular(LEFT, LOWER, false, NON_UNIT, n, nrhs, lu, offsetLu, ldlu, b, offsetB, ldb);
            solveTriangular(LEFT, UPPER, false, UNIT, n, nrhs, lu, offsetLu, ldlu, b, offsetB, ldb);
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
        double[] work = new double[Math.toIntExact(1 + 6L * n + 2L * n * n)];
        int[] integerWork = new int[3 + 5 * n];
        int[] info = new int[1];
        try {
            OpenBlasFunctions.DSYEVD.invokeExact(
                    character('V'),
                    character('U'),
                    integer(n),
                    at(a, offsetA),
                    integer(lda),
                    at(eigenvalues, 0),
                    at(work, 0),
                    integer(work.length),
                    MemorySegment.ofArray(integerWork),
                    integer(integerWork.length),
                    MemorySegment.ofArray(info),
                    ONE,
                    ONE);
        } catch (Throwable e) {
            throw failure(e);
        }
        return checked(info[0]);
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
        double[] size = new double[1];
        int[] integerWork = new int[8 * count];
        singularValues(m, n, a, offsetA, lda, singularValues, size, -1, integerWork); // asks for the work size
        double[] work = new double[(int) size[0]];
        return singularValues(m, n, a, offsetA, lda, singularValues, work, work.length, integerWork);
    }

    private static int singularValues(
            int m,
            int n,
            double[] a,
            int offsetA,
            int lda,
            double[] singularValues,
            double[] work,
            int workSize,
            int[] integerWork) {
        int[] info = new int[1];
        MemorySegment unused = MemorySegment.ofArray(new double[1]);
        try {
            OpenBlasFunctions.DGESDD.invokeExact(
                    character('N'),
                    integer(n),
                    integer(m),
                    at(a, offsetA),
                    integer(lda),
                    at(singularValues, 0),
                    unused,
                    integer(1),
                    unused,
                    integer(1),
                    at(work, 0),
                    integer(workSize),
                    MemorySegment.ofArray(integerWork),
                    MemorySegment.ofArray(info),
                    ONE);
        } catch (Throwable e) {
            throw failure(e);
        }
        return checked(info[0]);
    }

    private static int transpose(boolean transpose) {
        return transpose ? TRANSPOSE : NO_TRANSPOSE;
    }

    private static MemorySegment at(double[] array, int offset) {
        return MemorySegment.ofArray(array).asSlice((long) offset * Double.BYTES);
    }

    private static MemorySegment at(float[] array, int offset) {
        return MemorySegment.ofArray(array).asSlice((long) offset * Float.BYTES);
    }

    private static MemorySegment integer(int value) {
        return MemorySegment.ofArray(new int[] {value});
    }

    private static MemorySegment character(char value) {
        return MemorySegment.ofArray(new byte[] {(byte) value});
    }

    /// Negative values of `info` name an argument that LAPACK refuses, which would be a fault of this class.
    private static int checked(int info) {
        if (info < 0) {
            throw new IllegalStateException("LAPACK refuses argument " + -info);
        }
        return info;
    }

    private static RuntimeException failure(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
    }
}
