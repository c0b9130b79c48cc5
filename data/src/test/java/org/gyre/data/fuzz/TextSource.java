package org.gyre.data.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Bytes in memory for the readers of text.
final class TextSource {
    private TextSource() {}

    /// What a reader makes of an open text.
    interface Reading<T> {
        T of(InputStream in) throws IOException;
    }

    /// Reads the bytes; they cannot fail as a disk can.
    static <T> T read(byte[] bytes, Reading<T> reading) {
        try {
            return reading.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
