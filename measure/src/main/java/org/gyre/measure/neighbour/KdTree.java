package org.gyre.measure.neighbour;

/// Points of a real space arranged for neighbour questions under the maximum norm: a k-d tree whose leaves
/// hold eight points and whose nodes have eight children, so that one row of SIMD lanes tests all of them.
///
/// Leaves are full but for the last, and node i of a level has the children 8i … 8i+7 of the level below,
/// so that nothing points anywhere: position p of a point, leaf p/8, its parent p/64 and so on. Points and
/// boxes are stored by coordinate, eight values side by side. Built in O(d n log n) by [TreeBuilder];
/// immutable, so that threads can share it.
///
/// All tests are made on rounded differences |x − q|, which grow with x beyond q: whether a point is inside
/// a radius is decided alike by boxes, by points and by a plain loop over all pairs.
public final class KdTree {
    /// Points in a leaf, and children of a node.
    static final int WIDTH = 8;

    static final int SHIFT = 3;

    private final int dimensions;
    private final int size;
    private final double[] points;
    private final int[] samples;
    private final double[][] boxes;

    /// @param points  `[leaf][dimension][8]`, the last leaf filled up with +∞
    /// @param samples sample at each position
    /// @param boxes   by level, 0 being those of the leaves: `[parent][dimension][lower, upper][8]`, missing
    ///     children being the empty interval from +∞ to −∞
    KdTree(int dimensions, int size, double[] points, int[] samples, double[][] boxes) {
        this.dimensions = dimensions;
        this.size = size;
        this.points = points;
        this.samples = samples;
        this.boxes = boxes;
    }

    /// The tree of the rows of a table.
    ///
    /// @param columns `[dimension][sample]`, finite, at least one of each; not changed
    public static KdTree of(double[]... columns) {
        return TreeBuilder.build(columns);
    }

    /// Number of coordinates d ≥ 1.
    public int dimensions() {
        return dimensions;
    }

    /// Number of points n ≥ 1.
    public int size() {
        return size;
    }

    /// The sample (row of the table) at a position. Neighbouring positions are neighbours in space:
    /// whoever asks in the order of positions finds what is needed in the cache.
    public int sample(int position) {
        return samples[position];
    }

    /// One coordinate of the point at a position.
    public double coordinate(int position, int dimension) {
        return points[offset(position, dimension)];
    }

    private int offset(int position, int dimension) {
        return ((position >> SHIFT) * dimensions + dimension) * WIDTH + (position & (WIDTH - 1));
    }

    /// Levels of boxes; 0 if all points are in one leaf.
    int levels() {
        return boxes.length;
    }

    double[] points() {
        return points;
    }

    double[] boxes(int level) {
        return boxes[level];
    }
}
