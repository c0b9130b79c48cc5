package org.gyre.app.cli;

/// What a measure does about cells of a file that hold no number.
enum Missing {
    /// They are refused with row and column.
    reject,
    /// Rows that hold one in the columns that are measured are left out, and the others follow each
    /// other.
    drop,
    /// The same rows are left out, and the series is cut there: nothing that spans several rows
    /// reaches over a cut.
    mask
}
