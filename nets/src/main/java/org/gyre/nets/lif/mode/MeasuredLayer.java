package org.gyre.nets.lif.mode;

import java.util.Arrays;

/// The numbers of a layer that say what an input spike does to its units.
///
/// @param weights    `[input][unit]`, rows may be padded
/// @param stride     numbers from one row to the next, at least the units
/// @param bias       current at each step, `[unit]`
/// @param leaks      l, `[unit]`
/// @param thresholds θ, `[unit]`
/// @param leakyInput whether currents are weighed by the leak ([org.gyre.nets.lif.LifSemantics])
@SuppressWarnings("ArrayRecordComponent") // a table, never compared
public record MeasuredLayer(
        float[] weights, int stride, float[] bias, float[] leaks, float[] thresholds, boolean leakyInput) {
    /// @throws IllegalArgumentException if sizes do not fit, or a number is not finite
    public MeasuredLayer {
        int units = leaks.length;
        if (units < 1
                || stride < units
                || weights.length == 0
                || weights.length % stride != 0
                || bias.length != units
                || thresholds.length != units) {
            throw new IllegalArgumentException(weights.length + " weights in rows of " + stride + ", " + bias.length
                    + " biases, " + units + " leaks, " + thresholds.length + " thresholds");
        }
        for (float[] numbers : Arrays.asList(weights, bias, leaks, thresholds)) {
            for (float number : numbers) {
                if (!Float.isFinite(number)) {
                    throw new IllegalArgumentException("a weight, bias, leak or threshold of " + number);
                }
            }
        }
    }

    /// A layer without biases whose units all fire at one.
    public static MeasuredLayer of(float[] weights, int stride, float... leaks) {
        float[] ones = new float[leaks.length];
        Arrays.fill(ones, 1);
        return new MeasuredLayer(weights, stride, new float[leaks.length], leaks, ones, false);
    }
}
