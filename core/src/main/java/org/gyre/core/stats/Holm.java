package org.gyre.core.stats;

import java.util.Arrays;

/// Holm's (1979) step-down correction of p-values of several tests: all hypotheses whose corrected p is
/// at most α can be rejected, and a true one is among them with probability α at most, however the
/// tests depend on each other.
public final class Holm {
    private Holm() {}

    /// Corrected p-values, in the order of the given ones.
    ///
    /// @param p of the tests; NaN is no test and stays
    public static double[] corrected(double[] p) {
        Integer[] order = new Integer[p.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(p[a], p[b]));
        int tests = (int) Arrays.stream(p).filter(value -> !Double.isNaN(value)).count();
        double[] corrected = new double[p.length];
        Arrays.fill(corrected, Double.NaN);
        double largest = 0;
        for (int i = 0; i < tests; i++) {
            largest = Math.max(largest, Math.min(1, (tests - i) * p[order[i]]));
            corrected[order[i]] = largest;
        }
        return corrected;
    }
}
