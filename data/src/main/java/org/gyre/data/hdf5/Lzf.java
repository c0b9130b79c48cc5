package org.gyre.data.hdf5;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/// The decoder of LZF (Marc Lehmann's LibLZF), the fast compression of h5py.
///
/// A stream is a sequence of two instructions, told apart by the upper three bits of their first
/// byte `c`:
///
/// | bytes | meaning |
/// | --- | --- |
/// | `000n nnnn`, n + 1 bytes | these bytes |
/// | `nnno oooo`, `m` if n is 7, `p` | n + m + 2 bytes (m is 0 if it is not there), 256 o + p + 1 back |
///
/// A reference may overlap what it writes, and so repeat a short pattern.
final class Lzf {
    private final byte[] packed;
    private final byte[] unpacked;
    private int from;
    private int to;

    private Lzf(byte[] packed, int most) {
        this.packed = packed;
        this.unpacked = new byte[most];
    }

    /// Decodes a stream.
    ///
    /// @param most bytes that may come out, allocated once
    /// @throws DataFormatException if the stream ends within an instruction, refers to before its
    ///     beginning, or holds more than `most` bytes
    static byte[] unpack(byte[] packed, int most) throws DataFormatException {
        Lzf lzf = new Lzf(packed, most);
        while (lzf.from < packed.length) {
            lzf.instruction();
        }
        return lzf.to == most ? lzf.unpacked : Arrays.copyOf(lzf.unpacked, lzf.to);
    }

    private void instruction() throws DataFormatException {
        int control = next();
        int length = control >>> 5;
        if (length == 0) {
            literal(control + 1);
            return;
        }
        if (length == 7) {
            length += next();
        }
        int distance = ((control & 0x1f) << 8 | next()) + 1;
        repeat(distance, length + 2);
    }

    private int next() throws DataFormatException {
        if (from == packed.length) {
            throw new DataFormatException("the stream ends within an instruction");
        }
        return packed[from++] & 0xff;
    }

    private void literal(int length) throws DataFormatException {
        if (length > packed.length - from) {
            throw new DataFormatException("the stream ends within an instruction");
        }
        checkRoom(length);
        System.arraycopy(packed, from, unpacked, to, length);
        from += length;
        to += length;
    }

    private void repeat(int distance, int length) throws DataFormatException {
        if (distance > to) {
            throw new DataFormatException("a reference to before the beginning");
        }
        checkRoom(length);
        // Byte by byte: what is copied may have been written just now.
        for (int i = 0; i < length; i++, to++) {
            unpacked[to] = unpacked[to - distance];
        }
    }

    private void checkRoom(int length) throws DataFormatException {
        if (length > unpacked.length - to) {
            throw new DataFormatException("the stream holds more bytes than were declared");
        }
    }
}
