package org.gyre.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class KolmogorovSmirnovTest {
    /// Distribution function of the uniform law on (0, 1).
    private static double uniform(double x) {
        return Math.clamp(x, 0, 1);
    }

    @Test
    void theDistanceIsTheLargestGapOnEitherSideOfAStep() {
        assertThat(KolmogorovSmirnov.distance(new double[] {0.3}, KolmogorovSmirnovTest::uniform))
                .isCloseTo(0.7, within(1e-15));
        // Steps of 1/4 at 0.1, 0.2, 0.3, 0.9: the gap is widest just after 0.3, where it is 3/4 − 0.3.
        assertThat(KolmogorovSmirnov.distance(new double[] {0.9, 0.2, 0.1, 0.3}, KolmogorovSmirnovTest::uniform))
                .isCloseTo(0.45, within(1e-15));
    }

    @Test
    void theMidpointGridHasTheSmallestPossibleDistance() {
        int n = 50;
        double[] grid = new double[n];
        Arrays.setAll(grid, i -> (i + 0.5) / n);
        assertThat(KolmogorovSmirnov.distance(grid, KolmogorovSmirnovTest::uniform))
                .isCloseTo(0.5 / n, within(1e-15));
    }

    @Test
    void tiedValuesCountAsOneStep() {
        assertThat(KolmogorovSmirnov.distance(new double[] {0.5, 0.5}, KolmogorovSmirnovTest::uniform))
                .isCloseTo(0.5, within(1e-15));
    }

    @Test
    void criticalValuesOfKolmogorovsLimitHaveTheirLevels() {
        // Smirnov's table: λ = 1.2238, 1.3581, 1.6276 at 0.10, 0.05, 0.01; at n = 10⁸ the correction vanishes.
        double root = 1e4;
        assertThat(KolmogorovSmirnov.pValue(1.2238 / root, 100_000_000)).isCloseTo(0.10, within(1e-4));
        assertThat(KolmogorovSmirnov.pValue(1.3581 / root, 100_000_000)).isCloseTo(0.05, within(1e-4));
        assertThat(KolmogorovSmirnov.pValue(1.6276 / root, 100_000_000)).isCloseTo(0.01, within(1e-4));
        assertThat(KolmogorovSmirnov.pValue(0, 10)).isEqualTo(1);
        assertThat(KolmogorovSmirnov.pValue(1, 100)).isLessThan(1e-80);
    }

    @Test
    void underTheNullFivePercentOfPValuesAreBelowFivePercent() {
        SplittableRandom random = new SplittableRandom(99);
        int rounds = 4000;
        int below = 0;
        for (int i = 0; i < rounds; i++) {
            double d = KolmogorovSmirnov.distance(random.doubles(20).toArray(), KolmogorovSmirnovTest::uniform);
            below += KolmogorovSmirnov.pValue(d, 20) < 0.05 ? 1 : 0;
        }
        // Binomial(4000, 0.05): mean 200, standard deviation 13.8; four of them, plus 0.005 for the approximation.
        assertThat(below / (double) rounds).isCloseTo(0.05, within(4 * 13.8 / rounds + 0.005));
    }

    @Test
    void samplesWithoutValuesOrWithNanAreRefused() {
        assertThatThrownBy(() -> KolmogorovSmirnov.distance(new double[0], KolmogorovSmirnovTest::uniform))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        KolmogorovSmirnov.distance(new double[] {0.2, Double.NaN}, KolmogorovSmirnovTest::uniform))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KolmogorovSmirnov.distance(new double[] {0.2}, x -> 2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KolmogorovSmirnov.pValue(Double.NaN, 5)).isInstanceOf(IllegalArgumentException.class);
    }
}
