package org.gyre.deep.torch;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The kind of numbers that tensors hold.
public enum Precision {
    /// 24 bits of precision: what networks learn in.
    SINGLE,
    /// 53 bits of precision: what gradients are checked in.
    DOUBLE;

    ScalarType type() {
        return this == SINGLE ? ScalarType.Float : ScalarType.Double;
    }

    /// A tensor whose numbers are not set yet.
    ///
    /// @param sizes of the dimensions, outermost first
    public Tensor empty(long... sizes) {
        return torch.empty(sizes, new TensorOptions(type()), new MemoryFormatOptional());
    }

    /// A tensor of zeros.
    public Tensor zeros(long... sizes) {
        return empty(sizes).zero_();
    }

    /// A new tensor with the values of an array, rounded where it holds single precision.
    ///
    /// @param values row-major
    /// @param sizes  of the dimensions, outermost first; their product is the length of the array
    public Tensor tensor(double[] values, long... sizes) {
        Tensor tensor = empty(sizes);
        set(tensor, values);
        return tensor;
    }

    /// As [#tensor(double\[\], long...)], from single precision.
    public Tensor tensor(float[] values, long... sizes) {
        if (this == SINGLE) {
            return Floats.tensor(values, sizes);
        }
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return tensor(wide, sizes);
    }

    /// Overwrites the values of a tensor without telling automatic differentiation.
    ///
    /// @param tensor contiguous, of this precision
    /// @param values row-major, as many as the tensor has
    public void set(Tensor tensor, double[] values) {
        if (values.length != tensor.numel()) {
            throw new IllegalArgumentException(values.length + " values for a tensor of " + tensor.numel());
        }
        if (values.length == 0) {
            return;
        }
        if (this == SINGLE) {
            FloatBuffer buffer = tensor.createBuffer();
            for (double value : values) {
                buffer.put((float) value);
            }
        } else {
            DoubleBuffer buffer = tensor.createBuffer();
            buffer.put(values);
        }
    }

    /// The values of a tensor of this precision, row-major.
    public double[] array(Tensor tensor) {
        double[] values = new double[Math.toIntExact(tensor.numel())];
        if (values.length == 0) {
            return values;
        }
        try (Tensor detached = tensor.detach();
                Tensor dense = detached.contiguous()) {
            if (this == SINGLE) {
                FloatBuffer buffer = dense.createBuffer();
                for (int i = 0; i < values.length; i++) {
                    values[i] = buffer.get(i);
                }
            } else {
                DoubleBuffer buffer = dense.createBuffer();
                buffer.get(values);
            }
        }
        return values;
    }

    /// The value of a tensor of one number.
    public double value(Tensor tensor) {
        return this == SINGLE ? tensor.item_float() : tensor.item_double();
    }
}
