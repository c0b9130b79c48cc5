package org.gyre.measure.attractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class FunctionalGraphTest {
    /// Drawn by hand: 0 → 1 → 2 → 3 → 1 with 7 → 0, the fixed point 4 with 5 → 4, and 6 → 5.
    @Test
    void aSmallGraphIsReadAsDrawn() {
        FunctionalGraph graph = FunctionalGraph.of(new int[] {1, 2, 3, 1, 4, 4, 5, 0});
        assertThat(graph.largest(9))
                .containsExactly(new FunctionalGraph.Attractor(3, 5, 1, 2), new FunctionalGraph.Attractor(1, 3, 4, 2));
        assertThat(graph.largest(1)).containsExactly(new FunctionalGraph.Attractor(3, 5, 1, 2));
        assertThat(graph.attractors()).isEqualTo(2);
        assertThat(graph.meanPeriodOverStates()).isEqualTo((5 * 3 + 3 * 1) / 8.0);
        assertThat(graph.meanPeriodOverAttractors()).isEqualTo(2);
        assertThat(graph.longestPeriod()).isEqualTo(3);
        assertThat(graph.longestTransient()).isEqualTo(2);
        assertThat(graph.recurrentStates()).isEqualTo(4);
        assertThat(graph.attractorOf(7)).isEqualTo(graph.attractorOf(2)).isNotEqualTo(graph.attractorOf(6));
    }

    @Test
    void theIdentityHasAsManyFixedPointsAsStates() {
        FunctionalGraph graph = FunctionalGraph.of(IntStream.range(0, 1 << 10).toArray());
        assertThat(graph.attractors()).isEqualTo(1 << 10);
        assertThat(graph.meanPeriodOverStates()).isEqualTo(1);
        assertThat(graph.longestTransient()).isZero();
    }

    /// A path of all states into a fixed point: the longest transient that can be, walked from its far
    /// end last.
    @Test
    void oneLongPathHasTheLongestTransient() {
        int states = 1 << 16;
        int[] successor =
                IntStream.range(0, states).map(s -> Math.max(s - 1, 0)).toArray();
        FunctionalGraph graph = FunctionalGraph.of(successor);
        assertThat(graph.largest(2)).containsExactly(new FunctionalGraph.Attractor(1, states, 0, states - 1));
    }

    /// Against the plain definition: each state is followed until it repeats.
    @Test
    void randomMapsAgreeWithFollowingEachState() {
        CounterRandom random = RandomStream.of(1).split("maps").generator();
        for (int trial = 0; trial < 50; trial++) {
            int states = 1 + random.nextInt(200);
            int[] successor =
                    IntStream.range(0, states).map(s -> random.nextInt(states)).toArray();
            FunctionalGraph graph = FunctionalGraph.of(successor);
            Set<Integer> cycles = new HashSet<>();
            long periods = 0;
            int longest = 0;
            int longestTransient = 0;
            for (int start = 0; start < states; start++) {
                int[] seen = new int[states];
                int state = start;
                int step = 1;
                while (seen[state] == 0) {
                    seen[state] = step++;
                    state = successor[state];
                }
                int period = step - seen[state];
                periods += period;
                longest = Math.max(longest, period);
                longestTransient = Math.max(longestTransient, seen[state] - 1);
                int smallest = state;
                for (int s = successor[state]; s != state; s = successor[s]) {
                    smallest = Math.min(smallest, s);
                }
                cycles.add(smallest);
                assertThat(graph.attractor(graph.attractorOf(start)).representative())
                        .isEqualTo(smallest);
                assertThat(graph.attractor(graph.attractorOf(start)).period()).isEqualTo(period);
            }
            assertThat(graph.attractors()).isEqualTo(cycles.size());
            assertThat(graph.meanPeriodOverStates()).isEqualTo((double) periods / states);
            assertThat(graph.longestPeriod()).isEqualTo(longest);
            assertThat(graph.longestTransient()).isEqualTo(longestTransient);
            assertThat(IntStream.range(0, graph.attractors())
                            .map(i -> graph.attractor(i).basin())
                            .sum())
                    .isEqualTo(states);
        }
    }

    @Test
    void aSuccessorThatIsNoStateIsRefused() {
        assertThatThrownBy(() -> FunctionalGraph.of(new int[] {0, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("successor 2 of state 1");
        assertThatThrownBy(() -> FunctionalGraph.of(new int[0])).isInstanceOf(IllegalArgumentException.class);
    }
}
