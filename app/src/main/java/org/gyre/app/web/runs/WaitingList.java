package org.gyre.app.web.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.gyre.core.InputException;
import org.gyre.lab.storage.Storage;
import org.jspecify.annotations.Nullable;

/// The runs that wait for their turn, one file each in `runs/.waiting`, so that they outlive the server.
/// Thread-safe.
final class WaitingList {
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final Storage storage;
    private final List<WaitingRun> waiting = new ArrayList<>();
    private long lastNumber;

    /// Reads what an earlier server left.
    ///
    /// @param runs the folder of runs
    WaitingList(Path runs, Storage storage) {
        this.folder = runs.resolve(".waiting");
        this.storage = storage;
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(SUFFIX) && !name.startsWith(".")) {
                    waiting.add(read(file, name.substring(0, name.length() - SUFFIX.length())));
                }
            }
        } catch (IOException failure) {
            throw new InputException(folder + ": cannot be listed (" + failure.getMessage() + ")", failure);
        }
        sort();
        lastNumber = waiting.stream().mapToLong(WaitingRun::number).max().orElse(0);
    }

    private static WaitingRun read(Path file, String id) {
        try {
            return WaitingRun.parse(id, Files.readString(file, UTF_8));
        } catch (IOException | InputException damaged) {
            return new WaitingRun(
                    id,
                    0,
                    null,
                    List.of(),
                    0,
                    false,
                    null,
                    "",
                    file + ": " + damaged.getMessage() + "; remove it and start it again");
        }
    }

    private void sort() {
        waiting.sort(Comparator.comparingLong(WaitingRun::number).thenComparing(WaitingRun::id));
    }

    private Path file(String id) {
        return folder.resolve(id + SUFFIX);
    }

    /// A number after all others that were given.
    synchronized long nextNumber() {
        return ++lastNumber;
    }

    /// Adds a run, or puts it in the place of what was said of it before.
    synchronized void put(WaitingRun run) {
        try {
            storage.createDirectories(folder);
            storage.replace(file(run.id()), run.toJson().getBytes(UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        waiting.removeIf(other -> other.id().equals(run.id()));
        waiting.add(run);
        sort();
    }

    synchronized void remove(String id) {
        try {
            if (Files.exists(file(id))) {
                storage.delete(file(id));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        waiting.removeIf(run -> run.id().equals(id));
    }

    /// All, in the order of their turns; also those that could not begin.
    synchronized List<WaitingRun> all() {
        return List.copyOf(waiting);
    }

    synchronized @Nullable WaitingRun find(String id) {
        return waiting.stream().filter(run -> run.id().equals(id)).findFirst().orElse(null);
    }

    /// What a user would type after `gyre` for a run that waits; nothing if it does not.
    List<String> words(String id) {
        WaitingRun run = find(id);
        return run == null ? List.of() : run.words(folder.resolveSibling(id).toString());
    }

    /// From 1; 0 if it does not wait.
    synchronized int place(String id) {
        int place = 0;
        for (WaitingRun run : waiting) {
            if (run.problem().isEmpty()) {
                place++;
                if (run.id().equals(id)) {
                    return place;
                }
            }
        }
        return 0;
    }
}
