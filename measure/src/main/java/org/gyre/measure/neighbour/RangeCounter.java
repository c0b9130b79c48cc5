package org.gyre.measure.neighbour;

/// Counts the points of a space in boxes around any centre. Immutable and without scratch of its own, so
/// that threads can share it.
public sealed interface RangeCounter permits SortedColumn, RankCounter, SlabCounter {
    /// A counter of the rows of a table: by a sorted column where there is one dimension, else by ranks and rows of
    /// bits, in slabs where there are many points.
    ///
    /// @param columns `[dimension][sample]`, finite, at least one of each
    static RangeCounter of(double[]... columns) {
        if (columns.length == 1) {
            return SortedColumn.of(columns[0]);
        }
        return columns[0].length > SlabCounter.LARGEST ? new SlabCounter(columns) : new RankCounter(columns);
    }

    /// Number of points x with |x_d − c_d| < r_d in every dimension, the centre included if it is one of them
    /// and all r_d > 0. To count the border too, ask for the next larger number, [Math#nextUp(double)].
    ///
    /// @param centre c, one for each dimension
    /// @param reach  r, one for each dimension
    int count(double[] centre, double[] reach);
}
