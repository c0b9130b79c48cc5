package org.gyre.deep.adversarial;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// What all layers do in one phase: the input x = z₀ and the latent variables z₁ … z_L, each
/// `[sample][cell]`.
///
/// @param layers from the input up
record Activity(List<Tensor> layers) {
    Activity {
        layers = List.copyOf(layers);
    }

    /// The same numbers, cut off from what made them.
    Activity detached() {
        return new Activity(layers.stream().map(Tensor::detach).toList());
    }

    long samples() {
        return layers.getFirst().size(0);
    }
}
