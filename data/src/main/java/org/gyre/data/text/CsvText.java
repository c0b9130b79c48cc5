package org.gyre.data.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// A text of comma-separated values (RFC 4180, with line feeds), made cell by cell. Everything that Gyre writes for
/// spreadsheets goes through here, because names come from users' files: a text with a comma, a quote or an end
/// of a line is quoted, and one that a spreadsheet would run as a formula gets an apostrophe before it; a number,
/// also one that comes as a text, stays as it is. Not thread-safe.
public final class CsvText {
    /// What makes a formula of a cell, also in the wide letters of East Asian scripts.
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r\\n＝＋－＠]");

    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9.]+(E-?[0-9]+)?|Infinity)");

    private final StringBuilder out = new StringBuilder();
    private boolean begun;

    /// Adds a cell with a name or another text.
    public CsvText cell(String text) {
        boolean runs =
                FORMULA.matcher(text).lookingAt() && !NUMBER.matcher(text).matches();
        return add(quoted(runs ? "'" + text : text));
    }

    /// Adds a cell with a whole number.
    public CsvText cell(long number) {
        return add(Long.toString(number));
    }

    /// Adds a cell with the shortest text that reads back to the same number.
    public CsvText cell(double number) {
        return add(Double.toString(number));
    }

    /// Ends the line.
    public CsvText end() {
        out.append('\n');
        begun = false;
        return this;
    }

    /// Adds a line of texts.
    public CsvText line(List<String> texts) {
        texts.forEach(this::cell);
        return end();
    }

    /// The text so far, in UTF-8.
    public byte[] toBytes() {
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The text so far.
    @Override
    public String toString() {
        return out.toString();
    }

    private CsvText add(String cell) {
        out.append(begun ? "," : "").append(cell);
        begun = true;
        return this;
    }

    private static String quoted(String cell) {
        boolean special = cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return special ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
