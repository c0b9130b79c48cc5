package org.gyre.deep.hybrid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.torch.Floats;

/// A layer at its place in a segment, with its parameters.
///
/// Samples and steps are folded into one dimension: a tensor is `[sample ·
/// step][channel][row][column]`, or `[sample · step][unit]`, which is what the arrays between
/// segments are already.
final class TorchLayer {
    /// Of one parameter: with its gradient and the memory of Adam two gigabytes.
    private static final int MOST_NUMBERS = 1 << 27;

    private final Layer layer;
    private final SignalShape input;
    private final SignalShape output;
    private final List<Parameter> parameters = new ArrayList<>();

    /// Draws the parameters.
    ///
    /// @param prefix    of the names of the parameters
    /// @param generator of LibTorch, seeded by the caller
    TorchLayer(Layer layer, SignalShape input, String prefix, Generator generator, Optimiser optimiser) {
        this.layer = layer;
        this.input = input;
        this.output = layer.shape(input);
        String name = prefix + layer.name() + ".";
        switch (layer) {
            case Layer.Dense(int units, boolean bias) -> {
                double bound = 1 / Math.sqrt(input.channels());
                draw(name + "weight", generator, optimiser, bound, units, input.channels());
                if (bias) {
                    draw(name + "bias", generator, optimiser, bound, units);
                }
            }
            case Layer.Convolution(int channels, int kernel, int _, int _, boolean bias) -> {
                double bound = 1 / Math.sqrt((double) input.channels() * kernel * kernel);
                draw(name + "weight", generator, optimiser, bound, channels, input.channels(), kernel, kernel);
                if (bias) {
                    draw(name + "bias", generator, optimiser, bound, channels);
                }
            }
            case Layer.Lstm(int units) -> {
                double bound = 1 / Math.sqrt(units);
                draw(name + "input-weight", generator, optimiser, bound, 4L * units, input.channels());
                draw(name + "recurrent-weight", generator, optimiser, bound, 4L * units, units);
                draw(name + "input-bias", generator, optimiser, bound, 4L * units);
                draw(name + "recurrent-bias", generator, optimiser, bound, 4L * units);
            }
            case Layer.MaxPooling _,
                    Layer.AveragePooling _,
                    Layer.Dropout _,
                    Layer.Relu _,
                    Layer.Flatten _,
                    Layer.Repeat _,
                    Layer.Reduce _ -> {}
        }
    }

    private void draw(String name, Generator generator, Optimiser optimiser, double bound, long... sizes) {
        double count = Arrays.stream(sizes).asDoubleStream().reduce(1, (a, b) -> a * b);
        if (count > MOST_NUMBERS) {
            throw new InputException(String.format(
                    Locale.ROOT,
                    "%s: %.3g numbers, more than %d; take fewer units or channels, or pool more before",
                    name,
                    count,
                    MOST_NUMBERS));
        }
        try (GeneratorOptional source = new GeneratorOptional(generator)) {
            Tensor values = torch.empty(sizes);
            values.uniform_(-bound, bound, source);
            parameters.add(new Parameter(name, values, optimiser));
        }
    }

    SignalShape output() {
        return output;
    }

    List<Parameter> parameters() {
        return parameters;
    }

    /// Computes the layer within the caller's scope of pointers.
    ///
    /// @param dropout where a dropout layer draws in a training pass
    Tensor apply(Tensor x, int samples, Segment.Pass pass, Generator generator, RandomStream dropout) {
        return switch (layer) {
            case Layer.Dense(int _, boolean bias) ->
                bias ? torch.linear(x, value(0), new TensorOptional(value(1))) : torch.linear(x, value(0));
            case Layer.Convolution(int _, int _, int stride, int padding, boolean bias) ->
                torch.conv2d(
                        x,
                        value(0),
                        bias ? new TensorOptional(value(1)) : new TensorOptional(),
                        new long[] {stride, stride},
                        new long[] {padding, padding},
                        new long[] {1, 1},
                        1);
            case Layer.MaxPooling(int size, int stride) ->
                torch.max_pool2d(
                        x,
                        new long[] {size, size},
                        new long[] {stride, stride},
                        new long[] {0, 0},
                        new long[] {1, 1},
                        false);
            case Layer.AveragePooling(int size, int stride) ->
                torch.avg_pool2d(
                        x,
                        new long[] {size, size},
                        new long[] {stride, stride},
                        new long[] {0, 0},
                        false,
                        true,
                        new org.bytedeco.pytorch.LongOptional());
            case Layer.Lstm(int units) -> lstm(x, samples, units);
            case Layer.Dropout(double probability) ->
                pass == Segment.Pass.TRAINING && probability > 0 ? drop(x, probability, generator, dropout) : x;
            case Layer.Relu() -> torch.relu(x);
            case Layer.Flatten() -> x.reshape(-1, output.units());
            case Layer.Repeat(int steps) -> fold(x.unsqueeze(1).expand(unfolded(samples, steps)));
            case Layer.Reduce(Layer.OverTime over) -> reduce(x.reshape(unfolded(samples, input.steps())), over);
        };
    }

    private Tensor value(int parameter) {
        return parameters.get(parameter).value();
    }

