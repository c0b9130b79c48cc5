package org.gyre.deep.adversarial;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.torch.Draws;
import org.gyre.deep.torch.Precision;

/// A generative pathway that learns: each layer is a function of the one above, with one hidden layer of
/// leaky rectifiers, and normal noise. The top is N(0, I).
public final class LearnedGeneration implements Generation.Layered, Generation.Learning, AutoCloseable {
    /// How a layer is made from the one above.
    ///
    /// @param hidden   leaky rectifiers between ≥ 0; with 0 the layer is linear before `saturate`
    /// @param saturate whether the mean passes through tanh
    /// @param noise    standard deviation around the mean > 0
    public record Step(int hidden, boolean saturate, double noise) {
        /// @throws InputException if a number is out of its range
        public Step {
            if (hidden < 0 || hidden > Units.MOST) {
                throw new InputException(
                        "hidden = " + hidden + " units of a generative layer: must be from 0 to " + Units.MOST);
            }
            if (!(noise > 0 && noise <= Float.MAX_VALUE)) {
                throw new InputException("noise = " + noise + " of a generative layer: must be positive and finite");
            }
        }
    }

    private record Slots(int hidden, int hiddenBias, int mean, int meanBias) {}

    private final List<Integer> sizes;
    private final List<Step> steps;
    private final Weights weights;
    private final List<Slots> slots = new ArrayList<>();
    private final Scalar leak = new Scalar(0.2);

    /// Draws the first weights.
    ///
    /// @param sizes of the layers, from the input up, at least two
    /// @param steps how layer 0, 1, … is made from the one above; one less than layers
    public LearnedGeneration(List<Integer> sizes, List<Step> steps, Precision precision, RandomStream stream) {
        if (sizes.size() < 2 || steps.size() != sizes.size() - 1) {
            throw new InputException(
                    sizes.size() + " layers with " + steps.size() + " ways down: n layers, at least two, have n − 1");
        }
        this.sizes = List.copyOf(sizes);
        this.steps = List.copyOf(steps);
        this.weights = new Weights(precision);
        for (int k = 0; k < steps.size(); k++) {
            String name = "generation-" + k;
            int above = sizes.get(k + 1);
            int hidden = steps.get(k).hidden;
            int first = -1;
            int firstBias = -1;
            if (hidden > 0) {
                first = weights.declare(name + ".hidden", Initial.dense(above), hidden, above);
                firstBias = weights.declare(name + ".hidden-bias", Initial.dense(above), hidden);
                above = hidden;
            }
            int mean = weights.declare(name + ".mean", Initial.dense(above), sizes.get(k), above);
            int meanBias = weights.declare(name + ".mean-bias", Initial.dense(above), sizes.get(k));
            slots.add(new Slots(first, firstBias, mean, meanBias));
        }
        leak.retainReference();
        weights.draw(stream);
    }

    @Override
    public Weights weights() {
        return weights;
    }

    @Override
    public List<Integer> sizes() {
        return sizes;
    }

    @Override
    public Tensor top(int samples, Draws draws) {
        return draws.normal(samples, sizes.getLast());
    }

    @Override
    public Tensor mean(int layer, Tensor above) {
        Slots at = slots.get(layer);
        Tensor h = above;
        if (at.hidden >= 0) {
            h = torch.leaky_relu(
                    torch.addmm(
                            weights.get(at.hiddenBias),
                            h,
                            weights.get(at.hidden).t()),
                    leak);
        }
        Tensor mean =
                torch.addmm(weights.get(at.meanBias), h, weights.get(at.mean).t());
        return steps.get(layer).saturate ? mean.tanh() : mean;
    }

    @Override
    public double noise(int layer) {
        return steps.get(layer).noise;
    }

    /// Frees the tensors.
    @Override
    public void close() {
        leak.releaseReference();
        weights.close();
    }
}
