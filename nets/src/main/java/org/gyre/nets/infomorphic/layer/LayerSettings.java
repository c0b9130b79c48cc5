package org.gyre.nets.infomorphic.layer;

import org.gyre.core.InputException;
import org.gyre.nets.infomorphic.Goal;
import org.gyre.nets.infomorphic.NeuronModel;

/// What a layer is made of, beside its weights.
///
/// @param neurons how many
/// @param model   how they fire
/// @param goal    what they want
/// @param rate    η of Adam
/// @param decay   λ of Adam
public record LayerSettings(int neurons, NeuronModel model, Goal goal, double rate, double decay) {
    /// @throws InputException if the goal and the model have not the same sources, or a number is
    ///     out of range
    public LayerSettings {
        if (neurons < 1) {
            throw new InputException("a layer of " + neurons + " neurons: it must have at least one");
        }
        if (goal.sources() != model.sources()) {
            throw new InputException("a goal of " + goal.sources() + " sources for neurons of " + model.sources()
                    + ": give a goal over the classes of input that the neurons have");
        }
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new InputException("a learning rate of " + rate + ": must be positive and finite");
        }
        if (!(decay >= 0 && decay < Double.POSITIVE_INFINITY)) {
            throw new InputException("a weight decay of " + decay + ": must be finite and not negative");
        }
    }

    /// The same with another goal.
    public LayerSettings withGoal(Goal replacement) {
        return new LayerSettings(neurons, model, replacement, rate, decay);
    }
}
