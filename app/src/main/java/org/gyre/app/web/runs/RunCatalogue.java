package org.gyre.app.web.runs;

import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.gyre.core.InputException;
import org.gyre.lab.run.Claim;
import org.gyre.lab.run.ClaimResult;
import org.gyre.lab.run.Manifest;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.jspecify.annotations.Nullable;

/// The runs in a folder. What was read of a run is kept until one of its two small files changes, so that a
/// thousand runs are listed at once.
final class RunCatalogue {
    private static final String UNREADABLE = "unreadable";

    /// A line of the list.
    ///
    /// @param id       the name of the folder
    /// @param problem  why it cannot be read; then the rest is empty
    record Entry(
            String id,
            String kind,
            @Nullable String preset,
            String title,
            long seed,
            String started,
            String version,
            String state,
            long step,
            long totalSteps,
            int passed,
            int failed,
            int untested,
            @Nullable String problem) {}

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

    private record Known(
            Look manifest,
            Look result,
            @Nullable Manifest about,
            @Nullable Result found,
            String problem) {}

    private final Path folder;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    RunCatalogue(Path folder) {
        this.folder = folder;
    }

    /// The folder of runs.
    Path folder() {
        return folder;
    }

    /// All runs, the newest first.
    List<Entry> list() {
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> paths = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String id = String.valueOf(path.getFileName());
                RunDirectory run = new RunDirectory(path);
                if (isName(id) && Files.isRegularFile(run.manifest())) {
                    entries.add(entry(id, run));
                }
            }
        } catch (IOException failure) {
            throw new InputException(folder + ": cannot be listed (" + failure.getMessage() + ")", failure);
        }
        entries.sort(Comparator.comparing(Entry::started).reversed().thenComparing(Entry::id));
        return entries;
    }

    /// A run by its id.
    ///
    /// @throws NotFoundResponse if there is none
    RunDirectory find(String id) {
        if (isName(id)) {
            RunDirectory run = new RunDirectory(folder.resolve(id));
            if (Files.isRegularFile(run.manifest())) {
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
        Look manifest = Look.of(run.manifest());
        Look result = Look.of(run.result());
        Known now = known.get(id);
        if (now == null || !now.manifest.equals(manifest) || !now.result.equals(result)) {
            now = read(run, manifest, result);
            known.put(id, now);
        }
        Manifest about = now.about;
        if (about == null) {
            return new Entry(id, "", null, "", 0, "", "", UNREADABLE, 0, 0, 0, 0, 0, now.problem);
        }
        Result found = now.found;
        List<ClaimResult> claims = found == null || found.claims().isEmpty()
                ? about.claims().stream().map(Claim::untested).toList()
                : found.claims();
        return new Entry(
                id,
                about.kind(),
                about.preset(),
                about.configuration().path("preset").path("title").asString(about.kind()),
                about.seed(),
                about.started(),
                about.version(),
                now.problem.isEmpty() ? RunState.of(run, found).label() : UNREADABLE,
                found == null ? 0 : found.step(),
                found == null ? 0 : found.totalSteps(),
                count(claims, Claim.Verdict.PASS),
                count(claims, Claim.Verdict.FAIL),
                count(claims, Claim.Verdict.NOT_TESTED),
                now.problem.isEmpty() ? null : now.problem);
    }

    private static int count(List<ClaimResult> claims, Claim.Verdict verdict) {
        return (int) claims.stream().filter(claim -> claim.verdict() == verdict).count();
    }

    private static Known read(RunDirectory run, Look manifest, Look result) {
        Manifest about = null;
        try {
            about = Manifest.read(run.manifest());
            return new Known(manifest, result, about, result.bytes < 0 ? null : Result.read(run.result()), "");
        } catch (InputException damaged) {
            return new Known(manifest, result, about, null, String.valueOf(damaged.getMessage()));
        }
    }
}
