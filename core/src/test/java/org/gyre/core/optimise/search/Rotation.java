package org.gyre.core.optimise.search;

import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// A random orthogonal matrix: normal rows, each made orthogonal to those before.
final class Rotation {
    private final double[][] rows;

    Rotation(int n, RandomStream stream) {
        CounterRandom random = stream.generator();
        rows = new double[n][n];
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                rows[k][i] = random.nextGaussian();
            }
            // Twice, against rounding.
            for (int before = 0; before < 2 * k; before++) {
                double[] other = rows[before % k];
                double along = dot(rows[k], other);
                for (int i = 0; i < n; i++) {
                    rows[k][i] -= along * other[i];
                }
            }
            double length = Math.sqrt(dot(rows[k], rows[k]));
            for (int i = 0; i < n; i++) {
                rows[k][i] /= length;
            }
        }
    }

    double[] apply(double[] x) {
        double[] turned = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            turned[k] = dot(rows[k], x);
        }
        return turned;
    }

    double entry(int row, int column) {
        return rows[row][column];
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
