package org.gyre.measure.neighbour;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Finds the k nearest neighbours of the points of a tree under the maximum norm.
///
/// The points of a leaf are searched for together, since they need much the same: the search climbs from the leaf
/// to the root and at each node looks into those other children that the leaf's box reaches with the largest ball
/// of the k nearest so far, and that one of the eight balls reaches. So the balls are small from the start and the
/// way through the tree is shared; each point that is met is offered to all eight at once. Nothing is allocated after
/// construction. Not thread-safe: one for each task.
public final class NeighbourSearch {
    private static final int WIDTH = KdTree.WIDTH;
    private static final int SHIFT = KdTree.SHIFT;
    /// Marks every point of a leaf.
    private static final int EVERY = (1 << WIDTH) - 1;
    /// So few points with balls that reach a leaf look into it one by one first.
    private static final int FEW = 4;

    private static final long INFINITE = Double.doubleToRawLongBits(Double.POSITIVE_INFINITY);

    private final KdTree tree;
    private final int dimensions;
    private final double[] points;
    private final Exclusion exclusion;
    private final int neighbours;

    /// Bits of the distances of the nearest so far, `[rank][point of the leaf]`, ascending. Where the leaf has no
    /// point they are zero, than which nothing is nearer.
    private final long[] distances;
    /// Their positions, in the same order.
    private final long[] positions;
    /// Where the largest of the distances, the bounds, begin.
    private final int bounds;

    /// By point of the leaf: the first and the last sample that are no neighbours.
    private final long[] firstExcluded = new long[WIDTH];

    private final long[] lastExcluded = new long[WIDTH];

    /// The leaf whose points were searched for, the place of its points, and the point asked for.
    private int own = -1;

    private int origin;
    private int asked;
    /// The box of the leaf.
    private final double[] low;

    private final double[] high;
    /// The largest of the bounds.
    private long farthest;

    /// Distances of the eight children that are being looked at, level by level.
    private final long[] rows;

    /// @param tree       the points
    /// @param neighbours k, 1 ≤ k < number of points
    /// @param exclusion  which samples are no neighbours of a sample
    public NeighbourSearch(KdTree tree, int neighbours, Exclusion exclusion) {
        this.tree = tree;
        this.dimensions = tree.dimensions();
        this.points = tree.points();
        this.exclusion = exclusion;
        this.neighbours = neighbours;
        this.distances = new long[WIDTH * neighbours];
        this.positions = new long[WIDTH * neighbours];
        this.bounds = WIDTH * (neighbours - 1);
        this.low = new double[dimensions];
        this.high = new double[dimensions];
        this.rows = new long[tree.levels() * WIDTH];
    }

    /// The distance from the point at a position to its k-th nearest neighbour; +∞ if fewer than k samples
    /// are admitted. Asked in the order of positions, eight answers cost one search.
    public double distance(int position) {
        int leaf = position >> SHIFT;
        if (leaf != own) {
            start(leaf);
            climb();
        }
        asked = position & (WIDTH - 1);
        return Double.longBitsToDouble(distances[bounds + asked]);
    }

    /// After [#distance]: the largest distance of the k neighbours in the space of some coordinates.
    ///
    /// @param from first coordinate
    /// @param to   the coordinate behind the last
    public double extent(int from, int to) {
        double extent = 0;
        for (int i = asked; i < positions.length; i += WIDTH) {
            int position = (int) positions[i];
            for (int d = from; d < to; d++) {
                double distance = Math.abs(tree.coordinate(position, d) - points[origin + d * WIDTH + asked]);
                extent = Math.max(extent, distance);
            }
        }
        return extent;
    }

    /// After [#distance]: whether the last two of the neighbours are equally distant, or the only one is at zero.
    public boolean tied() {
        long bound = distances[bounds + asked];
        return bound == 0 || (neighbours > 1 && distances[bounds - WIDTH + asked] == bound);
    }

    private void start(int leaf) {
        own = leaf;
        origin = leaf * dimensions * WIDTH;
        int held = Math.min(WIDTH, tree.size() - leaf * WIDTH);
        Arrays.fill(distances, 0);
        for (int point = 0; point < held; point++) {
            for (int i = point; i < distances.length; i += WIDTH) {
                distances[i] = INFINITE;
            }
            int sample = tree.sample(leaf * WIDTH + point);
            firstExcluded[point] = exclusion.first(sample);
            lastExcluded[point] = exclusion.last(sample);
        }
        leaf(leaf, EVERY);
    }

    private void climb() {
        int node = own;
        for (int level = 0; level < tree.levels(); level++) {
            int lane = node & (WIDTH - 1);
            node >>= SHIFT;
            if (level == 0) {
                double[] boxes = tree.boxes(0);
                int at = node * dimensions * 2 * WIDTH + lane;
                for (int d = 0; d < dimensions; d++) {
                    low[d] = boxes[at];
                    high[d] = boxes[at + WIDTH];
                    at += 2 * WIDTH;
                }
            }
            children(level, node, ~(1 << lane));
        }
    }

    /// Looks into those of a node's children that are asked for and near enough, the nearest first.
    private void children(int level, int node, int which) {
        int at = level * WIDTH;
        int near = boxesWithin(level, node, at) & which;
        while (near != 0) {
            int nearest = Integer.numberOfTrailingZeros(near);
            for (int rest = near & (near - 1); rest != 0; rest &= rest - 1) {
                int other = Integer.numberOfTrailingZeros(rest);
                nearest = rows[at + other] < rows[at + nearest] ? other : nearest;
            }
            if (rows[at + nearest] >= farthest) {
                return;
            }
            near &= ~(1 << nearest);
            int child = node * WIDTH + nearest;
            int reaching = reaching(level, node, nearest);
            if (reaching == 0) {
                continue;
            }
            if (level == 0) {
                leaf(child, Integer.bitCount(reaching) > FEW ? EVERY : near(child, reaching));
            } else {
                children(level - 1, child, -1);
            }
        }
    }

