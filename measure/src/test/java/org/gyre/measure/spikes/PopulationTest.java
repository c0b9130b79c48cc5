package org.gyre.measure.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.InputException;
import org.gyre.core.SpikeTrains;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

/// Counts in bins and the activity of all units.
final class PopulationTest {
    private static final SpikeTrains TRAINS =
            new SpikeTrains(new long[][] {{0, 3, 9, 10, 29}, {}, {10, 10, 19, 31}}, 1000, 32);

    /// A spike at tick 10 belongs to the second bin; the two ticks after the third bin, and the spike in them, do not
    /// count.
    @Test
    void countsAreThoseOfWholeBins() {
        SpikeCounts counts = SpikeCounts.of(TRAINS, 10);
        assertThat(counts.bins()).isEqualTo(3);
        assertThat(counts.of(0)).containsExactly(3, 1, 1);
        assertThat(counts.of(1)).containsExactly(0, 0, 0);
        assertThat(counts.of(2)).containsExactly(0, 3, 0);
        assertThat(counts.activity()).containsExactly(3, 4, 1);
        assertThat(counts.activeUnits()).containsExactly(1, 2, 1);
        assertThat(counts.sum(2)).isEqualTo(3);
        assertThat(counts.sumOfSquares(0)).isEqualTo(11);
        assertThat(counts.spikesLeftOut()).isOne();
    }

    /// Where all bins are whole, the two ways to bin agree.
    @Test
    void activityIsThatOfTheTrains() {
        SpikeTrains trains = SyntheticTrains.switching(5, 0.2, 10_000, RandomStream.of(2));
        assertThat(SpikeCounts.of(trains, 8).activity()).isEqualTo(trains.activity(8, 0));
    }

    @Test
    void aRecordingShorterThanABinIsRefused() {
        assertThatThrownBy(() -> SpikeCounts.of(TRAINS, 33))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("use narrower bins");
    }

    /// Activity 3, 4, 1: mean 8/3, variance 7/3.
    @Test
    void theActivityOfThreeBinsIsThatWorkedOutByHand() {
        PopulationActivity activity = PopulationActivity.of(SpikeCounts.of(TRAINS, 10));
        assertThat(activity.meanSpikes()).isCloseTo(8 / 3.0, within(1e-15));
        assertThat(activity.fano().orElseThrow()).isCloseTo(7 / 8.0, within(1e-15));
        assertThat(activity.silentBins()).isZero();
        assertThat(activity.mostActiveUnits()).isEqualTo(2);
        // Variances (divisor 3): of the mean of the units 14/9/9, of the units 8/9, 0 and 2.
        assertThat(activity.synchrony().orElseThrow()).isCloseTo(Math.sqrt(14 / 81.0 / (26 / 27.0)), within(1e-15));
        assertThat(activity.burstIndex()).isEmpty();
        assertThat(activity.autocorrelation().orElseThrow()).isCloseTo(-1, within(1e-15));
    }

    @Test
    void equalUnitsAreFullySynchronousAndIndependentOnesAreNot() {
        long[] train =
                SyntheticTrains.bernoulli(1, 0.1, 20_000, RandomStream.of(6)).ticks()[0];
        SpikeTrains equal = new SpikeTrains(new long[][] {train, train, train}, 1000, 20_000);
        assertThat(PopulationActivity.of(SpikeCounts.of(equal, 10)).synchrony().orElseThrow())
                .isCloseTo(1, within(1e-12));
        SpikeTrains independent = SyntheticTrains.bernoulli(25, 0.1, 20_000, RandomStream.of(7));
        assertThat(PopulationActivity.of(SpikeCounts.of(independent, 10))
                        .synchrony()
                        .orElseThrow())
                .isCloseTo(1 / 5.0, within(0.02));
    }

    /// Twenty bins, of which the three fullest hold all spikes, or as much as every other.
    @Test
    void theBurstIndexRunsFromConstantActivityToBurstsAlone() {
        long[] bursts = {0, 0, 0, 70, 70, 190};
        long[] clock = new long[20];
        for (int k = 0; k < 20; k++) {
            clock[k] = 10L * k;
        }
        assertThat(burstIndex(bursts)).isCloseTo(1, within(1e-15));
        assertThat(burstIndex(clock)).isCloseTo(0, within(1e-15));
    }

    private static double burstIndex(long[] train) {
        return PopulationActivity.of(SpikeCounts.of(new SpikeTrains(new long[][] {train}, 1000, 200), 10))
                .burstIndex()
                .orElseThrow();
    }

    @Test
    void silenceAndConstantActivityHaveNoVariationToSpeakOf() {
        PopulationActivity silent =
                PopulationActivity.of(SpikeCounts.of(new SpikeTrains(new long[][] {{}, {}}, 1000, 100), 10));
        assertThat(silent.meanSpikes()).isZero();
        assertThat(silent.silentBins()).isEqualTo(1);
        assertThat(silent.fano()).isEmpty();
        assertThat(silent.synchrony()).isEmpty();
        assertThat(silent.burstIndex()).isEmpty();
        assertThat(silent.autocorrelation()).isEmpty();
        PopulationActivity constant =
                PopulationActivity.of(SpikeCounts.of(new SpikeTrains(new long[][] {{5, 15, 25}}, 1000, 30), 10));
        assertThat(constant.fano()).hasValue(0);
        assertThat(constant.synchrony()).isEmpty();
        assertThat(constant.autocorrelation()).isEmpty();
    }
}
