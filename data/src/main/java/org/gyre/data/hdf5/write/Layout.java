package org.gyre.data.hdf5.write;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// Places of the parts of a file. Each part is given its address and length before any is written, so that
/// parts can refer to parts behind them.
final class Layout {
    private static final int ALIGNMENT = 8;

    private final List<Part> parts = new ArrayList<>();
    private long end;

    /// Writes the bytes of a part, when all addresses are known.
    @FunctionalInterface
    interface Content {
        void write(OutputStream out) throws IOException;
    }

    private record Part(long address, long length, Content content) {}

    /// Gives the next part its address.
    ///
    /// @param length bytes that `content` will write
    long place(long length, Content content) {
        long address = end;
        parts.add(new Part(address, length, content));
        end = align(Math.addExact(address, length));
        return address;
    }

    /// Bytes of the whole file.
    long end() {
        return end;
    }

    /// The next multiple of the alignment.
    static long align(long length) {
        return Math.ceilDiv(length, ALIGNMENT) * ALIGNMENT;
    }

    void write(OutputStream out) throws IOException {
        Counted counted = new Counted(out);
        for (Part part : parts) {
            part.content.write(counted);
            if (counted.written != part.address + part.length) {
                throw new IllegalStateException(
                        "a part of " + part.length + " bytes at " + part.address + " ended at " + counted.written);
            }
            counted.write(new byte[(int) (align(part.length) - part.length)]);
        }
    }

    /// A stream that knows how much was written.
    private static final class Counted extends OutputStream {
        private final OutputStream out;
        private long written;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            written++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            written += length;
        }
    }
}
