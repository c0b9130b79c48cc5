package org.gyre.deep.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.adversarial.LearningRule.Contrast;
import org.gyre.deep.adversarial.LearningRule.GeneratorRule;
import org.gyre.deep.adversarial.LearningRule.InferenceRule;
import org.gyre.deep.adversarial.LearningRule.View;
import org.gyre.deep.torch.NeedsTorch;
import org.gyre.deep.torch.Precision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// When who learns at which rate, and from which draws.
final class LearningScheduleTest {
    private static final Moments PLAIN = new Moments(0, .9, 1e-8);
    private static final int CRITIC_UPDATES = 3;
    private static final double CRITIC_RATE = 4e-3;
    private static final double INFERENCE_RATE = 2e-3;
    private static final double GENERATOR_RATE = 1e-3;

    private final List<double[]> inputs = new ArrayList<>();

    @BeforeEach
    void load() {
        NeedsTorch.orSkip();
    }

    private static LearningRule rule(int updates, int criticUpdates, Moments moments, Moments generatorMoments) {
        LearningRule.CriticRule critic = new LearningRule.CriticRule(
                View.PAIRS,
                0,
                Contrast.SLEEP,
                6,
                2,
                CriticLoss.LOGISTIC,
                new Penalty(Penalty.Kind.ZERO_CENTRED, .05),
                criticUpdates,
                CRITIC_RATE,
                true);
        return new LearningRule(
                updates,
                8,
                critic,
                false,
                InferenceRule.ADVERSARIAL,
                INFERENCE_RATE,
                GeneratorRule.DELTA_AND_OPPOSING,
                GENERATOR_RATE,
                moments,
                generatorMoments,
                .9);
    }

    private Net net(LearningRule rule) {
        RandomStream stream = RandomStream.of(6);
        LearnedGeneration generation = new LearnedGeneration(
                List.of(4, 3, 2),
                List.of(new LearnedGeneration.Step(5, true, .3), new LearnedGeneration.Step(0, false, .6)),
                Precision.DOUBLE,
                stream.split("generation"));
        AdversarialLearner.Data data = (samples, draws) -> {
            Tensor input = draws.normal(samples, 4);
            inputs.add(Precision.DOUBLE.array(input));
            return input;
        };
        return new Net(
                new AdversarialLearner(data, List.of(Net.RATE, Net.LINEAR), generation, rule, Precision.DOUBLE, stream),
                generation);
    }

    @Test
    void ratesStayForTheFirstHalfAndThenFallInALine() {
        LearningRule rule = rule(10, 1, PLAIN, PLAIN);
        for (int u = 0; u <= 10; u++) {
            assertThat(rule.pace(u)).isCloseTo(u <= 5 ? 1 : (10 - u) / 5.0, within(1e-15));
        }
    }

    /// The first weights of all that learns, discriminators, inference, generation.
    private static List<double[]> weights(Net net) {
        AdversarialLearner.State state = net.learner().state();
        return List.of(first(state.critics()), first(state.inference()), first(state.generation()));
    }

    private static double[] first(double[] state) {
        return Arrays.copyOf(state, state.length / 4);
    }

    private static double largestStep(double[] from, double[] to) {
        double largest = 0;
        for (int i = 0; i < from.length; i++) {
            largest = Math.max(largest, Math.abs(to[i] - from[i]));
        }
        return largest;
    }

