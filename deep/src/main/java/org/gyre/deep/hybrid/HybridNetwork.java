package org.gyre.deep.hybrid;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;

/// A chain of segments: LibTorch's layers and kernels of our own in any order.
///
/// Between segments a batch is a Java array. Forward, each segment computes its output from that of
/// the one before; backward, the gradient that a segment gives of its input is the gradient of the
/// output of the one before. That is the chain rule, so nothing needs to know both sides.
///
/// ```
/// try (HybridNetwork network = HybridNetwork.on(SignalShape.image(1, 28, 28), Optimiser.Adam.USUAL, stream)
///         .layers(Layer.Convolution.same(8, 5), new Layer.MaxPooling(2, 2), new Layer.Repeat(25))
///         .segment(shape -> spiking(shape))
///         .layers(new Layer.Flatten(), new Layer.Dense(10, true), new Layer.Reduce(Layer.OverTime.SUM))
///         .build()) {
///     SoftmaxLoss loss = SoftmaxLoss.of(network.forward(images, labels.length, Segment.Pass.TRAINING), labels);
///     network.backward(loss.gradient());
///     network.learn(0.001);
/// }
/// ```
///
/// Closing it frees what lies outside the Java heap. One thread at a time uses a network.
public final class HybridNetwork implements AutoCloseable {
    private final SignalShape input;
    private final List<Segment> segments;
    private final boolean inputGradient;
    private int lastSamples;

    private HybridNetwork(SignalShape input, List<Segment> segments, boolean inputGradient) {
        this.input = input;
        this.segments = List.copyOf(segments);
        this.inputGradient = inputGradient;
    }

    /// Begins a network.
    ///
    /// @param input     shape of one sample
    /// @param optimiser of the parameters of LibTorch's layers
    /// @param stream    of initial weights and dropout
    public static Builder on(SignalShape input, Optimiser optimiser, RandomStream stream) {
        return new Builder(input, optimiser, stream);
    }

    /// Shape of one sample.
    public SignalShape input() {
        return input;
    }

    /// Shape of the output for one sample.
    public SignalShape output() {
        return segments.getLast().output();
    }

    /// From input to output; only to be looked at.
    public List<Segment> segments() {
        return segments;
    }

    /// Computes a batch.
    ///
    /// @param values  `[sample]` times the input shape, finite
    /// @param samples ≥ 1
    /// @return `[sample]` times the output shape
    /// @throws InputException if a number of the input is not finite
    /// @throws ArithmeticException if a segment makes a number that is not finite; the message
    ///     names the segment
    public float[] forward(float[] values, int samples, Segment.Pass pass) {
        if (samples < 1 || (long) samples * input.size() != values.length) {
            throw new IllegalArgumentException(
                    values.length + " numbers for " + samples + " samples of " + input + " each");
        }
        int bad = firstNotFinite(values);
        if (bad >= 0) {
            throw new InputException("sample " + (bad / input.size() + 1) + ", step "
                    + (bad % input.size() / input.units() + 1) + ", unit " + (bad % input.units() + 1) + " is "
                    + values[bad] + ": every number of the input must be finite");
        }
        float[] signal = values;
        for (int i = 0; i < segments.size(); i++) {
            signal = segments.get(i).forward(signal, samples, pass);
            if (firstNotFinite(signal) >= 0) {
                throw new ArithmeticException(
                        "the output of " + describe(i) + " is not finite; lower the learning rate, or scale the input");
            }
        }
        lastSamples = pass == Segment.Pass.TRAINING ? samples : 0;
        return signal;
    }

    /// Adds up the gradients of all parameters for the last training pass.
    ///
    /// @param gradient of the loss with respect to the output, of its size
    /// @return the gradient with respect to the input; empty unless the network was built with it
    /// @throws IllegalStateException if the last pass was not a training pass, or was followed
    ///     already
    /// @throws ArithmeticException if a gradient is not finite; the message names the segment
    public float[] backward(float[] gradient) {
        if (lastSamples == 0) {
            throw new IllegalStateException("a backward pass without a training pass before it");
        }
        if ((long) lastSamples * output().size() != gradient.length) {
            throw new IllegalArgumentException(
                    gradient.length + " numbers for " + lastSamples + " samples of " + output() + " each");
        }
        lastSamples = 0;
        float[] signal = gradient;
        for (int i = segments.size() - 1; i >= 0; i--) {
            if (firstNotFinite(signal) >= 0) {
                throw new ArithmeticException(
                        "the gradient of the output of " + describe(i) + " is not finite; lower the learning rate");
            }
            signal = segments.get(i).backward(signal);
        }
        return inputGradient ? signal : new float[0];
    }

