package org.gyre.app.cli;

import java.util.Map;
import java.util.Objects;

/// What the two output streams are connected to.
///
/// @param talk true if standard error is a terminal, so that a progress line may be redrawn
/// @param data true if standard output is a terminal
/// @param color true if both sides want colour: a terminal, no `NO_COLOR`, and not `TERM=dumb`
/// @param columns width of a line ≥ 20
record Terminal(boolean talk, boolean data, boolean color, int columns) {
    private static final int USUAL_COLUMNS = 80;
    private static final int FEWEST_COLUMNS = 20;

    /// No terminal at all: files and pipes.
    static final Terminal NONE = new Terminal(false, false, false, USUAL_COLUMNS);

    Terminal {
        columns = Math.max(columns, FEWEST_COLUMNS);
    }

    /// What the launcher found out, which can ask the operating system.
    static Terminal ofProcess() {
        return of(
                Boolean.getBoolean("gyre.stderr.terminal"),
                Boolean.getBoolean("gyre.stdout.terminal"),
                System.getenv());
    }

    static Terminal of(boolean talk, boolean data, Map<String, String> environment) {
        boolean mayColor =
                Objects.requireNonNullElse(environment.get("NO_COLOR"), "").isEmpty()
                        && !"dumb".equals(environment.get("TERM"));
        return new Terminal(talk, data, data && mayColor, columns(environment.get("COLUMNS")));
    }

    private static int columns(@org.jspecify.annotations.Nullable String text) {
        try {
            return text == null ? USUAL_COLUMNS : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return USUAL_COLUMNS;
        }
    }
}
