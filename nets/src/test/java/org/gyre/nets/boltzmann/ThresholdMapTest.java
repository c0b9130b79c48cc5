package org.gyre.nets.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.gyre.core.InputException;
import org.gyre.core.Progress;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.attractor.CycleSearch;
import org.gyre.measure.attractor.FunctionalGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ThresholdMapTest {
    /// A network without randomness for values that other programs can reproduce: with i, j from 0,
    /// G_ij = (((7i² + 3j² + 5ij + i + 2j) mod 11) − 5)/4, and .01 more on the diagonal, so that there
    /// are no ties.
    private static double[] golden(int n) {
        double[] w = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                w[i * n + j] = ((7 * i * i + 3 * j * j + 5 * i * j + i + 2 * j) % 11 - 5) / 4.0 + (i == j ? 0.01 : 0);
            }
        }
        return w;
    }

    private static FunctionalGraph graph(int n, double... weights) {
        ThresholdMap.Table table = ThresholdMap.of(n, weights).table();
        assertThat(table.ties()).isZero();
        return FunctionalGraph.of(table.next());
    }

    static Stream<Arguments> witnesses() {
        return Stream.of(
                Arguments.of(3, new double[] {-4, -5, -2, 2, 2, -1, 2, -2, -1}),
                Arguments.of(4, new double[] {1, 3, -4, 1, -3, -4, -3, -5, 3, -1, 1, -2, 3, 5, 4, -3}),
                Arguments.of(5, new double[] {
                    1, -1, -2, 3, -4, 4, -3, 2, -3, -1, -3, -4, -1, -3, 2, -1, 1, -5, -4, -2, 4, -5, -4, 4, 2
                }));
    }

    /// Found by a search and confirmed by another program: one cycle through all 2^N states.
    @ParameterizedTest
    @MethodSource("witnesses")
    void someNetworksPassThroughAllTheirStates(int n, double[] weights) {
        FunctionalGraph graph = graph(n, weights);
        assertThat(graph.largest(2)).containsExactly(new FunctionalGraph.Attractor(1 << n, 1 << n, 0, 0));
        assertThat(graph.meanPeriodOverStates()).isEqualTo(1 << n);
    }

    /// Values of another program.
    @ParameterizedTest
    @CsvSource({"5, 2.625, 6", "12, 5.333984375, 14", "16, 3.82232666015625, 4"})
    void theGoldenNetworksHaveTheirKnownAttractors(int n, double mean, int longest) {
        FunctionalGraph graph = graph(n, golden(n));
        assertThat(graph.meanPeriodOverStates()).isEqualTo(mean);
        assertThat(graph.attractors()).isEqualTo(8);
        assertThat(graph.longestPeriod()).isEqualTo(longest);
    }

    /// Every attractor that is found must be one of the exact graph, and the mean within five standard errors.
    @Test
    void sampledStartsFindTheSameAttractors() {
        ThresholdMap map = ThresholdMap.of(12, golden(12));
        FunctionalGraph exact = FunctionalGraph.of(map.table().next());
        CycleSearch search =
                CycleSearch.of(map, 2000, 100_000, RandomStream.of(1).split("starts"), Progress.NONE);
        assertThat(search.unresolved()).isZero();
        assertThat(Math.abs(search.meanPeriodOverStates() - exact.meanPeriodOverStates()))
                .isLessThan(5 * search.standardError());
        for (CycleSearch.Found found : search.found()) {
            int state = found.representative().getFirst().intValue();
            assertThat(exact.attractor(exact.attractorOf(state)))
                    .extracting(FunctionalGraph.Attractor::representative, a -> (long) a.period())
                    .containsExactly(state, found.period());
        }
    }

    /// Whole weights, so that there are many ties and sums are exact: table, single step and the
    /// definition agree.
    @Test
    void tableAndSingleStepFollowTheDefinition() {
        CounterRandom random = RandomStream.of(5).split("maps").generator();
        for (int n = 1; n <= 11; n++) {
            for (Coding coding : Coding.values()) {
                for (Ties ties : Ties.values()) {
                    double[] weights = new double[n * n];
                    double[] bias = new double[n];
                    for (int k = 0; k < weights.length; k++) {
                        weights[k] = random.nextInt(5) - 2;
                    }
                    for (int k = 0; k < n; k++) {
                        bias[k] = random.nextInt(3) - 1;
                    }
                    ThresholdMap map = ThresholdMap.of(
                            BoltzmannMachine.of(n, weights).withBias(bias).withCoding(coding), ties);
                    ThresholdMap.Table table = map.table();
                    long tied = 0;
                    for (int state = 0; state < 1 << n; state++) {
                        int expected = 0;
                        for (int i = 0; i < n; i++) {
                            double u = bias[i];
                            for (int j = 0; j < n; j++) {
                                boolean fires = (state >>> j & 1) != 0;
                                u += weights[i * n + j] * (fires ? 1 : coding == Coding.PM1 ? -1 : 0);
                            }
                            if (u == 0) {
                                tied++;
                            }
                            if (u > 0 || (u == 0 && ties == Ties.STAY && (state >>> i & 1) != 0)) {
                                expected |= 1 << i;
                            }
                        }
                        long[] next = {-1};
                        map.next(new long[] {state}, next);
                        assertThat(next[0]).isEqualTo(expected);
                        assertThat(table.next()[state]).isEqualTo(expected);
                    }
                    assertThat(table.ties()).isEqualTo(tied);
                }
            }
        }
    }

    @Test
    void tableAndSingleStepAgreeOnRealWeightsToo() {
        double[] weights = RandomWeights.normal(1).draw(13, RandomStream.of(2).split("weights"));
        ThresholdMap map = ThresholdMap.of(13, weights);
        int[] successor = map.table().next();
        long[] next = new long[1];
        for (int state = 0; state < successor.length; state++) {
            map.next(new long[] {state}, next);
            assertThat(next[0]).isEqualTo(successor[state]);
        }
    }

    /// .1 + .2 − .3 is 5.6 · 10⁻¹⁷ in doubles in one order and zero in another; in real numbers it is
    /// zero.
    @Test
    void aTieInRealNumbersIsATieInAnyOrder() {
        double[][] orders = {{0.1, 0.2, -0.3}, {-0.3, 0.2, 0.1}, {0.2, -0.3, 0.1}};
        for (double[] row : orders) {
            double[] weights = new double[9];
            System.arraycopy(row, 0, weights, 0, 3);
            ThresholdMap stay = ThresholdMap.of(3, weights);
            ThresholdMap down = ThresholdMap.of(BoltzmannMachine.of(3, weights), Ties.DOWN);
            assertThat(stay.table().next()[7]).isEqualTo(7);
            assertThat(stay.table().next()[0]).isZero();
            assertThat(down.table().next()[7]).isZero();
            // The first unit is tied where all weights count alike, the others, without input, always.
            assertThat(stay.table().ties()).isEqualTo(2 + 16);
        }
    }

    /// A ring of 130 units hands its state on: by definition.
    @Test
    void aLargeNetworkStepsOverWordBoundaries() {
        int n = 130;
        double[] weights = new double[n * n];
        for (int i = 0; i < n; i++) {
            weights[i * n + (i + n - 1) % n] = 1;
        }
        ThresholdMap ring = ThresholdMap.of(n, weights);
        long[] next = new long[3];
        ring.next(new long[] {1L << 63 | 1, 1L << 63, 2}, next);
        assertThat(next).containsExactly(2 | 1, 1, 1);
        assertThatThrownBy(ring::table)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("130 units: at most 26");
    }

    @Test
    void sumsBeyondAllNumbersAreRefused() {
        assertThatThrownBy(() -> ThresholdMap.of(2, new double[] {1, 1, 1e308, -1e308}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("row 2")
                .hasMessageContaining("divide");
    }
}
