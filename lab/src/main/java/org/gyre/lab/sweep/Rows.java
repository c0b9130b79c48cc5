package org.gyre.lab.sweep;

import java.io.IOException;

/// The rows of a sweep that are there, wherever they are kept.
interface Rows {
    /// How many points failed.
    int failed();

    /// Reads all rows in the order of the plan, one at a time.
    void read(Reader reader) throws IOException;

    /// A line of the log.
    record Line(Row row, double seconds) {}

    /// Told of rows.
    interface Reader {
        /// The row of a point that is done.
        void row(int index, Line line) throws IOException;
    }
}
