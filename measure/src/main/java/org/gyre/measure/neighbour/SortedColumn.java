package org.gyre.measure.neighbour;

import java.util.Arrays;

/// Counts in intervals of a line: a sorted column, and a table of where equal steps of the line begin in it,
/// so that the ends of an interval are found in constant time, or in logarithmic time where points crowd.
public final class SortedColumn implements RangeCounter {
    /// Longer pieces of the table are searched by halving.
    private static final int SCANNED = 16;

    private final double[] values;
    /// First index whose value lies in step s or a later one, for each step and one more.
    private final int[] starts;

    private final double steps;

    private SortedColumn(double[] values, int[] starts, double steps) {
        this.values = values;
        this.starts = starts;
        this.steps = steps;
    }

    /// The counter of a column.
    ///
    /// @param column values, finite, at least one; not changed
    public static SortedColumn of(double[] column) {
        double[] values = column.clone();
        Arrays.sort(values);
        int n = values.length;
        double steps = n / (values[n - 1] - values[0]);
        // A column without extent, or one too wide or too narrow to be cut, is one step.
        SortedColumn sorted = new SortedColumn(values, new int[n + 2], Double.isFinite(steps) && steps > 0 ? steps : 0);
        int next = 0;
        for (int i = 0; i < n; i++) {
            for (int step = sorted.step(values[i]); next <= step; next++) {
                sorted.starts[next] = i;
            }
        }
        Arrays.fill(sorted.starts, next, n + 2, n);
        return sorted;
    }

    private int step(double x) {
        return (int) Math.max(0, Math.min(values.length, (x - values[0]) * steps));
    }

    @Override
    public int count(double[] centre, double[] reach) {
        return count(centre[0], reach[0]);
    }

    /// Number of values x with |x − c| < r.
    public int count(double c, double r) {
        return r > 0 ? above(c, r) - below(c, r) : 0;
    }

    /// The first index with c − x < r. The table is entered where c − r lies, which rounding may have moved
    /// over a border between two steps: hence the walk in both directions.
    private int below(double c, double r) {
        int step = step(c - r);
        int low = starts[step];
        int high = starts[step + 1];
        while (high - low > SCANNED) {
            int middle = (low + high) >>> 1;
            if (c - values[middle] < r) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        while (low < values.length && c - values[low] >= r) {
            low++;
        }
        while (low > 0 && c - values[low - 1] < r) {
            low--;
        }
        return low;
    }

    /// The first index with x − c ≥ r at or above c.
    private int above(double c, double r) {
        int step = step(c + r);
        int low = starts[step];
        int high = starts[step + 1];
        while (high - low > SCANNED) {
            int middle = (low + high) >>> 1;
            if (values[middle] - c < r) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        while (low < values.length && values[low] - c < r) {
            low++;
        }
        while (low > 0 && values[low - 1] - c >= r) {
            low--;
        }
        return low;
    }
}
