package org.gyre.core.optimise.search;

import org.gyre.core.random.CounterRandom;
import org.gyre.core.special.Normal;

/// A density on the box [−1, 1]^d: one normal window about each of some points, cut off at the box,
/// and the even density of the box, all with the same weight. The even density keeps every place
/// possible.
final class ParzenWindows {
    /// The width of a window of one point, as a share of the width of the box; with more points it
    /// shrinks as n^(−1/(d+4)), Scott's rule.
    private static final double SHARE = 0.2;

    private final int dimensions;
    private final double[][] centres;
    private final double width;
    private final double[] logHeights;
    private final double logEven;

    /// @param centres `[point][component]`, not empty; kept
    ParzenWindows(double[][] centres) {
        this.centres = centres;
        dimensions = centres[0].length;
        width = 2 * SHARE * StrictMath.pow(centres.length, -1 / (dimensions + 4.0));
        logHeights = new double[centres.length];
        for (int k = 0; k < centres.length; k++) {
            for (double c : centres[k]) {
                double inside = Normal.cdf((1 - c) / width) - Normal.cdf((-1 - c) / width);
                logHeights[k] += Normal.logDensity(0) - StrictMath.log(width * inside);
            }
        }
        logEven = -dimensions * StrictMath.log(2);
    }

    /// A point from the density.
    double[] draw(CounterRandom random) {
        int window = random.nextInt(centres.length + 1);
        if (window == centres.length) {
            return RandomSearch.uniform(dimensions, random);
        }
        double[] point = new double[dimensions];
        for (int i = 0; i < dimensions; i++) {
            // At least two of five draws lie inside: the centre does, and the width is at most 2/5.
            do {
                point[i] = centres[window][i] + width * random.nextGaussian();
            } while (Math.abs(point[i]) > 1);
        }
        return point;
    }

    /// The logarithm of the density at a point of the box.
    double logDensity(double[] point) {
        double[] logs = new double[centres.length + 1];
        double largest = logEven;
        logs[centres.length] = logEven;
        for (int k = 0; k < centres.length; k++) {
            double squares = 0;
            for (int i = 0; i < dimensions; i++) {
                double z = (point[i] - centres[k][i]) / width;
                squares += z * z;
            }
            logs[k] = logHeights[k] - squares / 2;
            largest = Math.max(largest, logs[k]);
        }
        double sum = 0;
        for (double log : logs) {
            sum += StrictMath.exp(log - largest);
        }
        return largest + StrictMath.log(sum / logs.length);
    }
}
