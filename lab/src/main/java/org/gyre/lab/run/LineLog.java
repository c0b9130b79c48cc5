package org.gyre.lab.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.gyre.lab.storage.OutputFile;
import org.gyre.lab.storage.Storage;

/// A text file that only grows, line by line. Each line is handed to the system as soon as it is complete, so
/// that readers see it; it is durable after [#force].
public final class LineLog implements AutoCloseable {
    private final OutputFile file;
    private final boolean torn;

    /// Opens the log, and drops a last line that was cut short by a crash.
    public LineLog(Storage storage, Path path) throws IOException {
        file = storage.append(path);
        try {
            long length = file.length();
            long complete = lengthOfCompleteLines(path, length);
            torn = complete < length;
            if (torn) {
                file.truncate(complete);
            }
        } catch (IOException failure) {
            file.close();
            throw failure;
        }
    }

    /// Whether an incomplete last line was dropped.
    public boolean torn() {
        return torn;
    }

    /// Adds a line.
    ///
    /// @param line without a line feed in it
    public void append(String line) throws IOException {
        file.writeFully(ByteBuffer.wrap((line + "\n").getBytes(UTF_8)));
    }

    void truncate(long length) throws IOException {
        file.truncate(length);
    }

    long length() throws IOException {
        return file.length();
    }

    /// Makes what was appended durable.
    public void force() throws IOException {
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /// Length of the file up to and with its last line feed.
    static long lengthOfCompleteLines(Path path, long length) throws IOException {
        if (!Files.exists(path)) {
            return 0;
        }
        byte[] block = new byte[8192];
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            for (long end = length; end > 0; ) {
                int size = (int) Math.min(block.length, end);
                ByteBuffer buffer = ByteBuffer.wrap(block, 0, size);
                while (buffer.hasRemaining() && channel.read(buffer, end - size + buffer.position()) >= 0) {
                    // Reads until the block is full.
                }
                for (int i = size - 1; i >= 0; i--) {
                    if (block[i] == '\n') {
                        return end - size + i + 1;
                    }
                }
                end -= size;
            }
        }
        return 0;
    }
}
