package org.gyre.lab.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gyre.core.InputException;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyWriter;
import org.gyre.lab.storage.OutputFile;
import org.gyre.lab.storage.Storage;
import org.gyre.lab.storage.StorageFullException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The checkpoints of a run: folders `step-000000042/` of `.npy` files with a `checkpoint.json`, and the file
/// `LAST`, which names the newest published one and the SHA-256 of its `checkpoint.json`.
///
/// A checkpoint is written under a provisional name, each file forced, the folder forced and renamed, its parent
/// forced, and then `LAST` is replaced. So after a crash at any moment `LAST` names the old checkpoint or the new
/// one, and that one is complete. The newest two are kept; no checkpoint is deleted before a newer one is published.
public final class Checkpoints {
    public static final String FORMAT = "gyre-checkpoint";
    public static final int FORMAT_VERSION = 1;

    private static final Pattern FOLDER = Pattern.compile("step-(\\d{9,18})");
    private static final Pattern LAST_LINE = Pattern.compile("(step-\\d{9,18})(?: ([0-9a-f]{64}))?");
    private static final String PROVISIONAL = ".partial-";

    private final Storage storage;
    private final Path folder;
    private final String runId;

    /// @param folder the folder `checkpoints` of a run
    /// @param runId the run that they must belong to
    public Checkpoints(Storage storage, Path folder, String runId) {
        this.storage = storage;
        this.folder = folder;
        this.runId = runId;
    }

    /// Publishes a checkpoint, and deletes those before it but the one that `LAST` named until now. Does nothing if
    /// this step is published already.
    ///
    /// @return the checkpoint's folder
    /// @throws NumericFailure if the snapshot holds a number that is not finite; nothing is written then
    /// @throws StorageFullException if there is no room, saying how much is needed; the last checkpoint stands
    /// @throws IOException if writing fails otherwise; the last checkpoint, old or new, stands
    public Path publish(
            long step, Snapshot snapshot, String configurationSha256, long scalarBytes, List<Warning> warnings)
            throws IOException {
        String name = name(step);
        Path target = folder.resolve(name);
        Last before = last(folder);
        if (before != null && before.name().equals(name)) {
            return target;
        }
        requireFinite(step, snapshot);
        Path provisional = folder.resolve(PROVISIONAL + name);
        try {
            storage.createDirectories(folder);
            storage.deleteTree(provisional);
            storage.createDirectory(provisional);
            byte[] json = write(provisional, step, snapshot, configurationSha256, scalarBytes, warnings);
            // A folder of this name was left by a crash before LAST could name it.
            storage.deleteTree(target);
            storage.publish(provisional, target);
            pointTo(name, json);
        } catch (IOException failure) {
            try {
                storage.deleteTree(provisional);
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            if (failure instanceof StorageFullException) {
                throw new StorageFullException(full(step, size(snapshot)), failure);
            }
            throw failure;
        }
        prune(name, before == null ? null : before.name());
        return target;
    }

    /// The checkpoint to go on from.
    ///
    /// @param checkpoint read and whole
    /// @param remark one sentence if it is not the one that `LAST` names, with the reason; else empty
    public record Recovery(Checkpoint checkpoint, String remark) {}

    /// The newest published checkpoint, or, where `LAST` is missing or it or what it names is damaged, the newest
    /// that is whole; empty if there is none yet. Reads only: what it finds becomes the last one by [#adopt].
    ///
    /// @throws InputException if there are checkpoints and none of them is whole
    public Optional<Recovery> recover() throws IOException {
        String why;
        String suspect = "";
        try {
            Last last = last(folder);
            if (last != null) {
                suspect = last.name();
                return Optional.of(new Recovery(read(folder.resolve(last.name()), runId, last.sha256()), ""));
            }
            why = folder.resolve("LAST") + " is missing";
        } catch (InputException damage) {
            why = String.valueOf(damage.getMessage());
        }
        List<Path> present = all();
        for (Path candidate : present.reversed()) {
            if (candidate.getFileName().toString().equals(suspect)) {
                continue;
            }
            try {
                Checkpoint checkpoint = read(candidate, runId, null);
                return Optional.of(new Recovery(
                        checkpoint,
                        why + "; the run goes on from " + candidate + ", the newest checkpoint that is whole"));
            } catch (InputException damage) {
                why += "; " + damage.getMessage();
            }
        }
        if (present.isEmpty() && suspect.isEmpty() && !Files.exists(folder.resolve("LAST"))) {
            return Optional.empty();
        }
        throw new InputException(folder + " holds no checkpoint that is whole (" + why
                + "); put this folder back from a copy, or start again with 'gyre run' and the run's config.toml");
    }

    /// Makes `LAST` name a checkpoint that was recovered.
    public void adopt(Checkpoint checkpoint) throws IOException {
        byte[] json = Json.bytes(checkpoint.folder().resolve("checkpoint.json"), Json.MAX_BYTES);
        pointTo(checkpoint.folder().getFileName().toString(), json);
    }

    private void pointTo(String name, byte[] json) throws IOException {
        storage.replace(folder.resolve("LAST"), (name + " " + Sha256.of(json) + "\n").getBytes(UTF_8));
    }

    /// The newest published checkpoint, or empty if there is none yet.
    ///
    /// @throws InputException if it is corrupt, of another run, too new or too old
    public Optional<Checkpoint> last() {
        Last last = last(folder);
        return last == null ? Optional.empty() : Optional.of(read(folder.resolve(last.name()), runId, last.sha256()));
    }

    /// The step of the newest published checkpoint, without reading it.
    public Optional<Long> lastStep() {
        Last last = last(folder);
        return last == null ? Optional.empty() : Optional.of(step(last.name()));
    }

    /// All published checkpoints, oldest first.
    public List<Path> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        return storage.list(folder).stream()
                .filter(path -> FOLDER.matcher(path.getFileName().toString()).matches())
                .sorted(Comparator.comparingLong(path -> step(path.getFileName().toString())))
                .toList();
    }

