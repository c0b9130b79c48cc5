package org.gyre.lab.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;

/// Finds the line on which each key of a TOML text stands, since the parser does not tell. Also limits the
/// nesting and the length of keys, before the parser meets them.
///
/// It reads well-formed text; in malformed text it may miss keys, and the parser then names the mistake.
final class KeyLines {
    private static final int MAX_DEPTH = 32;
    static final int MAX_KEY = 200;

    private final String origin;
    private final String text;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Map<String, Integer> arrayLengths = new HashMap<>();
    private int at;
    private int line = 1;

    private KeyLines(String origin, String text) {
        this.origin = origin;
        this.text = text;
    }

    /// @throws InputException if values or keys are nested too deeply, or a key is too long
    static KeyLines of(String origin, String text) {
        KeyLines found = new KeyLines(origin, text);
        found.scan();
        return found;
    }

    /// Line of a key such as `training.learning_rate` or `claims[0].min`; of the nearest enclosing one
    /// that is known, else 1.
    int of(String path) {
        for (String key = path; !key.isEmpty(); key = parent(key)) {
            Integer known = lines.get(key);
            if (known != null) {
                return known;
            }
        }
        return 1;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }

    private void scan() {
        String table = "";
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n' || c == '\r' || c == ' ' || c == '\t') {
                advance();
            } else if (c == '#') {
                skipLine();
            } else if (c == '[') {
                table = header();
            } else {
                note(join(table, key('=')));
                if (at < text.length() && text.charAt(at) == '=') {
                    advance();
                    value();
                }
            }
        }
    }

    private String header() {
        advance();
        boolean array = at < text.length() && text.charAt(at) == '[';
        if (array) {
            advance();
        }
        StringBuilder path = new StringBuilder();
        List<String> parts = key(']');
        for (int i = 0; i < parts.size(); i++) {
            path.append(path.isEmpty() ? "" : ".").append(parts.get(i));
            String sofar = path.toString();
            if (i == parts.size() - 1 && array) {
                path.append('[')
                        .append(arrayLengths.merge(sofar, 1, Integer::sum) - 1)
                        .append(']');
            } else if (arrayLengths.containsKey(sofar)) {
                path.append('[').append(arrayLengths.get(sofar) - 1).append(']');
            }
        }
        note(path.toString());
        skipLine();
        return path.toString();
    }

    /// The parts of a key, up to the end character or the end of the line.
    private List<String> key(char end) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int start = at;
        int brackets = 0;
        while (at < text.length() && text.charAt(at) != end && text.charAt(at) != '\n') {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                advance();
                while (at < text.length() && text.charAt(at) != c && text.charAt(at) != '\n') {
                    part.append(text.charAt(at));
                    advance();
                }
                advance();
            } else if (c == '.') {
                parts.add(part.toString());
                part.setLength(0);
                deep(parts.size());
                advance();
            } else {
                // No key has brackets; in malformed text they must not pass for thousands of nested keys.
                if (c == '[' || c == '{') {
                    deep(++brackets);
                }
                if (c != ' ' && c != '\t' && c != '\r') {
                    part.append(c);
                }
                advance();
            }
        }
        if (at - start > MAX_KEY) {
            throw new InputException(origin + ", line " + line + ": a key of " + (at - start) + " characters; at most "
                    + MAX_KEY + " are read: shorten it, or is a = missing?");
        }
        parts.add(part.toString());
        return parts;
    }

    private void value() {
        int depth = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n' && depth == 0) {
                return;
            } else if (c == '#') {
                skipLine();
            } else if (c == '"' || c == '\'') {
                string(c);
            } else {
                if (c == '[' || c == '{') {
                    deep(++depth);
                } else if (c == ']' || c == '}') {
                    depth--;
                }
                advance();
            }
        }
    }

    private void string(char quote) {
        String triple = String.valueOf(quote).repeat(3);
        boolean many = text.startsWith(triple, at);
        skip(many ? 3 : 1);
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && quote == '"') {
                skip(2);
            } else if (many && text.startsWith(triple, at)) {
                skip(3);
                return;
            } else if (!many && (c == quote || c == '\n')) {
                skip(c == quote ? 1 : 0);
                return;
            } else {
                advance();
            }
        }
    }

    private void deep(int depth) {
        if (depth > MAX_DEPTH) {
            throw new InputException(
                    origin + ", line " + line + ": nested deeper than " + MAX_DEPTH + " levels; make it flatter");
        }
    }

    private void note(String path) {
        // Where a key is known, so are all above it.
        for (String key = path; !key.isEmpty() && lines.putIfAbsent(key, line) == null; key = parent(key)) {}
    }

    private static String join(String table, List<String> key) {
        String path = String.join(".", key);
        return table.isEmpty() ? path : table + "." + path;
    }

    private void skipLine() {
        while (at < text.length() && text.charAt(at) != '\n') {
            advance();
        }
    }

    private void skip(int characters) {
        for (int i = 0; i < characters && at < text.length(); i++) {
            advance();
        }
    }

    private void advance() {
        if (at < text.length() && text.charAt(at) == '\n') {
            line++;
        }
        at++;
    }
}
