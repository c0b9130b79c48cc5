package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.data.Matrix;
import org.gyre.measure.series.RealSeries;
import org.gyre.measure.series.SymbolSeries;
import org.jspecify.annotations.Nullable;

/// A file's samples: rows are steps of one trial or several, columns are variables.
///
/// @param file what to call it in messages
/// @param matrix `[step][variable]`, all trials one after the other
/// @param trialLength steps of each trial
record Samples(String file, Matrix matrix, int trialLength) {
    /// Whole numbers of up to this many different values are taken for symbols where nothing else is said.
    private static final int FEW_SYMBOLS = 64;

    private static final double LARGEST_SYMBOL = 0x1p31 - 1;

    /// @param trialLength steps of each trial, or null if all steps are one
    /// @throws InputException if the steps do not divide into such trials
    static Samples of(String file, Matrix matrix, @Nullable Integer trialLength) {
        if (matrix.rows() == 0) {
            throw new InputException(file + ": has no rows; a row for each sample was expected");
        }
        if (trialLength == null) {
            return new Samples(file, matrix, matrix.rows());
        }
        if (trialLength < 1 || matrix.rows() % trialLength != 0) {
            throw new InputException("--trial-length " + trialLength + ": does not divide the " + matrix.rows()
                    + " rows of " + file + "; give the number of rows of each trial");
        }
        return new Samples(file, matrix, trialLength);
    }

    /// The columns that an option names by number, from 0, or by their heading.
    ///
    /// @param option with its dashes, for messages
    /// @throws InputException if one does not exist or is named twice
    int[] columns(String option, String list) {
        List<Integer> columns = new ArrayList<>();
        for (String name : list.split(",", -1)) {
            int column = column(option, name.strip());
            if (columns.contains(column)) {
                throw new InputException(option + " " + list + ": names column " + name.strip() + " twice");
            }
            columns.add(column);
        }
        return columns.stream().mapToInt(Integer::intValue).toArray();
    }

    private int column(String option, String name) {
        int named = matrix.columnNames().indexOf(name);
        if (named >= 0) {
            return named;
        }
        int last = matrix.columns() - 1;
        if (name.matches("\\d{1,9}")) {
            int column = Integer.parseInt(name);
            if (column <= last) {
                return column;
            }
        }
        throw new InputException(option + ": " + file + " has no column '" + name + "'; name columns from 0 to " + last
                + (matrix.columnNames().isEmpty()
                        ? ""
                        : ", or by their heading: " + String.join(", ", matrix.columnNames())));
    }

    /// What to call a column in a table.
    String name(int column) {
        return matrix.columnNames().isEmpty()
                ? Integer.toString(column)
                : matrix.columnNames().get(column);
    }

    /// Whether all values of some columns are whole numbers, of few kinds in each column.
    boolean looksDiscrete(int... columns) {
        for (int column : columns) {
            double[] values = matrix.column(column);
            if (Arrays.stream(values).anyMatch(value -> value != Math.rint(value) || Math.abs(value) > LARGEST_SYMBOL)
                    || Arrays.stream(values).distinct().limit(FEW_SYMBOLS + 1L).count() > FEW_SYMBOLS) {
                return false;
            }
        }
        return true;
    }

    /// Some columns as one series of real vectors.
    RealSeries real(int... columns) {
        double[][] trials = new double[matrix.rows() / trialLength][trialLength * columns.length];
        for (int row = 0; row < matrix.rows(); row++) {
            double[] trial = trials[row / trialLength];
            for (int c = 0; c < columns.length; c++) {
                trial[row % trialLength * columns.length + c] = matrix.get(row, columns[c]);
            }
        }
        return RealSeries.of(columns.length, trials);
    }

    /// Some columns of whole numbers as one series of symbols.
    ///
    /// @throws InputException if a value is no whole number
    SymbolSeries symbols(int... columns) {
        SymbolSeries series = symbols(columns[0]);
        for (int c = 1; c < columns.length; c++) {
            series = series.joined(symbols(columns[c]));
        }
        return series;
    }

    private SymbolSeries symbols(int column) {
        int[][] trials = new int[matrix.rows() / trialLength][trialLength];
        for (int row = 0; row < matrix.rows(); row++) {
            double value = matrix.get(row, column);
            if (value != Math.rint(value) || Math.abs(value) > LARGEST_SYMBOL) {
                throw new InputException(file + ", row " + (row + 1) + ", column " + (column + 1) + ": " + value
                        + " is not a whole number, as a symbol must be; use --estimator ksg1, gaussian or ordinal,"
                        + " or sort the values into --bins");
            }
            trials[row / trialLength][row % trialLength] = (int) value;
        }
        return SymbolSeries.of(trials);
    }
}
