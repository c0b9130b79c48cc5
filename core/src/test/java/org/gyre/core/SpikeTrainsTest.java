package org.gyre.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SpikeTrainsTest {
    private static final SpikeTrains THREE_UNITS =
            new SpikeTrains(new long[][] {{0, 39, 40, 41}, {}, {40, 40, 99}}, 1000, 100);

    @Test
    void aSpikeOnAnEdgeBelongsToTheLaterBin() {
        BinaryRaster raster = THREE_UNITS.raster(40, 0);
        assertThat(raster.steps()).isEqualTo(3);
        assertThat(raster.get(0, 0)).isTrue();
        assertThat(raster.get(1, 0)).isTrue();
        assertThat(raster.get(0, 2)).isFalse();
        assertThat(raster.get(1, 2)).isTrue();
        assertThat(raster.get(2, 2)).isTrue();
        assertThat(raster.spikeCounts()).containsExactly(2, 0, 2);
    }

    @Test
    void activityCountsEverySpikeAlsoInTheIncompleteLastBin() {
        assertThat(THREE_UNITS.activity(40, 0)).containsExactly(2, 4, 1);
        assertThat(THREE_UNITS.spikes()).isEqualTo(7);
    }

    @Test
    void binsMayStartAtAnyTickAndEarlierSpikesAreLeftOut() {
        assertThat(THREE_UNITS.activity(40, 39)).containsExactly(5, 1);
        assertThat(THREE_UNITS.raster(40, 39).steps()).isEqualTo(2);
        assertThat(THREE_UNITS.firstSpike()).isZero();
        assertThat(new SpikeTrains(new long[][] {{}, {7, 8}}, 1, 9).firstSpike())
                .isEqualTo(7);
    }

    @Test
    void shiftingAllSpikesByWholeBinsShiftsTheActivity() {
        long[] ticks = {3, 8, 8, 17, 40};
        int[] plain = new SpikeTrains(new long[][] {ticks}, 1, 41).activity(8, 0);
        long[] later = ticks.clone();
        for (int i = 0; i < later.length; i++) {
            later[i] += 3 * 8;
        }
        int[] shifted = new SpikeTrains(new long[][] {later}, 1, 41 + 24).activity(8, 0);
        assertThat(shifted).hasSize(plain.length + 3);
        assertThat(IntStream.of(shifted).skip(3).toArray()).isEqualTo(plain);
    }

    @Test
    void millisecondsOnBinEdgesFallIntoTheBinTheirTickSays() {
        // The k-th spike is k · 4 ms, written in seconds; flooring k·0.004 / 0.004 would move some of them.
        int count = 10_000;
        double[] seconds = IntStream.range(0, count).mapToDouble(k -> k * 0.004).toArray();
        SpikeTrains trains = SpikeTrains.ofSeconds(new double[][] {seconds}, 20_000);
        assertThat(trains.activity(trains.ticksIn(0.004), 0)).hasSize(count).containsOnly(1);
        assertThat(IntStream.range(0, count).filter(k -> (int) Math.floor(seconds[k] / 0.004) != k))
                .as("the naive way is wrong somewhere, or this test tests nothing")
                .isNotEmpty();
    }

    @Test
    void aSilentRecordingHasSilentBins() {
        SpikeTrains silent = new SpikeTrains(new long[][] {{}, {}}, 1000, 50);
        assertThat(silent.firstSpike()).isEqualTo(50);
        assertThat(silent.activity(20, 0)).containsExactly(0, 0, 0);
        assertThat(silent.activity(20, 50)).isEmpty();
        assertThat(SpikeTrains.ofSeconds(new double[2][0], 1000).raster(1, 0).steps())
                .isZero();
    }

    @Test
    void aSpanMustBeAWholeNumberOfTicks() {
        assertThat(THREE_UNITS.ticksIn(0.004)).isEqualTo(4);
        assertThatThrownBy(() -> THREE_UNITS.ticksIn(0.0042))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("for example 0.004 s");
        assertThatThrownBy(() -> THREE_UNITS.ticksIn(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> THREE_UNITS.ticksIn(Double.NaN)).isInstanceOf(InputException.class);
    }

    @Test
    void faultySpikesAreRefusedWithUnitAndPlace() {
        assertThatThrownBy(() -> new SpikeTrains(new long[][] {{1}, {5, 4}}, 1, 10))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("unit 1, spike 1 is at tick 4");
        assertThatThrownBy(() -> new SpikeTrains(new long[][] {{10}}, 1, 10)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new SpikeTrains(new long[][] {{-1}}, 1, 10)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new SpikeTrains(new long[0][], 1, 10)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new SpikeTrains(new long[1][0], Double.NaN, 10))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> SpikeTrains.ofSeconds(new double[][] {{0.5, Double.NaN}}, 1000))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("unit 0, spike 1 is at NaN s");
    }

    @Test
    void binsThatWouldNotFitIntoMemoryAreRefused() {
        SpikeTrains years = new SpikeTrains(new long[][] {{0}}, 1e9, Long.MAX_VALUE);
        assertThatThrownBy(() -> years.activity(1, 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("use wider bins");
    }
}
