package org.gyre.deep.adversarial;

import java.util.function.LongFunction;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.gyre.core.InputException;
import org.gyre.deep.torch.Draws;
import org.gyre.deep.torch.Precision;

/// Rows of a table, each equally likely at each draw, with normal noise.
public final class RowData implements AdversarialLearner.Data, AutoCloseable {
    private final Tensor rows;
    private final double noise;

    /// @param rows  `[row][number]`, at least one row
    /// @param width numbers of a row ≥ 1
    /// @param noise standard deviation ≥ 0 of what is added to each number at each draw
    /// @throws InputException if there is no whole row or the noise is negative or not finite
    public RowData(double[] rows, int width, double noise, Precision precision) {
        this(rows.length, width, noise, count -> precision.tensor(rows, count, width));
    }

    /// As [#RowData(double\[\], int, double, Precision)], from single precision.
    public RowData(float[] rows, int width, double noise, Precision precision) {
        this(rows.length, width, noise, count -> precision.tensor(rows, count, width));
    }

    private RowData(int length, int width, double noise, LongFunction<Tensor> tensor) {
        if (width < 1 || length == 0 || length % width != 0) {
            throw new InputException(length + " numbers are not rows of " + width);
        }
        if (!(noise >= 0 && noise <= Float.MAX_VALUE)) {
            throw new InputException("noise = " + noise + " of data: must be at least 0 and finite");
        }
        this.noise = noise;
        try (PointerScope scope = new PointerScope()) {
            assert scope != null;
            this.rows = tensor.apply(length / width);
            this.rows.retainReference();
        }
    }

    /// The inputs of dreams: data that a given world makes.
    public static AdversarialLearner.Data of(Generation world) {
        return (samples, draws) -> world.dream(samples, draws).getFirst();
    }

    @Override
    public Tensor draw(int samples, Draws draws) {
        Tensor drawn = rows.index_select(0, draws.indices(rows.size(0), samples));
        return noise == 0 ? drawn : drawn.add_(draws.normal(samples, rows.size(1)), new Scalar(noise));
    }

    /// Frees the tensor.
    @Override
    public void close() {
        rows.releaseReference();
    }
}
