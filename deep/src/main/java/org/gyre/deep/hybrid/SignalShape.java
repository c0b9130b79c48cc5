package org.gyre.deep.hybrid;

import org.gyre.core.InputException;

/// What passes between two layers for one sample: a number of time steps, each with a stack of
/// planes. A vector of n units is n planes of 1 × 1.
///
/// As an array, a batch is `[sample][step][channel][row][column]`, or `[sample][step][unit]`,
/// row-major.
///
/// @param steps    time steps ≥ 1; 1 for what does not change in time
/// @param channels planes ≥ 1
/// @param height   rows ≥ 1
/// @param width    columns ≥ 1
public record SignalShape(int steps, int channels, int height, int width) {
    /// Most numbers of a sample: with four bytes each, half a gigabyte.
    private static final int MOST = 1 << 27;

    /// @throws InputException if there are more numbers than a layer can hold
    public SignalShape {
        if (steps < 1 || channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException("a signal of " + steps + " steps of " + channels + " x " + height + " x "
                    + width + ": each must be at least 1");
        }
        // Divided step by step, since the product of four numbers may leave even the long ones.
        if (MOST / steps / channels / height / width < 1) {
            throw new InputException("a signal of " + steps + " steps of " + channels + " x " + height + " x " + width
                    + ": more than " + MOST
                    + " numbers for each sample; take fewer steps, channels or units, or smaller"
                    + " images");
        }
    }

    /// Steps of a number of units.
    public static SignalShape units(int steps, int units) {
        return new SignalShape(steps, units, 1, 1);
    }

    /// One image that does not change in time.
    public static SignalShape image(int channels, int height, int width) {
        return new SignalShape(1, channels, height, width);
    }

    /// Units of one step, channels × height × width.
    public int units() {
        return channels * height * width;
    }

    /// Numbers of one sample, steps × units.
    public int size() {
        return steps * units();
    }

    /// Whether each step is a plain vector.
    public boolean isVector() {
        return height == 1 && width == 1;
    }

    /// The same steps of other planes.
    SignalShape with(int newChannels, int newHeight, int newWidth) {
        return new SignalShape(steps, newChannels, newHeight, newWidth);
    }

    /// The same planes in another number of steps.
    SignalShape withSteps(int newSteps) {
        return new SignalShape(newSteps, channels, height, width);
    }

    /// Such as `25 steps of 16 x 14 x 14` or `1 step of 10 units`.
    @Override
    public String toString() {
        String planes = isVector() ? channels + " units" : channels + " x " + height + " x " + width;
        return steps + (steps == 1 ? " step of " : " steps of ") + planes;
    }
}
