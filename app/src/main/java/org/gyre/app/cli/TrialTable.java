package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.data.InputFile;
import org.gyre.data.text.TextTable;

/// A file of trials: a header line, then for each trial its onset in seconds and the label of its stimulus. Other
/// columns
/// do not matter.
///
/// @param onsets in seconds
/// @param labels number of the label of each trial
/// @param names  of the labels, in the order in which they are first met
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record TrialTable(double[] onsets, int[] labels, List<String> names) {
    private static final String ONSET = "onset_s";
    private static final String LABEL = "label";

    /// @throws InputException naming the file, the place and the remedy
    static TrialTable read(String file) {
        TextTable table = TextTable.read(InputFile.named(file));
        int onset = column(file, table.header(), ONSET);
        int label = column(file, table.header(), LABEL);
        double[] onsets = new double[table.rows().size()];
        int[] labels = new int[onsets.length];
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (int r = 0; r < onsets.length; r++) {
            TextTable.Row row = table.rows().get(r);
            onsets[r] = seconds(file, row, onset);
            String name = row.cells().get(label);
            Integer known = numbers.putIfAbsent(name, numbers.size());
            labels[r] = known == null ? numbers.size() - 1 : known;
        }
        return new TrialTable(onsets, labels, new ArrayList<>(numbers.keySet()));
    }

    private static int column(String file, List<String> header, String name) {
        int column = header.indexOf(name);
        if (column < 0) {
            throw new InputException(file + ": has no column " + name + " among " + String.join(", ", header)
                    + "; the first line must name the columns onset_s and label");
        }
        return column;
    }

    private static double seconds(String file, TextTable.Row row, int column) {
        String cell = row.cells().get(column);
        double value;
        try {
            value = Double.parseDouble(cell);
        } catch (NumberFormatException notANumber) {
            value = Double.NaN;
        }
        if (!(value >= 0 && value < 1e12)) {
            throw new InputException(file + ", line " + row.line() + ", column " + (column + 1) + ": '" + cell
                    + "' is not a time in seconds, 0 or later");
        }
        return value;
    }
}
