package org.gyre.data.stimulus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearDynamicalSystemTest {
    private static final RandomStream STREAM = RandomStream.of(5).split("system");

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, -0.9, 0.999, 0.999999})
    void theVarianceOfAScalarProcessIsItsClosedForm(double phi) {
        LinearDynamicalSystem system = LinearDynamicalSystem.autoregressive(phi, 0.3, 0.1);
        double expected = 0.3 / (1 - phi * phi);
        // 1 − φ² loses digits as φ nears 1.
        assertThat(system.stationaryCovariance()[0]).isCloseTo(expected, within(1e-9 * expected));
        assertThat(system.spectralRadius()).isEqualTo(Math.abs(phi));
    }

    @Test
    void theCovarianceOfARotationIsItsClosedForm() {
        LinearDynamicalSystem system = LinearDynamicalSystem.dampedRotation(0.95, 0.4, 0.2, 0.1);
        double expected = 0.2 / (1 - 0.95 * 0.95);
        assertThat(system.stationaryCovariance())
                .containsExactly(new double[] {expected, 0, 0, expected}, within(1e-12));
        assertThat(system.spectralRadius()).isCloseTo(0.95, within(1e-12));
    }

    /// P − A P Aᵀ − Q = 0, and P is the sum of A^k Q (Aᵀ)^k over 2000 terms, of which those left out are below
    /// 0.97^4000.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12})
    void theStationaryCovarianceSolvesItsEquation(int n) {
        CounterRandom random = STREAM.split(n).generator();
        double[] a = new double[n * n];
        double[] g = new double[n * n];
        double norm = 0;
        for (int i = 0; i < n * n; i++) {
            a[i] = random.nextGaussian();
            g[i] = random.nextGaussian();
            norm += a[i] * a[i];
        }
        for (int i = 0; i < n * n; i++) {
            a[i] *= 0.97 / Math.sqrt(norm);
        }
        double[] q = product(n, g, transposed(n, g));
        LinearDynamicalSystem system = new LinearDynamicalSystem(n, n, a, q, g, q);
        double[] p = system.stationaryCovariance();
        double[] again = product(n, product(n, a, p), transposed(n, a));
        double[] sum = new double[n * n];
        double[] term = q;
        for (int k = 0; k < 2000; k++) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += term[i];
            }
            term = product(n, product(n, a, term), transposed(n, a));
        }
        for (int i = 0; i < p.length; i++) {
            assertThat(p[i] - again[i] - q[i]).isCloseTo(0, within(1e-11));
            assertThat(p[i]).isCloseTo(sum[i], within(1e-10));
        }
        assertThat(p).containsExactly(transposed(n, p));
    }

    /// Covariances of states and of observations at lags 0 and 1, in the first step and a late one:
    /// P, A P, C P Cᵀ + R, C A P Cᵀ, of correlated noises and three observations of two states. The
    /// product of two Gaussians of mean 0 has variance v₁ v₂ + c².
    @Test
    void samplesHaveTheCovariancesOfTheModel() {
        double[] a = {0.8, -0.3, 0.2, 0.6};
        double[] q = {0.5, 0.2, 0.2, 0.3};
        double[] c = {1, 0, 0.5, -1, 0, 2};
        double[] r = {0.4, 0.1, 0, 0.1, 0.2, 0, 0, 0, 0};
        LinearDynamicalSystem system = new LinearDynamicalSystem(2, 3, a, q, c, r);
        int count = 20_000;
        int length = 8;
        double[] z = new double[count * length * 2];
        double[] x = new double[count * length * 3];
        system.fill(0, count, length, STREAM, z, x);
        double[] p = system.stationaryCovariance();
        double[] lagged = product(2, a, p);
        double[] seen = observed(c, p);
        for (int i = 0; i < 9; i++) {
            seen[i] += r[i];
        }
        double[] seenLagged = observed(c, lagged);
        for (int t : new int[] {0, 6}) {
            assertCovariances(2, z, count, length, t, t, p, p);
            assertCovariances(2, z, count, length, t + 1, t, lagged, p);
            assertCovariances(3, x, count, length, t, t, seen, seen);
            assertCovariances(3, x, count, length, t + 1, t, seenLagged, seen);
        }
    }

    private static void assertCovariances(
            int n, double[] rows, int count, int length, int late, int early, double[] expected, double[] variance) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int s = 0; s < count; s++) {
                    sum += rows[(s * length + late) * n + i] * rows[(s * length + early) * n + j];
                }
                double cross = expected[i * n + j];
                double error = Math.sqrt((variance[i * n + i] * variance[j * n + j] + cross * cross) / count);
                assertThat((sum / count - cross) / error).isBetween(-5.0, 5.0);
            }
        }
    }

    /// C M Cᵀ for three observations of two states.
    private static double[] observed(double[] c, double[] m) {
        double[] result = new double[9];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 2; k++) {
                    for (int l = 0; l < 2; l++) {
                        result[i * 3 + j] += c[i * 2 + k] * m[k * 2 + l] * c[j * 2 + l];
                    }
                }
            }
        }
        return result;
    }

    /// Without observation noise x = C z, without process noise nothing moves.
    @Test
    void noiseMayBeAbsent() {
        LinearDynamicalSystem clear = new LinearDynamicalSystem(
                2, 1, new double[] {0.5, 0.1, 0, 0.5}, new double[] {1, 1, 1, 1}, new double[] {2, -1}, new double[1]);
        double[] z = new double[2 * 3 * 4];
        double[] x = new double[3 * 4];
        clear.fill(0, 3, 4, STREAM, z, x);
        for (int i = 0; i < x.length; i++) {
            assertThat(x[i]).isCloseTo(2 * z[2 * i] - z[2 * i + 1], within(1e-12));
            if (i % 4 > 0) {
                // Q has rank one along (1, 1).
                double first = z[2 * i] - 0.5 * z[2 * i - 2] - 0.1 * z[2 * i - 1];
                assertThat(z[2 * i + 1] - 0.5 * z[2 * i - 1]).isCloseTo(first, within(1e-7));
            }
        }
        assertThat(LinearDynamicalSystem.autoregressive(0.9, 0, 0)
                        .draw(0, 2, 5, STREAM)
                        .frames())
                .containsOnly(0f);
    }

    @Test
    void singlePrecisionIsDoubleRoundedAndSequencesStandAlone() {
        LinearDynamicalSystem system = LinearDynamicalSystem.dampedRotation(0.9, 0.3, 1, 0.5);
        LatentSequences drawn = system.draw(3, 4, 6, STREAM);
        double[] z = new double[2 * 2 * 5];
        double[] x = new double[2 * 2 * 5];
        system.fill(5, 2, 5, STREAM, z, x);
        for (int s = 0; s < 2; s++) {
            for (int t = 0; t < 5; t++) {
                for (int i = 0; i < 2; i++) {
                    assertThat(drawn.state(s + 2, t)[i]).isEqualTo((float) z[(s * 5 + t) * 2 + i]);
                    assertThat(drawn.frame(s + 2, t)[i]).isEqualTo((float) x[(s * 5 + t) * 2 + i]);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, -1, 1.5, 0.9999999999})
    void aProcessWithoutStationaryLawIsRefused(double phi) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> LinearDynamicalSystem.autoregressive(phi, 1, 1))
                .withMessage("linear dynamical system: A has spectral radius " + Math.abs(phi)
                        + ": must be less than 1, else there is no stationary law to start from");
    }

    @Test
    void aRotationThatDoesNotShrinkIsRefused() {
        for (double angle = 0; angle < 3; angle += 0.37) {
            double turn = angle;
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> LinearDynamicalSystem.dampedRotation(1, turn, 1, 1))
                    .withMessageContaining("must be less than 1");
        }
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> LinearDynamicalSystem.dampedRotation(-0.5, 0, 1, 1))
                .withMessage("linear dynamical system: damping = -0.5: must be in [0, 1)");
    }

    @Test
    void matricesThatAreNoneAreRefused() {
        double[] one = {1};
        refuse("Q, row 1, column 2 = NaN: must be finite", 2, new double[4], new double[] {1, Double.NaN, 0, 1});
        refuse("A, row 2, column 1 = Infinity: must be finite", 2, new double[] {0, 0, 1 / 0.0, 0}, new double[4]);
        refuse("A has 3 numbers: must be 2 x 2", 2, new double[3], new double[4]);
        refuse("Q has the variance -1.0: must not be negative", 1, new double[1], new double[] {-1});
        refuse(
                "Q, rows 1 and 2: 0.5 and 0.4 must be equal, and at most 1.0, the product of their standard"
                        + " deviations",
                2,
                new double[4],
                new double[] {1, 0.5, 0.4, 1});
        refuse(
                "Q, rows 1 and 2: 2.0 and 2.0 must be equal, and at most 1.0, the product of their standard"
                        + " deviations",
                2,
                new double[4],
                new double[] {1, 2, 2, 1});
        // Each pair could be correlated like this, but not all three.
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> system(3, new double[9], new double[] {1, -0.9, -0.9, -0.9, 1, -0.9, -0.9, -0.9, 1}))
                .withMessageContaining("Q has the eigenvalue -0.8");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new LinearDynamicalSystem(0, 1, one, one, one, one))
                .withMessage("linear dynamical system: 0 hidden and 1 observed numbers: must be 1 to 4096 each");
        // Powers of A grow beyond all numbers before they shrink.
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> system(2, new double[] {0.5, 1e200, 0, 0.5}, new double[] {1, 0, 0, 1}))
                .withMessageContaining("does not settle");
    }

    private static LinearDynamicalSystem system(int n, double[] a, double[] q) {
        return new LinearDynamicalSystem(n, 1, a, q, new double[n], new double[1]);
    }

    private static void refuse(String message, int n, double[] a, double[] q) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> system(n, a, q))
                .withMessage("linear dynamical system: " + message);
    }

    @Test
    void numbersThatOverflowAreRefused() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(
                        () -> LinearDynamicalSystem.autoregressive(0.5, 1e90, 1).draw(0, 2, 3, STREAM))
                .withMessageContaining("is too large for single precision: use smaller covariances");
        LinearDynamicalSystem seenTooLarge = new LinearDynamicalSystem(
                1, 1, new double[1], new double[] {1e100}, new double[] {1e300}, new double[1]);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> seenTooLarge.fill(0, 1, 1, STREAM, new double[1], new double[1]))
                .withMessage("linear dynamical system: a number overflows: use smaller matrices");
    }

    @Test
    void emptySequencesAreRefused() {
        LinearDynamicalSystem system = LinearDynamicalSystem.autoregressive(0.5, 1, 1);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> system.draw(0, 2, 0, STREAM))
                .withMessage(
                        "linear dynamical system: 2 sequences of 0 frames: at least 1 sequence of 1 frame is needed");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> system.fill(0, 2, 3, STREAM, new double[6], new double[5]))
                .withMessageContaining("arrays of 6 and 5 numbers");
    }

    private static double[] product(int n, double[] left, double[] right) {
        double[] result = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < n; k++) {
                    result[i * n + j] += left[i * n + k] * right[k * n + j];
                }
            }
        }
        return result;
    }

    private static double[] transposed(int n, double[] m) {
        double[] result = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                result[i * n + j] = m[j * n + i];
            }
        }
        return result;
    }
}
