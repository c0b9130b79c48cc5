package org.gyre.lab.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Storage on the file system of this machine.
public final class DiskStorage implements Storage {
    /// Below this many free bytes a failed write is taken for a full disk, whatever language the system's message
    /// is in.
    private static final long FULL = 64 * 1024;

    @Override
    public boolean createDirectory(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
            return true;
        } catch (FileAlreadyExistsException exists) {
            return false;
        } catch (IOException failure) {
            throw explained(failure, directory);
        }
    }

    @Override
    public OutputFile create(Path file) throws IOException {
        return open(file, StandardOpenOption.TRUNCATE_EXISTING);
    }

    @Override
    public OutputFile append(Path file) throws IOException {
        OutputFile output = open(file, StandardOpenOption.WRITE);
        try {
            output.truncate(output.length());
            return output;
        } catch (IOException failure) {
            output.close();
            throw failure;
        }
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw explained(failure, to);
        }
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        // Opening a folder as a channel works on Linux and macOS; Windows refuses, and makes names durable by itself.
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (NoSuchFileException gone) {
            throw gone;
        } catch (IOException failure) {
            if (!System.getProperty("os.name", "").startsWith("Windows")) {
                throw explained(failure, directory);
            }
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }

    @Override
    public HeldLock lock(Path file, String holder) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw new LockedException(Files.readString(file, UTF_8).strip());
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder.getBytes(UTF_8)), 0);
            channel.force(true);
            return () -> {
                try (channel) {
                    channel.truncate(0);
                    lock.release();
                }
            };
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    @Override
    public long freeBytes(Path path) throws IOException {
        FileStore store = Files.getFileStore(path);
        // A store that does not tell its size says nothing about its space either.
        return store.getTotalSpace() > 0 ? store.getUsableSpace() : Long.MAX_VALUE;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static OutputFile open(Path file, StandardOpenOption how) throws IOException {
        try {
            return new ChannelFile(
                    file, FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how));
        } catch (IOException failure) {
            throw explained(failure, file);
        }
    }

    /// A full disk or an exhausted quota becomes its own type.
    private static IOException explained(IOException failure, Path path) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        boolean full = message.contains("no space left")
                || message.contains("quota exceeded")
                || (mayMeanFull(failure) && isFull(path));
        return full ? new StorageFullException("no space left for " + path, failure) : failure;
    }

    /// A missing folder or a forbidden one has a type of its own and says nothing about space.
    private static boolean mayMeanFull(IOException failure) {
        return !(failure instanceof FileSystemException) || failure.getClass() == FileSystemException.class;
    }

    /// Stores without any space of their own (/proc, /sys) and those that nobody may write to are not full.
    private static boolean isFull(Path path) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            FileStore store = folder == null ? null : Files.getFileStore(folder);
            return store != null && store.getTotalSpace() > 0 && !store.isReadOnly() && store.getUsableSpace() < FULL;
        } catch (IOException unknown) {
            return false;
        }
    }

    private record ChannelFile(Path file, FileChannel channel) implements OutputFile {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            try {
                return channel.write(bytes);
            } catch (IOException failure) {
                throw explained(failure, file);
            }
        }

        @Override
        public void force() throws IOException {
            try {
                channel.force(true);
            } catch (IOException failure) {
                throw explained(failure, file);
            }
        }

        @Override
        public void truncate(long length) throws IOException {
            channel.truncate(length);
            channel.position(length);
        }

        @Override
        public long length() throws IOException {
            return channel.size();
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
