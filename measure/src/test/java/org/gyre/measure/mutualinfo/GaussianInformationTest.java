package org.gyre.measure.mutualinfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.linalg.Blas;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.mutualinfo.GaussianInformation.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianInformationTest {
    /// A stationary pair with known canonical correlations: C = L Lᵀ of the given condition number, E = L U
    /// diag(ρ) Vᵀ
    /// Lᵀ.
    private record Known(int n, double[] c, double[] e, double[] rho) {
        double nats() {
            double sum = 0;
            for (double r : rho) {
                sum -= 0.5 * Math.log1p(-r * r);
            }
            return sum;
        }
    }

    private static Known known(int n, double condition, double largest, long seed) {
        CounterRandom random = RandomStream.of(seed).generator();
        double[] u = orthogonal(n, random);
        double[] v = orthogonal(n, random);
        double[] basis = orthogonal(n, random);
        // A symmetric square root serves as L: any root gives the same information.
        double[] root = new double[n * n];
        double[] k = new double[n * n];
        double[] rho = new double[n];
        for (int m = 0; m < n; m++) {
            double eigenvalue = Math.pow(condition, n == 1 ? 0 : (double) m / (n - 1));
            rho[m] = largest * (n - m) / n;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    root[i * n + j] += Math.sqrt(eigenvalue) * basis[i * n + m] * basis[j * n + m];
                    k[i * n + j] += rho[m] * u[i * n + m] * v[j * n + m];
                }
            }
        }
        return new Known(n, product(n, root, root), product(n, product(n, root, k), root), rho);
    }

    private static double[] orthogonal(int n, CounterRandom random) {
        double[] q = new double[n * n];
        for (int column = 0; column < n; column++) {
            double[] x = new double[n];
            for (int i = 0; i < n; i++) {
                x[i] = random.nextGaussian();
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int earlier = 0; earlier < column; earlier++) {
                    double dot = 0;
                    for (int i = 0; i < n; i++) {
                        dot += x[i] * q[i * n + earlier];
                    }
                    for (int i = 0; i < n; i++) {
                        x[i] -= dot * q[i * n + earlier];
                    }
                }
            }
            double norm = 0;
            for (double value : x) {
                norm += value * value;
            }
            for (int i = 0; i < n; i++) {
                q[i * n + column] = x[i] / Math.sqrt(norm);
            }
        }
        return q;
    }

    private static double[] product(int n, double[] a, double[] b) {
        double[] c = new double[n * n];
        Blas.best().dgemm(false, false, n, n, n, 1, a, 0, n, b, 0, n, 0, c, 0, n);
        return c;
    }

    private static double logDeterminant(int n, double[] matrix) {
        double[] lu = matrix.clone();
        assertThat(Blas.best().dgetrf(n, lu, 0, n, new int[n])).isZero();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += Math.log(Math.abs(lu[i * n + i]));
        }
        return sum;
    }

    /// Four routes: closed form from the construction, determinants of C and of the 2N×2N matrix D by LU,
    /// Cholesky, and
    /// canonical correlations.
    @ParameterizedTest
    @CsvSource({"1, 1, 0.5", "2, 10, 0.9", "10, 1e6, 0.9", "50, 1e4, 0.99", "120, 1e6, 0.9", "432, 1e6, 0.9"})
    void theInformationIsTheSameByEveryRoute(int n, double condition, double largest) {
        Known known = known(n, condition, largest, 3);
        GaussianInformation information = GaussianInformation.of(n, known.c(), known.e());
        assertThat(information.condition()).isEqualTo(Condition.REGULAR);
        double scale = Math.max(1, known.nats());
        assertThat(information.nats()).isEqualTo(known.nats(), within(1e-10 * scale));

        double byCorrelations = 0;
        double[] rho = information.canonicalCorrelations();
        for (double r : rho) {
            byCorrelations -= 0.5 * Math.log1p(-r * r);
        }
        assertThat(byCorrelations).isEqualTo(known.nats(), within(1e-10 * scale));

        double[] d = new double[4 * n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                d[i * 2 * n + j] = known.c()[i * n + j];
                d[(n + i) * 2 * n + n + j] = known.c()[i * n + j];
                d[(n + i) * 2 * n + j] = known.e()[i * n + j];
                d[j * 2 * n + n + i] = known.e()[i * n + j];
            }
        }
        double byDeterminants = logDeterminant(n, known.c()) - 0.5 * logDeterminant(2 * n, d);
        assertThat(byDeterminants).isEqualTo(known.nats(), within(1e-10 * scale));
    }

    @Test
    void derivativesEqualFiniteDifferences() {
        int n = 5;
        Known known = known(n, 20, 0.8, 8);
        GaussianInformation.Derivatives derivatives =
                GaussianInformation.of(n, known.c(), known.e()).derivatives();
        double delta = 1e-5;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double[] up = known.e().clone();
                double[] down = known.e().clone();
                up[i * n + j] += delta;
                down[i * n + j] -= delta;
                double slope = (GaussianInformation.of(n, known.c(), up).nats()
                                - GaussianInformation.of(n, known.c(), down).nats())
                        / (2 * delta);
                assertThat(derivatives.byLagged()[i * n + j])
                        .isEqualTo(slope, within(1e-7 * Math.max(1, Math.abs(slope))));
                up = known.c().clone();
                down = known.c().clone();
                // C stays symmetric: both entries move, or the one on the diagonal.
                up[i * n + j] += delta;
                down[i * n + j] -= delta;
                if (i != j) {
                    up[j * n + i] += delta;
                    down[j * n + i] -= delta;
                }
                slope = (GaussianInformation.of(n, up, known.e()).nats()
                                - GaussianInformation.of(n, down, known.e()).nats())
                        / (2 * delta);
                double both = derivatives.byCovariance()[i * n + j]
                        + (i == j ? 0 : derivatives.byCovariance()[j * n + i]);
                assertThat(both).isEqualTo(slope, within(1e-7 * Math.max(1, Math.abs(slope))));
            }
        }
    }

    @Test
    void identicalUnitsAreJitteredAndSaid() {
        double[] c = {1, 1, 0, 1, 1, 0, 0, 0, 1};
        double[] e = {0.5, 0.5, 0, 0.5, 0.5, 0, 0, 0, 0.5};
        GaussianInformation information = GaussianInformation.of(3, c, e);
        assertThat(information.condition()).isEqualTo(Condition.JITTERED);
        // Closed form for two independent modes with correlation one half; the jitter changes it by its own
        // size.
        assertThat(information.nats()).isEqualTo(-Math.log(1 - 0.25), within(1e-5));
    }

    @Test
    void aCorrelationOfOneIsClampedAndSaid() {
        double[] c = {1, 0, 0, 1};
        double[] e = {1.01, 0, 0, 0.5};
        GaussianInformation information = GaussianInformation.of(2, c, e);
        assertThat(information.condition()).isEqualTo(Condition.CLAMPED);
        double largest = GaussianInformation.LARGEST_CORRELATION;
        assertThat(information.nats())
                .isEqualTo(-0.5 * Math.log(1 - largest * largest) - 0.5 * Math.log(0.75), within(1e-6));
    }

    @Test
    void aCovarianceWithoutVarianceHasNoValue() {
        GaussianInformation information = GaussianInformation.of(2, new double[4], new double[4]);
        assertThat(information.condition()).isEqualTo(Condition.SINGULAR);
        assertThat(information.defined()).isFalse();
        assertThatThrownBy(information::nats).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aValueThatIsNotFiniteIsNamed() {
        assertThatThrownBy(
                        () -> GaussianInformation.of(2, new double[] {1, 0, 0, 1}, new double[] {0, Double.NaN, 0, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("E[0][1] is NaN");
    }
}
