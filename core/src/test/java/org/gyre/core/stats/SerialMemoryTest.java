package org.gyre.core.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

final class SerialMemoryTest {
    /// Of an autoregression with coefficient a the variance of the mean is (1 + a)/(1 − a) times
    /// that of independent values: 1.22 at a = 0.1, 1.11 at a = 0.05, between which the factor 1.2
    /// lies.
    private static double[] autoregression(double a, int steps, int seed) {
        CounterRandom random = RandomStream.of(seed).split("autoregression").generator();
        double[] series = new double[steps];
        for (int t = 1; t < steps; t++) {
            series[t] = a * series[t - 1] + random.nextGaussian();
        }
        return series;
    }

    @Test
    void theFactorOfAnAutoregressionDecides() {
        for (int seed = 0; seed < 5; seed++) {
            assertThat(SerialMemory.in(autoregression(0.2, 100_000, seed), 100_000))
                    .isTrue();
            assertThat(SerialMemory.in(autoregression(0.95, 2000, seed), 2000)).isTrue();
            assertThat(SerialMemory.in(autoregression(0.05, 100_000, seed), 100_000))
                    .isFalse();
        }
    }

    /// A pair of lags is above three standard errors by chance once in 740 series; 15 of 1000 would
    /// be met with a probability below 1e-10.
    @Test
    void independentValuesHaveNone() {
        int found = 0;
        for (int seed = 0; seed < 1000; seed++) {
            found += SerialMemory.in(autoregression(0, 500, seed), 500) ? 1 : 0;
        }
        assertThat(found).isLessThan(15);
    }

    /// Pairs of equal values, two of a trial: alike within trials; as trials of one value they have
    /// no neighbours.
    @Test
    void valuesOfOtherTrialsAreNoNeighbours() {
        double[] random = autoregression(0, 500, 1);
        double[] twice = new double[1000];
        int[] pairs = new int[500];
        int[] single = new int[1000];
        for (int i = 0; i < 1000; i++) {
            twice[i] = random[i / 2];
            pairs[i / 2] = 2;
            single[i] = 1;
        }
        assertThat(SerialMemory.in(twice, pairs)).isTrue();
        assertThat(SerialMemory.in(twice, single)).isFalse();
    }

    /// Products of two independent autoregressions with coefficient 0.5: their correlation at lag l
    /// is 1/4^l. At the length at which a series can be told they are found about every second
    /// time, and at three times that length nearly always.
    @Test
    void fewValuesCannotTellANotableMemory() {
        for (int length : new int[] {0, 2, 20, 50, 100, 200}) {
            assertThat(SerialMemory.canTell(length)).as("length %d", length).isEqualTo(length == 0);
        }
        assertThat(SerialMemory.canTell(208)).isTrue();
        assertThat(foundProducts(208)).isBetween(0.35, 0.65);
        assertThat(foundProducts(624)).isGreaterThan(0.9);
        assertThat(foundProducts(50)).isLessThan(0.1);
    }

    private static double foundProducts(int length) {
        int found = 0;
        for (int seed = 0; seed < 500; seed++) {
            double[] product = autoregression(0.5, length, 2 * seed);
            double[] other = autoregression(0.5, length, 2 * seed + 1);
            for (int t = 0; t < length; t++) {
                product[t] *= other[t];
            }
            found += SerialMemory.in(product, length) ? 1 : 0;
        }
        return found / 500.0;
    }

    /// In trials of four there are three quarters of the neighbours, and half of those two steps
    /// apart; trials of one value leave nothing to tell.
    @Test
    void trialsHaveFewerNeighbours() {
        int[] fours = new int[60];
        Arrays.fill(fours, 4);
        int[] single = new int[60];
        Arrays.fill(single, 1);
        assertThat(SerialMemory.canTell(240)).isTrue();
        assertThat(SerialMemory.canTell(fours)).isFalse();
        assertThat(SerialMemory.canTell(single)).isTrue();
    }

    @Test
    void constantsAndNothingHaveNone() {
        assertThat(SerialMemory.in(new double[100], 100)).isFalse();
        assertThat(SerialMemory.in(new double[] {1}, 1)).isFalse();
    }
}
