package org.gyre.lab.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import tools.jackson.databind.JsonNode;

/// A TOML file without tables, as texts by key: numbers as written, the values of a list with commas between them.
public final class TomlValues {
    private TomlValues() {}

    /// Reads a file.
    ///
    /// @throws InputException if it cannot be read, is not TOML, or has a table
    public static Map<String, String> read(Path file) {
        ConfigurationSource source = ConfigurationSource.file(file);
        TomlTree tree = TomlTree.parse(source.origin(), source.text(), List.of());
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : tree.root().properties()) {
            values.put(entry.getKey(), text(entry.getValue(), tree.place(entry.getKey()), entry.getKey()));
        }
        return values;
    }

    private static String text(JsonNode value, String place, String key) {
        if (value.isArray()) {
            StringBuilder list = new StringBuilder();
            for (JsonNode entry : value) {
                list.append(list.isEmpty() ? "" : ",").append(text(entry, place, key));
            }
            return list.toString();
        }
        if (value.isObject()) {
            throw new InputException(place + ": " + key + " is a table; write key = value");
        }
        return value.asString();
    }
}