    private static long step(String name) {
        return Long.parseLong(name.substring("step-".length()));
    }

    /// Reads and checks one checkpoint.
    ///
    /// @param sha256 of its `checkpoint.json`, if known
    /// @throws InputException if it is corrupt, of another run, too new or too old
    static Checkpoint read(Path checkpoint, String runId, @Nullable String sha256) {
        Path file = checkpoint.resolve("checkpoint.json");
        byte[] bytes = Json.bytes(file, Json.MAX_BYTES);
        JsonNode json = Json.read(file);
        Formats.check(file, json, FORMAT, FORMAT_VERSION, FORMAT_VERSION);
        if (sha256 != null && !Sha256.of(bytes).equals(sha256)) {
            throw corrupt(file, "its SHA-256 is not the one that LAST names");
        }
        try {
            String owner = json.required("run_id").stringValue();
            if (!owner.equals(runId)) {
                throw new InputException(checkpoint + " belongs to the run " + owner + " and not to this one, " + runId
                        + "; put back the original folder");
            }
            Snapshot snapshot = new Snapshot(checkpoint.toString());
            for (JsonNode entry : json.required("files")) {
                String name = entry.required("name").stringValue();
                snapshot.put(
                        name,
                        ArrayFiles.read(
                                checkpoint.resolve(entry.required("file").stringValue()),
                                entry.required("bytes").longValue(),
                                entry.required("sha256").stringValue()));
            }
            json.required("values").properties().forEach(value -> put(snapshot, value.getKey(), value.getValue()));
            return new Checkpoint(
                    checkpoint,
                    json.required("step").longValue(),
                    json.required("gyre_version").stringValue(),
                    json.required("configuration_sha256").stringValue(),
                    json.required("scalar_bytes").longValue(),
                    Json.warnings(json.required("warnings")),
                    snapshot);
        } catch (JacksonException | IllegalArgumentException malformed) {
            throw Json.corrupt(file, malformed);
        }
    }

