package org.gyre.measure.spikes;

import org.gyre.core.InputException;

/// The pairs i < j of N units in the order (0, 1), (0, 2), …, (0, N − 1), (1, 2), …, (N − 2, N − 1).
///
/// @param units N ≥ 1
public record UnitPairs(int units) {
    /// @throws InputException if there are more than 2³⁰ pairs
    public UnitPairs {
        if (units < 1) {
            throw new IllegalArgumentException(units + " units");
        }
        if (units > 46_000) {
            throw new InputException(units + " units have too many pairs: choose at most 46000");
        }
    }

    /// Number of pairs, N (N − 1) / 2.
    public int count() {
        return units * (units - 1) / 2;
    }

    /// Place of the pair i < j.
    public int index(int i, int j) {
        return row(i) + j;
    }

    /// What is added to j to find the pair i < j.
    int row(int i) {
        return i * (2 * units - i - 3) / 2 - 1;
    }

    /// The symmetric matrix `[unit][unit]` of values of pairs.
    public double[][] matrix(double[] values, double diagonal) {
        double[][] matrix = new double[units][units];
        for (int i = 0; i < units; i++) {
            matrix[i][i] = diagonal;
            for (int j = i + 1; j < units; j++) {
                matrix[i][j] = matrix[j][i] = values[index(i, j)];
            }
        }
        return matrix;
    }
}
