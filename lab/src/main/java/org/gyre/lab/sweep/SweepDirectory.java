package org.gyre.lab.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.gyre.core.InputException;
import org.gyre.lab.run.LiveFolder;
import org.gyre.lab.run.Machine;
import org.gyre.lab.storage.HeldLock;
import org.gyre.lab.storage.LockedException;
import org.gyre.lab.storage.Storage;

/// The folder of one sweep, and where its files are.
///
/// | file | holds |
/// | --- | --- |
/// | `sweep.json` | [SweepManifest] |
/// | `sweep.toml`, `base.toml` | the plan and the configuration that it varies, as they were |
/// | `rows.jsonl` | [RowLog]: a line for each point as it came |
/// | `table.csv`, `table.arrow` | [SweepTable], in the order of the plan |
/// | `times.csv` | how long each point took; no part of the result |
/// | `failures.csv` | points that failed, each with its sentence |
/// | `result.json`, `figures.json`, `report.html` | what was found ([SweepResult]) |
/// | `live/progress.json` | how far a sweep at work is ([org.gyre.lab.run.RunProgress], points in place of steps) |
/// | `LOCK` | process and host at work; empty when nobody is |
///
/// @param root the folder itself
public record SweepDirectory(Path root) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd_HHmmss", Locale.ROOT);

    /// Creates `<date>_<time>_<name>` under a folder of sweeps; when that exists, with `-2`, `-3`, … at its end.
    static SweepDirectory create(Storage storage, Path sweeps, LocalDateTime now, String name) throws IOException {
        storage.createDirectories(sweeps);
        String safe = name.replaceAll("[^A-Za-z0-9.-]+", "-").replaceAll("^[.-]+|-+$", "");
        String base = STAMP.format(now) + "_" + safe;
        for (int attempt = 1; ; attempt++) {
            Path folder = sweeps.resolve(attempt == 1 ? base : base + "-" + attempt);
            if (storage.createDirectory(folder)) {
                storage.forceDirectory(sweeps.toAbsolutePath());
                return new SweepDirectory(folder);
            }
        }
    }

    /// Whether a folder holds a sweep.
    public static boolean isSweep(Path folder) {
        return Files.isRegularFile(new SweepDirectory(folder).manifest());
    }

    /// Takes the sweep's lock for this process. A lock left by a process that died is taken over.
    ///
    /// @throws InputException naming the process and host that hold it
    HeldLock lock(Storage storage) throws IOException {
        try {
            return storage.lock(lockFile(), Machine.process());
        } catch (LockedException locked) {
            throw new InputException(
                    root + " is in use by " + (locked.holder().isEmpty() ? "another process" : locked.holder())
                            + "; wait until it ends, or stop it first",
                    locked);
        }
    }

    public Path manifest() {
        return root.resolve("sweep.json");
    }

    public Path plan() {
        return root.resolve("sweep.toml");
    }

    public Path base() {
        return root.resolve("base.toml");
    }

    public Path rows() {
        return root.resolve("rows.jsonl");
    }

    public Path table() {
        return root.resolve("table.csv");
    }

    public Path arrow() {
        return root.resolve("table.arrow");
    }

    public Path times() {
        return root.resolve("times.csv");
    }

    public Path failures() {
        return root.resolve("failures.csv");
    }

    public Path result() {
        return root.resolve("result.json");
    }

    public Path figures() {
        return root.resolve("figures.json");
    }

    public Path report() {
        return root.resolve("report.html");
    }

    public LiveFolder live() {
        return new LiveFolder(root.resolve("live"));
    }

    public Path lockFile() {
        return root.resolve("LOCK");
    }
}
