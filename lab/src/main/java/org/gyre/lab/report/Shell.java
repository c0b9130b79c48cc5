package org.gyre.lab.report;

import java.util.List;
import java.util.stream.Collectors;

/// Commands to copy from a page into a shell.
final class Shell {
    private Shell() {}

    /// A command line of these words.
    static String command(List<String> words) {
        return words.stream().map(Shell::word).collect(Collectors.joining(" "));
    }

    /// A word in quotes if it needs them.
    static String word(String word) {
        boolean plain = word.matches("[A-Za-z0-9_./=:,+@-]+");
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
