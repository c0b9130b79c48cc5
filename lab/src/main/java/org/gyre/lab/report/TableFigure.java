package org.gyre.lab.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A table. A cell that reads as a number is kept in full in the data and shown rounded, aligned to the right.
///
/// @param columns headings, with units
/// @param rows cells, each row as long as the headings
public record TableFigure(String id, String title, String caption, List<String> columns, List<List<String>> rows)
        implements Figure {
    /// Refuses parts that do not fit together.
    ///
    /// @throws IllegalArgumentException if the id is malformed or a row has another number of cells than there are
    /// headings
    public TableFigure {
        Require.id(id);
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (int i = 0; i < rows.size(); i++) {
            Require.sameLength(
                    "table '" + id + "', row " + i, columns.size(), rows.get(i).size());
        }
    }

    /// A table without rows; add them with [#row].
    public TableFigure(String id, String title, String caption, String... columns) {
        this(id, title, caption, List.of(columns), List.of());
    }

    /// The same table with one more row; numbers are written in full.
    public TableFigure row(Object... cells) {
        List<List<String>> more = new ArrayList<>(rows);
        more.add(Arrays.stream(cells).map(String::valueOf).toList());
        return new TableFigure(id, title, caption, columns, more);
    }
}
