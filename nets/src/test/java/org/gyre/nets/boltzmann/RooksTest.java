package org.gyre.nets.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.attractor.FunctionalGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RooksTest {
    private static FunctionalGraph graph(Rooks rooks) {
        return FunctionalGraph.of(
                ThresholdMap.of(rooks.units(), rooks.weights(1)).table().next());
    }

    private static Rooks rooks(List<Integer> source, Integer... signs) {
        return new Rooks(source, List.of(signs));
    }

    /// Values of another program over all 2^N · N! arrangements.
    @ParameterizedTest
    @CsvSource({
        "1, 2, 1.5, 2, 2",
        "2, 8, 2.25, 4, 4",
        "3, 48, 3, 5, 6",
        "4, 384, 4.125, 8, 8",
        "5, 3840, 5.53125, 10, 12"
    })
    void thePeriodsOfAllArrangementsAreKnown(int n, int arrangements, double meanOfMeans, double best, int longest) {
        List<FunctionalGraph> graphs = Rooks.all(n).map(RooksTest::graph).toList();
        assertThat(graphs).hasSize(arrangements);
        assertThat(graphs).allMatch(graph -> graph.recurrentStates() == 1 << n);
        // Sums of multiples of 2^-N: exact.
        assertThat(graphs.stream()
                                .mapToDouble(FunctionalGraph::meanPeriodOverStates)
                                .sum()
                        / arrangements)
                .isEqualTo(meanOfMeans);
        assertThat(graphs.stream()
                        .mapToDouble(FunctionalGraph::meanPeriodOverStates)
                        .max())
                .hasValue(best);
        assertThat(graphs.stream().mapToInt(FunctionalGraph::longestPeriod).max())
                .hasValue(longest);
    }

    /// Theory: a ring of k units has period k or a divisor if the product of its signs is +, else 2k
    /// or a divisor; several rings have the least common multiple.
    @Test
    void ringsHaveTheirKnownPeriods() {
        assertThat(graph(Rooks.autapses(5)).longestPeriod()).isEqualTo(1);
        assertThat(graph(rooks(List.of(0, 1, 2, 3, 4), -1, -1, -1, -1, -1)).meanPeriodOverStates())
                .isEqualTo(2);
        assertThat(graph(rooks(List.of(4, 0, 1, 2, 3), 1, 1, 1, 1, 1)).meanPeriodOverStates())
                .isEqualTo(4.75);
        FunctionalGraph odd = graph(rooks(List.of(4, 0, 1, 2, 3), 1, 1, -1, 1, 1));
        assertThat(odd.meanPeriodOverStates()).isEqualTo(9.5);
        assertThat(odd.longestPeriod()).isEqualTo(10);
        FunctionalGraph two = graph(rooks(List.of(1, 0, 4, 2, 3), -1, 1, 1, 1, 1));
        assertThat(two.meanPeriodOverStates()).isEqualTo(10);
        assertThat(two.longestPeriod()).isEqualTo(12);
    }

    /// Values of another program.
    @ParameterizedTest
    @CsvSource({"1, .800292", "2, 2.364673", "3, 3.623200", "5, 4.710165", "10, 4.996398"})
    void theInformationHasItsClosedForm(double weight, double information) {
        assertThat(Rooks.information(5, weight)).isEqualTo(information, within(5e-7));
        assertThat(Rooks.information(5, -weight)).isEqualTo(information, within(5e-7));
    }

    /// From the definition: the stationary law is uniform, and E[y_i' y_j] the mean of tanh(u_i/2) y_j.
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 2, 10})
    void theCorrelationHasItsClosedForm(double weight) {
        int n = 4;
        double[] w = Rooks.random(n, RandomStream.of(3)).weights(weight);
        BoltzmannMachine machine = BoltzmannMachine.of(n, w);
        double squares = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (long state = 0; state < 1 << n; state++) {
                    double y = (state >>> j & 1) != 0 ? 1 : -1;
                    sum += Math.tanh(machine.field(new long[] {state}, i) / 2) * y;
                }
                squares += Math.pow(sum / (1 << n), 2);
            }
        }
        assertThat(Rooks.rmsCorrelation(n, weight)).isEqualTo(Math.sqrt(squares / (n * n)), within(1e-14));
    }

    /// Each of the 48 arrangements of three units is drawn with probability 1/48: 4800 draws, so that
    /// a count has mean 100 and standard deviation √(100 · 47/48) = 9.9; five of them are allowed.
    @Test
    void randomArrangementsAreUniform() {
        RandomStream stream = RandomStream.of(8);
        Map<Rooks, Integer> counts = new HashMap<>();
        for (int k = 0; k < 4800; k++) {
            counts.merge(Rooks.random(3, stream.split(k)), 1, Integer::sum);
        }
        assertThat(counts).hasSize(48);
        assertThat(counts.values()).allMatch(count -> Math.abs(count - 100) < 50);
    }

    @Test
    void anArrangementIsRecognisedAmongSmallWeights() {
        Rooks rooks = rooks(List.of(2, 0, 1), -1, 1, 1);
        double[] weights = rooks.weights(10);
        for (int k = 0; k < 9; k++) {
            weights[k] += 0.5 * Math.sin(k);
        }
        assertThat(Rooks.recognise(3, weights, 5)).contains(rooks);
        weights[0] = 6;
        assertThat(Rooks.recognise(3, weights, 5)).isEmpty();
        assertThat(Rooks.recognise(2, new double[] {9, 0, 9, 0}, 5)).isEmpty();
        assertThat(Rooks.recognise(2, new double[4], 5)).isEmpty();
    }

    @Test
    void allArrangementsDiffer() {
        Set<Rooks> all = new HashSet<>(Rooks.all(4).toList());
        assertThat(all).hasSize(16 * 24);
        assertThat(all)
                .allMatch(rooks -> rooks.source().stream()
                        .sorted()
                        .toList()
                        .equals(IntStream.range(0, 4).boxed().toList()));
    }

    @Test
    void whatIsNoArrangementIsRefused() {
        assertThatThrownBy(() -> rooks(List.of(0, 0), 1, 1)).hasMessageContaining("[0, 0] are no permutation");
        assertThatThrownBy(() -> rooks(List.of(0, 1), 1, 0)).hasMessageContaining("must be 1 or -1");
        assertThatThrownBy(() -> rooks(List.of(0, 1), 1)).hasMessageContaining("2 sources and 1 signs");
        assertThatThrownBy(() -> Rooks.all(9)).hasMessageContaining("units = 9");
    }
}
