package org.gyre.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankCorrelationTest {
    @Test
    void anyMonotoneRelationHasOneOrMinusOne() {
        double[] x = {-3, 0.1, 2, 7};
        assertThat(RankCorrelation.of(x, new double[] {Math.exp(-3), Math.exp(0.1), Math.exp(2), Math.exp(7)}))
                .isCloseTo(1, within(1e-15));
        assertThat(RankCorrelation.of(x, new double[] {9, 8, -1, -2})).isCloseTo(-1, within(1e-15));
    }

    /// Without ties ρ = 1 − 6 Σ d²/(n (n² − 1)): ranks 1 2 3 4 5 and 2 1 4 3 5 differ by 1 four times, 1 − 24/120.
    @Test
    void withoutTiesItIsTheFormulaOfTheTextbooks() {
        assertThat(RankCorrelation.of(new double[] {1, 2, 3, 4, 5}, new double[] {20, 10, 40, 30, 50}))
                .isCloseTo(0.8, within(1e-15));
    }

    /// Ranks 0, 1.5, 1.5, 3 with 0, 1, 2, 3: covariance 4.5, variances 4.5 and 5.
    @Test
    void equalValuesShareTheMeanOfTheirRanks() {
        assertThat(RankCorrelation.of(new double[] {1, 2, 2, 3}, new double[] {1, 2, 3, 4}))
                .isCloseTo(4.5 / Math.sqrt(4.5 * 5), within(1e-15));
    }

    @Test
    void aConstantHasNone() {
        assertThat(RankCorrelation.of(new double[] {1, 1, 1}, new double[] {1, 2, 3}))
                .isNaN();
    }

    @Test
    void listsOfDifferentLengthAreRefused() {
        assertThatThrownBy(() -> RankCorrelation.of(new double[] {1, 2}, new double[] {1}))
                .hasMessage("rank correlation of 2 with 1 values: give as many of both, at least 2");
    }
}
