package org.gyre.deep.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.adversarial.LearningRule.Contrast;
import org.gyre.deep.adversarial.LearningRule.GeneratorRule;
import org.gyre.deep.adversarial.LearningRule.InferenceRule;
import org.gyre.deep.adversarial.LearningRule.View;
import org.gyre.deep.torch.Draws;
import org.gyre.deep.torch.NeedsTorch;
import org.gyre.deep.torch.Precision;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Odd and wrong input: either all stays finite, or a sentence says what is wrong.
final class LearnerInputTest {
    private static final AdversarialLearner.Data NORMAL = (samples, draws) -> draws.normal(samples, 4);

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void load() {
        NeedsTorch.orSkip();
    }

    @AfterEach
    void free() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T opened(T each) {
        open.add(each);
        return each;
    }

    private LinearWorld world() {
        return opened(new LinearWorld(
                List.of(4, 3, 2),
                List.of(Differences.normal("A1", 12), Differences.normal("A2", 6)),
                new double[] {0.5, 0},
                Precision.SINGLE));
    }

    private LearnedGeneration learned() {
        return opened(new LearnedGeneration(
                List.of(4, 3, 2),
                List.of(new LearnedGeneration.Step(5, true, 0.3), new LearnedGeneration.Step(0, false, 0.6)),
                Precision.SINGLE,
                RandomStream.of(3)));
    }

    private AdversarialLearner learner(
            AdversarialLearner.Data data, List<Units> units, Generation generation, Rules rules) {
        return opened(
                new AdversarialLearner(data, units, generation, rules.rule(), Precision.SINGLE, RandomStream.of(1)));
    }

    private static final List<Units> UNITS = List.of(Net.RATE, Net.LINEAR);

