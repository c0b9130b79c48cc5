package org.gyre.measure.avalanche;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.Progress;
import org.gyre.core.SpikeTrains;
import org.gyre.core.Team;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.surrogate.CircularShift;
import org.gyre.measure.surrogate.SpikeJitter;
import org.junit.jupiter.api.Test;

/// Trains that share bursts, trains that share nothing, and numbers that follow from counting.
class AvalancheNullTest {
    /// 20 units over 100 s of a 1 kHz clock; in each of 200 bursts every unit fires within 10 ms, or each unit has 200
    /// bursts at times of its own.
    private static SpikeTrains trains(boolean together) {
        long[][] ticks = new long[20][200];
        RandomStream stream = RandomStream.of(1);
        for (int unit = 0; unit < 20; unit++) {
            CounterRandom times = stream.split(together ? 0 : unit).generator();
            CounterRandom within = stream.split(100 + unit).generator();
            for (int k = 0; k < 200; k++) {
                ticks[unit][k] = times.nextLong(99_980) + within.nextInt(10);
            }
            Arrays.sort(ticks[unit]);
        }
        return new SpikeTrains(ticks, 1000, 100_000);
    }

    @Test
    void sharedBurstsVanishWhenUnitsAreShifted() {
        AvalancheNull compared = AvalancheNull.of(
                trains(true), 4, new CircularShift(), 99, RandomStream.of(2), Team.alone(), Progress.NONE);
        assertThat(compared.meanSize().data()).isGreaterThan(15);
        assertThat(compared.meanSize().mean()).isLessThan(2);
        // The data lie beyond all 99 surrogates: 2 (0 + 1)/100
        assertThat(compared.meanSize().p()).isCloseTo(0.02, within(1e-12));
        assertThat(compared.count().p()).isCloseTo(0.02, within(1e-12));
        assertThat(compared.naiveBranching().data()).isGreaterThan(0.2);
        // 25,000 bins without memory: four standard errors
        assertThat(compared.naiveBranching().mean()).isCloseTo(0, within(4 / Math.sqrt(25_000)));
        assertThat(compared.surrogates()).isEqualTo(99);
    }

    @Test
    void independentTrainsLookLikeTheirSurrogates() {
        AvalancheNull compared = AvalancheNull.of(
                trains(false), 4, new CircularShift(), 99, RandomStream.of(3), Team.alone(), Progress.NONE);
        assertThat(compared.meanSize().data())
                .isCloseTo(
                        compared.meanSize().mean(),
                        within(4 * compared.meanSize().deviation()));
        assertThat(compared.meanSize().p()).isGreaterThan(0.02);
    }

    /// Jitter within windows that are the bins moves no spike to another one, so that every surrogate is the data.
    @Test
    void surrogatesEqualToTheDataHaveAPOfOne() {
        AvalancheNull compared = AvalancheNull.of(
                trains(true), 4, new SpikeJitter(4), 5, RandomStream.of(4), Team.alone(), Progress.NONE);
        assertThat(compared.count().mean()).isEqualTo(compared.count().data());
        assertThat(compared.count().deviation()).isZero();
        assertThat(compared.count().p()).isEqualTo(1);
    }

    @Test
    void aSilentRecordingAndASingleSurrogateAreRefused() {
        SpikeTrains silent = new SpikeTrains(new long[2][0], 1000, 100);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> AvalancheNull.of(
                        silent, 4, new SpikeJitter(10), 5, RandomStream.of(1), Team.alone(), Progress.NONE))
                .withMessageContaining("no spike");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> AvalancheNull.of(
                        trains(true), 4, new SpikeJitter(10), 1, RandomStream.of(1), Team.alone(), Progress.NONE))
                .withMessageContaining("from 2 to 1000000");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> AvalancheNull.of(
                        trains(true), 4, new SpikeJitter(1), 5, RandomStream.of(1), Team.alone(), Progress.NONE))
                .withMessageContaining("there is only 1 distinct order of this recording");
    }
}
