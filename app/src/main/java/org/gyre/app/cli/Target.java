package org.gyre.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gyre.core.InputException;

/// A file that a command will write at its end: what can be known to fail is told before the work begins.
final class Target {
    private Target() {}

    /// @param option that names the file
    /// @throws InputException if the file is a folder, or its own folder is missing, is none, or takes no files
    static void check(String option, Path file) {
        if (Files.isDirectory(file)) {
            throw new InputException(option + " " + file + ": is a folder; name a file in it");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.exists(folder)) {
            throw new InputException(option + " " + file + ": there is no folder " + folder
                    + "; make it first, or choose another place");
        }
        if (!Files.isDirectory(folder)) {
            throw new InputException(option + " " + file + ": " + folder + " is not a folder; choose another place");
        }
        if (!Files.isWritable(folder)) {
            throw new InputException(
                    option + " " + file + ": permission denied to write into " + folder + "; choose another place");
        }
    }
}
