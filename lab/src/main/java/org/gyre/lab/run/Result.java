package org.gyre.lab.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.InputException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// `result.json`: how a run ended, and what it found. It holds nothing that depends on the clock or the machine,
/// so that a resumed run writes the same bytes as an uninterrupted one.
///
/// @param status where the run is
/// @param sentence why it stopped or failed; empty otherwise
/// @param step completed steps
/// @param values the numbers found; NaN stands for a quantity that is undefined for this run (`null` in the file)
/// @param texts remarks by name
/// @param claims the claims held against the values
/// @param departures where the experiment was not its preset's, a clause each; see [#departureRemark]
/// @param arrays what is in `arrays/`
/// @param citations BibTeX keys of the works that the run rests on
public record Result(
        Status status,
        String sentence,
        long step,
        long totalSteps,
        Map<String, Double> values,
        Map<String, String> texts,
        List<ClaimResult> claims,
        List<String> departures,
        List<Warning> warnings,
        List<ArrayFile> arrays,
        List<String> citations) {
    public static final String FORMAT = "gyre-result";
    public static final int FORMAT_VERSION = 1;

    private static final int SHOWN_DEPARTURES = 3;

    /// A file in `arrays/`.
    ///
    /// @param name a name as [Snapshot] has it; files are named after it, so it cannot lead out of a folder
    /// @param file path relative to the run directory
    /// @param type element type as NumPy names it, for example `float32`
    public record ArrayFile(String name, String file, String type, List<Integer> shape, long bytes, String sha256) {
        /// @throws IllegalArgumentException if the name is not one
        public ArrayFile {
            Snapshot.requireName(name);
            shape = List.copyOf(shape);
        }
    }

    /// Where a run is.
    public enum Status {
        /// At work, or killed: whether the process lives is told by the lock.
        RUNNING,
        /// Stopped with a checkpoint.
        STOPPED,
        /// Ended by a number that was no longer finite, or by an error.
        FAILED,
        /// Finished.
        DONE;

        /// As written in `result.json`.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Result {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        claims = List.copyOf(claims);
        departures = List.copyOf(departures);
        warnings = List.copyOf(warnings);
        arrays = List.copyOf(arrays);
        citations = List.copyOf(citations);
    }

    /// A result without findings.
    public static Result unfinished(
            Status status, String sentence, long step, long totalSteps, List<Warning> warnings) {
        return new Result(
                status,
                sentence,
                step,
                totalSteps,
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                warnings,
                List.of(),
                List.of());
    }

    /// What to say beside a claim that failed, when the run was not its preset's: claims are made for the preset as
    /// it is. Empty when it was.
    public String departureRemark() {
        if (departures.isEmpty()) {
            return "";
        }
        int more = departures.size() - SHOWN_DEPARTURES;
        return "this run was not the preset's: "
                + String.join(", ", departures.stream().limit(SHOWN_DEPARTURES).toList())
                + (more > 0 ? ", and " + more + " more" : "");
    }

    public byte[] toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("format_version", FORMAT_VERSION);
        json.put("status", status.label());
        json.put("sentence", sentence);
        json.put("step", step);
        json.put("total_steps", totalSteps);
        Map<String, @Nullable Double> numbers = new LinkedHashMap<>();
        values.forEach((name, value) -> numbers.put(name, Double.isFinite(value) ? value : null));
        json.put("values", numbers);
        json.put("texts", texts);
        json.put("claims", claims.stream().map(Result::claimJson).toList());
        json.put("departures", departures);
        json.put("warnings", warnings);
        json.put("arrays", arrays);
        json.put("citations", citations);
        return Json.pretty(json);
    }

    /// Reads and checks a result.
    ///
    /// @throws InputException if it is missing, corrupt, or of another version
    public static Result read(Path file) {
        if (!Files.exists(file)) {
            throw new InputException(file + " is missing; restore it from a copy, or make it again with: gyre resume "
                    + file.toAbsolutePath().getParent());
        }
        JsonNode tree = Json.read(file);
        Formats.check(file, tree, FORMAT, FORMAT_VERSION, FORMAT_VERSION);
        try {
            Map<String, Double> values = new LinkedHashMap<>();
            tree.required("values")
                    .properties()
                    .forEach(entry -> values.put(
                            entry.getKey(),
                            entry.getValue().isNull()
                                    ? Double.NaN
                                    : entry.getValue().doubleValue()));
            List<ClaimResult> claims = new ArrayList<>();
            tree.required("claims").forEach(claim -> claims.add(claimOf(claim)));
            return new Result(
                    Status.valueOf(tree.required("status").stringValue().toUpperCase(Locale.ROOT)),
                    tree.required("sentence").stringValue(),
                    tree.required("step").longValue(),
                    tree.required("total_steps").longValue(),
                    values,
                    Json.convert(tree.required("texts"), Json.TEXTS),
                    claims,
                    // Results of earlier versions do not have it.
                    tree.has("departures") ? Json.convert(tree.required("departures"), Json.NAMES) : List.of(),
                    Json.warnings(tree.required("warnings")),
                    Json.convert(tree.required("arrays"), Json.ARRAYS),
                    Json.convert(tree.required("citations"), Json.NAMES));
        } catch (JacksonException | IllegalArgumentException malformed) {
            throw Json.corrupt(file, malformed);
        }
    }

    private static Map<String, @Nullable Object> claimJson(ClaimResult result) {
        Claim claim = result.claim();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", claim.id());
        json.put("sentence", claim.sentence());
        json.put("paper", claim.paper());
        json.put("value", claim.value());
        json.put("ours", result.ours());
        json.put("min", claim.min());
        json.put("max", claim.max());
        json.put("reason", claim.reason());
        json.put("verdict", result.verdict().label());
        json.put("note", result.note());
        return json;
    }

    private static ClaimResult claimOf(JsonNode json) {
        Claim claim = new Claim(
                json.required("id").stringValue(),
                json.required("sentence").stringValue(),
                json.required("paper").stringValue(),
                json.required("value").stringValue(),
                optional(json, "min"),
                optional(json, "max"),
                json.required("reason").stringValue());
        String verdict = json.required("verdict").stringValue();
        for (Claim.Verdict known : Claim.Verdict.values()) {
            if (known.label().equals(verdict)) {
                return new ClaimResult(
                        claim, optional(json, "ours"), known, json.path("note").asString(""));
            }
        }
        throw new IllegalArgumentException("claim " + claim.id() + " has the verdict '" + verdict + "'");
    }

    private static @Nullable Double optional(JsonNode json, String name) {
        JsonNode value = json.path(name);
        return value.isNumber() ? value.doubleValue() : null;
    }
}
