package org.gyre.measure.spikes;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.gyre.core.stats.Sum;

/// What the intervals between the spikes of one unit say about its regularity.
///
/// For intervals I₁ … I_n:
///
/// - CV = s.d.(I) / mean(I), the standard deviation with divisor n − 1;
/// - CV2 = mean of 2 |I_{k+1} − I_k| / (I_{k+1} + I_k) (Holt, Softky, Koch and Douglas, J.
/// Neurophysiol. 75:1806, 1996);
/// - LV = 3 · mean of ((I_{k+1} − I_k) / (I_{k+1} + I_k))² (Shinomoto, Shima and Tanji, Neural Comput.
/// 15:2823, 2003).
///
/// All are 1 in expectation for a Poisson process and 0 for a clock; a slow change of the rate raises
/// CV, and CV2 and LV hardly. Two neighbouring intervals of zero ticks are equal and add 0 to the last
/// two.
///
/// @param intervals         n ≥ 0, one less than the spikes
/// @param mean              in seconds; absent without an interval
/// @param median            in seconds; absent without an interval
/// @param cv                absent with fewer than two intervals, or where the mean is zero
/// @param cv2               absent with fewer than two intervals
/// @param lv                absent with fewer than two intervals
/// @param refractoryShare   share of intervals shorter than the refractory period; absent without an
/// interval
/// @param refractorySeconds the period
public record IntervalStatistics(
        int intervals,
        OptionalDouble mean,
        OptionalDouble median,
        OptionalDouble cv,
        OptionalDouble cv2,
        OptionalDouble lv,
        OptionalDouble refractoryShare,
        double refractorySeconds) {

    /// The intervals of one train.
    ///
    /// @param train            spikes of one unit in ticks, non-decreasing; not changed
    /// @param ticksPerSecond   rate of the clock in Hz
    /// @param refractoryTicks  intervals of fewer ticks violate the refractory period
    public static IntervalStatistics of(long[] train, double ticksPerSecond, long refractoryTicks) {
        long[] intervals = intervals(train);
        int n = intervals.length;
        double refractory = refractoryTicks / ticksPerSecond;
        OptionalDouble none = OptionalDouble.empty();
        if (n == 0) {
            return new IntervalStatistics(0, none, none, none, none, none, none, refractory);
        }
        int violations = 0;
        for (long interval : intervals) {
            violations += interval < refractoryTicks ? 1 : 0;
        }
        double mean = (double) (train[n] - train[0]) / n;
        return new IntervalStatistics(
                n,
                OptionalDouble.of(mean / ticksPerSecond),
                OptionalDouble.of(median(intervals) / ticksPerSecond),
                n < 2 || mean == 0 ? none : OptionalDouble.of(deviation(intervals, mean) / mean),
                n < 2 ? none : OptionalDouble.of(2 * meanContrast(intervals, 1)),
                n < 2 ? none : OptionalDouble.of(3 * meanContrast(intervals, 2)),
                OptionalDouble.of((double) violations / n),
                refractory);
    }

    /// Ticks from each spike to the next, `[spike]` one shorter than the train.
    static long[] intervals(long[] train) {
        long[] intervals = new long[Math.max(0, train.length - 1)];
        for (int k = 0; k < intervals.length; k++) {
            intervals[k] = train[k + 1] - train[k];
        }
        return intervals;
    }

    private static double median(long[] intervals) {
        long[] sorted = intervals.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : 0.5 * ((double) sorted[middle - 1] + sorted[middle]);
    }

    private static double deviation(long[] intervals, double mean) {
        Sum squares = new Sum();
        for (long interval : intervals) {
            squares.add((interval - mean) * (interval - mean));
        }
        return Math.sqrt(squares.value() / (intervals.length - 1));
    }

    /// Mean of |(I_{k+1} − I_k) / (I_{k+1} + I_k)|^power.
    private static double meanContrast(long[] intervals, int power) {
        Sum sum = new Sum();
        for (int k = 0; k + 1 < intervals.length; k++) {
            double both = (double) intervals[k] + intervals[k + 1];
            double contrast = both == 0 ? 0 : Math.abs(intervals[k + 1] - intervals[k]) / both;
            sum.add(power == 1 ? contrast : contrast * contrast);
        }
        return sum.value() / (intervals.length - 1);
    }
}
