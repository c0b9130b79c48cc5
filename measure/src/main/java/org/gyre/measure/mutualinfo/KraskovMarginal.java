package org.gyre.measure.mutualinfo;

import org.gyre.measure.neighbour.RangeCounter;

/// One marginal space of a nearest-neighbour estimate, in which neighbours are counted.
///
/// @param sign    with which its term enters the information
/// @param columns which columns of the joint space it has
/// @param parts   of how many of a, b, c it is made
/// @param counter its points
record KraskovMarginal(int sign, int[] columns, int parts, RangeCounter counter) {
    static KraskovMarginal of(int sign, int parts, int[] columns, double[][] joint) {
        return new KraskovMarginal(sign, columns, parts, RangeCounter.of(pick(columns, joint)));
    }

    /// The same space with columns that changed.
    KraskovMarginal movedTo(double[][] joint) {
        return new KraskovMarginal(sign, columns, parts, RangeCounter.of(pick(columns, joint)));
    }

    private static double[][] pick(int[] columns, double[][] joint) {
        double[][] picked = new double[columns.length][];
        for (int d = 0; d < columns.length; d++) {
            picked[d] = joint[columns[d]];
        }
        return picked;
    }
}
