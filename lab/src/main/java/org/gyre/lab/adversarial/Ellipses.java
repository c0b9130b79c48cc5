package org.gyre.lab.adversarial;

import org.gyre.lab.report.Series;

/// Lines of equal density of normal laws in the plane.
final class Ellipses {
    private static final int POINTS = 73;

    private Ellipses() {}

    /// @param mean       `[2]`
    /// @param covariance `[2][2]`, row-major, positive definite
    /// @param radius     in standard deviations
    static Series of(String name, double[] mean, double[] covariance, double radius, boolean dashed) {
        double l11 = Math.sqrt(covariance[0]);
        double l21 = covariance[2] / l11;
        double l22 = Math.sqrt(covariance[3] - l21 * l21);
        double[] x = new double[POINTS];
        double[] y = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            double angle = 2 * Math.PI * i / (POINTS - 1);
            x[i] = mean[0] + radius * l11 * Math.cos(angle);
            y[i] = mean[1] + radius * (l21 * Math.cos(angle) + l22 * Math.sin(angle));
        }
        return dashed ? Series.dashed(name, x, y) : Series.line(name, x, y);
    }
}
