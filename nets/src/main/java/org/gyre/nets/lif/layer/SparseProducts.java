package org.gyre.nets.lif.layer;

import static org.gyre.nets.lif.layer.Lanes.FLOATS;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/// Matrix products with spikes, by adding rows where a spike is: for spikes that are few, faster than
/// any product of dense matrices.
final class SparseProducts {
    private static final int WIDTH = FLOATS.length();

    /// Columns that are summed for all rows before the next ones are.
    private static final int BLOCK = 8 * WIDTH;

    private SparseProducts() {}

    /// out = x W for rows of x: the sums of the rows of W that are named. Some columns for all rows of x,
    /// then the next, so that what is read of W stays in the second cache.
    ///
    /// @param x      which inputs fire
    /// @param from   first row
    /// @param to     one past the last
    /// @param w      `[input][stride]`
    /// @param stride of the rows of `w` and `out`
    /// @param out    written from row `from` on
    static void project(SpikeRows x, int from, int to, float[] w, int stride, float[] out) {
        int[] start = x.starts();
        int[] index = x.indices();
        for (int c = 0; c < stride; c += BLOCK) {
            int end = Math.min(c + BLOCK, stride);
            for (int row = from; row < to; row++) {
                sums(index, start[row], start[row + 1], w, stride, c, end, out, row * stride);
            }
        }
    }

    /// Sums of named rows, over some columns.
    ///
    /// @param left  first column
    /// @param right one past the last
    /// @param at    where the row of sums begins
    private static void sums(
            int[] index, int from, int to, float[] rows, int stride, int left, int right, float[] out, int at) {
        int c = left;
        for (; c + 8 * WIDTH <= right; c += 8 * WIDTH) {
            eight(index, from, to, rows, stride, c, out, at + c, false);
        }
        for (; c + 4 * WIDTH <= right; c += 4 * WIDTH) {
            four(index, from, to, rows, stride, c, out, at + c, false);
        }
        for (; c < right; c += WIDTH) {
            one(index, from, to, rows, stride, c, out, at + c, false);
        }
    }

    private static void eight(
            int[] index, int from, int to, float[] rows, int stride, int c, float[] out, int at, boolean add) {
        FloatVector a = start(out, at, add);
        FloatVector b = start(out, at + WIDTH, add);
        FloatVector d = start(out, at + 2 * WIDTH, add);
        FloatVector e = start(out, at + 3 * WIDTH, add);
        FloatVector f = start(out, at + 4 * WIDTH, add);
        FloatVector g = start(out, at + 5 * WIDTH, add);
        FloatVector h = start(out, at + 6 * WIDTH, add);
        FloatVector k = start(out, at + 7 * WIDTH, add);
        for (int i = from; i < to; i++) {
            int row = index[i] * stride + c;
            a = a.add(FloatVector.fromArray(FLOATS, rows, row));
            b = b.add(FloatVector.fromArray(FLOATS, rows, row + WIDTH));
            d = d.add(FloatVector.fromArray(FLOATS, rows, row + 2 * WIDTH));
            e = e.add(FloatVector.fromArray(FLOATS, rows, row + 3 * WIDTH));
            f = f.add(FloatVector.fromArray(FLOATS, rows, row + 4 * WIDTH));
            g = g.add(FloatVector.fromArray(FLOATS, rows, row + 5 * WIDTH));
            h = h.add(FloatVector.fromArray(FLOATS, rows, row + 6 * WIDTH));
            k = k.add(FloatVector.fromArray(FLOATS, rows, row + 7 * WIDTH));
        }
        a.intoArray(out, at);
        b.intoArray(out, at + WIDTH);
        d.intoArray(out, at + 2 * WIDTH);
        e.intoArray(out, at + 3 * WIDTH);
        f.intoArray(out, at + 4 * WIDTH);
        g.intoArray(out, at + 5 * WIDTH);
        h.intoArray(out, at + 6 * WIDTH);
        k.intoArray(out, at + 7 * WIDTH);
    }

