package org.gyre.measure.neighbour;

import java.util.Arrays;

/// Counts in boxes of a space with many points: those are cut across the first dimension into slabs of equal numbers
/// with a [RankCounter] each, so that memory goes with the number of points and not with its square.
final class SlabCounter implements RangeCounter {
    /// Most points in a slab: the rows of a slab fit into a cache.
    static final int LARGEST = 1 << 16;

    private final RankCounter[] slabs;
    /// The least and the largest value in the first dimension, by slab.
    private final double[] low;

    private final double[] high;

    /// @param columns `[dimension][sample]`, two dimensions or more; not changed
    SlabCounter(double[]... columns) {
        int n = columns[0].length;
        int[] ranks = SortedColumn.of(columns[0]).ranks(columns[0]);
        slabs = new RankCounter[(n + LARGEST - 1) / LARGEST];
        low = new double[slabs.length];
        high = new double[slabs.length];
        double[][] ordered = new double[columns.length][n];
        for (int d = 0; d < columns.length; d++) {
            for (int sample = 0; sample < n; sample++) {
                ordered[d][ranks[sample]] = columns[d][sample];
            }
        }
        for (int slab = 0; slab < slabs.length; slab++) {
            int from = (int) ((long) n * slab / slabs.length);
            int to = (int) ((long) n * (slab + 1) / slabs.length);
            double[][] part = new double[columns.length][];
            for (int d = 0; d < columns.length; d++) {
                part[d] = Arrays.copyOfRange(ordered[d], from, to);
            }
            slabs[slab] = new RankCounter(part);
            low[slab] = ordered[0][from];
            high[slab] = ordered[0][to - 1];
        }
    }

    @Override
    public int count(double[] centre, double[] reach) {
        int count = 0;
        for (int slab = 0; slab < slabs.length; slab++) {
            if (low[slab] - centre[0] < reach[0] && centre[0] - high[slab] < reach[0]) {
                count += slabs[slab].count(centre, reach);
            }
        }
        return count;
    }
}
