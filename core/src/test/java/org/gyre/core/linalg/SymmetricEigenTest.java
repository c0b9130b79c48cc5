package org.gyre.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class SymmetricEigenTest {
    /// The second difference matrix has the eigenvalues 2 − 2 cos(kπ/(n+1)).
    @Test
    void valuesOfTheSecondDifference() {
        int n = 7;
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            a[i * n + i] = 2;
            if (i > 0) {
                a[i * n + i - 1] = -1;
                a[(i - 1) * n + i] = -1;
            }
        }
        double[] values = SymmetricEigen.of(n, a).values().clone();
        Arrays.sort(values);
        for (int k = 1; k <= n; k++) {
            assertThat(values[k - 1]).isCloseTo(2 - 2 * Math.cos(k * Math.PI / (n + 1)), within(1e-13));
        }
    }

    /// With f = λ, a function of the matrix is the matrix itself.
    @Test
    void theMatrixIsPutTogetherAgain() {
        int n = 12;
        CounterRandom random = RandomStream.of(3).generator();
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a[i * n + j] = random.nextGaussian();
                a[j * n + i] = a[i * n + j];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(n, a);
        for (int j = 0; j < n; j++) {
            double[] unit = new double[n];
            unit[j] = 1;
            double[] column = eigen.apply(eigen.values(), unit);
            for (int i = 0; i < n; i++) {
                assertThat(column[i]).isCloseTo(a[i * n + j], within(1e-13));
            }
        }
    }
}
