package org.gyre.app.cli;

import org.gyre.core.InputException;
import picocli.CommandLine.Model.CommandSpec;

/// Which options of a command the user wrote: one with a default value does not tell by its value.
final class Given {
    private Given() {}

    /// Whether an option was written.
    static boolean is(CommandSpec command, String option) {
        return command.commandLine().getParseResult().hasMatchedOption(option);
    }

    /// Refuses an option that would do nothing.
    ///
    /// @param matters whether it does something beside the others
    /// @param what it belongs to, such as `--pair`
    /// @throws InputException if it was written and does nothing
    static void refuse(CommandSpec command, String option, boolean matters, String what) {
        if (!matters && is(command, option)) {
            throw new InputException(option + ": belongs to " + what + ", and does nothing without it; leave it out");
        }
    }
}
