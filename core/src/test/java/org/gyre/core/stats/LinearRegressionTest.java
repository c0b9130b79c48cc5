package org.gyre.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LinearRegressionTest {
    private final SplittableRandom random = new SplittableRandom(17);

    @Test
    void anExactLinearLawIsRecoveredForEveryTarget() {
        int samples = 3000; // more than one chunk
        double[] x = random.doubles(samples * 3L, -1, 1).toArray();
        double[] y = new double[samples * 2];
        for (int t = 0; t < samples; t++) {
            y[2 * t] = 5 + 2 * x[3 * t] - 3 * x[3 * t + 1];
            y[2 * t + 1] = -1e4 + 0.5 * x[3 * t + 2];
        }
        LinearRegression fit = LinearRegression.fit(samples, 3, x, 2, y, 0);
        assertThat(fit.coefficients()[0]).containsExactly(new double[] {2, -3, 0}, within(1e-12));
        assertThat(fit.coefficients()[1]).containsExactly(new double[] {0, 0, 0.5}, within(1e-10));
        assertThat(fit.intercepts()).containsExactly(new double[] {5, -1e4}, within(1e-9));
        assertThat(fit.rSquared()).containsExactly(new double[] {1, 1}, within(1e-12));
        assertThat(fit.rank()).isEqualTo(3);
        assertThat(fit.predict(0, new double[] {1, 1, 1})).isCloseTo(4, within(1e-12));
    }

    @Test
    void oneOutlierGivesTheTextbookLine() {
        // x = 0, 1, 2, 3; y = 0, 1, 2, 5: slope = ∑ dx dy / ∑ dx² = 8 / 5, R² = 8² / (5 · 14).
        LinearRegression fit = LinearRegression.fit(4, 1, new double[] {0, 1, 2, 3}, 1, new double[] {0, 1, 2, 5}, 0);
        assertThat(fit.coefficients()[0][0]).isCloseTo(1.6, within(1e-14));
        assertThat(fit.intercepts()[0]).isCloseTo(2 - 1.6 * 1.5, within(1e-14));
        assertThat(fit.rSquared()[0]).isCloseTo(64.0 / 70, within(1e-14));
    }

    @Test
    void residualsAreOrthogonalToThePredictors() {
        int samples = 200;
        int p = 6;
        double[] x = random.doubles((long) samples * p, -1, 1).toArray();
        double[] y = random.doubles(samples, -1, 1).toArray();
        LinearRegression fit = LinearRegression.fit(samples, p, x, 1, y, 0);
        for (int j = 0; j <= p; j++) {
            double product = 0;
            for (int t = 0; t < samples; t++) {
                double[] row = Arrays.copyOfRange(x, t * p, (t + 1) * p);
                product += (y[t] - fit.predict(0, row)) * (j == p ? 1 : row[j]);
            }
            assertThat(product).isCloseTo(0, within(1e-11));
        }
    }

    @Test
    void constantAndDuplicatePredictorsDoNoHarm() {
        int samples = 50;
        double[] x = new double[samples * 4];
        double[] y = new double[samples];
        for (int t = 0; t < samples; t++) {
            double u = random.nextDouble(-1, 1);
            double v = random.nextDouble(-1, 1);
            x[4 * t] = u;
            x[4 * t + 1] = 0.1; // constant
            x[4 * t + 2] = v;
            x[4 * t + 3] = 10 * u; // the first again, in other units
            y[t] = 3 * u + v;
        }
        LinearRegression fit = LinearRegression.fit(samples, 4, x, 1, y, 0);
        assertThat(fit.rank()).isEqualTo(2);
        assertThat(fit.rSquared()[0]).isCloseTo(1, within(1e-12));
        assertThat(fit.coefficients()[0]).containsExactly(new double[] {1.5, 0, 1, 0.15}, within(1e-11));
    }

    @Test
    void moreUnknownsThanSamplesAreFittedExactlyWithTheRankOfTheSamples() {
        LinearRegression fit = LinearRegression.fit(3, 5, random.doubles(15).toArray(), 1, new double[] {1, -1, 4}, 0);
        assertThat(fit.rank()).isEqualTo(2); // centring takes one
        assertThat(fit.rSquared()[0]).isCloseTo(1, within(1e-12));
    }

    @Test
    void aRidgeOfOneHalvesALonePredictorWhateverItsScale() {
        for (double scale : new double[] {1e-3, 1, 1e6}) {
            double[] x = {0, scale, 2 * scale, 3 * scale};
            LinearRegression fit = LinearRegression.fit(4, 1, x, 1, new double[] {1, 2, 3, 4}, 1);
            assertThat(fit.coefficients()[0][0] * scale).isCloseTo(0.5, within(1e-14));
            assertThat(fit.predict(0, new double[] {1.5 * scale}))
                    .as("the mean stays")
                    .isCloseTo(2.5, within(1e-14));
            assertThat(fit.rSquared()[0]).as("1 − 1/4").isCloseTo(0.75, within(1e-14));
        }
    }

    @Test
    void aConstantTargetHasNothingToExplain() {
        LinearRegression fit = LinearRegression.fit(3, 1, new double[] {1, 2, 4}, 1, new double[] {0.1, 0.1, 0.1}, 0);
        assertThat(fit.rSquared()[0]).isZero();
        assertThat(fit.predict(0, new double[] {9})).isCloseTo(0.1, within(1e-15));
        LinearRegression single = LinearRegression.fit(1, 1, new double[] {3}, 1, new double[] {7}, 0);
        assertThat(single.rank()).isZero();
        assertThat(single.predict(0, new double[] {3})).isEqualTo(7);
    }

    @Test
    void wrongSizesAndNonFiniteValuesAreRefused() {
        double[] three = {1, 2, 3};
        assertThatThrownBy(() -> LinearRegression.fit(3, 2, three, 1, three, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LinearRegression.fit(3, 1, three, 1, three, -1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LinearRegression.fit(3, 1, three, 1, new double[] {1, 2, Double.NaN}, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("y, row 2, column 0");
    }
}
