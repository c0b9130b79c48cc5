package org.gyre.measure.spikes;

/// How often intervals between spikes fall into logarithmic bins.
///
/// The edges lie at 10^(k / binsPerDecade) seconds, k whole, so that histograms of different units and
/// recordings have the same edges. Bin b holds edge b ≤ interval < edge b + 1.
///
/// @param edges  `[bin + 1]` in seconds, ascending; empty without a positive interval
/// @param counts `[bin]`; the first and the last are not zero
/// @param zeros  intervals of zero ticks, which have no logarithm
@SuppressWarnings("ArrayRecordComponent") // a result, handed on and never compared
public record IntervalHistogram(double[] edges, long[] counts, long zeros) {
    /// The histogram of one train.
    ///
    /// @param train          spikes of one unit in ticks, non-decreasing
    /// @param ticksPerSecond rate of the clock in Hz
    /// @param binsPerDecade  ≥ 1
    public static IntervalHistogram of(long[] train, double ticksPerSecond, int binsPerDecade) {
        if (binsPerDecade < 1) {
            throw new IllegalArgumentException(binsPerDecade + " bins for each decade");
        }
        long[] intervals = IntervalStatistics.intervals(train);
        long shortest = Long.MAX_VALUE;
        long longest = 0;
        for (long interval : intervals) {
            shortest = interval > 0 ? Math.min(shortest, interval) : shortest;
            longest = Math.max(longest, interval);
        }
        if (longest == 0) {
            return new IntervalHistogram(new double[0], new long[0], intervals.length);
        }
        int first = bin(shortest / ticksPerSecond, binsPerDecade);
        int last = bin(longest / ticksPerSecond, binsPerDecade);
        double[] edges = new double[last - first + 2];
        for (int b = 0; b < edges.length; b++) {
            edges[b] = edge(first + b, binsPerDecade);
        }
        long[] counts = new long[last - first + 1];
        long zeros = 0;
        for (long interval : intervals) {
            if (interval == 0) {
                zeros++;
            } else {
                counts[bin(interval / ticksPerSecond, binsPerDecade) - first]++;
            }
        }
        return new IntervalHistogram(edges, counts, zeros);
    }

    private static double edge(int k, int binsPerDecade) {
        return StrictMath.pow(10, (double) k / binsPerDecade);
    }

    /// The logarithm may round across an edge; the edge itself decides.
    private static int bin(double seconds, int binsPerDecade) {
        int k = (int) Math.floor(binsPerDecade * StrictMath.log10(seconds));
        if (seconds < edge(k, binsPerDecade)) {
            return k - 1;
        }
        return seconds >= edge(k + 1, binsPerDecade) ? k + 1 : k;
    }
}
