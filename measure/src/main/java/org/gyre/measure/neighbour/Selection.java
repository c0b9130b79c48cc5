package org.gyre.measure.neighbour;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/// Finds the value of a rank in expected linear time, whatever the order of the values.
///
/// Values are parted at a pivot until one of the rank is left (Hoare 1961). The pivot comes from a small sorted sample
/// and stands a little beyond the wanted rank, on the side where more values lie (Floyd and Rivest 1975): most of that
/// side goes at once, and the next pivot closes in from the other. The sample is drawn from random places, since in
/// recordings fixed ones can hold the extremes of what is left again and again. Places never change what is found.
///
/// Values below the pivot go to one array and the others to a second, with no branch for the processor to guess, at
/// which it would be wrong half of the time; the array that holds the rank is parted next. Not thread-safe.
final class Selection {
    /// Up to so many values a median of three does for the pivot.
    private static final int FEW = 512;
    /// How far beyond the wanted rank the pivot stands, in roots of the sample's size: 1.5 standard deviations of the
    /// sample's median, and more for other ranks.
    private static final double MARGIN = 0.75;

    private final double[] sample;
    /// Those that are left, in the first places; each array has room for a register behind.
    private double[] values;

    private double[] lower;
    private double[] upper;
    private long place;
    private long touched;

    /// @param most values in a selection, at most
    Selection(int most) {
        sample = new double[sampled(most)];
        values = new double[most + Lanes.LANES];
        lower = new double[most + Lanes.LANES];
        upper = new double[most + Lanes.LANES];
    }

    /// The value of a rank among keys `from` ≤ i < `to`, which are not changed.
    ///
    /// @param keys without NaN
    /// @param rank 0 for the least, below `to − from`
    double value(double[] keys, int from, int to, int rank) {
        System.arraycopy(keys, from, values, 0, to - from);
        return select(to - from, rank);
    }

    /// Values that all selections so far have read, those of samples included: their work.
    long touched() {
        return touched;
    }

    private double select(int n, int k) {
        int left = n;
        int rank = k;
        while (left > 1) {
            double pivot = pivot(left, rank);
            int lowers = part(left, pivot);
            double[] parted = values;
            if (rank < lowers) {
                values = lower;
                lower = parted;
                left = lowers;
            } else if (lowers > 0) {
                values = upper;
                upper = parted;
                left -= lowers;
                rank -= lowers;
            } else {
                // The pivot is the least.
                int others = takeOut(pivot, left);
                rank -= left - others;
                left = others;
                if (rank < 0) {
                    return pivot;
                }
            }
        }
        return values[rank];
    }

    /// One of the values, near rank k.
    private double pivot(int n, int k) {
        if (n <= FEW) {
            touched += 3;
            return median(any(n), any(n), any(n));
        }
        int size = sampled(n);
        touched += size;
        for (int i = 0; i < size; i++) {
            sample[i] = any(n);
        }
        Arrays.sort(sample, 0, size);
        double wanted = (double) k / n * size;
        double margin = MARGIN * Math.sqrt(size);
        return sample[(int) (2L * k < n ? wanted + margin : wanted - margin)];
    }

    /// The value at the next place of a linear congruential sequence (Knuth's MMIX), which costs a product and a sum:
    /// most selections of a tree are of some ten values.
    private double any(int n) {
        place = place * 6364136223846793005L + 1442695040888963407L;
        return values[(int) (((place >>> Integer.SIZE) * n) >>> Integer.SIZE)];
    }

    private static int sampled(int n) {
        return (int) Math.sqrt(n);
    }

    /// Deals the values out to the lower ones and the upper ones.
    ///
    /// @return how many are below the pivot
    private int part(int n, double pivot) {
        touched += n;
        double[] source = values;
        double[] below = lower;
        double[] above = upper;
        int lowers = 0;
        int uppers = 0;
        int whole = Lanes.compressed(n);
        for (int i = 0; i < whole; i += Lanes.LANES) {
            DoubleVector taken = DoubleVector.fromArray(Lanes.SPECIES, source, i);
            VectorMask<Double> less = taken.compare(VectorOperators.LT, pivot);
            taken.compress(less).intoArray(below, lowers);
            taken.compress(less.not()).intoArray(above, uppers);
            int count = less.trueCount();
            lowers += count;
            uppers += Lanes.LANES - count;
        }
        for (int i = whole; i < n; i++) {
            double value = source[i];
            below[lowers] = value;
            above[uppers] = value;
            int less = value < pivot ? 1 : 0;
            lowers += less;
            uppers += 1 - less;
        }
        return lowers;
    }

    /// Takes out the values that are like the least.
    ///
    /// @return how many others there are
    private int takeOut(double least, int n) {
        touched += n;
        int others = 0;
        for (int i = 0; i < n; i++) {
            double value = values[i];
            values[others] = value;
            others += value == least ? 0 : 1;
        }
        return others;
    }

    private static double median(double a, double b, double c) {
        return a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
    }
}
