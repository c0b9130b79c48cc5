package org.gyre.measure.avalanche;

import org.gyre.core.InputException;
import org.gyre.core.Plural;

/// The slope that an eye sees on a log–log histogram: not an estimator of the exponent (it is biased by noise and
/// by the choice of bins), but what papers draw a line through.
///
/// Definition. Edges eₖ = a·10^(k/m), k = 0, 1, … up to b, m bins per decade. A bin holds the whole numbers n
/// with eₖ ≤ n < eₖ₊₁; bins without whole numbers or without data are left out. The density of a bin is
/// its count divided by the number of whole numbers in it and by the sample size; its position is √(first · last
/// whole number). The slope is that of the least-squares line of log density on log position, each bin with equal
/// weight.
///
/// @param slope d log₁₀ density / d log₁₀ size
/// @param standardError of the slope, from the residuals
/// @param bins number of bins used
public record LogBinnedSlope(double slope, double standardError, int bins) {
    /// Slope on [from, to] with ten bins per decade.
    public static LogBinnedSlope of(Tally sample, double from, double to) {
        return of(sample, from, to, 10);
    }

    /// Slope on [from, to].
    ///
    /// @throws InputException if fewer than three bins hold data
    public static LogBinnedSlope of(Tally sample, double from, double to, int binsPerDecade) {
        if (!(from >= 1) || !(to > from) || to == Double.POSITIVE_INFINITY || binsPerDecade < 1) {
            throw new InputException("slope on [" + from + ", " + to + "] with " + binsPerDecade
                    + " bins per decade: needs 1 <= from < to and at least one bin");
        }
        int most = (int) Math.ceil(Math.log10(to / from) * binsPerDecade) + 1;
        double[] x = new double[most];
        double[] y = new double[most];
        int used = 0;
        int next = sample.lowerBound(from);
        double first = Math.ceil(from);
        for (int k = 0; k < most && first <= to; k++) {
            double edge = from * Math.pow(10, (k + 1.0) / binsPerDecade);
            double last = Math.min(Math.ceil(edge) - 1, Math.floor(to));
            if (last < first) {
                continue;
            }
            long count = 0;
            while (next < sample.distinct() && sample.value(next) <= last) {
                count += sample.count(next++);
            }
            if (count > 0) {
                x[used] = 0.5 * Math.log10(first * last);
                y[used++] = Math.log10(count / ((last - first + 1) * sample.total()));
            }
            first = last + 1;
        }
        if (used < 3) {
            throw new InputException("only " + Plural.of(used, "logarithmic bin holds", "logarithmic bins hold")
                    + " data in [" + from + ", " + to + "]: a slope needs three; widen the range");
        }
        return line(x, y, used);
    }

    private static LogBinnedSlope line(double[] x, double[] y, int n) {
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < n; i++) {
            meanX += x[i] / n;
            meanY += y[i] / n;
        }
        double sxx = 0;
        double sxy = 0;
        for (int i = 0; i < n; i++) {
            sxx += (x[i] - meanX) * (x[i] - meanX);
            sxy += (x[i] - meanX) * (y[i] - meanY);
        }
        double slope = sxy / sxx;
        double residuals = 0;
        for (int i = 0; i < n; i++) {
            double r = y[i] - meanY - slope * (x[i] - meanX);
            residuals += r * r;
        }
        return new LogBinnedSlope(slope, Math.sqrt(residuals / (n - 2) / sxx), n);
    }
}