    private static void four(
            int[] index, int from, int to, float[] rows, int stride, int c, float[] out, int at, boolean add) {
        FloatVector a = start(out, at, add);
        FloatVector b = start(out, at + WIDTH, add);
        FloatVector d = start(out, at + 2 * WIDTH, add);
        FloatVector e = start(out, at + 3 * WIDTH, add);
        for (int i = from; i < to; i++) {
            int row = index[i] * stride + c;
            a = a.add(FloatVector.fromArray(FLOATS, rows, row));
            b = b.add(FloatVector.fromArray(FLOATS, rows, row + WIDTH));
            d = d.add(FloatVector.fromArray(FLOATS, rows, row + 2 * WIDTH));
            e = e.add(FloatVector.fromArray(FLOATS, rows, row + 3 * WIDTH));
        }
        a.intoArray(out, at);
        b.intoArray(out, at + WIDTH);
        d.intoArray(out, at + 2 * WIDTH);
        e.intoArray(out, at + 3 * WIDTH);
    }

    /// One vector of columns: four rows at a time, so that sums do not wait for each other.
    private static void one(
            int[] index, int from, int to, float[] rows, int stride, int c, float[] out, int at, boolean add) {
        FloatVector a = start(out, at, add);
        FloatVector b = FloatVector.zero(FLOATS);
        FloatVector d = FloatVector.zero(FLOATS);
        FloatVector e = FloatVector.zero(FLOATS);
        int i = from;
        for (; i + 3 < to; i += 4) {
            a = a.add(FloatVector.fromArray(FLOATS, rows, index[i] * stride + c));
            b = b.add(FloatVector.fromArray(FLOATS, rows, index[i + 1] * stride + c));
            d = d.add(FloatVector.fromArray(FLOATS, rows, index[i + 2] * stride + c));
            e = e.add(FloatVector.fromArray(FLOATS, rows, index[i + 3] * stride + c));
        }
        for (; i < to; i++) {
            a = a.add(FloatVector.fromArray(FLOATS, rows, index[i] * stride + c));
        }
        a.add(b).add(d.add(e)).intoArray(out, at);
    }

    private static FloatVector start(float[] out, int at, boolean add) {
        return add ? FloatVector.fromArray(FLOATS, out, at) : FloatVector.zero(FLOATS);
    }

    /// gradient += xᵀ g for some inputs, tile of rows by tile of rows.
    ///
    /// @param x        which rows each input fires in
    /// @param from     first input
    /// @param to       one past the last
    /// @param g        `[row][stride]`
    /// @param gradient `[input][stride]`, written
    static void gradient(RowsByInput x, int from, int to, float[] g, int stride, float[] gradient) {
        Arrays.fill(gradient, from * stride, to * stride, 0);
        for (int c = 0; c < stride; c += BLOCK) {
            int end = Math.min(c + BLOCK, stride);
            for (int tile = 0; tile < x.tiles(); tile++) {
                gradient(x, tile, from, to, g, stride, c, end, gradient);
            }
        }
    }

    private static void gradient(
            RowsByInput x, int tile, int from, int to, float[] g, int stride, int left, int right, float[] gradient) {
        int[] rows = x.rows();
        for (int input = from; input < to; input++) {
            int first = x.start(tile, input);
            int end = x.start(tile, input + 1);
            if (first == end) {
                continue;
            }
            // Not #sums: lists are so short here that a call for each would cost a tenth.
            int at = input * stride;
            int c = left;
            for (; c + 8 * WIDTH <= right; c += 8 * WIDTH) {
                eight(rows, first, end, g, stride, c, gradient, at + c, true);
            }
            for (; c + 4 * WIDTH <= right; c += 4 * WIDTH) {
                four(rows, first, end, g, stride, c, gradient, at + c, true);
            }
            for (; c < right; c += WIDTH) {
                one(rows, first, end, g, stride, c, gradient, at + c, true);
            }
        }
    }
}
