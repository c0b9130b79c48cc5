package org.gyre.core.optimise;

import java.util.function.ToDoubleFunction;

/// The downhill simplex of Nelder and Mead, The Computer Journal 7:308 (1965), upwards, inside a box.
///
/// Bounds are kept by clamping. A single search may collapse early: start it again from its end.
public final class DownhillSimplex {
    private static final int MOST_ITERATIONS = 400;

    private final ToDoubleFunction<double[]> function;
    private final double[] lower;
    private final double[] upper;

    /// A search of the maximum of a function.
    ///
    /// @param function is never given a point outside the box, and never changes it; not NaN
    /// @param lower lowest value of each coordinate
    /// @param upper highest value of each coordinate
    public DownhillSimplex(ToDoubleFunction<double[]> function, double[] lower, double[] upper) {
        this.function = function;
        this.lower = lower.clone();
        this.upper = upper.clone();
    }

    /// Goes up from a start until the corners lie closer together than the tolerance or cannot be
    /// told apart by their values, or for 400 steps.
    ///
    /// @param start inside the box; not changed
    /// @param size of the first simplex along each axis
    public double[] maximise(double[] start, double size, double tolerance) {
        int d = start.length;
        double[][] points = new double[d + 1][];
        double[] values = new double[d + 1];
        for (int i = 0; i <= d; i++) {
            double[] point = start.clone();
            if (i > 0) {
                point[i - 1] += point[i - 1] + size > upper[i - 1] ? -size : size;
            }
            points[i] = clamped(point);
            values[i] = function.applyAsDouble(points[i]);
        }
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            order(points, values);
            double spread = 0;
            for (int i = 0; i < d; i++) {
                spread = Math.max(spread, Math.abs(points[0][i] - points[d][i]));
            }
            boolean level = values[0] - values[d] < 1e-13 * Math.abs(values[0]) && spread < 1e-4;
            if (spread < tolerance || level) {
                break;
            }
            step(points, values, d);
        }
        order(points, values);
        return points[0];
    }

    private void step(double[][] points, double[] values, int d) {
        double[] centre = new double[d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                centre[j] += points[i][j] / d;
            }
        }
        double[] reflected = along(centre, points[d], -1);
        double reflectedValue = function.applyAsDouble(reflected);
        if (reflectedValue > values[0]) {
            double[] expanded = along(centre, points[d], -2);
            double expandedValue = function.applyAsDouble(expanded);
            boolean further = expandedValue > reflectedValue;
            points[d] = further ? expanded : reflected;
            values[d] = further ? expandedValue : reflectedValue;
        } else if (reflectedValue > values[d - 1] || (d == 1 && reflectedValue > values[d])) {
            points[d] = reflected;
            values[d] = reflectedValue;
        } else {
            double[] contracted = along(centre, points[d], reflectedValue > values[d] ? -0.5 : 0.5);
            double contractedValue = function.applyAsDouble(contracted);
            if (contractedValue > Math.max(values[d], reflectedValue)) {
                points[d] = contracted;
                values[d] = contractedValue;
            } else {
                for (int i = 1; i <= d; i++) {
                    points[i] = along(points[0], points[i], 0.5);
                    values[i] = function.applyAsDouble(points[i]);
                }
            }
        }
    }

    /// centre + t (point − centre).
    private double[] along(double[] centre, double[] point, double t) {
        double[] x = new double[centre.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = centre[i] + t * (point[i] - centre[i]);
        }
        return clamped(x);
    }

    private double[] clamped(double[] x) {
        double[] inside = x.clone();
        for (int i = 0; i < x.length; i++) {
            inside[i] = Math.clamp(x[i], lower[i], upper[i]);
        }
        return inside;
    }

    /// Best first.
    private static void order(double[][] points, double[] values) {
        for (int i = 1; i < values.length; i++) {
            for (int j = i; j > 0 && values[j] > values[j - 1]; j--) {
                double v = values[j];
                values[j] = values[j - 1];
                values[j - 1] = v;
                double[] p = points[j];
                points[j] = points[j - 1];
                points[j - 1] = p;
            }
        }
    }
}
