package org.gyre.data.fuzz;

import org.gyre.data.Limits;
import org.gyre.data.recording.TrialTable;
import org.gyre.data.text.TextTable;

/// Tables of trials. What is read must be one time and one known label for each trial.
public final class TrialsTarget {
    private TrialsTarget() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        Refusal.only(() ->
                check(TrialTable.of(TextSource.read(bytes, in -> TextTable.read(in, "trials.csv", Limits.DEFAULT)))));
    }

    private static void check(TrialTable table) {
        for (int trial = 0; trial < table.onsets().length; trial++) {
            if (!(table.onsets()[trial] >= 0)
                    || table.names().get(table.labels()[trial]).isEmpty()) {
                throw new AssertionError("trial " + trial);
            }
        }
    }
}
