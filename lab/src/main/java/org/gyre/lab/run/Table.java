package org.gyre.lab.run;

import java.util.List;

/// Rows of text under column headings.
public record Table(String title, List<String> columns, List<List<String>> rows) {
    /// @throws IllegalArgumentException if a row has not one cell per column
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "table " + title + ": a row of " + row.size() + " cells under " + columns.size() + " columns");
            }
        }
    }
}
