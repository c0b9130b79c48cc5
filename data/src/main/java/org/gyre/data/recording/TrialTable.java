package org.gyre.data.recording;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;
import org.gyre.data.text.TextTable;

/// The trials of a recording, as a table of text: a header line, then for each trial its onset in seconds, in the
/// column `onset_s`, and the label of its stimulus, any text, in the column `label`. Other columns do not matter.
///
/// @param onsets `[trial]`, in seconds, 0 or later
/// @param labels `[trial]`, number of the label in `names`
/// @param names  of the labels, in the order in which they are first met
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record TrialTable(double[] onsets, int[] labels, List<String> names) {
    private static final String ONSET = "onset_s";
    private static final String LABEL = "label";

    /// Later onsets, in seconds (30,000 years), are a mistake of the unit.
    private static final double LATEST = 1e12;

    public TrialTable {
        names = List.copyOf(names);
    }

    /// Reads a text file.
    ///
    /// @throws InputException if the file is no [TextTable], lacks one of the columns or has it twice, or
    ///     has an onset that is no time
    public static TrialTable read(Path file) {
        return of(TextTable.read(file));
    }

    /// What a table of text means.
    ///
    /// @throws InputException as [#read] does
    public static TrialTable of(TextTable table) {
        int onset = column(table, ONSET);
        int label = column(table, LABEL);
        double[] onsets = new double[table.rows().size()];
        int[] labels = new int[onsets.length];
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (int r = 0; r < onsets.length; r++) {
            TextTable.Row row = table.rows().get(r);
            onsets[r] = seconds(table, row, onset);
            labels[r] = numbers.computeIfAbsent(row.cells().get(label), name -> numbers.size());
        }
        return new TrialTable(onsets, labels, List.copyOf(numbers.keySet()));
    }

    private static int column(TextTable table, String name) {
        int column = table.header().indexOf(name);
        if (column < 0) {
            throw new InputException(table.name() + ": has no column " + name + " among "
                    + FileKind.printable(String.join(", ", table.header()))
                    + "; the first line must name the columns " + ONSET + " and " + LABEL);
        }
        if (column != table.header().lastIndexOf(name)) {
            throw new InputException(table.name() + ": has two columns " + name + "; rename the one that is not meant");
        }
        return column;
    }

    private static double seconds(TextTable table, TextTable.Row row, int column) {
        double value = table.number(row, column);
        if (!(value >= 0 && value < LATEST)) {
            throw new InputException(table.place(row, column) + ": "
                    + FileKind.printable(row.cells().get(column))
                    + " is not a time in seconds from the begin of the recording; write one of 0 or later");
        }
        return value;
    }
}
