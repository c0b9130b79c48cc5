package org.gyre.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class CholeskyTest {
    /// L = [[2,0,0],[1,3,0],[−1,4,5]], multiplied out by hand.
    private static final double[] A = {4, 2, -2, 2, 10, 11, -2, 11, 42};

    @Test
    void theFactorOfAHandMadeMatrixIsTheOneItWasMadeFrom() {
        assertThat(Cholesky.factor(3, A).lower())
                .containsExactly(new double[] {2, 0, 0, 1, 3, 0, -1, 4, 5}, within(1e-15));
    }

    @Test
    void theLogDeterminantIsTwiceTheSumOfLogDiagonals() {
        assertThat(Cholesky.factor(3, A).logDeterminant()).isCloseTo(2 * Math.log(2 * 3 * 5), within(1e-14));
        double[] tiny = new double[200 * 200];
        for (int i = 0; i < 200; i++) {
            tiny[i * 200 + i] = 1e-10;
        }
        assertThat(Cholesky.factor(200, tiny).logDeterminant())
                .as("the determinant itself, 1e-2000, would underflow")
                .isCloseTo(-2000 * Math.log(10), within(1e-9));
    }

    @Test
    void solutionsAndInverseMultiplyBack() {
        int n = 40;
        SplittableRandom random = new SplittableRandom(5);
        Matrix matrix = Matrix.positiveDefinite(n, random);
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i * n + j] = matrix.at(i, j);
            }
        }
        Cholesky cholesky = Cholesky.factor(n, a);
        double[] inverse = cholesky.inverse();
        double[] identity = a.clone();
        cholesky.solve(n, identity);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double product = 0;
                for (int k = 0; k < n; k++) {
                    product += inverse[i * n + k] * a[k * n + j];
                }
                double expected = i == j ? 1 : 0;
                assertThat(product).isCloseTo(expected, within(1e-12));
                assertThat(identity[i * n + j]).isCloseTo(expected, within(1e-12));
            }
        }
    }

    @Test
    void theArgumentIsNotChangedAndItsUpperTriangleNotRead() {
        double[] a = A.clone();
        a[1] = a[2] = a[5] = Double.NaN;
        double[] before = a.clone();
        assertThat(Cholesky.factor(3, a).lower())
                .isEqualTo(Cholesky.factor(3, A).lower());
        assertThat(a).isEqualTo(before);
    }

    @Test
    void aDuplicateVariableIsNamedWhateverItsScaleAndRounding() {
        for (double scale : new double[] {1e-200, 1, 3e100}) {
            double[] covariance = {2, 1, 2, 1, 3, 1, 2, 1, 2}; // the third equals the first
            for (int i = 0; i < 9; i++) {
                covariance[i] *= scale;
            }
            assertThatThrownBy(() -> Cholesky.factor(3, covariance))
                    .isInstanceOfSatisfying(
                            NotPositiveDefiniteException.class,
                            e -> assertThat(e.minor()).isEqualTo(3));
        }
    }

    @Test
    void aMillionthOfIndependentVarianceIsEnough() {
        double[] nearly = {1, 1, 1, 1 + 1e-6};
        assertThat(Cholesky.factor(2, nearly).logDeterminant()).isCloseTo(Math.log(1e-6), within(1e-9));
    }

    @Test
    void indefiniteAndNonFiniteMatricesAreRefused() {
        for (double bad : new double[] {-1, 0, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Cholesky.factor(2, new double[] {1, 0, 0, bad}))
                    .as("%s on the diagonal", bad)
                    .isInstanceOfSatisfying(
                            NotPositiveDefiniteException.class,
                            e -> assertThat(e.minor()).isEqualTo(2));
        }
    }
}
