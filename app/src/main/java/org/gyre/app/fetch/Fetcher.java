package org.gyre.app.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gyre.core.InputException;
import org.gyre.data.catalogue.CatalogueEntry;
import org.gyre.data.catalogue.DataFile;
import org.gyre.data.catalogue.DataFolder;
import org.gyre.data.catalogue.ImageSet;
import org.gyre.data.catalogue.Source;
import org.gyre.lab.run.Machine;
import org.gyre.lab.storage.HeldLock;
import org.gyre.lab.storage.LockedException;
import org.gyre.lab.storage.Storage;

/// Brings data sets into a folder.
///
/// Each file is held against its SHA-256 before anything of it is kept, written aside and renamed,
/// so that a folder never holds half a file; after a kill the next request starts anew. One process
/// at a time works on a data set, others wait for it.
public final class Fetcher {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final int POLL_MILLIS = 200;

    private final Storage storage;
    private final Sources sources;
    private final Consumer<String> talk;

    /// @param talk is told what is being done
    public Fetcher(Storage storage, Programs programs, Consumer<String> talk) {
        this.storage = storage;
        this.sources = new Sources(storage, programs);
        this.talk = talk;
    }

    /// Gets a data set from the first of its sources that has it, unless it is there already.
    ///
    /// @throws InputException if no source has it, or the folder cannot be written
    public Fetched get(CatalogueEntry entry, DataFolder folder) {
        return locked(entry, folder, () -> {
            if (folder.has(entry)) {
                try {
                    return new Fetched(folder.read(entry), "", List.of());
                } catch (InputException damaged) {
                    talk.accept(damaged.getMessage());
                }
            }
            return fromSources(entry, folder);
        });
    }

    /// Copies a data set from a folder that holds its files, plain or compressed, under their usual
    /// names.
    ///
    /// @throws InputException if a file is missing or is not the published one (nothing is written
    ///     then), or the folder cannot be written
    public Fetched copy(CatalogueEntry entry, DataFolder folder, Path from) {
        if (!Files.isDirectory(from)) {
            throw new InputException(
                    from + ": there is no such folder; name the one that holds the files of " + entry.name());
        }
        List<String> missing = entry.missingIn(from);
        if (!missing.isEmpty()) {
            throw new InputException(from + ": lacks " + String.join(", ", missing)
                    + " (as they are or with .gz); name the folder that holds them");
        }
        List<byte[]> contents = new ArrayList<>();
        for (DataFile file : entry.files()) {
            contents.add(file.read(file.in(from).orElseThrow()));
        }
        ImageSet images = entry.read(contents);
        return locked(entry, folder, () -> {
            write(entry, folder, contents);
            return new Fetched(images, from.toString(), List.of());
        });
    }

    private Fetched fromSources(CatalogueEntry entry, DataFolder folder) throws IOException {
        Path scratch = folder.of(entry).resolve(".fetch");
        List<String> failures = new ArrayList<>();
        for (Source source : entry.sources()) {
            talk.accept("getting " + entry.name() + " from " + source.description());
            // Whatever a killed process or the source before has left is in the way.
            storage.deleteTree(scratch);
            storage.createDirectory(scratch);
            List<byte[]> contents;
            try {
                contents = checked(entry, source, sources.get(entry, source, scratch));
            } catch (IOException | InputException e) {
                failures.add(source.description() + ": " + e.getMessage());
                continue;
            } finally {
                storage.deleteTree(scratch);
            }
            ImageSet images = entry.read(contents);
            write(entry, folder, contents);
            return new Fetched(images, source.description(), failures);
        }
        throw new InputException(entry.name() + " cannot be got (" + String.join("; ", failures) + "): put "
                + String.join(", ", entry.files().stream().map(DataFile::name).toList())
                + " into a folder and run 'gyre data get " + entry.name() + " --from FOLDER'");
    }

    /// The uncompressed contents in the order of the entry, each the published one.
    private static List<byte[]> checked(CatalogueEntry entry, Source source, Map<String, byte[]> files)
            throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (DataFile file : entry.files()) {
            byte[] plain = files.get(file.name());
            byte[] raw = plain == null ? files.get(file.name() + ".gz") : plain;
            if (raw == null) {
                throw new IOException("it lacks " + file.name());
            }
            contents.add(file.checked(raw, file.name() + " of " + source.description()));
        }
        return contents;
    }

    private void write(CatalogueEntry entry, DataFolder folder, List<byte[]> contents) throws IOException {
        for (int i = 0; i < contents.size(); i++) {
            storage.replace(folder.of(entry).resolve(entry.files().get(i).name()), contents.get(i));
        }
    }

    private interface Work {
        Fetched run() throws IOException;
    }

    private Fetched locked(CatalogueEntry entry, DataFolder folder, Work work) {
        Path target = folder.of(entry);
        try {
            storage.createDirectories(target);
            try (HeldLock _ = lock(entry, target.resolve(".lock"))) {
                return work.run();
            }
        } catch (IOException e) {
            throw new InputException(
                    target + ": cannot be written (" + e.getMessage()
                            + "); make it writable, or choose another folder with GYRE_DATA in the environment",
                    e);
        }
    }

    private HeldLock lock(CatalogueEntry entry, Path file) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        boolean told = false;
        while (true) {
            try {
                return storage.lock(file, Machine.process());
            } catch (LockedException held) {
                if (System.nanoTime() > end) {
                    throw new InputException(
                            entry.name() + " is being got by " + held.holder() + "; wait for it, or end it", held);
                }
                if (!told) {
                    talk.accept("waiting for " + held.holder() + ", which is getting " + entry.name());
                    told = true;
                }
            }
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
