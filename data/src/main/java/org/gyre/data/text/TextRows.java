package org.gyre.data.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.data.Limits;

/// Cuts text into lines with content and these into cells, by the rules of [TextMatrix] that do not concern numbers.
final class TextRows {
    static final int MAX_LINE = 1 << 24;

    private final BufferedReader in;
    private final String name;
    private final String content;
    private final Limits limits;
    private final StringBuilder text = new StringBuilder();
    private char separator;
    private long line;
    private long emptyLines;
    private long firstEmptyLine;

    /// @param name    for messages
    /// @param content what the cells hold, for messages, such as `numbers`
    TextRows(InputStream in, String name, String content, Limits limits) throws IOException {
        this.in = decode(in);
        this.name = name;
        this.content = content;
        this.limits = limits;
    }

    /// Puts the cells of the next line with content into `cells`; false at the end of the text.
    boolean next(List<String> cells) throws IOException {
        emptyLines = 0;
        while (nextLine()) {
            int end = withoutComment();
            if (isBlank(end)) {
                skip(end);
            } else {
                if (separator == 0) {
                    separator = contains(end, ';') ? ';' : contains(end, ',') ? ',' : ' ';
                }
                split(end, cells);
                return true;
            }
        }
        return false;
    }

    /// Notes a line without content; one with a comment is not empty.
    private void skip(int end) {
        if (end == text.length()) {
            if (emptyLines == 0) {
                firstEmptyLine = line;
            }
            emptyLines++;
        }
    }

    /// How many empty lines [#next] skipped last; lines with a comment do not count.
    long emptyLines() {
        return emptyLines;
    }

    /// The number of the first of these.
    long firstEmptyLine() {
        return firstEmptyLine;
    }

    /// The number of the line that was read last, from 1.
    long line() {
        return line;
    }

    /// What stands between the cells; a blank stands for any blanks and tabs.
    char separator() {
        return separator;
    }

    /// The refusal of a text beyond the limits.
    InputException tooMany() {
        return new InputException(name + ", line " + line + ": has more than " + limits.maxElements() + " " + content
                + ", the most that is read");
    }

    /// Chooses the character set by the byte order mark, which is dropped.
    private static BufferedReader decode(InputStream in) throws IOException {
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

    /// Reads one line without its end into `text`; false at the end of the file.
    private boolean nextLine() throws IOException {
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
    private int withoutComment() {
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

    private boolean isBlank(int end) {
        for (int i = 0; i < end; i++) {
            if (!isSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean contains(int end, char wanted) {
        boolean quoted = false;
        for (int i = 0; i < end; i++) {
            quoted ^= text.charAt(i) == '"';
            if (!quoted && text.charAt(i) == wanted) {
                return true;
            }
        }
        return false;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\f' || c == '\u00a0';
    }

    /// Cuts the line at its separators; blanks around cells are dropped.
    private void split(int end, List<String> cells) {
        cells.clear();
        int at = 0;
        while (true) {
            int gap = at;
            while (at < end && isSpace(text.charAt(at))) {
                at++;
            }
            if (separator == ' ' && at == end) {
                return;
            }
            if (separator == ' ') {
                refuseTwoTabs(gap, at);
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

    /// Two tabs next to each other may be one wide gap or an empty cell: read as a gap, the cells behind an empty one
    /// would move to the wrong columns.
    private void refuseTwoTabs(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (text.charAt(i) == '\t' && text.charAt(i - 1) == '\t') {
                throw new InputException(name + ", line " + line + ": has two tabs next to each other, a wide gap or an"
                        + " empty cell; write one tab between columns, and nan for an empty cell");
            }
        }
    }

    private boolean separates(char c) {
        return separator == ' ' ? isSpace(c) : c == separator;
    }
}
