package org.gyre.app.web.runs;

import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.run.Headline;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.run.Sha256;
import org.gyre.lab.sweep.SweepDirectory;
import org.jspecify.annotations.Nullable;

/// The runs in a folder. The line of a run is kept until one of its small files changes, so that a thousand
/// runs are listed at once; at first sight they are read on all cores.
final class RunCatalogue {
    /// A line of the list.
    ///
    /// @param id       the name of the folder
    /// @param started  start of the run, UTC; of one that waits, when it was asked for
    /// @param place    in the queue, from 1; 0 if it does not wait
    /// @param problem  what is wrong with it; of what cannot be read the rest is empty
    record Entry(
            String id,
            String kind,
            @Nullable String preset,
            String title,
            long seed,
            String started,
            String version,
            String state,
            int place,
            long step,
            long totalSteps,
            int passed,
            int failed,
            int untested,
            @Nullable String problem) {
        /// Nothing but its state is known.
        static Entry bare(String id, RunState state, @Nullable String problem) {
            return new Entry(id, "", null, "", 0, "", "", state.label(), 0, 0, 0, 0, 0, 0, problem);
        }

        private Entry at(RunState now, int inQueue, @Nullable String wrong) {
            return new Entry(
                    id,
                    kind,
                    preset,
                    title,
                    seed,
                    started,
                    version,
                    now.label(),
                    inQueue,
                    step,
                    totalSteps,
                    passed,
                    failed,
                    untested,
                    wrong);
        }
    }

