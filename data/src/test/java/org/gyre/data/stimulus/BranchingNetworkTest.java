package org.gyre.data.stimulus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BranchingNetworkTest {
    /// h/(1 − m), the mean of a driven branching process, within five standard errors: its variance in a
    /// step is mean/(1 − m²), and successive steps correlate as m^k, so that the mean of T of them has the
    /// variance mean/(1 − m²) · (1 + m)/(1 − m)/T. With 100,000 units kicks all but never meet.
    @ParameterizedTest
    @CsvSource({"0, 0.3", "0.5, 0.1", "0.9, 0.02", "0.98, 0.05"})
    void meanActivityIsThatOfABranchingProcess(double branching, double drive) {
        int steps = 400_000;
        BranchingNetwork.Spikes spikes =
                new BranchingNetwork(100_000, branching, drive).run(steps, RandomStream.of(11));
        double mean = drive / (1 - branching);
        double variance = mean / (1 - branching * branching) * (1 + branching) / (1 - branching) / steps;
        assertThat((double) spikes.times().length / steps).isEqualTo(mean, within(5 * Math.sqrt(variance)));
    }

    /// Without branching a step is silent with probability e^(−h): 1 − e^(−h) of the steps are not, within
    /// five standard errors.
    @Test
    void silenceBetweenKicksIsThatOfAPoissonProcess() {
        int steps = 500_000;
        double drive = 0.4;
        int[] counts = new BranchingNetwork(100_000, 0, drive)
                .run(steps, RandomStream.of(2))
                .counts(100_000, 1);
        int active = 0;
        for (int count : counts) {
            active += count > 0 ? 1 : 0;
        }
        double p = 1 - Math.exp(-drive);
        assertThat((double) active / steps).isEqualTo(p, within(5 * Math.sqrt(p * (1 - p) / steps)));
    }

    /// Kicked n times among N, a unit is met with probability 1 − (1 − 1/N)^n: at m = 1 activity stays
    /// bounded.
    @Test
    void noUnitFiresTwiceInAStep() {
        BranchingNetwork.Spikes spikes = new BranchingNetwork(10, 1, 2).run(20_000, RandomStream.of(5));
        assertThat(Arrays.stream(spikes.counts(10, 1)).max().orElseThrow()).isEqualTo(10);
        Set<Integer> fired = new HashSet<>();
        for (int i = 0; i < spikes.times().length; i++) {
            if (i > 0 && spikes.times()[i] != spikes.times()[i - 1]) {
                assertThat(spikes.times()[i]).isGreaterThan(spikes.times()[i - 1]);
                fired.clear();
            }
            assertThat(fired.add(spikes.units()[i])).isTrue();
        }
    }

    /// Kicked by a Poisson number of mean h, each of N units fires by itself with probability 1 − e^(−h/N):
    /// the count is binomial. Its mean and variance, within five standard errors.
    @ParameterizedTest
    @CsvSource({"3, 100000", "19.9, 100000", "20.1, 500", "90, 100000", "700, 1000"})
    void manyKicksAreAPoissonNumber(double drive, int units) {
        int steps = 20_000;
        int[] counts = new BranchingNetwork(units, 0, drive)
                .run(steps, RandomStream.of(8))
                .counts(units, 1);
        double p = 1 - Math.exp(-drive / units);
        double variance = units * p * (1 - p);
        double mean = Arrays.stream(counts).average().orElseThrow();
        double spread = Arrays.stream(counts)
                .mapToDouble(c -> (c - units * p) * (c - units * p))
                .average()
                .orElseThrow();
        assertThat(mean).isEqualTo(units * p, within(5 * Math.sqrt(variance / steps)));
        assertThat(spread / variance).isEqualTo(1, within(5 * Math.sqrt((2 + 1 / variance) / steps)));
    }

    @Test
    void nothingDrivesNothing() {
        assertThat(new BranchingNetwork(5, 1, 0).run(1000, RandomStream.of(1)).times())
                .isEmpty();
    }

    @Test
    void binsAndUnitsAreCounted() {
        BranchingNetwork.Spikes spikes =
                new BranchingNetwork.Spikes(7, new int[] {0, 1, 1, 4, 6}, new int[] {2, 0, 1, 0, 0});
        assertThat(spikes.counts(3, 2)).containsExactly(3, 0, 1);
        assertThat(spikes.counts(1, 1)).containsExactly(0, 1, 0, 0, 1, 0, 1);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.5, 0.1", "5, 1.1, 0.1", "5, 0.5, -1", "5, 0.5, 6", "5, NaN, 1"})
    void numbersOutOfRangeAreRefused(int units, double branching, double drive) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new BranchingNetwork(units, branching, drive))
                .withMessageContaining("branching ratio is from 0 to 1");
    }
}
