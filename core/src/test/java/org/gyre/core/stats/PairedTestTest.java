package org.gyre.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PairedTestTest {
    /// Hours of sleep gained by two drugs (Student 1908), the example of `t.test` in R, whose printed numbers these
    /// are.
    @Test
    void theSleepOfStudent() {
        double[] first = {0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0};
        double[] second = {1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4};
        PairedTest test = PairedTest.of(first, second);
        assertThat(test.difference()).isCloseTo(-1.58, within(1e-12));
        assertThat(test.t()).isCloseTo(-4.0621, within(5e-5));
        assertThat(test.degrees()).isEqualTo(9);
        assertThat(test.p()).isCloseTo(0.002833, within(5e-7));
        assertThat(test.difference() - test.margin(0.95)).isCloseTo(-2.4598858, within(5e-8));
        assertThat(test.difference() + test.margin(0.95)).isCloseTo(-0.7001142, within(5e-8));
        // d_z is t by the root of the number of pairs.
        assertThat(test.effect()).isCloseTo(test.t() / Math.sqrt(10), within(1e-12));
    }

    /// P(|T| > t) in closed form: 1 − (2/π) arctan t with one degree of freedom, 1 − t / √(t² + 2) with two.
    @Test
    void theProbabilityIsThatOfStudentsLaw() {
        PairedTest one = PairedTest.of(new double[] {1, 4}, new double[] {0, 0});
        assertThat(one.t()).isCloseTo(5.0 / 3, within(1e-12)); // mean 2.5, standard error 1.5
        assertThat(one.p()).isCloseTo(1 - 2 / Math.PI * Math.atan(5.0 / 3), within(1e-12));
        PairedTest two = PairedTest.of(new double[] {3, 5, 7}, new double[] {2, 3, 4});
        double t = 2 / (1 / Math.sqrt(3)); // differences 1, 2 and 3
        assertThat(two.t()).isCloseTo(t, within(1e-12));
        assertThat(two.p()).isCloseTo(1 - t / Math.sqrt(t * t + 2), within(1e-12));
        // The quantile of two degrees of freedom: t² = 2 c² / (1 − c²) for the probability c between −t and t.
        double quantile = Math.sqrt(2 * 0.81 / (1 - 0.81));
        assertThat(two.margin(0.9)).isCloseTo(quantile / Math.sqrt(3), within(1e-10));
        assertThatThrownBy(() -> two.margin(1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pairsThatDifferAlikeDifferForSureOrNotAtAll() {
        PairedTest same = PairedTest.of(new double[] {1, 2, 4}, new double[] {1, 2, 4});
        assertThat(same.p()).isEqualTo(1);
        assertThat(same.effect()).isZero();
        PairedTest shifted = PairedTest.of(new double[] {2, 3}, new double[] {1, 2});
        assertThat(shifted.p()).isZero();
        assertThat(shifted.effect()).isInfinite();
        assertThat(shifted.margin(0.9)).isZero();
    }

    @Test
    void pairsHaveTwoMembers() {
        assertThatThrownBy(() -> PairedTest.of(new double[] {1}, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PairedTest.of(new double[] {1, 2, 3}, new double[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pairs of 3 and 2 values");
    }
}
