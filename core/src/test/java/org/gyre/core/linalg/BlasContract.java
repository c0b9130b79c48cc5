package org.gyre.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// What every [Blas] must do. Expected values come from naive loops written here, from closed forms, or from the
/// defining property of a factorisation. Shapes, offsets and leading dimensions are drawn from a fixed seed; a
/// failure prints the shape.
abstract class BlasContract {
    private static final double EPS = Math.ulp(1.0);
    private static final int[] SIZES = {0, 1, 2, 3, 5, 8, 17, 33, 64, 65, 130};

    private final SplittableRandom random = new SplittableRandom(20240607);

    abstract Blas blas();

    private int size() {
        return SIZES[random.nextInt(SIZES.length)];
    }

    private Matrix uniform(int rows, int columns) {
        return Matrix.uniform(rows, columns, random);
    }

    /// A sum of n terms in any order differs from the exact one by at most about n ε Σ|terms|.
    private static double rounding(int n, double magnitude) {
        return (n + 4) * EPS * magnitude + 1e-300;
    }

    /// Millions of cells are compared, so the message is made only when it is needed.
    private static void assertClose(
            double actual, double expected, double tolerance, String shape, Object... arguments) {
        if (!(Math.abs(actual - expected) <= tolerance)) {
            assertThat(actual).as(shape, arguments).isCloseTo(expected, within(tolerance));
        }
    }

