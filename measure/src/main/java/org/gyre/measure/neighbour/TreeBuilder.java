package org.gyre.measure.neighbour;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;

/// Builds a [KdTree] in place: each node's points are parted into eight children by three rounds of cuts
/// across the widest extent, each at a multiple of the points that a full child holds.
final class TreeBuilder {
    private static final int WIDTH = KdTree.WIDTH;
    private static final int SHIFT = KdTree.SHIFT;

    private final int dimensions;
    private final int size;
    /// The coordinates, and the samples' numbers as the last column.
    private final double[][] columns;

    private final Partition partition;

    private TreeBuilder(double[][] columns) {
        this.dimensions = columns.length;
        this.size = columns[0].length;
        this.columns = new double[dimensions + 1][];
        for (int d = 0; d < dimensions; d++) {
            this.columns[d] = columns[d].clone();
        }
        this.columns[dimensions] = new double[size];
        Arrays.setAll(this.columns[dimensions], i -> i);
        this.partition = new Partition(this.columns);
    }

    static KdTree build(double[][] columns) {
        TreeBuilder builder = new TreeBuilder(columns);
        int leaves = (builder.size + WIDTH - 1) >> SHIFT;
        int levels = 0;
        while (1L << (SHIFT * levels) < leaves) {
            levels++;
        }
        builder.arrange(levels, 0, builder.size);
        double[] points = builder.leaves(leaves);
        return new KdTree(
                builder.dimensions, builder.size, points, builder.samples(), builder.boxes(levels, leaves, points));
    }

    private int[] samples() {
        int[] samples = new int[size];
        for (int i = 0; i < size; i++) {
            samples[i] = (int) columns[dimensions][i];
        }
        return samples;
    }

    /// Arranges the points of a node, which has as many levels below it.
    private void arrange(int level, int from, int to) {
        if (level == 0) {
            return;
        }
        int child = 1 << (SHIFT * level);
        part(child, from, to);
        for (int start = from; start < to; start += child) {
            arrange(level - 1, start, Math.min(to, start + child));
        }
    }

    /// Cuts a range at multiples of `child` points until no part is larger.
    private void part(int child, int from, int to) {
        int children = (to - from + child - 1) / child;
        if (children <= 1) {
            return;
        }
        int cut = from + (children + 1) / 2 * child;
        partition.split(widest(from, to), from, to, cut);
        part(child, from, cut);
        part(child, cut, to);
    }

    private int widest(int from, int to) {
        if (dimensions == 1) {
            return 0;
        }
        int widest = 0;
        double largest = -1;
        for (int d = 0; d < dimensions; d++) {
            double extent = extent(columns[d], from, to);
            if (extent > largest) {
                largest = extent;
                widest = d;
            }
        }
        return widest;
    }

    private static double extent(double[] column, int from, int to) {
        int i = from;
        double low = column[from];
        double high = low;
        if (to - from >= Lanes.LANES) {
            DoubleVector lows = DoubleVector.broadcast(Lanes.SPECIES, low);
            DoubleVector highs = lows;
            for (; i <= to - Lanes.LANES; i += Lanes.LANES) {
                DoubleVector values = DoubleVector.fromArray(Lanes.SPECIES, column, i);
                lows = lows.blend(values, values.compare(VectorOperators.LT, lows));
                highs = highs.blend(values, values.compare(VectorOperators.GT, highs));
            }
            low = lows.reduceLanes(VectorOperators.MIN);
            high = highs.reduceLanes(VectorOperators.MAX);
        }
        for (; i < to; i++) {
            low = Math.min(low, column[i]);
            high = Math.max(high, column[i]);
        }
        return high - low;
    }

    private double[] leaves(int leaves) {
        double[] points = new double[leaves * dimensions * WIDTH];
        for (int leaf = 0; leaf < leaves; leaf++) {
            int from = leaf * WIDTH;
            int held = Math.min(WIDTH, size - from);
            for (int d = 0; d < dimensions; d++) {
                int at = (leaf * dimensions + d) * WIDTH;
                System.arraycopy(columns[d], from, points, at, held);
                Arrays.fill(points, at + held, at + WIDTH, Double.POSITIVE_INFINITY);
            }
        }
        return points;
    }

    private double[][] boxes(int levels, int leaves, double[] points) {
        double[][] boxes = new double[levels][];
        int nodes = leaves;
        for (int level = 0; level < levels; level++) {
            int parents = (nodes + WIDTH - 1) >> SHIFT;
            double[] own = new double[parents * dimensions * 2 * WIDTH];
            for (int node = 0; node < parents * WIDTH; node++) {
                for (int d = 0; d < dimensions; d++) {
                    double low = Double.POSITIVE_INFINITY;
                    double high = Double.NEGATIVE_INFINITY;
                    if (node < nodes) {
                        int held = level > 0 ? WIDTH : Math.min(WIDTH, size - node * WIDTH);
                        double[] source = level > 0 ? boxes[level - 1] : points;
                        int lows = level > 0 ? (node * dimensions + d) * 2 * WIDTH : (node * dimensions + d) * WIDTH;
                        int highs = level > 0 ? lows + WIDTH : lows;
                        for (int i = 0; i < held; i++) {
                            low = Math.min(low, source[lows + i]);
                            high = Math.max(high, source[highs + i]);
                        }
                    }
                    int at = ((node >> SHIFT) * dimensions + d) * 2 * WIDTH + (node & (WIDTH - 1));
                    own[at] = low;
                    own[at + WIDTH] = high;
                }
            }
            boxes[level] = own;
            nodes = parents;
        }
        return boxes;
    }
}
