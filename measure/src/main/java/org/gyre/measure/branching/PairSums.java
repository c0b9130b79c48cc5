package org.gyre.measure.branching;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// Sums over the pairs (A(t), A(t+k)) of a stretch of a trial, for the lags k = 1 … K: all that a
/// regression needs.
///
/// The pairs of a stretch are those whose first member lies in it; the second may lie beyond its end.
/// So the stretches of a trial share out all pairs of the trial, and their sums add up to those of
/// the trial. Sums of whole numbers are exact up to 2^53.
final class PairSums {
    private static final VectorSpecies<Double> LANES = DoubleVector.SPECIES_PREFERRED;

    /// Bins of a tile of time.
    private static final int TILE = 2048;

    private final double[] pairs;
    private final double[] first;
    private final double[] second;
    private final double[] firstSquares;
    private final double[] products;

    private PairSums(double[] products) {
        this.products = products;
        int lags = products.length;
        pairs = new double[lags];
        first = new double[lags];
        second = new double[lags];
        firstSquares = new double[lags];
    }

    /// Cuts a trial into stretches of equal length, up to one bin.
    ///
    /// @param trial `[bin]`
    /// @param shift is subtracted from every value; slopes do not depend on it, but rounding does
    static PairSums[] of(double[] trial, int lags, int stretches, double shift) {
        int n = trial.length;
        // The zeros behind the last bin add nothing to any product.
        double[] x = new double[n + padded(lags) + 1];
        double[] sums = new double[n + 1];
        double[] squares = new double[n + 1];
        for (int t = 0; t < n; t++) {
            x[t] = trial[t] - shift;
            sums[t + 1] = sums[t] + x[t];
            squares[t + 1] = squares[t] + x[t] * x[t];
        }
        PairSums[] all = new PairSums[stretches];
        for (int s = 0; s < stretches; s++) {
            int from = (int) ((long) n * s / stretches);
            int to = (int) ((long) n * (s + 1) / stretches);
            PairSums sum = new PairSums(products(x, from, to, lags));
            for (int k = 1; k <= lags; k++) {
                int start = Math.min(from, n - k);
                int end = Math.min(to, n - k);
                sum.pairs[k - 1] = end - start;
                sum.first[k - 1] = sums[end] - sums[start];
                sum.firstSquares[k - 1] = squares[end] - squares[start];
                sum.second[k - 1] = sums[end + k] - sums[start + k];
            }
            all[s] = sum;
        }
        return all;
    }

    private static int padded(int lags) {
        return (lags + LANES.length() - 1) / LANES.length() * LANES.length();
    }

    /// Lanes are lags, not bins, so that every product is added up in the order of time. A tile of time stays in the
    /// nearest cache while all lags pass over it.
    ///
    /// @param x with a zero for each lag behind the last bin
    /// @return `[lag]`
    private static double[] products(double[] x, int from, int to, int lags) {
        double[] sums = new double[padded(lags)];
        for (int start = from; start < to; start += TILE) {
            int end = Math.min(to, start + TILE);
            int k = 0;
            for (; k + 4 * LANES.length() <= sums.length; k += 4 * LANES.length()) {
                addFour(x, start, end, sums, k);
            }
            for (; k < sums.length; k += LANES.length()) {
                addOne(x, start, end, sums, k);
            }
        }
        return Arrays.copyOf(sums, lags);
    }

    /// Four registers of lags, each of which waits for its own last addition only. Silent bins cost next to nothing.
    private static void addFour(double[] x, int from, int to, double[] sums, int k) {
        int lanes = LANES.length();
        DoubleVector a = DoubleVector.fromArray(LANES, sums, k);
        DoubleVector b = DoubleVector.fromArray(LANES, sums, k + lanes);
        DoubleVector c = DoubleVector.fromArray(LANES, sums, k + 2 * lanes);
        DoubleVector d = DoubleVector.fromArray(LANES, sums, k + 3 * lanes);
        for (int t = from; t < to; t++) {
            if (x[t] != 0) {
                int later = t + 1 + k;
                a = a.add(DoubleVector.fromArray(LANES, x, later).mul(x[t]));
                b = b.add(DoubleVector.fromArray(LANES, x, later + lanes).mul(x[t]));
                c = c.add(DoubleVector.fromArray(LANES, x, later + 2 * lanes).mul(x[t]));
                d = d.add(DoubleVector.fromArray(LANES, x, later + 3 * lanes).mul(x[t]));
            }
        }
        a.intoArray(sums, k);
        b.intoArray(sums, k + lanes);
        c.intoArray(sums, k + 2 * lanes);
        d.intoArray(sums, k + 3 * lanes);
    }

    private static void addOne(double[] x, int from, int to, double[] sums, int k) {
        DoubleVector sum = DoubleVector.fromArray(LANES, sums, k);
        for (int t = from; t < to; t++) {
            if (x[t] != 0) {
                sum = sum.add(DoubleVector.fromArray(LANES, x, t + 1 + k).mul(x[t]));
            }
        }
        sum.intoArray(sums, k);
    }

    private static void addScaled(double factor, double[] x, int offset, double[] sum, int n) {
        for (int k = 0; k < n; k++) {
            sum[k] += factor * x[offset + k];
        }
    }

    static PairSums total(PairSums[] parts) {
        if (parts.length == 1) {
            return parts[0];
        }
        PairSums total = new PairSums(new double[parts[0].lags()]);
        for (PairSums part : parts) {
            total.add(1, part);
        }
        return total;
    }

    /// These sums less those of a part.
    PairSums without(PairSums part) {
        PairSums rest = new PairSums(new double[lags()]);
        rest.add(1, this);
        rest.add(-1, part);
        return rest;
    }

    private void add(double factor, PairSums other) {
        addScaled(factor, other.pairs, 0, pairs, pairs.length);
        addScaled(factor, other.first, 0, first, first.length);
        addScaled(factor, other.second, 0, second, second.length);
        addScaled(factor, other.firstSquares, 0, firstSquares, firstSquares.length);
        addScaled(factor, other.products, 0, products, products.length);
    }

    int lags() {
        return pairs.length;
    }

    /// Slopes of the regression of A(t+k) on A(t), each about the mean of its own members; not finite
    /// where A(t) does not vary.
    double[] slopes() {
        double[] slopes = new double[lags()];
        for (int k = 0; k < slopes.length; k++) {
            double covariance = products[k] - first[k] * second[k] / pairs[k];
            double variance = firstSquares[k] - first[k] * first[k] / pairs[k];
            slopes[k] = variance > 0 ? covariance / variance : Double.NaN;
        }
        return slopes;
    }
}
