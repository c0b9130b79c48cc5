package org.gyre.deep.adversarial;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.torch.Draws;

/// A world that can only be drawn from, outside of LibTorch: one layer of causes and the input that they
/// make, which may be a sequence with the cause behind its last frame.
///
/// @param inputs  numbers of an input ≥ 1
/// @param causes  of an input ≥ 1
/// @param sampler that draws both; must serve several threads
public record SampledGeneration(int inputs, int causes, Sampler sampler) implements Generation {
    /// @throws InputException if there is no input or no cause
    public SampledGeneration {
        if (inputs < 1 || causes < 1) {
            throw new InputException(
                    "a world of " + inputs + " inputs and " + causes + " causes: at least one of each is needed");
        }
    }

    /// What draws.
    @FunctionalInterface
    public interface Sampler {
        /// Draws inputs with their causes.
        ///
        /// @param samples how many
        /// @param stream  what is drawn is a function of it
        /// @param inputs  receives `[sample][input]`
        /// @param causes  receives `[sample][cause]`
        void fill(int samples, RandomStream stream, float[] inputs, float[] causes);
    }

    @Override
    public List<Integer> sizes() {
        return List.of(inputs, causes);
    }

    @Override
    public List<Tensor> dream(int samples, Draws draws) {
        float[] x = new float[Math.multiplyExact(samples, inputs)];
        float[] z = new float[Math.multiplyExact(samples, causes)];
        sampler.fill(samples, draws.handOut(), x, z);
        return List.of(
                draws.precision().tensor(x, samples, inputs), draws.precision().tensor(z, samples, causes));
    }
}
