package org.gyre.data.hdf5;

import java.util.Locale;
import org.gyre.core.Plural;
import org.jspecify.annotations.Nullable;

/// The type of the elements of a dataset or attribute.
///
/// @param kind what it is
/// @param size bytes of one element in the file
/// @param bigEndian for numbers
/// @param signed for whole numbers
/// @param base of an enumeration, a sequence of variable length or an array; `null` of others
/// @param spacePadded for texts of fixed length
record DataType(
        Kind kind,
        int size,
        boolean bigEndian,
        boolean signed,
        @Nullable DataType base,
        boolean spacePadded) {
    enum Kind {
        INTEGER,
        FLOAT,
        TEXT,
        /// A text whose bytes lie in a global heap.
        LONG_TEXT,
        /// A sequence whose elements lie in a global heap.
        SEQUENCE,
        REFERENCE,
        COMPOUND,
        OTHER
    }

    private static final int MAX_DEPTH = 8;

    /// Whether elements are numbers that [#number] reads.
    boolean numeric() {
        return kind == Kind.INTEGER || kind == Kind.FLOAT;
    }

    /// NumPy's name of a number type, or a word for another.
    String describe() {
        return switch (kind) {
            case INTEGER -> (signed ? "int" : "uint") + 8 * size;
            case FLOAT -> "float" + 8 * size;
            case TEXT, LONG_TEXT -> "text";
            case SEQUENCE -> "sequences of " + (base == null ? "?" : base.describe());
            case REFERENCE -> "references";
            case COMPOUND -> "records";
            case OTHER -> "another type";
        };
    }

    static DataType read(Cursor cursor, Source source) {
        return read(cursor, source, 0);
    }

    private static DataType read(Cursor cursor, Source source, int depth) {
        if (depth > MAX_DEPTH) {
            throw source.malformed("a data type is nested more than " + MAX_DEPTH + " deep");
        }
        int type = cursor.u8() & 0x0f;
        long bits = cursor.u16() | ((long) cursor.u8() << 16);
        long size = cursor.u32();
        if (size < 1 || size > Integer.MAX_VALUE - 8) {
            throw source.malformed("a data type has elements of " + Plural.of(size, "byte"));
        }
        int width = (int) size;
        boolean big = (bits & 1) != 0;
        return switch (type) {
            case 0 -> {
                boolean whole = (width & (width - 1)) == 0 && width <= 8;
                yield simple(whole ? Kind.INTEGER : Kind.OTHER, width, big, (bits & 8) != 0);
            }
            case 1 -> {
                // The order of a VAX (bits 0 and 6) is nobody's any more.
                boolean ieee = (width == 2 || width == 4 || width == 8) && (bits & 0x40) == 0 && ieee(cursor, width);
                yield simple(ieee ? Kind.FLOAT : Kind.OTHER, width, big, true);
            }
            case 3 -> new DataType(Kind.TEXT, width, false, false, null, (bits & 0xf) == 2);
            case 6 -> simple(Kind.COMPOUND, width, false, false);
            case 7 -> simple((bits & 0xf) == 0 ? Kind.REFERENCE : Kind.OTHER, width, false, false);
            case 8 -> {
                DataType base = read(cursor, source, depth + 1);
                yield base.size == width ? base : simple(Kind.OTHER, width, false, false);
            }
            case 9 -> {
                DataType base = read(cursor, source, depth + 1);
                yield new DataType(
                        (bits & 0xf) == 1 ? Kind.LONG_TEXT : Kind.SEQUENCE, width, false, false, base, false);
            }
            default -> simple(Kind.OTHER, width, false, false);
        };
    }

    /// Whether the fields lie as in IEEE 754.
    private static boolean ieee(Cursor cursor, int width) {
        int offset = cursor.u16();
        int precision = cursor.u16();
        int exponentAt = cursor.u8();
        int exponentBits = cursor.u8();
        int mantissaAt = cursor.u8();
        int mantissaBits = cursor.u8();
        int wantedMantissa = width == 2 ? 10 : width == 4 ? 23 : 52;
        return offset == 0
                && precision == 8 * width
                && mantissaAt == 0
                && mantissaBits == wantedMantissa
                && exponentAt == wantedMantissa
                && exponentBits == 8 * width - 1 - wantedMantissa;
    }

    private static DataType simple(Kind kind, int size, boolean bigEndian, boolean signed) {
        return new DataType(kind, size, bigEndian, signed, null, false);
    }

    /// One number of a numeric type; 64-bit numbers beyond 2⁵³ are rounded.
    double number(byte[] bytes, int at) {
        long raw = raw(bytes, at);
        if (kind == Kind.FLOAT) {
            return switch (size) {
                case 2 -> Float.float16ToFloat((short) raw);
                case 4 -> Float.intBitsToFloat((int) raw);
                default -> Double.longBitsToDouble(raw);
            };
        }
        return size == 8 && !signed && raw < 0 ? (double) (raw >>> 1) * 2 + (double) (raw & 1) : (double) raw;
    }

    /// One whole number; unsigned ones of 64 bits keep their bits.
    long whole(byte[] bytes, int at) {
        return raw(bytes, at);
    }

    private long raw(byte[] bytes, int at) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (bytes[at + (bigEndian ? size - 1 - i : i)] & 0xffL) << (8 * i);
        }
        int unused = 64 - 8 * size;
        return kind == Kind.INTEGER && signed ? value << unused >> unused : value;
    }

    @Override
    public String toString() {
        return describe().toLowerCase(Locale.ROOT);
    }
}
