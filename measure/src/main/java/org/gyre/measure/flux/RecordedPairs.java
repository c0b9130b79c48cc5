package org.gyre.measure.flux;

import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.Plural;

/// Correlations and information of ordered pairs of units some steps apart, counted in a recording (plug-in).
///
/// The plug-in information of a pair is too large by about 1/2T nats.
///
/// @param units N
/// @param correlation of x_i(t+n) and x_j(t), `[i][j]` row-major; 0 where a unit never changed
/// @param information I[x_j(t); x_i(t+n)] in nats, `[i][j]` row-major
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record RecordedPairs(int units, double[] correlation, double[] information) {
    /// Counts a recording.
    ///
    /// @param lag n ≥ 1
    /// @throws InputException if it has no more steps than the lag
    public static RecordedPairs of(BinaryRaster raster, int lag) {
        int n = raster.units();
        int steps = raster.steps() - lag;
        if (lag < 1 || steps < 1) {
            throw new InputException("a recording of " + Plural.of(raster.steps(), "step") + " has no states that are "
                    + Plural.of(lag, "step") + " apart: record more steps or choose a lag from 1 to "
                    + (raster.steps() - 1));
        }
        // Units as rows of bits over time: a pair is then counted 64 steps at once.
        int words = (steps + 63) >>> 6;
        long[] now = new long[n * words];
        long[] next = new long[n * words];
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < n; i++) {
                if (raster.get(t, i)) {
                    now[i * words + (t >>> 6)] |= 1L << t;
                }
                if (raster.get(t + lag, i)) {
                    next[i * words + (t >>> 6)] |= 1L << t;
                }
            }
        }
        double[] correlation = new double[n * n];
        double[] information = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                long both = 0;
                long later = 0;
                long earlier = 0;
                for (int w = 0; w < words; w++) {
                    long a = next[i * words + w];
                    long b = now[j * words + w];
                    both += Long.bitCount(a & b);
                    later += Long.bitCount(a);
                    earlier += Long.bitCount(b);
                }
                double[] cell = {
                    (double) both / steps,
                    (double) (later - both) / steps,
                    (double) (earlier - both) / steps,
                    (double) (steps - later - earlier + both) / steps
                };
                correlation[i * n + j] = FluxReading.correlation(cell);
                information[i * n + j] = FluxReading.information(cell);
            }
        }
        return new RecordedPairs(n, correlation, information);
    }

    /// Root mean square correlation over all N² ordered pairs.
    public double correlationRms() {
        double sum = 0;
        for (double c : correlation) {
            sum += c * c;
        }
        return Math.sqrt(sum / correlation.length);
    }

    /// Mean information over all N² ordered pairs.
    public double meanInformation() {
        double sum = 0;
        for (double value : information) {
            sum += value;
        }
        return sum / information.length;
    }
}
