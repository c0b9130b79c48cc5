package org.gyre.deep.adversarial;

import org.gyre.core.InputException;

/// How pathways and discriminators learn. Every switch is independent of the others as far as it has a
/// meaning.
///
/// @param updates         of the pathways; rates stay for the first half and then fall in a line to 0
/// @param batch           samples of each phase in an update ≥ 1
/// @param critic          the discriminators
/// @param truncated       whether a layer hears only the discriminator of its own pair, through its own
///     units, or the one that sees all layers: no gradient passes from layer to layer
/// @param inference       what teaches the inference pathway
/// @param inferenceRate   ≥ 0
/// @param generator       what teaches the generative pathway, if it learns
/// @param generatorRate   ≥ 0
/// @param moments         of the inference pathway and the discriminators
/// @param generatorMoments of the generative pathway
/// @param average         share that the running averages of the weights keep at each update, in [0, 1);
///     what is judged are the averages
public record LearningRule(
        long updates,
        int batch,
        CriticRule critic,
        boolean truncated,
        InferenceRule inference,
        double inferenceRate,
        GeneratorRule generator,
        double generatorRate,
        Moments moments,
        Moments generatorMoments,
        double average) {
    /// @throws InputException if a number is out of its range
    public LearningRule {
        if (updates < 1) {
            throw new InputException("updates = " + updates + ": must be at least 1");
        }
        if (batch < 1 || batch > 1 << 20) {
            throw new InputException("batch = " + batch + ": must be from 1 to " + (1 << 20));
        }
        rate("rate of inference", inferenceRate);
        rate("rate of the generator", generatorRate);
        if (!(average >= 0 && average < 1)) {
            throw new InputException("average = " + average + ": must be from 0 to below 1");
        }
    }

    private static void rate(String name, double rate) {
        if (!(rate >= 0 && rate <= Float.MAX_VALUE)) {
            throw new InputException(name + " = " + rate + ": must be at least 0 and finite");
        }
    }

    /// Whether there are discriminators that learn and somebody opposes them.
    public boolean discriminates() {
        return critic.updates() > 0 && (inference == InferenceRule.ADVERSARIAL || generator.opposing());
    }

    /// What the rates are multiplied with at an update: 1 for the first half, then falling in a line to 0.
    ///
    /// @param update from 0 on
    double pace(long update) {
        return Math.min(1, 2 * (1 - (double) update / updates));
    }

    /// The discriminators.
    ///
    /// @param view       what each sees
    /// @param window     how many of the last numbers of the input they see; 0 for all
    /// @param contrast   what evoked activity is told from
    /// @param units      of each hidden layer ≥ 1
    /// @param layers     hidden ones ≥ 1
    /// @param loss       what they make large
    /// @param penalty    on their slope
    /// @param updates    of them for each of the pathways ≥ 0; with 0 they never learn
    /// @param rate       ≥ 0
    /// @param signSwitch whether their plasticity changes its sign in sleep; without, both phases are
    ///     Hebbian: a control
    public record CriticRule(
            View view,
            int window,
            Contrast contrast,
            int units,
            int layers,
            CriticLoss loss,
            Penalty penalty,
            int updates,
            double rate,
            boolean signSwitch) {
        /// @throws InputException if a number is out of its range
        public CriticRule {
            if (units < 1 || units > 1 << 16 || layers < 1 || layers > 16) {
                throw new InputException("discriminators of " + layers + " hidden layers of " + units
                        + " units: take 1 to 16 layers of 1 to " + (1 << 16));
            }
            if (window < 0) {
                throw new InputException("window = " + window + " numbers of the input: must be at least 0");
            }
            if (updates < 0 || updates > 1000) {
                throw new InputException("updates = " + updates + " of discriminators: must be from 0 to 1000");
            }
            LearningRule.rate("rate of discriminators", rate);
        }
    }

    /// What a discriminator sees.
    public enum View {
        /// There is one for each pair of neighbouring layers.
        PAIRS,
        /// There is one, which sees all layers.
        JOINT,
        /// There is one for each layer, which sees this layer alone.
        LAYERS
    }

    /// What evoked activity is told from.
    public enum Contrast {
        /// Dreams from the top down.
        SLEEP,
        /// What the generative pathway makes of the evoked activity one layer above, at once: the fast
        /// oscillation. At the top, samples of the prior.
        BOUNCE
    }

    /// What teaches the inference pathway.
    public enum InferenceRule {
        /// It opposes the discriminators.
        ADVERSARIAL,
        /// In dreams it learns to predict the causes that made them, each unit by itself: wake-sleep
        /// (Hinton et al. 1995). It needs units of a known density, [Units.Recognition].
        DREAMS
    }

    /// What teaches a generative pathway that learns.
    public enum GeneratorRule {
        /// Nothing: it stays.
        FIXED,
        /// Each layer learns to predict the evoked activity below from that above: a delta rule, local and
        /// without discriminators.
        DELTA,
        /// The delta rule, and it opposes the discriminators too.
        DELTA_AND_OPPOSING,
        /// It opposes the discriminators only.
        OPPOSING;

        /// Whether the delta rule is part of it.
        public boolean delta() {
            return this == DELTA || this == DELTA_AND_OPPOSING;
        }

        /// Whether the discriminators are opposed.
        public boolean opposing() {
            return this == OPPOSING || this == DELTA_AND_OPPOSING;
        }
    }
}
