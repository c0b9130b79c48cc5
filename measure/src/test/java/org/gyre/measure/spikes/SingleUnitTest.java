package org.gyre.measure.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.SpikeTrains;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Rates, intervals and Fano factors of one unit.
final class SingleUnitTest {
    /// The ends of the interval by SciPy 1.17.1: chi2.ppf(0.025, 2n)/2 and chi2.ppf(0.975, 2n + 2)/2.
    @ParameterizedTest
    @CsvSource({
        "0, 0, 3.6888794541139354",
        "1, 0.025317807984289876, 5.571643390938898",
        "10, 4.7953886961324335, 18.39035604201778",
        "1000, 938.9730184076952, 1063.952136016302",
        "464883, 463547.5983110376, 466221.29743184557"
    })
    void theIntervalOfARateIsGarwoods(long spikes, double lower, double upper) {
        FiringRate rate = FiringRate.of(spikes, 10, 0.95);
        assertThat(rate.hertz()).isEqualTo(spikes / 10.0);
        assertThat(10 * rate.lower()).isCloseTo(lower, within(1e-9 * Math.max(1, lower)));
        assertThat(10 * rate.upper()).isCloseTo(upper, within(1e-9 * upper));
    }

    @Test
    void aRecordingWithoutLengthHasNoRate() {
        assertThatThrownBy(() -> FiringRate.of(0, 0, 0.95))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must have a length");
    }

    /// Intervals 1, 3, 2: CV = 1/2; |differences| / sums are 1/2 and 1/5.
    @Test
    void intervalsOfFourSpikesAreThoseWorkedOutByHand() {
        IntervalStatistics statistics = IntervalStatistics.of(new long[] {10, 11, 14, 16}, 1000, 2);
        assertThat(statistics.intervals()).isEqualTo(3);
        assertThat(statistics.mean().orElseThrow()).isEqualTo(0.002);
        assertThat(statistics.median().orElseThrow()).isEqualTo(0.002);
        assertThat(statistics.cv().orElseThrow()).isCloseTo(0.5, within(1e-15));
        assertThat(statistics.cv2().orElseThrow()).isCloseTo(2 * (0.5 + 0.2) / 2, within(1e-15));
        assertThat(statistics.lv().orElseThrow()).isCloseTo(3 * (0.25 + 0.04) / 2, within(1e-15));
        assertThat(statistics.refractoryShare().orElseThrow()).isCloseTo(1 / 3.0, within(1e-15));
    }

