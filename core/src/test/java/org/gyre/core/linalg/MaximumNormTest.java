package org.gyre.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

/// Against the largest magnitude of a stream of numbers.
class MaximumNormTest {
    @Test
    void theLargestMagnitudeOfArraysOfEveryLength() {
        CounterRandom random = RandomStream.of(1).generator();
        for (int n = 0; n < 40; n++) {
            double[] x = new double[n + 3];
            Arrays.setAll(x, i -> random.nextGaussian());
            // What follows the numbers does not count.
            Arrays.fill(x, n, n + 3, 99);
            double expected = Arrays.stream(x, 0, n).map(Math::abs).max().orElse(0);
            assertThat(MaximumNorm.of(x, n)).isEqualTo(expected);
        }
    }

    @Test
    void whatIsNotFiniteShowsWhereverItStands() {
        for (int place = 0; place < 20; place++) {
            double[] x = new double[20];
            x[place] = Double.NEGATIVE_INFINITY;
            assertThat(MaximumNorm.of(x, 20)).isInfinite().isPositive();
            x[(place + 1) % 20] = Double.NaN;
            assertThat(MaximumNorm.of(x, 20)).isNaN();
        }
    }
}
