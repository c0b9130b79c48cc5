package org.gyre.lab.adversarial;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.deep.adversarial.LearnedGeneration.Step;
import org.gyre.deep.adversarial.Units;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.lif.Single;

/// A generative pathway that learns: each layer is made from the one above through one hidden layer. A
/// layer passes through tanh where it must stay between −1 and 1: pixels, and units that saturate.
///
/// @param hidden leaky rectifiers between two layers; with 0 there are none
/// @param noise  standard deviation of each layer around its mean
public record GenerationKeys(
        @Default("64") int hidden, @Default("0.1") double noise) {
    /// @throws InputException if a number is out of its range
    public GenerationKeys {
        if (hidden < 0) {
            throw new InputException("generation.hidden = " + hidden + ": must be at least 0");
        }
        Single.checkPositive("generation.noise", noise);
    }

    /// How each layer is made from the one above.
    ///
    /// @param units of the inference pathway
    List<Step> steps(List<UnitsKeys> units) {
        List<Step> steps = new ArrayList<>();
        for (int k = 0; k < units.size(); k++) {
            boolean saturates = k == 0
                    || (units.get(k - 1).of(1, 1) instanceof Units.Rate rate && rate.saturate())
                    || (units.get(k - 1).of(1, 1) instanceof Units.Recognition mean && mean.saturate());
            steps.add(new Step(hidden, saturates, noise));
        }
        return steps;
    }
}
