package org.gyre.data.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.gyre.data.Limits;
import org.gyre.data.text.TextColumns;
import org.gyre.data.text.TextMatrix;

/// Tables of numbers, rectangular and ragged.
public final class TextTarget {
    private TextTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Refusal.only(() -> {
            try {
                TextMatrix.read(new ByteArrayInputStream(bytes), "x.csv", Limits.DEFAULT);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        Refusal.only(() -> {
            try {
                TextColumns.read(new ByteArrayInputStream(bytes), "x.csv", Limits.DEFAULT);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