    private byte[] write(
            Path provisional,
            long step,
            Snapshot snapshot,
            String configurationSha256,
            long scalarBytes,
            List<Warning> warnings)
            throws IOException {
        List<Map<String, Object>> files = new ArrayList<>();
        for (Map.Entry<String, NpyArray> array : snapshot.arrays().entrySet()) {
            String file = array.getKey() + ".npy";
            ArrayFiles.Written written = ArrayFiles.write(storage, provisional.resolve(file), array.getValue());
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", array.getKey());
            entry.put("file", file);
            entry.put("bytes", written.bytes());
            entry.put("sha256", written.sha256());
            files.add(entry);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("format_version", FORMAT_VERSION);
        json.put("gyre_version", GyreVersion.version());
        json.put("run_id", runId);
        json.put("configuration_sha256", configurationSha256);
        json.put("step", step);
        json.put("scalar_bytes", scalarBytes);
        json.put("values", snapshot.values());
        json.put("warnings", warnings);
        json.put("files", files);
        byte[] bytes = Json.pretty(json);
        try (OutputFile output = storage.create(provisional.resolve("checkpoint.json"))) {
            output.writeFully(ByteBuffer.wrap(bytes));
            output.force();
        }
        return bytes;
    }

    private static void put(Snapshot snapshot, String name, JsonNode value) {
        if (value.isString()) {
            snapshot.put(name, value.stringValue());
        } else if (value.isIntegralNumber()) {
            snapshot.put(name, value.longValue());
        } else if (value.isNumber()) {
            snapshot.put(name, value.doubleValue());
        } else {
            throw new IllegalArgumentException("the value '" + name + "' is " + value);
        }
    }

    /// A checkpoint that is not finite would be no place to go on from.
    private static void requireFinite(long step, Snapshot snapshot) {
        snapshot.values().forEach((name, value) -> {
            if (value instanceof Double number && !Double.isFinite(number)) {
                throw new NumericFailure(step, name, "is " + number);
            }
        });
        snapshot.arrays().forEach((name, array) -> ArrayFiles.requireFinite(step, name, array));
    }

    /// A folder of a later step, left behind by `LAST`, stands until the run has come that far again.
    private void prune(String newest, @Nullable String previous) throws IOException {
        for (Path entry : storage.list(folder)) {
            String name = entry.getFileName().toString();
            boolean old = FOLDER.matcher(name).matches() && step(name) < step(newest) && !name.equals(previous);
            if (old || name.startsWith(PROVISIONAL)) {
                storage.deleteTree(entry);
            }
        }
    }

    private record Last(String name, @Nullable String sha256) {}

    private static @Nullable Last last(Path folder) {
        Path file = folder.resolve("LAST");
        if (!Files.exists(file)) {
            return null;
        }
        String line = new String(Json.bytes(file, 4096), UTF_8).strip();
        Matcher matcher = LAST_LINE.matcher(line);
        if (!matcher.matches()) {
            throw corrupt(file, "it does not name a checkpoint");
        }
        return new Last(matcher.group(1), matcher.group(2));
    }

    private String full(long step, long needed) {
        return "no space left in " + folder + ": the checkpoint at step " + step + " needs " + megabytes(needed) + " MB"
                + free();
    }

    private String free() {
        try {
            return " and " + megabytes(storage.freeBytes(folder)) + " MB are free";
        } catch (IOException unknown) {
            return "";
        }
    }

    /// Bytes of a checkpoint on disk, with room for its description.
    public static long size(Snapshot snapshot) {
        long bytes = 1 << 16;
        for (NpyArray array : snapshot.arrays().values()) {
            bytes += NpyWriter.length(array);
        }
        return bytes;
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }

    private static InputException corrupt(Path file, String why) {
        return new InputException(file + " is corrupt: " + why + "; restore it from a copy");
    }

    private static String name(long step) {
        return String.format(Locale.ROOT, "step-%09d", step);
    }
}