    private Tensor lstm(Tensor x, int samples, int units) {
        Tensor zeros = torch.zeros(1, samples, units);
        Tensor sequences = x.reshape(samples, input.steps(), input.channels());
        return torch.lstm(
                        sequences,
                        new TensorVector(zeros, zeros),
                        new TensorVector(value(0), value(1), value(2), value(3)),
                        true,
                        1,
                        0,
                        true,
                        false,
                        true)
                .get0()
                .reshape(-1, units);
    }

    private static Tensor drop(Tensor x, double probability, Generator generator, RandomStream stream) {
        generator.set_current_seed(seed(stream));
        double keep = 1 - probability;
        Tensor mask = torch.empty_like(x.detach()).bernoulli_(keep, new GeneratorOptional(generator));
        return x.mul(mask.div_(new Scalar(keep)));
    }

    private static Tensor reduce(Tensor x, Layer.OverTime over) {
        return switch (over) {
            case SUM -> x.sum(1);
            case MEAN -> x.mean(1);
            case LAST -> x.select(1, x.size(1) - 1);
            case MAX -> x.max(1).get0();
        };
    }

    private Tensor fold(Tensor x) {
        return x.reshape(folded(-1, output));
    }

    private long[] unfolded(int samples, int steps) {
        return input.isVector()
                ? new long[] {samples, steps, input.channels()}
                : new long[] {samples, steps, input.channels(), input.height(), input.width()};
    }

    /// The sizes of a tensor whose first dimension is samples times steps.
    static long[] folded(long rows, SignalShape shape) {
        return shape.isVector()
                ? new long[] {rows, shape.channels()}
                : new long[] {rows, shape.channels(), shape.height(), shape.width()};
    }

    /// The seed that a stream gives to a generator of LibTorch.
    static long seed(RandomStream stream) {
        return (stream.word(0) & 0xffffffffL) | ((long) stream.word(1) << 32);
    }

    /// A parameter with what the optimiser remembers of it.
    static final class Parameter implements AutoCloseable {
        private final String name;
        private final Tensor value;
        /// By their names in a checkpoint.
        private final Tensor mean;
        private final Tensor square;

        Parameter(String name, Tensor value, Optimiser optimiser) {
            this.name = name;
            // Kept beyond any scope of pointers that the caller may have open.
            this.value = keep(value);
            value.set_requires_grad(true);
            this.mean = keep(torch.zeros_like(value.detach()));
            this.square = keep(optimiser instanceof Optimiser.Adam ? torch.zeros_like(value.detach()) : torch.zeros(0));
        }

        private static Tensor keep(Tensor tensor) {
            tensor.retainReference();
            return tensor;
        }

        String name() {
            return name;
        }

        Tensor value() {
            return value;
        }

        /// The gradient so far; undefined if none came.
        Tensor gradient() {
            return value.mutable_grad();
        }

        /// Follows the gradient.
        ///
        /// @param step from 1 on
        void learn(Optimiser optimiser, double rate, long step) {
            // Adam's first steps are the largest: the rate over a small correction.
            double pace =
                    optimiser instanceof Optimiser.Adam adam ? rate / -Math.expm1(step * Math.log(adam.beta1())) : rate;
            if (!(pace <= Float.MAX_VALUE)) {
                throw new ArithmeticException("a step of " + pace + " for " + name
                        + " is beyond the numbers of single precision; lower the learning rate");
            }
            Tensor weights = value.detach(); // the same memory, without a record of what is done to it
            Tensor gradient = gradient();
            switch (optimiser) {
                case Optimiser.Adam(double beta1, double beta2, double epsilon, double decay) -> {
                    Tensor g = decayed(gradient, weights, decay);
                    mean.mul_(new Scalar(beta1)).add_(g, new Scalar(1 - beta1));
                    square.mul_(new Scalar(beta2)).addcmul_(g, g, new Scalar(1 - beta2));
                    double correction = Math.sqrt(-Math.expm1(step * Math.log(beta2)));
                    Tensor root = square.sqrt().div_(new Scalar(correction)).add_(new Scalar(epsilon));
                    weights.addcdiv_(mean, root, new Scalar(-pace));
                }
                case Optimiser.Sgd(double momentum, double decay) -> {
                    Tensor g = decayed(gradient, weights, decay);
                    if (momentum > 0) {
                        g = mean.mul_(new Scalar(momentum)).add_(g);
                    }
                    weights.add_(g, new Scalar(-pace));
                }
            }
            gradient.zero_();
        }

        private static Tensor decayed(Tensor gradient, Tensor weights, double decay) {
            return decay > 0 ? gradient.add(weights, new Scalar(decay)) : gradient;
        }

        void save(java.util.SortedMap<String, float[]> arrays) {
            arrays.put(name, Floats.array(value));
            arrays.put(name + ".mean", Floats.array(mean));
            if (square.numel() > 0) {
                arrays.put(name + ".square", Floats.array(square));
            }
        }

        void restore(SegmentState state) {
            try (Tensor weights = value.detach()) {
                Floats.set(weights, state.array(name, weights.numel()));
            }
            Floats.set(mean, state.array(name + ".mean", mean.numel()));
            if (square.numel() > 0) {
                Floats.set(square, state.array(name + ".square", square.numel()));
            }
            try (Tensor gradient = gradient()) {
                if (gradient.defined()) {
                    gradient.zero_();
                }
            }
        }

        @Override
        public void close() {
            value.releaseReference();
            mean.releaseReference();
            square.releaseReference();
        }
    }
}
