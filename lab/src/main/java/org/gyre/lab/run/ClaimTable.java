package org.gyre.lab.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Claims and their verdicts as a text table.
public final class ClaimTable {
    private ClaimTable() {}

    /// One line per claim under a heading: verdict, claim, the paper's value, ours, the accepted interval.
    /// Columns are aligned; every line ends with a line feed.
    public static String format(Collection<ClaimResult> results) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("verdict", "claim", "paper", "ours", "accepted"));
        for (ClaimResult result : results) {
            rows.add(List.of(
                    result.verdict().label(),
                    result.claim().sentence(),
                    result.claim().paper(),
                    result.oursText(),
                    result.claim().interval()));
        }
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).repeat(' ', widths[i] - length(row.get(i)) + 2);
            }
            table.append(line.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
