package org.gyre.nets.infomax;

import org.gyre.core.BinaryRaster;

/// Covariances of a block (T09 eq. 4), centred with the target rates.
///
/// @param units N
/// @param samples T, the number of transitions behind them
/// @param covariance C, `[i][j]` row-major, symmetric
/// @param lagged E, E_ij = ⟨(x_i(t+1) − p̄_i)(x_j(t) − p̄_j)⟩, `[i][j]` row-major
/// @param rates measured rates, length N, spikes per step
/// @param centre what was subtracted, length N
@SuppressWarnings(
        "ArrayRecordComponent") // plain numbers handed from the counts to the algebra; identity is never asked for
public record LagCovariances(
        int units, long samples, double[] covariance, double[] lagged, double[] rates, double[] centre) {

    /// The covariances of a recording at any lag: E_ij = ⟨(x_i(t+n) − c_i)(x_j(t) − c_j)⟩, C the mean of its
    /// estimates over the first and the last T − n steps.
    ///
    /// @param raster the recording, T steps
    /// @param lag n, from 1 to T − 1
    /// @param centre c, length N; a NaN entry is replaced by the measured rate of that unit
    /// @throws IllegalArgumentException if the recording is not longer than the lag
    public static LagCovariances of(BinaryRaster raster, int lag, double[] centre) {
        int pairs = raster.steps() - lag;
        if (lag < 1 || pairs < 1) {
            throw new IllegalArgumentException("lag " + lag + " in a recording of " + raster.steps() + " steps");
        }
        int n = raster.units();
        int[] now = new int[n];
        int[] before = new int[n];
        // Twice the pairs of C: once for each of the two stretches that a step belongs to.
        long[] same = new long[n * n];
        long[] lagCounts = new long[n * n];
        long[] early = new long[n];
        long[] late = new long[n];
        for (int t = 0; t < raster.steps(); t++) {
            int k = active(raster, t, now);
            int stretches = (t < pairs ? 1 : 0) + (t >= lag ? 1 : 0);
            int m = t >= lag ? active(raster, t - lag, before) : 0;
            for (int a = 0; a < k; a++) {
                int row = now[a] * n;
                early[now[a]] += t < pairs ? 1 : 0;
                late[now[a]] += t >= lag ? 1 : 0;
                for (int b = 0; b < k; b++) {
                    same[row + now[b]] += stretches;
                }
                for (int b = 0; b < m; b++) {
                    lagCounts[row + before[b]]++;
                }
            }
        }
        double total = pairs;
        double[] c = new double[n];
        double[] rates = new double[n];
        double[] mean = new double[n];
        for (int i = 0; i < n; i++) {
            rates[i] = late[i] / total;
            mean[i] = 0.5 * (early[i] + late[i]) / total;
            c[i] = Double.isNaN(centre[i]) ? mean[i] : centre[i];
        }
        double[] covariance = new double[n * n];
        double[] lagged = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                covariance[i * n + j] = 0.5 * same[i * n + j] / total - c[i] * mean[j] - mean[i] * c[j] + c[i] * c[j];
                lagged[i * n + j] =
                        lagCounts[i * n + j] / total - c[i] * early[j] / total - rates[i] * c[j] + c[i] * c[j];
            }
        }
        return new LagCovariances(n, pairs, covariance, lagged, rates, c);
    }

    private static int active(BinaryRaster raster, int step, int[] out) {
        int count = 0;
        int words = raster.wordsPerStep();
        for (int w = 0; w < words; w++) {
            for (long bits = raster.words()[step * words + w]; bits != 0; bits &= bits - 1) {
                out[count++] = (w << 6) + Long.numberOfTrailingZeros(bits);
            }
        }
        return count;
    }
}
