package org.gyre.measure.pattern;

import org.gyre.core.BinaryRaster;

/// Repeated spatial patterns by their number of spikes. A pattern is repeated if the identical set of units fires,
/// alone, at two or more time steps (Tanaka et al. 2009, figure 6).
public final class RepeatedPatterns {
    private final long[] occurrences;
    private final long[] distinct;

    private RepeatedPatterns(long[] occurrences, long[] distinct) {
        this.occurrences = occurrences;
        this.distinct = distinct;
    }

    /// Counts in a raster.
    public static RepeatedPatterns of(BinaryRaster raster) {
        return of(PatternIndex.of(raster), raster.units());
    }

    /// Counts from an index at hand.
    ///
    /// @param units number of units N
    public static RepeatedPatterns of(PatternIndex index, int units) {
        long[] occurrences = new long[units + 1];
        long[] distinct = new long[units + 1];
        for (int id = 0; id < index.distinct(); id++) {
            if (index.occurrences(id) > 1) {
                occurrences[index.spikes(id)] += index.occurrences(id);
                distinct[index.spikes(id)]++;
            }
        }
        return new RepeatedPatterns(occurrences, distinct);
    }

    /// Occurrences of repeated patterns with `fewest` to `most` spikes (both included), every occurrence counted.
    public long occurrences(int fewest, int most) {
        return sum(occurrences, fewest, most);
    }

    /// Number of different repeated patterns with `fewest` to `most` spikes (both included).
    public long distinct(int fewest, int most) {
        return sum(distinct, fewest, most);
    }

    /// Occurrences of repeated patterns with three or four spikes.
    public long ofThreeOrFour() {
        return occurrences(3, 4);
    }

    /// Occurrences of repeated patterns with more than four spikes.
    public long ofMoreThanFour() {
        return occurrences(5, Integer.MAX_VALUE);
    }

    private static long sum(long[] bySpikes, int fewest, int most) {
        long sum = 0;
        for (int s = Math.max(0, fewest); s < bySpikes.length && s <= most; s++) {
            sum += bySpikes[s];
        }
        return sum;
    }
}
