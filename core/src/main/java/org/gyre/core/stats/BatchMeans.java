package org.gyre.core.stats;

import java.util.OptionalDouble;

/// The standard error of the mean of a series whose neighbours are correlated, by batch means: the
/// series is cut into blocks, and the means of the blocks are taken as independent.
///
/// Right when a block is much longer than the memory of the series, too small when it is not. Source:
/// Schmeiser, Operations Research 30:556 (1982), who finds 10 to 30 blocks enough at any length.
public final class BatchMeans {
    /// Blocks into which a series is cut.
    public static final int BLOCKS = 30;

    private BatchMeans() {}

    /// Standard error of the mean, or nothing where a block would have fewer than two values. Values
    /// beyond the last whole block are left out.
    public static OptionalDouble standardError(double[] series) {
        int length = series.length / BLOCKS;
        if (length < 2) {
            return OptionalDouble.empty();
        }
        double[] means = new double[BLOCKS];
        for (int block = 0; block < BLOCKS; block++) {
            Sum sum = new Sum();
            for (int i = 0; i < length; i++) {
                sum.add(series[block * length + i]);
            }
            means[block] = sum.value() / length;
        }
        return OptionalDouble.of(Descriptive.standardError(means));
    }
}
