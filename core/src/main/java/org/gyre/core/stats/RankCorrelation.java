package org.gyre.core.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Spearman's rank correlation: how monotone the relation between two quantities is.
///
/// Equal values share the mean of their ranks.
public final class RankCorrelation {
    private RankCorrelation() {}

    /// ρ in [−1, 1], or NaN if one of the two is constant.
    ///
    /// @param x K ≥ 2 values, none NaN
    /// @param y K values, none NaN
    /// @throws IllegalArgumentException if the lengths differ or there are fewer than two
    public static double of(double[] x, double[] y) {
        if (x.length != y.length || x.length < 2) {
            throw new IllegalArgumentException("rank correlation of " + x.length + " with " + y.length
                    + " values: give as many of both, at least 2");
        }
        double[] a = ranks(x);
        double[] b = ranks(y);
        double middle = (x.length - 1) / 2.0;
        double both = 0;
        double first = 0;
        double second = 0;
        for (int k = 0; k < a.length; k++) {
            both += (a[k] - middle) * (b[k] - middle);
            first += (a[k] - middle) * (a[k] - middle);
            second += (b[k] - middle) * (b[k] - middle);
        }
        return both / Math.sqrt(first * second);
    }

    /// Ranks from 0, equal values sharing their mean.
    private static double[] ranks(double[] values) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> values[k]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[values.length];
        int from = 0;
        while (from < order.length) {
            int to = from;
            while (to + 1 < order.length && values[order[to + 1]] == values[order[from]]) {
                to++;
            }
            for (int k = from; k <= to; k++) {
                ranks[order[k]] = (from + to) / 2.0;
            }
            from = to + 1;
        }
        return ranks;
    }
}
