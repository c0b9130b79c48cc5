package org.gyre.data.npy;

import java.util.Arrays;

/// An array as a `.npy` file holds it: element type, shape, elements in C order (last index
/// fastest).
///
/// Unsigned elements are stored in the signed Java type of the same size, truth values as bytes 0
/// and 1; [#doubles] and [#longs] give their values. The storage is shared with the maker, not
/// copied.
public final class NpyArray {
    private final DType dtype;
    private final int[] shape;
    private final int size;
    private final Object data;

    /// For the reader, which has checked that `data` fits.
    NpyArray(DType dtype, int[] shape, Object data) {
        this.dtype = dtype;
        this.shape = shape;
        this.data = data;
        this.size = java.lang.reflect.Array.getLength(data);
        if (elements(shape) != size) {
            throw new IllegalArgumentException(size + " elements for shape " + Arrays.toString(shape));
        }
    }

    public static NpyArray of(double[] values, int... shape) {
        return new NpyArray(DType.FLOAT64, shape.clone(), values);
    }

    public static NpyArray of(float[] values, int... shape) {
        return new NpyArray(DType.FLOAT32, shape.clone(), values);
    }

    public static NpyArray of(long[] values, int... shape) {
        return new NpyArray(DType.INT64, shape.clone(), values);
    }

    public static NpyArray of(int[] values, int... shape) {
        return new NpyArray(DType.INT32, shape.clone(), values);
    }

    public static NpyArray of(short[] values, int... shape) {
        return new NpyArray(DType.INT16, shape.clone(), values);
    }

    public static NpyArray of(byte[] values, int... shape) {
        return new NpyArray(DType.INT8, shape.clone(), values);
    }

