package org.gyre.lab.experiment;

import java.util.List;
import java.util.Set;
import org.gyre.core.InputException;
import tools.jackson.databind.JsonNode;

/// A TOML file that is no configuration of a run, read with the same care.
///
/// @param value  what it says
/// @param places where its keys were given
/// @param <C>    a record whose components are the keys of the file
public record TomlFile<C extends Record>(C value, Places places) {
    /// Where keys were given.
    public interface Places {
        /// `file.toml, line 12`.
        String of(String key);
    }

    /// Reads it.
    ///
    /// @throws InputException naming file, line and key
    public static <C extends Record> TomlFile<C> read(ConfigurationSource source, Class<C> type) {
        TomlTree tree = TomlTree.parse(source.origin(), source.text(), List.of());
        return new TomlFile<>(RecordReader.read(tree, tree.root(), "", type, Set.of()), tree::place);
    }

    /// A value as it would stand behind `--set key=`.
    ///
    /// @throws InputException if it is a table, or a list with one in it
    public static String text(JsonNode value) {
        if (value.isObject()
                || (value.isArray() && !value.isEmpty() && value.get(0).isContainer())) {
            throw new InputException(
                    "must be a number, a text, true or false, or a list of these, and not a table: " + value);
        }
        // What JSON writes of such values is TOML too.
        return value.toString();
    }
}
