package org.gyre.measure.memory;

import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.linalg.Blas;

/// How well functions of the past input of a network can be read linearly from its present state.
///
/// The reading is fitted by least squares with a constant on the first half of a recording and judged
/// on the second, so that R² has no positive bias of order N/T from fitting; what remains by chance is
/// of order 1/T.
final class LinearReadout {
    private LinearReadout() {}

    /// Functions of the past that are to be read, each true or false at every step.
    @FunctionalInterface
    interface Targets {
        /// Whether function d is true at step t.
        boolean at(int t, int d);
    }

    /// Each half of the recording needs ten steps for each coefficient.
    static long stepsNeeded(int readers, int past) {
        return 20L * (readers + 1) + past;
    }

    /// R² of each function: its squared correlation, on fresh data, with the best linear reading.
    ///
    /// @param raster the recording
    /// @param readers units `0 … readers − 1` are read out
    /// @param count number of functions
    /// @param past how many steps before t a function looks back; nothing is read before step `past`
    /// @throws InputException if the recording is too short for the number of units
    static double[] rSquared(BinaryRaster raster, int readers, int count, int past, Targets targets) {
        int half = (raster.steps() - past) / 2;
        if (half < 10 * (readers + 1)) {
            throw new InputException(
                    "memory capacity of " + Plural.of(readers, "unit") + " over " + past + " delays needs at least "
                            + Plural.of(stepsNeeded(readers, past), "step") + ", not " + raster.steps());
        }
        Moments fit = Moments.of(raster, readers, count, targets, past, half);
        Moments test = Moments.of(raster, readers, count, targets, past + half, half);
        int n = readers;
        double[] factor = fit.covariance.clone();
        double scale = 0;
        for (int i = 0; i < n; i++) {
            scale += factor[i * n + i] / n;
        }
        // A unit that never fired has no variance; a ridge far below the sampling noise keeps the factor
        // regular.
        for (int i = 0; i < n; i++) {
            factor[i * n + i] += 1e-9 * Math.max(scale, 1e-12);
        }
        if (Blas.best().dpotrf(n, factor, 0, n) != 0) {
            throw new InputException("the states of the network are linearly dependent: record more steps");
        }
        double[] coefficients = fit.withTarget.clone();
        Blas.best().dtrsm(true, false, n, count, factor, 0, n, coefficients, 0, count);
        Blas.best().dtrsm(true, true, n, count, factor, 0, n, coefficients, 0, count);

        double[] rSquared = new double[count];
        for (int d = 0; d < count; d++) {
            double with = 0;
            double power = 0;
            for (int i = 0; i < n; i++) {
                double b = coefficients[i * count + d];
                with += b * test.withTarget[i * count + d];
                for (int j = 0; j < n; j++) {
                    power += b * test.covariance[i * n + j] * coefficients[j * count + d];
                }
            }
            double variance = test.targetVariance[d];
            // A prediction that anti-correlates with the truth on fresh data predicts nothing.
            rSquared[d] = power > 0 && variance > 0 && with > 0 ? with * with / (power * variance) : 0;
        }
        return rSquared;
    }

    /// Centred second moments of a stretch of the recording.
    private record Moments(double[] covariance, double[] withTarget, double[] targetVariance) {
        static Moments of(BinaryRaster raster, int n, int count, Targets targets, int from, int steps) {
            int[] active = new int[n];
            long[] pairs = new long[n * n];
            long[] joint = new long[n * count];
            long[] counts = new long[n];
            long[] hits = new long[count];
            for (int t = from; t < from + steps; t++) {
                int k = 0;
                for (int i = 0; i < n; i++) {
                    if (raster.get(t, i)) {
                        active[k++] = i;
                        counts[i]++;
                    }
                }
                for (int a = 0; a < k; a++) {
                    for (int b = 0; b < k; b++) {
                        pairs[active[a] * n + active[b]]++;
                    }
                }
                for (int d = 0; d < count; d++) {
                    if (targets.at(t, d)) {
                        hits[d]++;
                        for (int a = 0; a < k; a++) {
                            joint[active[a] * count + d]++;
                        }
                    }
                }
            }
            double total = steps;
            double[] covariance = new double[n * n];
            double[] withTarget = new double[n * count];
            double[] variance = new double[count];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    covariance[i * n + j] = pairs[i * n + j] / total - counts[i] / total * (counts[j] / total);
                }
                for (int d = 0; d < count; d++) {
                    withTarget[i * count + d] = joint[i * count + d] / total - counts[i] / total * (hits[d] / total);
                }
            }
            for (int d = 0; d < count; d++) {
                variance[d] = hits[d] / total * (1 - hits[d] / total);
            }
            return new Moments(covariance, withTarget, variance);
        }
    }
}
