package org.gyre.data.fuzz;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// Bytes in memory as an open file.
final class ByteChannelOf implements SeekableByteChannel {
    private final byte[] bytes;
    private int at;

    ByteChannelOf(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer into) {
        if (at >= bytes.length) {
            return -1;
        }
        int n = Math.min(into.remaining(), bytes.length - at);
        into.put(bytes, at, n);
        at += n;
        return n;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        return at;
    }

    @Override
    public SeekableByteChannel position(long place) {
        at = (int) Math.min(Integer.MAX_VALUE, place);
        return this;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