    /// With β₁ = 0 the first step is the rate in each weight whose gradient is far above ε, and the n-th,
    /// corrected for the start, at most √((1 − β₂ⁿ)/(1 − β₂)) of it.
    @Test
    void eachLearnsAtItsOwnRateAndNoneAfterTheEnd() {
        try (Net net = net(rule(4, 1, PLAIN, PLAIN))) {
            double[] rates = {CRITIC_RATE, INFERENCE_RATE, GENERATOR_RATE};
            for (int u = 0; u < 6; u++) {
                List<double[]> before = weights(net);
                net.learn(1);
                List<double[]> after = weights(net);
                double pace = new double[] {1, 1, 1, .5, 0, 0}[u];
                double most = Math.sqrt((1 - Math.pow(.9, u + 1)) / .1);
                for (int side = 0; side < 3; side++) {
                    double step = largestStep(before.get(side), after.get(side));
                    assertThat(step).isLessThanOrEqualTo(pace * rates[side] * most * (1 + 1e-9));
                    if (u == 0) {
                        assertThat(step).isCloseTo(rates[side], within(1e-3 * rates[side]));
                    }
                }
            }
        }
    }

    /// An ε far above all gradients keeps those still whose it is.
    @Test
    void generationHasMomentsOfItsOwn() {
        Moments still = new Moments(0, .9, 1e6);
        try (Net net = net(rule(4, 1, PLAIN, still))) {
            List<double[]> before = weights(net);
            List<double[]> after = weights(net.learn(1));
            assertThat(largestStep(before.get(0), after.get(0))).isCloseTo(CRITIC_RATE, within(1e-5));
            assertThat(largestStep(before.get(1), after.get(1))).isCloseTo(INFERENCE_RATE, within(1e-5));
            assertThat(largestStep(before.get(2), after.get(2))).isLessThan(1e-6);
        }
    }

    /// Each update of a discriminator and each of the pathways has data of its own, never seen before.
    @Test
    void everyUpdateDrawsAnew() {
        try (Net net = net(rule(10, CRITIC_UPDATES, PLAIN, PLAIN))) {
            net.learn(5);
            assertThat(inputs).hasSize(5 * (CRITIC_UPDATES + 1));
            assertThat(inputs.stream().map(x -> x[0]).distinct()).hasSize(inputs.size());
        }
    }

    @Test
    void whileAveragedGenerationThatLearnsIsAveragedToo() {
        try (Net net = net(rule(10, 1, PLAIN, PLAIN))) {
            double[] state = net.learn(4).learner().state().generation();
            String name = net.generation().weights().names().getFirst();
            double[] learned = net.generation().weights().array(name);
            int count = state.length / 4;
            try (AdversarialLearner.Averaged averaged = net.learner().averaged()) {
                assertThat(averaged).isNotNull();
                assertThat(net.generation().weights().array(name))
                        .containsExactly(Arrays.copyOfRange(state, count, count + learned.length))
                        .isNotEqualTo(learned);
            }
            assertThat(net.generation().weights().array(name)).containsExactly(learned);
        }
    }

    /// Mean and variance within four standard errors, which are √(variance/n) and √((μ₄ − variance²)/n).
    @Test
    void weightsStartAsTheyAreDeclared() {
        int n = 40_000;
        Weights weights = new Weights(Precision.DOUBLE);
        weights.declare("normal", new Initial.Normal(.1), n);
        weights.declare("uniform", Initial.dense(16), n);
        weights.declare("constant", new Initial.Constant(-1.5), n);
        weights.draw(RandomStream.of(1));
        double[] normal = weights.array("normal");
        double[] uniform = weights.array("uniform");
        assertThat(weights.array("constant")).containsOnly(-1.5);
        weights.close();
        assertMoments(normal, .01, 3 * 1e-4);
        // Between ±1/4: variance 1/48, fourth moment 1/(5 · 4⁴).
        assertMoments(uniform, 1 / 48.0, 1 / 1280.0);
        assertThat(Arrays.stream(uniform).map(Math::abs).max().orElseThrow()).isBetween(.2499, .25);
    }

    private static void assertMoments(double[] values, double variance, double fourth) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double square = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
        assertThat(mean).isCloseTo(0, within(4 * Math.sqrt(variance / values.length)));
        assertThat(square).isCloseTo(variance, within(4 * Math.sqrt((fourth - variance * variance) / values.length)));
    }
}
