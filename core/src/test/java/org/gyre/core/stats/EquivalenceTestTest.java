package org.gyre.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Numbers of SciPy 1.17 are those of `ttest_ind(a + m, b, equal_var=False, alternative=...)`.
class EquivalenceTestTest {
    private static final double[] FIRST = {.962, .965, .958, .967, .961};
    private static final double[] SECOND = {.960, .966, .963, .969, .955, .964};
    private static final double[] LOW = {.71, .75, .73, .78, .70};
    private static final double[] HIGH = {.93, .94, .935, .92, .945};

    @Test
    void theProbabilitiesAreThoseOfSciPy() {
        EquivalenceTest wide = EquivalenceTest.of(FIRST, SECOND, 0.01);
        assertThat(wide.above()).isCloseTo(0.001996349576706098, within(1e-12));
        assertThat(wide.below()).isCloseTo(0.0015141192890884044, within(1e-12));
        assertThat(wide.leads()).isCloseTo(0.9984858807109116, within(1e-12));
        assertThat(wide.trails()).isCloseTo(0.9980036504232939, within(1e-12));
        assertThat(wide.p()).isEqualTo(wide.above());
        assertThat(wide.welch().difference() - wide.welch().margin(0.9)).isCloseTo(-0.004886495352289333, within(1e-9));
        assertThat(wide.welch().difference() + wide.welch().margin(0.9)).isCloseTo(0.004419828685622716, within(1e-9));
        EquivalenceTest narrow = EquivalenceTest.of(FIRST, SECOND, 0.003);
        assertThat(narrow.above()).isCloseTo(0.15184709312898034, within(1e-11));
        assertThat(narrow.below()).isCloseTo(0.11718842787630132, within(1e-11));
        EquivalenceTest apart = EquivalenceTest.of(LOW, HIGH, 0.01);
        assertThat(apart.trails()).isCloseTo(4.016968217447979e-05, within(1e-14));
        assertThat(apart.below()).isCloseTo(2.5326300329052166e-05, within(1e-14));
        assertThat(apart.p()).isCloseTo(0.9999598303178255, within(1e-12));
    }

    /// Four degrees of freedom exactly, as in [WelchTestTest]: P(T > t) = (1 − s (3 − s²) / 2) / 2, here with
    /// differences of −2 ± 3 and a standard error of √(2/3).
    @Test
    void fourDegreesOfFreedomInClosedForm() {
        EquivalenceTest test = EquivalenceTest.of(new double[] {1, 2, 3}, new double[] {3, 4, 5}, 3);
        assertThat(test.above()).isCloseTo(upper(1 / Math.sqrt(2.0 / 3)), within(1e-12));
        assertThat(test.below()).isCloseTo(upper(5 / Math.sqrt(2.0 / 3)), within(1e-12));
        assertThat(test.leads()).isCloseTo(upper(-5 / Math.sqrt(2.0 / 3)), within(1e-12));
        assertThat(test.trails()).isCloseTo(upper(-1 / Math.sqrt(2.0 / 3)), within(1e-12));
    }

    private static double upper(double t) {
        double s = t / Math.sqrt(t * t + 4);
        return 0.5 * (1 - s * (3 - s * s) / 2);
    }

    /// The two forms of the test: p ≤ α, and an interval of level 1 − 2α within the margin.
    @Test
    void theIntervalSaysTheSame() {
        WelchTest welch = WelchTest.of(FIRST, SECOND);
        double edge = Math.abs(welch.difference()) + welch.margin(0.9);
        assertThat(EquivalenceTest.of(FIRST, SECOND, 1.0001 * edge).p()).isLessThan(0.05);
        assertThat(EquivalenceTest.of(FIRST, SECOND, edge).p()).isCloseTo(0.05, within(1e-9));
        assertThat(EquivalenceTest.of(FIRST, SECOND, 0.9999 * edge).p()).isGreaterThan(0.05);
    }

    @Test
    void exchangedSamplesExchangeTheSides() {
        EquivalenceTest one = EquivalenceTest.of(FIRST, SECOND, 0.004);
        EquivalenceTest other = EquivalenceTest.of(SECOND, FIRST, 0.004);
        assertThat(other.above()).isCloseTo(one.below(), within(1e-12));
        assertThat(other.leads()).isCloseTo(one.trails(), within(1e-12));
        assertThat(other.p()).isCloseTo(one.p(), within(1e-12));
    }

    @Test
    void withoutScatterAllIsCertain() {
        double[] one = {1, 1};
        assertThat(EquivalenceTest.of(one, one, 0.5).p()).isZero();
        EquivalenceTest far = EquivalenceTest.of(new double[] {2, 2}, one, 0.5);
        assertThat(far.p()).isEqualTo(1);
        assertThat(far.leads()).isZero();
        assertThat(far.trails()).isEqualTo(1);
        assertThat(EquivalenceTest.of(new double[] {1.5, 1.5}, one, 0.5).p()).isEqualTo(0.5);
    }

    @Test
    void aMarginIsPositive() {
        for (double margin : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> EquivalenceTest.of(FIRST, SECOND, margin))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("margin = " + margin);
        }
        assertThatThrownBy(() -> EquivalenceTest.of(new double[] {1}, SECOND, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
