package org.gyre.lab.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A twin of [DiskStorage] that fails on demand and can lose power.
///
/// Every primitive that changes something counts as one operation. The n-th fails, once or from then on; a
/// failing write leaves half of its bytes. [#powerCut] puts the folders into a state that a crash may leave:
/// bytes that were not forced are gone, and so are new, renamed and deleted names whose folder was not forced.
/// Forcing is only noted, which keeps loops fast.
public final class FaultyStorage implements Storage {
    private final Storage disk = new DiskStorage();
    private final List<Undo> unforcedNames = new ArrayList<>();
    private final Map<Path, Long> forcedLength = new HashMap<>();
    private long failAt = Long.MAX_VALUE;
    private boolean fromThenOn;
    private long operations;
    private long space = Long.MAX_VALUE;

    /// A change of names in a folder that is not durable yet.
    private interface Undo {
        Path folder();

        void undo() throws IOException;

        /// The same change after the folder's path became another one.
        Undo moved(Path from, Path to);
    }

    /// Fails at the n-th operation from now on, counted from 1.
    public FaultyStorage failAt(long n, boolean andEverAfter) {
        operations = 0;
        failAt = n;
        fromThenOn = andEverAfter;
        return this;
    }

    /// Works from now on, with unlimited space.
    public FaultyStorage healthy() {
        failAt = Long.MAX_VALUE;
        space = Long.MAX_VALUE;
        return this;
    }

    /// From now on only so many bytes fit; then writes fail as on a full disk.
    public FaultyStorage space(long bytes) {
        space = bytes;
        return this;
    }

    /// Operations since the last call of [#failAt].
    public long operations() {
        return operations;
    }

    /// Forgets what was not durable.
    public void powerCut() throws IOException {
        healthy();
        for (Map.Entry<Path, Long> file : forcedLength.entrySet()) {
            if (Files.exists(file.getKey())) {
                try (var channel = FileChannel.open(file.getKey(), StandardOpenOption.WRITE)) {
                    channel.truncate(file.getValue());
                }
            }
        }
        forcedLength.clear();
        for (int i = unforcedNames.size() - 1; i >= 0; i--) {
            unforcedNames.get(i).undo();
        }
        unforcedNames.clear();
    }

    @Override
    public boolean createDirectory(Path directory) throws IOException {
        count("create folder", directory);
        boolean created = disk.createDirectory(directory);
        if (created) {
            unforcedNames.add(new Created(absolute(directory)));
        }
        return created;
    }

    @Override
    public OutputFile create(Path file) throws IOException {
        count("create", file);
        if (!Files.exists(file)) {
            unforcedNames.add(new Created(absolute(file)));
        }
        OutputFile output = disk.create(file);
        forcedLength.put(absolute(file), 0L);
        return new FaultyFile(file, output);
    }

    @Override
    public OutputFile append(Path file) throws IOException {
        count("append", file);
        if (!Files.exists(file)) {
            unforcedNames.add(new Created(absolute(file)));
        }
        OutputFile output = disk.append(file);
        forcedLength.putIfAbsent(absolute(file), output.length());
        return new FaultyFile(file, output);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        count("move", to);
        String replaced = Files.isRegularFile(to) ? Files.readString(to, ISO_8859_1) : null;
        disk.move(from, to);
        unforcedNames.add(new Moved(absolute(from), absolute(to), replaced));
        Long forced = forcedLength.remove(absolute(from));
        forcedLength.remove(absolute(to));
        if (forced != null) {
            forcedLength.put(absolute(to), forced);
        }
        Map<Path, Long> inside = new HashMap<>();
        forcedLength.forEach((path, length) -> inside.put(rebase(path, absolute(from), absolute(to)), length));
        forcedLength.clear();
        forcedLength.putAll(inside);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        count("force folder", directory);
        Path folder = absolute(directory);
        List<Undo> rest = new ArrayList<>();
        for (Undo undo : unforcedNames) {
            if (!undo.folder().equals(folder)) {
                rest.add(undo);
            } else if (undo instanceof Moved durable) {
                rest.replaceAll(other -> other.moved(durable.from(), durable.to()));
            }
        }
        unforcedNames.clear();
        unforcedNames.addAll(rest);
    }

    @Override
    public void delete(Path path) throws IOException {
        count("delete", path);
        if (Files.isRegularFile(path)) {
            unforcedNames.add(new Deleted(absolute(path), Files.readString(path, ISO_8859_1)));
            forcedLength.remove(absolute(path));
        } else if (Files.isDirectory(path)) {
            unforcedNames.add(new Deleted(absolute(path), null));
        }
        disk.delete(path);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return disk.list(directory);
    }

    @Override
    public HeldLock lock(Path file, String holder) throws IOException {
        return disk.lock(file, holder);
    }

    @Override
    public long freeBytes(Path path) {
        return space;
    }

    private void count(String operation, Path path) throws IOException {
        operations++;
        if (operations == failAt || (fromThenOn && operations > failAt)) {
            throw new IOException("planted failure of operation " + operations + ": " + operation + " " + path);
        }
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    private static Path rebase(Path path, Path from, Path to) {
        return path.startsWith(from) ? to.resolve(from.relativize(path)) : path;
    }

    private record Created(Path path) implements Undo {
        @Override
        public Path folder() {
            return parent(path);
        }

        @Override
        public void undo() throws IOException {
            new DiskStorage().deleteTree(path);
        }

        @Override
        public Undo moved(Path from, Path to) {
            return new Created(rebase(path, from, to));
        }
    }

    private record Moved(Path from, Path to, @Nullable String replaced) implements Undo {
        @Override
        public Path folder() {
            return parent(to);
        }

        @Override
        public void undo() throws IOException {
            if (Files.exists(to)) {
                Files.move(to, from, StandardCopyOption.ATOMIC_MOVE);
            }
            if (replaced != null) {
                Files.writeString(to, replaced, ISO_8859_1);
            }
        }

        @Override
        public Undo moved(Path before, Path after) {
            return new Moved(rebase(from, before, after), rebase(to, before, after), replaced);
        }
    }

    private record Deleted(Path path, @Nullable String kept) implements Undo {
        @Override
        public Path folder() {
            return parent(path);
        }

        @Override
        public void undo() throws IOException {
            if (kept == null) {
                Files.createDirectory(path);
            } else {
                Files.writeString(path, kept, ISO_8859_1);
            }
        }

        @Override
        public Undo moved(Path from, Path to) {
            return new Deleted(rebase(path, from, to), kept);
        }
    }

    private final class FaultyFile implements OutputFile {
        private final Path path;
        private final OutputFile file;

        FaultyFile(Path path, OutputFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            try {
                count("write", path);
            } catch (IOException planted) {
                file.writeFully(bytes.slice(bytes.position(), bytes.remaining() / 2));
                throw planted;
            }
            if (bytes.remaining() > space) {
                file.writeFully(bytes.slice(bytes.position(), (int) space));
                space = 0;
                throw new StorageFullException("no space left for " + path, new IOException("planted"));
            }
            space -= space == Long.MAX_VALUE ? 0 : bytes.remaining();
            return file.write(bytes);
        }

        @Override
        public void force() throws IOException {
            count("force", path);
            forcedLength.put(absolute(path), file.length());
        }

        @Override
        public void truncate(long length) throws IOException {
            count("truncate", path);
            file.truncate(length);
            forcedLength.computeIfPresent(absolute(path), (key, forced) -> Math.min(forced, length));
        }

        @Override
        public long length() throws IOException {
            return file.length();
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
