package org.gyre.nets.lif.layer;

import java.util.Arrays;

/// Which inputs fire, row by row: the rows are those of `[sample][step]`, each a list of ascending
/// inputs. Only ones are stored, which is what makes sparse spikes cheap.
///
/// Filled once, row after row, with [#add] and [#endRow]; can be filled again after [#clear].
public final class SpikeRows {
    private final int inputs;
    private int[] start = new int[64];
    private int[] index = new int[1024];
    private int rows;
    private int count;

    /// @param inputs how many different inputs there are
    public SpikeRows(int inputs) {
        if (inputs < 1) {
            throw new IllegalArgumentException("inputs = " + inputs);
        }
        this.inputs = inputs;
    }

    /// Forgets all rows.
    public void clear() {
        rows = 0;
        count = 0;
    }

    /// Lets an input of the row that is being filled fire.
    public void add(int input) {
        if (count == index.length) {
            index = Arrays.copyOf(index, Math.multiplyExact(count, 2));
        }
        index[count++] = input;
    }

    /// Ends a row.
    ///
    /// @throws IllegalArgumentException if its inputs do not ascend or are out of range
    public void endRow() {
        int previous = -1;
        for (int i = start[rows]; i < count; i++) {
            if (index[i] <= previous || index[i] >= inputs) {
                throw new IllegalArgumentException("input " + index[i] + " after " + previous + " of " + inputs);
            }
            previous = index[i];
        }
        if (rows + 1 == start.length) {
            start = Arrays.copyOf(start, Math.multiplyExact(start.length, 2));
        }
        start[++rows] = count;
    }

    /// Makes room for so many rows and spikes, to be written by [#starts] and [#indices] directly.
    void allot(int newRows, int spikes) {
        if (start.length < newRows + 1) {
            start = new int[newRows + 1];
        }
        if (index.length < spikes) {
            index = new int[Math.max(spikes, Math.toIntExact(Math.min(1L << 30, 3L * index.length / 2)))];
        }
        start[0] = 0;
        rows = newRows;
        count = spikes;
    }

    /// How many different inputs there are.
    public int inputs() {
        return inputs;
    }

    /// How many rows have ended.
    public int rows() {
        return rows;
    }

    /// How many spikes they have together.
    public int spikes() {
        return count;
    }

    /// `starts()[r]` to `starts()[r + 1]` are the places of row r in [#indices].
    public int[] starts() {
        return start;
    }

    /// The inputs that fire, of all rows.
    public int[] indices() {
        return index;
    }

    /// Bytes of the lists.
    long bytes() {
        return ((long) start.length + index.length) * Integer.BYTES;
    }

    /// The share of inputs that fire.
    public double density() {
        return rows == 0 ? 0 : (double) count / rows / inputs;
    }
}
