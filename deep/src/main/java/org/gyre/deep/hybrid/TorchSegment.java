package org.gyre.deep.hybrid;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.global.torch;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.torch.Floats;
import org.gyre.deep.torch.Torch;
import org.jspecify.annotations.Nullable;

/// A run of layers that LibTorch computes and differentiates.
///
/// Initial weights and dropout come from a generator of LibTorch of its own, seeded from the given
/// stream: by the number of the layer, and for dropout also by the number of the training pass.
/// Nothing depends on what else the process does with LibTorch.
public final class TorchSegment implements Segment {
    private final SignalShape input;
    private final SignalShape output;
    private final Optimiser optimiser;
    private final boolean inputGradient;
    private final RandomStream dropout;
    private final Generator generator;
    private final List<TorchLayer> layers = new ArrayList<>();
    private final String name;
    private long passes;
    private long updates;
    /// Ends of the last training pass, kept for the backward pass.
    private @Nullable Tensor first;
    private @Nullable Tensor last;

    /// Draws the initial weights.
    ///
    /// @param input         shape of one sample
    /// @param layers        from input to output, at least one
    /// @param prefix        of the names of the parameters, such as `0.`
    /// @param inputGradient whether [#backward] gives the gradient of the input; the first segment
    ///     of a network rarely needs it
    /// @throws org.gyre.core.InputException if a layer does not fit on what comes before it
    /// @throws org.gyre.deep.torch.TorchUnavailableException if LibTorch does not load here
    public TorchSegment(
            SignalShape input,
            List<Layer> layers,
            String prefix,
            Optimiser optimiser,
            RandomStream stream,
            boolean inputGradient) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a segment needs at least one layer");
        }
        SignalShape shape = input;
        for (Layer layer : layers) {
            shape = layer.shape(shape); // all are checked before anything is allocated
        }
        this.output = shape;
        if (Torch.unavailable().isPresent()) {
            Torch.load(1); // says why
        }
        this.input = input;
        this.optimiser = optimiser;
        this.inputGradient = inputGradient;
        this.dropout = stream.split("dropout");
        this.name = String.join("-", layers.stream().map(Layer::name).toList());
        try (PointerScope scope = new PointerScope()) {
            assert scope != null;
            this.generator = torch.make_generator_cpu();
            generator.retainReference();
            SignalShape next = input;
            for (int i = 0; i < layers.size(); i++) {
                generator.set_current_seed(
                        TorchLayer.seed(stream.split("weights").split(i)));
                TorchLayer layer = new TorchLayer(layers.get(i), next, prefix + i + ".", generator, optimiser);
                this.layers.add(layer);
                next = layer.output();
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SignalShape input() {
        return input;
    }

    @Override
    public SignalShape output() {
        return output;
    }

    @Override
    public float[] forward(float[] values, int samples, Pass pass) {
        forget();
        long rows = (long) samples * input.steps();
        try (PointerScope scope = new PointerScope()) {
            assert scope != null;
            Tensor x = Floats.tensor(values, TorchLayer.folded(rows, input));
            if (pass == Pass.EVALUATION) {
                try (NoGradGuard guard = new NoGradGuard()) {
                    assert guard != null;
                    return Floats.array(through(x, samples, pass));
                }
            }
            x.set_requires_grad(inputGradient);
            Tensor y = through(x, samples, pass);
            passes++;
            x.retainReference();
            y.retainReference();
            first = x;
            last = y;
            return Floats.array(y);
        }
    }

    private Tensor through(Tensor x, int samples, Pass pass) {
        Tensor y = x;
        for (int i = 0; i < layers.size(); i++) {
            RandomStream draws = dropout.split(i).split(passes);
            y = layers.get(i).apply(y, samples, pass, generator, draws);
        }
        return y;
    }

    @Override
    public float[] backward(float[] gradient) {
        Tensor x = first;
        Tensor y = last;
        if (x == null || y == null) {
            throw new IllegalStateException("backward pass of " + name + " without a training pass before it");
        }
        try (PointerScope scope = new PointerScope()) {
            assert scope != null;
            if (y.requires_grad()) {
                Tensor g = Floats.tensor(gradient, TorchLayer.folded(y.size(0), output));
                y.backward(g, new BoolOptional(), false, new TensorArrayRefOptional());
            }
            return inputGradient ? Floats.array(x.grad()) : new float[0];
        } finally {
            forget();
        }
    }

    private void forget() {
        if (first != null) {
            first.releaseReference();
            first = null;
        }
        if (last != null) {
            last.releaseReference();
            last = null;
        }
    }

    @Override
    public Map<String, Double> gradientNorms() {
        Map<String, Double> norms = new TreeMap<>();
        try (PointerScope scope = new PointerScope()) {
            assert scope != null;
            for (TorchLayer.Parameter parameter : parameters()) {
                Tensor gradient = parameter.gradient();
                norms.put(
                        parameter.name(),
                        gradient.defined() ? (double) gradient.norm().item_float() : 0);
            }
        }
        return norms;
    }

    @Override
    public void learn(double rate) {
        if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("learning rate " + rate + ": must be finite and not negative");
        }
        try (PointerScope scope = new PointerScope()) {
            assert scope != null;
            List<TorchLayer.Parameter> learning = new ArrayList<>();
            for (TorchLayer.Parameter parameter : parameters()) {
                Tensor gradient = parameter.gradient();
                if (gradient.defined()) {
                    // Not finite if one of its numbers is not.
                    float sum = gradient.sum().item_float();
                    if (!(Math.abs(sum) < Float.POSITIVE_INFINITY)) {
                        throw new ArithmeticException("the gradient of " + parameter.name() + " is not finite after "
                                + updates + " updates; lower the learning rate");
                    }
                    learning.add(parameter);
                }
            }
            updates++;
            for (TorchLayer.Parameter parameter : learning) {
                parameter.learn(optimiser, rate, updates);
            }
        }
    }

    private List<TorchLayer.Parameter> parameters() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    @Override
    public SegmentState state() {
        SortedMap<String, float[]> arrays = new TreeMap<>();
        for (TorchLayer.Parameter parameter : parameters()) {
            parameter.save(arrays);
        }
        return new SegmentState(passes, updates, arrays);
    }

    @Override
    public void restore(SegmentState state) {
        forget();
        for (TorchLayer.Parameter parameter : parameters()) {
            parameter.restore(state);
        }
        passes = state.passes();
        updates = state.updates();
    }

    /// Frees the tensors; the segment cannot be used after.
    @Override
    public void close() {
        forget();
        parameters().forEach(TorchLayer.Parameter::close);
        generator.releaseReference();
    }
}
