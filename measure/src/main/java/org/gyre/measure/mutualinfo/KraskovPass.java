package org.gyre.measure.mutualinfo;

import java.util.List;
import org.gyre.measure.mutualinfo.KraskovInformation.Algorithm;
import org.gyre.measure.neighbour.Exclusion;
import org.gyre.measure.neighbour.KdTree;
import org.gyre.measure.neighbour.NeighbourSearch;

/// Computes the local values of some samples: searches in the joint space, counts in the marginal ones. Holds the
/// scratch space of one task.
final class KraskovPass {
    private final KraskovSpace space;
    private final KdTree tree;
    private final Exclusion exclusion;
    private final NeighbourSearch search;
    /// Centre and half-widths of the box in the joint space, by column.
    private final double[] centre;
    private final double[] reach;
    /// The same in each marginal space.
    private final double[][] centres;
    private final double[][] reaches;

    private int identical;
    private int tied;

    KraskovPass(KraskovSpace space) {
        this.space = space;
        this.tree = space.tree();
        this.exclusion = space.exclusion();
        this.search = new NeighbourSearch(tree, space.neighbours(), exclusion);
        this.centre = new double[tree.dimensions()];
        this.reach = new double[tree.dimensions()];
        List<KraskovMarginal> marginals = space.marginals();
        this.centres = new double[marginals.size()][];
        this.reaches = new double[marginals.size()][];
        for (int m = 0; m < centres.length; m++) {
            centres[m] = new double[marginals.get(m).columns().length];
            reaches[m] = new double[marginals.get(m).columns().length];
        }
    }

    /// Local values of the samples at positions `from` ≤ p < `to` of the joint tree.
    ///
    /// @param local `[sample]`
    void run(int from, int to, double[] local) {
        for (int position = from; position < to; position++) {
            local[tree.sample(position)] = local(position);
        }
    }

    /// Samples so far whose k-th neighbour is identical to them.
    int identical() {
        return identical;
    }

    /// Samples so far with equally distant neighbours.
    int tied() {
        return tied;
    }

    private double local(int position) {
        int sample = tree.sample(position);
        double distance = search.distance(position);
        identical += distance == 0 ? 1 : 0;
        tied += search.tied() ? 1 : 0;
        for (int d = 0; d < centre.length; d++) {
            centre[d] = tree.coordinate(position, d);
            reach[d] = distance;
        }
        boolean boxed = space.algorithm() == Algorithm.KSG_2;
        if (boxed) {
            fitBox();
        }
        double value = space.constant(sample);
        for (int m = 0; m < centres.length; m++) {
            KraskovMarginal marginal = space.marginals().get(m);
            int others = others(marginal, m, sample);
            value += marginal.sign() * (boxed ? space.boxed(others, marginal.parts()) : space.psi(others + 1));
        }
        return value;
    }

    /// The smallest box around the neighbours: one half-width for each of a, b, c. The next larger number lets
    /// the counters, which leave out the border, count it.
    private void fitBox() {
        int from = 0;
        for (int width : space.widths()) {
            double extent = Math.nextUp(search.extent(from, from + width));
            for (int d = from; d < from + width; d++) {
                reach[d] = extent;
            }
            from += width;
        }
    }

    /// Admitted samples inside the box in a marginal space.
    private int others(KraskovMarginal marginal, int m, int sample) {
        int[] columns = marginal.columns();
        double[] c = centres[m];
        double[] r = reaches[m];
        for (int d = 0; d < c.length; d++) {
            c[d] = centre[columns[d]];
            r[d] = reach[columns[d]];
        }
        int inside = marginal.counter().count(c, r);
        if (exclusion.window() == 0) {
            // The sample itself was counted, unless the box is empty.
            return Math.max(0, inside - 1);
        }
        return inside - exclusion.countInside(sample, space.columns(), columns, c, r);
    }
}
