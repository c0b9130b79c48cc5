package org.gyre.core.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LogisticNormalTest {
    /// Another route: ⟨σ(u + rη)⟩ = P(L < u + rη) with a logistic L, so that the roles of the two smooth
    /// functions are exchanged; a fine trapezoid rule over L.
    private static double byLogistic(double u, double r) {
        double h = 1e-3;
        double sum = 0;
        for (double l = -45; l <= 45; l += h) {
            double density = Logistic.logistic(l) * Logistic.logistic(-l);
            sum += h * density * Normal.cdf((u - l) / r);
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"0, .5", "1, .5", "-3, 1", "2, .72", "5, 2", "-7, 4", "10, 8", "0.3, 16", "-20, 16", "40, 32", "3, 100"
    })
    void theAverageEqualsTheOneTakenTheOtherWay(double u, double r) {
        LogisticNormal average = LogisticNormal.exact(r);
        assertThat(average.mean(u)).isCloseTo(byLogistic(u, r), within(1e-12));
        assertThat(average.mean(u) + average.mean(-u)).isCloseTo(1, within(1e-14));
    }

    /// For u ≪ 0 the logistic function is e^u, whose average is e^{u + r²/2}.
    @ParameterizedTest
    @ValueSource(doubles = {.3, .8, 1, 2, 4})
    void rareEventsHaveTheirRelativeAccuracy(double r) {
        double u = -100;
        assertThat(LogisticNormal.exact(r).mean(u) / Math.exp(u + r * r / 2)).isCloseTo(1, within(1e-9));
    }

    /// The trapezoid rule as written, each logistic function by itself, on both sides of where one
    /// exponential is enough.
    @ParameterizedTest
    @CsvSource({".2, 3", "1, -120", "4, 600", "8, -20", "16, 250", "16, 450", "38, 10", "40, 10", "300, 2000"})
    void aCommonExponentialCostsNoDigits(double r, double u) {
        double h = Math.min(0.5, 0.4 / r);
        double mean = 0;
        double slope = 0;
        for (int k = -(int) Math.ceil(18 / h); k <= 18 / h; k++) {
            double mass = h * Math.exp(-(k * h) * (k * h) / 2) / Math.sqrt(2 * Math.PI);
            double v = u + r * k * h;
            mean += mass * Logistic.logistic(v);
            slope += mass * Logistic.logistic(v) * Logistic.logistic(-v);
        }
        LogisticNormal average = LogisticNormal.exact(r);
        assertThat(average.mean(u) / Math.min(1, mean)).isCloseTo(1, within(2e-14));
        assertThat(average.slope(u) / slope).isCloseTo(1, within(2e-14));
    }

    @Test
    void withoutNoiseItIsTheLogisticFunction() {
        LogisticNormal none = LogisticNormal.exact(0);
        for (double u : new double[] {-800, -3, 0, 2, 50}) {
            assertThat(none.mean(u)).isEqualTo(Logistic.logistic(u));
        }
    }

    @ParameterizedTest
    @CsvSource({"0.4, 0", "-2, 1", "3, 5", "0.1, 20"})
    void theSlopeIsTheDerivative(double u, double r) {
        LogisticNormal average = LogisticNormal.exact(r);
        double h = 1e-3;
        // Five-point stencil.
        double difference =
                (average.mean(u - 2 * h) - 8 * average.mean(u - h) + 8 * average.mean(u + h) - average.mean(u + 2 * h))
                        / (12 * h);
        assertThat(average.slope(u)).isCloseTo(difference, within(1e-11));
    }

    /// Gauss-Hermite with n points is exact for moments up to 2n − 1: 1, 0, 1, 0, 3, 0, 15.
    @ParameterizedTest
    @ValueSource(ints = {4, 20, 80, 200})
    void gaussHermiteHasTheMomentsOfTheGaussian(int points) {
        GaussHermite rule = GaussHermite.of(points);
        double[] expected = {1, 0, 1, 0, 3, 0, 15};
        for (int power = 0; power < expected.length; power++) {
            double sum = 0;
            for (int k = 0; k < points; k++) {
                sum += rule.masses()[k] * Math.pow(rule.nodes()[k], power);
            }
            assertThat(sum).isCloseTo(expected[power], within(1e-11));
        }
    }

    /// The trap: 80 points are wrong in the second digit of rare probabilities at strong noise.
    @Test
    void aFixedRuleIsWrongAtStrongNoise() {
        double exact = LogisticNormal.exact(32).mean(-5);
        assertThat(Math.abs(LogisticNormal.gaussHermite(32, 80).mean(-5) - exact))
                .isGreaterThan(1e-3);
        assertThat(Math.abs(LogisticNormal.gaussHermite(1, 80).mean(-5)
                        - LogisticNormal.exact(1).mean(-5)))
                .isLessThan(1e-12);
    }

    @Test
    void senselessNumbersAreRefused() {
        assertThatThrownBy(() -> LogisticNormal.exact(-1)).hasMessageContaining("noise = -1");
        assertThatThrownBy(() -> LogisticNormal.exact(Double.NaN)).hasMessageContaining("noise = NaN");
        assertThatThrownBy(() -> LogisticNormal.gaussHermite(1, 0)).hasMessageContaining("from 1 to 200");
    }
}
