package org.gyre.lab.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A file that only the user can read (mode 0600 where there are modes), from its first byte on.
public final class SecretFile {
    private SecretFile() {}

    /// Makes a folder that only the user can enter, with its parents. One that is there already is left as it is.
    public static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder, permissions("rwx------"));
    }

    /// Replaces a file's content.
    public static void write(Path file, byte[] content) throws IOException {
        Path aside = file.resolveSibling("." + file.getFileName() + ".partial");
        Files.deleteIfExists(aside); // what an earlier start left may have another mode
        try (SeekableByteChannel channel = Files.newByteChannel(
                aside, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions("rw-------"))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<?>[] permissions(String mode) {
        boolean known = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return known
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
