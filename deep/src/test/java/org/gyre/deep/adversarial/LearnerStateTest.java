package org.gyre.deep.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.torch.NeedsTorch;
import org.gyre.deep.torch.Precision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a learner has learned is a function of its stream and the number of updates alone.
final class LearnerStateTest {
    @BeforeEach
    void load() {
        NeedsTorch.orSkip();
    }

    private static AdversarialLearner.State after(long seed, int updates) {
        try (Net net = Net.of(seed).learn(updates)) {
            return net.learner().state();
        }
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        AdversarialLearner.State state = after(1, 30);
        Net.assertEqual(after(1, 30), state);
        assertThat(state.steps()).containsExactly(30L, 60L, 30L);
        assertThat(after(2, 30).inference()).isNotEqualTo(state.inference());
        assertThat(after(1, 29).inference()).isNotEqualTo(state.inference());
        assertThat(after(1, 29).generation()).isNotEqualTo(state.generation());
    }

    @Test
    void learnersInThreadsAtOnceLearnWhatTheyLearnAlone() throws Exception {
        int learners = 4;
        List<AdversarialLearner.State> alone = new ArrayList<>();
        for (int i = 0; i < learners; i++) {
            alone.add(after(i, 150));
        }
        CountDownLatch start = new CountDownLatch(learners);
        try (ExecutorService threads = Executors.newFixedThreadPool(learners)) {
            List<Future<AdversarialLearner.State>> together = new ArrayList<>();
            for (int i = 0; i < learners; i++) {
                int seed = i;
                together.add(threads.submit(() -> {
                    start.countDown();
                    start.await();
                    return after(seed, 150);
                }));
            }
            for (int i = 0; i < learners; i++) {
                Net.assertEqual(together.get(i).get(), alone.get(i));
            }
        }
    }

    /// Everything that looks at a learner.
    private static void judge(Net net) {
        AdversarialLearner learner = net.learner();
        RandomStream stream = RandomStream.of(77);
        AdversarialLearner.Samples evoked = learner.evoked(new double[] {1, 2, 3, 4}, stream);
        learner.sleep(5, stream);
        learner.wake(5, stream);
        learner.readCritics(64, stream);
        learner.reconstruct(evoked, 2);
        AdversarialLearner.bounce(evoked, net.generation(), Precision.SINGLE, stream);
        try (AdversarialLearner.Averaged averaged = learner.averaged()) {
            assertThat(averaged).isNotNull();
            learner.wake(5, stream);
            learner.readCritics(64, stream);
        }
        learner.requireFinite();
        learner.state();
    }

    @Test
    void judgingChangesNothing() {
        try (Net net = Net.of(1)) {
            for (int i = 0; i < 20; i++) {
                judge(net);
                net.learn(1);
                judge(net);
            }
            Net.assertEqual(net.learner().state(), after(1, 20));
        }
    }

    @Test
    void aRestoredLearnerGoesOnBitByBit() {
        AdversarialLearner.State middle = after(1, 12);
        try (Net other = Net.of(1).learn(3)) {
            judge(other);
            other.learner().restore(middle);
            Net.assertEqual(other.learner().state(), middle);
            judge(other);
            other.learn(13);
            Net.assertEqual(other.learner().state(), after(1, 25));
        }
    }

    /// Bounces pass through it, but leave nothing behind.
    @Test
    void aFixedLearnedGenerationStaysAsItIs() {
        try (Net net = Net.of(1)) {
            double[] before = net.learner().state().generation();
            RandomStream stream = RandomStream.of(5);
            LearningRule rule = Rules.pairs().with(LearningRule.Contrast.BOUNCE).rule();
            try (AdversarialLearner learner = new AdversarialLearner(
                    (samples, draws) -> draws.normal(samples, 4),
                    List.of(Net.RATE, Net.LINEAR),
                    net.generation(),
                    rule,
                    Precision.SINGLE,
                    stream)) {
                for (int i = 0; i < 5; i++) {
                    learner.update();
                }
            }
            assertThat(net.learner().state().generation()).containsExactly(before);
            net.learn(5);
            Net.assertEqual(net.learner().state(), after(1, 5));
        }
    }

