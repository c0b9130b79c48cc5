package org.gyre.data.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.FileKind;
import org.gyre.data.InputFile;
import org.gyre.data.Limits;
import org.gyre.data.Matrix;
import org.gyre.data.Unknowns;

/// Reads a table of numbers from text. Rows are samples, columns are variables.
///
/// The rules:
///
/// - The first line with content decides how cells are separated: by semicolons if it has one,
///   otherwise
///   by commas if it has one, otherwise by blanks and tabs, where several count as one (but two tabs
///   next to each other are refused).
/// - `#` and `%` start a comment that reaches to the end of the line. Empty lines are skipped; in a
///   table of one column, those between its first line and its last row are empty cells.
/// - The first line with content is a header if none of its cells is a number; its names must
///   differ. Cells may stand in double quotes.
/// - A number is written with a decimal point and perhaps an exponent: `-1.5e-3`. NaN,
///   infinities, empty
///   cells and decimal commas are refused with line and column, as are rows of unequal length; NaN,
///   infinities, `NA` and empty cells may be kept as NaN instead ([Unknowns#KEPT]).
/// - The text is UTF-8, or UTF-16 with a byte order mark; lines end in LF, CR LF or CR.
public final class TextMatrix {
    /// Longest line that is read, in characters.
    public static final int MAX_LINE = TextRows.MAX_LINE;

    private final String name;
    private final Limits limits;
    private final Unknowns unknowns;
    private final TextRows text;
    private List<String> header = List.of();
    private int columns = -1;
    private int rows;
    private double[] values = new double[64];
    private int count;

    private TextMatrix(InputStream in, String name, Limits limits, Unknowns unknowns) throws IOException {
        this.name = name;
        this.limits = limits;
        this.unknowns = unknowns;
        this.text = new TextRows(in, name, "numbers", limits);
    }

    /// As [#read(Path, Limits)] with [Limits#DEFAULT].
    public static Matrix read(Path file) {
        return read(file, Limits.DEFAULT);
    }

    /// Reads a text file.
    ///
    /// @throws InputException if the file cannot be read, breaks a rule above, has no number,
    ///     or exceeds the limits
    public static Matrix read(Path file, Limits limits) {
        return read(file, limits, Unknowns.REFUSED);
    }

    /// As above, with a choice of what becomes of NaN, infinities, `NA` and empty cells.
    ///
    /// @throws InputException as above, but for what is kept
    public static Matrix read(Path file, Limits limits, Unknowns unknowns) {
        return InputFile.read(file, limits, channel -> {
            try (InputStream in = Channels.newInputStream(channel)) {
                return new TextMatrix(in, file.toString(), limits, unknowns).parse();
            }
        });
    }

    /// Reads text from a stream, which is not closed.
    ///
    /// @param name for messages
    public static Matrix read(InputStream in, String name, Limits limits) throws IOException {
        return read(in, name, limits, Unknowns.REFUSED);
    }

    /// As above, with a choice of what becomes of NaN, infinities, `NA` and empty cells.
    public static Matrix read(InputStream in, String name, Limits limits, Unknowns unknowns) throws IOException {
        return new TextMatrix(in, name, limits, unknowns).parse();
    }

    private Matrix parse() throws IOException {
        List<String> cells = new ArrayList<>();
        boolean first = true;
        while (text.next(cells)) {
            if (first) {
                first = false;
                columns = cells.size();
                if (isHeader(cells)) {
                    header = names(cells, name + ", line " + text.line());
                    continue;
                }
            } else if (columns == 1) {
                emptyCells();
            }
            row(cells);
        }
        if (rows == 0) {
            throw new InputException(name + ": holds no row of numbers; write at least one");
        }
        return new Matrix(rows, columns, Arrays.copyOf(values, count), header);
    }

    /// Whether a first line names columns: none of its cells is a number, or meant as one.
    static boolean isHeader(List<String> cells) {
        for (String cell : cells) {
            if (cell.isEmpty() || isNumber(cell) || isNotFinite(cell) || isDecimalComma(cell)) {
                return false;
            }
        }
        return true;
    }

