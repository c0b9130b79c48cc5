package org.gyre.data.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.InputFile;
import org.gyre.data.Limits;

/// Columns of numbers that may end at different lines: cells below a column's last number are empty
/// or missing. Lines, cells, quotes, comments and numbers are those of [TextMatrix]; columns of
/// unequal length need commas or semicolons.
///
/// @param names   of the columns from a header line, or empty
/// @param columns `[column][number]`
public record TextColumns(List<String> names, double[][] columns) {
    private static final double[] NONE = new double[0];

    /// Reads a text file.
    ///
    /// @throws InputException if the file cannot be read, has no number, has a gap within a
    ///     column or what is not a
    ///     finite number, or exceeds the limits
    public static TextColumns read(Path file, Limits limits) {
        return InputFile.read(file, limits, channel -> {
            try (InputStream in = Channels.newInputStream(channel)) {
                return read(in, file.toString(), limits);
            }
        });
    }

    /// Reads text from a stream, which is not closed.
    ///
    /// @param name for messages
    public static TextColumns read(InputStream in, String name, Limits limits) throws IOException {
        TextRows rows = new TextRows(in, name, "numbers", limits);
        List<String> cells = new ArrayList<>();
        List<String> names = List.of();
        double[][] columns = new double[0][];
        int[] counts = new int[0];
        long total = 0;
        long lines = 0;
        boolean first = true;
        while (rows.next(cells)) {
            if (first) {
                first = false;
                columns = new double[cells.size()][];
                Arrays.fill(columns, NONE);
                counts = new int[cells.size()];
                if (TextMatrix.isHeader(cells)) {
                    names = TextMatrix.names(cells, name + ", line " + rows.line());
                    continue;
                }
            }
            if (cells.size() > columns.length) {
                throw new InputException(name + ", line " + rows.line() + ": has " + Plural.of(cells.size(), "cell")
                        + ", where the first line has " + columns.length);
            }
            if (rows.separator() == ' ' && cells.size() < columns.length) {
                throw new InputException(name + ", line " + rows.line() + ": has " + Plural.of(cells.size(), "cell")
                        + " of " + columns.length
                        + "; columns of unequal length need commas or semicolons between them");
            }
            for (int c = 0; c < cells.size(); c++) {
                if (cells.get(c).isEmpty()) {
                    continue;
                }
                if (counts[c] < lines) {
                    throw new InputException(name + ", line " + rows.line() + ", column " + (c + 1)
                            + ": stands below an empty cell; move the column's numbers together");
                }
                if (++total > limits.maxElements()) {
                    throw rows.tooMany();
                }
                if (counts[c] == columns[c].length) {
                    columns[c] = Arrays.copyOf(columns[c], Math.max(4, 2 * counts[c]));
                }
                String place = name + ", line " + rows.line() + ", column " + (c + 1) + ": ";
                columns[c][counts[c]++] = TextMatrix.number(cells.get(c), place, rows.separator());
            }
            lines++;
        }
        if (total == 0) {
            throw new InputException(name + ": holds no number; write at least one");
        }
        for (int c = 0; c < columns.length; c++) {
            columns[c] = Arrays.copyOf(columns[c], counts[c]);
        }
        return new TextColumns(names, columns);
    }

    /// Whether all columns are equally long.
    public boolean isRectangular() {
        for (double[] column : columns) {
            if (column.length != columns[0].length) {
                return false;
            }
        }
        return true;
    }
}
