package org.gyre.deep.adversarial;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.gyre.core.InputException;
import org.gyre.deep.torch.Draws;
import org.gyre.deep.torch.Precision;

/// A chain of linear layers with normal noise: z_L ~ N(0, I), zₖ₋₁ = Aₖ zₖ + sₖ₋₁ ε. The posterior is
/// normal and known exactly.
public final class LinearWorld implements Generation.Layered, AutoCloseable {
    private final List<Integer> sizes;
    private final double[] noise;
    /// Aₖᵀ.
    private final List<Tensor> matrices = new ArrayList<>();

    /// @param sizes    of the layers from the input up, at least two
    /// @param matrices A₁ … A_L, row-major, `[zₖ₋₁][zₖ]`
    /// @param noise    s₀ … s_{L−1}, not negative
    /// @throws InputException if the sizes do not fit each other or a number is not finite
    public LinearWorld(List<Integer> sizes, List<double[]> matrices, double[] noise, Precision precision) {
        if (sizes.size() < 2 || matrices.size() != sizes.size() - 1 || noise.length != matrices.size()) {
            throw new InputException(sizes.size() + " layers, " + matrices.size() + " matrices and " + noise.length
                    + " noises: a chain of n layers, at least two, has n − 1 of each");
        }
        this.sizes = List.copyOf(sizes);
        this.noise = noise.clone();
        try (PointerScope scope = new PointerScope()) {
            assert scope != null;
            for (int k = 0; k < noise.length; k++) {
                int below = sizes.get(k);
                int above = sizes.get(k + 1);
                double[] matrix = matrices.get(k);
                if (matrix.length != below * above) {
                    throw new InputException("the matrix from layer " + (k + 1) + " to layer " + k + " has "
                            + matrix.length + " numbers where " + below + " x " + above + " are needed");
                }
                for (double a : matrix) {
                    if (!Double.isFinite(a)) {
                        throw new InputException(
                                "the matrix from layer " + (k + 1) + " to layer " + k + " has the number " + a);
                    }
                }
                if (!(noise[k] >= 0 && noise[k] <= Float.MAX_VALUE)) {
                    throw new InputException("noise " + noise[k] + " of layer " + k + ": must be at least 0, finite");
                }
                Tensor transposed = precision.tensor(matrix, below, above).t();
                transposed.retainReference();
                this.matrices.add(transposed);
            }
        }
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
        return above.mm(matrices.get(layer));
    }

    @Override
    public double noise(int layer) {
        return noise[layer];
    }

    /// Frees the tensors.
    @Override
    public void close() {
        matrices.forEach(Tensor::releaseReference);
    }
}
