package org.gyre.nets.lif.mode;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// What made the units of a layer fire; see [ModeMeasures].
///
/// @param spikes       output spikes whose inputs were found, `[unit]`
/// @param unexplained  output spikes whose sum of inputs stays below the threshold, `[unit]`
/// @param contributing contributing input spikes of all of `spikes` together, `[unit]`
/// @param intervals    effective integration intervals of all of `spikes` together, in steps, `[unit]`
@SuppressWarnings("ArrayRecordComponent") // a table, never compared
public record UnitModes(long[] spikes, long[] unexplained, long[] contributing, long[] intervals) {
    /// @throws IllegalArgumentException if the arrays differ in length
    public UnitModes {
        if (unexplained.length != spikes.length
                || contributing.length != spikes.length
                || intervals.length != spikes.length) {
            throw new IllegalArgumentException("counts of different numbers of units");
        }
    }

    /// Number of units.
    public int units() {
        return spikes.length;
    }

    /// Mean number of contributing input spikes of a unit; none if it did not fire.
    public OptionalDouble contributing(int unit) {
        return mean(contributing, unit);
    }

    /// Mean effective integration interval of a unit in steps; none if it did not fire.
    public OptionalDouble interval(int unit) {
        return mean(intervals, unit);
    }

    private OptionalDouble mean(long[] sums, int unit) {
        return spikes[unit] == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) sums[unit] / spikes[unit]);
    }

    /// Numbers of the units that fired, as far as their inputs were found.
    public int[] firing() {
        return IntStream.range(0, units()).filter(u -> spikes[u] > 0).toArray();
    }

    /// Mean over the units that fired of their mean number of contributing input spikes.
    public OptionalDouble layerContributing() {
        return Arrays.stream(firing())
                .mapToDouble(u -> (double) contributing[u] / spikes[u])
                .average();
    }

    /// Mean over the units that fired of their mean effective integration interval, in steps.
    public OptionalDouble layerInterval() {
        return Arrays.stream(firing())
                .mapToDouble(u -> (double) intervals[u] / spikes[u])
                .average();
    }

    /// The share of all output spikes whose sum of inputs stays below the threshold.
    public double unexplainedShare() {
        long without = Arrays.stream(unexplained).sum();
        long all = without + Arrays.stream(spikes).sum();
        return all == 0 ? 0 : (double) without / all;
    }

    /// Contributing input spikes for each step of the integration interval: the slope of the line through
    /// zero that fits the units that fired best, Σ x y / Σ x² with intervals x and spikes y.
    public OptionalDouble slope() {
        return slope(firing());
    }

    /// The same of some units, such as those of one decay time.
    public OptionalDouble slope(int... some) {
        double xy = 0;
        double xx = 0;
        for (int u : some) {
            if (spikes[u] > 0) {
                double x = (double) intervals[u] / spikes[u];
                xy += x * contributing[u] / spikes[u];
                xx += x * x;
            }
        }
        return xx == 0 ? OptionalDouble.empty() : OptionalDouble.of(xy / xx);
    }
}
