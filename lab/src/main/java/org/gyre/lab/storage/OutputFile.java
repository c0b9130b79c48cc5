package org.gyre.lab.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/// A file that is being written. Not thread-safe.
public interface OutputFile extends WritableByteChannel {
    /// Makes everything written so far durable.
    void force() throws IOException;

    /// Cuts the file to its first `length` bytes; the next write goes there.
    void truncate(long length) throws IOException;

    /// Number of bytes in the file.
    long length() throws IOException;

    /// Writes all that remains in the buffer.
    default void writeFully(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            write(bytes);
        }
    }
}
