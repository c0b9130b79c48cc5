package org.gyre.measure.avalanche;

/// What becomes of an avalanche that the start or the end of the recording cuts.
public enum EdgeRule {
    /// It counts with the part that was seen.
    KEEP,
    /// It is left out: its true size is unknown.
    DROP
}