    /// The names in a header line, which must differ.
    static List<String> names(List<String> cells, String place) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            Integer before = seen.put(cells.get(i), i + 1);
            if (before != null) {
                throw new InputException(place + ": the header names '" + FileKind.printable(cells.get(i))
                        + "' twice, as columns " + before + " and " + (i + 1));
            }
        }
        return List.copyOf(cells);
    }

    private void row(List<String> cells) {
        if (cells.size() != columns) {
            throw new InputException(name + ", line " + text.line() + ": has " + Plural.of(cells.size(), "cell")
                    + ", where the lines before have " + columns);
        }
        for (int i = 0; i < columns; i++) {
            cell(cells.get(i), text.line(), i + 1);
        }
        rows++;
    }

    /// The rows of one empty cell each that stand before the line that was read last. At the end of the text nobody can
    /// tell them from empty lines.
    private void emptyCells() {
        for (long k = 0; k < text.emptyLines(); k++) {
            cell("", text.firstEmptyLine(), 1);
            rows++;
        }
    }

    private void cell(String cell, long line, int column) {
        long most = Math.min(limits.maxElements(), Integer.MAX_VALUE - 8L);
        if (count >= most) {
            throw text.tooMany();
        }
        if (count == values.length) {
            values = Arrays.copyOf(values, (int) Math.min(2L * count, most));
        }
        values[count++] = unknowns == Unknowns.KEPT && isUnknown(cell)
                ? Double.NaN
                : number(cell, name + ", line " + line + ", column " + column + ": ", text.separator());
    }

    /// The number in a cell.
    ///
    /// @param place     where it stands, for messages
    /// @param separator between cells, for messages
    static double number(String cell, String place, char separator) {
        if (isNumber(cell)) {
            double value = Double.parseDouble(cell);
            if (Double.isInfinite(value)) {
                throw new InputException(place + FileKind.printable(cell) + " is too large for a double");
            }
            return value;
        }
        if (cell.isEmpty()) {
            throw new InputException(place + "the cell is empty; remove the row or fill in a number");
        }
        if (isNotFinite(cell)) {
            throw new InputException(place + "'" + FileKind.printable(cell)
                    + "' is not a finite number; remove the row or fill in a number");
        }
        if (isDecimalComma(cell)) {
            throw new InputException(
                    place + "'" + FileKind.printable(cell) + "' has a decimal comma; write a decimal point");
        }
        throw new InputException(place + "'" + FileKind.printable(cell) + "' is not a number"
                + (cell.chars().anyMatch(c -> TextRows.isSpace((char) c))
                        ? " (cells are taken to be separated by '" + separator + "')"
                        : "")
                + "; write one with a decimal point, or make the line a comment with #");
    }

    /// Digits, sign, point and exponent, as `strtod` of C reads them; not Java's suffixes and
    /// hexadecimals.
    private static boolean isNumber(String cell) {
        int at = 0;
        int n = cell.length();
        if (at < n && (cell.charAt(at) == '+' || cell.charAt(at) == '-')) {
            at++;
        }
        int digits = 0;
        boolean point = false;
        for (; at < n; at++) {
            char c = cell.charAt(at);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return false;
        }
        if (at < n && (cell.charAt(at) == 'e' || cell.charAt(at) == 'E')) {
            at++;
            if (at < n && (cell.charAt(at) == '+' || cell.charAt(at) == '-')) {
                at++;
            }
            int start = at;
            while (at < n && cell.charAt(at) >= '0' && cell.charAt(at) <= '9') {
                at++;
            }
            if (at == start) {
                return false;
            }
        }
        return at == n;
    }

    private static boolean isUnknown(String cell) {
        return cell.isEmpty() || isNotFinite(cell);
    }

    private static boolean isNotFinite(String cell) {
        String bare = cell.startsWith("-") || cell.startsWith("+") ? cell.substring(1) : cell;
        return bare.equalsIgnoreCase("nan")
                || bare.equalsIgnoreCase("inf")
                || bare.equalsIgnoreCase("infinity")
                || bare.equalsIgnoreCase("na")
                || bare.equals("∞");
    }

    private static boolean isDecimalComma(String cell) {
        int comma = cell.indexOf(',');
        return comma >= 0 && isNumber(cell.substring(0, comma) + "." + cell.substring(comma + 1));
    }
}
