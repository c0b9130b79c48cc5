package org.gyre.core.stats;

/// A running sum in the order of its calls with Neumaier's compensation: the lost low parts are summed beside and
/// added at the end, so that the error is about ε |∑x| + n ε² ∑|x| instead of n ε ∑|x|.
///
/// A. Neumaier, Zeitschrift für angewandte Mathematik und Mechanik 54:39 (1974).
public final class Sum {
    private double sum;
    private double lost;

    /// Adds a number.
    public void add(double x) {
        double next = sum + x;
        lost += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum;
        sum = next;
    }

    /// The sum so far.
    public double value() {
        return sum + lost;
    }

    /// The sum of all elements, in index order.
    public static double of(double[] values) {
        Sum sum = new Sum();
        for (double value : values) {
            sum.add(value);
        }
        return sum.value();
    }
}
