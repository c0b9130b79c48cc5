package org.gyre.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class DescriptiveTest {
    @Test
    void aSumOfCancellingGiantsKeepsItsSmallTerms() {
        assertThat(Sum.of(new double[] {1, 1e100, 1, -1e100})).isEqualTo(2);
        assertThat(Sum.of(new double[0])).isZero();
    }

    @Test
    void aTenthAddedAMillionTimesIsAHundredThousand() {
        double[] tenths = new double[1_000_000];
        Arrays.fill(tenths, 0.1);
        assertThat(Sum.of(tenths)).isCloseTo(100_000, within(1e-10));
        assertThat(Descriptive.mean(tenths)).isEqualTo(0.1);
    }

    @Test
    void theIntegersOneToNHaveTheirClosedFormMoments() {
        int n = 101;
        double[] sample = new double[n];
        Arrays.setAll(sample, i -> i + 1);
        assertThat(Descriptive.mean(sample)).isEqualTo((n + 1) / 2.0);
        assertThat(Descriptive.variance(sample)).isCloseTo(n * (n + 1) / 12.0, within(1e-11));
        assertThat(Descriptive.standardDeviation(sample)).isCloseTo(Math.sqrt(n * (n + 1) / 12.0), within(1e-12));
        assertThat(Descriptive.standardError(sample)).isCloseTo(Math.sqrt((n + 1) / 12.0), within(1e-13));
        assertThat(Descriptive.median(sample)).isEqualTo(51);
    }

    @Test
    void theVarianceDoesNotSufferFromALargeMean() {
        // NIST StRD univariate data set NumAcc4: certified standard deviation 0.1 at mean 10000000.2.
        double[] sample = new double[1001];
        Arrays.setAll(sample, i -> i == 0 ? 10_000_000.2 : i % 2 == 1 ? 10_000_000.1 : 10_000_000.3);
        assertThat(Descriptive.mean(sample)).isCloseTo(10_000_000.2, within(1e-8));
        assertThat(Descriptive.standardDeviation(sample)).isCloseTo(0.1, within(1e-8));
    }

    @Test
    void quantilesInterpolateBetweenOrderStatistics() {
        double[] sample = {40, 10, 30, 20};
        assertThat(Descriptive.quantile(sample, 0)).isEqualTo(10);
        assertThat(Descriptive.quantile(sample, 1)).isEqualTo(40);
        assertThat(Descriptive.quantile(sample, 0.25)).as("position 0.75").isEqualTo(17.5);
        assertThat(Descriptive.median(sample)).isEqualTo(25);
        assertThat(sample).as("the argument is not sorted").containsExactly(40, 10, 30, 20);
    }

    @Test
    void samplesThatAreTooSmallOrNotNumbersAreRefused() {
        assertThatThrownBy(() -> Descriptive.mean(new double[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Descriptive.variance(new double[1])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Descriptive.median(new double[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Descriptive.median(new double[] {1, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Descriptive.quantile(new double[] {1}, 1.1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
