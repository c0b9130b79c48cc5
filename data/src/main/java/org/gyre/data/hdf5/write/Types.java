package org.gyre.data.hdf5.write;

import org.gyre.data.npy.DType;

/// The descriptions of element types (message 3 of the specification, section IV.A.2.d).
final class Types {
    private Types() {}

    /// Little-endian numbers. Truth values are whole numbers of one byte, 0 and 1.
    static byte[] number(DType type) {
        Fields fields = new Fields();
        if (type.integer()) {
            boolean signed = type.numpyName().startsWith("int") || type == DType.BOOL;
            return fields.u8(0x10, signed ? 8 : 0, 0, 0)
                    .u32(type.bytes())
                    .u16(0)
                    .u16(8 * type.bytes())
                    .toBytes();
        }
        int mantissa = type == DType.FLOAT16 ? 10 : type == DType.FLOAT32 ? 23 : 52;
        int bits = 8 * type.bytes();
        int exponent = bits - 1 - mantissa;
        // An implied leading bit, the sign in the highest bit.
        return fields.u8(0x11, 0x20, bits - 1, 0)
                .u32(type.bytes())
                .u16(0)
                .u16(bits)
                .u8(mantissa, exponent, 0, mantissa)
                .u32((1L << (exponent - 1)) - 1)
                .toBytes();
    }

    /// UTF-8 texts of any length.
    static byte[] text() {
        return new Fields().u8(0x19, 1, 1, 0).u32(16).put(number(DType.UINT8)).toBytes();
    }

    /// Sequences of numbers of any length.
    static byte[] sequence(DType type) {
        return new Fields().u8(0x19, 0, 0, 0).u32(16).put(number(type)).toBytes();
    }
}
