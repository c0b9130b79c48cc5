package org.gyre.nets.lif;

import org.gyre.core.InputException;

/// What a leaky integrate-and-fire unit does in a time step, in full:
///
///     Kₜ₋₁ = Vₜ₋₁ after its reset, if it reached the threshold
///     Vₜ   = floor(a Iₜ + (1 − l) Kₜ₋₁ [− θ, if subtraction comes in the next step])
///     Sₜ   = Vₜ compared with θ
///
/// with the leak l, the threshold θ, and a = 1, or a = l where the leak weighs the input too. V is
/// always the potential before the reset. While a refractory unit is held, Vₜ = 0.
///
/// @param fires      which potentials fire
/// @param forgets    which potentials are reset; the published unit fires at θ but forgets above it
/// @param reset      what is left of such a potential
/// @param floored    whether potentials are never negative: inhibition cannot accumulate
/// @param leakyInput whether the input is weighed by the leak, a = l, as if it pulled V towards itself
/// @param delayed    whether the output of a step tells of the potential before it
/// @param refractory steps for which V is held at zero after a unit reached the threshold
/// @param through    whether gradients pass through the reset, by the surrogate; false detaches it
public record LifSemantics(
        Comparison fires,
        Comparison forgets,
        Reset reset,
        boolean floored,
        boolean leakyInput,
        boolean delayed,
        int refractory,
        boolean through) {
    /// The unit of Gerum & Schilling (2021) as released: fires at V ≥ θ, forgets at V > θ, so that V
    /// = θ fires and is kept; resets to zero; is never negative.
    public static final LifSemantics GERUM_2021 = plain(Comparison.AT, Comparison.ABOVE, Reset.ZERO, true);

    /// The refractory unit of the first preprint (arXiv:2004.13532) with three steps: no reset but by
    /// holding V at zero, no floor.
    public static final LifSemantics ARXIV_V2 =
            new LifSemantics(Comparison.AT, Comparison.AT, Reset.NONE, false, false, false, 3, false);

    /// `Leaky` of snnTorch: fires at V > θ, which is subtracted in the next step, after the leak.
    public static final LifSemantics SNNTORCH =
            plain(Comparison.ABOVE, Comparison.ABOVE, Reset.SUBTRACT_IN_NEXT_STEP, false);

    /// The LIF box of Norse: fires at V > θ and resets to zero at once; the leak weighs the input.
    public static final LifSemantics NORSE =
            new LifSemantics(Comparison.ABOVE, Comparison.ABOVE, Reset.ZERO, false, true, false, 0, false);

    /// `LIFNode` of SpikingJelly: fires at V ≥ θ and resets to zero at once; the leak weighs the input.
    public static final LifSemantics SPIKINGJELLY =
            new LifSemantics(Comparison.AT, Comparison.AT, Reset.ZERO, false, true, false, 0, true);

    /// `LIF` of Spyx: the output of a step is the old potential compared with θ, which is subtracted.
    public static final LifSemantics SPYX = new LifSemantics(
            Comparison.ABOVE, Comparison.ABOVE, Reset.SUBTRACT_IN_NEXT_STEP, false, false, true, 0, true);

    /// A LIF node of the Neuromorphic Intermediate Representation with v_leak and v_reset of zero and r
    /// of one, by Euler steps: l = dt/τ weighs input and potential.
    public static final LifSemantics NIR =
            new LifSemantics(Comparison.ABOVE, Comparison.ABOVE, Reset.ZERO, false, true, false, 0, false);

    /// A read-out that integrates and never fires, as published with [#GERUM_2021].
    public static final LifSemantics READ_OUT = plain(Comparison.NEVER, Comparison.NEVER, Reset.NONE, true);

    /// As [#READ_OUT], with negative potentials.
    public static final LifSemantics SIGNED_READ_OUT = plain(Comparison.NEVER, Comparison.NEVER, Reset.NONE, false);

    /// Which potentials count as having reached a threshold.
    public enum Comparison {
        /// V ≥ θ.
        AT,
        /// V > θ.
        ABOVE,
        /// None.
        NEVER;

        /// Whether a potential has reached a threshold.
        public boolean reached(double potential, double threshold) {
            return switch (this) {
                case AT -> potential >= threshold;
                case ABOVE -> potential > threshold;
                case NEVER -> false;
            };
        }

        /// The least potential that has reached the threshold, in single precision.
        public float least(float threshold) {
            return switch (this) {
                case AT -> threshold;
                case ABOVE -> Math.nextUp(threshold);
                case NEVER -> Float.POSITIVE_INFINITY;
            };
        }
    }

    /// What becomes of a potential that reached the threshold.
    public enum Reset {
        /// K = 0. The input of the next step is not lost.
        ZERO,
        /// K = V − θ, which then leaks.
        SUBTRACT,
        /// K = V, and θ is taken from the next potential after the leak.
        SUBTRACT_IN_NEXT_STEP,
        /// K = V.
        NONE
    }

    /// @throws InputException if the refractory time is negative
    public LifSemantics {
        if (refractory < 0) {
            throw new InputException("refractory = " + refractory + ": a number of steps, not negative");
        }
    }

    private static LifSemantics plain(Comparison fires, Comparison forgets, Reset reset, boolean floored) {
        return new LifSemantics(fires, forgets, reset, floored, false, false, 0, false);
    }

    /// With another refractory time.
    public LifSemantics refractory(int steps) {
        return new LifSemantics(fires, forgets, reset, floored, leakyInput, delayed, steps, through);
    }

    /// With gradients through the reset, or without.
    public LifSemantics through(boolean gradients) {
        return new LifSemantics(fires, forgets, reset, floored, leakyInput, delayed, refractory, gradients);
    }

    /// With the whole of the input, a = 1.
    public LifSemantics plainInput() {
        return new LifSemantics(fires, forgets, reset, floored, false, delayed, refractory, through);
    }

    /// Whether units fire at all.
    public boolean spiking() {
        return fires != Comparison.NEVER;
    }
}
