package org.gyre.deep.adversarial;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.gyre.deep.torch.Draws;

/// The inference pathway: layers of stochastic units, each driven by the one below.
final class Inference {
    private final List<InferenceLayer> layers = new ArrayList<>();

    /// Declares the weights.
    ///
    /// @param inputs size of x
    /// @param layers from the input up
    Inference(List<Units> layers, Weights weights, int inputs) {
        int below = inputs;
        for (int l = 0; l < layers.size(); l++) {
            this.layers.add(InferenceLayer.of(layers.get(l), weights, name(l + 1), below));
            below = layers.get(l).count();
        }
    }

    /// Prefix of the names of the weights of a layer.
    ///
    /// @param layer from 1 on
    static String name(int layer) {
        return "inference-" + layer;
    }

    /// Activity evoked by an input.
    ///
    /// @param truncated whether each layer takes what is below as given: no gradient passes from layer to
    ///     layer
    Activity wake(Tensor input, boolean truncated, Draws draws) {
        List<Tensor> activity = new ArrayList<>(List.of(input));
        for (InferenceLayer layer : layers) {
            Tensor below = activity.getLast();
            activity.add(layer.sample(truncated ? below.detach() : below, draws));
        }
        return new Activity(activity);
    }

    /// Mean of −log q of the causes of a dream, each layer given the one below, in nats: what wake-sleep
    /// learning makes small.
    Tensor surprise(List<Tensor> dream) {
        Tensor sum = null;
        for (int l = 0; l < layers.size(); l++) {
            Tensor part = layers.get(l).surprise(dream.get(l + 1), dream.get(l));
            sum = sum == null ? part : sum.add(part);
        }
        return java.util.Objects.requireNonNull(sum);
    }

    /// Samples of one layer given the layer below.
    ///
    /// @param layer from 1 on
    Tensor sample(int layer, Tensor below, Draws draws) {
        return layers.get(layer - 1).sample(below, draws);
    }
}
