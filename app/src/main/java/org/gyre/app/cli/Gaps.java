package org.gyre.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.Plural;

/// What was left out of a file because cells hold no number.
///
/// @param policy how
/// @param rows in the file
/// @param incomplete rows that hold such a cell in a column that is measured
/// @param pieces runs of rows that are left and follow each other in the file; trials, if none is
/// missing
/// @param samples that touch such a cell
/// @param unshuffled samples in pieces that are too short for surrogates to shuffle, which were left out too
record Gaps(Missing policy, int rows, int incomplete, int pieces, int samples, int unshuffled) {
    /// The gaps of samples whose measure looks at so many successive rows.
    ///
    /// @param span rows of a sample, ≥ 1
    /// @param before rows of each trial of the file
    /// @param after rows of each piece that is left
    /// @param measured rows of each piece that is measured
    static Gaps of(Missing policy, long span, List<Integer> before, List<Integer> after, List<Integer> measured) {
        int rows = total(before, 1);
        int samples = total(after, span);
        return new Gaps(
                policy,
                rows,
                rows - total(after, 1),
                after.size(),
                total(before, span) - samples,
                samples - total(measured, span));
    }

    /// Samples of so many rows each in runs of rows.
    private static int total(List<Integer> lengths, long span) {
        return lengths.stream()
                .mapToInt(length -> (int) Math.max(0, length - span + 1))
                .sum();
    }

    Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("policy", policy.name());
        object.put("rows", rows);
        object.put("incomplete_rows", incomplete);
        object.put("pieces", pieces);
        object.put("samples_left_out", samples);
        object.put("samples_not_shuffled", unshuffled);
        return object;
    }

    /// A sentence for a person.
    String text() {
        String what = String.format(
                Locale.ROOT,
                "%d of %s %s no number in a column that is measured",
                incomplete,
                Plural.of(rows, "row"),
                incomplete == 1 ? "holds" : "hold");
        return policy == Missing.drop
                ? what + " and " + (incomplete == 1 ? "was" : "were") + " dropped"
                : what + ": " + Plural.of(samples, "sample that touches them was", "samples that touch them were")
                        + " left out"
                        + (unshuffled == 0
                                ? ""
                                : ", and " + unshuffled + " in pieces too short for surrogates to shuffle");
    }
}
