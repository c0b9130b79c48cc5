package org.gyre.measure.mutualinfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.gyre.core.linalg.Blas;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.mutualinfo.GaussianInformation.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianInformationTest {
    /// A stationary pair with known canonical correlations: C = L Lᵀ of the given condition number, E =
    /// L U diag(ρ) Vᵀ Lᵀ.
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

    /// Acceptance row R4: determinants, Cholesky factors and canonical correlations give one value, to
    /// 1e-10 nats, absolute.
    ///
    /// The determinants of C and of the 2N×2N matrix D are taken in twice the working precision, from
    /// the very doubles that the other two routes see, so they serve as the truth. Measured over three
    /// to eight seeds at the condition number 10⁶, the largest errors were 1.4e-11 for the Cholesky
    /// factors and the same for the canonical correlations (no difference between the two above 4e-13),
    /// but 9e-11 for determinants by LU in plain doubles, and 4e-11 for the closed form of the
    /// construction, whose matrices are rounded: the two routes that ship are the two that keep the
    /// digits.
    @ParameterizedTest
    @CsvSource({
        "1, 1, 0.5",
        "2, 10, 0.9",
        "10, 1e6, 0.9",
        "50, 1e4, 0.99",
        "50, 1e6, 0.9",
        "144, 1, 0.9",
        "144, 1e6, 0.9",
        "432, 1, 0.8",
        "432, 1e6, 0.5",
        "432, 1e6, 0.8"
    })
    void theInformationIsTheSameByEveryRoute(int n, double condition, double largest) {
        Known known = known(n, condition, largest, 3);
        double byDeterminants = PreciseDeterminant.log(n, known.c())
                - 0.5 * PreciseDeterminant.log(2 * n, joint(n, known.c(), known.e()));
        GaussianInformation information = GaussianInformation.of(n, known.c(), known.e());
        assertThat(information.condition()).isEqualTo(Condition.REGULAR);
        assertThat(information.nats()).isEqualTo(byDeterminants, within(1e-10));

        double byCorrelations = 0;
        for (double r : information.canonicalCorrelations()) {
            byCorrelations -= 0.5 * Math.log1p(-r * r);
        }
        assertThat(byCorrelations).isEqualTo(byDeterminants, within(1e-10));
        assertThat(known.nats()).as("the closed form").isEqualTo(byDeterminants, within(1e-10));
    }

    /// D = [[C, Eᵀ], [E, C]].
    private static double[] joint(int n, double[] c, double[] e) {
        double[] d = new double[4 * n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                d[i * 2 * n + j] = c[i * n + j];
                d[(n + i) * 2 * n + n + j] = c[i * n + j];
                d[(n + i) * 2 * n + j] = e[i * n + j];
                d[j * 2 * n + n + i] = e[i * n + j];
            }
        }
        return d;
    }

    /// The binomial coefficients C(i+j, i) form a matrix of determinant one for every N. At N = 14 its
    /// condition number is 2·10¹⁵: plain doubles keep hardly a digit of the last pivot.
    @Test
    void theReferenceKeepsItsDigitsWhereDoublesLoseThem() {
        int n = 14;
        double[] pascal = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                pascal[i * n + j] = i == 0 || j == 0 ? 1 : pascal[(i - 1) * n + j] + pascal[i * n + j - 1];
            }
        }
        assertThat(PreciseDeterminant.log(n, pascal)).isEqualTo(0, within(1e-14));
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
        // Closed form for two independent modes with correlation one half; the jitter changes it by its
        // own size.
        assertThat(information.nats()).isEqualTo(-Math.log(1 - 0.25), within(1e-5));
    }

    /// C and E of a recording as T09 takes them: integer counts, then centring with the target rate
    /// `centre`.
    private record Recording(int n, double[] c, double[] e) {
        static Recording of(int[][] x, double centre) {
            int n = x[0].length;
            double t = x.length - 1;
            int[] same = new int[n * n];
            int[] lagged = new int[n * n];
            int[] early = new int[n];
            int[] late = new int[n];
            for (int step = 1; step < x.length; step++) {
                for (int i = 0; i < n; i++) {
                    early[i] += x[step - 1][i];
                    late[i] += x[step][i];
                    for (int j = 0; j < n; j++) {
                        same[i * n + j] += x[step - 1][i] * x[step - 1][j] + x[step][i] * x[step][j];
                        lagged[i * n + j] += x[step][i] * x[step - 1][j];
                    }
                }
            }
            double[] c = new double[n * n];
            double[] e = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double both = 0.5 * (early[i] + late[i] + early[j] + late[j]) / t;
                    c[i * n + j] = 0.5 * same[i * n + j] / t - centre * both + centre * centre;
                    e[i * n + j] = lagged[i * n + j] / t - centre * (late[i] + early[j]) / t + centre * centre;
                }
            }
            return new Recording(n, c, e);
        }

        GaussianInformation information() {
            return GaussianInformation.of(n, c, e);
        }
    }

    /// Five units at rate 0.2 that echo their neighbours, and a sixth that `sixth` makes from them.
    private static int[][] trains(ToIntFunction<int[]> sixth) {
        CounterRandom random = RandomStream.of(12).generator();
        int[][] x = new int[3001][6];
        for (int t = 0; t < x.length; t++) {
            for (int i = 0; i < 5; i++) {
                boolean echo = t > 0 && x[t - 1][(i + 1) % 5] == 1 && random.nextDouble() < 0.4;
                x[t][i] = echo || random.nextDouble() < 0.13 ? 1 : 0;
            }
            if (x[t][0] == 1) {
                x[t][1] = 0;
            }
            x[t][5] = sixth.applyAsInt(x[t]);
        }
        return x;
    }

    private static int[][] firstFive(int[][] x) {
        return Arrays.stream(x).map(row -> Arrays.copyOf(row, 5)).toArray(int[][]::new);
    }

    private static void assertRepaired(GaussianInformation information, Condition condition) {
        assertThat(information.condition()).isEqualTo(condition);
        assertThat(information.nats()).isFinite();
        for (double rho : information.canonicalCorrelations()) {
            assertThat(rho).isBetween(0.0, 1.0);
        }
        assertThatThrownBy(information::derivatives)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(condition.meaning());
    }

    /// A unit that never or always fires deviates from its target by a constant, which predicts itself:
    /// one canonical correlation is one, clamped to 6.56 nats. The others are those of the remaining
    /// units about their means.
    @ParameterizedTest
    @CsvSource({"0, 0.2", "1, 0.2", "0, 0.05"})
    void aUnitThatNeverChangesIsClamped(int state, double centre) {
        int[][] x = trains(row -> state);
        GaussianInformation information = Recording.of(x, centre).information();
        assertRepaired(information, Condition.CLAMPED);
        int constant = 5;
        Recording all = Recording.of(x, centre);
        double[] c = new double[25];
        double[] e = new double[25];
        double variance = all.c()[constant * 6 + constant];
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 5; j++) {
                double mean = all.c()[i * 6 + constant] * all.c()[j * 6 + constant] / variance;
                c[i * 5 + j] = all.c()[i * 6 + j] - mean;
                e[i * 5 + j] = all.e()[i * 6 + j] - mean;
            }
        }
        double one = GaussianInformation.LARGEST_CORRELATION;
        // The ends of the recording, of order 1/T, tell the means at t and t + 1 apart.
        assertThat(information.nats())
                .isEqualTo(GaussianInformation.of(5, c, e).nats() - 0.5 * Math.log1p(-one * one), within(1e-3));
    }

    /// A unit with the spikes of another, or (about zero) with those of two others that never fire
    /// together, adds nothing: what remains is the information of the five, up to the size of the
    /// jitter.
    @ParameterizedTest
    @CsvSource({"false, 0.2", "true, 0"})
    void aRedundantUnitIsJittered(boolean union, double centre) {
        int[][] x = trains(union ? row -> row[0] + row[1] : row -> row[3]);
        GaussianInformation information = Recording.of(x, centre).information();
        assertRepaired(information, Condition.JITTERED);
        GaussianInformation five = Recording.of(firstFive(x), centre).information();
        assertThat(five.condition()).isEqualTo(Condition.REGULAR);
        assertThat(information.nats()).isEqualTo(five.nats(), within(1e-4));
    }

    /// Two units of variance v whose trains differ in a share δ of the steps: cond(C) = 4 v / δ. With E
    /// = C / 2 the information is −log(3/4) at every δ. Down to 10⁻¹⁰ that is measured; a difference in
    /// one step of 10¹⁶ is rounding, and said to be.
    @ParameterizedTest
    @CsvSource({"1e-3, REGULAR", "1e-7, REGULAR", "1e-10, REGULAR", "1e-14, JITTERED", "1e-16, JITTERED"})
    void nearTwinsAreToldFromTwinsWhereDoublesCan(double delta, Condition condition) {
        double v = 0.16;
        double[] c = {v, v - delta / 2, v - delta / 2, v};
        double[] e = {c[0] / 2, c[1] / 2, c[2] / 2, c[3] / 2};
        GaussianInformation information = GaussianInformation.of(2, c, e);
        if (condition == Condition.REGULAR) {
            assertThat(information.condition()).isEqualTo(condition);
            assertThat(information.nats()).isEqualTo(-Math.log(0.75), within(1e-15 / delta + 1e-14));
        } else {
            assertRepaired(information, condition);
            // The mode of the difference is drowned by the jitter, the mode of the sum is left.
            assertThat(information.nats()).isEqualTo(-0.5 * Math.log(0.75), within(1e-5));
        }
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
