package org.gyre.measure.mutualinfo;

/// Numbers of columns of a joint space in which a, b and c stand side by side.
final class Columns {
    private Columns() {}

    /// The columns `from` ≤ i < `to`.
    static int[] range(int from, int to) {
        return ranges(from, to, to, to);
    }

    /// The columns of two ranges, one behind the other.
    static int[] ranges(int from, int to, int alsoFrom, int alsoTo) {
        int[] columns = new int[to - from + alsoTo - alsoFrom];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = i < to - from ? from + i : alsoFrom + i - (to - from);
        }
        return columns;
    }
}
