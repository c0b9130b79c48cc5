package org.gyre.deep.adversarial;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.gyre.deep.torch.Draws;

/// The generative pathway: how causes make what is below them. Either it is given, a world whose posterior
/// may be known, or it is learned ([LearnedGeneration]).
public interface Generation {
    /// Numbers in each layer, from the input up; at least one.
    List<Integer> sizes();

    /// Draws all layers jointly: a dream.
    ///
    /// @return from the input up, each `[sample][variable]`
    List<Tensor> dream(int samples, Draws draws);

    /// A generative pathway with weights that learning may change.
    interface Learning extends Generation {
        /// What it learns; automatic differentiation leads from dreams to these.
        Weights weights();
    }

    /// A generative pathway whose layers are drawn one after the other, from the top down, each from the
    /// one above.
    interface Layered extends Generation {
        /// Draws the top layer from its prior.
        ///
        /// @return `[sample][variable]`
        Tensor top(int samples, Draws draws);

        /// The mean of a layer given the one above.
        ///
        /// @param layer from 0 on, below the top
        /// @param above `[sample][variable]`
        /// @return `[sample][variable]`
        Tensor mean(int layer, Tensor above);

        /// Standard deviation of the normal noise of a layer around its mean.
        double noise(int layer);

        /// Draws a layer given the one above: one step of a dream, or of a bounce.
        ///
        /// @param layer from 0 on, below the top
        default Tensor down(int layer, Tensor above, Draws draws) {
            Tensor mean = mean(layer, above);
            Tensor noise = draws.normal(mean.size(0), mean.size(1));
            return mean.add(noise, new org.bytedeco.pytorch.Scalar(noise(layer)));
        }

        @Override
        default List<Tensor> dream(int samples, Draws draws) {
            List<Tensor> layers = new java.util.ArrayList<>(List.of(top(samples, draws)));
            for (int layer = sizes().size() - 2; layer >= 0; layer--) {
                layers.addFirst(down(layer, layers.getFirst(), draws));
            }
            return layers;
        }
    }
}