    /// A gamma process of order κ has CV = 1/√κ and LV = 3 / (2κ + 1) (Shinomoto et al. 2003); for κ = 1, Poisson, CV2
    /// is 1. The bounds are four standard errors at 100,000 intervals.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aGammaProcessHasTheVariationOfItsOrder(int order) {
        long[] train =
                SyntheticTrains.gamma(order, 1e6, 100_000, RandomStream.of(3).split(order));
        IntervalStatistics statistics = IntervalStatistics.of(train, 1e6, 0);
        assertThat(statistics.cv().orElseThrow()).isCloseTo(1 / Math.sqrt(order), within(0.013));
        assertThat(statistics.lv().orElseThrow()).isCloseTo(3.0 / (2 * order + 1), within(0.015));
        if (order == 1) {
            assertThat(statistics.cv2().orElseThrow()).isCloseTo(1, within(0.01));
        }
    }

    @Test
    void aClockDoesNotVary() {
        IntervalStatistics statistics = IntervalStatistics.of(new long[] {0, 7, 14, 21}, 1000, 7);
        assertThat(statistics.cv()).hasValue(0);
        assertThat(statistics.cv2()).hasValue(0);
        assertThat(statistics.lv()).hasValue(0);
        assertThat(statistics.refractoryShare()).hasValue(0);
    }

    @Test
    void whatFewSpikesCannotTellIsAbsent() {
        for (long[] train : new long[][] {{}, {5}}) {
            IntervalStatistics none = IntervalStatistics.of(train, 1000, 2);
            assertThat(none.intervals()).isZero();
            assertThat(none.mean()).isEmpty();
            assertThat(none.median()).isEmpty();
            assertThat(none.refractoryShare()).isEmpty();
            assertThat(none.cv()).isEmpty();
        }
        IntervalStatistics one = IntervalStatistics.of(new long[] {5, 6}, 1000, 2);
        assertThat(one.mean()).hasValue(0.001);
        assertThat(one.refractoryShare()).hasValue(1);
        assertThat(one.cv()).isEmpty();
        assertThat(one.cv2()).isEmpty();
        assertThat(one.lv()).isEmpty();
    }

    @Test
    void spikesInOneTickHaveIntervalsOfZeroWithoutVariation() {
        IntervalStatistics same = IntervalStatistics.of(new long[] {4, 4, 4, 4}, 1000, 1);
        assertThat(same.mean()).hasValue(0);
        assertThat(same.cv()).isEmpty();
        assertThat(same.cv2()).hasValue(0);
        assertThat(same.lv()).hasValue(0);
        assertThat(same.refractoryShare()).hasValue(1);
    }

    /// Intervals of 1, 9, 10 and 99 ms with one bin for each decade: the edge of 10 ms belongs to the later bin.
    @Test
    void anIntervalOnAnEdgeBelongsToTheLaterLogarithmicBin() {
        IntervalHistogram histogram = IntervalHistogram.of(new long[] {0, 0, 1, 10, 20, 119}, 1000, 1);
        assertThat(histogram.counts()).containsExactly(2, 2);
        assertThat(histogram.zeros()).isOne();
        assertThat(histogram.edges()).containsExactly(new double[] {1e-3, 1e-2, 1e-1}, within(1e-15));
    }

    @Test
    void logarithmicBinsHoldEveryInterval() {
        long[] train = SyntheticTrains.gamma(1, 40, 5000, RandomStream.of(4));
        for (int binsPerDecade : new int[] {1, 5, 10, 37}) {
            IntervalHistogram histogram = IntervalHistogram.of(train, 30_000, binsPerDecade);
            assertThat(Arrays.stream(histogram.counts()).sum() + histogram.zeros())
                    .isEqualTo(4999);
            assertThat(histogram.counts()[0]).isPositive();
            assertThat(histogram.counts()[histogram.counts().length - 1]).isPositive();
        }
        assertThat(IntervalHistogram.of(new long[] {3}, 1000, 10).counts()).isEmpty();
        assertThat(IntervalHistogram.of(new long[] {3, 3}, 1000, 10).zeros()).isOne();
    }

    /// Counts 2, 0, 1, 1 in windows of 10: mean 1, variance 2/3. The jackknife by its definition.
    @Test
    void theFanoFactorAndItsErrorAreThoseOfTheirDefinitions() {
        SpikeTrains trains = new SpikeTrains(new long[][] {{0, 9, 25, 30}}, 1000, 47);
        FanoFactor fano = FanoFactor.of(trains, 0, 10);
        assertThat(fano.windows()).isEqualTo(4);
        assertThat(fano.meanCount()).isEqualTo(1);
        assertThat(fano.fano().orElseThrow()).isCloseTo(2 / 3.0, within(1e-15));
        double[] without = {
            variance(0, 1, 1) / (2 / 3.0), variance(2, 1, 1) / (4 / 3.0), variance(2, 0, 1), variance(2, 0, 1)
        };
        double mean = Arrays.stream(without).sum() / 4;
        double squares =
                Arrays.stream(without).map(f -> (f - mean) * (f - mean)).sum();
        assertThat(fano.standardError().orElseThrow()).isCloseTo(Math.sqrt(0.75 * squares), within(1e-14));
    }

    private static double variance(double... x) {
        double mean = Arrays.stream(x).sum() / x.length;
        return Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1);
    }

    /// For a Poisson process the factor is 1 with a variance of about 2/(n − 1) at every width; here one in fifty ticks
    /// fires, so that 0.98 is exact.
    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1000})
    void aPoissonProcessHasAFanoFactorOfOneAtEveryWidth(int width) {
        SpikeTrains trains = SyntheticTrains.bernoulli(1, 0.02, 1_000_000, RandomStream.of(8));
        FanoFactor fano = FanoFactor.of(trains, 0, width);
        double expected = Math.sqrt(2.0 / (fano.windows() - 1));
        assertThat(fano.fano().orElseThrow()).isCloseTo(0.98, within(4 * expected));
        // The fourth moment of a small count adds 1/(n mean) to the variance.
        double exact = Math.sqrt(2.0 / fano.windows() + 1 / (fano.windows() * fano.meanCount()));
        assertThat(fano.standardError().orElseThrow()).isBetween(0.7 * expected, 1.4 * exact);
    }

    @Test
    void aClockHasAFanoFactorOfZeroAndASilentUnitNone() {
        SpikeTrains trains = new SpikeTrains(new long[][] {{5, 15, 25, 35}, {}, {3}}, 1000, 40);
        assertThat(FanoFactor.of(trains, 0, 10).fano()).hasValue(0);
        assertThat(FanoFactor.of(trains, 0, 10).standardError()).hasValue(0);
        assertThat(FanoFactor.of(trains, 1, 10).fano()).isEmpty();
        assertThat(FanoFactor.of(trains, 2, 10).fano()).hasValue(1);
        assertThat(FanoFactor.of(trains, 2, 10).standardError()).isEmpty();
        assertThat(FanoFactor.of(trains, 0, 40).fano()).isEmpty();
        assertThatThrownBy(() -> FanoFactor.of(trains, 0, 41))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("shorter than one bin");
    }
}
