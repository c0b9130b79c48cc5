package org.gyre.measure.neighbour;

/// Parts rows at a rank of one of their columns, in expected linear time.
///
/// First a [Selection] finds the key of that rank, then all rows are parted at it, again without a branch for the
/// processor to guess. Not thread-safe.
final class Partition {
    private final double[][] columns;
    private final Selection selection;
    /// Scratch for a column.
    private final double[] values;
    /// Rows in their new order, counted from the first.
    private final int[] order;

    /// @param columns `[column][row]`, at least one of each; reordered in place
    Partition(double[][] columns) {
        this.columns = columns;
        int n = columns[0].length;
        selection = new Selection(n);
        values = new double[n];
        order = new int[n];
    }

    /// Reorders rows `from` ≤ i < `to`, so that no row before `cut` has a larger key than any row from it on.
    ///
    /// @param key the column that decides
    /// @param cut between `from` and `to`, excluding both
    void split(int key, int from, int to, int cut) {
        int n = to - from;
        double pivot = selection.value(columns[key], from, to, cut - from);
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

    /// Values that the searches for keys have read so far.
    long touched() {
        return selection.touched();
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
}
