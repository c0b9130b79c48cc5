package org.gyre.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class CorrelationTest {
    @Test
    void pearsonOfAnAffineImageIsPlusOrMinusOne() {
        double[] x = {3, -1, 4, 1, -5, 9};
        double[] up = Arrays.stream(x).map(v -> 1e6 + 2 * v).toArray();
        double[] down = Arrays.stream(x).map(v -> 7 - 0.1 * v).toArray();
        assertThat(Correlation.pearson(x, up)).isCloseTo(1, within(1e-9));
        assertThat(Correlation.pearson(x, down)).isCloseTo(-1, within(1e-14));
    }

    @Test
    void pearsonOfASmallSampleIsItsFraction() {
        // Deviations (−1, 0, 1) and (−1, 1, 0): 1 / √(2 · 2).
        assertThat(Correlation.pearson(new double[] {1, 2, 3}, new double[] {4, 6, 5}))
                .isCloseTo(0.5, within(1e-15));
    }

    @Test
    void spearmanSeesOnlyTheOrder() {
        double[] x = {1, 2, 3, 4, 5};
        assertThat(Correlation.spearman(x, new double[] {-1e9, 0, 1e-3, 2, 1e12}))
                .isCloseTo(1, within(1e-15));
        // Without ties ρ = 1 − 6 ∑ d² / (n (n² − 1)); one swap of neighbours gives ∑ d² = 2.
        assertThat(Correlation.spearman(x, new double[] {1, 2, 3, 5, 4})).isCloseTo(0.9, within(1e-15));
    }

    @Test
    void tiedValuesShareTheirMeanRank() {
        assertThat(Correlation.ranks(new double[] {2, 0.0, 2, -0.0, 2, 7})).containsExactly(4, 1.5, 4, 1.5, 4, 6);
    }

    @Test
    void theCosineIsZeroForRightAnglesAndSurvivesExtremeScales() {
        assertThat(Correlation.cosine(new double[] {1, 0}, new double[] {0, 1})).isZero();
        assertThat(Correlation.cosine(new double[] {1e300, 0}, new double[] {1e-300, 1e-300}))
                .isCloseTo(Math.sqrt(0.5), within(1e-15));
        assertThat(Correlation.cosine(new double[] {0.1, 0.2, 0.3}, new double[] {0.1, 0.2, 0.3}))
                .isLessThanOrEqualTo(1)
                .isCloseTo(1, within(1e-15));
    }

    @Test
    void undefinedCasesAreRefused() {
        double[] some = {1, 2, 3};
        double[] constant = {0.1, 0.1, 0.1};
        assertThatThrownBy(() -> Correlation.pearson(some, constant))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("y is constant");
        assertThatThrownBy(() -> Correlation.spearman(constant, some)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Correlation.cosine(some, new double[3])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Correlation.cosine(some, new double[2])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Correlation.pearson(new double[0], new double[0]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Correlation.pearson(new double[] {1, Double.NaN, 2}, some))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x[1]");
    }
}
