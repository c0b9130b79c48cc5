package org.gyre.measure.branching;

/// Sums over the pairs (A(t), A(t+k)) of a stretch of a trial, for the lags k = 1 … K: all that a
/// regression needs.
///
/// The pairs of a stretch are those whose first member lies in it; the second may lie beyond its end.
/// So the stretches of a trial share out all pairs of the trial, and their sums add up to those of
/// the trial. Sums of whole numbers are exact up to 2^53.
final class PairSums {
    private final double[] pairs;
    private final double[] first;
    private final double[] second;
    private final double[] firstSquares;
    private final double[] products;

    private PairSums(int lags) {
        pairs = new double[lags];
        first = new double[lags];
        second = new double[lags];
        firstSquares = new double[lags];
        products = new double[lags];
    }

    /// Cuts a trial into stretches of equal length, up to one bin.
    ///
    /// @param trial `[bin]`
    /// @param shift is subtracted from every value; slopes do not depend on it, but rounding does
    static PairSums[] of(double[] trial, int lags, int stretches, double shift) {
        int n = trial.length;
        double[] x = new double[n];
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
            PairSums sum = new PairSums(lags);
            addProducts(x, from, to, sum.products);
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

    /// The inner loop runs over lags, not over time: it has no sum across lanes, so that the compiler
    /// vectorises it, and silent bins cost nothing. Four bins at once read and write each sum once; it
    /// takes up their products in the order of time all the same.
    private static void addProducts(double[] x, int from, int to, double[] products) {
        int lags = products.length;
        int t = from;
        for (; t + 4 <= to && t + 4 + lags <= x.length; t += 4) {
            if (x[t] != 0 || x[t + 1] != 0 || x[t + 2] != 0 || x[t + 3] != 0) {
                addFour(x, t, products, lags);
            }
        }
        for (; t < to; t++) {
            if (x[t] != 0) {
                addScaled(x[t], x, t + 1, products, Math.min(lags, x.length - 1 - t));
            }
        }
    }

    private static void addFour(double[] x, int t, double[] sum, int n) {
        double a = x[t];
        double b = x[t + 1];
        double c = x[t + 2];
        double d = x[t + 3];
        for (int k = 0; k < n; k++) {
            sum[k] = sum[k] + a * x[t + 1 + k] + b * x[t + 2 + k] + c * x[t + 3 + k] + d * x[t + 4 + k];
        }
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
        PairSums total = new PairSums(parts[0].lags());
        for (PairSums part : parts) {
            total.add(1, part);
        }
        return total;
    }

    /// These sums less those of a part.
    PairSums without(PairSums part) {
        PairSums rest = new PairSums(lags());
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
