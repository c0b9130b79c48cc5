package org.gyre.data;

/// What becomes of cells that hold no finite number: NaN, infinities, and in a text `NA` and empty
/// cells.
public enum Unknowns {
    /// They are refused with row and column.
    REFUSED,
    /// They are read as NaN, for a caller that leaves them out.
    KEPT
}
