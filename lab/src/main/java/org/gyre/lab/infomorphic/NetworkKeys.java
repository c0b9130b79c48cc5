package org.gyre.lab.infomorphic;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Default;

/// The keys of a TOML file for a network and its training.
///
/// @param epochs  how often each training image is seen
/// @param batch   samples of a step
/// @param rule    whose wish the layers follow
/// @param hidden  the hidden layers, from the input on; may be empty
/// @param readOut the last layer
public record NetworkKeys(
        @Default("100") int epochs,
        @Default("1024") int batch,
        @Default("goals") Rule rule,
        @Default("[]") List<HiddenKeys> hidden,
        ReadOutKeys readOut) {
    /// What a step of learning follows.
    public enum Rule {
        /// Each layer its goal.
        GOALS,
        /// All layers one loss, the control: goals are then only read.
        BACKPROPAGATION
    }

    /// @throws InputException if a number does not fit
    public NetworkKeys {
        hidden = List.copyOf(hidden);
        if (epochs < 1 || epochs > 1_000_000) {
            throw new InputException("epochs = " + epochs + ": must be from 1 to 1000000");
        }
        if (batch < 1 || batch > 1_000_000) {
            throw new InputException("batch = " + batch + ": must be from 1 to 1000000");
        }
        for (HiddenKeys layer : hidden) {
            layer.hidden();
            Bounds.requireMatrix("neurons times batch", layer.neurons(), batch);
        }
    }

    NetworkKeys withHidden(HiddenKeys... layers) {
        return new NetworkKeys(epochs, batch, rule, List.of(layers), readOut);
    }
}
