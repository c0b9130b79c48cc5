package org.gyre.nets.lif.encoding;

import org.gyre.core.InputException;
import org.gyre.nets.lif.layer.SpikeRows;

/// Spikes where a time series has changed: an event in the first step in which a value differs by more
/// than a threshold from what it was in the step of the last event, or in step 0 if there was none. One
/// event a step at most, however large the change; none in step 0.
///
/// @param threshold δ ≥ 0 that a change must exceed, in units of the series
/// @param onOff     whether falls have inputs of their own, which come after those of the rises;
///     otherwise an event is a spike of the one input of its channel whichever way the value went
public record DeltaModulation(double threshold, boolean onOff) {
    /// @throws InputException if the threshold is negative or not finite
    public DeltaModulation {
        if (!(threshold >= 0) || Double.isInfinite(threshold)) {
            throw new InputException(
                    "a threshold of " + threshold + " for changes: it must be finite and not negative");
        }
    }

    /// Inputs for so many channels of a series.
    public int inputs(int channels) {
        return onOff ? Math.multiplyExact(2, channels) : channels;
    }

    /// Adds the spikes of some samples to rows.
    ///
    /// @param series `[sample][step][channel]`
    /// @param steps  of each sample ≥ 1
    /// @param rows   takes `[sample][step]` rows of [#inputs] inputs
    /// @throws InputException if a value is not finite
    public void encode(float[] series, int steps, int channels, SpikeRows rows) {
        if (steps < 1 || channels < 1 || series.length % ((long) steps * channels) != 0) {
            throw new IllegalArgumentException(
                    series.length + " values of " + steps + " steps and " + channels + " channels");
        }
        if (rows.inputs() != inputs(channels)) {
            throw new IllegalArgumentException(rows.inputs() + " inputs for " + channels + " channels");
        }
        for (int i = 0; i < series.length; i++) {
            if (!Float.isFinite(series[i])) {
                throw new InputException("channel " + (i % channels + 1) + " of sample "
                        + (i / channels / steps + 1) + " is " + series[i] + " in step " + i / channels % steps
                        + ": replace what is not a finite number");
            }
        }
        float[] last = new float[channels];
        int[] event = new int[channels];
        for (int row = 0; row < series.length / channels; row++) {
            boolean first = row % steps == 0;
            for (int c = 0; c < channels; c++) {
                float value = series[row * channels + c];
                double change = first ? 0 : (double) value - last[c];
                event[c] = change > threshold ? 1 : change < -threshold ? -1 : 0;
                if (first || event[c] != 0) {
                    last[c] = value;
                }
                if (event[c] > 0 || (event[c] < 0 && !onOff)) {
                    rows.add(c);
                }
            }
            for (int c = 0; onOff && c < channels; c++) {
                if (event[c] < 0) {
                    rows.add(channels + c);
                }
            }
            rows.endRow();
        }
    }
}
