package org.gyre.lab.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.gyre.lab.storage.OutputFile;
import org.gyre.lab.storage.Storage;

/// Where a run at work and whoever watches it meet: the watcher touches a file, the run then leaves
/// pictures and says how far it is. Nothing here is forced to disk, and a run whose folder cannot be written goes on
/// without.
///
/// @param folder of both files
public record LiveFolder(Path folder) {
    /// For so long after a touch somebody is taken to watch.
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    /// The pictures, as figures of a report are written.
    public Path figures() {
        return folder.resolve("figures.json");
    }

    /// How far the run is, as [RunProgress] writes it.
    public Path progress() {
        return folder.resolve("progress.json");
    }

    private Path watched() {
        return folder.resolve("watched");
    }

    /// Says that somebody watches.
    public void touch(Storage storage) throws IOException {
        storage.createDirectory(folder);
        try (OutputFile file = storage.create(watched())) {
            file.writeFully(ByteBuffer.wrap(new byte[] {'1'}));
        }
    }

    /// Whether somebody said lately that they watch.
    public boolean isWatched(Instant now) {
        try {
            Instant touched = Files.getLastModifiedTime(watched()).toInstant();
            return Duration.between(touched, now).compareTo(PATIENCE) < 0;
        } catch (IOException nobody) {
            return false;
        }
    }

    /// Replaces the pictures; a reader finds the old ones or the new.
    public void show(Storage storage, byte[] figures) throws IOException {
        exchange(storage, figures(), figures);
    }

    /// Replaces what is told of the progress, in the same way.
    public void tell(Storage storage, RunProgress progress) throws IOException {
        exchange(storage, progress(), progress.toJson());
    }

    private static void exchange(Storage storage, Path file, byte[] content) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try (OutputFile out = storage.create(aside)) {
            out.writeFully(ByteBuffer.wrap(content));
        }
        storage.move(aside, file);
    }

    /// Takes away what only watchers needed.
    public void clear(Storage storage) throws IOException {
        if (Files.isDirectory(folder)) {
            storage.deleteTree(folder);
        }
    }
}
