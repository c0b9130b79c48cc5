package org.gyre.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files of the test resources, made by the scripts beside them.
public final class Fixtures {
    private Fixtures() {}

    /// The bytes of a resource such as `hdf5/old.h5`.
    public static byte[] bytes(String resource) {
        try (InputStream in = Fixtures.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A copy of a resource in a folder, under its own name.
    public static String copy(String resource, Path folder) {
        return write(folder.resolve(resource.substring(resource.lastIndexOf('/') + 1)), bytes(resource));
    }

    /// Writes a file and returns its name.
    public static String write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