    @Test
    void theStateOfAnotherNetworkIsRefused() {
        AdversarialLearner.State of3 = after(1, 2);
        AdversarialLearner.State of4;
        try (Net net = Net.of(1, new Units.Linear(4, 2, true, 1)).learn(2)) {
            of4 = net.learner().state();
            AdversarialLearner.State before = net.learner().state();
            assertThatThrownBy(() -> net.learner().restore(of3))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("belongs to another network");
            // Nothing of a state is taken where a part of it does not fit.
            AdversarialLearner.State mixed = new AdversarialLearner.State(
                    of3.updates(), of3.steps(), new double[before.inference().length], of3.critics(), of3.generation());
            assertThatThrownBy(() -> net.learner().restore(mixed)).isInstanceOf(InputException.class);
            Net.assertEqual(net.learner().state(), before);
        }
        try (Net net = Net.of(1)) {
            assertThatThrownBy(() -> net.learner().restore(of4)).isInstanceOf(InputException.class);
        }
    }

    @Test
    void theStateOfALearnedWorldIsRefusedWhereTheWorldIsGiven() {
        AdversarialLearner.State learned = after(1, 2);
        try (LinearWorld world = new LinearWorld(
                        List.of(4, 3, 2),
                        List.of(new double[12], new double[6]),
                        new double[] {1, 1},
                        Precision.SINGLE);
                AdversarialLearner learner = new AdversarialLearner(
                        (samples, draws) -> draws.normal(samples, 4),
                        List.of(Net.RATE, Net.LINEAR),
                        world,
                        Rules.pairs().rule(),
                        Precision.SINGLE,
                        RandomStream.of(1))) {
            assertThatThrownBy(() -> learner.restore(learned))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("belongs to another network");
            assertThat(learner.updates()).isZero();
        }
    }

    /// Of two updates: ā₂ = .9 (.9 w₀ + .1 w₁) + .1 w₂.
    @Test
    void whileAveragedTheRunningAveragesStandInThePlaceOfTheWeights() {
        try (Net net = Net.of(1)) {
            AdversarialLearner learner = net.learner();
            double[][] weights = new double[3][];
            double[][] generative = new double[3][];
            for (int i = 0; i < 3; i++) {
                net.learn(i == 0 ? 0 : 1);
                weights[i] = learner.inferenceWeights().array("inference-1.input");
                generative[i] = net.generation().weights().array("generation-0.mean");
            }
            RandomStream stream = RandomStream.of(3);
            double[] now = learner.evoked(new double[4], stream).top();
            try (AdversarialLearner.Averaged averaged = learner.averaged()) {
                assertThat(averaged).isNotNull();
                assertAverage(learner.inferenceWeights().array("inference-1.input"), weights);
                assertAverage(net.generation().weights().array("generation-0.mean"), generative);
                assertThat(learner.evoked(new double[4], stream).top()).isNotEqualTo(now);
            }
            assertThat(learner.evoked(new double[4], stream).top()).containsExactly(now);
        }
    }

    private static void assertAverage(double[] average, double[][] weights) {
        for (int i = 0; i < average.length; i++) {
            double expected = 0.9 * (0.9 * weights[0][i] + 0.1 * weights[1][i]) + 0.1 * weights[2][i];
            assertThat(average[i]).isCloseTo(expected, within(1e-6));
            assertThat(weights[2][i]).isNotEqualTo(weights[0][i]);
        }
    }

    @Test
    void samplesAreAFunctionOfTheStream() {
        try (Net net = Net.of(1).learn(2)) {
            RandomStream stream = RandomStream.of(9);
            double[] dreams = net.learner().sleep(100, stream).input();
            net.learner().wake(7, RandomStream.of(1));
            assertThat(net.learner().sleep(100, stream).input()).containsExactly(dreams);
            assertThat(net.learner().sleep(100, RandomStream.of(10)).input()).isNotEqualTo(dreams);
            AdversarialLearner.Samples many = net.learner().wake(5000, stream);
            assertThat(many.layers().stream().map(layer -> layer.length)).containsExactly(20000, 15000, 10000);
            // More than are drawn at once: the parts differ.
            assertThat(many.top()[0]).isNotEqualTo(many.top()[2 * 4096]);
        }
    }
}
