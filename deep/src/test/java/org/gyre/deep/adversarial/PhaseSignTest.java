package org.gyre.deep.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.adversarial.AdversarialLearner.CriticReading;
import org.gyre.deep.adversarial.LearningRule.View;
import org.gyre.deep.torch.Draws;
import org.gyre.deep.torch.NeedsTorch;
import org.gyre.deep.torch.Precision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the sign of the plasticity of discriminators does, where nothing else learns: one layer, evoked and
/// dreamed without any pathway.
final class PhaseSignTest {
    private static final int WIDTH = 3;
    private static final Rules RULES = Rules.pairs().with(View.JOINT, 0).with(16, 1, 5e-3);
    private static final Penalty NONE = new Penalty(Penalty.Kind.ONE_SIDED, 0);

    @BeforeEach
    void load() {
        NeedsTorch.orSkip();
    }

    /// N(shift, I).
    private record Shifted(double shift) implements Generation, AdversarialLearner.Data {
        @Override
        public List<Integer> sizes() {
            return List.of(WIDTH);
        }

        @Override
        public List<Tensor> dream(int samples, Draws draws) {
            return List.of(draw(samples, draws));
        }

        @Override
        public Tensor draw(int samples, Draws draws) {
            return draws.normal(samples, WIDTH).add_(new Scalar(shift));
        }
    }

    /// Activity that is the same at each draw.
    private record Fixed(double[] rows) implements Generation, AdversarialLearner.Data {
        @Override
        public List<Integer> sizes() {
            return List.of(WIDTH);
        }

        @Override
        public List<Tensor> dream(int samples, Draws draws) {
            return List.of(draw(samples, draws));
        }

        @Override
        public Tensor draw(int samples, Draws draws) {
            return draws.precision().tensor(rows, samples, WIDTH);
        }
    }

    private static AdversarialLearner learner(AdversarialLearner.Data wake, Generation sleep, Rules rules) {
        return new AdversarialLearner(wake, List.of(), sleep, rules.rule(), Precision.DOUBLE, RandomStream.of(6));
    }

    /// The gradient of the first update, which remembers half of it.
    private static double[] update(Rules rules, double[] wake, double[] sleep) {
        Rules gradients = rules.with(new Moments(0.5, 0.9, 1e-8)).with(rules.batch(), 1, 0);
        try (AdversarialLearner learner = learner(new Fixed(wake), new Fixed(sleep), gradients)) {
            learner.update();
            double[] state = learner.state().critics();
            int count = state.length / 4;
            return Arrays.stream(Arrays.copyOfRange(state, 2 * count, 3 * count))
                    .map(half -> 2 * half)
                    .toArray();
        }
    }

    /// The same activity in both phases: with the switch nothing is learned, without it both phases teach
    /// the same.
    @Test
    void thePhasesCancelOnTheSameActivity() {
        double[] activity = Differences.normal("activity", 16 * WIDTH);
        Rules rules = RULES.with(CriticLoss.WASSERSTEIN, NONE);
        double[] switched = update(rules, activity, activity);
        double[] same = update(rules.withoutSignSwitch(), activity, activity);
        assertThat(switched).containsExactly(new double[switched.length], within(1e-15));
        assertThat(Arrays.stream(same).map(Math::abs).max().orElseThrow()).isGreaterThan(0.1);
        // Exchanging the streams turns the update round with the switch and leaves it without.
        double[] other = Differences.normal("other", 16 * WIDTH);
        double[] there = update(rules, activity, other);
        double[] back = update(rules, other, activity);
        double[] both = update(rules.withoutSignSwitch(), activity, other);
        double[] bothBack = update(rules.withoutSignSwitch(), other, activity);
        for (int i = 0; i < there.length; i++) {
            assertThat(back[i]).isCloseTo(-there[i], within(1e-14));
            assertThat(bothBack[i]).isCloseTo(both[i], within(1e-14));
        }
        assertThat(Arrays.stream(there).map(Math::abs).max().orElseThrow()).isGreaterThan(0.01);
    }

    /// A discriminator after some learning.
    private static AdversarialLearner learned(double wake, double sleep, Rules rules) {
        AdversarialLearner learner = learner(new Shifted(wake), new Shifted(sleep), rules);
        for (int i = 0; i < 200; i++) {
            learner.update();
        }
        return learner;
    }

