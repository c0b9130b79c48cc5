package org.gyre.nets.lif.layer;

import org.gyre.core.InputException;

/// The numbers that a layer starts with.
///
/// @param weights    `[input][unit]`
/// @param biases     `[unit]`
/// @param leaks      l, `[unit]`
/// @param thresholds θ, `[unit]`, positive
/// @param recurrent  `[from][to]`; empty where there is no recurrence
public record LifStart(float[] weights, float[] biases, float[] leaks, float[] thresholds, float[] recurrent) {
    /// @throws InputException if a number is not finite, or a threshold not positive
    public LifStart {
        check("weight", weights);
        check("bias", biases);
        check("leak", leaks);
        check("threshold", thresholds);
        check("recurrent weight", recurrent);
        for (float threshold : thresholds) {
            if (!(threshold > 0)) {
                throw new InputException("a threshold of " + threshold + ": it must be positive");
            }
        }
    }

    private static void check(String what, float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new InputException("a " + what + " of " + value + ": it must be finite");
            }
        }
    }
}
