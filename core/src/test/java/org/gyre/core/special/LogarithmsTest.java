package org.gyre.core.special;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

/// Against the logarithm of the JDK, which is within one unit in the last place.
class LogarithmsTest {
    @Test
    void logarithmsAreThoseOfTheJdkToTwoUnitsInTheLastPlaceInArraysOfEveryLength() {
        CounterRandom random = RandomStream.of(1).generator();
        for (int n = 0; n < 40; n++) {
            double[] values = new double[n];
            for (int i = 0; i < n; i++) {
                values[i] = Math.scalb(1 + random.nextDouble(), random.nextInt(2000) - 1000);
            }
            double[] logs = values.clone();
            Logarithms.inPlace(logs);
            for (int i = 0; i < n; i++) {
                double expected = Math.log(values[i]);
                assertThat(Math.abs(logs[i] - expected)).isLessThanOrEqualTo(2 * Math.ulp(expected));
            }
        }
    }

    @Test
    void theLogarithmOfANumberDoesNotDependOnItsPlace() {
        double[] values = new double[37];
        Arrays.fill(values, 0.3);
        Logarithms.inPlace(values);
        assertThat(values).containsOnly(values[0]);
    }

    @Test
    void zeroHasTheLogarithmOfMinusInfinity() {
        double[] values = {0, 1, 0};
        Logarithms.inPlace(values);
        assertThat(values).containsExactly(Double.NEGATIVE_INFINITY, 0, Double.NEGATIVE_INFINITY);
    }
}
