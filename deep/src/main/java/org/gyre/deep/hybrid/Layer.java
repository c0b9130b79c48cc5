package org.gyre.deep.hybrid;

import org.gyre.core.InputException;

/// A layer that LibTorch computes and differentiates. All but [Lstm], [Repeat] and [Reduce] treat
/// each time step alone, with the same weights.
///
/// Weights and biases start as LibTorch's own layers do: uniform between ±1/√(inputs of a unit),
/// for [Lstm] between ±1/√(units).
public sealed interface Layer {
    /// The shape of its output.
    ///
    /// @throws InputException if the layer does not fit; the message names both
    SignalShape shape(SignalShape input);

    /// A short name for messages and for the names of parameters.
    String name();

    /// y = W x + b, for each step.
    ///
    /// @param units outputs ≥ 1
    /// @param bias  whether there is b
    record Dense(int units, boolean bias) implements Layer {
        public Dense {
            atLeast(1, units, "units of a dense layer");
        }

        @Override
        public SignalShape shape(SignalShape input) {
            vector(this, input);
            return SignalShape.units(input.steps(), units);
        }

        @Override
        public String name() {
            return "dense";
        }
    }

    /// Cross-correlation with square kernels, for each step.
    ///
    /// @param channels planes of the output ≥ 1
    /// @param kernel   side ≥ 1
    /// @param stride   ≥ 1
    /// @param padding  zeros added on each side ≥ 0
    /// @param bias     whether one number for each plane is added
    record Convolution(int channels, int kernel, int stride, int padding, boolean bias) implements Layer {
        public Convolution {
            atLeast(1, channels, "channels of a convolution");
            atLeast(1, kernel, "kernel of a convolution");
            atLeast(1, stride, "stride of a convolution");
            atLeast(0, padding, "padding of a convolution");
        }

        /// With bias, stride 1, and as much padding as keeps the size of the planes, for an odd
        /// kernel.
        public static Convolution same(int channels, int kernel) {
            return new Convolution(channels, kernel, 1, kernel / 2, true);
        }

        @Override
        public SignalShape shape(SignalShape input) {
            return windows(this, input, channels, kernel, stride, padding);
        }

        @Override
        public String name() {
            return "convolution";
        }
    }

    /// The largest value of each square window, for each step and plane.
    ///
    /// @param size   side of a window ≥ 1
    /// @param stride ≥ 1
    record MaxPooling(int size, int stride) implements Layer {
        public MaxPooling {
            atLeast(1, size, "size of a pooling window");
            atLeast(1, stride, "stride of a pooling window");
        }

        @Override
        public SignalShape shape(SignalShape input) {
            return windows(this, input, input.channels(), size, stride, 0);
        }

        @Override
        public String name() {
            return "max-pooling";
        }
    }

    /// The mean of each square window, for each step and plane.
    ///
    /// @param size   side of a window ≥ 1
    /// @param stride ≥ 1
    record AveragePooling(int size, int stride) implements Layer {
        public AveragePooling {
            atLeast(1, size, "size of a pooling window");
            atLeast(1, stride, "stride of a pooling window");
        }

        @Override
        public SignalShape shape(SignalShape input) {
            return windows(this, input, input.channels(), size, stride, 0);
        }

        @Override
        public String name() {
            return "average-pooling";
        }
    }

    /// Long short-term memory over the steps of a sample, from a state of zeros (Hochreiter and
    /// Schmidhuber 1997, with forget gates); gives the output of every step. Gates stand in the
    /// order input, forget, cell, output.
    ///
    /// @param units ≥ 1
    record Lstm(int units) implements Layer {
        public Lstm {
            atLeast(1, units, "units of an LSTM layer");
        }

        @Override
        public SignalShape shape(SignalShape input) {
            vector(this, input);
            return SignalShape.units(input.steps(), units);
        }

        @Override
        public String name() {
            return "lstm";
        }
    }

    /// Sets each number to zero with some probability while training and scales the others up to
    /// keep the mean; draws anew for every step.
    ///
    /// @param probability of zero, in [0, 1)
    record Dropout(double probability) implements Layer {
        public Dropout {
            if (!(probability >= 0 && probability < 1)) {
                throw new InputException("probability = " + probability + " of dropout: must be from 0 to below 1");
            }
        }

        @Override
        public SignalShape shape(SignalShape input) {
            return input;
        }

        @Override
        public String name() {
            return "dropout";
        }
    }

    /// max(0, x).
    record Relu() implements Layer {
        @Override
        public SignalShape shape(SignalShape input) {
            return input;
        }

        @Override
        public String name() {
            return "relu";
        }
    }

    /// The planes of each step as one vector.
    record Flatten() implements Layer {
        @Override
        public SignalShape shape(SignalShape input) {
            return SignalShape.units(input.steps(), input.units());
        }

        @Override
        public String name() {
            return "flatten";
        }
    }

    /// The one step of a constant input, again and again. What stands before it is computed once.
    ///
    /// @param steps of the output ≥ 1
    record Repeat(int steps) implements Layer {
        public Repeat {
            atLeast(1, steps, "steps of a repetition");
        }

        @Override
        public SignalShape shape(SignalShape input) {
            if (input.steps() != 1) {
                throw new InputException("repeat on " + input + ": only one step can be repeated");
            }
            return input.withSteps(steps);
        }

        @Override
        public String name() {
            return "repeat";
        }
    }

    /// One step from all.
    ///
    /// @param over how the steps are put together
    record Reduce(OverTime over) implements Layer {
        @Override
        public SignalShape shape(SignalShape input) {
            return input.withSteps(1);
        }

        @Override
        public String name() {
            return "reduce";
        }
    }

    /// Ways to put the steps of a sample together.
    enum OverTime {
        /// Their sum.
        SUM,
        /// Their mean.
        MEAN,
        /// The last one.
        LAST,
        /// The largest value of each unit.
        MAX
    }

    private static void atLeast(int least, int value, String what) {
        int most = 1 << 20;
        if (value < least || value > most) {
            throw new InputException(what + " = " + value + ": must be from " + least + " to " + most);
        }
    }

    private static void vector(Layer layer, SignalShape input) {
        if (!input.isVector()) {
            throw new InputException(layer.name() + " on " + input + ": put a flatten layer before it");
        }
    }

    private static SignalShape windows(
            Layer layer, SignalShape input, int channels, int size, int stride, int padding) {
        long high = input.height() + 2L * padding - size;
        long wide = input.width() + 2L * padding - size;
        if (high < 0 || wide < 0) {
            throw new InputException(layer.name() + " with windows of " + size + " x " + size + " on " + input
                    + ": the planes are smaller than a window; make it smaller or pool less before");
        }
        return input.with(channels, (int) (high / stride) + 1, (int) (wide / stride) + 1);
    }
}
