package org.gyre.lab.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Plural;

/// What [ScalarLog] wrote, read back by column. A last line without its line feed is left out: it is being
/// written.
final class Scalars {
    static final Scalars NONE = new Scalars(new double[0], Map.of());

    private static final int LONGEST_NAME = 200;

    private final double[] steps;
    private final Map<String, double[]> columns;

    private Scalars(double[] steps, Map<String, double[]> columns) {
        this.steps = steps;
        this.columns = Collections.unmodifiableMap(columns);
    }

    /// Reads the file if it exists.
    ///
    /// @throws InputException if a line is malformed, naming file and line
    static Scalars read(Path file) throws IOException {
        String text = RunFiles.text(file);
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        if (lines.isEmpty()) {
            return NONE;
        }
        String[] names = lines.getFirst().split(",", -1);
        for (String name : names) {
            if (name.length() > LONGEST_NAME) {
                throw new InputException(file + ", line 1: a heading has " + name.length() + " characters, and at most "
                        + LONGEST_NAME + " are taken; put back the original file");
            }
        }
        // Row by row, so that many headings over many short lines ask for no more than the file holds.
        double[][] rows = new double[lines.size() - 1][];
        for (int row = 1; row < lines.size(); row++) {
            String[] cells = lines.get(row).split(",", -1);
            if (cells.length != names.length) {
                throw new InputException(file + ", line " + (row + 1) + ": " + Plural.of(cells.length, "cell")
                        + " under " + Plural.of(names.length, "heading") + "; put back the original file");
            }
            rows[row - 1] = new double[cells.length];
            for (int c = 0; c < cells.length; c++) {
                rows[row - 1][c] = number(file, row + 1, cells[c]);
            }
        }
        Map<String, double[]> columns = new LinkedHashMap<>();
        for (int c = 1; c < names.length; c++) {
            columns.put(names[c], column(rows, c));
        }
        return new Scalars(column(rows, 0), columns);
    }

    private static double[] column(double[][] rows, int c) {
        return Arrays.stream(rows).mapToDouble(row -> row[c]).toArray();
    }

    double[] steps() {
        return steps;
    }

    /// Values by name, in the order of the file; an empty cell is NaN.
    Map<String, double[]> columns() {
        return columns;
    }

    /// A column without its empty cells: many are written only every so often, and that is no gap.
    Series series(String label, String column) {
        double[] values = columns.getOrDefault(column, new double[0]);
        double[] x = new double[values.length];
        double[] y = new double[values.length];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                x[n] = steps[i];
                y[n++] = values[i];
            }
        }
        return Series.line(label, Arrays.copyOf(x, n), Arrays.copyOf(y, n));
    }

    /// One curve per column that has a value.
    List<LineChart> charts() {
        List<LineChart> charts = new ArrayList<>();
        for (String name : columns.keySet()) {
            charts.add(new LineChart(
                    "scalar-" + anchor(name),
                    readable(name),
                    "",
                    Axis.linear("step"),
                    Axis.linear(readable(name)),
                    series(name, name)));
        }
        return charts;
    }

    /// `information_bits` as an id: `information-bits`.
    static String anchor(String name) {
        String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return id.isEmpty() ? "unnamed" : id;
    }

    /// `information_bits` as words: `information (bits)`; other names only lose their underscores.
    static String readable(String name) {
        for (String unit : List.of("bits", "nats", "ms", "hz", "seconds")) {
            if (name.endsWith("_" + unit)) {
                String stem = name.substring(0, name.length() - unit.length() - 1);
                return stem.replace('_', ' ') + " (" + (unit.equals("hz") ? "Hz" : unit) + ")";
            }
        }
        return name.replace('_', ' ');
    }

    private static double number(Path file, int line, String cell) {
        try {
            return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
        } catch (NumberFormatException malformed) {
            throw new InputException(
                    file + ", line " + line + ": '" + cell + "' is not a number; put back the original file",
                    malformed);
        }
    }
}
