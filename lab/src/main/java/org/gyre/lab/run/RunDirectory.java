package org.gyre.lab.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.gyre.core.InputException;
import org.gyre.lab.storage.HeldLock;
import org.gyre.lab.storage.LockedException;
import org.gyre.lab.storage.Storage;

/// The folder of one run, and where its files are.
///
/// | file | holds |
/// | --- | --- |
/// | `manifest.json` | [Manifest] |
/// | `config.toml` | the resolved configuration; `gyre run` accepts it |
/// | `overrides.txt` | one `--set` per line |
/// | `events.jsonl` | [EventLog] |
/// | `scalars.csv` | [ScalarLog] |
/// | `log.txt` | what was said to the user, with times |
/// | `checkpoints/` | [Checkpoints] |
/// | `arrays/*.npy`, `figures.json`, `result.json`, `cite.bib`, `report.html` | what was found ([Result]) |
/// | `files.json` | lengths and hashes of the files of a finished run ([FileList]) |
/// | `LOCK` | process and host at work; empty when nobody is |
///
/// @param root the folder itself
public record RunDirectory(Path root) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd_HHmmss", Locale.ROOT);

    /// Creates `<date>_<time>_<name>_s<seed>` under a folder of runs; when that exists, with `-2`, `-3`, …
    /// at its end.
    ///
    /// @param name for example a preset's id; what is not a letter, digit, dot or dash becomes a dash
    public static RunDirectory create(Storage storage, Path runs, LocalDateTime now, String name, long seed)
            throws IOException {
        storage.createDirectories(runs);
        String safe = name.replaceAll("[^A-Za-z0-9.-]+", "-").replaceAll("^[.-]+|-+$", "");
        String base = STAMP.format(now) + "_" + safe + "_s" + seed;
        for (int attempt = 1; ; attempt++) {
            Path folder = runs.resolve(attempt == 1 ? base : base + "-" + attempt);
            if (storage.createDirectory(folder)) {
                storage.forceDirectory(runs.toAbsolutePath());
                return new RunDirectory(folder);
            }
        }
    }

    /// Uses a folder of the user's choice, which must be empty or not exist yet.
    ///
    /// @throws InputException if there is something in it, with what can be done about that
    public static RunDirectory createAt(Storage storage, Path folder) throws IOException {
        if (folder.toString().isEmpty()) {
            throw new InputException("--out: names no folder; give it one");
        }
        RunDirectory directory = new RunDirectory(folder);
        if (Files.exists(directory.manifest())) {
            throw new InputException("--out " + folder + ": there is a run in it already" + directory.use(storage));
        }
        if (Files.exists(folder)
                && (!Files.isDirectory(folder) || !storage.list(folder).isEmpty())) {
            throw new InputException("--out " + folder + ": it is not an empty folder; choose another one");
        }
        storage.createDirectories(folder);
        return directory;
    }

    /// What is being done with the run in this folder, and what the user can do.
    private String use(Storage storage) throws IOException {
        try (HeldLock _ = storage.lock(lockFile(), Machine.process())) {
            boolean finished = Files.exists(result()) && Result.read(result()).status() == Result.Status.DONE;
            return finished
                    ? ", and it is finished; choose another folder"
                    : "; continue it with 'gyre resume " + root + "' or choose another folder";
        } catch (LockedException locked) {
            return ", in use by " + holder(locked) + "; wait until it ends, or choose another folder";
        }
    }

    private static String holder(LockedException locked) {
        return locked.holder().isEmpty() ? "another process" : locked.holder();
    }

    /// An existing run.
    ///
    /// @throws InputException if the folder holds no run
    public static RunDirectory open(Path folder) {
        RunDirectory directory = new RunDirectory(folder);
        if (!Files.isRegularFile(directory.manifest())) {
            // The lock is the first file of a run, the manifest comes when its inputs are read.
            throw new InputException(
                    Files.exists(directory.lockFile())
                            ? folder + " holds a run that ended before its first step, so there is nothing to continue;"
                                    + " delete the folder and start the run again with 'gyre run'"
                            : folder + " is not a run directory: it has no manifest.json; name the folder that"
                                    + " 'gyre run' printed");
        }
        return directory;
    }

    /// Takes the run's lock for this process. A lock left by a process that died is taken over.
    ///
    /// @throws InputException naming the process and host that hold it
    public HeldLock lock(Storage storage) throws IOException {
        try {
            return storage.lock(lockFile(), Machine.process());
        } catch (LockedException locked) {
            throw new InputException(
                    root + " is in use by " + holder(locked) + "; wait until it ends, or stop it first", locked);
        }
    }

    public Path manifest() {
        return root.resolve("manifest.json");
    }

    public Path configuration() {
        return root.resolve("config.toml");
    }

    public Path overrides() {
        return root.resolve("overrides.txt");
    }

    public Path events() {
        return root.resolve("events.jsonl");
    }

    public Path scalars() {
        return root.resolve("scalars.csv");
    }

    public Path arrays() {
        return root.resolve("arrays");
    }

    public Path checkpoints() {
        return root.resolve("checkpoints");
    }

    public Path log() {
        return root.resolve("log.txt");
    }

    public Path result() {
        return root.resolve("result.json");
    }

    public Path files() {
        return root.resolve("files.json");
    }

    public Path figures() {
        return root.resolve("figures.json");
    }

    public Path report() {
        return root.resolve("report.html");
    }

    public Path citations() {
        return root.resolve("cite.bib");
    }

    /// What a run at work shows to whoever watches; nothing that counts is in it.
    public LiveFolder live() {
        return new LiveFolder(root.resolve("live"));
    }

    public Path lockFile() {
        return root.resolve("LOCK");
    }
}
