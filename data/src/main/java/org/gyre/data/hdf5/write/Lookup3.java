package org.gyre.data.hdf5.write;

/// The checksum of HDF5's metadata: Bob Jenkins' hash `lookup3` of 2006, started from zero, over bytes.
final class Lookup3 {
    private static final int BLOCK = 12;

    private int a;
    private int b;
    private int c;

    private Lookup3(int length) {
        a = 0xdeadbeef + length;
        b = a;
        c = a;
    }

    /// The hash of the first `length` bytes.
    static int of(byte[] bytes, int length) {
        Lookup3 hash = new Lookup3(length);
        if (length == 0) {
            return hash.c;
        }
        int at = 0;
        // The last block, also a full one, is mixed in another way.
        for (; length - at > BLOCK; at += BLOCK) {
            hash.add(bytes, at, length);
            hash.mix();
        }
        hash.add(bytes, at, length);
        hash.finish();
        return hash.c;
    }

    private void add(byte[] bytes, int at, int end) {
        a += word(bytes, at, end);
        b += word(bytes, at + 4, end);
        c += word(bytes, at + 8, end);
    }

    /// Four bytes, lowest first; those behind the end are zero.
    private static int word(byte[] bytes, int at, int end) {
        int word = 0;
        for (int i = 0; i < 4 && at + i < end; i++) {
            word |= (bytes[at + i] & 0xff) << (8 * i);
        }
        return word;
    }

    private void mix() {
        a = (a - c) ^ Integer.rotateLeft(c, 4);
        c += b;
        b = (b - a) ^ Integer.rotateLeft(a, 6);
        a += c;
        c = (c - b) ^ Integer.rotateLeft(b, 8);
        b += a;
        a = (a - c) ^ Integer.rotateLeft(c, 16);
        c += b;
        b = (b - a) ^ Integer.rotateLeft(a, 19);
        a += c;
        c = (c - b) ^ Integer.rotateLeft(b, 4);
        b += a;
    }

    private void finish() {
        c = (c ^ b) - Integer.rotateLeft(b, 14);
        a = (a ^ c) - Integer.rotateLeft(c, 11);
        b = (b ^ a) - Integer.rotateLeft(a, 25);
        c = (c ^ b) - Integer.rotateLeft(b, 16);
        a = (a ^ c) - Integer.rotateLeft(c, 4);
        b = (b ^ a) - Integer.rotateLeft(a, 14);
        c = (c ^ b) - Integer.rotateLeft(b, 24);
    }
}
