package org.gyre.lab.infomorphic;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Default;

/// The keys of a TOML file for a network and its training.
///
/// @param epochs  how often each training image is seen
/// @param batch   samples of a step
/// @param hidden  the hidden layers, from the input on; may be empty
/// @param readOut the last layer
public record NetworkKeys(
        @Default("100") int epochs,
        @Default("1024") int batch,
        @Default("[]") List<HiddenKeys> hidden,
        ReadOutKeys readOut) {
    /// @throws InputException if a number does not fit
    public NetworkKeys {
        hidden = List.copyOf(hidden);
        if (epochs < 1 || epochs > 1_000_000) {
            throw new InputException("epochs = " + epochs + ": must be from 1 to 1000000");
        }
        if (batch < 1 || batch > 1_000_000) {
            throw new InputException("batch = " + batch + ": must be from 1 to 1000000");
        }
        hidden.forEach(HiddenKeys::hidden);
    }

    NetworkKeys withHidden(HiddenKeys... layers) {
        return new NetworkKeys(epochs, batch, List.of(layers), readOut);
    }
}
