package org.gyre.deep.torch;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.gyre.core.random.RandomStream;
import org.jspecify.annotations.Nullable;

/// Random tensors from a generator of LibTorch of their own. What is drawn depends on the stream that
/// was last named and on the draws since, on nothing else that the process does with LibTorch.
public final class Draws implements AutoCloseable {
    private final Precision precision;
    private final Generator generator;
    private final GeneratorOptional source;
    private @Nullable RandomStream stream;
    private long handedOut;

    /// @throws TorchUnavailableException if LibTorch does not load here
    public Draws(Precision precision) {
        if (Torch.unavailable().isPresent()) {
            Torch.load(1); // says why
        }
        this.precision = precision;
        try (PointerScope scope = new PointerScope()) {
            assert scope != null;
            generator = torch.make_generator_cpu();
            generator.retainReference();
            source = new GeneratorOptional(generator);
            source.retainReference();
        }
    }

    /// The seed that a stream gives to a generator of LibTorch.
    public static long seed(RandomStream stream) {
        return (stream.word(0) & 0xffffffffL) | ((long) stream.word(1) << 32);
    }

    /// What is drawn from here on is a function of this stream.
    ///
    /// @return this
    public Draws at(RandomStream stream) {
        generator.set_current_seed(seed(stream));
        this.stream = stream;
        handedOut = 0;
        return this;
    }

    /// A stream for what draws without LibTorch: another one at each call, a function of the stream that was
    /// last named and of how many were handed out since. It leaves the tensors that are drawn as they are.
    ///
    /// @throws IllegalStateException if no stream was named
    public RandomStream handOut() {
        if (stream == null) {
            throw new IllegalStateException("no stream was named to draw from");
        }
        return stream.split("handed out").split(handedOut++);
    }

    /// The numbers of what is drawn.
    public Precision precision() {
        return precision;
    }

    /// Independent normal numbers of mean 0 and variance 1.
    public Tensor normal(long... sizes) {
        return precision.empty(sizes).normal_(0, 1, source);
    }

    /// Independent numbers, uniform from `low` to `high`.
    public Tensor uniform(double low, double high, long... sizes) {
        return precision.empty(sizes).uniform_(low, high, source);
    }

    /// Independent whole numbers from 0 to `bound` − 1, each equally likely.
    ///
    /// @return of LibTorch's type for indices
    public Tensor indices(long bound, long count) {
        return torch.empty(
                        new long[] {count},
                        new org.bytedeco.pytorch.TensorOptions(torch.ScalarType.Long),
                        new org.bytedeco.pytorch.MemoryFormatOptional())
                .random_(0, new org.bytedeco.pytorch.LongOptional(bound), source);
    }

    /// Frees the generator.
    @Override
    public void close() {
        source.releaseReference();
        generator.releaseReference();
    }
}
