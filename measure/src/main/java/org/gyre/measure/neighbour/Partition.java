package org.gyre.measure.neighbour;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Parts rows at a rank of one of their columns, in expected linear time; rows on the same side keep their order.
///
/// First a [Selection] finds the key of that rank, then the rows of the lower side are marked, and every column is
/// parted by the marks: without a branch for the processor to guess, and where it can, a register of values at once.
/// Not thread-safe.
final class Partition {
    private final double[][] columns;
    private final Selection selection;
    /// Values of the upper side of a column, and room for a register.
    private final double[] upper;
    /// A bit for each row, counted from the first: whether it goes to the lower side. As many bits in an element as
    /// a register has lanes.
    private final byte[] marks;

    /// @param columns `[column][row]`, at least one of each; reordered in place
    Partition(double[][] columns) {
        this.columns = columns;
        int n = columns[0].length;
        selection = new Selection(n);
        upper = new double[n + Lanes.LANES];
        marks = new byte[n / Lanes.LANES + 1];
    }

    /// Reorders rows `from` ≤ i < `to`, so that no row before `cut` has a larger key than any row from it on.
    ///
    /// @param key the column that decides
    /// @param cut between `from` and `to`, excluding both
    void split(int key, int from, int to, int cut) {
        int n = to - from;
        double pivot = selection.value(columns[key], from, to, cut - from);
        int below = mark(columns[key], from, n, pivot);
        markAlike(columns[key], from, pivot, cut - from - below);
        for (double[] column : columns) {
            part(column, from, n);
        }
    }

    /// Values that the searches for keys have read so far.
    long touched() {
        return selection.touched();
    }

    /// Marks rows with keys below the pivot.
    ///
    /// @return how many there are
    private int mark(double[] keys, int from, int n, double pivot) {
        int below = 0;
        int whole = Lanes.compressed(n);
        for (int i = 0; i < whole; i += Lanes.LANES) {
            VectorMask<Double> lower =
                    DoubleVector.fromArray(Lanes.SPECIES, keys, from + i).compare(VectorOperators.LT, pivot);
            marks[i / Lanes.LANES] = (byte) lower.toLong();
            below += lower.trueCount();
        }
        Arrays.fill(marks, whole / Lanes.LANES, (n - 1) / Lanes.LANES + 1, (byte) 0);
        for (int i = whole; i < n; i++) {
            int lower = keys[from + i] < pivot ? 1 : 0;
            marks[i / Lanes.LANES] |= (byte) (lower << (i % Lanes.LANES));
            below += lower;
        }
        return below;
    }

    /// Marks the first so many rows with keys like the pivot.
    private void markAlike(double[] keys, int from, double pivot, int count) {
        int left = count;
        for (int i = 0; left > 0; i++) {
            if (keys[from + i] == pivot) {
                marks[i / Lanes.LANES] |= (byte) (1 << (i % Lanes.LANES));
                left--;
            }
        }
    }

    /// Brings the marked values to the front. The front is never ahead of what is read.
    private void part(double[] column, int from, int n) {
        int front = from;
        int back = 0;
        int whole = Lanes.compressed(n);
        for (int i = 0; i < whole; i += Lanes.LANES) {
            VectorMask<Double> lower = VectorMask.fromLong(Lanes.SPECIES, marks[i / Lanes.LANES]);
            DoubleVector values = DoubleVector.fromArray(Lanes.SPECIES, column, from + i);
            values.compress(lower).intoArray(column, front);
            values.compress(lower.not()).intoArray(upper, back);
            int lowers = lower.trueCount();
            front += lowers;
            back += Lanes.LANES - lowers;
        }
        for (int i = whole; i < n; i++) {
            double value = column[from + i];
            column[front] = value;
            upper[back] = value;
            int lower = (marks[i / Lanes.LANES] >> (i % Lanes.LANES)) & 1;
            front += lower;
            back += 1 - lower;
        }
        System.arraycopy(upper, 0, column, front, back);
    }
}
