package org.gyre.deep.adversarial;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.adversarial.LearningRule.View;
import org.gyre.deep.torch.NeedsTorch;
import org.gyre.deep.torch.Precision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One discriminator that sees all layers, and gradients that do not pass from layer to layer: each layer
/// still hears what it is told itself.
final class JointTruncationTest {
    private static final List<Units> UNITS =
            List.of(new Units.Linear(3, 3, true, .6), new Units.Rate(2, 2, true, .6, true));

    @BeforeEach
    void load() {
        NeedsTorch.orSkip();
    }

    /// The gradient of all inference weights in the first update.
    ///
    /// @param deaf whether the upper layer does not hear the lower one
    private static double[] gradient(boolean truncated, boolean deaf, String part) {
        Rules joint = Rules.pairs().with(View.JOINT, 0);
        Rules rules = (truncated ? joint.withTruncation() : joint).onlyGradients();
        try (LinearWorld world = new LinearWorld(
                        List.of(4, 3, 2),
                        List.of(Differences.normal("A1", 12), Differences.normal("A2", 6)),
                        new double[] {.5, .7},
                        Precision.DOUBLE);
                AdversarialLearner learner = new AdversarialLearner(
                        (samples, draws) -> draws.normal(samples, 4),
                        UNITS,
                        world,
                        rules.rule(),
                        Precision.DOUBLE,
                        RandomStream.of(6))) {
            if (deaf) {
                learner.inferenceWeights().set("inference-2.input", new double[6]);
            }
            learner.update();
            double[] state = learner.state().inference();
            return learner.inferenceWeights().names().stream()
                    .filter(name -> name.startsWith(part))
                    .flatMapToDouble(name -> Arrays.stream(Twin.remembered(state, learner.inferenceWeights(), name)))
                    .toArray();
        }
    }

    /// Where nothing passes from layer to layer anyway, cutting it changes nothing. That the whole gradient
    /// is right, differences show elsewhere.
    @Test
    void eachLayerFollowsWhatItIsToldItself() {
        Differences.assertEqual(
                "layer 1", gradient(true, true, "inference-1."), gradient(false, true, "inference-1."), 1e-13);
    }

    @Test
    void theTopLayerHearsTheSameAndTheLowerOneLess() {
        Differences.assertEqual(
                "layer 2", gradient(true, false, "inference-2."), gradient(false, false, "inference-2."), 1e-13);
        assertThat(gradient(true, false, "inference-1.")).isNotEqualTo(gradient(false, false, "inference-1."));
    }
}