    private static void refused(ThrowingCallable call, String sentence) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessageContaining(sentence);
    }

    private static void learn(AdversarialLearner learner, int updates) {
        for (int i = 0; i < updates; i++) {
            learner.update();
        }
    }

    /// Samples of [AdversarialLearner] that are not finite would be refused.
    private static void assertFinite(AdversarialLearner learner) {
        learner.requireFinite();
        learner.wake(50, RandomStream.of(2));
        learner.sleep(50, RandomStream.of(2));
    }

    @ParameterizedTest
    @EnumSource(Contrast.class)
    void aBatchOfOneLearns(Contrast contrast) {
        Rules rules = Rules.pairs()
                .with(contrast)
                .with(GeneratorRule.DELTA_AND_OPPOSING)
                .with(1, 1, 2e-3);
        AdversarialLearner learner = learner(NORMAL, UNITS, learned(), rules);
        double[] before = learner.state().inference();
        learn(learner, 50);
        assertFinite(learner);
        assertThat(learner.state().inference()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(CriticLoss.class)
    void constantDataLearn(CriticLoss loss) {
        for (double value : new double[] {0, 1, 1e4}) {
            AdversarialLearner.Data constant =
                    (samples, draws) -> draws.precision().zeros(samples, 4).add_(new Scalar(value));
            AdversarialLearner learner = learner(
                    constant, UNITS, world(), Rules.pairs().with(loss, new Penalty(Penalty.Kind.ONE_CENTRED, 10)));
            learn(learner, 200);
            assertFinite(learner);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void dataThatAreNotFiniteAreTold(double bad) {
        AdversarialLearner.Data data = (samples, draws) -> {
            Tensor rows = draws.normal(samples, 4);
            rows.select(0, 0).fill_(new Scalar(bad));
            return rows;
        };
        for (int critics : new int[] {0, 1}) {
            AdversarialLearner learner =
                    learner(data, UNITS, world(), Rules.pairs().with(8, critics, 2e-3));
            learn(learner, 2);
            assertThatThrownBy(learner::requireFinite)
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("a number of " + (critics > 0 ? "a discriminator" : "the inference pathway")
                            + " is no longer finite after 2 updates");
            assertThatThrownBy(() -> learner.wake(5, RandomStream.of(1)))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageContaining("samples of layer 0 (0 is the input) are not finite");
        }
    }

    /// Inputs to judge by, too.
    @Test
    void inputsThatAreNotFiniteAreTold() {
        AdversarialLearner learner = learner(NORMAL, UNITS, world(), Rules.pairs());
        assertThatThrownBy(() -> learner.evoked(new double[] {1, 2, Double.NaN, 4}, RandomStream.of(1)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("not finite");
        assertThatThrownBy(() -> learner.evoked(new double[5], RandomStream.of(1)))
                .hasMessage("5 numbers for inputs of 4");
    }

    @ParameterizedTest
    @EnumSource(CriticLoss.class)
    void aHugeRateStaysFiniteOrIsTold(CriticLoss loss) {
        Rules rules = Rules.pairs()
                .with(loss, Rules.LIGHT)
                .with(GeneratorRule.DELTA_AND_OPPOSING)
                .with(8, 1, 1e30);
        AdversarialLearner learner = learner(NORMAL, UNITS, learned(), rules);
        int told = 0;
        for (int i = 0; i < 10; i++) {
            learner.update();
            try {
                assertFinite(learner);
            } catch (ArithmeticException sentence) {
                assertThat(sentence).hasMessageContaining("finite after " + (i + 1) + " updates");
                told++;
            }
        }
        assertThat(told).isPositive();
    }

    /// Discriminators that never learn teach all the same; a rate of 0 teaches nothing.
    @Test
    void withoutUpdatesTheDiscriminatorsStay() {
        AdversarialLearner learner =
                learner(NORMAL, UNITS, world(), Rules.pairs().with(8, 0, 2e-3));
        AdversarialLearner.State before = learner.state();
        learn(learner, 3);
        AdversarialLearner.State after = learner.state();
        assertThat(after.critics()).containsExactly(before.critics());
        assertThat(after.steps()).containsExactly(3L, 0L, 0L);
        assertThat(after.inference()).isNotEqualTo(before.inference());
        AdversarialLearner still = learner(NORMAL, UNITS, world(), Rules.pairs().with(8, 2, 0));
        double[] start = still.inferenceWeights().array("inference-1.input");
        learn(still, 3);
        assertThat(still.inferenceWeights().array("inference-1.input")).containsExactly(start);
    }

    /// Learning may go on after the number of updates that was planned; then nothing moves.
    @Test
    void afterTheLastUpdateTheRatesAreZero() {
        LearningRule rule = Rules.pairs().rule();
        assertThat(rule.pace(0)).isEqualTo(1);
        assertThat(rule.pace(500)).isEqualTo(1);
        assertThat(rule.pace(750)).isEqualTo(0.5);
        assertThat(rule.pace(1000)).isZero();
        AdversarialLearner learner = learner(NORMAL, UNITS, world(), Rules.pairs());
        AdversarialLearner.State state = learner.state();
        learner.restore(new AdversarialLearner.State(
                5000, List.of(5000L, 5000L, 0L), state.inference(), state.critics(), state.generation()));
        learn(learner, 2);
        int count = (int) learner.inferenceWeights().count();
        assertThat(Arrays.copyOf(learner.state().inference(), count))
                .containsExactly(Arrays.copyOf(state.inference(), count));
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        LinearWorld world = world();
        Rules pairs = Rules.pairs();
        refused(
                () -> learner(NORMAL, List.of(Net.RATE), world, pairs),
                "has 2 layers of causes, the inference pathway 1");
        refused(
                () -> learner(NORMAL, List.of(Net.LINEAR, Net.LINEAR), world, pairs),
                "layer 1 has 3 causes in the generative pathway and 2 in the inference pathway");
        refused(() -> learner(NORMAL, UNITS, world, pairs.with(View.PAIRS, 5)), "window = 5");
        Units frames = new Units.Sequence(3, 0, new Units.Linear(3, 1, true, 1));
        refused(
                () -> learner(NORMAL, List.of(frames, Net.LINEAR), world, pairs),
                "4 inputs do not divide into 3 frames");
        AdversarialLearner wide = learner((samples, draws) -> draws.normal(samples, 5), UNITS, world, pairs);
        refused(wide::update, "the data are of shape [8, 5] where 8 x 4 numbers are needed");
        AdversarialLearner few = learner((samples, draws) -> draws.normal(3, 4), UNITS, world, pairs);
        refused(few::update, "the data are of shape [3, 4]");
    }

    /// Normal numbers in one piece, not layer by layer.
    private record Whole(List<Integer> sizes) implements Generation {
        @Override
        public List<Tensor> dream(int samples, Draws draws) {
            return sizes.stream().map(size -> draws.normal(samples, size)).toList();
        }
    }

    @Test
    void rulesThatDoNotFitAreRefused() {
        Rules pairs = Rules.pairs();
        refused(
                () -> learner(NORMAL, UNITS, world(), pairs.with(InferenceRule.DREAMS)),
                "learning from dreams needs recognition units in every inference layer");
        refused(
                () -> learner(NORMAL, UNITS, new Whole(List.of(4, 3, 2)), pairs.with(Contrast.BOUNCE)),
                "a bounce needs a generative pathway that goes down layer by layer");
        refused(() -> learner(NORMAL, List.of(), new Whole(List.of(4)), pairs), "pairs of layers");
        AdversarialLearner whole = learner(NORMAL, UNITS, new Whole(List.of(4, 3, 2)), pairs);
        learn(whole, 3);
        assertFinite(whole);
    }

    @Test
    void numbersOutOfTheirRangeAreRefused() {
        refused(() -> new Units.Linear(2, 0, true, 1), "steps = 0");
        refused(() -> new Units.Rate(2, 0, false, 1, true), "steps = 0");
        refused(() -> new Units.Population(2, 3, 0, true, 1), "steps = 0");
        refused(() -> new Units.Population(2, 0, 1, true, 1), "hidden = 0");
        refused(() -> new Units.Linear(0, 1, true, 1), "units = 0");
        refused(() -> new Units.Linear(2, 1, true, 0), "noise = 0");
        refused(() -> new Units.Recognition(2, -1, 1, true), "hidden = -1");
        refused(() -> new Units.Recognition(2, 0, Double.NaN, true), "noise = NaN");
        refused(() -> new Units.Sequence(0, 1, Net.LINEAR), "frames = 0");
        refused(() -> new Units.Sequence(2, 0, Net.RATE), "must be linear");
        refused(() -> new Units.Sequence(2, 1, new Units.Sequence(1, 1, Net.RATE)), "cannot be sequences");
        refused(() -> new Moments(1, 0.9, 1e-8), "beta1 = 1");
        refused(() -> new Moments(0, 0, 1e-8), "beta2 = 0");
        refused(() -> new Moments(0, 0.9, Double.NaN), "epsilon = NaN");
        refused(() -> new Penalty(Penalty.Kind.ONE_SIDED, -1), "penalty weight = -1");
        refused(() -> Rules.pairs().with(0, 1, 1).rule(), "batch = 0");
        refused(() -> Rules.pairs().with(1, -1, 1).rule(), "updates = -1 of discriminators");
        refused(() -> Rules.pairs().with(1, 1, Double.NaN).rule(), "rate of discriminators = NaN");
        refused(() -> Rules.pairs().with(View.PAIRS, -1).rule(), "window = -1");
        refused(() -> new LearnedGeneration.Step(-1, true, 1), "hidden = -1");
        refused(() -> new LearnedGeneration.Step(1, true, 0), "noise = 0");
        refused(
                () -> new LinearWorld(List.of(1, 1), List.of(new double[2]), new double[1], Precision.SINGLE),
                "has 2 numbers where 1 x 1 are needed");
        refused(
                () -> new LinearWorld(
                        List.of(1, 1), List.of(new double[] {Double.NaN}), new double[1], Precision.SINGLE),
                "has the number NaN");
        refused(() -> new Classifier(0, 1, 1, Precision.SINGLE, RandomStream.of(1)), "a classifier of 0 inputs");
    }

    /// What is made inside someone else's scope is not freed with it.
    @Test
    void aLearnerOutlivesTheScopeThatItWasMadeIn() {
        List<Units> units = List.of(new Units.Recognition(3, 4, 0.5, true), Net.LINEAR);
        AdversarialLearner learner;
        try (PointerScope scope = new PointerScope()) {
            assertThat(scope).isNotNull();
            learner = learner(NORMAL, units, learned(), Rules.pairs().with(GeneratorRule.DELTA_AND_OPPOSING));
            learn(learner, 2);
        }
        learn(learner, 20);
        assertFinite(learner);
    }
}
