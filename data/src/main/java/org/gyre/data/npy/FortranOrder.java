package org.gyre.data.npy;

/// Reorders elements from Fortran order (first index fastest) to C order (last index fastest).
final class FortranOrder {
    private FortranOrder() {}

    /// A copy of `data` in C order.
    static Object toC(Object data, DType dtype, int[] shape) {
        int count = java.lang.reflect.Array.getLength(data);
        if (count == 0) {
            return data;
        }
        int[] source = new int[shape.length];
        int[] stride = new int[shape.length];
        for (int d = 0, step = 1; d < shape.length; d++) {
            stride[d] = step;
            // The last product is the count itself, so nothing overflows.
            step *= shape[d];
        }
        switch (dtype) {
            case BOOL, INT8, UINT8 -> {
                byte[] from = (byte[]) data;
                byte[] to = new byte[count];
                for (int i = 0, at = 0; i < count; i++, at = next(at, source, stride, shape)) {
                    to[i] = from[at];
                }
                return to;
            }
            case INT16, UINT16, FLOAT16 -> {
                short[] from = (short[]) data;
                short[] to = new short[count];
                for (int i = 0, at = 0; i < count; i++, at = next(at, source, stride, shape)) {
                    to[i] = from[at];
                }
                return to;
            }
            case INT32, UINT32 -> {
                int[] from = (int[]) data;
                int[] to = new int[count];
                for (int i = 0, at = 0; i < count; i++, at = next(at, source, stride, shape)) {
                    to[i] = from[at];
                }
                return to;
            }
            case INT64, UINT64 -> {
                long[] from = (long[]) data;
                long[] to = new long[count];
                for (int i = 0, at = 0; i < count; i++, at = next(at, source, stride, shape)) {
                    to[i] = from[at];
                }
                return to;
            }
            case FLOAT32 -> {
                float[] from = (float[]) data;
                float[] to = new float[count];
                for (int i = 0, at = 0; i < count; i++, at = next(at, source, stride, shape)) {
                    to[i] = from[at];
                }
                return to;
            }
            case FLOAT64 -> {
                double[] from = (double[]) data;
                double[] to = new double[count];
                for (int i = 0, at = 0; i < count; i++, at = next(at, source, stride, shape)) {
                    to[i] = from[at];
                }
                return to;
            }
        }
        throw new AssertionError(dtype);
    }

    /// The place in Fortran order of the next element in C order: the last index moves first.
    /// `index` is the present multi-index.
    private static int next(int at, int[] index, int[] stride, int[] shape) {
        int place = at;
        for (int d = shape.length - 1; d >= 0; d--) {
            if (++index[d] < shape[d]) {
                return place + stride[d];
            }
            place -= (shape[d] - 1) * stride[d];
            index[d] = 0;
        }
        return place;
    }
}
