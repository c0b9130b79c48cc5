package org.gyre.data.recording;

import java.util.List;
import org.gyre.data.Matrix;
import org.gyre.data.text.TextColumns;

/// Columns of numbers, perhaps of unequal length, that may list spikes.
///
/// @param file    for messages
/// @param names   of the columns, or empty
/// @param columns `[column][number]`, one at least
record Table(String file, List<String> names, double[][] columns) {
    static Table of(String file, TextColumns text) {
        return new Table(file, text.names(), text.columns());
    }

    static Table of(String file, Matrix matrix) {
        double[][] columns = new double[matrix.columns()][];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = matrix.column(c);
        }
        return new Table(file, matrix.columnNames(), columns);
    }

    int rows() {
        int rows = 0;
        for (double[] column : columns) {
            rows = Math.max(rows, column.length);
        }
        return rows;
    }

    boolean isRectangular() {
        int rows = rows();
        for (double[] column : columns) {
            if (column.length != rows) {
                return false;
            }
        }
        return true;
    }

    /// Whether no column ever falls.
    boolean isOrdered() {
        for (double[] column : columns) {
            for (int i = 1; i < column.length; i++) {
                if (column[i] < column[i - 1]) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Whether a column holds whole numbers from 0.
    boolean isWhole(int column) {
        for (double value : columns[column]) {
            if (value < 0 || value != Math.rint(value)) {
                return false;
            }
        }
        return true;
    }

    boolean isWhole() {
        for (int c = 0; c < columns.length; c++) {
            if (!isWhole(c)) {
                return false;
            }
        }
        return true;
    }

    double max() {
        double max = Double.NEGATIVE_INFINITY;
        for (double[] column : columns) {
            for (double value : column) {
                max = Math.max(max, value);
            }
        }
        return max;
    }

    String name(int column) {
        return names.isEmpty() ? String.valueOf(column) : names.get(column);
    }
}
