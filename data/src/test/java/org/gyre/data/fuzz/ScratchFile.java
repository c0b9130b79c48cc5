package org.gyre.data.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// One file that each input of a target replaces, for readers that open files by themselves.
final class ScratchFile {
    private final Path path;

    /// @param suffix of its name
    ScratchFile(String suffix) {
        try {
            path = Files.createTempFile("gyre-fuzz", suffix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        path.toFile().deleteOnExit();
    }

    Path with(byte[] bytes) {
        try {
            return Files.write(path, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
