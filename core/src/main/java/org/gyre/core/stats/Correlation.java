package org.gyre.core.stats;

import java.util.Arrays;
import java.util.Comparator;

/// How alike two vectors are, between −1 and 1.
///
/// All throw [IllegalArgumentException] if the lengths differ, a value is not finite, or the quantity is undefined
/// because one vector is constant (Pearson, Spearman) or zero (cosine).
public final class Correlation {
    private Correlation() {}

    /// ∑ (x − x̄)(y − ȳ) / √(∑ (x − x̄)² ∑ (y − ȳ)²)
    public static double pearson(double[] x, double[] y) {
        requireSameLength(x, y);
        return cosine(centred("x", x), centred("y", y));
    }

    /// Pearson's correlation of the ranks; tied values share their mean rank.
    public static double spearman(double[] x, double[] y) {
        requireSameLength(x, y);
        return pearson(ranks(x), ranks(y));
    }

    /// ∑ x y / √(∑ x² ∑ y²)
    public static double cosine(double[] x, double[] y) {
        requireSameLength(x, y);
        double scaleX = largest("x", x);
        double scaleY = largest("y", y);
        Sum xy = new Sum();
        Sum xx = new Sum();
        Sum yy = new Sum();
        for (int i = 0; i < x.length; i++) {
            // Scaled, so that squares neither overflow nor vanish.
            double a = x[i] / scaleX;
            double b = y[i] / scaleY;
            xy.add(a * b);
            xx.add(a * a);
            yy.add(b * b);
        }
        double cosine = xy.value() / (Math.sqrt(xx.value()) * Math.sqrt(yy.value()));
        return Math.clamp(cosine, -1, 1); // rounding may step over
    }

    /// Ranks from 1; ties share the mean of the ranks that they occupy.
    static double[] ranks(double[] x) {
        requireFinite("x", x);
        Integer[] order = new Integer[x.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> x[i] + 0.0)); // −0 and 0 are equal
        double[] ranks = new double[x.length];
        for (int from = 0; from < x.length; ) {
            int to = from + 1;
            while (to < x.length && x[order[to]] == x[order[from]]) {
                to++;
            }
            for (int i = from; i < to; i++) {
                ranks[order[i]] = (from + 1 + to) / 2.0;
            }
            from = to;
        }
        return ranks;
    }

    private static double[] centred(String name, double[] x) {
        requireFinite(name, x);
        boolean constant = true;
        for (double value : x) {
            constant &= value == x[0];
        }
        if (constant) {
            throw new IllegalArgumentException(name + " is constant: its correlation is undefined");
        }
        double mean = Descriptive.mean(x);
        double[] centred = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            centred[i] = x[i] - mean;
        }
        return centred;
    }

    private static double largest(String name, double[] x) {
        requireFinite(name, x);
        double largest = 0;
        for (double value : x) {
            largest = Math.max(largest, Math.abs(value));
        }
        if (largest == 0) {
            throw new IllegalArgumentException(name + " is zero: its direction is undefined");
        }
        return largest;
    }

    private static void requireFinite(String name, double[] x) {
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i])) {
                throw new IllegalArgumentException(name + "[" + i + "] = " + x[i] + ": must be finite");
            }
        }
    }

    private static void requireSameLength(double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("vectors of " + x.length + " and " + y.length + " values");
        }
    }
}
