package org.gyre.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.gyre.core.InputException;

/// Opens a user's file for reading and turns what the system says into one sentence.
public final class InputFile {
    private InputFile() {}

    /// What a reader does with the open file.
    @FunctionalInterface
    public interface Reading<T> {
        T read(SeekableByteChannel channel) throws IOException;
    }

    /// The file of a name that a user gave.
    ///
    /// @throws InputException if no file can have this name here
    public static Path named(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new InputException(
                    "'" + FileKind.printable(name) + "' cannot name a file (" + reason(e) + "); give another name", e);
        }
    }

    private static String reason(InvalidPathException e) {
        return e.getReason().startsWith("Malformed")
                ? "the character set of this locale lacks some of its characters"
                : "it holds a NUL character";
    }

    /// Runs `reading` on the open file, which is closed afterwards.
    ///
    /// @throws InputException if the file is missing, not a file, not readable, larger than `limits.maxBytes()`, or
    /// fails while read
    public static <T> T read(Path file, Limits limits, Reading<T> reading) {
        if (Files.isDirectory(file)) {
            throw new InputException(file + ": is a directory; name a file in it");
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            if (channel.size() > limits.maxBytes()) {
                throw new InputException(
                        file + ": has " + channel.size() + " bytes; at most " + limits.maxBytes() + " are read");
            }
            return reading.read(channel);
        } catch (NoSuchFileException e) {
            throw new InputException(file + ": no such file; check its name and folder", e);
        } catch (AccessDeniedException e) {
            throw new InputException(file + ": may not be read (permission denied); make it readable", e);
        } catch (IOException e) {
            throw new InputException(
                    file + ": cannot be read (" + FileKind.printable(String.valueOf(e.getMessage())) + ")", e);
        }
    }

    /// The kind of a file, by its first bytes.
    public static FileKind kind(Path file) {
        return read(file, new Limits(Long.MAX_VALUE, 1, 1, 1), channel -> {
            try (InputStream in = java.nio.channels.Channels.newInputStream(channel)) {
                return FileKind.of(in.readNBytes(FileKind.HEAD));
            }
        });
    }
}
