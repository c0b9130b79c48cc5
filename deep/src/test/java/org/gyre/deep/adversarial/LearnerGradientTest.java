package org.gyre.deep.adversarial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.adversarial.LearningRule.Contrast;
import org.gyre.deep.adversarial.LearningRule.GeneratorRule;
import org.gyre.deep.adversarial.LearningRule.InferenceRule;
import org.gyre.deep.adversarial.LearningRule.View;
import org.gyre.deep.torch.NeedsTorch;
import org.gyre.deep.torch.Precision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The gradients that a learner follows, against central differences of what it says that it minimises.
final class LearnerGradientTest {
    private static final double[] UNCHANGED = {};

    @BeforeEach
    void load() {
        NeedsTorch.orSkip();
    }

    /// Sizes 4, 3, 2.
    private static LinearWorld world() {
        return new LinearWorld(
                List.of(4, 3, 2),
                List.of(Differences.normal("A1", 12), Differences.normal("A2", 6)),
                new double[] {0.5, 0.7},
                Precision.DOUBLE);
    }

    private static LearnedGeneration learned() {
        return new LearnedGeneration(
                List.of(4, 3, 2),
                List.of(new LearnedGeneration.Step(5, true, 0.3), new LearnedGeneration.Step(0, false, 0.6)),
                Precision.DOUBLE,
                RandomStream.of(3));
    }

    private static final List<Units> LINEAR =
            List.of(new Units.Linear(3, 3, true, 0.6), new Units.Linear(2, 2, true, 0.6));

