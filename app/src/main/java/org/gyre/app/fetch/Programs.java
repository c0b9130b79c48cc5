package org.gyre.app.fetch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Starts programs of this machine.
@FunctionalInterface
public interface Programs {
    /// Runs a program to its end.
    ///
    /// @param command the program and its arguments
    /// @param folder in which it runs
    /// @param output receives what it prints on standard output
    /// @throws IOException if there is no such program, it fails or takes too long; the message is
    ///     for users
    void run(List<String> command, Path folder, Path output) throws IOException;
}
