package org.gyre.measure.neighbour;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/// Finds the k nearest neighbours of the points of a tree under the maximum norm.
///
/// The search climbs from the point's own leaf to the root and at each node looks into those other children that
/// the ball of the k nearest so far reaches, so that the ball is small from the start. Nothing is allocated
/// after construction. Not thread-safe: one for each task.
public final class NeighbourSearch {
    private static final int WIDTH = KdTree.WIDTH;
    private static final int SHIFT = KdTree.SHIFT;

    private final KdTree tree;
    private final int dimensions;
    private final double[] points;
    private final Exclusion exclusion;
    private final int neighbours;
    /// Distances of the nearest so far, ascending, and their positions.
    private final double[] distances;
    private final int[] positions;
    private final double[] query;
    /// Distances of the eight children that are being looked at, level by level; the points of a leaf are last.
    private final double[] rows;

    private double bound;
    private int firstExcluded;
    private int lastExcluded;

    /// @param tree       the points
    /// @param neighbours k, 1 ≤ k < number of points
    /// @param exclusion  which samples are no neighbours of a sample
    public NeighbourSearch(KdTree tree, int neighbours, Exclusion exclusion) {
        this.tree = tree;
        this.dimensions = tree.dimensions();
        this.points = tree.points();
        this.exclusion = exclusion;
        this.neighbours = neighbours;
        this.distances = new double[neighbours];
        this.positions = new int[neighbours];
        this.query = new double[dimensions];
        this.rows = new double[(tree.levels() + 1) * WIDTH];
    }

    /// The distance from the point at a position to its k-th nearest neighbour; +∞ if fewer than k samples
    /// are admitted.
    public double distance(int position) {
        for (int d = 0; d < dimensions; d++) {
            query[d] = tree.coordinate(position, d);
        }
        int sample = tree.sample(position);
        firstExcluded = exclusion.first(sample);
        lastExcluded = exclusion.last(sample);
        bound = Double.POSITIVE_INFINITY;
        Arrays.fill(distances, bound);
        int node = position >> SHIFT;
        leaf(node);
        for (int level = 0; level < tree.levels(); level++) {
            children(level, node >> SHIFT, ~(1 << (node & (WIDTH - 1))));
            node >>= SHIFT;
        }
        return bound;
    }

    /// After [#distance]: the largest distance of the k neighbours in the space of some coordinates.
    ///
    /// @param from first coordinate
    /// @param to   the coordinate behind the last
    public double extent(int from, int to) {
        double extent = 0;
        for (int position : positions) {
            for (int d = from; d < to; d++) {
                extent = Math.max(extent, Math.abs(tree.coordinate(position, d) - query[d]));
            }
        }
        return extent;
    }

    /// After [#distance]: whether the last two of the neighbours are equally distant, or the only one is at zero.
    public boolean tied() {
        return bound == 0 || (neighbours > 1 && distances[neighbours - 2] == bound);
    }

    /// Looks into those of a node's children that are asked for and near enough, the nearest first.
    private void children(int level, int node, int asked) {
        int row = level * WIDTH;
        int near = boxesWithin(level, node, row) & asked;
        while (near != 0) {
            int nearest = Integer.numberOfTrailingZeros(near);
            for (int rest = near & (near - 1); rest != 0; rest &= rest - 1) {
                int other = Integer.numberOfTrailingZeros(rest);
                nearest = rows[row + other] < rows[row + nearest] ? other : nearest;
            }
            if (rows[row + nearest] >= bound) {
                return;
            }
            near &= ~(1 << nearest);
            int child = node * WIDTH + nearest;
            if (level == 0) {
                leaf(child);
            } else {
                children(level - 1, child, -1);
            }
        }
    }

    /// Which boxes of a node's children the ball reaches; their distances go to a row.
    private int boxesWithin(int level, int node, int row) {
        double[] boxes = tree.boxes(level);
        int within = 0;
        for (int lane = 0; lane < WIDTH; lane += Lanes.LANES) {
            int at = node * dimensions * 2 * WIDTH + lane;
            DoubleVector distance = DoubleVector.zero(Lanes.SPECIES);
            for (int d = 0; d < dimensions; d++) {
                DoubleVector q = DoubleVector.broadcast(Lanes.SPECIES, query[d]);
                DoubleVector below =
                        DoubleVector.fromArray(Lanes.SPECIES, boxes, at).sub(q);
                DoubleVector above = q.sub(DoubleVector.fromArray(Lanes.SPECIES, boxes, at + WIDTH));
                distance = distance.max(below.max(above));
                at += 2 * WIDTH;
            }
            distance.intoArray(rows, row + lane);
            within |= (int) distance.compare(VectorOperators.LT, bound).toLong() << lane;
        }
        return within;
    }

    private void leaf(int leaf) {
        int row = tree.levels() * WIDTH;
        int within = pointsWithin(leaf, row);
        while (within != 0) {
            int lane = Integer.numberOfTrailingZeros(within);
            within &= within - 1;
            double distance = rows[row + lane];
            int position = leaf * WIDTH + lane;
            if (distance < bound && admitted(tree.sample(position))) {
                insert(distance, position);
            }
        }
    }

    private boolean admitted(int other) {
        return other < firstExcluded || other > lastExcluded;
    }

    private int pointsWithin(int leaf, int row) {
        int within = 0;
        for (int lane = 0; lane < WIDTH; lane += Lanes.LANES) {
            int at = leaf * dimensions * WIDTH + lane;
            DoubleVector distance = DoubleVector.zero(Lanes.SPECIES);
            for (int d = 0; d < dimensions; d++) {
                distance = distance.max(DoubleVector.fromArray(Lanes.SPECIES, points, at)
                        .sub(query[d])
                        .abs());
                at += WIDTH;
            }
            distance.intoArray(rows, row + lane);
            within |= (int) distance.compare(VectorOperators.LT, bound).toLong() << lane;
        }
        return within;
    }

    private void insert(double distance, int position) {
        int place = neighbours - 1;
        while (place > 0 && distances[place - 1] > distance) {
            distances[place] = distances[place - 1];
            positions[place] = positions[place - 1];
            place--;
        }
        distances[place] = distance;
        positions[place] = position;
        bound = distances[neighbours - 1];
    }
}