    @Test
    void dgemmEqualsTheNaiveSumForAllTransposesOffsetsAndLeadingDimensions() {
        for (int round = 0; round < 160; round++) {
            boolean ta = (round & 1) != 0;
            boolean tb = (round & 2) != 0;
            int m = size();
            int n = size();
            int k = size();
            Matrix a = uniform(ta ? k : m, ta ? m : k);
            Matrix b = uniform(tb ? n : k, tb ? k : n);
            Matrix c = uniform(m, n);
            double alpha = random.nextDouble(-2, 2);
            double beta = round % 3 == 0 ? 0 : round % 3 == 1 ? 1 : random.nextDouble(-2, 2);
            Matrix result = c.copy();
            blas().dgemm(
                            ta,
                            tb,
                            m,
                            n,
                            k,
                            alpha,
                            a.data(),
                            a.offset(),
                            a.ld(),
                            b.data(),
                            b.offset(),
                            b.ld(),
                            beta,
                            result.data(),
                            result.offset(),
                            result.ld());
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = beta * c.at(i, j);
                    double magnitude = Math.abs(sum);
                    for (int p = 0; p < k; p++) {
                        double term = alpha * a.op(ta, i, p) * b.op(tb, p, j);
                        sum += term;
                        magnitude += Math.abs(term);
                    }
                    assertClose(
                            result.at(i, j),
                            sum,
                            rounding(k, magnitude),
                            "m=%d n=%d k=%d ta=%s tb=%s",
                            m,
                            n,
                            k,
                            ta,
                            tb);
                }
            }
            result.assertMarksStand();
        }
    }

    @Test
    void sgemmEqualsTheNaiveSumInSinglePrecision() {
        for (int round = 0; round < 60; round++) {
            boolean ta = (round & 1) != 0;
            boolean tb = (round & 2) != 0;
            int m = size();
            int n = size();
            int k = size();
            int lda = (ta ? m : k) + 2;
            int ldb = (tb ? k : n) + 1;
            int ldc = n + 3;
            float[] a = floats(3 + (ta ? k : m) * lda);
            float[] b = floats(2 + (tb ? n : k) * ldb);
            float[] c = floats(1 + m * ldc);
            float[] result = c.clone();
            float beta = round % 3 == 0 ? 0f : 0.5f;
            blas().sgemm(ta, tb, m, n, k, 1.5f, a, 3, lda, b, 2, ldb, beta, result, 1, ldc);
            for (int p = 0; p < result.length; p++) {
                int i = (p - 1) / ldc;
                int j = (p - 1) % ldc;
                if (p == 0 || i >= m || j >= n) {
                    assertClose(result[p], c[p], 0, "cell %d outside the matrix", p);
                    continue;
                }
                double sum = beta * c[p];
                double magnitude = Math.abs(sum);
                for (int r = 0; r < k; r++) {
                    double left = a[3 + (ta ? r * lda + i : i * lda + r)];
                    double right = b[2 + (tb ? j * ldb + r : r * ldb + j)];
                    sum += 1.5 * left * right;
                    magnitude += Math.abs(1.5 * left * right);
                }
                assertClose(
                        result[p],
                        sum,
                        (k + 4) * Math.ulp(1f) * magnitude + 1e-30,
                        "m=%d n=%d k=%d ta=%s tb=%s",
                        m,
                        n,
                        k,
                        ta,
                        tb);
            }
        }
    }

    private float[] floats(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    @Test
    void dgemvEqualsTheNaiveSum() {
        for (int round = 0; round < 80; round++) {
            boolean transpose = (round & 1) != 0;
            int m = size();
            int n = size();
            int sizeX = transpose ? m : n;
            int sizeY = transpose ? n : m;
            Matrix a = uniform(m, n);
            double[] x = uniform(1, sizeX).data();
            double[] y = uniform(1, sizeY).data();
            double beta = round % 3 == 0 ? 0 : 0.75;
            double[] result = y.clone();
            blas().dgemv(transpose, m, n, -1.25, a.data(), a.offset(), a.ld(), x, beta, result);
            for (int i = 0; i < y.length; i++) {
                double sum = i < sizeY ? beta * y[i] : y[i];
                double magnitude = Math.abs(sum);
                for (int j = 0; i < sizeY && j < sizeX; j++) {
                    double term = -1.25 * a.op(transpose, i, j) * x[j];
                    sum += term;
                    magnitude += Math.abs(term);
                }
                assertClose(result[i], sum, rounding(sizeX, magnitude), "m=%d n=%d transpose=%s", m, n, transpose);
            }
        }
    }

    @Test
    void withBetaZeroOldValuesAreNotRead() {
        double[] one = {1};
        double[] c = {Double.NaN};
        blas().dgemm(false, false, 1, 1, 1, 2, one, 0, 1, one, 0, 1, 0, c, 0, 1);
        assertThat(c).containsExactly(2);
        c[0] = Double.NaN;
        blas().dgemm(false, false, 1, 1, 0, 2, one, 0, 1, one, 0, 1, 0, c, 0, 1);
        assertThat(c).containsExactly(0);
        c[0] = Double.NaN;
        blas().dgemv(false, 1, 1, 2, one, 0, 1, one, 0, c);
        assertThat(c).containsExactly(2);
        c[0] = Double.NaN;
        blas().dsyrk(false, 1, 1, 2, one, 0, 1, 0, c, 0, 1);
        assertThat(c).containsExactly(2);
        float[] s = {Float.NaN};
        blas().sgemm(false, false, 1, 1, 1, 2, new float[] {1}, 0, 1, new float[] {1}, 0, 1, 0, s, 0, 1);
        assertThat(s).containsExactly(2);
    }

    @Test
    void dsyrkWritesTheLowerTriangleOfTheGramMatrixOnly() {
        for (int round = 0; round < 40; round++) {
            boolean transpose = (round & 1) != 0;
            int n = size();
            int k = size();
            Matrix a = uniform(transpose ? k : n, transpose ? n : k);
            Matrix c = uniform(n, n);
            Matrix result = c.copy();
            blas().dsyrk(
                            transpose,
                            n,
                            k,
                            0.5,
                            a.data(),
                            a.offset(),
                            a.ld(),
                            -1.5,
                            result.data(),
                            result.offset(),
                            result.ld());
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    if (j > i) {
                        assertClose(result.at(i, j), c.at(i, j), 0, "upper triangle, n=%d", n);
                        continue;
                    }
                    double sum = -1.5 * c.at(i, j);
                    double magnitude = Math.abs(sum);
                    for (int p = 0; p < k; p++) {
                        double term = 0.5 * a.op(transpose, i, p) * a.op(transpose, j, p);
                        sum += term;
                        magnitude += Math.abs(term);
                    }
                    assertClose(
                            result.at(i, j), sum, rounding(k, magnitude), "n=%d k=%d transpose=%s", n, k, transpose);
                }
            }
            result.assertMarksStand();
        }
    }

    @Test
    void dtrsmUndoesMultiplicationByTheTriangle() {
        for (int round = 0; round < 60; round++) {
            boolean left = (round & 1) != 0;
            boolean transpose = (round & 2) != 0;
            int m = size();
            int n = size();
            Matrix l = Matrix.lower(left ? m : n, random);
            Matrix x = uniform(m, n);
            Matrix b = x.copy();
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int p = 0; p < l.rows(); p++) {
                        sum += left ? l.lower(transpose, i, p) * x.at(p, j) : x.at(i, p) * l.lower(transpose, p, j);
                    }
                    b.set(i, j, sum);
                }
            }
            blas().dtrsm(left, transpose, m, n, l.data(), l.offset(), l.ld(), b.data(), b.offset(), b.ld());
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    assertClose(b.at(i, j), x.at(i, j), 1e-13, "left=%s transpose=%s m=%d n=%d", left, transpose, m, n);
                }
            }
            b.assertMarksStand();
        }
    }

    @Test
    void theCholeskyFactorMultipliesBackAndTheUpperTriangleStands() {
        for (int n : SIZES) {
            Matrix a = Matrix.positiveDefinite(n, random);
            for (int i = 0; i < n; i++) {
                for (int j = i + 1; j < n; j++) {
                    a.set(i, j, 777);
                }
            }
            Matrix l = a.copy();
            assertThat(blas().dpotrf(n, l.data(), l.offset(), l.ld())).isZero();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    if (j > i) {
                        assertClose(l.at(i, j), 777, 0, "upper triangle, n=%d", n);
                        continue;
                    }
                    double sum = 0;
                    for (int k = 0; k <= j; k++) {
                        sum += l.at(i, k) * l.at(j, k);
                    }
                    assertClose(sum, a.at(i, j), rounding(2 * n, 2 * n), "n=%d", n);
                }
            }
            l.assertMarksStand();
        }
    }

    @Test
    void dpotriGivesTheInverseInBothTriangles() {
        for (int n : SIZES) {
            Matrix a = Matrix.positiveDefinite(n, random);
            Matrix inverse = a.copy();
            blas().dpotrf(n, inverse.data(), inverse.offset(), inverse.ld());
            assertThat(blas().dpotri(n, inverse.data(), inverse.offset(), inverse.ld()))
                    .isZero();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int k = 0; k < n; k++) {
                        sum += a.at(i, k) * inverse.at(k, j);
                    }
                    assertClose(sum, i == j ? 1 : 0, 1e-12, "n=%d", n);
                }
            }
            inverse.assertMarksStand();
        }
    }

    @Test
    void dpotrfNamesTheFirstMinorThatIsNotPositive() {
        for (int n : new int[] {1, 2, 7, 70, 130}) {
            for (int bad : new int[] {0, n / 2, n - 1}) {
                double[] a = identity(n);
                a[bad * n + bad] = -1;
                assertThat(blas().dpotrf(n, a, 0, n))
                        .as("n=%d, minus one at %d", n, bad)
                        .isEqualTo(bad + 1);
            }
        }
        assertThat(blas().dpotrf(2, new double[] {1, 0, 1, 1}, 0, 2))
                .as("[[1,1],[1,1]] has rank one")
                .isEqualTo(2);
    }

    @Test
    void nanAndInfinityNeverPassAFactorisationSilently() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (int n : new int[] {1, 3, 70}) {
                double[] a = identity(n);
                a[n * n - 1] = bad;
                assertThat(blas().dpotrf(n, a.clone(), 0, n))
                        .as("dpotrf, n=%d, %s", n, bad)
                        .isPositive();
                assertThat(blas().dgetrf(n, a.clone(), 0, n, new int[n]))
                        .as("dgetrf, n=%d, %s", n, bad)
                        .isPositive();
                assertThatThrownBy(() -> blas().dsyevd(n, a.clone(), 0, n, new double[n]))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("row " + (n - 1) + ", column " + (n - 1));
                assertThatThrownBy(() -> blas().singularValues(n, n, a.clone(), 0, n, new double[n]))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void theLuFactorsMultiplyBackToTheMatrixWithItsColumnsSwapped() {
        for (int n : SIZES) {
            Matrix a = uniform(n, n);
            Matrix lu = a.copy();
            int[] pivots = new int[n];
            assertThat(blas().dgetrf(n, lu.data(), lu.offset(), lu.ld(), pivots))
                    .isZero();
            Matrix swapped = a.copy();
            for (int k = 0; k < n; k++) {
                for (int i = 0; i < n; i++) {
                    double t = swapped.at(i, k);
                    swapped.set(i, k, swapped.at(i, pivots[k]));
                    swapped.set(i, pivots[k], t);
                }
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = 0;
                    for (int k = 0; k <= Math.min(i, j); k++) {
                        sum += lu.at(i, k) * lu.unitUpper(k, j);
                    }
                    assertClose(sum, swapped.at(i, j), 1e-12, "n=%d", n);
                    if (j > i) {
                        assertClose(lu.at(i, j), 0, 1 + EPS, "multipliers of partial pivoting");
                    }
                }
            }
            lu.assertMarksStand();
        }
    }

    @Test
    void dgetrsSolvesBothTheSystemAndItsTranspose() {
        for (int round = 0; round < 40; round++) {
            boolean transpose = (round & 1) != 0;
            int n = size();
            int columns = size() % 9;
            Matrix a = uniform(n, n);
            for (int i = 0; i < n; i++) {
                int j = n - 1 - i; // well conditioned, but not by its diagonal, so that pivots move
                a.set(i, j, a.at(i, j) + n);
            }
            Matrix x = uniform(n, columns);
            Matrix b = x.copy();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < columns; j++) {
                    double sum = 0;
                    for (int k = 0; k < n; k++) {
                        sum += a.op(transpose, i, k) * x.at(k, j);
                    }
                    b.set(i, j, sum);
                }
            }
            int[] pivots = new int[n];
            assertThat(blas().dgetrf(n, a.data(), a.offset(), a.ld(), pivots)).isZero();
            blas().dgetrs(transpose, n, columns, a.data(), a.offset(), a.ld(), pivots, b.data(), b.offset(), b.ld());
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < columns; j++) {
                    assertClose(b.at(i, j), x.at(i, j), 1e-11, "n=%d columns=%d transpose=%s", n, columns, transpose);
                }
            }
            b.assertMarksStand();
        }
    }

    @Test
    void dgetrfReportsAnExactlySingularMatrix() {
        assertThat(blas().dgetrf(2, new double[] {1, 2, 2, 4}, 0, 2, new int[2]))
                .isEqualTo(2);
        assertThat(blas().dgetrf(2, new double[4], 0, 2, new int[2])).isEqualTo(1);
    }

    @Test
    void theHilbertMatrixHasItsKnownConditionNumber() {
        // κ₂ of the Hilbert matrix of order 5 is 4.766e5 (Higham, Accuracy and Stability of Numerical Algorithms,
        // 28.1).
        int n = 5;
        double[] h = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                h[i * n + j] = 1.0 / (i + j + 1);
            }
        }
        double[] singular = new double[n];
        assertThat(blas().singularValues(n, n, h.clone(), 0, n, singular)).isZero();
        assertThat(singular[0] / singular[n - 1]).isCloseTo(4.766e5, within(50.0));
        double[] eigen = new double[n];
        assertThat(blas().dsyevd(n, h, 0, n, eigen)).isZero();
        assertThat(eigen[n - 1] / eigen[0]).isCloseTo(4.766e5, within(50.0));
    }

    @Test
    void dsyevdGivesAscendingEigenvaluesAndOrthonormalRows() {
        for (int n : SIZES) {
            Matrix a = uniform(n, n);
            Matrix vectors = a.copy();
            double[] values = new double[n];
            assertThat(blas().dsyevd(n, vectors.data(), vectors.offset(), vectors.ld(), values))
                    .isZero();
            assertThat(values).isSorted();
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double product = 0;
                    double image = 0; // (A v_i)_j, with A symmetric by its lower triangle
                    for (int k = 0; k < n; k++) {
                        product += vectors.at(i, k) * vectors.at(j, k);
                        image += (k <= j ? a.at(j, k) : a.at(k, j)) * vectors.at(i, k);
                    }
                    assertClose(product, i == j ? 1 : 0, 1e-12, "n=%d", n);
                    assertClose(image, values[i] * vectors.at(i, j), 1e-12 * n, "n=%d", n);
                }
            }
            vectors.assertMarksStand();
        }
    }

    @Test
    void theSecondDifferenceMatrixHasItsClosedFormSpectrum() {
        // tridiag(−1, 2, −1) of order n: λ_k = 2 − 2 cos(kπ / (n + 1)).
        int n = 50;
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            a[i * n + i] = 2;
            if (i > 0) {
                a[i * n + i - 1] = -1;
            }
        }
        double[] values = new double[n];
        assertThat(blas().dsyevd(n, a, 0, n, values)).isZero();
        for (int k = 1; k <= n; k++) {
            assertThat(values[k - 1]).isCloseTo(2 - 2 * Math.cos(k * Math.PI / (n + 1)), within(1e-13));
        }
    }

    @Test
    void singularValuesAreTheRootsOfTheGramSpectrumInDescendingOrder() {
        for (int round = 0; round < 20; round++) {
            int m = size();
            int n = size();
            int count = Math.min(m, n);
            Matrix a = uniform(m, n);
            double[] gram = new double[m * m];
            blas().dsyrk(false, m, n, 1, a.data(), a.offset(), a.ld(), 0, gram, 0, m);
            double[] squares = new double[m];
            blas().dsyevd(m, gram, 0, m, squares);
            double[] values = new double[count];
            assertThat(blas().singularValues(m, n, a.data(), a.offset(), a.ld(), values))
                    .isZero();
            for (int i = 0; i < count; i++) {
                assertClose(values[i] * values[i], squares[m - 1 - i], 1e-12 * (1 + m + n), "m=%d n=%d i=%d", m, n, i);
            }
        }
    }

    @Test
    void matricesThatDoNotFitTheirArraysAreRefused() {
        double[] four = new double[4];
        double[] one = new double[1];
        float[] small = new float[1];
        assertThatThrownBy(() -> blas().dgemm(false, false, 2, 2, 2, 1, four, 1, 2, four, 0, 2, 0, four, 0, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A of 2 x 2 at offset 1 with leading dimension 2 does not fit into an array of 4");
        assertRefused(() -> blas().dgemm(false, false, 2, 2, 2, 1, four, 0, 2, four, 0, 1, 0, four, 0, 2));
        assertRefused(() -> blas().dgemm(false, false, 2, 2, 2, 1, four, 0, 2, four, 0, 2, 0, one, 0, 2));
        assertRefused(() -> blas().dgemm(false, false, -1, 2, 2, 1, four, 0, 2, four, 0, 2, 0, four, 0, 2));
        assertRefused(() -> blas().sgemm(false, false, 1, 1, 1, 1, small, -1, 1, small, 0, 1, 0, small, 0, 1));
        assertRefused(() -> blas().dgemv(false, 2, 2, 1, four, 0, 2, one, 0, four));
        assertRefused(() -> blas().dsyrk(false, 3, 1, 1, four, 0, 1, 0, four, 0, 3));
        assertRefused(() -> blas().dtrsm(true, false, 2, 2, one, 0, 2, four, 0, 2));
        assertRefused(() -> blas().dpotrf(3, four, 0, 3));
        assertRefused(() -> blas().dpotri(3, four, 0, 3));
        assertRefused(() -> blas().dgetrf(2, four, 0, 2, new int[1]));
        assertRefused(() -> blas().dgetrs(false, 2, 1, four, 0, 2, new int[2], one, 0, 1));
        assertRefused(() -> blas().dsyevd(2, four, 0, 2, one));
        assertRefused(() -> blas().singularValues(2, 2, four, 0, 2, one));
        assertRefused(() -> blas().dpotrf(Integer.MAX_VALUE, four, 0, Integer.MAX_VALUE));
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theSameCallGivesTheSameBitsFromTwoThreadsAtOnceAndAtAnyOffset() throws Exception {
        int n = 150;
        double[] a = uniform(n, n).data();
        double[] reference = everything(a, n, 0);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 6; round++) {
                int offset = round;
                Callable<double[]> task = () -> everything(a, n, offset);
                Future<double[]> first = threads.submit(task);
                Future<double[]> second = threads.submit(task);
                assertThat(first.get()).isEqualTo(reference);
                assertThat(second.get()).isEqualTo(reference);
            }
        }
    }

    /// Product, Cholesky factor, inverse and spectrum of one Gram matrix, placed at some offset.
    private double[] everything(double[] source, int n, int offset) {
        double[] a = new double[offset + n * n];
        System.arraycopy(source, 0, a, offset, n * n);
        double[] c = new double[offset + n * n];
        double[] result = new double[4 * n * n];
        blas().dgemm(false, true, n, n, n, 1, a, offset, n, a, offset, n, 0, c, offset, n);
        System.arraycopy(c, offset, result, 0, n * n);
        for (int i = 0; i < n; i++) {
            c[offset + i * n + i] += 1;
        }
        blas().dpotrf(n, c, offset, n);
        System.arraycopy(c, offset, result, n * n, n * n);
        blas().dpotri(n, c, offset, n);
        System.arraycopy(c, offset, result, 2 * n * n, n * n);
        blas().dsyevd(n, c, offset, n, new double[n]);
        System.arraycopy(c, offset, result, 3 * n * n, n * n);
        return result;
    }

    private static double[] identity(int n) {
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            a[i * n + i] = 1;
        }
        return a;
    }
}
