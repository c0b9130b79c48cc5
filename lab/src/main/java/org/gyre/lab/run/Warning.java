package org.gyre.lab.run;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Something the user must know about a run's numbers.
///
/// @param code a short name in capitals, for example `COVARIANCE_SINGULAR`
/// @param sentence what happened, where, and what to do
/// @param severity whether something should be done about it
public record Warning(String code, String sentence, Severity severity) {
    /// Whether something should be done about it.
    public enum Severity {
        /// A check of the experiment's own failed: told at once and in the report, and the run ends with
        /// exit code 1, whatever is claimed.
        FAILURE,
        /// Told at once, and in the report.
        WARNING,
        /// Comes with numbers that the configuration takes from a paper on purpose: told in the report
        /// alone.
        NOTE;

        /// As written in files: `failure`, `warning`, `note`.
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// A warning proper.
    public Warning(String code, String sentence) {
        this(code, sentence, Severity.WARNING);
    }

    public boolean failure() {
        return severity == Severity.FAILURE;
    }

    public boolean note() {
        return severity == Severity.NOTE;
    }
}
