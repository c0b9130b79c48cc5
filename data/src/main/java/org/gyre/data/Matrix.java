package org.gyre.data;

import java.util.List;

/// Numbers in rows and columns, as a file gave them. Rows are samples (or postsynaptic units), columns are variables.
///
/// All values are finite: the readers refuse anything else with row and column, unless they were
/// asked to keep it as NaN ([Unknowns#KEPT]).
public final class Matrix {
    private final int rows;
    private final int columns;
    private final double[] values;
    private final List<String> columnNames;

    /// Wraps row-major values.
    ///
    /// @param values      `[row][column]`, row-major; kept, not copied
    /// @param columnNames one for each column, or empty
    public Matrix(int rows, int columns, double[] values, List<String> columnNames) {
        if (rows < 0 || columns < 0 || (long) rows * columns != values.length) {
            throw new IllegalArgumentException(rows + " x " + columns + " matrix of " + values.length + " values");
        }
        if (!columnNames.isEmpty() && columnNames.size() != columns) {
            throw new IllegalArgumentException(columnNames.size() + " names of " + columns + " columns");
        }
        this.rows = rows;
        this.columns = columns;
        this.values = values;
        this.columnNames = List.copyOf(columnNames);
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /// The storage itself, `[row][column]`, row-major.
    public double[] values() {
        return values;
    }

    /// Names of the columns from a header line, or empty.
    public List<String> columnNames() {
        return columnNames;
    }

    public double get(int row, int column) {
        return values[row * columns + column];
    }

    /// A copy of one column.
    public double[] column(int column) {
        double[] copy = new double[rows];
        for (int row = 0; row < rows; row++) {
            copy[row] = get(row, column);
        }
        return copy;
    }
}
