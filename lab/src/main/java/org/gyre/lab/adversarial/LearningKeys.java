package org.gyre.lab.adversarial;

import org.gyre.core.InputException;
import org.gyre.deep.adversarial.CriticLoss;
import org.gyre.deep.adversarial.LearningRule;
import org.gyre.deep.adversarial.LearningRule.Contrast;
import org.gyre.deep.adversarial.LearningRule.CriticRule;
import org.gyre.deep.adversarial.LearningRule.GeneratorRule;
import org.gyre.deep.adversarial.LearningRule.InferenceRule;
import org.gyre.deep.adversarial.LearningRule.View;
import org.gyre.deep.adversarial.Moments;
import org.gyre.deep.adversarial.Penalty;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.lif.Single;

/// How networks learn: the keys of a [LearningRule].
///
/// @param updates       of the pathways
/// @param rounds        into which they are cut: after each, networks are judged and the run can stop
/// @param batch         samples of each phase in an update
/// @param rate          of the inference pathway
/// @param criticRate    of the discriminators
/// @param criticUnits   of each hidden layer
/// @param criticLayers  hidden ones
/// @param criticUpdates of the discriminators for each update of the pathways
/// @param view          what each discriminator sees
/// @param window        how many of the last frames of a sequence they see; 0 for all
/// @param contrast      what evoked activity is told from
/// @param loss          of the discriminators
/// @param penalty       weight of the cost on their slope
/// @param penaltyKind   of that cost
/// @param truncated     whether no gradient passes from layer to layer
/// @param signSwitch    whether the plasticity of discriminators changes its sign in sleep
/// @param inference     what teaches the inference pathway
/// @param generator     what teaches a generative pathway that learns
/// @param generatorRate of it
/// @param average       share that running averages of the weights keep at each update
public record LearningKeys(
        @Default("2000") long updates,
        @Default("20") int rounds,
        @Default("128") int batch,
        @Default("0.002") double rate,
        @Default("0.002") double criticRate,
        @Default("32") int criticUnits,
        @Default("2") int criticLayers,
        @Default("1") int criticUpdates,
        @Default("joint") View view,
        @Default("0") int window,
        @Default("sleep") Contrast contrast,
        @Default("logistic") CriticLoss loss,
        @Default("0.05") double penalty,
        @Default("zero-centred") Penalty.Kind penaltyKind,
        @Default("false") boolean truncated,
        @Default("true") boolean signSwitch,
        @Default("adversarial") InferenceRule inference,
        @Default("fixed") GeneratorRule generator,
        @Default("0.001") double generatorRate,
        @Default("0.98") double average) {
    /// Forgets gradients quickly: what the delta rule of a generative pathway learns with.
    private static final Moments GENERATOR = new Moments(0.5, 0.99, 1e-8);

    /// @throws InputException if a number is out of its range
    public LearningKeys {
        if (rounds < 1 || rounds > updates) {
            throw new InputException("rounds = " + rounds + ": must be from 1 to updates = " + updates);
        }
        Single.check("rate", rate);
        Single.check("critic_rate", criticRate);
        Single.check("generator_rate", generatorRate);
        Single.check("penalty", penalty);
    }

    /// The rule.
    ///
    /// @param frameSize numbers of one frame of a sequence, or of the whole input
    /// @throws InputException if a number is out of its range
    LearningRule rule(int frameSize) {
        try {
            return made(frameSize);
        } catch (InputException e) {
            throw new InputException("learning: " + e.getMessage(), e);
        }
    }

    private LearningRule made(int frameSize) {
        return new LearningRule(
                updates,
                batch,
                new CriticRule(
                        view,
                        Math.multiplyExact(window, frameSize),
                        contrast,
                        criticUnits,
                        criticLayers,
                        loss,
                        new Penalty(penaltyKind, penalty),
                        criticUpdates,
                        criticRate,
                        signSwitch),
                truncated,
                inference,
                rate,
                generator,
                generatorRate,
                Moments.OPPONENTS,
                // Without the delta rule it is an opponent like any other.
                generator.delta() ? GENERATOR : Moments.OPPONENTS,
                average);
    }

    /// The update before which a round ends.
    ///
    /// @param round from 1 on
    long end(long round) {
        return updates * round / rounds;
    }
}
