package org.gyre.measure.avalanche;

/// The cells [x − ½, x + ½] of whole numbers on the scale of logarithms, in which rounded laws are integrated. They do
/// not depend on a law's parameters, so that a search computes them once.
final class LogCells {
    private final double[] low;
    private final double[] width;
    private final double[] logWidth;

    /// @param values ≥ 1
    LogCells(double[] values) {
        low = new double[values.length];
        width = new double[values.length];
        logWidth = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            low[i] = low(values[i]);
            width[i] = width(values[i]);
            logWidth[i] = Math.log(width[i]);
        }
    }

    /// log (x − ½).
    static double low(double x) {
        return Math.log(x - 0.5);
    }

    /// log (x + ½) − log (x − ½).
    static double width(double x) {
        return Math.log1p(1 / (x - 0.5));
    }

    /// The lower end of the cell of a value.
    double low(int i) {
        return low[i];
    }

    /// The width of the cell of a value.
    double width(int i) {
        return width[i];
    }

    /// The logarithm of its width.
    double logWidth(int i) {
        return logWidth[i];
    }
}
