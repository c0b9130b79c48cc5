package org.gyre.data.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.InputFile;
import org.gyre.data.Limits;

/// A table of text: a header line and rows of as many cells. Lines, cells, quotes and comments are those of
/// [TextMatrix]; what the cells mean is for the caller to say.
///
/// @param name      of the file, for messages
/// @param separator what stands between the cells; a blank stands for any blanks and tabs
/// @param header    the cells of the first line with content
/// @param rows      at least one, each as long as the header
public record TextTable(String name, char separator, List<String> header, List<Row> rows) {
    /// The cells of a line.
    ///
    /// @param line its number, from 1, for messages
    /// @param cells none of them empty
    public record Row(long line, List<String> cells) {
        public Row {
            cells = List.copyOf(cells);
        }
    }

    public TextTable {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /// As [#read(Path, Limits)] with [Limits#DEFAULT].
    public static TextTable read(Path file) {
        return read(file, Limits.DEFAULT);
    }

    /// Reads a text file.
    ///
    /// @throws InputException if the file cannot be read, has no row below its header, rows of unequal length or an
    ///     empty cell, or exceeds the limits
    public static TextTable read(Path file, Limits limits) {
        return InputFile.read(file, limits, channel -> {
            try (InputStream in = Channels.newInputStream(channel)) {
                return read(in, file.toString(), limits);
            }
        });
    }

    /// Reads text from a stream, which is not closed.
    ///
    /// @param name for messages
    public static TextTable read(InputStream in, String name, Limits limits) throws IOException {
        TextRows text = new TextRows(in, name, "cells", limits);
        List<String> cells = new ArrayList<>();
        List<String> header = text.next(cells) ? List.copyOf(cells) : List.of();
        List<Row> rows = new ArrayList<>();
        while (text.next(cells)) {
            if (cells.size() != header.size()) {
                throw new InputException(name + ", line " + text.line() + ": has " + Plural.of(cells.size(), "cell")
                        + ", where the header has " + header.size());
            }
            int empty = cells.indexOf("");
            if (empty >= 0) {
                throw new InputException(name + ", line " + text.line() + ", column " + (empty + 1)
                        + ": the cell is empty; fill it in or remove the row");
            }
            rows.add(new Row(text.line(), cells));
            if ((long) rows.size() * header.size() > limits.maxElements()) {
                throw text.tooMany();
            }
        }
        if (rows.isEmpty()) {
            throw new InputException(name + ": holds no row below a header; write at least one");
        }
        return new TextTable(name, text.separator(), header, rows);
    }

    /// The number in a cell, by the rules of [TextMatrix].
    ///
    /// @param column from 0
    /// @throws InputException naming the cell if it holds no finite number
    public double number(Row row, int column) {
        return TextMatrix.number(row.cells().get(column), place(row, column) + ": ", separator);
    }

    /// Where a cell stands, for messages: file, line and column.
    ///
    /// @param column from 0
    public String place(Row row, int column) {
        return place(row) + ", column " + (column + 1);
    }

    /// Where a row stands, for messages: file and line.
    public String place(Row row) {
        return name + ", line " + row.line();
    }
}
