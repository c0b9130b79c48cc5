package org.gyre.nets.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.attractor.FunctionalGraph;
import org.gyre.nets.memory.Recall.Ending;
import org.gyre.nets.memory.Recall.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ThresholdMemoryTest {
    /// Each of two neurons takes the other's state.
    private static final ThresholdMemory SWAP = ThresholdMemory.of(2, new double[] {0, 1, 1, 0});

    /// Two neurons turn by a right angle, (s₁, s₂) → (−s₂, s₁), and a third follows the first.
    private static final ThresholdMemory TURN = ThresholdMemory.of(3, new double[] {0, -1, 0, 1, 0, 0, 1, 0, 0});

    private static Patterns cue(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return Patterns.of(values.length, bytes);
    }

    static Stream<Arguments> walks() {
        return Stream.of(
                Arguments.of(SWAP, cue(1, 1), new Outcome(Ending.FIXED, 0, 1), cue(1, 1)),
                Arguments.of(SWAP, cue(1, -1), new Outcome(Ending.CYCLE, 0, 2), cue(1, -1)),
                Arguments.of(TURN, cue(1, 1, 1), new Outcome(Ending.CYCLE, 0, 4), cue(1, 1, 1)),
                // Here the third has yet to follow: (1, 1, −1) → (−1, 1, 1), which comes again
                // after four more steps.
                Arguments.of(TURN, cue(1, 1, -1), new Outcome(Ending.CYCLE, 1, 4), cue(-1, 1, 1)));
    }

    @ParameterizedTest
    @MethodSource("walks")
    void aWalkEndsWhereItsCycleBegins(ThresholdMemory memory, Patterns cue, Outcome outcome, Patterns state) {
        Recall recall = memory.recall(cue, 10);
        assertThat(recall.outcomes()).containsExactly(outcome);
        assertThat(recall.states().doubles()).isEqualTo(state.doubles());
    }

    /// Five steps lead from (1, 1, −1) back to where the cycle begins.
    @Test
    void aWalkThatIsTooLongIsUnfinished() {
        assertThat(TURN.recall(cue(1, 1, -1), 5).ended(Ending.CYCLE)).isOne();
        Recall recall = TURN.recall(cue(1, 1, -1), 4);
        assertThat(recall.outcomes()).containsExactly(new Outcome(Ending.UNFINISHED, 4, 0));
        assertThat(recall.states().doubles()).containsExactly(1, 1, 1);
    }

    @Test
    void aNeuronWithoutInputKeepsItsState() {
        ThresholdMemory memory = ThresholdMemory.of(3, new double[] {0, 1, -1, 0, 0, 1, 0, 0, 1});
        Recall recall = memory.recall(cue(-1, 1, 1), 5);
        assertThat(recall.outcomes()).containsExactly(new Outcome(Ending.FIXED, 0, 1));
        assertThat(memory.recall(cue(1, 1, 1), 5).states().at(0, 0)).isEqualTo(1);
    }

    /// .1 + .2 − .3 is 5.6e-17 in binary numbers.
    @Test
    void roundingIsNoInput() {
        double[] w = new double[16];
        System.arraycopy(new double[] {0, 0.1, 0.2, -0.3}, 0, w, 0, 4);
        w[5] = w[10] = w[15] = 1;
        assertThat(ThresholdMemory.of(4, w).recall(cue(-1, 1, 1, 1), 5).outcomes())
                .containsExactly(new Outcome(Ending.FIXED, 0, 1));
    }

    @Test
    void biasesMoveNeurons() {
        ThresholdMemory memory = ThresholdMemory.of(2, new float[] {0, 1, 1, 0}, new float[] {-3, 0.5f});
        assertThat(memory.recall(cue(1, 1), 5).outcomes()).containsExactly(new Outcome(Ending.FIXED, 2, 1));
        assertThat(memory.recall(cue(1, 1), 5).states().doubles()).containsExactly(-1, -1);
    }

    /// A cue that nothing acts on stays, and is not counted as recalled.
    @Test
    void aNetworkWithoutWeightsRecallsNothing() {
        Patterns cues = Patterns.random(5, 8, RandomStream.of(1));
        Recall recall = ThresholdMemory.of(8, new double[64]).recall(cues, 5);
        assertThat(recall.ended(Ending.UNDRIVEN)).isEqualTo(5);
        assertThat(recall.states().doubles()).isEqualTo(cues.doubles());
        assertThat(recall.meanOverlap(cues)).isZero();
        assertThat(recall.recalled(cues)).isZero();
    }

    /// 40 units of which one, two or none are wrong: overlaps of .95, .9 and 1.
    @Test
    void recallIsMeasuredByOverlaps() {
        byte[] ones = new byte[120];
        Arrays.fill(ones, (byte) 1);
        Patterns patterns = Patterns.of(40, ones);
        ones[3] = ones[41] = ones[77] = -1;
        double[] identity = new double[1600];
        for (int i = 0; i < 40; i++) {
            identity[i * 41] = 1;
        }
        Recall recall = ThresholdMemory.of(40, identity).recall(Patterns.of(40, ones), 3);
        assertThat(recall.overlaps(patterns)).containsExactly(0.95, 0.9, 1);
        assertThat(recall.meanOverlap(patterns)).isEqualTo(0.95, within(1e-15));
        assertThat(recall.recalled(patterns)).isEqualTo(2.0 / 3);
    }

    /// The network as a map of states, whose table was made otherwise: every state of ten neurons.
    @Test
    void itsMapHasTheSameAttractors() {
        int n = 10;
        CounterRandom random = RandomStream.of(5).generator();
        double[] w = new double[n * n];
        double[] b = new double[n];
        for (int i = 0; i < n; i++) {
            b[i] = random.nextGaussian() / 2;
            for (int j = 0; j < n; j++) {
                w[i * n + j] = random.nextGaussian();
            }
        }
        ThresholdMemory memory = ThresholdMemory.of(n, w, b);
        int states = 1 << n;
        byte[] all = new byte[n * states];
        for (int state = 0; state < states; state++) {
            for (int i = 0; i < n; i++) {
                all[state * n + i] = (byte) (((state >> i) & 1) == 1 ? 1 : -1);
            }
        }
        Recall recall = memory.recall(Patterns.of(n, all), states);
        FunctionalGraph graph = FunctionalGraph.of(memory.map().table().next());
        List<Outcome> outcomes = recall.outcomes();
        for (int state = 0; state < states; state++) {
            int attractor = graph.attractorOf(state);
            int end = (int) recall.states().state(state)[0];
            assertThat(graph.attractorOf(end)).isEqualTo(attractor);
            assertThat(outcomes.get(end).steps()).isZero();
            assertThat(outcomes.get(state).period())
                    .isEqualTo(graph.attractor(attractor).period());
            assertThat(outcomes.get(state).steps())
                    .isLessThanOrEqualTo(graph.attractor(attractor).longestTransient());
        }
        assertThat(graph.attractors()).isGreaterThan(1);
        assertThat(graph.longestPeriod()).isGreaterThan(1);
        assertThat(memory.machine().weights()).isEqualTo(w);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> SWAP.recall(cue(1, 1, 1), 5)).hasMessage("cues of 3 units for 2 neurons");
        assertThatThrownBy(() -> SWAP.recall(cue(1, 1), 0)).hasMessage("steps = 0: must be at least 1");
        assertThatThrownBy(() -> ThresholdMemory.of(2, new double[3])).hasMessageContaining("2 x 2");
        assertThatThrownBy(() -> ThresholdMemory.of(1, new double[] {Double.NaN}))
                .hasMessageContaining("finite");
        Recall recall = SWAP.recall(cue(1, 1), 5);
        assertThatThrownBy(() -> recall.overlaps(Patterns.random(2, 2, RandomStream.of(1))))
                .hasMessage("2 patterns for 1 cues");
    }
}
