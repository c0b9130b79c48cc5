package org.gyre.measure.series;

import java.util.Arrays;
import org.gyre.core.Plural;

/// Bins that hold equally many values as far as ties allow, each dimension by itself: the inner edges are the
/// quantiles i/B. Equal values stay together, in the bin of the first of them in ascending order.
///
/// @param bins number of bins B, 2 to 65536
public record QuantileBins(int bins) implements Symbols {
    /// @throws org.gyre.core.InputException if the number is out of range
    public QuantileBins {
        EqualBins.requireBins(bins);
    }

    @Override
    public String label() {
        return Plural.of(bins, "bin") + " of equal occupancy";
    }

    @Override
    public SymbolSeries of(RealSeries series) {
        return Binned.of(series, bins, values -> {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            return value -> (long) first(sorted, value) * bins / sorted.length;
        });
    }

    /// The number of values that are smaller.
    private static int first(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