    /// Which boxes of a node's children are nearer to the leaf's box than the largest bound; distances go to a row.
    private int boxesWithin(int level, int node, int to) {
        double[] boxes = tree.boxes(level);
        int within = 0;
        for (int lane = 0; lane < WIDTH; lane += Lanes.LANES) {
            int at = node * dimensions * 2 * WIDTH + lane;
            LongVector distance = LongVector.zero(Lanes.BITS);
            for (int d = 0; d < dimensions; d++) {
                DoubleVector below =
                        DoubleVector.fromArray(Lanes.SPECIES, boxes, at).sub(high[d]);
                DoubleVector above = DoubleVector.broadcast(Lanes.SPECIES, low[d])
                        .sub(DoubleVector.fromArray(Lanes.SPECIES, boxes, at + WIDTH));
                distance = distance.max(below.reinterpretAsLongs()).max(above.reinterpretAsLongs());
                at += 2 * WIDTH;
            }
            distance.intoArray(rows, to + lane);
            within |= (int) distance.compare(VectorOperators.LT, farthest).toLong() << lane;
        }
        return within;
    }

    /// Which of the leaf's points are nearer to a box than their bounds.
    private int reaching(int level, int node, int child) {
        double[] boxes = tree.boxes(level);
        int reaching = 0;
        for (int lane = 0; lane < WIDTH; lane += Lanes.LANES) {
            int at = node * dimensions * 2 * WIDTH + child;
            LongVector distance = LongVector.zero(Lanes.BITS);
            for (int d = 0; d < dimensions; d++) {
                DoubleVector query = DoubleVector.fromArray(Lanes.SPECIES, points, origin + d * WIDTH + lane);
                DoubleVector below =
                        DoubleVector.broadcast(Lanes.SPECIES, boxes[at]).sub(query);
                DoubleVector above = query.sub(boxes[at + WIDTH]);
                distance = distance.max(below.reinterpretAsLongs()).max(above.reinterpretAsLongs());
                at += 2 * WIDTH;
            }
            LongVector bound = LongVector.fromArray(Lanes.BITS, distances, bounds + lane);
            reaching |= (int) distance.compare(VectorOperators.LT, bound).toLong() << lane;
        }
        return reaching;
    }

    /// Which points of a leaf are nearer to one of the marked ones of our own than its bound.
    private int near(int leaf, int marked) {
        int near = 0;
        for (int rest = marked; rest != 0; rest &= rest - 1) {
            int point = Integer.numberOfTrailingZeros(rest);
            for (int lane = 0; lane < WIDTH; lane += Lanes.LANES) {
                LongVector distance = between(leaf * dimensions * WIDTH + lane, origin + point);
                near |= (int) distance.compare(VectorOperators.LT, distances[bounds + point])
                                .toLong()
                        << lane;
            }
        }
        return near;
    }

    /// Offers some points of a leaf to those of our own.
    private void leaf(int leaf, int marked) {
        for (int lane = 0; lane < WIDTH; lane += Lanes.LANES) {
            for (int rest = marked; rest != 0; rest &= rest - 1) {
                int other = Integer.numberOfTrailingZeros(rest);
                LongVector distance = between(origin + lane, leaf * dimensions * WIDTH + other);
                LongVector bound = LongVector.fromArray(Lanes.BITS, distances, bounds + lane);
                if (distance.compare(VectorOperators.LT, bound).anyTrue()) {
                    insert(distance, leaf * WIDTH + other, lane);
                }
            }
        }
        farthest = 0;
        for (int i = bounds; i < distances.length; i++) {
            farthest = Math.max(farthest, distances[i]);
        }
    }

    /// Bits of the distances from one point to some neighbouring ones of a leaf.
    ///
    /// @param lanes place of the first coordinate of the first of these
    /// @param point place of the first coordinate of the one
    private LongVector between(int lanes, int point) {
        LongVector distance = LongVector.zero(Lanes.BITS);
        for (int d = 0; d < dimensions; d++) {
            DoubleVector difference =
                    DoubleVector.fromArray(Lanes.SPECIES, points, lanes).sub(points[point]);
            distance = distance.max(difference.abs().reinterpretAsLongs());
            lanes += WIDTH;
            point += WIDTH;
        }
        return distance;
    }

    /// Sorts a point into the lists of those to which it is near, unless it is excluded: a step of sorting by insertion
    /// in every lane, without a branch that could be guessed wrongly.
    private void insert(LongVector distance, int position, int lane) {
        int sample = tree.sample(position);
        VectorMask<Long> excluded = LongVector.fromArray(Lanes.BITS, firstExcluded, lane)
                .compare(VectorOperators.LE, sample)
                .and(LongVector.fromArray(Lanes.BITS, lastExcluded, lane).compare(VectorOperators.GE, sample));
        LongVector mine = distance.blend(INFINITE, excluded);
        LongVector at = LongVector.broadcast(Lanes.BITS, position);
        for (int i = lane; i < distances.length; i += WIDTH) {
            LongVector theirs = LongVector.fromArray(Lanes.BITS, distances, i);
            LongVector there = LongVector.fromArray(Lanes.BITS, positions, i);
            VectorMask<Long> nearer = mine.compare(VectorOperators.LT, theirs);
            theirs.blend(mine, nearer).intoArray(distances, i);
            there.blend(at, nearer).intoArray(positions, i);
            mine = mine.blend(theirs, nearer);
            at = at.blend(there, nearer);
        }
    }
}
