package org.gyre.measure.pid;

/// A sparse matrix of small integers, row by row.
final class IntegerRows {
    private final int[][] columns;
    private final double[][] values;

    private IntegerRows(int[][] columns, double[][] values) {
        this.columns = columns;
        this.values = values;
    }

    static IntegerRows of(int[][] dense) {
        int[][] columns = new int[dense.length][];
        double[][] values = new double[dense.length][];
        for (int row = 0; row < dense.length; row++) {
            int filled = 0;
            for (int value : dense[row]) {
                filled += value == 0 ? 0 : 1;
            }
            columns[row] = new int[filled];
            values[row] = new double[filled];
            int at = 0;
            for (int column = 0; column < dense[row].length; column++) {
                if (dense[row][column] != 0) {
                    columns[row][at] = column;
                    values[row][at++] = dense[row][column];
                }
            }
        }
        return new IntegerRows(columns, values);
    }

    /// The product of one row with a vector.
    double times(int row, double[] vector) {
        double sum = 0;
        int[] at = columns[row];
        double[] by = values[row];
        for (int k = 0; k < at.length; k++) {
            sum += by[k] * vector[at[k]];
        }
        return sum;
    }
}
