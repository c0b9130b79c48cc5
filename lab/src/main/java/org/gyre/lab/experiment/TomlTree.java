package org.gyre.lab.experiment;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.toml.TomlFactory;
import tools.jackson.dataformat.toml.TomlMapper;

/// A TOML text as a tree that knows where each key came from: a line of the file, or an override.
final class TomlTree {
    static final int MAX_CHARACTERS = 1 << 20;

    private static final TomlMapper TOML = new TomlMapper(TomlFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(400)
                    .maxStringLength(MAX_CHARACTERS)
                    .build())
            .build());

    private static final Pattern LONG_WORD = Pattern.compile("(\\S{60})\\S+");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    private static final String REMEDY = "a line is key = value or [table], texts stand in quotes, each key once";

    private final String origin;
    private final KeyLines lines;
    private final Map<String, String> overridden = new HashMap<>();
    private final ObjectNode root;

    private TomlTree(String origin, KeyLines lines, ObjectNode root) {
        this.origin = origin;
        this.lines = lines;
        this.root = root;
    }

    /// @param origin the file's name, for messages
    /// @param overrides `a.b=value`, each replacing or adding a key
    /// @throws InputException if the text is too long, too deep or not TOML, or an override is not one
    static TomlTree parse(String origin, String text, List<String> overrides) {
        if (text.length() > MAX_CHARACTERS) {
            throw new InputException(origin + " has " + text.length() + " characters, more than the limit of "
                    + MAX_CHARACTERS + "; name a configuration file");
        }
        KeyLines lines = KeyLines.of(origin, text);
        TomlTree tree = new TomlTree(origin, lines, read(origin, text));
        overrides.forEach(tree::override);
        return tree;
    }

    ObjectNode root() {
        return root;
    }

    /// Where a key was given: `file.toml, line 12` or `--set a.b=v`.
    String place(String path) {
        for (String key = path; !key.isEmpty(); key = key.substring(0, Math.max(0, key.lastIndexOf('.')))) {
            String override = overridden.get(key);
            if (override != null) {
                return "--set " + override;
            }
        }
        return origin + ", line " + lines.of(path);
    }

    /// One TOML value; a text that is not one stands for itself.
    static JsonNode value(String text) {
        try {
            KeyLines.of("the value of a key", "v = " + text);
            ObjectNode parsed = (ObjectNode) TOML.readTree("v = " + text);
            JsonNode value = parsed.get("v");
            if (value != null && parsed.size() == 1) {
                return value;
            }
        } catch (JacksonException notToml) {
            // Falls through: `--set stimulus.image=pine.png` needs no quotes.
        }
        return TOML.getNodeFactory().stringNode(text);
    }

    private void override(String override) {
        int equals = override.indexOf('=');
        String path = equals < 0 ? "" : override.substring(0, equals).strip();
        if (path.length() > KeyLines.MAX_KEY || !PATH.matcher(path).matches()) {
            throw new InputException("--set " + FileKind.printable(override)
                    + ": must have the form key=value, for example training.learning_rate=0.1");
        }
        List<String> keys = new ArrayList<>(List.of(path.split("\\.")));
        String last = keys.removeLast();
        ObjectNode table = root;
        for (String key : keys) {
            JsonNode next = table.get(key);
            if (next == null) {
                next = table.putObject(key);
            }
            if (!(next instanceof ObjectNode object)) {
                throw new InputException("--set " + override + ": '" + key + "' is not a table");
            }
            table = object;
        }
        table.set(last, value(override.substring(equals + 1).strip()));
        overridden.put(path, override);
    }

    private static ObjectNode read(String origin, String text) {
        try {
            return (ObjectNode) TOML.readTree(text);
        } catch (JacksonException malformed) {
            throw new InputException(
                    origin + where(malformed) + ": not TOML: " + said(malformed) + "; " + REMEDY, malformed);
        }
    }

    /// The parser's own words, without the whole of a long number or text that they may quote.
    private static String said(JacksonException malformed) {
        String words = malformed.getOriginalMessage().lines().findFirst().orElse("");
        String brief =
                LONG_WORD.matcher(words.replaceFirst(", problem: .*", "")).replaceAll("$1…");
        return decapitalised(brief.replace("… [truncated]", "…"));
    }

    private static String decapitalised(String words) {
        return words.isEmpty() ? "not understood" : Character.toLowerCase(words.charAt(0)) + words.substring(1);
    }

    private static String where(JacksonException malformed) {
        var location = malformed.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : ", line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
