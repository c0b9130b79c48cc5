package org.gyre.lab.run;

import org.jspecify.annotations.Nullable;

/// A claim held against a run.
///
/// @param ours the run's value, or absent when it was not measured or is undefined
/// @param note why there is no value, one sentence; empty when there is one
public record ClaimResult(Claim claim, @Nullable Double ours, Claim.Verdict verdict, String note) {
    /// Our value for a reader, or `–`.
    public String oursText() {
        return ours == null ? "–" : Numbers.compact(ours);
    }
}
