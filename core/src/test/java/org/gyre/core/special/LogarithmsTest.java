package org.gyre.core.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

    /// About one the logarithm is small, and what cancels in it counts: 20 000 numbers from 0.7 to 1.4, and those next
    /// to one and to the ends of the reduced range.
    @Test
    void logarithmsAreThoseOfTheJdkToTwoUnitsInTheLastPlaceAboutOne() {
        CounterRandom random = RandomStream.of(3).generator();
        double[] values = new double[20_000];
        Arrays.setAll(values, i -> 0.7 + 0.7 * random.nextDouble());
        for (int i = 0; i < 50; i++) {
            values[i] = 1 + Math.scalb(1.0, -i - 2);
            values[50 + i] = 1 - Math.scalb(1.0, -i - 2);
            values[100 + i] = Math.sqrt(0.5) * (1 + (i - 25) * 0x1p-52);
            values[150 + i] = Math.sqrt(2) * (1 + (i - 25) * 0x1p-52);
        }
        double[] logs = values.clone();
        Logarithms.inPlace(logs);
        for (int i = 0; i < values.length; i++) {
            double expected = StrictMath.log(values[i]);
            assertThat(Math.abs(logs[i] - expected)).as("%s", values[i]).isLessThanOrEqualTo(2 * Math.ulp(expected));
        }
    }

    @Test
    void theLogarithmOfANumberDoesNotDependOnItsPlace() {
        double[] values = new double[37];
        Arrays.fill(values, 0.3);
        Logarithms.inPlace(values);
        assertThat(values).containsOnly(values[0]);
    }

    /// A compiled loop has the bits of the interpreted one: a run must not depend on when the
    /// compiler came by.
    @Test
    void theBitsAreTheSameBeforeAndAfterCompilation() {
        CounterRandom random = RandomStream.of(2).generator();
        double[] values = new double[512];
        Arrays.setAll(values, i -> random.nextDouble());
        double[] first = values.clone();
        Logarithms.inPlace(first);
        for (int round = 0; round < 3000; round++) {
            double[] again = values.clone();
            Logarithms.inPlace(again);
            assertThat(Arrays.equals(again, first)).as("round %s", round).isTrue();
        }
    }

    /// log(2^-1074 m) = log m − 1074 log 2.
    @Test
    void denormalNumbersHaveTheirLogarithm() {
        double[] values = {Double.MIN_VALUE, 3 * Double.MIN_VALUE, 1e-310, Double.MIN_NORMAL, Double.MAX_VALUE, 1};
        double[] logs = values.clone();
        Logarithms.inPlace(logs);
        for (int i = 0; i < values.length; i++) {
            assertThat(logs[i]).isCloseTo(StrictMath.log(values[i]), within(2 * Math.ulp(StrictMath.log(values[i]))));
        }
    }

    @Test
    void zeroHasTheLogarithmOfMinusInfinity() {
        double[] values = {0, 1, 0};
        Logarithms.inPlace(values);
        assertThat(values).containsExactly(Double.NEGATIVE_INFINITY, 0, Double.NEGATIVE_INFINITY);
    }
}
