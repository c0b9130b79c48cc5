package org.gyre.measure.spikes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.Progress;
import org.gyre.core.SpikeTrains;
import org.gyre.core.Team;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.surrogate.CircularShift;
import org.gyre.measure.surrogate.IntervalShuffle;
import org.gyre.measure.surrogate.SpikeJitter;
import org.junit.jupiter.api.Test;

/// Relations between two units, and their tests.
final class PairsTest {
    @Test
    void pairsAreNumberedRowByRow() {
        UnitPairs pairs = new UnitPairs(5);
        int expected = 0;
        for (int i = 0; i < 5; i++) {
            for (int j = i + 1; j < 5; j++) {
                assertThat(pairs.index(i, j)).isEqualTo(expected++);
            }
        }
        assertThat(pairs.count()).isEqualTo(10);
        assertThat(new UnitPairs(1).count()).isZero();
        assertThat(new UnitPairs(3).matrix(new double[] {1, 2, 3}, 9))
                .isDeepEqualTo(new double[][] {{9, 1, 2}, {1, 9, 3}, {2, 3, 9}});
    }

    /// Pearson's definition on the dense counts, in two passes.
    @Test
    void countCorrelationsAreThoseOfTheDefinition() {
        SpikeTrains trains = SyntheticTrains.switching(6, 0.1, 5000, RandomStream.of(1));
        SpikeCounts counts = SpikeCounts.of(trains, 25);
        double[] values = new CountCorrelation(25).values(trains);
        UnitPairs pairs = new UnitPairs(6);
        for (int i = 0; i < 6; i++) {
            for (int j = i + 1; j < 6; j++) {
                double[] x = centred(counts.of(i));
                double[] y = centred(counts.of(j));
                double r = product(x, y) / Math.sqrt(product(x, x) * product(y, y));
                assertThat(values[pairs.index(i, j)]).isCloseTo(r, within(1e-13));
            }
        }
    }

    private static double[] centred(int[] counts) {
        double mean = Arrays.stream(counts).average().orElseThrow();
        return Arrays.stream(counts).mapToDouble(n -> n - mean).toArray();
    }

