package org.gyre.data.hdf5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.Limits;

/// The bytes of an HDF5 file behind two fences: no read reaches beyond its end, and all reads
/// together stay below a budget, so that addresses in a circle come to an end.
final class Source {
    /// Bytes of structure that any file may need; larger files may need a multiple of their size.
    private static final long FREE_BUDGET = 1L << 22;

    private static final int BUDGET_RATIO = 8;

    private final SeekableByteChannel channel;
    private final String name;
    private final Limits limits;
    private final long size;
    private long base;
    private int offsetSize = 8;
    private int lengthSize = 8;
    private long budget;

    Source(SeekableByteChannel channel, String name, Limits limits) throws IOException {
        this.channel = channel;
        this.name = name;
        this.limits = limits;
        this.size = channel.size();
        this.budget = FREE_BUDGET + BUDGET_RATIO * size;
    }

    /// What the superblock says of all addresses.
    void layout(long newBase, int newOffsetSize, int newLengthSize) {
        base = newBase;
        offsetSize = newOffsetSize;
        lengthSize = newLengthSize;
    }

    Limits limits() {
        return limits;
    }

    int offsetSize() {
        return offsetSize;
    }

    int lengthSize() {
        return lengthSize;
    }

    /// Bytes from the base address to the end of the file.
    long length() {
        return size - base;
    }

    /// Reads part of the structure of the file.
    ///
    /// @param what for messages: `a group's index`
    Cursor read(long address, long length, String what) {
        return new Cursor(bytes(address, length, what), what, this);
    }

    /// As [#read], when `length` is the most there can be and the file may end before.
    Cursor readUpTo(long address, long length, String what) {
        return read(address, Math.min(length, Math.max(0, length() - address)), what);
    }

    /// Reads bytes; allocates no more than the file holds.
    byte[] bytes(long address, long length, String what) {
        if (address < 0 || length < 0 || address > length() || length > length() - address) {
            throw malformed(what + " lies at byte " + address + " with " + Plural.of(length, "byte")
                    + ", beyond the end of the file");
        }
        budget -= length + 16;
        if (budget < 0 || length > Integer.MAX_VALUE - 8) {
            throw malformed(
                    "its structure leads through more bytes than the file has; it is corrupt or runs in a circle");
        }
        ByteBuffer buffer = ByteBuffer.allocate((int) length);
        try {
            channel.position(base + address);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw malformed("ends while it is read");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.array();
    }

    InputException malformed(String what) {
        return new InputException(name + ": the HDF5 structure is malformed: " + what);
    }

    InputException refused(String what) {
        return new InputException(name + ": " + what);
    }
}