    private String describe(int segment) {
        return "segment " + (segment + 1) + " (" + segments.get(segment).name() + ")";
    }

    /// Lets all segments follow their gradients.
    ///
    /// @param rate learning rate, finite and not negative
    /// @throws ArithmeticException if a gradient is not finite; the message names the parameter
    public void learn(double rate) {
        for (Segment segment : segments) {
            segment.learn(rate);
        }
    }

    /// What training changes, one for each segment.
    public List<SegmentState> state() {
        return segments.stream().map(Segment::state).toList();
    }

    /// Goes back to a state. Training goes on from there as it did the first time, bit by bit.
    ///
    /// @throws InputException if it is the state of another network
    public void restore(List<SegmentState> state) {
        if (state.size() != segments.size()) {
            throw new InputException("the state of a network of " + state.size() + " segments for one of "
                    + segments.size() + ": it belongs to another network");
        }
        lastSamples = 0;
        for (int i = 0; i < state.size(); i++) {
            segments.get(i).restore(state.get(i));
        }
    }

    @Override
    public void close() {
        segments.forEach(Segment::close);
    }

    /// The place of the first number that is not finite, or -1. A single pass without branches
    /// finds out whether there is one.
    private static int firstNotFinite(float[] values) {
        int largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Float.floatToRawIntBits(value) & 0x7fffffff);
        }
        if (largest >= 0x7f800000) {
            for (int i = 0; i < values.length; i++) {
                if (!Float.isFinite(values[i])) {
                    return i;
                }
            }
        }
        return -1;
    }

    /// Collects segments from input to output.
    public static final class Builder {
        private final SignalShape input;
        private final Optimiser optimiser;
        private final RandomStream stream;
        /// Runs of layers and makers of segments, in order.
        private final List<Part> parts = new ArrayList<>();
        private boolean inputGradient;

        private sealed interface Part {}

        private record Run(List<Layer> layers) implements Part {}

        private record Own(Function<SignalShape, Segment> maker) implements Part {}

        private Builder(SignalShape input, Optimiser optimiser, RandomStream stream) {
            this.input = input;
            this.optimiser = optimiser;
            this.stream = stream;
        }

        /// Adds layers of LibTorch; they join those that stand right before them.
        public Builder layers(Layer... layers) {
            if (!parts.isEmpty() && parts.getLast() instanceof Run(List<Layer> run)) {
                run.addAll(List.of(layers));
            } else {
                parts.add(new Run(new ArrayList<>(List.of(layers))));
            }
            return this;
        }

        /// Adds a segment of our own.
        ///
        /// @param maker makes it for the shape that comes in
        public Builder segment(Function<SignalShape, Segment> maker) {
            parts.add(new Own(maker));
            return this;
        }

        /// Makes [HybridNetwork#backward] give the gradient of the input.
        public Builder withInputGradient() {
            inputGradient = true;
            return this;
        }

        /// Draws the weights.
        ///
        /// @throws InputException if a layer or segment does not fit on what comes before it
        /// @throws org.gyre.deep.torch.TorchUnavailableException if LibTorch does not load here
        public HybridNetwork build() {
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("a network needs at least one layer");
            }
            List<Segment> segments = new ArrayList<>();
            try {
                SignalShape shape = input;
                for (int i = 0; i < parts.size(); i++) {
                    Segment segment = switch (parts.get(i)) {
                        case Run(List<Layer> layers) ->
                            new TorchSegment(
                                    shape, layers, i + ".", optimiser, stream.split(i), inputGradient || i > 0);
                        case Own(Function<SignalShape, Segment> maker) -> maker.apply(shape);
                    };
                    segments.add(segment);
                    if (!segment.input().equals(shape)) {
                        throw new IllegalArgumentException("segment " + (i + 1) + " (" + segment.name() + ") takes "
                                + segment.input() + " and gets " + shape);
                    }
                    shape = segment.output();
                }
                return new HybridNetwork(input, segments, inputGradient);
            } catch (RuntimeException e) {
                segments.forEach(Segment::close);
                throw e;
            }
        }
    }
}
