package org.gyre.deep.torch;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/// Arrays as tensors and back, always by copy.
public final class Floats {
    private Floats() {}

    /// A new tensor of single precision with the values of an array.
    ///
    /// @param values row-major
    /// @param sizes  of the dimensions, outermost first; their product is the length of the array
    public static Tensor tensor(float[] values, long... sizes) {
        long count = 1;
        for (long size : sizes) {
            count = Math.multiplyExact(count, size);
        }
        if (count != values.length) {
            throw new IllegalArgumentException(
                    values.length + " values for a tensor of the sizes " + Arrays.toString(sizes));
        }
        return Tensor.create(values, sizes);
    }

    /// The values of a tensor of single precision, row-major.
    public static float[] array(Tensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.numel())];
        if (values.length > 0) {
            try (Tensor detached = tensor.detach();
                    Tensor dense = detached.contiguous()) {
                FloatBuffer buffer = dense.createBuffer();
                buffer.get(values);
            }
        }
        return values;
    }

    /// Overwrites the values of a tensor without telling automatic differentiation.
    ///
    /// @param tensor contiguous, of single precision
    /// @param values row-major, as many as the tensor has
    public static void set(Tensor tensor, float[] values) {
        if (values.length != tensor.numel()) {
            throw new IllegalArgumentException(values.length + " values for a tensor of " + tensor.numel());
        }
        if (values.length > 0) {
            FloatBuffer buffer = tensor.createBuffer();
            buffer.put(values);
        }
    }
}
