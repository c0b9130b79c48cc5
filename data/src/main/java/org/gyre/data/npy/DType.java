package org.gyre.data.npy;

/// The element types that are read and written, with the kind letter and size of NumPy's type
/// strings (`<f8` is float64).
public enum DType {
    BOOL('b', 1),
    INT8('i', 1),
    INT16('i', 2),
    INT32('i', 4),
    INT64('i', 8),
    UINT8('u', 1),
    UINT16('u', 2),
    UINT32('u', 4),
    UINT64('u', 8),
    FLOAT16('f', 2),
    FLOAT32('f', 4),
    FLOAT64('f', 8);

    private final char kind;
    private final int bytes;

    DType(char kind, int bytes) {
        this.kind = kind;
        this.bytes = bytes;
    }

    /// Bytes of one element.
    public int bytes() {
        return bytes;
    }

    /// Whether elements are whole numbers (truth values count as 0 and 1).
    public boolean integer() {
        return kind != 'f';
    }

    /// NumPy's name: `float64`.
    public String numpyName() {
        return this == BOOL ? "bool" : (kind == 'f' ? "float" : kind == 'i' ? "int" : "uint") + 8 * bytes;
    }

    /// The little-endian type string: `<f8`, `|u1`.
    String descriptor() {
        return (bytes == 1 ? "|" : "<") + kind + bytes;
    }

    /// The type of a type string without its byte order (`f8`), or `null` if it is not one of ours.
    static @org.jspecify.annotations.Nullable DType ofKindAndSize(String kindAndSize) {
        for (DType type : values()) {
            if (kindAndSize.length() == 2
                    && kindAndSize.charAt(0) == type.kind
                    && kindAndSize.charAt(1) - '0' == type.bytes) {
                return type;
            }
        }
        return null;
    }
}
