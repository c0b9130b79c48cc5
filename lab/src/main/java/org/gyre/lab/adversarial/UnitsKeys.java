package org.gyre.lab.adversarial;

import org.gyre.core.InputException;
import org.gyre.deep.adversarial.Units;
import org.gyre.lab.experiment.Default;
import org.jspecify.annotations.Nullable;

/// One layer of an inference pathway.
///
/// @param kind     of units, see [Units]
/// @param units    latent variables; 0 for as many as the generative pathway has there
/// @param steps    T of recurrent units, 4 if not given; linear units that remember nothing read a sequence
///     in one
/// @param hidden   rate units of a population, or before recognition units
/// @param noise    standard deviation of the noise at the start
/// @param saturate whether rate or recognition units pass through tanh; they do if not given
/// @param memory   rate units that remember, of a sequence
public record UnitsKeys(
        Kind kind,
        @Default("0") int units,
        @Nullable Integer steps,
        @Default("0") int hidden,
        @Default("0.6") double noise,
        @Nullable Boolean saturate,
        @Default("0") int memory) {
    private static final int USUAL_STEPS = 4;

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
        if (steps != null && kind == Kind.RECOGNITION) {
            throw new InputException("steps = " + steps + ": recognition units take one step; leave it out");
        }
        if (saturate != null && kind != Kind.RATE && kind != Kind.RECOGNITION) {
            throw new InputException(
                    "saturate = " + saturate + ": is of rate and recognition units; leave it out otherwise");
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
    /// @throws InputException if a key would do nothing there
    Units of(int causes, int frames) {
        if (memory != 0 && frames == 1) {
            throw new InputException("layers.memory = " + memory + ": is of sequences only; leave it out");
        }
        if (steps != null && kind == Kind.LINEAR && frames > 1 && memory == 0) {
            throw new InputException("layers.steps = " + steps
                    + ": linear units without memory read a sequence in one step; leave it out");
        }
        int times = steps == null ? USUAL_STEPS : steps;
        boolean bounded = saturate == null || saturate;
        int count = units == 0 ? causes : units;
        Units readers = switch (kind) {
            case LINEAR -> new Units.Linear(count, frames > 1 && memory == 0 ? 1 : times, true, noise);
            case RATE -> new Units.Rate(count, times, true, noise, bounded);
            case POPULATION -> new Units.Population(count, hidden, times, true, noise);
            case RECOGNITION -> new Units.Recognition(count, hidden, noise, bounded);
        };
        return frames > 1 ? new Units.Sequence(frames, memory, readers) : readers;
    }
}