    private static CriticReading read(AdversarialLearner learner) {
        List<CriticReading> readings = learner.readCritics(16, RandomStream.of(1));
        assertThat(readings).hasSize(1);
        return readings.getFirst();
    }

    private static double gap(CriticReading reading) {
        return reading.wake() - reading.sleep();
    }

    /// The best accuracy is Φ(√3) = .958 for normal distributions 2 √3 apart; 32 fresh samples.
    @Test
    void outputsRiseInWakeWhicheverActivityItIs() {
        for (Rules rules : List.of(RULES, RULES.with(CriticLoss.WASSERSTEIN, Rules.LIGHT))) {
            try (AdversarialLearner low = learned(-1, 1, rules);
                    AdversarialLearner high = learned(1, -1, rules)) {
                assertThat(gap(read(low))).isPositive();
                assertThat(gap(read(high))).isPositive();
                if (rules.loss() == CriticLoss.LOGISTIC) {
                    assertThat(read(low).accuracy()).isGreaterThan(0.8);
                    assertThat(read(high).accuracy()).isGreaterThan(0.8);
                }
            }
        }
    }

    /// The same discriminator where evoked and dreamed activity have changed places: the gap of the means
    /// is the negative.
    @Test
    void exchangingTheStreamsNegatesTheGapOfMeans() {
        double[] first = Differences.normal("first", 16 * WIDTH);
        double[] second = Differences.normal("second", 16 * WIDTH);
        try (AdversarialLearner learner = learner(new Fixed(first), new Fixed(second), RULES);
                AdversarialLearner exchanged = learner(new Fixed(second), new Fixed(first), RULES)) {
            for (int i = 0; i < 50; i++) {
                learner.update();
            }
            for (String name : learner.criticWeights().names()) {
                exchanged.criticWeights().set(name, learner.criticWeights().array(name));
            }
            CriticReading there = read(learner);
            CriticReading back = read(exchanged);
            assertThat(gap(back)).isEqualTo(-gap(there));
            assertThat(gap(there)).isPositive();
            assertThat(back.accuracy()).isCloseTo(1 - there.accuracy(), within(1e-15));
        }
    }

    /// A discriminator whose output is the negative learns from exchanged streams to be the negative: all
    /// of its learning is symmetric, but for the order of sums.
    @Test
    void learningIsSymmetricInThePhases() {
        double[] first = Differences.normal("first", 16 * WIDTH);
        double[] second = Differences.normal("second", 16 * WIDTH);
        for (CriticLoss loss : CriticLoss.values()) {
            for (Penalty.Kind kind : Penalty.Kind.values()) {
                Rules rules = RULES.with(loss, new Penalty(kind, 1)).with(new Moments(0, 0.9, 1e-3));
                try (AdversarialLearner learner = learner(new Fixed(first), new Fixed(second), rules);
                        AdversarialLearner mirror = learner(new Fixed(second), new Fixed(first), rules)) {
                    for (String name : List.of("critic-1.weights-output", "critic-1.bias-output")) {
                        mirror.criticWeights()
                                .set(
                                        name,
                                        Arrays.stream(mirror.criticWeights().array(name))
                                                .map(w -> -w)
                                                .toArray());
                    }
                    for (int i = 0; i < 30; i++) {
                        learner.update();
                        mirror.update();
                    }
                    assertThat(read(mirror).wake()).isCloseTo(-read(learner).sleep(), within(1e-9));
                    assertThat(read(mirror).sleep()).isCloseTo(-read(learner).wake(), within(1e-9));
                }
            }
        }
    }

    /// Both phases then raise the output: it cannot tell them.
    @Test
    void withoutTheSwitchNothingIsToldApart() {
        try (AdversarialLearner with = learned(-1, 1, RULES);
                AdversarialLearner without = learned(-1, 1, RULES.withoutSignSwitch())) {
            assertThat(read(with).accuracy()).isGreaterThan(0.8);
            assertThat(read(without).wake()).isPositive();
            assertThat(read(without).sleep()).isPositive();
            assertThat(read(without).accuracy()).isBetween(0.4, 0.6);
        }
    }
}
