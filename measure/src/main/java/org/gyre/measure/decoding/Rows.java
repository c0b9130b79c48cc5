package org.gyre.measure.decoding;

import org.gyre.core.InputException;

/// Checks of row-major data.
final class Rows {
    private Rows() {}

    /// The number of rows of finite numbers.
    static int count(String name, int width, double[] rows) {
        if (width < 1) {
            throw new InputException(name + ": rows of " + width + " numbers, must be of at least 1");
        }
        if (rows.length == 0 || rows.length % width != 0) {
            throw new InputException(
                    name + ": " + rows.length + " numbers, must be at least one row of " + width + " each");
        }
        for (int i = 0; i < rows.length; i++) {
            if (!Double.isFinite(rows[i])) {
                throw new InputException(name + ", row " + i / width + ", column " + i % width + " (from 0) = "
                        + rows[i] + ": must be finite");
            }
        }
        return rows.length / width;
    }

    /// The mean of each column.
    static double[] means(int count, int width, double[] rows) {
        double[] mean = new double[width];
        for (int i = 0; i < rows.length; i++) {
            mean[i % width] += rows[i] / count;
        }
        return mean;
    }
}
