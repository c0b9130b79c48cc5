package org.gyre.measure.memory;

import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.linalg.Blas;

/// Linear memory of an input-driven network (Jaeger 2001, as used by Tanaka, Nakajima, Aoyagi 2020): how well
/// the input
/// τ steps ago can be read from the present state,
///
///     MC = Σ_{τ=1..τ_max} R²(τ)
///
/// R²(τ) is the squared correlation between u(t−τ) and its best linear prediction from x(t) with a constant.
/// The
/// prediction is fitted on the first half of the recording and judged on the second, so that R² has no positive
/// bias of
/// order N/T from fitting; what remains by chance is of order 1/T.
///
/// @param rSquared R²(τ) for τ = 1 … τ_max, each in [0, 1]
@SuppressWarnings("ArrayRecordComponent") // a curve for a figure; identity is never asked for
public record MemoryCapacity(double[] rSquared) {
    /// Σ R².
    public double total() {
        double sum = 0;
        for (double value : rSquared) {
            sum += value;
        }
        return sum;
    }

    /// Measures the capacity.
    ///
    /// @param raster the recording, network and input
    /// @param readers units `0 … readers − 1` are read out
    /// @param input the unit whose past is to be remembered
    /// @param longestDelay τ_max ≥ 1
    /// @throws InputException if the recording is too short for the number of units and delays
    public static MemoryCapacity of(BinaryRaster raster, int readers, int input, int longestDelay) {
        int half = (raster.steps() - longestDelay) / 2;
        if (half < 10 * (readers + 1)) {
            throw new InputException(
                    "memory capacity of " + readers + " units over " + longestDelay + " delays needs at least "
                            + (20 * (readers + 1) + longestDelay) + " steps, not " + raster.steps());
        }
        Moments fit = Moments.of(raster, readers, input, longestDelay, longestDelay, half);
        Moments test = Moments.of(raster, readers, input, longestDelay, longestDelay + half, half);
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
        double[] coefficients = fit.withInput.clone();
        Blas.best().dtrsm(true, false, n, longestDelay, factor, 0, n, coefficients, 0, longestDelay);
        Blas.best().dtrsm(true, true, n, longestDelay, factor, 0, n, coefficients, 0, longestDelay);

        double[] rSquared = new double[longestDelay];
        for (int d = 0; d < longestDelay; d++) {
            double with = 0;
            double power = 0;
            for (int i = 0; i < n; i++) {
                double b = coefficients[i * longestDelay + d];
                with += b * test.withInput[i * longestDelay + d];
                for (int j = 0; j < n; j++) {
                    power += b * test.covariance[i * n + j] * coefficients[j * longestDelay + d];
                }
            }
            double variance = test.inputVariance[d];
            // A prediction that anti-correlates with the truth on fresh data predicts nothing.
            rSquared[d] = power > 0 && variance > 0 && with > 0 ? with * with / (power * variance) : 0;
        }
        return new MemoryCapacity(rSquared);
    }

    /// Centred second moments of a stretch of the recording.
    private record Moments(double[] covariance, double[] withInput, double[] inputVariance) {
        static Moments of(BinaryRaster raster, int n, int input, int delays, int from, int steps) {
            int[] active = new int[n];
            long[] pairs = new long[n * n];
            long[] joint = new long[n * delays];
            long[] counts = new long[n];
            long[] inputs = new long[delays];
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
                for (int d = 0; d < delays; d++) {
                    if (raster.get(t - d - 1, input)) {
                        inputs[d]++;
                        for (int a = 0; a < k; a++) {
                            joint[active[a] * delays + d]++;
                        }
                    }
                }
            }
            double total = steps;
            double[] covariance = new double[n * n];
            double[] withInput = new double[n * delays];
            double[] variance = new double[delays];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    covariance[i * n + j] = pairs[i * n + j] / total - counts[i] / total * (counts[j] / total);
                }
                for (int d = 0; d < delays; d++) {
                    withInput[i * delays + d] = joint[i * delays + d] / total - counts[i] / total * (inputs[d] / total);
                }
            }
            for (int d = 0; d < delays; d++) {
                variance[d] = inputs[d] / total * (1 - inputs[d] / total);
            }
            return new Moments(covariance, withInput, variance);
        }
    }
}
