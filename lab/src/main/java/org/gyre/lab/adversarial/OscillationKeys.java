package org.gyre.lab.adversarial;

import org.gyre.core.InputException;
import org.gyre.lab.experiment.Default;

/// How surprise is read from the fast oscillation: inputs of one length evoke activity, each layer is made
/// anew from the one above it, and the squared change, averaged over bounces, is the amplitude.
///
/// @param inputs  number of inputs, of random directions
/// @param norm    their Euclidean length: the same for all, for with growing length any feedback would do
/// @param bounces over which the amplitude is averaged
public record OscillationKeys(
        @Default("400") int inputs,
        @Default("2") double norm,
        @Default("50") int bounces) {
    /// @throws InputException if a number is out of its range
    public OscillationKeys {
        if (inputs < 10 || inputs > 100_000 || bounces < 1 || (long) inputs * bounces > 20_000_000) {
            throw new InputException("inputs = " + inputs + ", bounces = " + bounces
                    + ": take 10 to 100000 inputs and at most 20 million bounces of all");
        }
        if (!(norm > 0 && norm <= 1e6)) {
            throw new InputException("norm = " + norm + ": must be above 0 and at most 1e6");
        }
    }
}
