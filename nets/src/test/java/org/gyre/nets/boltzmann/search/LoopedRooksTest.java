package org.gyre.nets.boltzmann.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.attractor.FunctionalGraph;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.Rooks;
import org.gyre.nets.boltzmann.ThresholdMap;
import org.gyre.nets.boltzmann.Ties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LoopedRooksTest {
    private static ThresholdMap.Table table(Rooks rooks) {
        double[] weights =
                Arrays.stream(LoopedRooks.weights(rooks)).asDoubleStream().toArray();
        return ThresholdMap.of(BoltzmannMachine.of(rooks.units(), weights), Ties.STAY)
                .table();
    }

    /// The map of G by its description: the identity, and one loop of 2N states.
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 8, 11})
    void withoutRooksOnlyTheLoopMoves(int n) {
        int[] expected = new int[1 << n];
        Arrays.setAll(expected, s -> s);
        int state = 0;
        for (int step = 0; step < 2 * n; step++) {
            int next = state ^ 1 << step % n;
            expected[state] = next;
            state = next;
        }
        ThresholdMap.Table table = table(Rooks.autapses(n));
        assertThat(table.next()).isEqualTo(expected);
        assertThat(table.ties()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2, 4", "3, 8", "4, 16", "6, 64", "8, 256"})
    void someRooksJoinAllStatesToOneCycle(int n, int states) {
        LoopedRooks.Found found =
                LoopedRooks.search(n, 20_000, RandomStream.of(1)).orElseThrow();
        assertThat(found.period()).isEqualTo(states);
        FunctionalGraph graph = FunctionalGraph.of(table(found.rooks()).next());
        assertThat(graph.attractors()).isEqualTo(1);
        assertThat(graph.longestPeriod()).isEqualTo(states);
    }

    /// All 3840 arrangements: the loop is a cycle of five pairs {x, −x}, an even permutation, and so are rooks; a cycle
    /// of all 16 pairs is odd.
    @Test
    void forFiveUnitsThirtyStatesAreTheMost() {
        int longest = Rooks.all(5)
                .mapToInt(rooks -> FunctionalGraph.of(table(rooks).next()).longestPeriod())
                .max()
                .orElseThrow();
        assertThat(longest).isEqualTo(30);
    }
}
