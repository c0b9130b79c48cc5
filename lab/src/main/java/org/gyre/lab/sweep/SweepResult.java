package org.gyre.lab.sweep;

import java.nio.file.Path;
import java.util.List;
import org.gyre.lab.run.Formats;
import org.gyre.lab.run.Json;
import tools.jackson.databind.JsonNode;

/// `result.json`: how far a sweep came.
///
/// @param format        always [#FORMAT]
/// @param formatVersion see [#FORMAT_VERSION]
/// @param status        `done`, or `stopped` with points left
/// @param sentence      the same in words
/// @param points        of the plan
/// @param done          of these
/// @param failed        of those that are done
/// @param failures      the first of those that failed
/// @param columns       of the table
public record SweepResult(
        String format,
        int formatVersion,
        String status,
        String sentence,
        int points,
        int done,
        int failed,
        List<Failure> failures,
        List<String> columns) {
    static final String FORMAT = "gyre-sweep-result";
    static final int FORMAT_VERSION = 1;
    /// The rest is in `failures.csv`.
    static final int MOST_FAILURES = 100;

    /// A point that failed.
    ///
    /// @param point counted from 1
    public record Failure(int point, String key, String sentence) {}

    public SweepResult {
        failures = List.copyOf(failures);
        columns = List.copyOf(columns);
    }

    /// Reads and checks a result.
    ///
    /// @throws InputException if it is missing, corrupt, or of another version
    public static SweepResult read(Path file) {
        JsonNode tree = Json.read(file);
        Formats.check(file, tree, FORMAT, FORMAT_VERSION, FORMAT_VERSION);
        return Json.bind(file, tree, SweepResult.class);
    }
}
