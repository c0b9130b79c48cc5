package org.gyre.lab.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Follows a text file that another process appends to: gives each whole line once. A last line without its line feed
/// is being written and waits. When the file becomes shorter, because a resumed run took back the lines after its
/// checkpoint, reading starts over.
public final class LineTail {
    /// So much is read at a time: a reader who comes late takes a long file piece by piece.
    private static final int PIECE = 1 << 20;

    private final Path file;
    private long position;
    private long starts;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

    /// From the first line on.
    ///
    /// @param file may not exist yet
    public LineTail(Path file) {
        this.file = file;
    }

    /// Lines that were completed since the last call, as many as fit into a piece of the file; none if there are
    /// none, or no file.
    public List<String> next() throws IOException {
        List<String> lines = new ArrayList<>();
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            if (size < position) {
                position = 0;
                begun.reset();
                starts++;
            }
            int most = (int) Math.min(PIECE, size - position);
            if (most == 0) {
                return lines;
            }
            ByteBuffer piece = ByteBuffer.allocate(most);
            channel.position(position);
            while (piece.hasRemaining() && channel.read(piece) >= 0) {
                // Reads until the piece is full.
            }
            position += piece.position();
            split(piece.array(), piece.position(), lines);
        } catch (NoSuchFileException none) {
            return lines;
        }
        return lines;
    }

    private void split(byte[] bytes, int length, List<String> lines) {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                begun.write(bytes, from, i - from);
                lines.add(begun.toString(UTF_8));
                begun.reset();
                from = i + 1;
            }
        }
        begun.write(bytes, from, length - from);
    }

    /// How often reading started over.
    public long starts() {
        return starts;
    }
}
