package org.gyre.app.web.sweeps;

import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.gyre.app.web.work.Holder;
import org.gyre.core.InputException;
import org.gyre.lab.sweep.SweepDirectory;
import org.gyre.lab.sweep.SweepManifest;
import org.gyre.lab.sweep.SweepReader;
import org.gyre.lab.sweep.SweepResult;
import org.jspecify.annotations.Nullable;

/// The sweeps of a working folder: those in `sweeps`, and those that were put among the runs. Of one that has
/// ended its small result is read, once; of another the rows that came since the last look. Thread-safe.
public final class SweepCatalogue {
    /// Sweeps whose rows are kept track of; the one that was not asked for longest is forgotten.
    private static final int MOST_FOLLOWED = 16;

    /// How a file looked when it was read.
    private record Look(long bytes, @Nullable FileTime changed) {
        private static final Look NONE = new Look(-1, null);

        static Look of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Look(attributes.size(), attributes.lastModifiedTime());
            } catch (IOException none) {
                return NONE;
            }
        }

        boolean isThere() {
            return bytes >= 0;
        }

        boolean isAfter(Look other) {
            return changed != null && other.changed != null && changed.compareTo(other.changed) > 0;
        }
    }

    /// @param line but the state
    private record Known(Look manifest, Look result, Look rows, SweepLine line) {
        boolean isOf(Look nowManifest, Look nowResult, Look nowRows) {
            return manifest.equals(nowManifest) && result.equals(nowResult) && rows.equals(nowRows);
        }
    }

    /// @param manifest how it looked when the reader was made
    private record Followed(Look manifest, SweepReader reader) {}

    private final Path sweeps;
    private final Path runs;
    private final Map<Path, Known> known = new ConcurrentHashMap<>();
    private final Map<Path, Followed> followed = new LinkedHashMap<>(16, 0.75f, true);

    /// @param folder the working folder
    /// @param runs   its folder of runs
    public SweepCatalogue(Path folder, Path runs) {
        this.sweeps = folder.resolve("sweeps");
        this.runs = runs;
    }

    /// All sweeps, in no order.
    public List<SweepLine> list() {
        List<SweepLine> lines = new ArrayList<>();
        for (Path folder : List.of(sweeps, runs)) {
            try (Stream<Path> paths = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
                lines.addAll(paths
                        .filter(path -> isName(String.valueOf(path.getFileName())))
                        .filter(path -> folder.equals(sweeps) ? Files.isDirectory(path) : SweepDirectory.isSweep(path))
                        .toList()
                        .parallelStream()
                        .map(this::line)
                        .toList());
            } catch (IOException failure) {
                throw new InputException(folder + ": cannot be listed (" + failure.getMessage() + ")", failure);
            }
        }
        return lines;
    }

    /// How many are at work.
    public int atWork() {
        return (int) list().stream()
                .filter(line -> line.state() == SweepLine.State.RUNNING)
                .count();
    }

    /// The folder of a sweep.
    ///
    /// @throws NotFoundResponse if there is none of this name
    SweepDirectory find(String id) {
        if (isName(id)) {
            if (Files.isDirectory(sweeps.resolve(id))) {
                return new SweepDirectory(sweeps.resolve(id));
            }
            if (SweepDirectory.isSweep(runs.resolve(id))) {
                return new SweepDirectory(runs.resolve(id));
            }
        }
        throw new NotFoundResponse("There is no sweep of this name in " + sweeps + ".");
    }

    /// Whether it names something in the folder itself, and nothing hidden.
    private static boolean isName(String id) {
        return !id.isEmpty() && !id.startsWith(".") && id.chars().noneMatch(c -> c == '/' || c == '\\' || c == 0);
    }

    /// A line of the list.
    SweepLine line(Path root) {
        SweepDirectory directory = new SweepDirectory(root);
        Look manifest = Look.of(directory.manifest());
        Look result = Look.of(directory.result());
        Look rows = Look.of(directory.rows());
        Known now = known.get(root);
        if (now == null || !now.isOf(manifest, result, rows)) {
            now = new Known(manifest, result, rows, read(directory, manifest, result, rows));
            known.put(root, now);
        }
        SweepLine line = now.line;
        if (line.state() == SweepLine.State.UNREADABLE
                || Holder.of(directory.lockFile()).isEmpty()) {
            return line;
        }
        return new SweepLine(
                line.id(),
                line.preset(),
                line.title(),
                line.started(),
                line.version(),
                SweepLine.State.RUNNING,
                line.points(),
                line.done(),
                line.failed(),
                line.problem());
    }

    private SweepLine read(SweepDirectory directory, Look manifestLook, Look resultLook, Look rowsLook) {
        String id = String.valueOf(directory.root().getFileName());
        if (!manifestLook.isThere()) {
            return SweepLine.unreadable(
                    id,
                    "the folder has no sweep.json: a sweep in it ended before its first point, or it is none; delete"
                            + " it, or move it out of " + directory.root().getParent());
        }
        SweepManifest manifest;
        try {
            manifest = SweepManifest.read(directory.manifest());
        } catch (InputException damaged) {
            return SweepLine.unreadable(id, String.valueOf(damaged.getMessage()));
        }
        SweepLine.State state = SweepLine.State.KILLED;
        int done;
        int failed;
        String problem = "";
        try {
            SweepResult result =
                    resultLook.isThere() && !rowsLook.isAfter(resultLook) ? SweepResult.read(directory.result()) : null;
            if (result != null) {
                done = result.done();
                failed = result.failed();
                state = result.status().equals("done") ? SweepLine.State.DONE : SweepLine.State.STOPPED;
            } else {
                SweepReader reader = reader(directory, manifestLook);
                reader.refresh();
                done = reader.done();
                failed = reader.failed();
                problem = reader.problem();
            }
        } catch (InputException damaged) {
            return SweepLine.unreadable(id, String.valueOf(damaged.getMessage()));
        } catch (IOException failure) {
            return SweepLine.unreadable(
                    id, directory.rows() + " cannot be read (" + failure.getMessage() + "); restore it from a copy");
        }
        return new SweepLine(
                id,
                manifest.base().preset(),
                manifest.title(),
                manifest.started(),
                manifest.version(),
                state,
                manifest.points(),
                done,
                failed,
                problem.isEmpty() ? null : problem);
    }

    /// Follows the rows of a sweep.
    ///
    /// @throws InputException if its manifest cannot be read
    SweepReader reader(SweepDirectory directory) throws NoSuchFileException {
        Look manifest = Look.of(directory.manifest());
        if (!manifest.isThere()) {
            throw new NoSuchFileException(directory.manifest().toString());
        }
        return reader(directory, manifest);
    }

    private SweepReader reader(SweepDirectory directory, Look manifest) {
        synchronized (followed) {
            Followed there = followed.get(directory.root());
            if (there == null || !there.manifest.equals(manifest)) {
                there = new Followed(manifest, new SweepReader(directory.root()));
                followed.put(directory.root(), there);
                if (followed.size() > MOST_FOLLOWED) {
                    followed.remove(followed.keySet().iterator().next());
                }
            }
            return there.reader;
        }
    }
}
