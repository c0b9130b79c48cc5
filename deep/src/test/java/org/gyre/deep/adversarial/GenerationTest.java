package org.gyre.deep.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gyre.deep.adversarial.Differences.normal;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.torch.Draws;
import org.gyre.deep.torch.NeedsTorch;
import org.gyre.deep.torch.Precision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Generative pathways beside their equations, as plain loops over the same noise.
final class GenerationTest {
    private static final int SAMPLES = 5;
    private static final RandomStream NOISE = RandomStream.of(4);

    @BeforeEach
    void load() {
        NeedsTorch.orSkip();
    }

    /// The mean of a layer of one sample.
    @FunctionalInterface
    private interface Mean {
        double[] of(int layer, double[] above);
    }

    /// A dream from the top down: the top is noise, each layer below a mean and noise.
    private static void compare(Generation.Layered generation, Mean mean) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard();
                Draws draws = new Draws(Precision.DOUBLE)) {
            assertThat(scope).isNotNull();
            assertThat(guard).isNotNull();
            List<Tensor> dream = generation.dream(SAMPLES, draws.at(NOISE));
            List<Integer> sizes = generation.sizes();
            draws.at(NOISE);
            double[] above = Precision.DOUBLE.array(draws.normal(SAMPLES, sizes.getLast()));
            assertThat(Precision.DOUBLE.array(dream.getLast())).containsExactly(above);
            for (int k = sizes.size() - 2; k >= 0; k--) {
                double[] layer = Precision.DOUBLE.array(draws.normal(SAMPLES, sizes.get(k)));
                for (int s = 0; s < SAMPLES; s++) {
                    double[] from = Arrays.copyOfRange(above, s * sizes.get(k + 1), (s + 1) * sizes.get(k + 1));
                    double[] means = mean.of(k, from);
                    for (int i = 0; i < means.length; i++) {
                        int at = s * means.length + i;
                        layer[at] = means[i] + generation.noise(k) * layer[at];
                    }
                }
                assertThat(Precision.DOUBLE.array(dream.get(k))).containsExactly(layer, within(1e-12));
                above = layer;
            }
        }
    }

    @Test
    void aLinearWorld() {
        List<double[]> matrices = List.of(normal("A1", 6), normal("A2", 8));
        try (LinearWorld world = new LinearWorld(List.of(3, 2, 4), matrices, new double[] {0, .7}, Precision.DOUBLE)) {
            compare(world, (layer, above) -> {
                double[] mean = new double[layer == 0 ? 3 : 2];
                Loops.add(matrices.get(layer), above, mean);
                return mean;
            });
        }
    }

    @Test
    void whatIsLearned() {
        List<LearnedGeneration.Step> steps =
                List.of(new LearnedGeneration.Step(5, true, .3), new LearnedGeneration.Step(0, false, .6));
        try (LearnedGeneration generation =
                new LearnedGeneration(List.of(3, 2, 4), steps, Precision.DOUBLE, RandomStream.of(1))) {
            Weights weights = generation.weights();
            for (String name : weights.names()) {
                weights.set(name, normal(name, weights.array(name).length));
            }
            compare(generation, (layer, above) -> {
                if (layer == 1) {
                    return Loops.dense(weights, "generation-1.mean", "generation-1.mean-bias", above);
                }
                double[] h = Arrays.stream(
                                Loops.dense(weights, "generation-0.hidden", "generation-0.hidden-bias", above))
                        .map(u -> Math.max(u, .2 * u))
                        .toArray();
                return Arrays.stream(Loops.dense(weights, "generation-0.mean", "generation-0.mean-bias", h))
                        .map(Math::tanh)
                        .toArray();
            });
        }
    }

    /// A bounce takes each layer below the top from the one above it, not from what bounced.
    @Test
    void aBounceIsOneStepDownFromWhatIsThere() {
        double[] a1 = {2, 0, 0, 3};
        double[] a2 = {-1, 4};
        try (LinearWorld world =
                new LinearWorld(List.of(2, 2, 1), List.of(a1, a2), new double[] {0, 0}, Precision.DOUBLE)) {
            AdversarialLearner.Samples evoked = new AdversarialLearner.Samples(
                    2, List.of(new double[4], new double[] {1, 1, 5, 7}, new double[] {10, -2}));
            List<double[]> bounced = AdversarialLearner.bounce(evoked, world, Precision.DOUBLE, RandomStream.of(1));
            assertThat(bounced).hasSize(2);
            assertThat(bounced.get(0)).containsExactly(2, 3, 10, 21);
            assertThat(bounced.get(1)).containsExactly(-10, 40, 2, -8);
        }
    }

    /// The means all the way down, also of more samples than are held at once.
    @Test
    void aReconstructionIsTheMeanOfTheMeans() {
        int samples = 4100;
        double[] a1 = {2, 1, 0, 3};
        double[] a2 = {-1, 4};
        Rules rules = Rules.pairs();
        try (LinearWorld world =
                        new LinearWorld(List.of(2, 2, 1), List.of(a1, a2), new double[] {.5, .5}, Precision.DOUBLE);
                AdversarialLearner learner = new AdversarialLearner(
                        (count, draws) -> draws.normal(count, 2),
                        List.of(new Units.Linear(2, 1, true, 1), new Units.Linear(1, 1, true, 1)),
                        world,
                        rules.rule(),
                        Precision.DOUBLE,
                        RandomStream.of(2))) {
            double[] top = normal("top", samples);
            double[] middle = normal("middle", 2 * samples);
            AdversarialLearner.Samples evoked =
                    new AdversarialLearner.Samples(samples, List.of(new double[2 * samples], middle, top));
            double[] fromTop = learner.reconstruct(evoked, 2);
            double[] fromMiddle = learner.reconstruct(evoked, 1);
            for (int s = 0; s < samples; s++) {
                // 2 (−z) + 4 z = 2 z and 3 · 4 z.
                assertThat(fromTop[2 * s]).isCloseTo(2 * top[s], within(1e-12));
                assertThat(fromTop[2 * s + 1]).isCloseTo(12 * top[s], within(1e-12));
                assertThat(fromMiddle[2 * s]).isCloseTo(2 * middle[2 * s] + middle[2 * s + 1], within(1e-12));
                assertThat(fromMiddle[2 * s + 1]).isCloseTo(3 * middle[2 * s + 1], within(1e-12));
            }
        }
    }

    @Test
    void pathwaysThatCannotBeAreRefused() {
        LearnedGeneration.Step step = new LearnedGeneration.Step(0, false, .5);
        assertThatThrownBy(() ->
                        new LearnedGeneration(List.of(3, 2), List.of(step, step), Precision.SINGLE, RandomStream.of(1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 layers with 2 ways down");
        assertThatThrownBy(() -> new LearnedGeneration(List.of(3), List.of(), Precision.SINGLE, RandomStream.of(1)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least two");
        assertThatThrownBy(() -> new LearnedGeneration.Step(0, true, 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("noise = 0.0");
        assertThatThrownBy(() -> new LearnedGeneration.Step(-1, true, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("hidden = -1");
        assertThatThrownBy(() -> new LinearWorld(List.of(3), List.of(), new double[0], Precision.SINGLE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least two");
        assertThatThrownBy(() ->
                        new LinearWorld(List.of(1, 1), List.of(new double[] {1}), new double[] {-1}, Precision.SINGLE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("noise -1.0 of layer 0");
    }
}
