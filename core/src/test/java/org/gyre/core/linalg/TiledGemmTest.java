package org.gyre.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class TiledGemmTest {
    private final SplittableRandom random = new SplittableRandom(3);

    private double[] uniform(int length) {
        return random.doubles(length, -1, 1).toArray();
    }

    private static double[] multiply(
            int threads, boolean ta, boolean tb, int m, int n, int k, double[] a, double[] b, double[] c)
            throws InterruptedException {
        double[] result = c.clone();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            new TiledGemm(executor).multiply(ta, tb, m, n, k, 0.5, a, ta ? m : k, b, tb ? k : n, 2, result, n);
        }
        return result;
    }

    @Test
    void theProductEqualsTheUncutOneToRounding() throws InterruptedException {
        int m = 300;
        int n = 520;
        int k = 2100; // more than one tile and one slice in each direction
        for (int round = 0; round < 4; round++) {
            boolean ta = (round & 1) != 0;
            boolean tb = (round & 2) != 0;
            double[] a = uniform(m * k);
            double[] b = uniform(k * n);
            double[] c = uniform(m * n);
            double[] whole = c.clone();
            Blas.best().dgemm(ta, tb, m, n, k, 0.5, a, 0, ta ? m : k, b, 0, tb ? k : n, 2, whole, 0, n);
            double[] tiled = multiply(2, ta, tb, m, n, k, a, b, c);
            double worst = 0;
            for (int i = 0; i < m * n; i++) {
                worst = Math.max(worst, Math.abs(tiled[i] - whole[i]));
            }
            assertThat(worst).isLessThan(1e-11);
        }
    }

    @Test
    void bitsDoNotDependOnTheNumberOfThreads() throws InterruptedException {
        int m = 600;
        int n = 700;
        int k = 90;
        double[] a = uniform(m * k);
        double[] b = uniform(k * n);
        double[] c = uniform(m * n);
        double[] reference = multiply(1, false, false, m, n, k, a, b, c);
        for (int threads : new int[] {2, 3, 8}) {
            assertThat(multiply(threads, false, false, m, n, k, a, b, c)).isEqualTo(reference);
        }
    }

    @Test
    void anEmptyInnerDimensionScalesOnly() throws InterruptedException {
        assertThat(multiply(1, false, false, 1, 2, 0, new double[0], new double[0], new double[] {1, 2}))
                .containsExactly(2, 4);
    }

    @Test
    void matricesThatDoNotFitAreRefusedBeforeAnyWork() {
        assertThatThrownBy(() -> multiply(1, false, false, 2, 2, 2, new double[3], new double[4], new double[4]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A of 2 x 2");
    }
}
