package org.gyre.measure.neighbour;

/// Parts rows at a rank of one of their columns, in linear time.
///
/// First the key of that rank is looked for among copies of the keys (Hoare's quickselect with the median of three as
/// pivot), then all rows are parted at it. Both write every value to the next free place at either end of another
/// array and move one of the two places on, so that the processor has no branch to guess, at which it would be wrong
/// half of the time. Not thread-safe.
final class Partition {
    private final double[][] columns;
    /// Scratch for keys and columns.
    private double[] values;

    private double[] others;
    /// Rows in their new order, counted from the first.
    private final int[] order;

    /// @param columns `[column][row]`, at least one of each; reordered in place
    Partition(double[][] columns) {
        this.columns = columns;
        int n = columns[0].length;
        values = new double[n];
        others = new double[n];
        order = new int[n];
    }

    /// Reorders rows `from` ≤ i < `to`, so that no row before `cut` has a larger key than any row from it on.
    ///
    /// @param key the column that decides
    /// @param cut between `from` and `to`, excluding both
    void split(int key, int from, int to, int cut) {
        int n = to - from;
        System.arraycopy(columns[key], from, values, 0, n);
        double pivot = select(n, cut - from);
        int below = order(columns[key], from, n, pivot, 0);
        if (below < cut - from) {
            order(columns[key], from, n, pivot, cut - from - below);
        }
        for (double[] column : columns) {
            for (int i = 0; i < n; i++) {
                values[i] = column[from + order[i]];
            }
            System.arraycopy(values, 0, column, from, n);
        }
    }

    /// Puts keys below the pivot to the front, and the first so many of those that are like it.
    ///
    /// @return how many are below
    private int order(double[] keys, int from, int n, double pivot, int alike) {
        int front = 0;
        int back = n - 1;
        int left = alike;
        for (int i = 0; i < n; i++) {
            double key = keys[from + i];
            int lower = key < pivot ? 1 : 0;
            if (left > 0 && key == pivot) {
                lower = 1;
                left--;
            }
            order[front] = i;
            order[back] = i;
            front += lower;
            back -= 1 - lower;
        }
        return front;
    }

    /// The value of rank k among the first n; changes their order.
    private double select(int n, int k) {
        int from = 0;
        int to = n;
        while (to - from > 1) {
            double pivot = median(values[from], values[(from + to) >>> 1], values[to - 1]);
            int front = from;
            int back = to - 1;
            for (int i = from; i < to; i++) {
                double value = values[i];
                others[front] = value;
                others[back] = value;
                int lower = value < pivot ? 1 : 0;
                front += lower;
                back -= 1 - lower;
            }
            double[] swap = values;
            values = others;
            others = swap;
            if (k < front) {
                to = front;
            } else if (front > from) {
                from = front;
            } else {
                // The pivot is the least: what is like it is parted from the rest.
                int alike = alike(from, to, pivot);
                if (k < from + alike) {
                    return pivot;
                }
                from += alike;
            }
        }
        return values[k];
    }

    /// Brings values like the least to the front.
    ///
    /// @return how many there are
    private int alike(int from, int to, double least) {
        int end = from;
        for (int i = from; i < to; i++) {
            if (values[i] == least) {
                values[i] = values[end];
                values[end++] = least;
            }
        }
        return end - from;
    }

    private static double median(double a, double b, double c) {
        return a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
    }
}
