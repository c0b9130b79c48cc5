package org.gyre.measure.pid;

import java.util.Arrays;

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

    /// The products of one row with many vectors.
    ///
    /// @param vectors `[component][vector]`
    /// @param out     `[vector]`, written
    void times(int row, double[][] vectors, double[] out) {
        Arrays.fill(out, 0);
        for (int k = 0; k < columns[row].length; k++) {
            addScaled(values[row][k], vectors[columns[row][k]], out);
        }
    }

    private static void addScaled(double factor, double[] vector, double[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * vector[i];
        }
    }
}
