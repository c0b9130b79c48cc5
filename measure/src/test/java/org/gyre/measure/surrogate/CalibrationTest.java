package org.gyre.measure.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gyre.core.Team;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.mutualinfo.GaussianCovariance;
import org.gyre.measure.mutualinfo.GaussianEstimator;
import org.gyre.measure.mutualinfo.KraskovInformation;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.series.RealSeries;
import org.gyre.measure.series.SymbolSeries;
import org.gyre.measure.transfer.ActiveStorage;
import org.gyre.measure.transfer.TransferEntropy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Under the null hypothesis a p-value is uniform: 500 seeded recordings of each kind, Kolmogorov-Smirnov at
/// the level 0.01.
final class CalibrationTest {
    private static final int RECORDINGS = 500;
    private static final int SURROGATES = 199;

    /// The distance that 500 uniform numbers exceed in one of a hundred cases.
    private static final double CRITICAL = 1.628 / Math.sqrt(RECORDINGS);

    private static final DiscreteInformation COUNTED = new DiscreteInformation(DiscreteEntropy.PLUG_IN);

    private static final KraskovInformation KSG = new KraskovInformation(KraskovInformation.Algorithm.KSG_1, 4);

    private static final GaussianEstimator GAUSSIAN = new GaussianEstimator(GaussianCovariance.PLUG_IN);

    private static SymbolSeries coins(CounterRandom random, int faces, int steps) {
        return SymbolSeries.of(
                IntStream.range(0, steps).map(t -> random.nextInt(faces)).toArray());
    }

    /// A chain that keeps its state with probability 0.9.
    private static SymbolSeries lazy(CounterRandom random, int steps) {
        int[] states = new int[steps];
        for (int t = 1; t < steps; t++) {
            states[t] = random.nextInt(10) == 0 ? 1 - states[t - 1] : states[t - 1];
        }
        return SymbolSeries.of(states);
    }

    private static double distance(Shuffle shuffle, Function<CounterRandom, Relation> underNull) {
        double[] p = new double[RECORDINGS];
        for (int draw = 0; draw < RECORDINGS; draw++) {
            RandomStream stream = RandomStream.of(5).split(shuffle.label()).split(draw);
            Relation relation = underNull.apply(stream.split("recording").generator());
            p[draw] = new SurrogateTest(shuffle, SURROGATES, stream.split("surrogates"))
                    .of(relation, Team.alone())
                    .pValue();
        }
        return fromUniform(p);
    }

    static double fromUniform(double[] p) {
        double[] sorted = p.clone();
        Arrays.sort(sorted);
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            distance = Math.max(distance, Math.abs(sorted[i] - (double) i / sorted.length));
            distance = Math.max(distance, Math.abs(sorted[i] - (i + 1.0) / sorted.length));
        }
        return distance;
    }

    @Test
    void mutualInformationOfIndependentSymbols() {
        assertThat(distance(
                        new Shuffle.Permutation(),
                        random -> COUNTED.between(coins(random, 4, 150), coins(random, 5, 150))))
                .isLessThan(CRITICAL);
    }

    @Test
    void transferEntropyBetweenIndependentCoins() {
        assertThat(distance(
                        new Shuffle.Permutation(),
                        random -> new TransferEntropy(2, 1)
                                .relation(coins(random, 3, 200), coins(random, 3, 200), List.of(), COUNTED)))
                .isLessThan(CRITICAL);
    }

    @Test
    void activeStorageOfACoin() {
        assertThat(distance(
                        new Shuffle.Permutation(),
                        random -> new ActiveStorage(2).relation(coins(random, 3, 200), COUNTED)))
                .isLessThan(CRITICAL);
    }

    /// Two chains with a memory of ten steps know nothing of each other: circular shifts keep the memory and
    /// are calibrated, permutations do not and find dependence where there is none. With correlations of
    /// 0.8^k the variance of the covariance is (1 + 0.64)/(1 − 0.64) times that of independent samples, which
    /// puts the p-values at a distance of 0.35 from uniform.
    @Test
    void chainsWithAMemoryNeedACircularShift() {
        Function<CounterRandom, Relation> chains = random -> COUNTED.between(lazy(random, 1000), lazy(random, 1000));
        assertThat(distance(new Shuffle.Circular(50), chains)).isLessThan(CRITICAL);
        assertThat(distance(new Shuffle.Permutation(), chains)).isGreaterThan(0.25);
    }

    /// The G-test of theory on the same kind of data.
    @Test
    void theAnalyticNullIsUniformToo() {
        double[] p = new double[RECORDINGS];
        for (int draw = 0; draw < RECORDINGS; draw++) {
            CounterRandom random = RandomStream.of(6).split(draw).generator();
            p[draw] = new TransferEntropy(1, 1)
                    .relation(coins(random, 3, 2000), coins(random, 3, 2000), List.of(), COUNTED)
                    .analyticPValue()
                    .orElseThrow();
        }
        assertThat(fromUniform(p)).isLessThan(CRITICAL);
    }

    private static RealSeries normal(CounterRandom random, int steps, int dimensions) {
        double[] values = new double[steps * dimensions];
        Arrays.setAll(values, i -> random.nextGaussian());
        return RealSeries.of(dimensions, values);
    }

    /// A chain that keeps half of its value.
    private static RealSeries chain(CounterRandom random, int steps) {
        double[] x = new double[steps];
        for (int t = 0; t < steps; t++) {
            x[t] = (t == 0 ? 0 : 0.5 * x[t - 1]) + random.nextGaussian();
        }
        return RealSeries.of(x);
    }

    /// Nearest neighbours have no p-value of theory: only surrogates tell.
    @Test
    @Tag("slow")
    void nearestNeighboursOfIndependentValues() {
        assertThat(distance(
                        new Shuffle.Permutation(), random -> KSG.between(normal(random, 60, 1), normal(random, 60, 1))))
                .isLessThan(CRITICAL);
    }

    /// A chain that keeps half of its value, and a source that has no part in it.
    @Test
    @Tag("slow")
    void transferEntropyByNearestNeighbours() {
        assertThat(distance(
                        new Shuffle.Permutation(),
                        random -> new TransferEntropy(1, 1)
                                .relation(normal(random, 60, 1), chain(random, 60), List.of(), KSG)))
                .isLessThan(CRITICAL);
    }

    /// Exact for Gaussian variables at any T: two and three dimensions, given one, 40 samples.
    @Test
    void theAnalyticNullOfGaussians() {
        double[] p = new double[RECORDINGS];
        for (int draw = 0; draw < RECORDINGS; draw++) {
            CounterRandom random = RandomStream.of(7).split(draw).generator();
            p[draw] = GAUSSIAN.given(normal(random, 40, 2), normal(random, 40, 3), normal(random, 40, 1))
                    .analyticPValue()
                    .orElseThrow();
        }
        assertThat(fromUniform(p)).isLessThan(CRITICAL);
    }

    /// Helpers change nothing.
    @Test
    void threadsDoNotMatter() {
        Relation relation = COUNTED.between(
                coins(RandomStream.of(1).generator(), 4, 300),
                coins(RandomStream.of(2).generator(), 4, 300));
        SurrogateTest test = new SurrogateTest(new Shuffle.Permutation(), 50, RandomStream.of(9));
        double[] alone = test.of(relation, Team.alone()).surrogates();
        try (Team three = Team.of(3)) {
            assertThat(test.of(relation, three).surrogates()).containsExactly(alone);
        }
    }
}
