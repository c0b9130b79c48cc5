package org.gyre.measure.attractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gyre.core.Progress;
import org.gyre.core.StateMap;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class CycleSearchTest {
    private static final RandomStream STREAM = RandomStream.of(4).split("starts");

    private interface Step {
        void apply(long[] state, long[] next);
    }

    private static StateMap map(int units, Step step) {
        return new StateMap() {
            @Override
            public int units() {
                return units;
            }

            @Override
            public void next(long[] state, long[] next) {
                step.apply(state, next);
            }
        };
    }

    /// 100 units in a ring of 97 that is passed on and three that fall silent: closed form, every
    /// period divides 97, which is prime, so it is 97 unless all 97 units are alike.
    @Test
    void aRingInTwoWordsHasItsLengthAsPeriod() {
        StateMap ring = map(100, (state, next) -> {
            long low = state[0] << 1 | (state[1] >>> 32 & 1);
            long high = (state[1] << 1 | state[0] >>> 63) & (1L << 33) - 1;
            next[0] = low;
            next[1] = high;
        });
        CycleSearch search = CycleSearch.of(ring, 50, 1000, STREAM, Progress.NONE);
        assertThat(search.unresolved()).isZero();
        assertThat(search.attractors()).isEqualTo(50);
        assertThat(search.meanPeriodOverStates()).isEqualTo(97);
        assertThat(search.meanPeriodOverAttractors()).isEqualTo(97);
        assertThat(search.longestPeriod()).isEqualTo(97);
        assertThat(search.standardError()).isZero();
        assertThat(search.longestTransient()).isLessThanOrEqualTo(1);
        CycleSearch.Found first = search.found().getFirst();
        long[] smallest = {first.representative().get(0), first.representative().get(1)};
        long[] state = smallest.clone();
        for (int k = 0; k < 97; k++) {
            long[] next = new long[2];
            ring.next(state, next);
            state = next;
            boolean below = Long.compareUnsigned(state[1], smallest[1]) < 0
                    || (state[1] == smallest[1] && Long.compareUnsigned(state[0], smallest[0]) < 0);
            assertThat(below).isFalse();
        }
        assertThat(state).isEqualTo(smallest);
    }

    /// The exact graph of a random map of 2^12 states is the reference: shares of basins within five
    /// standard errors, and each attractor found is one of the exact ones.
    @Test
    void aRandomMapIsSampledWithoutBias() {
        CounterRandom random = RandomStream.of(9).split("map").generator();
        int states = 1 << 12;
        int[] successor =
                IntStream.range(0, states).map(s -> random.nextInt(states)).toArray();
        FunctionalGraph exact = FunctionalGraph.of(successor);
        CycleSearch search = CycleSearch.of(
                map(12, (state, next) -> next[0] = successor[(int) state[0]]), 4000, 10_000, STREAM, Progress.NONE);
        assertThat(search.unresolved()).isZero();
        assertThat(search.meanPeriodOverStates())
                .isEqualTo(exact.meanPeriodOverStates(), within(5 * search.standardError()));
        for (CycleSearch.Found found : search.found()) {
            int state = found.representative().getFirst().intValue();
            FunctionalGraph.Attractor truth = exact.attractor(exact.attractorOf(state));
            assertThat(state).isEqualTo(truth.representative());
            assertThat(found.period()).isEqualTo(truth.period());
            assertThat(found.longestTransient()).isLessThanOrEqualTo(truth.longestTransient());
            double share = (double) truth.basin() / states;
            assertThat(found.hits() / 4000.0)
                    .isEqualTo(share, within(5 * Math.sqrt(share * (1 - share) / 4000) + 1e-12));
        }
    }

    /// A counter to 2^40 has one cycle that no start can finish in a thousand steps.
    @Test
    void aStartThatIsNotResolvedIsCounted() {
        StateMap counter = map(40, (state, next) -> next[0] = state[0] + 1 & (1L << 40) - 1);
        CycleSearch search = CycleSearch.of(counter, 7, 1000, STREAM, Progress.NONE);
        assertThat(search.unresolved()).isEqualTo(7);
        assertThat(search.found()).isEmpty();
        assertThat(search.meanPeriodOverStates()).isNaN();
        assertThat(search.meanPeriodOverAttractors()).isNaN();
        assertThat(search.longestPeriod()).isZero();
    }

    /// Transients by hand: the state counts down to zero.
    @Test
    void theTransientIsTheWayToTheCycle() {
        StateMap down = map(5, (state, next) -> next[0] = Math.max(state[0] - 1, 0));
        CycleSearch search = CycleSearch.of(down, 500, 1000, STREAM, Progress.NONE);
        assertThat(search.found()).containsExactly(new CycleSearch.Found(1, 500, List.of(0L), 31));
    }

    @Test
    void eachStartIsTold() {
        StateMap stay = map(3, (state, next) -> next[0] = state[0]);
        List<Long> told = new ArrayList<>();
        CycleSearch.of(stay, 3, 1, STREAM, (done, total, what) -> told.add(10 * total + done));
        assertThat(told).containsExactly(31L, 32L, 33L);
    }

    @Test
    void nothingToDoIsRefused() {
        StateMap stay = map(1, (state, next) -> next[0] = state[0]);
        assertThatThrownBy(() -> CycleSearch.of(stay, 0, 1, STREAM, Progress.NONE))
                .hasMessageContaining("starts = 0");
        assertThatThrownBy(() -> CycleSearch.of(stay, 1, 0, STREAM, Progress.NONE))
                .hasMessageContaining("step limit = 0");
    }
}