    public static NpyArray of(boolean[] values, int... shape) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) (values[i] ? 1 : 0);
        }
        return new NpyArray(DType.BOOL, shape.clone(), bytes);
    }

    /// uint8 from bytes, 0xff being 255.
    public static NpyArray ofUnsigned(byte[] values, int... shape) {
        return new NpyArray(DType.UINT8, shape.clone(), values);
    }

    /// uint16 from shorts, 0xffff being 65535.
    public static NpyArray ofUnsigned(short[] values, int... shape) {
        return new NpyArray(DType.UINT16, shape.clone(), values);
    }

    /// uint64 from longs, the bits of -1 being 2⁶⁴ - 1.
    public static NpyArray ofUnsigned(long[] values, int... shape) {
        return new NpyArray(DType.UINT64, shape.clone(), values);
    }

    /// float16 from the bits of its numbers.
    public static NpyArray ofHalves(short[] bits, int... shape) {
        return new NpyArray(DType.FLOAT16, shape.clone(), bits);
    }

    /// uint32 from ints, 0xffffffff being 4294967295.
    public static NpyArray ofUnsigned(int[] values, int... shape) {
        return new NpyArray(DType.UINT32, shape.clone(), values);
    }

    public DType dtype() {
        return dtype;
    }

    /// A copy of the shape; empty for a single number.
    public int[] shape() {
        return shape.clone();
    }

    /// Number of dimensions.
    public int rank() {
        return shape.length;
    }

    /// Number of elements, the product of the shape.
    public int size() {
        return size;
    }

    /// For messages: `float64 (3, 4)`.
    @Override
    public String toString() {
        return dtype.numpyName() + " " + shapeText(shape);
    }

    /// Python's text of a shape: `()`, `(3,)`, `(3, 4)`.
    static String shapeText(int[] shape) {
        if (shape.length == 1) {
            return "(" + shape[0] + ",)";
        }
        String list = Arrays.toString(shape);
        return "(" + list.substring(1, list.length() - 1) + ")";
    }

    /// All values as doubles: the storage itself for float64, a converted copy otherwise. Integers
    /// beyond 2⁵³ are rounded.
    public double[] doubles() {
        if (data instanceof double[] values) {
            return values;
        }
        double[] copy = new double[size];
        if (data instanceof float[] values) {
            for (int i = 0; i < size; i++) {
                copy[i] = values[i];
            }
        } else if (dtype == DType.FLOAT16) {
            short[] halves = (short[]) data;
            for (int i = 0; i < size; i++) {
                copy[i] = Float.float16ToFloat(halves[i]);
            }
        } else if (dtype == DType.UINT64) {
            long[] unsigned = (long[]) data;
            for (int i = 0; i < size; i++) {
                // Half of the number with its lowest bit kept, so that it is rounded once.
                long value = unsigned[i];
                copy[i] = value >= 0 ? (double) value : 2 * (double) ((value >>> 1) | (value & 1));
            }
        } else {
            for (int i = 0; i < size; i++) {
                copy[i] = integer(i);
            }
        }
        return copy;
    }

    /// The storage of a float32 array.
    ///
    /// @throws IllegalArgumentException for any other type
    public float[] floats() {
        if (data instanceof float[] values) {
            return values;
        }
        throw wrongType("float32");
    }

    /// All values as longs: the storage itself for int64, a copy for other whole numbers.
    ///
    /// @throws IllegalArgumentException for floating-point arrays
    /// @throws org.gyre.core.InputException for a uint64 beyond 2⁶³
    public long[] longs() {
        if (data instanceof long[] values) {
            if (dtype == DType.UINT64) {
                for (int i = 0; i < size; i++) {
                    if (values[i] < 0) {
                        throw new org.gyre.core.InputException(
                                "element " + i + " of a uint64 array exceeds 2^63; save it as float64");
                    }
                }
            }
            return values;
        }
        if (!dtype.integer()) {
            throw wrongType("whole numbers");
        }
        long[] copy = new long[size];
        for (int i = 0; i < size; i++) {
            copy[i] = integer(i);
        }
        return copy;
    }

    /// All values as ints: the storage itself for int32, a copy for narrower whole numbers.
    ///
    /// @throws IllegalArgumentException for types with values beyond an int
    public int[] ints() {
        if (data instanceof int[] values && dtype == DType.INT32) {
            return values;
        }
        if (!dtype.integer() || dtype == DType.INT64 || dtype == DType.UINT64 || dtype == DType.UINT32) {
            throw wrongType("int32");
        }
        int[] copy = new int[size];
        for (int i = 0; i < size; i++) {
            copy[i] = (int) integer(i);
        }
        return copy;
    }

    /// The storage of an int16 or uint16 array.
    ///
    /// @throws IllegalArgumentException for any other type
    public short[] shorts() {
        if (data instanceof short[] values && dtype != DType.FLOAT16) {
            return values;
        }
        throw wrongType("int16 or uint16");
    }

    /// The storage of an int8, uint8 or bool array.
    ///
    /// @throws IllegalArgumentException for any other type
    public byte[] bytes() {
        if (data instanceof byte[] values) {
            return values;
        }
        throw wrongType("int8, uint8 or bool");
    }

    /// The product of the extents, or a number beyond every array if it is too large; a zero
    /// anywhere makes it zero.
    static long elements(int[] shape) {
        long product = 1;
        boolean empty = false;
        for (int extent : shape) {
            if (extent < 0) {
                throw new IllegalArgumentException("negative extent in shape " + Arrays.toString(shape));
            }
            empty |= extent == 0;
            // Both factors are at most 2³¹: no overflow.
            product = Math.min(product * Math.max(extent, 1), 1L << 31);
        }
        return empty ? 0 : product;
    }

    /// The same elements under another shape of as many elements.
    public NpyArray reshaped(int... newShape) {
        return new NpyArray(dtype, newShape.clone(), data);
    }

    /// The part from one index of the first dimension to before another.
    ///
    /// @throws IllegalArgumentException if it is a scalar, or the part is not in it
    public NpyArray rows(int from, int to) {
        if (shape.length == 0 || from < 0 || to < from || to > shape[0]) {
            throw new IllegalArgumentException(
                    "rows " + from + " to " + to + " of an array of shape " + Arrays.toString(shape));
        }
        int width = shape[0] == 0 ? 0 : size / shape[0];
        Object part = java.lang.reflect.Array.newInstance(data.getClass().getComponentType(), (to - from) * width);
        System.arraycopy(data, from * width, part, 0, (to - from) * width);
        int[] extents = shape.clone();
        extents[0] = to - from;
        return new NpyArray(dtype, extents, part);
    }

    /// One element of a whole-number array, unsigned where the type is.
    private long integer(int i) {
        return switch (dtype) {
            case BOOL, INT8 -> ((byte[]) data)[i];
            case UINT8 -> ((byte[]) data)[i] & 0xffL;
            case INT16 -> ((short[]) data)[i];
            case UINT16 -> ((short[]) data)[i] & 0xffffL;
            case INT32 -> ((int[]) data)[i];
            case UINT32 -> ((int[]) data)[i] & 0xffffffffL;
            case INT64, UINT64 -> ((long[]) data)[i];
            case FLOAT16, FLOAT32, FLOAT64 -> throw wrongType("whole numbers");
        };
    }

    private IllegalArgumentException wrongType(String wanted) {
        return new IllegalArgumentException("array of " + dtype.numpyName() + ", not of " + wanted);
    }

    Object data() {
        return data;
    }
}
