package org.gyre.measure.posterior;

/// Draws from a finite law.
final class Choice {
    private Choice() {}

    /// The first index whose running sum exceeds u times the last, hence never one of probability
    /// 0.
    ///
    /// @param cumulative running sums, `[index]`, the last > 0
    /// @param u uniform on [0, 1)
    static int of(double[] cumulative, double u) {
        double wanted = u * cumulative[cumulative.length - 1];
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > wanted) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
