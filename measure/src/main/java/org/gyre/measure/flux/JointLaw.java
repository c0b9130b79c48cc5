package org.gyre.measure.flux;

import org.gyre.core.stats.Sum;

/// Mutual information of a table of joint probabilities.
final class JointLaw {
    private JointLaw() {}

    /// I[row; column] in nats; the entries sum to one.
    static double information(int rows, int columns, double[] joint) {
        double[] row = new double[rows];
        double[] column = new double[columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                row[r] += joint[r * columns + c];
                column[c] += joint[r * columns + c];
            }
        }
        Sum sum = new Sum();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                double p = joint[r * columns + c];
                if (p > 0) {
                    sum.add(p * Math.log(p / row[r] / column[c]));
                }
            }
        }
        return Math.max(0, sum.value());
    }
}
