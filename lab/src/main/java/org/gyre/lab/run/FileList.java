package org.gyre.lab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.lab.storage.Storage;

/// `files.json`: length and SHA-256 of the files of a finished run, written just before `result.json` says that it
/// is finished. It stands beside the result and not in it, because some of these files hold times.
///
/// Checkpoints and arrays have hashes of their own. `report.html` is left out, since `gyre report` renders it again.
///
/// @param format always [#FORMAT]
/// @param formatVersion see [#FORMAT_VERSION]
/// @param runId the run that they belong to
public record FileList(String format, int formatVersion, String runId, List<Entry> files) {
    public static final String FORMAT = "gyre-files";
    public static final int FORMAT_VERSION = 1;

    /// The files that are listed.
    static final List<String> COVERED = List.of(
            "manifest.json",
            "config.toml",
            "overrides.txt",
            "events.jsonl",
            "scalars.csv",
            "log.txt",
            "figures.json",
            "cite.bib",
            "result.json");

    /// Logs, which end with the news that the run is finished: what the list tells of is their beginning.
    private static final Set<String> LOGS = Set.of("events.jsonl", "log.txt");

    /// A file.
    ///
    /// @param file path relative to the run directory
    /// @param bytes its length; of a log, the length of its part that is told of
    public record Entry(String file, long bytes, String sha256) {}

    public FileList {
        files = List.copyOf(files);
    }

    /// Writes the list of the files that are there now. They must be durable.
    ///
    /// @param result what `result.json` is going to be
    public static void write(Storage storage, RunDirectory directory, String runId, byte[] result) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (String name : COVERED) {
            Path file = directory.root().resolve(name);
            entries.add(
                    file.equals(directory.result())
                            ? new Entry(name, result.length, Sha256.of(result))
                            : new Entry(name, Files.size(file), Sha256.of(file)));
        }
        storage.replace(directory.files(), Json.pretty(new FileList(FORMAT, FORMAT_VERSION, runId, entries)));
    }

    /// Reads a list.
    ///
    /// @throws InputException if it is missing, corrupt, or of another version
    static FileList read(Path file) {
        Formats.check(file, Json.read(file), FORMAT, FORMAT_VERSION, FORMAT_VERSION);
        return Json.read(file, FileList.class);
    }

    /// Holds one of the [#COVERED] files against the list.
    ///
    /// @throws InputException if the file is not what was written, or is not listed
    /// @throws IOException if it cannot be read
    void check(RunDirectory directory, String name) throws IOException {
        Path file = directory.root().resolve(name);
        Entry entry = files.stream()
                .filter(listed -> listed.file().equals(name))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        directory.files() + " is corrupt: it does not list " + name + "; restore it from a copy"));
        long length = Files.size(file);
        boolean log = LOGS.contains(name);
        if (log ? length < entry.bytes() : length != entry.bytes()) {
            throw new InputException(file + " is corrupt: it has " + Plural.of(length, "byte") + " where "
                    + entry.bytes() + " were written; restore it from a copy");
        }
        if (!Sha256.of(file, entry.bytes()).equals(entry.sha256())) {
            throw new InputException(
                    file + " is corrupt: its SHA-256 is not the one it was written with; restore it from a copy");
        }
    }
}