    static Stream<List<Units>> everyKind() {
        Units top = new Units.Linear(2, 4, true, 0.5);
        Units rate = new Units.Rate(3, 4, true, 0.4, true);
        Units population = new Units.Population(3, 5, 3, true, 0.4);
        Units sequence = new Units.Sequence(2, 0, new Units.Linear(3, 1, true, 0.5));
        return Stream.of(
                LINEAR,
                List.of(new Units.Linear(3, 3, true, 0.6).factorised(), top),
                List.of(rate, top),
                List.of(rate.factorised(), new Units.Rate(2, 3, true, 0.5, false)),
                List.of(population, top),
                List.of(population.factorised(), new Units.Population(2, 4, 1, true, 0.4)),
                List.of(new Units.Recognition(3, 0, 0.5, true), new Units.Recognition(2, 4, 0.5, false)),
                List.of(sequence, top),
                List.of(sequence.factorised(), top),
                List.of(new Units.Sequence(4, 0, new Units.Linear(3, 1, true, 0.5)), top),
                List.of(new Units.Sequence(2, 3, population), top),
                List.of(new Units.Sequence(2, 3, rate.factorised()), top));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyKindOfUnitsFollowsItsLoss(List<Units> units) {
        try (LinearWorld world = world();
                Twin twin = new Twin(units, world, Rules.pairs(), UNCHANGED)) {
            assertInference(twin, () -> twin.inferenceLoss(_ -> true));
        }
    }

    /// For each array of weights of the inference pathway. What has no effect is the first frame where
    /// units without connections read only the last, and lateral weights of a single step.
    private static void assertInference(Twin twin, DoubleSupplier loss) {
        for (String name : twin.weights.names()) {
            Differences.assertEqual(name, twin.inferenceGradient(name), differences(twin.weights, name, loss), 1e-6);
        }
    }

    private static double[] differences(Weights weights, String name, DoubleSupplier loss) {
        double[] start = weights.array(name);
        double[] differences = Differences.of(start, moved -> {
            weights.set(name, moved);
            return loss.getAsDouble();
        });
        weights.set(name, start);
        return differences;
    }

    @ParameterizedTest
    @CsvSource({
        "PAIRS, 0, SLEEP, LOGISTIC",
        "PAIRS, 0, SLEEP, WASSERSTEIN",
        "PAIRS, 3, SLEEP, LOGISTIC",
        "JOINT, 0, SLEEP, LOGISTIC",
        "JOINT, 2, SLEEP, WASSERSTEIN",
        "LAYERS, 0, SLEEP, LOGISTIC",
        "PAIRS, 0, BOUNCE, LOGISTIC",
        "PAIRS, 2, BOUNCE, WASSERSTEIN",
        "JOINT, 1, BOUNCE, LOGISTIC",
        "LAYERS, 0, BOUNCE, LOGISTIC"
    })
    void everySightAndContrastIsFollowed(View view, int window, Contrast contrast, CriticLoss loss) {
        Rules rules = Rules.pairs().with(view, window).with(contrast).with(loss, Rules.LIGHT);
        try (LinearWorld world = world();
                Twin twin = new Twin(LINEAR, world, rules, UNCHANGED)) {
            assertInference(twin, () -> twin.inferenceLoss(_ -> true));
        }
    }

    /// The same through generation that learns but is not taught in this update.
    @ParameterizedTest
    @EnumSource(Contrast.class)
    void inferenceIsTaughtThroughLearnedGeneration(Contrast contrast) {
        try (LearnedGeneration generation = learned();
                Twin twin = new Twin(LINEAR, generation, Rules.pairs().with(contrast), UNCHANGED)) {
            assertInference(twin, () -> twin.inferenceLoss(_ -> true));
        }
    }

    @Test
    void dreamsTeachRecognitionByItsDensity() {
        List<Units> units = List.of(new Units.Recognition(3, 4, 0.5, true), new Units.Recognition(2, 0, 0.3, false));
        try (LinearWorld world = world();
                Twin twin = new Twin(units, world, Rules.pairs().with(InferenceRule.DREAMS), UNCHANGED)) {
            assertInference(twin, twin::dreamLoss);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DELTA, PAIRS, 0, SLEEP",
        "OPPOSING, PAIRS, 0, SLEEP",
        "DELTA_AND_OPPOSING, PAIRS, 0, SLEEP",
        "DELTA_AND_OPPOSING, JOINT, 3, SLEEP",
        "OPPOSING, PAIRS, 2, SLEEP",
        "OPPOSING, LAYERS, 0, SLEEP",
        "DELTA, PAIRS, 0, BOUNCE",
        "DELTA_AND_OPPOSING, PAIRS, 3, BOUNCE"
    })
    void generationFollowsItsRule(GeneratorRule rule, View view, int window, Contrast contrast) {
        Rules rules = Rules.pairs().with(rule).with(view, window).with(contrast);
        try (LearnedGeneration generation = learned();
                Twin twin = new Twin(LINEAR, generation, rules, UNCHANGED)) {
            Weights weights = generation.weights();
            for (String name : weights.names()) {
                double[] differences = differences(weights, name, twin::generatorLoss);
                Differences.assertEqual(name, twin.generatorGradient(name), differences, 1e-6);
            }
            assertInference(twin, () -> twin.inferenceLoss(_ -> true));
        }
    }

    /// With the discriminator of the lower pair silenced only that of the upper one, D12, teaches. Through
    /// truncated inference it does not reach layer 1, not by a bit; the whole gradient does.
    @ParameterizedTest
    @EnumSource(Contrast.class)
    void truncationKeepsTheUpperPairFromTheLowerLayer(Contrast contrast) {
        double[] silent = new double[Rules.HIDDEN];
        Rules rules = Rules.pairs().with(contrast);
        try (LinearWorld world = world();
                Twin whole = new Twin(LINEAR, world, rules, silent);
                Twin truncated = new Twin(LINEAR, world, rules.withTruncation(), silent)) {
            for (String name : whole.weights.names()) {
                double[] all = differences(whole.weights, name, () -> whole.inferenceLoss(s -> s > 0));
                Differences.assertEqual(name, whole.inferenceGradient(name), all, 1e-6);
                if (name.startsWith("inference-1.")) {
                    assertThat(truncated.inferenceGradient(name)).containsOnly(0.0);
                } else {
                    Differences.assertEqual(name, truncated.inferenceGradient(name), all, 1e-6);
                }
            }
        }
    }

    /// Truncated, each layer follows the discriminators of which it is the upper part, with what is below
    /// held fixed: its own weights change nothing below.
    @ParameterizedTest
    @EnumSource(Contrast.class)
    void truncatedLayersFollowTheirOwnDiscriminator(Contrast contrast) {
        try (LinearWorld world = world();
                Twin twin = new Twin(LINEAR, world, Rules.pairs().with(contrast).withTruncation(), UNCHANGED)) {
            assertThat(twin.discriminators()).isEqualTo(contrast == Contrast.BOUNCE ? 3 : 2);
            for (String name : twin.weights.names()) {
                int own = name.startsWith("inference-1.") ? 0 : 1;
                double[] differences = differences(
                        twin.weights, name, () -> twin.inferenceLoss(s -> s == own || (own == 1 && s == 2)));
                Differences.assertEqual(name, twin.inferenceGradient(name), differences, 1e-6);
            }
        }
    }
}
