package org.gyre.lab.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What tells whether an input of a run is still the same: a file, or a folder with the files in it and in its
/// folders (a set of images, a folder for each class).
///
/// The SHA-256 of a folder is that of a text with a line for each file, in the order of their names: its SHA-256, a
/// blank, its name below the folder with `/` between parts, a line feed. Names that begin with a dot are left out.
///
/// @param bytes  of all files together
/// @param sha256 in hexadecimal
public record InputDigest(long bytes, String sha256) {
    private static final int DEPTH = 2;

    /// Reads an input.
    ///
    /// @throws IOException if it is not there or cannot be read
    public static InputDigest of(Path input) throws IOException {
        return of(input, Long.MAX_VALUE).orElseThrow();
    }

    /// Reads an input unless it is longer than it should be.
    ///
    /// @param most bytes
    /// @return nothing if it has more
    static Optional<InputDigest> of(Path input, long most) throws IOException {
        if (!Files.isDirectory(input)) {
            long bytes = Files.size(input);
            return bytes > most ? Optional.empty() : Optional.of(new InputDigest(bytes, Sha256.of(input)));
        }
        List<Named> files = new ArrayList<>();
        collect(input, "", 1, files);
        long bytes = 0;
        for (Named file : files) {
            bytes += Files.size(file.path);
            if (bytes > most) {
                return Optional.empty();
            }
        }
        files.sort(Comparator.comparing(Named::name));
        StringBuilder lines = new StringBuilder();
        for (Named file : files) {
            lines.append(Sha256.of(file.path)).append(' ').append(file.name).append('\n');
        }
        return Optional.of(new InputDigest(bytes, Sha256.of(lines.toString().getBytes(UTF_8))));
    }

    private record Named(String name, Path path) {}

    private static void collect(Path folder, String prefix, int depth, List<Named> files) throws IOException {
        List<Path> entries;
        try (Stream<Path> listed = Files.list(folder)) {
            entries = listed.toList();
        }
        for (Path entry : entries) {
            String name = String.valueOf(entry.getFileName());
            if (name.startsWith(".")) {
                continue;
            }
            if (Files.isRegularFile(entry)) {
                files.add(new Named(prefix + name, entry));
            } else if (Files.isDirectory(entry) && depth < DEPTH) {
                collect(entry, prefix + name + "/", depth + 1, files);
            }
        }
    }
}
