package org.gyre.data.fuzz;

import org.gyre.data.Limits;
import org.gyre.data.text.ProbabilityTable;
import org.gyre.data.text.TextTable;

/// Tables of joint laws. What is read must be a finite number and all symbols for each row.
public final class ProbabilitiesTarget {
    private ProbabilitiesTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Refusal.only(() -> check(
                ProbabilityTable.of(TextSource.read(bytes, in -> TextTable.read(in, "law.csv", Limits.DEFAULT)))));
    }

    private static void check(ProbabilityTable table) {
        for (ProbabilityTable.Row row : table.rows()) {
            if (!Double.isFinite(row.probability()) || row.symbols().size() != table.sources() + 1) {
                throw new AssertionError(row.place());
            }
        }
    }
}
