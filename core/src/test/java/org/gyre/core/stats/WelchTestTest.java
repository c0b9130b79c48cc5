package org.gyre.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WelchTestTest {
    @Test
    void twoSamplesByHand() {
        // Means 2 and 5, variances 1 and 4, three values each: t = -3 / sqrt(5/3), degrees (5/3)^2 / (1/18 + 16/18).
        WelchTest test = WelchTest.of(new double[] {1, 2, 3}, new double[] {3, 5, 7});
        assertThat(test.difference()).isEqualTo(-3);
        assertThat(test.t()).isCloseTo(-3 / Math.sqrt(5.0 / 3), within(1e-12));
        assertThat(test.degrees()).isCloseTo(25.0 / 9 / (17.0 / 18), within(1e-12));
        // g = -3 / sqrt(2.5) times 1 - 3/15.
        assertThat(test.effect()).isCloseTo(-3 / Math.sqrt(2.5) * 0.8, within(1e-12));
    }

    @Test
    void theProbabilityIsThatOfStudentsLaw() {
        // Four degrees of freedom exactly (equal variances and sizes): P(|T| > t) in closed form,
        // 1 - s (3 - s^2) / 2 with s = t / sqrt(t^2 + 4).
        WelchTest test = WelchTest.of(new double[] {1, 2, 3}, new double[] {3, 4, 5});
        assertThat(test.degrees()).isCloseTo(4, within(1e-12));
        double t = Math.abs(test.t());
        double s = t / Math.sqrt(t * t + 4);
        assertThat(test.p()).isCloseTo(1 - s * (3 - s * s) / 2, within(1e-12));
    }

    @Test
    void theMarginIsTheQuantileOfStudentsLaw() {
        // t = 2.7764451052 for 95 % and four degrees of freedom (tables); standard error sqrt(2/3).
        WelchTest test = WelchTest.of(new double[] {1, 2, 3}, new double[] {3, 4, 5});
        assertThat(test.margin(0.95)).isCloseTo(2.7764451052 * Math.sqrt(2.0 / 3), within(1e-9));
        assertThatThrownBy(() -> test.margin(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void equalSamplesDoNotDiffer() {
        WelchTest test = WelchTest.of(new double[] {1, 2, 4}, new double[] {1, 2, 4});
        assertThat(test.p()).isEqualTo(1);
        assertThat(test.effect()).isZero();
    }

    @Test
    void samplesWithoutScatterDifferForSureOrNotAtAll() {
        assertThat(WelchTest.of(new double[] {1, 1}, new double[] {2, 2}).p()).isZero();
        assertThat(WelchTest.of(new double[] {1, 1}, new double[] {1, 1}).p()).isEqualTo(1);
    }

    @Test
    void oneValueIsTooFew() {
        assertThatThrownBy(() -> WelchTest.of(new double[] {1}, new double[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
