package org.gyre.measure.series;

import java.util.function.DoubleToLongFunction;
import java.util.function.Function;

/// Puts the values of each dimension into bins that are laid over all trials together.
final class Binned {
    private Binned() {}

    /// @param rule makes of all values of a dimension the function from a value to its bin
    static SymbolSeries of(RealSeries series, int bins, Function<double[], DoubleToLongFunction> rule) {
        SymbolSeries all = one(series, 0, bins, rule);
        for (int d = 1; d < series.dimensions(); d++) {
            all = all.joined(one(series, d, bins, rule));
        }
        return all;
    }

    private static SymbolSeries one(
            RealSeries series, int dimension, int bins, Function<double[], DoubleToLongFunction> rule) {
        double[] values = series.column(dimension);
        DoubleToLongFunction bin = rule.apply(values);
        int[] lengths = series.trialLengths();
        long[][] words = new long[lengths.length][];
        int at = 0;
        for (int r = 0; r < lengths.length; r++) {
            words[r] = new long[lengths[r]];
            for (int t = 0; t < lengths[r]; t++) {
                words[r][t] = bin.applyAsLong(values[at++]);
            }
        }
        return SymbolSeries.ofWords(words, StrictMath.log(bins) / StrictMath.log(2));
    }
}
