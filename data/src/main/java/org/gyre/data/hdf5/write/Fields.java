package org.gyre.data.hdf5.write;

import java.util.Arrays;

/// Little-endian fields, one after another.
final class Fields {
    /// The address that stands for none.
    static final long UNDEFINED = -1;

    private byte[] bytes = new byte[64];
    private int length;

    int length() {
        return length;
    }

    Fields u8(int... values) {
        for (int value : values) {
            number(value, 1);
        }
        return this;
    }

    Fields u16(int value) {
        return number(value, 2);
    }

    Fields u32(long value) {
        return number(value, 4);
    }

    Fields u64(long value) {
        return number(value, 8);
    }

    Fields number(long value, int width) {
        grow(width);
        for (int i = 0; i < width; i++) {
            bytes[length++] = (byte) (value >>> (8 * i));
        }
        return this;
    }

    Fields put(byte[] more) {
        grow(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    Fields zeros(int count) {
        grow(count);
        length += count;
        return this;
    }

    /// Ends a structure with the checksum of all that stands before.
    Fields checksum() {
        return u32(Lookup3.of(bytes, length));
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void grow(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