    /// How a file looked when it was read.
    private record Look(long bytes, @Nullable FileTime changed) {
        static Look of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Look(attributes.size(), attributes.lastModifiedTime());
            } catch (IOException none) {
                return new Look(-1, null);
            }
        }
    }

    /// @param line    all but the state
    /// @param status  of its result, if it has one
    /// @param damaged whether its result cannot be read
    private record Known(
            Look manifest,
            Look result,
            Look configuration,
            Entry line,
            Result.@Nullable Status status,
            boolean damaged) {}

    private final Path folder;
    private final WaitingList waiting;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /// @param waiting those of the folder that wait for their turn
    RunCatalogue(Path folder, WaitingList waiting) {
        this.folder = folder;
        this.waiting = waiting;
    }

    /// The folder of runs.
    Path folder() {
        return folder;
    }

    /// All runs, the newest first. Folders without a run in them are told as such; sweeps are none.
    List<Entry> list() {
        try (Stream<Path> paths = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return paths
                    .filter(path -> isName(String.valueOf(path.getFileName())) && Files.isDirectory(path))
                    .filter(path -> !SweepDirectory.isSweep(path))
                    .toList()
                    .parallelStream()
                    .map(RunDirectory::new)
                    .map(run -> entry(id(run), run))
                    .sorted(Comparator.comparing(Entry::started).reversed().thenComparing(Entry::id))
                    .toList();
        } catch (IOException failure) {
            throw new InputException(folder + ": cannot be listed (" + failure.getMessage() + ")", failure);
        }
    }

    private static String id(RunDirectory run) {
        return String.valueOf(run.root().getFileName());
    }

    /// A run by its id, which may wait, or be damaged.
    ///
    /// @throws NotFoundResponse if there is none
    RunDirectory find(String id) {
        if (isName(id)) {
            RunDirectory run = new RunDirectory(folder.resolve(id));
            if (Files.isDirectory(run.root())) {
                return run;
            }
        }
        throw new NotFoundResponse("There is no run of this name in " + folder + ".");
    }

    /// Whether it names something in the folder itself, and nothing hidden.
    private static boolean isName(String id) {
        return !id.isEmpty() && !id.startsWith(".") && id.chars().noneMatch(c -> c == '/' || c == '\\' || c == 0);
    }

    /// A line of the list.
    Entry entry(String id, RunDirectory run) {
        WaitingRun queued = waiting.find(id);
        Look manifest = Look.of(run.manifest());
        if (manifest.bytes < 0) {
            return queued == null ? withoutManifest(id, run) : queued.entry(state(queued, run), waiting.place(id));
        }
        Look result = Look.of(run.result());
        Look configuration = Look.of(run.configuration());
        Known now = known.get(id);
        if (now == null
                || !now.manifest.equals(manifest)
                || !now.result.equals(result)
                || !now.configuration.equals(configuration)) {
            now = read(id, run, manifest, result, configuration);
            known.put(id, now);
        }
        if (now.line.state().equals(RunState.UNREADABLE.label())) {
            return now.line;
        }
        RunState told = RunState.of(run, now.status);
        RunState state = now.damaged && told != RunState.RUNNING ? RunState.UNREADABLE : told;
        if (queued == null || state == RunState.RUNNING) {
            return now.line.at(state, 0, now.line.problem());
        }
        // Asked to go on: it waits for that, or could not.
        return queued.problem().isEmpty()
                ? now.line.at(RunState.WAITING, waiting.place(id), now.line.problem())
                : now.line.at(state, 0, queued.problem());
    }

    private static RunState state(WaitingRun queued, RunDirectory run) {
        if (!queued.problem().isEmpty()) {
            return RunState.REFUSED;
        }
        return RunState.holder(run).isPresent() ? RunState.STARTING : RunState.WAITING;
    }

    private static Entry withoutManifest(String id, RunDirectory run) {
        if (RunState.holder(run).isPresent()) {
            return Entry.bare(id, RunState.STARTING, null);
        }
        try (Stream<Path> inside = Files.list(run.root())) {
            boolean empty = inside.findAny().isEmpty();
            return Entry.bare(
                    id,
                    RunState.UNREADABLE,
                    empty
                            ? "the folder is empty: no run was begun in it; delete it"
                            : "the folder has no manifest.json: a run in it ended before its first step, or it is"
                                    + " none; delete it, or move it out of "
                                    + run.root().getParent());
        } catch (IOException failure) {
            return Entry.bare(id, RunState.UNREADABLE, run.root() + " cannot be listed (" + failure.getMessage() + ")");
        }
    }

    private static Known read(String id, RunDirectory run, Look manifest, Look result, Look configuration) {
        Headline about;
        try {
            about = Headline.read(run);
        } catch (InputException damaged) {
            Entry line = Entry.bare(id, RunState.UNREADABLE, damaged.getMessage());
            return new Known(manifest, result, configuration, line, null, true);
        }
        String problem = about.problem().isEmpty() ? problem(run, about, manifest, configuration) : about.problem();
        Entry line = new Entry(
                id,
                about.kind(),
                about.preset(),
                about.title(),
                about.seed(),
                about.started(),
                about.version(),
                "",
                0,
                about.step(),
                about.totalSteps(),
                about.passed(),
                about.failed(),
                about.untested(),
                problem);
        return new Known(
                manifest,
                result,
                configuration,
                line,
                about.status(),
                !about.problem().isEmpty());
    }

    /// What is wrong with the configuration file of a run, if it was written after the manifest: one that was
    /// changed by hand and can be read is the user's business.
    private static @Nullable String problem(RunDirectory run, Headline about, Look manifest, Look configuration) {
        if (configuration.changed != null
                && manifest.changed != null
                && configuration.changed.compareTo(manifest.changed) <= 0) {
            return null;
        }
        try {
            if (!Sha256.of(run.configuration()).equals(about.configurationSha256())) {
                Configuration.load(
                        ConfigurationSource.file(run.configuration()), List.of(), null, Experiments.installed());
            }
            return null;
        } catch (InputException damaged) {
            return damaged.getMessage();
        } catch (IOException failure) {
            return run.configuration() + " cannot be read (" + failure.getMessage() + "); restore it from a copy";
        }
    }
}