    private static double product(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    /// Δ = 10 in 100 ticks. {20, 50} and {25, 80}: T = 0.42 and P = 0.5 for both, (0.5 − 0.42) / (1 − 0.21).
    /// {20, 25} and {5}: T_A = 0.26 (one stretch), T_B = 0.16 (cut at 0), P_A = 0, P_B = 0.
    @Test
    void tilingCoefficientsAreThoseWorkedOutByHand() {
        SpikeTimeTiling tiling = new SpikeTimeTiling(10);
        assertThat(tiling.values(new SpikeTrains(new long[][] {{20, 50}, {25, 80}}, 1000, 100))[0])
                .isCloseTo(0.08 / 0.79, within(1e-15));
        assertThat(tiling.values(new SpikeTrains(new long[][] {{20, 25}, {5}}, 1000, 100))[0])
                .isCloseTo(-0.21, within(1e-15));
    }

    /// A spike exactly Δt away counts (Cutts and Eglen 2014): P = 1 for both, as of equal trains.
    @Test
    void tilingReachesUpToItsEnds() {
        double[] touching = new SpikeTimeTiling(10).values(new SpikeTrains(new long[][] {{30}, {40}}, 1000, 100));
        assertThat(touching[0]).isCloseTo(1, within(1e-15));
        double[] apart = new SpikeTimeTiling(9).values(new SpikeTrains(new long[][] {{30}, {40}}, 1000, 100));
        assertThat(apart[0]).isCloseTo(-0.19, within(1e-15));
    }

    @Test
    void tilingOfEqualTrainsIsOneAndOfIndependentOnesAboutZero() {
        SpikeTrains trains = SyntheticTrains.bernoulli(2, 0.01, 200_000, RandomStream.of(3));
        assertThat(new SpikeTimeTiling(20).values(trains)[0]).isCloseTo(0, within(0.05));
        long[] train = trains.ticks()[0];
        SpikeTrains equal = new SpikeTrains(new long[][] {train, train}, 1000, 200_000);
        assertThat(new SpikeTimeTiling(20).values(equal)[0]).isEqualTo(1);
        // Everywhere tiled: both terms are 0/0, which counts as 1.
        assertThat(new SpikeTimeTiling(200_000).values(trains)[0]).isEqualTo(1);
    }

    /// Units 0 and 1 share a third of their spikes, units 2 to 5 nothing.
    private static SpikeTrains withOneRelatedPair(long seed) {
        SpikeTrains trains = SyntheticTrains.bernoulli(7, 0.02, 20_000, RandomStream.of(seed));
        long[][] ticks = trains.ticks().clone();
        long[] common = Arrays.stream(ticks[6]).filter(tick -> tick % 2 == 0).toArray();
        ticks[0] = merged(ticks[0], common);
        ticks[1] = merged(ticks[1], common);
        return new SpikeTrains(Arrays.copyOf(ticks, 6), 1000, 20_000);
    }

    private static long[] merged(long[] one, long[] other) {
        long[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        Arrays.sort(both);
        return both;
    }

    @Test
    void aSharedInputIsFoundAmongManyPairs() {
        for (PairStatistic statistic : new PairStatistic[] {new CountCorrelation(5), new SpikeTimeTiling(5)}) {
            PairTest test = PairTest.of(
                    statistic,
                    withOneRelatedPair(5),
                    new CircularShift(),
                    199,
                    RandomStream.of(1),
                    Team.alone(),
                    Progress.NONE);
            assertThat(test.p()[0]).isEqualTo(1 / 200.0);
            assertThat(test.familyWise()[0]).isEqualTo(1 / 200.0);
            assertThat(test.discoveryRate()[0]).isCloseTo(15 / 200.0, within(1e-12));
            assertThat(test.z()[0]).isGreaterThan(5);
            assertThat(test.expected()[0]).isCloseTo(0, within(0.02));
            for (int pair = 1; pair < 15; pair++) {
                assertThat(test.familyWise()[pair]).isGreaterThan(0.05);
                assertThat(test.familyWise()[pair]).isGreaterThanOrEqualTo(test.p()[pair]);
            }
        }
    }

    private static PairTest jittered(long one, long other, int surrogates, RandomStream stream) {
        return PairTest.of(
                new CountCorrelation(1),
                new SpikeTrains(new long[][] {{one}, {other}}, 1000, 20),
                new SpikeJitter(5),
                surrogates,
                stream,
                Team.alone(),
                Progress.NONE);
    }

    /// Two spikes within the same window of 5 ticks: 5 of their 25 places coincide, and coincidence
    /// is further from the mean than its absence, so that p = 1/5 for one and 1 for the other. 999
    /// draws scatter by 0.013.
    @Test
    void aPairOfTwoSpikesHasThePOfItsPlaces() {
        assertThat(jittered(2, 2, 999, RandomStream.of(3)).p()[0]).isCloseTo(0.2, within(0.05));
        assertThat(jittered(2, 3, 999, RandomStream.of(3)).p()[0]).isEqualTo(1);
    }

    /// Under the null hypothesis p ≤ α at most as often as α, up to three deviations of 400
    /// recordings.
    @Test
    void copiesDoNotMakePTooSmall() {
        int recordings = 400;
        double[] p = new double[recordings];
        for (int k = 0; k < recordings; k++) {
            RandomStream stream = RandomStream.of(8).split(k);
            CounterRandom random = stream.split("places").generator();
            p[k] = jittered(random.nextInt(5), random.nextInt(5), 99, stream.split("surrogates"))
                    .p()[0];
        }
        for (double level : new double[] {0.05, 0.1, 0.2, 0.25, 0.5}) {
            double share =
                    (double) Arrays.stream(p).filter(each -> each <= level).count() / recordings;
            assertThat(share).isLessThanOrEqualTo(level + 3 * Math.sqrt(level * (1 - level) / recordings));
        }
        assertThat(p).contains(1);
        assertThat(Arrays.stream(p).min().orElseThrow()).isLessThan(0.3);
    }

    @Test
    void aSparsePairIsWarnedOfAndRefusedOnlyWhereTheRecordingItselfIsNotDrawn() {
        SpikeTrains trains = new SpikeTrains(new long[][] {{1, 4, 8, 13}, {2}, {}, {3}}, 1000, 20);
        assertThat(PairTest.coarseness(trains, new SpikeJitter(5), 99))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("units 1 and 3 have only 25 distinct orders (jitter within windows of 5 ticks),"
                                + " fewer than the 99 surrogates"));
        assertThat(PairTest.coarseness(trains, new SpikeJitter(5), 25)).isEmpty();
        assertThat(PairTest.coarseness(trains, new IntervalShuffle(), 21)).isPresent();
        assertThat(shifted(trains, 0).p()[0]).isBetween(0.01, 1.0);
        assertThatThrownBy(() -> shifted(trains, 9))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("distinct orders of units", "which may be left out");
    }

    private static PairTest shifted(SpikeTrains trains, long least) {
        return PairTest.of(
                new CountCorrelation(1),
                trains,
                new CircularShift(least),
                99,
                RandomStream.of(1),
                Team.alone(),
                Progress.NONE);
    }

    @Test
    void threadsDoNotChangeABit() {
        SpikeTrains trains = SyntheticTrains.switching(5, 0.1, 10_000, RandomStream.of(11));
        PairTest alone = test(trains, Team.alone());
        for (int threads : new int[] {2, 3, 8}) {
            try (Team team = Team.of(threads)) {
                PairTest shared = test(trains, team);
                assertThat(shared.values()).isEqualTo(alone.values());
                assertThat(shared.z()).isEqualTo(alone.z());
                assertThat(shared.p()).isEqualTo(alone.p());
                assertThat(shared.familyWise()).isEqualTo(alone.familyWise());
            }
        }
    }

    private static PairTest test(SpikeTrains trains, Team team) {
        return PairTest.of(
                new CountCorrelation(20), trains, new CircularShift(), 99, RandomStream.of(4), team, Progress.NONE);
    }

    /// Unit 0 is silent, unit 1 fires once in every bin, units 2 and 3 are the same.
    @Test
    void pairsWithoutAValueAreMarkedAndTheOthersTested() {
        long[] train =
                SyntheticTrains.bernoulli(1, 0.05, 2000, RandomStream.of(9)).ticks()[0];
        long[] clock = new long[100];
        Arrays.setAll(clock, k -> 20L * k + 3);
        SpikeTrains trains = new SpikeTrains(new long[][] {{}, clock, train, train}, 1000, 2000);
        PairTest test = test(trains, Team.alone());
        for (int pair = 0; pair < 5; pair++) {
            assertThat(test.values()[pair]).isNaN();
            assertThat(test.p()[pair]).isNaN();
            assertThat(test.familyWise()[pair]).isNaN();
        }
        assertThat(test.values()[5]).isCloseTo(1, within(1e-12));
        assertThat(test.p()[5]).isEqualTo(0.01);
        assertThat(test.discoveryRate()[5]).isEqualTo(0.01);
        double[] tiling = new SpikeTimeTiling(5).values(trains);
        assertThat(tiling[0]).isNaN();
        assertThat(tiling[5]).isEqualTo(1);
        assertThat(tiling[3]).isFinite();
    }

    /// One bin, one spike each, one unit: a value or none, and never a failure.
    @Test
    void degenerateRecordingsAreAnswered() {
        SpikeTrains single = new SpikeTrains(new long[][] {{5}, {5}, {30}}, 1000, 40);
        double[] r = new CountCorrelation(10).values(single);
        // One filled bin of four: r = 1 if it is the same, else −1/3.
        assertThat(r).containsExactly(new double[] {1, -1 / 3.0, -1 / 3.0}, within(1e-15));
        assertThat(new CountCorrelation(40).values(single)).containsOnly(Double.NaN);
        PairTest test = test(new SpikeTrains(new long[][] {{1, 2}}, 1000, 100), Team.alone());
        assertThat(test.values()).isEmpty();
        assertThat(test.discoveryRate()).isEmpty();
        SpikeTrains silent = new SpikeTrains(new long[][] {{}, {}}, 1000, 100);
        assertThat(test(silent, Team.alone()).p()).containsOnly(Double.NaN);
        assertThatThrownBy(() -> test(new SpikeTrains(new long[][] {{}, {}}, 1000, 0), Team.alone()))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> PairTest.of(
                        new CountCorrelation(10),
                        single,
                        new CircularShift(),
                        0,
                        RandomStream.of(1),
                        Team.alone(),
                        Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least one");
    }

    /// Width 4, so that bin 0 holds the lags −2 … 1. Lags from {10, 20} to {8, 11, 14, 30}: −2, 1, 4, 20, −12, −9, −6,
    /// 10.
    @Test
    void aCorrelogramHoldsTheLagsThatWereCountedByHand() {
        SpikeTrains trains = new SpikeTrains(new long[][] {{10, 20}, {8, 11, 14, 30}}, 1000, 40);
        CrossCorrelogram correlogram = CrossCorrelogram.of(trains, 0, 1, 4, 2);
        assertThat(correlogram.counts()).containsExactly(1, 1, 2, 1, 0);
        assertThat(CrossCorrelogram.of(trains, 1, 1, 3, 1).counts()).containsExactly(2, 0, 2);
    }

    @Test
    void correlogramsOfManySpikesAreThoseOfAllPairs() {
        SpikeTrains trains = SyntheticTrains.switching(2, 0.1, 3000, RandomStream.of(13));
        int width = 7;
        int reach = 5;
        long[] counts = new long[2 * reach + 1];
        for (long a : trains.ticks()[0]) {
            for (long b : trains.ticks()[1]) {
                long bin = Math.floorDiv(b - a + width / 2, (long) width);
                if (Math.abs(bin) <= reach) {
                    counts[(int) bin + reach]++;
                }
            }
        }
        assertThat(CrossCorrelogram.of(trains, 0, 1, width, reach).counts()).isEqualTo(counts);
    }

    /// Both units follow a stimulus of period 100 ticks with a jitter of their own: the predictor from shifts by whole
    /// periods takes all of it away. A copy of the spikes 3 ticks later stays.
    @Test
    void theShiftPredictorTakesTheStimulusAwayAndLeavesTheConnection() {
        CounterRandom random = RandomStream.of(21).generator();
        int periods = 2000;
        long[][] ticks = new long[3][periods];
        for (int k = 0; k < periods; k++) {
            ticks[0][k] = 100L * k + 40 + random.nextInt(10);
            ticks[1][k] = 100L * k + 45 + random.nextInt(10);
            ticks[2][k] = ticks[0][k] + 3;
        }
        SpikeTrains trains = new SpikeTrains(ticks, 1000, 100L * periods);
        long[] shifts = new long[50];
        Arrays.setAll(shifts, k -> 100L * (k + 1));
        CrossCorrelogram locked = CrossCorrelogram.of(trains, 0, 1, 1, 14, shifts);
        for (int k = 0; k < 29; k++) {
            // 200 coincidences at the peak; five standard deviations of a count
            assertThat(locked.corrected()[k]).isBetween(-5 * Math.sqrt(200), 5 * Math.sqrt(200));
        }
        CrossCorrelogram connected = CrossCorrelogram.of(trains, 0, 2, 1, 14, shifts);
        assertThat(connected.counts()[17]).isEqualTo(periods);
        assertThat(connected.corrected()[17]).isGreaterThan(1500);
        assertThat(connected.deviation()[17]).isPositive();
        assertThatThrownBy(() -> CrossCorrelogram.of(trains, 0, 1, 1, 14, 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("inside the recording");
    }
}
