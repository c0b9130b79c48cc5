package org.gyre.measure.neighbour;

import java.util.Arrays;

/// Finds the value of a rank in expected linear time, whatever the order of the values.
///
/// Values are parted at a pivot until one of the rank is left (Hoare 1961). The pivot comes from a small sorted sample
/// and stands a little beyond the wanted rank, on the side where more values lie (Floyd and Rivest 1975): most of that
/// side goes at once, and the next pivot closes in from the other. The sample is drawn from random places, since in
/// recordings fixed ones can hold the extremes of what is left again and again. Places never change what is found.
///
/// Every value is written to the next free place at either end of another array and one of the two places moves on, so
/// that the processor has no branch to guess, at which it would be wrong half of the time. Not thread-safe.
final class Selection {
    /// Up to so many values a median of three does for the pivot.
    private static final int FEW = 512;
    /// How far beyond the wanted rank the pivot stands, in roots of the sample's size: 1.5 standard deviations of the
    /// sample's median, and more for other ranks.
    private static final double MARGIN = 0.75;

    private final double[] sample;
    private double[] values;
    private double[] others;
    private long place;
    private long touched;

    /// @param most values in a selection, at most
    Selection(int most) {
        sample = new double[sampled(most)];
        values = new double[most];
        others = new double[most];
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
        int from = 0;
        int to = n;
        while (to - from > 1) {
            double pivot = pivot(from, to, k);
            int front = part(from, to, pivot);
            if (k < front) {
                to = front;
            } else if (front > from) {
                from = front;
            } else {
                // The pivot is the least: what is like it is parted from the rest.
                int alike = alike(from, to, pivot);
                if (k < from + alike) {
                    return pivot;
                }
                from += alike;
            }
        }
        return values[k];
    }

    /// One of the values, near rank k.
    private double pivot(int from, int to, int k) {
        int n = to - from;
        if (n <= FEW) {
            touched += 3;
            return median(any(from, n), any(from, n), any(from, n));
        }
        int size = sampled(n);
        touched += size;
        for (int i = 0; i < size; i++) {
            sample[i] = any(from, n);
        }
        Arrays.sort(sample, 0, size);
        double wanted = (double) (k - from) / n * size;
        double margin = MARGIN * Math.sqrt(size);
        return sample[(int) (2L * (k - from) < n ? wanted + margin : wanted - margin)];
    }

    /// The value at the next place of a linear congruential sequence (Knuth's MMIX), which costs a product and a sum:
    /// most selections of a tree are of some ten values.
    private double any(int from, int n) {
        place = place * 6364136223846793005L + 1442695040888963407L;
        return values[from + (int) (((place >>> Integer.SIZE) * n) >>> Integer.SIZE)];
    }

    private static int sampled(int n) {
        return (int) Math.sqrt(n);
    }

    /// Brings values below the pivot to the front.
    ///
    /// @return where they end
    private int part(int from, int to, double pivot) {
        touched += to - from;
        double[] source = values;
        double[] target = others;
        int front = from;
        int back = to - 1;
        for (int i = from; i < to; i++) {
            double value = source[i];
            target[front] = value;
            target[back] = value;
            int lower = value < pivot ? 1 : 0;
            front += lower;
            back -= 1 - lower;
        }
        values = target;
        others = source;
        return front;
    }

    /// Brings values like the least to the front.
    ///
    /// @return how many there are
    private int alike(int from, int to, double least) {
        touched += to - from;
        int end = from;
        for (int i = from; i < to; i++) {
            if (values[i] == least) {
                values[i] = values[end];
                values[end++] = least;
            }
        }
        return end - from;
    }

    private static double median(double a, double b, double c) {
        return a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
    }
}
