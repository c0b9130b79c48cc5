package org.gyre.deep.adversarial;

import org.bytedeco.pytorch.Tensor;
import org.gyre.deep.torch.Draws;

/// How weights start.
sealed interface Initial {
    /// Independent normal numbers.
    ///
    /// @param deviation their standard deviation ≥ 0
    record Normal(double deviation) implements Initial {}

    /// Independent and uniform between ±bound.
    ///
    /// @param bound ≥ 0
    record Uniform(double bound) implements Initial {}

    /// All the same.
    ///
    /// @param value of each
    record Constant(double value) implements Initial {}

    /// What LibTorch's own dense layers start with: uniform between ±1/√(inputs of a unit).
    static Initial dense(int inputs) {
        return new Uniform(1 / Math.sqrt(inputs));
    }

    /// Sets numbers that a seeded generator draws.
    default void into(Tensor values, Draws draws) {
        long[] sizes = {values.numel()};
        switch (this) {
            case Normal(double deviation) ->
                values.copy_(draws.normal(sizes)).mul_(new org.bytedeco.pytorch.Scalar(deviation));
            case Uniform(double bound) -> values.copy_(draws.uniform(-bound, bound, sizes));
            case Constant(double value) -> values.fill_(new org.bytedeco.pytorch.Scalar(value));
        }
    }
}
