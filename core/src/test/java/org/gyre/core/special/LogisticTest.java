package org.gyre.core.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

/// The vectorised forms against the scalar ones, which rest on the exponential of the JDK.
class LogisticTest {
    @Test
    void bothEqualsTheScalarFunctionInArraysOfEveryLength() {
        CounterRandom random = RandomStream.of(1).generator();
        for (int n = 0; n < 40; n++) {
            double[] x = new double[n];
            Arrays.setAll(x, i -> Math.scalb(random.nextGaussian(), random.nextInt(20) - 12));
            double[] on = new double[n];
            double[] off = new double[n];
            Logistic.both(x, n, on, off);
            double[] inPlace = x.clone();
            Logistic.inPlace(inPlace, n);
            for (int i = 0; i < n; i++) {
                double expected = Logistic.logistic(x[i]);
                double opposite = Logistic.logistic(-x[i]);
                assertThat(on[i]).isCloseTo(expected, within(5 * Math.ulp(expected)));
                assertThat(off[i]).isCloseTo(opposite, within(5 * Math.ulp(opposite)));
                assertThat(inPlace[i]).isEqualTo(on[i]);
            }
        }
    }

    @Test
    void neitherSideIsEverZero() {
        double[] x = {-1e300, -800, -708, 0, 708, 800, Double.MAX_VALUE};
        double[] off = new double[x.length];
        double[] on = new double[x.length];
        Logistic.both(x, x.length, on, off);
        for (int i = 0; i < x.length; i++) {
            assertThat(on[i]).isPositive().isLessThanOrEqualTo(1);
            assertThat(off[i]).isPositive().isLessThanOrEqualTo(1).isEqualTo(on[x.length - 1 - i]);
        }
        assertThat(on[3]).isEqualTo(0.5);
        assertThat(on[2]).isCloseTo(Math.exp(-708), within(1e-12 * Math.exp(-708)));
    }

    @Test
    void notANumberStaysWhatItIs() {
        double[] x = {Double.NaN, 1};
        Logistic.inPlace(x, 2);
        assertThat(x[0]).isNaN();
    }

    /// A compiled loop has the bits of the interpreted one: a run must not depend on when the
    /// compiler came by.
    @Test
    void theBitsAreTheSameBeforeAndAfterCompilation() {
        CounterRandom random = RandomStream.of(2).generator();
        double[] values = new double[512];
        Arrays.setAll(values, i -> 3 * random.nextGaussian());
        double[] first = values.clone();
        Logistic.inPlace(first, 512);
        for (int round = 0; round < 3000; round++) {
            double[] again = values.clone();
            Logistic.inPlace(again, 512);
            assertThat(Arrays.equals(again, first)).as("round %s", round).isTrue();
        }
    }
}
