package org.gyre.nets.lif.layer;

import org.gyre.core.InputException;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.Surrogate;

/// What a layer is, before it has any numbers.
///
/// @param units          how many
/// @param semantics      what a unit does in a step
/// @param surrogate      what stands for the derivative of the step function
/// @param leakForm       how leaks are kept, and whether they are learnt
/// @param trainThreshold whether thresholds are learnt
/// @param recurrent      whether the units hear each other's last spikes, by weights of their own
/// @param bias           whether currents have a bias
public record LifSettings(
        int units,
        LifSemantics semantics,
        Surrogate surrogate,
        LeakForm leakForm,
        boolean trainThreshold,
        boolean recurrent,
        boolean bias) {
    /// How a layer keeps its leaks.
    public enum LeakForm {
        /// As they were set.
        FIXED,
        /// Learnt without a bound, as published: they can leave \[0, 1].
        FREE,
        /// Learnt, and put back into \[0, 1] after each step.
        CLAMPED,
        /// Learnt as the logistic function of a number.
        LOGISTIC
    }

    /// @throws InputException if there are no units, or they cannot hear their spikes
    public LifSettings {
        if (units < 1) {
            throw new InputException("a layer of " + units + " units: it needs at least one");
        }
        if (recurrent && !semantics.spiking()) {
            throw new InputException("a recurrent layer of units that never fire: leave `recurrent` away");
        }
        if (recurrent && semantics.delayed()) {
            throw new InputException(
                    "a recurrent layer of units whose spikes tell of the potential before: choose units"
                            + " that fire at once, the recurrence itself takes a step");
        }
    }

    /// A layer without learning of thresholds, without recurrence, with biases.
    public static LifSettings of(int units, LifSemantics semantics, Surrogate surrogate, LeakForm leakForm) {
        return new LifSettings(units, semantics, surrogate, leakForm, false, false, true);
    }
}
