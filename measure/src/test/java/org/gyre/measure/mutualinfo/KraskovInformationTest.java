package org.gyre.measure.mutualinfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.Descriptive;
import org.gyre.measure.mutualinfo.KraskovInformation.Algorithm;
import org.gyre.measure.series.Instants;
import org.gyre.measure.series.RealSeries;
import org.gyre.measure.transfer.TransferEntropy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KraskovInformationTest {
    private static final KraskovInformation KSG_1 = new KraskovInformation(Algorithm.KSG_1, 4);
    private static final KraskovInformation KSG_2 = new KraskovInformation(Algorithm.KSG_2, 4);

    /// Vectors whose components all share a part with those of the same seed.
    private static RealSeries noisy(long seed, int own, int dimensions, int n) {
        SplittableRandom shared = new SplittableRandom(seed);
        SplittableRandom random = new SplittableRandom(1000 * seed + own);
        double[] values = new double[n * dimensions];
        for (int t = 0; t < n; t++) {
            double common = shared.nextGaussian();
            for (int d = 0; d < dimensions; d++) {
                values[t * dimensions + d] = 0.7 * common + random.nextGaussian();
            }
        }
        return RealSeries.of(dimensions, values);
    }

    /// Values made by MILCA, which normalises and uses algorithm 2.
    @Test
    void theInformationOfNoisyPairsIsThatOfMilca() {
        RealSeries x =
                SharedSeries.columns("4ColsPairedNoisyDependence-1", 0, 1).normalised();
        RealSeries y =
                SharedSeries.columns("4ColsPairedNoisyDependence-1", 2, 3).normalised();
        int[] neighbours = {1, 2, 3, 4, 5, 6, 10, 15};
        double[] milca = {0.33738970, 0.36251531, 0.34708687, 0.36200563, 0.35766125, 0.35007623, 0.35023664, 0.33728287
        };
        for (int i = 0; i < milca.length; i++) {
            Relation relation = new KraskovInformation(Algorithm.KSG_2, neighbours[i]).between(x, y);
            assertThat(relation.nats()).as("k = %d", neighbours[i]).isCloseTo(milca[i], within(1e-7));
        }
    }

    /// Values made by TRENTOOL: algorithm 1, k = 4, history 1, each whole series normalised.
    @ParameterizedTest
    @CsvSource({
        "2coupledRandomCols-1, 0, 1, 0.3058006, 1e-7",
        "2coupledRandomCols-1, 1, 0, -0.0029744, 1e-7",
        "coupledLogisticMapXY, 0, 1, 0.508417, 1e-6",
        "coupledLogisticMapXY, 1, 0, 0.016257, 1e-6"
    })
    void theTransferEntropiesAreThoseOfTrentool(String file, int source, int target, double nats, double tolerance) {
        Relation transfer = new TransferEntropy(1, 1)
                .relation(
                        SharedSeries.columns(file, source).normalised(),
                        SharedSeries.columns(file, target).normalised(),
                        List.of(),
                        KSG_1);
        assertThat(transfer.nats()).isCloseTo(nats, within(tolerance));
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void localValuesAreThoseOfAllPairs(Algorithm algorithm) {
        RealSeries a = noisy(1, 1, 2, 220);
        RealSeries b = noisy(1, 2, 1, 220);
        RealSeries c = noisy(1, 3, 2, 220);
        for (int window : new int[] {0, 5}) {
            for (int k : new int[] {1, 4, 13}) {
                KraskovInformation estimator = new KraskovInformation(algorithm, k, window, Team.alone());
                assertThat(estimator.between(a, b).local())
                        .containsExactly(KraskovAllPairs.local(algorithm, k, window, a, b, null), within(1e-12));
                assertThat(estimator.given(a, b, c).local())
                        .containsExactly(KraskovAllPairs.local(algorithm, k, window, a, b, c), within(1e-12));
            }
        }
    }

    @Test
    void theWindowEndsWithTheTrial() {
        double[] x = noisy(2, 1, 1, 200).values();
        double[] y = noisy(2, 2, 1, 200).values();
        RealSeries a = RealSeries.of(1, Arrays.copyOf(x, 90), Arrays.copyOfRange(x, 90, 200));
        RealSeries b = RealSeries.of(1, Arrays.copyOf(y, 90), Arrays.copyOfRange(y, 90, 200));
        assertThat(new KraskovInformation(Algorithm.KSG_1, 3, 8, Team.alone())
                        .between(a, b)
                        .local())
                .containsExactly(KraskovAllPairs.local(Algorithm.KSG_1, 3, 8, a, b, null), within(1e-12));
    }

    /// A surrogate of which only some trees are built anew has the value of the same samples given anew.
    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void aNewOrderIsWorthWhatTheReorderedSeriesIs(Algorithm algorithm) {
        int n = 300;
        RealSeries a = noisy(3, 1, 2, n);
        RealSeries b = noisy(3, 2, 1, n);
        RealSeries c = noisy(3, 3, 1, n);
        int[] order = new int[n];
        double[] moved = new double[2 * n];
        for (int s = 0; s < n; s++) {
            order[s] = (7 * s + 3) % n;
            moved[2 * s] = a.values()[2 * order[s]];
            moved[2 * s + 1] = a.values()[2 * order[s] + 1];
        }
        for (int window : new int[] {0, 3}) {
            KraskovInformation estimator = new KraskovInformation(algorithm, 4, window, Team.alone());
            assertThat(estimator.between(a, b).nats(order))
                    .isEqualTo(estimator.between(RealSeries.of(2, moved), b).nats());
            assertThat(estimator.given(a, b, c).nats(order))
                    .isEqualTo(estimator.given(RealSeries.of(2, moved), b, c).nats());
        }
    }

    /// I = −½ log(1 − ρ²). Forty recordings show a bias of more than 0.005 nats or four standard errors.
    @ParameterizedTest
    @CsvSource({"KSG_1, 0", "KSG_1, 0.6", "KSG_2, 0", "KSG_2, 0.6", "KSG_2, 0.9"})
    void correlatedGaussiansHaveTheirInformation(Algorithm algorithm, double rho) {
        double[] values = new double[40];
        for (int r = 0; r < values.length; r++) {
            SplittableRandom random = new SplittableRandom(r);
            double[] x = random.doubles(1000).map(u -> random.nextGaussian()).toArray();
            double[] y = new double[x.length];
            for (int t = 0; t < x.length; t++) {
                y[t] = rho * x[t] + Math.sqrt(1 - rho * rho) * random.nextGaussian();
            }
            values[r] = new KraskovInformation(algorithm, 4)
                    .between(RealSeries.of(x), RealSeries.of(y))
                    .nats();
        }
        assertThat(Descriptive.mean(values))
                .isCloseTo(-0.5 * Math.log(1 - rho * rho), within(0.005 + 4 * Descriptive.standardError(values)));
    }

    /// x' = x/2 + a, y' = 0.4 y + 0.3 x + b: the variances 4/3 and 1.18/0.84 and the covariance 1/4 follow from
    /// stationarity, and with them TE = ½ log(1 + 0.09 · Var(x | y)).
    @Test
    void anAutoregressiveSourceTransfersWhatTheClosedFormSays() {
        double expected = 0.5 * Math.log(1 + 0.09 * (4.0 / 3 - 0.0625 * 0.84 / 1.18));
        List<Double> values = new ArrayList<>();
        List<Double> back = new ArrayList<>();
        for (int r = 0; r < 20; r++) {
            SplittableRandom random = new SplittableRandom(100 + r);
            double[] x = new double[1500];
            double[] y = new double[x.length];
            for (int t = 1; t < x.length; t++) {
                x[t] = 0.5 * x[t - 1] + random.nextGaussian();
                y[t] = 0.4 * y[t - 1] + 0.3 * x[t - 1] + random.nextGaussian();
            }
            TransferEntropy transfer = new TransferEntropy(1, 1);
            RealSeries source = RealSeries.of(x).normalised();
            RealSeries target = RealSeries.of(y).normalised();
            values.add(transfer.relation(source, target, List.of(), KSG_1).nats());
            back.add(transfer.relation(target, source, List.of(), KSG_1).nats());
        }
        double[] there = values.stream().mapToDouble(v -> v).toArray();
        double[] none = back.stream().mapToDouble(v -> v).toArray();
        assertThat(Descriptive.mean(there)).isCloseTo(expected, within(0.01 + 4 * Descriptive.standardError(there)));
        assertThat(Descriptive.mean(none)).isCloseTo(0, within(0.005 + 4 * Descriptive.standardError(none)));
    }

    @Test
    void theValueIsTheMeanOfTheLocalOnesAndDoesNotDependOnThreads() {
        RealSeries a = noisy(4, 1, 2, 5000);
        RealSeries b = noisy(4, 2, 1, 5000);
        RealSeries c = noisy(4, 3, 1, 5000);
        double[] alone = KSG_1.given(a, b, c).local();
        assertThat(KSG_1.given(a, b, c).nats()).isCloseTo(Descriptive.mean(alone), within(1e-13));
        for (int threads : new int[] {2, 3, 8}) {
            try (Team team = Team.of(threads)) {
                KraskovInformation shared = new KraskovInformation(Algorithm.KSG_1, 4, 0, team);
                assertThat(shared.given(a, b, c).local()).isEqualTo(alone);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void itIsSymmetricAndBlindToTheOrderOfSamplesAndToScale(Algorithm algorithm) {
        KraskovInformation estimator = new KraskovInformation(algorithm, 4);
        int n = 400;
        RealSeries a = noisy(5, 1, 2, n);
        RealSeries b = noisy(5, 2, 2, n);
        double[] first = new double[2 * n];
        double[] second = new double[2 * n];
        for (int s = 0; s < n; s++) {
            int from = (11 * s + 5) % n;
            for (int d = 0; d < 2; d++) {
                // Powers of two change no digit of a difference.
                first[2 * s + d] = 8 * a.values()[2 * from + 1 - d];
                second[2 * s + d] = 8 * b.values()[2 * from + d];
            }
        }
        double value = estimator.between(a, b).nats();
        assertThat(estimator.between(b, a).nats()).isCloseTo(value, within(1e-14));
        assertThat(estimator
                        .between(RealSeries.of(2, first), RealSeries.of(2, second))
                        .nats())
                .isCloseTo(value, within(1e-14));
    }

    @Test
    void tooFewSamplesAreRefused() {
        RealSeries few = RealSeries.of(1, 2, 3, 4);
        assertThatThrownBy(() -> KSG_1.between(few, few))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("4 samples leave 3 others");
        RealSeries more = noisy(6, 1, 1, 20);
        assertThatThrownBy(() -> new KraskovInformation(Algorithm.KSG_1, 4, 8, Team.alone()).between(more, more))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Theiler window of 8");
        assertThatThrownBy(() -> new KraskovInformation(Algorithm.KSG_1, 0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new KraskovInformation(Algorithm.KSG_1, 4, -1, Team.alone()))
                .isInstanceOf(InputException.class);
    }

    @Test
    void aConstantComponentIsTold() {
        RealSeries x = noisy(7, 1, 1, 300);
        RealSeries constant = RealSeries.of(new double[300]);
        var estimate = KSG_1.between(x, constant).estimate("I(x; y)");
        assertThat(estimate.warnings()).anyMatch(w -> w.contains("component 1 is constant"));
        // All others share the constant: n_y + 1 = k and n_x + 1 = N leave nothing.
        assertThat(estimate.nats()).isCloseTo(0, within(1e-12));
    }

    @Test
    void copiesAreTold() {
        RealSeries x = noisy(7, 1, 1, 300);
        RealSeries y = noisy(8, 1, 1, 300);
        // I(x; x) of a density is infinite, I(x; y | x) is 0.
        assertThat(KSG_1.between(x, x).estimate("I(x; x)").warnings())
                .anyMatch(w -> w.contains("component 1") && w.contains("infinitely much"));
        assertThat(KSG_1.given(x, y, x).estimate("I(x; y | x)").warnings())
                .anyMatch(w -> w.contains("component 2") && w.contains("a copy of component 0 and adds nothing"));
        assertThat(KSG_1.given(x, x, x).estimate("I(x; x | x)").warnings())
                .noneMatch(w -> w.contains("infinitely much"));
        assertThat(KSG_1.between(x, y).estimate("I(x; y)").warnings()).isEmpty();
    }

    @Test
    void repeatedSamplesAreRefusedAndNoisePartsThem() {
        SplittableRandom random = new SplittableRandom(8);
        RealSeries counts =
                RealSeries.of(random.doubles(500).map(u -> Math.floor(3 * u)).toArray());
        assertThatThrownBy(() -> KSG_1.between(counts, counts))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("identical")
                .hasMessageContaining("noise");
        RealSeries parted = counts.jittered(1e-8, RandomStream.of(1));
        RealSeries other = noisy(8, 2, 1, 500);
        assertThat(KSG_1.between(parted, other).estimate("I").warnings()).isEmpty();
        assertThat(parted.values())
                .isEqualTo(counts.jittered(1e-8, RandomStream.of(1)).values());
    }

    @Test
    void roundedValuesAreTold() {
        SplittableRandom random = new SplittableRandom(9);
        double[] x = random.doubles(500).map(u -> Math.rint(200 * u)).toArray();
        double[] z = random.doubles(500).map(u -> Math.rint(200 * u)).toArray();
        assertThat(KSG_2.between(RealSeries.of(x), RealSeries.of(z))
                        .estimate("I")
                        .warnings())
                .anyMatch(w -> w.contains("equally distant"));
    }

    @Test
    void distancesThatOverflowAreRefused() {
        double[] wide = {-1.5e308, 1.5e308, 0, 1, 2, 3, 4, 5};
        RealSeries x = RealSeries.of(wide);
        assertThatThrownBy(() -> KSG_1.between(x, x))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("normalise");
    }

    @Test
    void seriesOfDifferentLengthAreRefused() {
        RealSeries x = noisy(10, 1, 1, 30);
        RealSeries y = x.shifted(new Instants(2, 0), 0);
        assertThatThrownBy(() -> KSG_1.between(x, y)).isInstanceOf(InputException.class);
    }
}
