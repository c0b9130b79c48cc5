package org.gyre.data.hdf5;

import java.nio.charset.StandardCharsets;

/// Little-endian numbers and texts, one after another, from a part of an HDF5 file.
final class Cursor {
    /// The address that stands for none.
    static final long UNDEFINED = -1;

    private final byte[] bytes;
    private final String what;
    private final Source source;
    private final int end;
    private int at;

    /// @param what the part, for messages
    Cursor(byte[] bytes, String what, Source source) {
        this(bytes, 0, bytes.length, what, source);
    }

    private Cursor(byte[] bytes, int at, int end, String what, Source source) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
        this.what = what;
        this.source = source;
    }

    int remaining() {
        return end - at;
    }

    int position() {
        return at;
    }

    int u8() {
        need(1);
        return bytes[at++] & 0xff;
    }

    int u16() {
        return u8() | (u8() << 8);
    }

    long u32() {
        return u16() | ((long) u16() << 16);
    }

    /// A whole number of `width` bytes, up to 8. All ones stay all ones: [#UNDEFINED] for an
    /// address of any width.
    long number(int width) {
        need(width);
        long value = 0;
        boolean ones = true;
        for (int i = 0; i < width; i++) {
            long b = bytes[at++] & 0xff;
            ones &= b == 0xff;
            value |= i < 8 ? b << (8 * i) : 0;
        }
        return ones && width > 0 ? UNDEFINED : value;
    }

    long address() {
        return number(source.offsetSize());
    }

    /// A size that counts something: never negative.
    long length() {
        long value = number(source.lengthSize());
        if (value < 0) {
            throw source.malformed(what + " declares a length beyond 2^63");
        }
        return value;
    }

    /// A size in `width` bytes.
    long size(int width) {
        long value = number(width);
        if (value < 0) {
            throw source.malformed(what + " declares a size beyond 2^63");
        }
        return value;
    }

    Cursor skip(long count) {
        need(count);
        at += (int) count;
        return this;
    }

    byte[] take(long count) {
        need(count);
        byte[] taken = java.util.Arrays.copyOfRange(bytes, at, at + (int) count);
        at += (int) count;
        return taken;
    }

    /// The next `count` bytes as a cursor of their own, without a copy.
    Cursor part(long count) {
        need(count);
        Cursor part = new Cursor(bytes, at, at + (int) count, what, source);
        at += (int) count;
        return part;
    }

    /// Requires four letters, with which most structures begin.
    void signature(String wanted) {
        String found = remaining() < 4 ? "" : new String(take(4), StandardCharsets.ISO_8859_1);
        if (!found.equals(wanted)) {
            throw source.malformed(what + " does not begin with " + wanted);
        }
    }

    /// The text up to the next zero byte or the end.
    String text() {
        int start = at;
        while (at < end && bytes[at] != 0) {
            at++;
        }
        String text = new String(bytes, start, at - start, StandardCharsets.UTF_8);
        at = Math.min(end, at + 1);
        return text;
    }

    /// A text that starts `offset` bytes into the part.
    String textAt(long offset) {
        if (offset < 0 || offset >= end) {
            throw source.malformed(what + " has no text at its byte " + offset);
        }
        return new Cursor(bytes, (int) offset, end, what, source).text();
    }

    private void need(long count) {
        if (count < 0 || count > end - at) {
            throw source.malformed(what + " ends too early");
        }
    }
}
