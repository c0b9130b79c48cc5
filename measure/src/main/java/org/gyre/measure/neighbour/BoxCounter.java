package org.gyre.measure.neighbour;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/// Counts in boxes of a space by its tree: nodes that lie inside the box are counted whole, nodes that it
/// cuts are opened.
public final class BoxCounter implements RangeCounter {
    private static final int WIDTH = KdTree.WIDTH;
    private static final int SHIFT = KdTree.SHIFT;

    private final KdTree tree;
    private final int dimensions;
    private final double[] points;

    /// @param tree the points
    public BoxCounter(KdTree tree) {
        this.tree = tree;
        this.dimensions = tree.dimensions();
        this.points = tree.points();
    }

    @Override
    public int count(double[] centre, double[] reach) {
        return tree.levels() == 0 ? leaf(0, centre, reach) : children(tree.levels() - 1, 0, centre, reach);
    }

    /// Points inside among the children of a node; the children are at `level`.
    private int children(int level, int node, double[] centre, double[] reach) {
        double[] boxes = tree.boxes(level);
        int count = 0;
        for (int lane = 0; lane < WIDTH; lane += Lanes.LANES) {
            int at = node * dimensions * 2 * WIDTH + lane;
            // |x − c| − r over the box: negative at its nearest point where the box is touched, at its farthest where
            // it is inside. A rounded difference has the sign of the exact one.
            DoubleVector nearest = DoubleVector.broadcast(Lanes.SPECIES, Double.NEGATIVE_INFINITY);
            DoubleVector farthest = nearest;
            for (int d = 0; d < dimensions; d++) {
                DoubleVector c = DoubleVector.broadcast(Lanes.SPECIES, centre[d]);
                DoubleVector r = DoubleVector.broadcast(Lanes.SPECIES, reach[d]);
                DoubleVector low = DoubleVector.fromArray(Lanes.SPECIES, boxes, at);
                DoubleVector high = DoubleVector.fromArray(Lanes.SPECIES, boxes, at + WIDTH);
                nearest = nearest.max(low.sub(c).max(c.sub(high)).sub(r));
                farthest = farthest.max(c.sub(low).max(high.sub(c)).sub(r));
                at += 2 * WIDTH;
            }
            long touched = nearest.compare(VectorOperators.LT, 0.0).toLong();
            long inside = touched & farthest.compare(VectorOperators.LT, 0.0).toLong();
            int first = node * WIDTH + lane;
            count += whole(level, first, inside);
            for (long cut = touched & ~inside; cut != 0; cut &= cut - 1) {
                int child = first + Long.numberOfTrailingZeros(cut);
                count += level == 0 ? leaf(child, centre, reach) : children(level - 1, child, centre, reach);
            }
        }
        return count;
    }

    /// Points in the marked ones of eight nodes; only the last of a level may be less than full.
    private int whole(int level, int first, long marked) {
        int full = SHIFT * (level + 1);
        int count = Long.bitCount(marked) << full;
        int last = (tree.size() - 1) >> full;
        if (last - first < WIDTH && last >= first && (marked >> (last - first) & 1) != 0) {
            count -= ((last + 1) << full) - tree.size();
        }
        return count;
    }

    private int leaf(int leaf, double[] centre, double[] reach) {
        int count = 0;
        for (int lane = 0; lane < WIDTH; lane += Lanes.LANES) {
            int at = leaf * dimensions * WIDTH + lane;
            DoubleVector outside = DoubleVector.broadcast(Lanes.SPECIES, Double.NEGATIVE_INFINITY);
            for (int d = 0; d < dimensions; d++) {
                DoubleVector distance = DoubleVector.fromArray(Lanes.SPECIES, points, at)
                        .sub(centre[d])
                        .abs();
                outside = outside.max(distance.sub(reach[d]));
                at += WIDTH;
            }
            count += outside.compare(VectorOperators.LT, 0.0).trueCount();
        }
        return count;
    }
}
