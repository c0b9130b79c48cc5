package org.gyre.deep.adversarial;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.gyre.core.InputException;
import org.gyre.deep.torch.Draws;

/// Two causes z ~ N(0, I) and one number x = z₁ z₂ + σ ε: given x the posterior has two lobes, for both
/// causes can change their signs together.
public final class ProductGeneration implements Generation.Layered {
    private final double noise;

    /// @param noise σ > 0
    /// @throws InputException if it is not positive and finite
    public ProductGeneration(double noise) {
        if (!(noise > 0 && noise <= Float.MAX_VALUE)) {
            throw new InputException("noise = " + noise + " of a product: must be positive and finite");
        }
        this.noise = noise;
    }

    @Override
    public List<Integer> sizes() {
        return List.of(1, 2);
    }

    @Override
    public Tensor top(int samples, Draws draws) {
        return draws.normal(samples, 2);
    }

    @Override
    public Tensor mean(int layer, Tensor above) {
        return above.narrow(1, 0, 1).mul(above.narrow(1, 1, 1));
    }

    @Override
    public double noise(int layer) {
        return noise;
    }
}
