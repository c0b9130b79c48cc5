package org.gyre.measure.neighbour;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/// Counts in intervals of a line: a sorted column, and a table of where equal steps of the line begin in it,
/// so that the ends of an interval are found in constant time, or in logarithmic time where points crowd.
public final class SortedColumn implements RangeCounter {
    /// Longer pieces of the table are searched by halving.
    private static final int SCANNED = 16;

    /// The values in order, and as many +∞ behind them as lanes are read at once.
    private final double[] values;

    private final int size;
    /// First index whose value lies in step s or a later one, for each step and one more.
    private final int[] starts;

    /// Where the first step begins.
    private final double low;
    /// Steps in a unit length.
    private final double steps;

    private SortedColumn(double[] values, int[] starts, double low, double steps) {
        this.values = values;
        this.size = values.length - Lanes.LANES;
        this.starts = starts;
        this.low = low;
        this.steps = steps;
    }

    /// The counter of a column.
    ///
    /// @param column values, finite, at least one; not changed
    public static SortedColumn of(double[] column) {
        int n = column.length;
        double low = column[0];
        double high = low;
        for (double value : column) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        double steps = n / (high - low);
        if (!Double.isFinite(steps) || !(steps > 0)) {
            // A column without extent, or one too wide or too narrow to be cut, is one step.
            steps = 0;
        }
        return sorted(column, low, steps);
    }

    /// Deals the values out to the steps, then sorts inside each: the table is made on the way, and in most columns
    /// few values share a step.
    private static SortedColumn sorted(double[] column, double low, double steps) {
        int n = column.length;
        int[] starts = new int[n + 2];
        for (double value : column) {
            starts[step(value, low, steps, n) + 1]++;
        }
        for (int step = 0; step <= n; step++) {
            starts[step + 1] += starts[step];
        }
        double[] values = new double[n + Lanes.LANES];
        Arrays.fill(values, n, values.length, Double.POSITIVE_INFINITY);
        int[] next = starts.clone();
        for (double value : column) {
            values[next[step(value, low, steps, n)]++] = value;
        }
        for (int step = 0; step <= n; step++) {
            if (starts[step + 1] - starts[step] > 1) {
                sort(values, starts[step], starts[step + 1]);
            }
        }
        return new SortedColumn(values, starts, low, steps);
    }

    private static void sort(double[] values, int from, int to) {
        if (to - from > SCANNED) {
            Arrays.sort(values, from, to);
            return;
        }
        for (int i = from + 1; i < to; i++) {
            double value = values[i];
            int place = i;
            while (place > from && values[place - 1] > value) {
                values[place] = values[place - 1];
                place--;
            }
            values[place] = value;
        }
    }

    /// In which of n + 1 steps a number lies; those beyond an end are counted to the step there.
    private static int step(double x, double low, double steps, int n) {
        // The conversion cuts off what an int cannot hold.
        return Math.clamp((int) ((x - low) * steps), 0, n);
    }

    @Override
    public int count(double[] centre, double[] reach) {
        return count(centre[0], reach[0]);
    }

    /// The place of each value of the column in the sorted one; equal values have the order of the column.
    ///
    /// @param column from which this was made
    int[] ranks(double[] column) {
        int[] met = new int[size];
        int[] ranks = new int[column.length];
        for (int sample = 0; sample < ranks.length; sample++) {
            int first = first(column[sample]);
            ranks[sample] = first + met[first]++;
        }
        return ranks;
    }

    /// The first index of a value of the column.
    private int first(double x) {
        int step = step(x, low, steps, size);
        int first = starts[step];
        int end = starts[step + 1];
        while (end - first > SCANNED) {
            int middle = (first + end) >>> 1;
            if (values[middle] < x) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
        while (values[first] < x) {
            first++;
        }
        return first;
    }

    /// Number of values x with |x − c| < r.
    public int count(double c, double r) {
        return r > 0 ? above(c, r) - below(c, r) : 0;
    }

    /// The first index with c − x < r. The table is entered where c − r lies, which rounding may have moved
    /// over a border between two steps: hence the walk in both directions.
    int below(double c, double r) {
        int step = step(c - r, low, steps, size);
        int first = starts[step];
        int end = starts[step + 1];
        while (end - first > SCANNED) {
            int middle = (first + end) >>> 1;
            if (c - values[middle] < r) {
                end = middle;
            } else {
                first = middle + 1;
            }
        }
        DoubleVector centre = DoubleVector.broadcast(Lanes.SPECIES, c);
        int outside;
        do {
            outside = centre.sub(DoubleVector.fromArray(Lanes.SPECIES, values, first))
                    .compare(VectorOperators.GE, r)
                    .trueCount();
            first += outside;
        } while (outside == Lanes.LANES);
        while (first > 0 && c - values[first - 1] < r) {
            first--;
        }
        return first;
    }

    /// The first index with x − c ≥ r at or above c.
    int above(double c, double r) {
        int step = step(c + r, low, steps, size);
        int first = starts[step];
        int end = starts[step + 1];
        while (end - first > SCANNED) {
            int middle = (first + end) >>> 1;
            if (values[middle] - c < r) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
        int inside;
        do {
            inside = DoubleVector.fromArray(Lanes.SPECIES, values, first)
                    .sub(c)
                    .compare(VectorOperators.LT, r)
                    .trueCount();
            first += inside;
        } while (inside == Lanes.LANES);
        while (first > 0 && values[first - 1] - c >= r) {
            first--;
        }
        return first;
    }
}
