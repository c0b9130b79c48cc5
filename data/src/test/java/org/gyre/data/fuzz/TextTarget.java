package org.gyre.data.fuzz;

import org.gyre.data.Limits;
import org.gyre.data.Unknowns;
import org.gyre.data.text.TextColumns;
import org.gyre.data.text.TextMatrix;
import org.gyre.data.text.TextTable;

/// Tables of numbers, rectangular (also with cells that hold none) and ragged, and tables of words.
public final class TextTarget {
    private TextTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Refusal.only(() -> TextSource.read(bytes, in -> TextMatrix.read(in, "x.csv", Limits.DEFAULT)));
        Refusal.only(() -> TextSource.read(bytes, in -> TextMatrix.read(in, "x.csv", Limits.DEFAULT, Unknowns.KEPT)));
        Refusal.only(() -> TextSource.read(bytes, in -> TextColumns.read(in, "x.csv", Limits.DEFAULT)));
        Refusal.only(() -> TextSource.read(bytes, in -> TextTable.read(in, "x.csv", Limits.DEFAULT)));
    }
}
