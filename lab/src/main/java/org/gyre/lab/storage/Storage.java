package org.gyre.lab.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/// File operations from which crash-safe writing is made.
///
/// The rules behind them: data is durable once its file was forced; a new, renamed or deleted name is durable
/// once its folder was forced; a rename within a folder is atomic. Hence the order *write aside, force, rename,
/// force the folder*.
///
/// All methods throw [IOException]; when the disk is full, a [StorageFullException].
public interface Storage {
    /// Creates a folder whose parent exists.
    ///
    /// @return false if something of this name was there already
    boolean createDirectory(Path directory) throws IOException;

    /// Opens a new, empty file; what was there before is lost.
    OutputFile create(Path file) throws IOException;

    /// Opens a file for appending at its end, and creates it if need be.
    OutputFile append(Path file) throws IOException;

    /// Renames atomically; a file of the target's name is replaced.
    void move(Path from, Path to) throws IOException;

    /// Makes the names in a folder durable.
    void forceDirectory(Path directory) throws IOException;

    /// Deletes a file or an empty folder, if it is there.
    void delete(Path path) throws IOException;

    /// The entries of a folder, sorted by name; none if it does not exist.
    List<Path> list(Path directory) throws IOException;

    /// Takes the exclusive lock on a file (created if need be) and writes `holder` into it. The operating system
    /// frees the lock when its process dies, and reading the file is never blocked.
    ///
    /// @throws LockedException if another process, or another part of this one, holds the lock
    HeldLock lock(Path file, String holder) throws IOException;

    /// Bytes that may still be written to the file system of this path.
    long freeBytes(Path path) throws IOException;

    /// Creates a folder and its missing parents, durably.
    default void createDirectories(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            return;
        }
        Path parent = absolute.getParent();
        if (parent != null) {
            createDirectories(parent);
        }
        createDirectory(absolute);
        if (parent != null) {
            forceDirectory(parent);
        }
    }

    /// Replaces a file's content so that after a crash it holds the old or the new one.
    default void replace(Path file, byte[] content) throws IOException {
        Path folder = folderOf(file);
        Path aside = folder.resolve("." + file.getFileName() + ".partial");
        try {
            try (OutputFile output = create(aside)) {
                output.writeFully(ByteBuffer.wrap(content));
                output.force();
            }
            move(aside, file);
            forceDirectory(folder);
        } catch (IOException failure) {
            deleteAfter(failure, aside);
            throw failure;
        }
    }

    /// Gives a finished folder, whose files are forced, its final name in the same parent.
    default void publish(Path provisional, Path target) throws IOException {
        forceDirectory(provisional);
        move(provisional, target);
        forceDirectory(folderOf(target));
    }

    /// Deletes a folder with all it holds; links are deleted, not followed.
    default void deleteTree(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            for (Path entry : list(path)) {
                deleteTree(entry);
            }
        }
        delete(path);
    }

    /// Clears up after a failure; what goes wrong meanwhile is added to it.
    private void deleteAfter(IOException failure, Path path) {
        try {
            delete(path);
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }

    private static Path folderOf(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IllegalArgumentException(file + " has no folder");
        }
        return folder;
    }
}
