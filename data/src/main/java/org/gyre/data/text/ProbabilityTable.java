package org.gyre.data.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;

/// The joint law of sources and a target as a table of text: a header line `s1,s2[,s3[,s4]],y,p`, then a row for each
/// realisation, whose symbols are any text and whose last cell is its probability. Lines and numbers are those of
/// [TextMatrix].
///
/// Which numbers of sources make sense, and whether the probabilities make a law, is for the caller to say.
///
/// @param sources their number, at least one
/// @param rows    at least one
public record ProbabilityTable(int sources, List<Row> rows) {
    /// A realisation.
    ///
    /// @param place       file and line, for messages
    /// @param symbols     of the sources, then of the target
    /// @param probability finite; not checked any further
    public record Row(String place, List<String> symbols, double probability) {
        public Row {
            symbols = List.copyOf(symbols);
        }
    }

    public ProbabilityTable {
        rows = List.copyOf(rows);
    }

    /// Reads a text file.
    ///
    /// @throws InputException if the file is no [TextTable], has another header, or holds no number where a
    ///     probability stands
    public static ProbabilityTable read(Path file) {
        return of(TextTable.read(file));
    }

    /// What a table of text means.
    ///
    /// @throws InputException as [#read] does
    public static ProbabilityTable of(TextTable table) {
        int sources = table.header().size() - 2;
        requireHeader(table, sources);
        List<Row> rows = new ArrayList<>();
        for (TextTable.Row row : table.rows()) {
            rows.add(new Row(table.place(row), row.cells().subList(0, sources + 1), table.number(row, sources + 1)));
        }
        return new ProbabilityTable(sources, rows);
    }

    private static void requireHeader(TextTable table, int sources) {
        List<String> wanted = new ArrayList<>();
        for (int i = 1; i <= sources; i++) {
            wanted.add("s" + i);
        }
        wanted.add("y");
        wanted.add("p");
        if (sources < 1 || !table.header().equals(wanted)) {
            throw new InputException(
                    table.name() + ": begins with '" + FileKind.printable(String.join(",", table.header()))
                            + "', where the header s1,s2[,s3[,s4]],y,p was expected; name the columns so");
        }
    }
}
