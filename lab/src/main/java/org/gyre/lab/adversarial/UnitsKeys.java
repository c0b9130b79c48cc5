package org.gyre.lab.adversarial;

import org.gyre.core.InputException;
import org.gyre.deep.adversarial.Units;
import org.gyre.lab.experiment.Default;

/// One layer of an inference pathway.
///
/// @param kind     of units, see [Units]
/// @param units    latent variables; 0 for as many as the generative pathway has there
/// @param steps    T of recurrent units
/// @param hidden   rate units of a population, or before recognition units
/// @param noise    standard deviation of the noise at the start
/// @param saturate whether rate or recognition units pass through tanh
/// @param memory   rate units that remember, of a sequence
public record UnitsKeys(
        Kind kind,
        @Default("0") int units,
        @Default("4") int steps,
        @Default("0") int hidden,
        @Default("0.6") double noise,
        @Default("true") boolean saturate,
        @Default("0") int memory) {
    /// Kinds of units.
    public enum Kind {
        /// [Units.Linear].
        LINEAR,
        /// [Units.Rate].
        RATE,
        /// [Units.Population].
        POPULATION,
        /// [Units.Recognition].
        RECOGNITION
    }

    /// @throws InputException if a number is out of its range
    public UnitsKeys {
        if (!(noise >= 1e-6 && noise <= 1e6)) {
            throw new InputException("noise = " + noise + ": must be from 1e-6 to 1e6");
        }
        if (units < 0) {
            throw new InputException("units = " + units + ": must be positive, or 0 for as many as there are causes");
        }
        if (kind == Kind.POPULATION && hidden < 1) {
            throw new InputException("hidden = " + hidden + ": a population needs rate units, for example 48");
        }
        if (hidden > 0 && kind != Kind.POPULATION && kind != Kind.RECOGNITION) {
            throw new InputException(
                    "hidden = " + hidden + ": is of populations and recognition units; leave it out otherwise");
        }
    }

    /// The units of a layer.
    ///
    /// @param causes that the generative pathway has there
    /// @param frames of which the input consists; 1 if it is no sequence
    Units of(int causes, int frames) {
        int count = units == 0 ? causes : units;
        Units readers = switch (kind) {
            case LINEAR -> new Units.Linear(count, frames > 1 && memory == 0 ? 1 : steps, true, noise);
            case RATE -> new Units.Rate(count, steps, true, noise, saturate);
            case POPULATION -> new Units.Population(count, hidden, steps, true, noise);
            case RECOGNITION -> new Units.Recognition(count, hidden, noise, saturate);
        };
        return frames > 1 ? new Units.Sequence(frames, memory, readers) : readers;
    }
}
