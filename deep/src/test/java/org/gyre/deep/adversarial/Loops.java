package org.gyre.deep.adversarial;

/// Dense layers as plain loops.
final class Loops {
    private Loops() {}

    /// W x + b, with W row-major `[to][from]`.
    static double[] dense(Weights weights, String matrix, String bias, double[] x) {
        double[] y = weights.array(bias);
        add(weights.array(matrix), x, y);
        return y;
    }

    /// y ← y + W x.
    static void add(double[] matrix, double[] x, double[] y) {
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < x.length; j++) {
                y[i] += matrix[i * x.length + j] * x[j];
            }
        }
    }
}
