package org.gyre.deep.adversarial;

import org.gyre.core.InputException;

/// A cost on the slope of a discriminator with respect to its input, γ · mean φ(|∇D|) over the activity of
/// both phases.
///
/// @param kind   φ
/// @param weight γ ≥ 0; with 0 there is none
public record Penalty(Kind kind, double weight) {
    /// φ of the norm of the slope.
    public enum Kind {
        /// |∇D|²: pulls the slope to 0 (Mescheder et al. 2018).
        ZERO_CENTRED,
        /// (|∇D| − 1)²: pulls the slope to 1 (Gulrajani et al. 2017).
        ONE_CENTRED,
        /// max(0, |∇D| − 1)²: keeps the slope at or below 1.
        ONE_SIDED
    }

    /// @throws InputException if the weight is negative or not finite
    public Penalty {
        if (!(weight >= 0 && weight <= Float.MAX_VALUE)) {
            throw new InputException("penalty weight = " + weight + ": must be at least 0 and finite");
        }
    }
}
