package org.gyre.data.idx;

import java.nio.ByteBuffer;
import org.gyre.core.InputException;
import org.gyre.data.npy.NpyArray;

/// The element types of IDX files, by the third byte of the file.
enum IdxType {
    UNSIGNED_BYTE(0x08, 1),
    SIGNED_BYTE(0x09, 1),
    SHORT(0x0b, 2),
    INT(0x0c, 4),
    FLOAT(0x0d, 4),
    DOUBLE(0x0e, 8);

    private final int code;
    private final int bytes;

    IdxType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /// Bytes of one element.
    int bytes() {
        return bytes;
    }

    /// @throws InputException if there is no such type
    static IdxType of(int code, String name) {
        for (IdxType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new InputException(name + ": declares elements of type " + code
                + ", which IDX does not have (8, 9 and 11 to 14); the file is damaged");
    }

    /// The array of these bytes, highest byte first. It may keep them.
    NpyArray array(byte[] elements, int[] shape) {
        ByteBuffer source = ByteBuffer.wrap(elements);
        int size = elements.length / bytes;
        switch (this) {
            case UNSIGNED_BYTE -> {
                return NpyArray.ofUnsigned(elements, shape);
            }
            case SIGNED_BYTE -> {
                return NpyArray.of(elements, shape);
            }
            case SHORT -> {
                short[] values = new short[size];
                source.asShortBuffer().get(values);
                return NpyArray.of(values, shape);
            }
            case INT -> {
                int[] values = new int[size];
                source.asIntBuffer().get(values);
                return NpyArray.of(values, shape);
            }
            case FLOAT -> {
                float[] values = new float[size];
                source.asFloatBuffer().get(values);
                return NpyArray.of(values, shape);
            }
            case DOUBLE -> {
                double[] values = new double[size];
                source.asDoubleBuffer().get(values);
                return NpyArray.of(values, shape);
            }
        }
        throw new IllegalStateException("no array of " + this);
    }
}
