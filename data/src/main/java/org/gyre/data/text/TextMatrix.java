package org.gyre.data.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;
import org.gyre.data.InputFile;
import org.gyre.data.Limits;
import org.gyre.data.Matrix;

/// Reads a table of numbers from text. Rows are samples, columns are variables.
///
/// The rules:
///
/// - The first line with content decides how cells are separated: by semicolons if it has one, otherwise
///   by commas if it has one, otherwise by blanks and tabs, where several count as one.
/// - `#` and `%` start a comment that reaches to the end of the line. Empty lines are skipped.
/// - The first line with content is a header if none of its cells is a number; its names must differ. Cells may stand
/// in double quotes.
/// - A number is written with a decimal point and perhaps an exponent: `-1.5e-3`. NaN, infinities, empty
///   cells and decimal commas are refused with line and column, as are rows of unequal length.
/// - The text is UTF-8, or UTF-16 with a byte order mark; lines end in LF, CR LF or CR.
public final class TextMatrix {
    /// Longest line that is read, in characters.
    public static final int MAX_LINE = 1 << 24;

    private final String name;
    private final Limits limits;
    private char separator;
    private List<String> header = List.of();
    private int columns = -1;
    private int rows;
    private double[] values = new double[64];
    private int count;
    private long line;

    private TextMatrix(String name, Limits limits) {
        this.name = name;
        this.limits = limits;
    }

    /// As [#read(Path, Limits)] with [Limits#DEFAULT].
    public static Matrix read(Path file) {
        return read(file, Limits.DEFAULT);
    }

    /// Reads a text file.
    ///
    /// @throws InputException if the file cannot be read, breaks a rule above, has no number, or exceeds the limits
    public static Matrix read(Path file, Limits limits) {
        return InputFile.read(file, limits, channel -> {
            try (InputStream in = Channels.newInputStream(channel)) {
                return read(in, file.toString(), limits);
            }
        });
    }

    /// Reads text from a stream, which is not closed.
    ///
    /// @param name for messages
    public static Matrix read(InputStream in, String name, Limits limits) throws IOException {
        return new TextMatrix(name, limits).parse(decode(in));
    }

    /// Chooses the character set by the byte order mark, which is dropped.
    private static Reader decode(InputStream in) throws IOException {
        PushbackInputStream marked = new PushbackInputStream(in, 3);
        byte[] head = marked.readNBytes(3);
        Charset charset = StandardCharsets.UTF_8;
        int mark = 0;
        if (head.length == 3 && head[0] == (byte) 0xef && head[1] == (byte) 0xbb && head[2] == (byte) 0xbf) {
            mark = 3;
        } else if (head.length >= 2 && head[0] == (byte) 0xff && head[1] == (byte) 0xfe) {
            charset = StandardCharsets.UTF_16LE;
            mark = 2;
        } else if (head.length >= 2 && head[0] == (byte) 0xfe && head[1] == (byte) 0xff) {
            charset = StandardCharsets.UTF_16BE;
            mark = 2;
        }
        marked.unread(head, mark, head.length - mark);
        return new BufferedReader(new InputStreamReader(marked, charset), 1 << 16);
    }

    private Matrix parse(Reader in) throws IOException {
        StringBuilder text = new StringBuilder();
        List<String> cells = new ArrayList<>();
        boolean first = true;
        while (nextLine(in, text)) {
            int end = withoutComment(text);
            if (isBlank(text, end)) {
                continue;
            }
            if (first) {
                separator = contains(text, end, ';') ? ';' : contains(text, end, ',') ? ',' : ' ';
            }
            split(text, end, cells);
            if (first) {
                first = false;
                columns = cells.size();
                if (isHeader(cells)) {
                    header = names(cells);
                    continue;
                }
            }
            row(cells);
        }
        if (rows == 0) {
            throw new InputException(name + ": holds no row of numbers; write at least one");
        }
        return new Matrix(rows, columns, Arrays.copyOf(values, count), header);
    }

