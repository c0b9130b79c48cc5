package org.gyre.data;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.gyre.core.InputException;

/// Writes a file that is either there as a whole or not at all.
///
/// The bytes go to a file beside it (`.NAME.part`), are forced to the disk and then take its name; until
/// then a file of that name stays as it was. What was left of an attempt that was cut off is replaced by the
/// next.
public final class AtomicFile {
    private static final int BUFFER = 1 << 16;

    private AtomicFile() {}

    /// What is written.
    @FunctionalInterface
    public interface Writing {
        void write(OutputStream out) throws IOException;
    }

    /// Writes a file or replaces it.
    ///
    /// @throws InputException if it cannot be written; then nothing has changed
    public static void write(Path file, Writing writing) {
        if (Files.isDirectory(file)) {
            throw new InputException(file + ": is a directory; name a file in it");
        }
        Path part = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            try {
                writeAndForce(part, writing);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException | RuntimeException | Error failure) {
                discard(part, failure);
                throw failure;
            }
        } catch (NoSuchFileException e) {
            throw new InputException(file + ": cannot be written, because its folder does not exist; make it first", e);
        } catch (AccessDeniedException e) {
            throw new InputException(file + ": may not be written (permission denied); choose another folder", e);
        } catch (IOException e) {
            throw new InputException(
                    file + ": cannot be written (" + FileKind.printable(String.valueOf(e.getMessage()))
                            + "); look for free space or choose another folder",
                    e);
        }
    }

    private static void writeAndForce(Path part, Writing writing) throws IOException {
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            writing.write(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void discard(Path part, Throwable failure) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }
}
