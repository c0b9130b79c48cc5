package org.gyre.measure.mutualinfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.series.RealSeries;
import org.gyre.measure.surrogate.Shuffle;
import org.gyre.measure.transfer.TransferEntropy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Counts in boxes against a plain loop over all pairs, and limits that are known.
class KernelInformationTest {
    private static double[] normal(int n, long seed) {
        CounterRandom random = RandomStream.of(seed).generator();
        return IntStream.range(0, n).mapToDouble(i -> random.nextGaussian()).toArray();
    }

    private static double[] mixed(double[] x, double share, long seed) {
        double[] y = normal(x.length, seed);
        for (int i = 0; i < y.length; i++) {
            y[i] = share * x[i] + Math.sqrt(1 - share * share) * y[i];
        }
        return y;
    }

    private static long near(int i, int n, int window, double radius, double[]... columns) {
        IntPredicate counts = j -> j == i || Math.abs(j - i) > window;
        return IntStream.range(0, n)
                .filter(counts)
                .filter(j -> Arrays.stream(columns).allMatch(column -> Math.abs(column[j] - column[i]) < radius))
                .count();
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0", "0.7, 0", "0.5, 5"})
    void valuesAreThoseOfALoopOverAllPairs(double radius, int window) {
        int n = 1500;
        double[] a = normal(n, 1);
        double[] b = mixed(a, 0.6, 2);
        double[] c = mixed(b, 0.5, 3);
        KernelInformation kernel = new KernelInformation(radius, window, Team.alone());
        double[] between = kernel.between(RealSeries.of(a), RealSeries.of(b)).local();
        double[] given = kernel.given(RealSeries.of(a), RealSeries.of(b), RealSeries.of(c))
                .local();
        for (int i = 0; i < n; i++) {
            double all = near(i, n, window, radius);
            double expected = Math.log(near(i, n, window, radius, a, b)
                    * all
                    / (near(i, n, window, radius, a) * (double) near(i, n, window, radius, b)));
            assertThat(between[i]).isCloseTo(expected, within(1e-12));
            double conditional = Math.log(near(i, n, window, radius, a, b, c)
                    * (double) near(i, n, window, radius, c)
                    / (near(i, n, window, radius, a, c) * (double) near(i, n, window, radius, b, c)));
            assertThat(given[i]).isCloseTo(conditional, within(1e-12));
        }
    }

    @Test
    void aShuffledValueIsThatOfTheShuffledSeries() {
        double[] a = normal(1500, 4);
        double[] b = mixed(a, 0.6, 5);
        int[] order =
                IntStream.range(0, a.length).map(i -> (i * 7 + 3) % a.length).toArray();
        double[] moved = Arrays.stream(order).mapToDouble(i -> a[i]).toArray();
        KernelInformation kernel = new KernelInformation(0.5, 0, Team.alone());
        assertThat(kernel.between(RealSeries.of(a), RealSeries.of(b)).nats(order))
                .isEqualTo(
                        kernel.between(RealSeries.of(moved), RealSeries.of(b)).nats());
    }

    /// A box that holds everything tells nothing; one that holds its sample alone tells ln n.
    @Test
    void theLimitsOfTheRadiusAreKnown() {
        double[] a = normal(500, 6);
        double[] b = mixed(a, 0.6, 7);
        assertThat(new KernelInformation(1e6, 0, Team.alone())
                        .between(RealSeries.of(a), RealSeries.of(b))
                        .nats())
                .isZero();
        Relation lonely = new KernelInformation(1e-12, 0, Team.alone()).between(RealSeries.of(a), RealSeries.of(b));
        assertThat(lonely.nats()).isCloseTo(Math.log(500), within(1e-12));
        assertThat(lonely.estimate("I").warnings()).singleElement().asString().contains("larger radius");
    }

    private static String warnings(double radius, double[] x, double[] y) {
        return new KernelInformation(radius, 0, Team.alone())
                .between(RealSeries.of(x), RealSeries.of(y))
                .estimate("I")
                .warnings()
                .toString();
    }

    /// What is told of independent columns is what shuffled samples have on average, and little of it with much in the
    /// boxes.
    @Test
    void whatChanceGivesIsTold() {
        double[] x = normal(400, 11);
        double[] y = normal(400, 12);
        Relation relation = new KernelInformation(0.1, 0, Team.alone()).between(RealSeries.of(x), RealSeries.of(y));
        double mean = IntStream.range(0, 50)
                .mapToDouble(i -> relation.nats(new Shuffle.Permutation()
                        .order(relation.trialLengths(), RandomStream.of(i).generator())))
                .average()
                .orElseThrow();
        assertThat(relation.nats()).isCloseTo(mean, within(0.1 * mean));
        String told = warnings(0.1, x, y);
        assertThat(told).contains("independent columns would give");
        String[] words = told.substring(told.indexOf("would give")).split(" ", 4);
        assertThat(Double.parseDouble(words[2])).isCloseTo(mean, within(0.05 * mean));
        assertThat(warnings(0.5, normal(5000, 1), mixed(normal(5000, 1), 0.9, 2)))
                .isEqualTo("[]");
    }

    @Test
    void aCopyAndAConstantAreNamed() {
        double[] x = normal(200, 3);
        assertThat(warnings(0.5, x, x.clone())).contains("is a copy of component 0", "share infinitely much");
        double[] constant = new double[200];
        Arrays.fill(constant, 2);
        KernelInformation kernel = new KernelInformation(0.5, 0, Team.alone());
        for (boolean first : new boolean[] {true, false}) {
            Relation relation =
                    kernel.between(RealSeries.of(first ? constant : x), RealSeries.of(first ? x : constant));
            assertThat(relation.nats()).isZero();
            assertThat(relation.estimate("I").warnings())
                    .containsExactly(
                            "component " + (first ? 0 : 1) + " is constant and carries no information: leave it out");
        }
    }

    @Test
    void threadsDoNotMatter() {
        double[] a = normal(5000, 8);
        double[] b = mixed(a, 0.6, 9);
        double[] alone = new KernelInformation(0.5, 3, Team.alone())
                .between(RealSeries.of(a), RealSeries.of(b))
                .local();
        try (Team team = Team.of(3)) {
            assertThat(new KernelInformation(0.5, 3, team)
                            .between(RealSeries.of(a), RealSeries.of(b))
                            .local())
                    .isEqualTo(alone);
        }
    }

    @Test
    void aRadiusThatIsNoneIsRefused() {
        for (double radius : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> new KernelInformation(radius, 0, Team.alone()))
                    .withMessageContaining("must be positive and finite");
        }
    }

    /// Schreiber (2000), figure 4: from heart rate to breath flows more than back, over most radii.
    @Test
    void theHeartTellsTheBreathMoreThanTheBreathTheHeart() {
        RealSeries heart = SharedSeries.columns("SFI-heartRate_breathVol_bloodOx-extract", 0)
                .normalised();
        RealSeries breath = SharedSeries.columns("SFI-heartRate_breathVol_bloodOx-extract", 1)
                .normalised();
        double[] radii = {0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1};
        long more = Arrays.stream(radii)
                .filter(radius -> transfer(heart, breath, radius) > transfer(breath, heart, radius))
                .count();
        assertThat(more).isGreaterThanOrEqualTo(6);
    }

    private static double transfer(RealSeries source, RealSeries target, double radius) {
        return new TransferEntropy(1, 1)
                .relation(source, target, List.of(), new KernelInformation(radius, 0, Team.alone()))
                .nats();
    }
}