    /// Reads one line without its end into `text`; false at the end of the file.
    private boolean nextLine(Reader in, StringBuilder text) throws IOException {
        text.setLength(0);
        line++;
        int c = in.read();
        if (c < 0) {
            return false;
        }
        for (; c >= 0 && c != '\n'; c = in.read()) {
            if (c == '\r') {
                in.mark(1);
                if (in.read() != '\n') {
                    in.reset();
                }
                break;
            }
            if (c == 0) {
                throw new InputException(name + ", line " + line
                        + ": holds a NUL character; it is not a text file, or UTF-16 without its mark");
            }
            if (text.length() == MAX_LINE) {
                throw new InputException(name + ", line " + line + ": is longer than " + MAX_LINE
                        + " characters, the most that is read");
            }
            text.append((char) c);
        }
        return true;
    }

    /// Where the text before a comment ends. Comment signs in quotes do not count.
    private static int withoutComment(StringBuilder text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '#' || c == '%')) {
                return i;
            }
        }
        return text.length();
    }

    private static boolean isBlank(StringBuilder text, int end) {
        for (int i = 0; i < end; i++) {
            if (!isSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(StringBuilder text, int end, char wanted) {
        boolean quoted = false;
        for (int i = 0; i < end; i++) {
            quoted ^= text.charAt(i) == '"';
            if (!quoted && text.charAt(i) == wanted) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\f' || c == '\u00a0';
    }

    /// Cuts the line at its separators; blanks around cells are dropped.
    private void split(StringBuilder text, int end, List<String> cells) {
        cells.clear();
        int at = 0;
        while (true) {
            while (at < end && isSpace(text.charAt(at))) {
                at++;
            }
            if (separator == ' ' && at == end) {
                return;
            }
            if (cells.size() >= limits.maxElements()) {
                throw tooMany();
            }
            if (at < end && text.charAt(at) == '"') {
                int close = text.indexOf("\"", at + 1);
                if (close < 0 || close >= end) {
                    throw new InputException(
                            name + ", line " + line + ", column " + (cells.size() + 1) + ": a quote is not closed");
                }
                cells.add(text.substring(at + 1, close).strip());
                at = close + 1;
                while (at < end && separator != ' ' && isSpace(text.charAt(at))) {
                    at++;
                }
                if (at < end && !separates(text.charAt(at))) {
                    throw new InputException(name + ", line " + line + ", column " + cells.size()
                            + ": there is text after a closing quote");
                }
            } else {
                int start = at;
                while (at < end && !separates(text.charAt(at))) {
                    at++;
                }
                cells.add(text.substring(start, at).strip());
            }
            if (separator != ' ') {
                if (at >= end) {
                    return;
                }
                at++;
            }
        }
    }

    private boolean separates(char c) {
        return separator == ' ' ? isSpace(c) : c == separator;
    }

    private static boolean isHeader(List<String> cells) {
        for (String cell : cells) {
            if (cell.isEmpty() || isNumber(cell) || isNotFinite(cell) || isDecimalComma(cell)) {
                return false;
            }
        }
        return true;
    }

    private List<String> names(List<String> cells) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            Integer before = seen.put(cells.get(i), i + 1);
            if (before != null) {
                throw new InputException(name + ", line " + line + ": the header names '"
                        + FileKind.printable(cells.get(i)) + "' twice, as columns " + before + " and " + (i + 1));
            }
        }
        return List.copyOf(cells);
    }

    private void row(List<String> cells) {
        if (cells.size() != columns) {
            throw new InputException(name + ", line " + line + ": has " + cells.size()
                    + " cells, where the lines before have " + columns);
        }
        if (count + (long) columns > limits.maxElements()) {
            throw tooMany();
        }
        if (count + columns > values.length) {
            // Doubling stays within the limits, which stay below the size of a Java array.
            long wanted = Math.max(count + (long) columns, Math.min(2L * values.length, limits.maxElements()));
            values = Arrays.copyOf(values, (int) Math.min(wanted, Integer.MAX_VALUE - 8));
        }
        for (int i = 0; i < columns; i++) {
            values[count++] = number(cells.get(i), i + 1);
        }
        rows++;
    }

    private double number(String cell, int column) {
        String place = name + ", line " + line + ", column " + column + ": ";
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
                + (cell.chars().anyMatch(c -> isSpace((char) c))
                        ? " (cells are taken to be separated by '" + separator + "')"
                        : "")
                + "; write one with a decimal point, or make the line a comment with #");
    }

    private InputException tooMany() {
        return new InputException(name + ", line " + line + ": has more than " + limits.maxElements()
                + " numbers, the most that is read");
    }

    /// Digits, sign, point and exponent, as `strtod` of C reads them; not Java's suffixes and hexadecimals.
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
