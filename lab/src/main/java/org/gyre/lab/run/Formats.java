package org.gyre.lab.run;

import java.nio.file.Path;
import org.gyre.core.InputException;
import tools.jackson.databind.JsonNode;

/// Tells a file of another kind, a newer version and an older version apart.
public final class Formats {
    private Formats() {}

    /// Checks what a file says of itself.
    ///
    /// @throws InputException unless the tree says that it is `format` in a version from `oldest` to `newest`
    public static void check(Path file, JsonNode tree, String format, int oldest, int newest) {
        String found = tree.path("format").asString("");
        if (!found.equals(format)) {
            throw new InputException(file + " is corrupt: its format is '" + found + "' where '" + format
                    + "' is expected; restore it from a copy");
        }
        JsonNode version = tree.path("format_version");
        if (!version.isInt()) {
            throw new InputException(file + " is corrupt: it has no format_version; restore it from a copy");
        }
        if (version.intValue() > newest) {
            throw new InputException(file + " is too new: it has format version " + version.intValue()
                    + " and this Gyre reads up to " + newest + "; update Gyre");
        }
        if (version.intValue() < oldest) {
            throw new InputException(file + " is too old: it has format version " + version.intValue()
                    + " and this Gyre reads from " + oldest + " on; use the version of Gyre that wrote it");
        }
    }
}
