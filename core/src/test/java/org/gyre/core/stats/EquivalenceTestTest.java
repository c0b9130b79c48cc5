package org.gyre.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EquivalenceTestTest {
    private static final double[] FIRST = {.962, .965, .958, .967, .961};
    private static final double[] SECOND = {.960, .966, .963, .969, .955};

    /// Three pairs that differ by −1, −2 and −3: a standard error of 1/√3, and P(T > t) = (1 − t / √(t² + 2)) / 2 with
    /// two degrees of freedom.
    @Test
    void twoDegreesOfFreedomInClosedForm() {
        EquivalenceTest test = EquivalenceTest.of(new double[] {1, 2, 3}, new double[] {2, 4, 6}, 3);
        assertThat(test.above()).isCloseTo(upper(1 * Math.sqrt(3)), within(1e-12));
        assertThat(test.below()).isCloseTo(upper(5 * Math.sqrt(3)), within(1e-12));
        assertThat(test.leads()).isCloseTo(upper(-5 * Math.sqrt(3)), within(1e-12));
        assertThat(test.trails()).isCloseTo(upper(-1 * Math.sqrt(3)), within(1e-12));
        assertThat(test.p()).isEqualTo(test.above());
        // The second members lead by two, one more than a margin of one.
        assertThat(EquivalenceTest.of(new double[] {1, 2, 3}, new double[] {2, 4, 6}, 1)
                        .trails())
                .isCloseTo(upper(1 * Math.sqrt(3)), within(1e-12));
    }

    private static double upper(double t) {
        return 0.5 * (1 - t / Math.sqrt(t * t + 2));
    }

    /// The two forms of the test: p ≤ α, and an interval of level 1 − 2α within the margin.
    @Test
    void theIntervalSaysTheSame() {
        PairedTest paired = PairedTest.of(FIRST, SECOND);
        double edge = Math.abs(paired.difference()) + paired.margin(0.9);
        assertThat(EquivalenceTest.of(FIRST, SECOND, 1.0001 * edge).p()).isLessThan(0.05);
        assertThat(EquivalenceTest.of(FIRST, SECOND, edge).p()).isCloseTo(0.05, within(1e-9));
        assertThat(EquivalenceTest.of(FIRST, SECOND, 0.9999 * edge).p()).isGreaterThan(0.05);
    }

    @Test
    void exchangedMembersExchangeTheSides() {
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
