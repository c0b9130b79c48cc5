package org.gyre.lab.run;

import org.jspecify.annotations.Nullable;

/// A paper's number and the interval in which ours must lie. At least one bound is present.
///
/// @param id short and unique within a preset, for example `information-end`
/// @param sentence what is claimed, for a reader
/// @param paper the paper's value as text, for example `≈ 50 bits`
/// @param value name of the value of the run that is held against the interval
/// @param min smallest accepted value, or absent
/// @param max largest accepted value, or absent
/// @param reason why this interval
public record Claim(
        String id,
        String sentence,
        String paper,
        String value,
        @Nullable Double min,
        @Nullable Double max,
        String reason) {

    /// @throws IllegalArgumentException if both bounds are absent, one is not finite, or they are in the wrong
    /// order
    public Claim {
        if (id.isBlank() || value.isBlank()) {
            throw new IllegalArgumentException("a claim needs an id and the name of a value");
        }
        if (min == null && max == null) {
            throw new IllegalArgumentException("claim " + id + " has neither min nor max");
        }
        if ((min != null && !Double.isFinite(min)) || (max != null && !Double.isFinite(max))) {
            throw new IllegalArgumentException(
                    "claim " + id + ": min = " + min + ", max = " + max + ": must be finite");
        }
        if (min != null && max != null && min > max) {
            throw new IllegalArgumentException("claim " + id + ": min = " + min + " is above max = " + max);
        }
    }

    /// What is said of a claim about something that the configuration does not measure.
    private static final String SWITCHED_OFF =
            "This run did not measure it: its part is switched off, or its milestone not set or beyond the end.";

    /// As [#evaluate(Double, String)], for a value that needs no explanation.
    public ClaimResult evaluate(@Nullable Double ours) {
        return evaluate(ours, null);
    }

    /// Before there is a run to hold it against.
    public ClaimResult untested() {
        return new ClaimResult(this, null, Verdict.NOT_TESTED, "");
    }

    /// Holds a value against the interval; bounds belong to it.
    ///
    /// @param ours absent if the run did not measure it, which is no verdict; NaN or infinite if it did
    ///     and found nothing, which fails
    /// @param why why it is undefined, one sentence, if the run said so
    public ClaimResult evaluate(@Nullable Double ours, @Nullable String why) {
        if (ours == null) {
            return new ClaimResult(this, null, Verdict.NOT_TESTED, SWITCHED_OFF);
        }
        if (!Double.isFinite(ours)) {
            return new ClaimResult(
                    this, null, Verdict.FAIL, why == null ? "It was measured, and no number came out." : why);
        }
        boolean inside = (min == null || ours >= min) && (max == null || ours <= max);
        return new ClaimResult(this, ours, inside ? Verdict.PASS : Verdict.FAIL, "");
    }

    /// The accepted interval for a reader: `[45, 62]`, `≥ 500`, `≤ 0.1`.
    public String interval() {
        if (min == null) {
            return "≤ " + Numbers.compact(max == null ? Double.NaN : max);
        }
        return max == null
                ? "≥ " + Numbers.compact(min)
                : "[" + Numbers.compact(min) + ", " + Numbers.compact(max) + "]";
    }

    /// How a claim ended.
    public enum Verdict {
        PASS("pass"),
        FAIL("fail"),
        NOT_TESTED("not-tested");

        private final String label;

        Verdict(String label) {
            this.label = label;
        }

        /// As written in `result.json`: `pass`, `fail`, `not-tested`.
        public String label() {
            return label;
        }
    }
}
