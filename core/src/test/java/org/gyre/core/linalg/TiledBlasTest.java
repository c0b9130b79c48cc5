package org.gyre.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.gyre.core.Team;
import org.junit.jupiter.api.Test;

final class TiledBlasTest {
    private final SplittableRandom random = new SplittableRandom(3);

    private double[] uniform(int length) {
        return random.doubles(length, -1, 1).toArray();
    }

    /// A well-conditioned lower triangle with rubbish above it, which nobody may read.
    private double[] triangle(int n) {
        double[] l = uniform(n * n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                l[i * n + j] = j > i ? 1e9 : l[i * n + j] / n;
            }
            l[i * n + i] = 1 + Math.abs(l[i * n + i]);
        }
        return l;
    }

    private static double[] changed(double[] matrix, int helpers, Work work) {
        double[] result = matrix.clone();
        try (ExecutorService executor = Executors.newFixedThreadPool(Math.max(1, helpers))) {
            work.on(TiledBlas.on(Team.helpedBy(executor, helpers)), result);
        }
        return result;
    }

    private interface Work {
        void on(TiledBlas blas, double[] matrix);
    }

    /// The cut result equals the uncut one to rounding, and its bits do not depend on the helpers.
    private static void holds(double[] before, Work tiled, Consumer<double[]> uncut) {
        double[] expected = before.clone();
        uncut.accept(expected);
        double[] alone = before.clone();
        tiled.on(TiledBlas.alone(), alone);
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs(alone[i] - expected[i]));
        }
        assertThat(worst).isLessThan(1e-11);
        assertThat(expected).isNotEqualTo(before);
        for (int helpers : new int[] {0, 1, 2, 7}) {
            assertThat(changed(before, helpers, tiled)).isEqualTo(alone);
        }
    }

    @Test
    void productsOfAllTransposesEqualTheUncutOnes() {
        int m = 300;
        int n = 520;
        int k = 2100; // more than one tile and one slice in each direction
        for (int round = 0; round < 4; round++) {
            boolean ta = (round & 1) != 0;
            boolean tb = (round & 2) != 0;
            double[] a = uniform(m * k);
            double[] b = uniform(k * n);
            int lda = ta ? m : k;
            int ldb = tb ? k : n;
            holds(
                    uniform(m * n),
                    (blas, c) -> blas.gemm(ta, tb, m, n, k, 0.5, a, lda, b, ldb, 2, c, n),
                    c -> Blas.best().dgemm(ta, tb, m, n, k, 0.5, a, 0, lda, b, 0, ldb, 2, c, 0, n));
        }
    }

    @Test
    void squaresWriteTheLowerTriangleAlone() {
        int n = 530;
        int k = 2100;
        for (boolean transpose : new boolean[] {false, true}) {
            double[] a = uniform(n * k);
            int lda = transpose ? n : k;
            holds(
                    uniform(n * n),
                    (blas, c) -> blas.syrk(transpose, n, k, -1, a, lda, 0.5, c, n),
                    c -> Blas.best().dsyrk(transpose, n, k, -1, a, 0, lda, 0.5, c, 0, n));
        }
    }

    @Test
    void triangularSolvesOnBothSidesEqualTheUncutOnes() {
        int many = 610;
        int order = 270;
        double[] l = triangle(order);
        for (boolean transpose : new boolean[] {false, true}) {
            holds(
                    uniform(order * many),
                    (blas, b) -> blas.trsm(true, transpose, order, many, l, order, b, many),
                    b -> Blas.best().dtrsm(true, transpose, order, many, l, 0, order, b, 0, many));
            holds(
                    uniform(many * order),
                    (blas, b) -> blas.trsm(false, transpose, many, order, l, order, b, order),
                    b -> Blas.best().dtrsm(false, transpose, many, order, l, 0, order, b, 0, order));
        }
    }

    @Test
    void theFallbackLibraryIsCutInTheSameWay() {
        int n = 300;
        double[] a = uniform(n * n);
        double[] whole = new double[n * n];
        new EjmlBlas().dsyrk(false, n, n, 1, a, 0, n, 0, whole, 0, n);
        double[] cut = new double[n * n];
        TiledBlas.on(new EjmlBlas(), Team.helpedBy(Runnable::run, 3)).syrk(false, n, n, 1, a, n, 0, cut, n);
        for (int i = 0; i < n * n; i++) {
            assertThat(Math.abs(cut[i] - whole[i])).isLessThan(1e-12);
        }
    }

    @Test
    void anEmptyInnerDimensionScalesOnly() {
        double[] c = {1, 2};
        TiledBlas.alone().gemm(false, false, 1, 2, 0, 0.5, new double[0], 0, new double[0], 2, 2, c, 2);
        assertThat(c).containsExactly(2, 4);
    }

    @Test
    void matricesThatDoNotFitAreRefusedBeforeAnyWork() {
        TiledBlas blas = TiledBlas.alone();
        assertThatThrownBy(() ->
                        blas.gemm(false, false, 2, 2, 2, 1, new double[3], 2, new double[4], 2, 0, new double[4], 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A of 2 x 2");
        assertThatThrownBy(() -> blas.trsm(true, false, 2, 2, new double[4], 2, new double[3], 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("B of 2 x 2");
        assertThatThrownBy(() -> blas.syrk(false, 2, 2, 1, new double[4], 2, 0, new double[3], 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("C of 2 x 2");
    }

    @Test
    void anExecutorThatRefusesCostsNothingButSpeed() {
        ExecutorService closed = Executors.newSingleThreadExecutor();
        closed.close();
        double[] a = uniform(600 * 600);
        double[] alone = new double[a.length];
        TiledBlas.alone().syrk(false, 600, 600, 1, a, 600, 0, alone, 600);
        double[] refused = new double[a.length];
        TiledBlas.on(Team.helpedBy(closed, 1)).syrk(false, 600, 600, 1, a, 600, 0, refused, 600);
        assertThat(refused).isEqualTo(alone);
    }
}
