package org.gyre.measure.series;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.Plural;

/// Bins of equal width between the smallest and the largest value, each dimension by itself. A value on an inner
/// edge belongs to the bin above it, the largest one to the last bin. A constant falls into one bin.
///
/// @param bins number of bins, 2 to 65536
public record EqualBins(int bins) implements Symbols {
    static final int MOST = 1 << 16;

    /// @throws InputException if the number is out of range
    public EqualBins {
        requireBins(bins);
    }

    static void requireBins(int bins) {
        if (bins < 2 || bins > MOST) {
            throw new InputException(Plural.of(bins, "bin") + ": take 2 to " + MOST);
        }
    }

    @Override
    public String label() {
        return Plural.of(bins, "bin") + " of equal width";
    }

    @Override
    public SymbolSeries of(RealSeries series) {
        return Binned.of(series, bins, values -> {
            double least = Arrays.stream(values).min().orElse(0);
            double most = Arrays.stream(values).max().orElse(0);
            // Halves, so that a range beyond the largest double does not overflow.
            double range = 0.5 * most - 0.5 * least;
            return value -> range > 0 ? Math.min(bins - 1, (long) ((0.5 * value - 0.5 * least) / range * bins)) : 0;
        });
    }
}
