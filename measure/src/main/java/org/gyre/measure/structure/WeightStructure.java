package org.gyre.measure.structure;

/// Summaries of a weight matrix W, `[to][from]`, row-major, R rows and C columns.
public final class WeightStructure {
    private final int rows;
    private final int columns;
    private final double[] weights;

    /// @throws IllegalArgumentException if the number of weights is not rows · columns
    public WeightStructure(int rows, int columns, double[] weights) {
        if (weights.length != rows * columns) {
            throw new IllegalArgumentException(weights.length + " weights are not " + rows + " x " + columns);
        }
        this.rows = rows;
        this.columns = columns;
        this.weights = weights;
    }

    /// Mean |W_ij| over rows `[row0, row1)` and columns `[column0, column1)`; NaN for an empty block.
    public double meanMagnitude(int row0, int row1, int column0, int column1) {
        double sum = 0;
        for (int i = row0; i < row1; i++) {
            for (int j = column0; j < column1; j++) {
                sum += Math.abs(weights[i * columns + j]);
            }
        }
        return sum / ((double) (row1 - row0) * (column1 - column0));
    }

    /// For each row the number of weights above the threshold: strong excitatory connections into a
    /// unit.
    public int[] strongInDegrees(double threshold) {
        int[] degrees = new int[rows];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                if (weights[i * columns + j] > threshold) {
                    degrees[i]++;
                }
            }
        }
        return degrees;
    }

    /// For each column the number of weights above the threshold: strong excitatory connections out of a
    /// unit.
    public int[] strongOutDegrees(double threshold) {
        int[] degrees = new int[columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                if (weights[i * columns + j] > threshold) {
                    degrees[j]++;
                }
            }
        }
        return degrees;
    }
}
