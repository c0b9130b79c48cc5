package org.gyre.measure.spikes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gyre.core.Progress;
import org.gyre.core.SpikeTrains;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.surrogate.CircularShift;
import org.gyre.measure.surrogate.IntervalShuffle;
import org.gyre.measure.surrogate.SpikeJitter;
import org.gyre.measure.surrogate.SpikeSurrogate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// p-values of correlations between independent units, over 500 seeded draws.
///
/// The bound is the 1 % point of the Kolmogorov–Smirnov distance to the uniform law, 1.628/√500. With 99 surrogates p
/// is
/// a multiple of 0.01, at which the distance is taken.
final class CorrelationCalibrationTest {
    private static final int DRAWS = 500;
    private static final double BOUND = 1.628 / Math.sqrt(DRAWS);

    /// Counts in bins of 20 ms of the switching trains are correlated over fifteen bins.
    private enum Law {
        POISSON {
            @Override
            SpikeTrains draw(RandomStream stream) {
                return SyntheticTrains.bernoulli(2, 0.1, 8_000, stream);
            }
        },
        SWITCHING {
            @Override
            SpikeTrains draw(RandomStream stream) {
                return SyntheticTrains.switching(2, 0.2, 15_000, stream);
            }
        };

        abstract SpikeTrains draw(RandomStream stream);
    }

    @Test
    void correlationsOfPoissonTrainsAreUniform() {
        assertThat(distance(pValues(new CountCorrelation(20), Law.POISSON, new CircularShift())))
                .isLessThan(BOUND);
    }

    @Test
    @Tag("slow")
    void correlationsOfPoissonTrainsAreUniformUnderTheOtherSurrogatesToo() {
        for (SpikeSurrogate method : List.of(new IntervalShuffle(), new SpikeJitter(200))) {
            assertThat(distance(pValues(new CountCorrelation(20), Law.POISSON, method)))
                    .as(method.label())
                    .isLessThan(BOUND);
        }
    }

    @Test
    @Tag("slow")
    void tilingCoefficientsOfPoissonTrainsAreUniform() {
        assertThat(distance(pValues(new SpikeTimeTiling(10), Law.POISSON, new CircularShift())))
                .isLessThan(BOUND);
    }

    @Test
    void correlationsOfTrainsWithALongMemoryAreUniformUnderCircularShifts() {
        assertThat(distance(pValues(new CountCorrelation(20), Law.SWITCHING, new CircularShift())))
                .isLessThan(BOUND);
    }

    /// A train that switches between silence and Poisson firing is a renewal process, for which they are right.
    @Test
    @Tag("slow")
    void correlationsOfSwitchingTrainsAreUniformUnderShuffledIntervals() {
        assertThat(distance(pValues(new CountCorrelation(20), Law.SWITCHING, new IntervalShuffle())))
                .isLessThan(BOUND);
    }

    /// The memory is what jitter within windows that are longer destroys: it calls chance a correlation far too often.
    @Test
    @Tag("slow")
    void jitterOverLongWindowsIsTheWrongNullOfTrainsWithALongMemory() {
        double[] p = pValues(new CountCorrelation(20), Law.SWITCHING, new SpikeJitter(15_000));
        assertThat(Arrays.stream(p).filter(value -> value <= 0.05).count()).isGreaterThan(DRAWS / 5);
    }

    /// Six units, fifteen pairs: some pair is below 0.1 by the maximum statistic in 10 % of the draws (four standard
    /// deviations: 5.4 %).
    @Test
    @Tag("slow")
    void theMaximumStatisticErrsInTheStatedShareOfRecordings() {
        long[] erred = new long[DRAWS];
        run(draw -> {
            RandomStream stream = RandomStream.of(draw).split("family");
            SpikeTrains trains = SyntheticTrains.bernoulli(6, 0.05, 10_000, stream.split("trains"));
            PairTest test = test(new CountCorrelation(20), trains, new CircularShift(), stream);
            erred[draw] = Arrays.stream(test.familyWise()).min().orElseThrow() <= 0.1 ? 1 : 0;
        });
        assertThat((double) Arrays.stream(erred).sum() / DRAWS).isBetween(0.046, 0.154);
    }

    private static double[] pValues(PairStatistic statistic, Law law, SpikeSurrogate method) {
        double[] p = new double[DRAWS];
        run(draw -> {
            RandomStream stream = RandomStream.of(draw).split("calibration");
            p[draw] = test(statistic, law.draw(stream.split("trains")), method, stream)
                    .p()[0];
        });
        return p;
    }

    private static PairTest test(
            PairStatistic statistic, SpikeTrains trains, SpikeSurrogate method, RandomStream stream) {
        return PairTest.of(statistic, trains, method, 99, stream.split("surrogates"), Team.alone(), Progress.NONE);
    }

    private interface Draw {
        void run(int draw);
    }

    private static void run(Draw draw) {
        try (Team team = Team.of(2)) {
            team.run(IntStream.range(0, DRAWS)
                    .<Runnable>mapToObj(k -> () -> draw.run(k))
                    .toList());
        }
    }

    /// Largest distance between the share of p ≤ k/100 and k/100.
    private static double distance(double[] p) {
        double largest = 0;
        for (int k = 1; k <= 100; k++) {
            double at = k / 100.0;
            double share = (double) Arrays.stream(p).filter(v -> v <= at + 1e-9).count() / p.length;
            largest = Math.max(largest, Math.abs(share - at));
        }
        return largest;
    }
}
