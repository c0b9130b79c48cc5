package org.gyre.measure.flux;

/// The whole transition matrix of a small table.
///
/// Of a flip-symmetric table the matrix of the pairs {s, s̄} is used, F = P(y|x) + P(ȳ|x): an
/// eighth of the work.
final class DenseChain {
    private DenseChain() {}

    /// The transition matrix between stored states, row-major.
    static double[] matrix(StateTable table) {
        int size = table.stored();
        int states = table.states();
        double[] matrix = new double[size * size];
        double[] row = new double[states];
        for (int s = 0; s < size; s++) {
            row(table, s, row);
            for (int y = 0; y < size; y++) {
                matrix[s * size + y] = table.flipSymmetric() ? row[y] + row[states - 1 - y] : row[y];
            }
        }
        return matrix;
    }

    /// The transition matrix between all states, row-major.
    static double[] whole(StateTable table) {
        int states = table.states();
        double[] matrix = new double[states * states];
        double[] row = new double[states];
        for (int s = 0; s < states; s++) {
            row(table, s, row);
            System.arraycopy(row, 0, matrix, s * states, states);
        }
        return matrix;
    }

    /// P(·|s), one unit after another.
    private static void row(StateTable table, int s, double[] row) {
        row[0] = 1;
        for (int i = 0; i < table.units(); i++) {
            double f = table.fires(i, s);
            double g = table.silent(i, s);
            int half = 1 << i;
            for (int k = 0; k < half; k++) {
                row[half + k] = row[k] * f;
                row[k] *= g;
            }
        }
    }
}
