package org.gyre.data.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.gyre.data.Limits;
import org.gyre.data.text.TextColumns;
import org.gyre.data.text.TextMatrix;
import org.gyre.data.text.TextTable;

/// Tables of numbers, rectangular and ragged, and tables of words.
public final class TextTarget {
    private TextTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Refusal.only(() -> read(bytes, in -> TextMatrix.read(in, "x.csv", Limits.DEFAULT)));
        Refusal.only(() -> read(bytes, in -> TextColumns.read(in, "x.csv", Limits.DEFAULT)));
        Refusal.only(() -> read(bytes, in -> TextTable.read(in, "x.csv", Limits.DEFAULT)));
    }

    private interface Reading {
        Object of(InputStream in) throws IOException;
    }

    private static void read(byte[] bytes, Reading reading) {
        try {
            reading.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
