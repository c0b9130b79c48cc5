package org.gyre.measure.avalanche;

import org.gyre.core.BinaryRaster;

/// The avalanches of a recording. An avalanche (burst) is a maximal run of non-silent time steps; its size is the
/// number of spikes in it, its duration the number of steps (recurrent-infomax paper, Tanaka et al. 2009; Beggs and
/// Plenz 2003).
///
/// Held as counts, not as a list, so that millions of avalanches are cheap. Recordings that arrive in pieces go
/// through an [AvalancheCounter].
///
/// @param sizes spikes per avalanche
/// @param durations steps per avalanche
/// @param meanSizes `meanSizes.get(i)` is the mean size of the avalanches with duration `durations.value(i)`
public record Avalanches(Tally sizes, Tally durations, MeanSizes meanSizes) {
    /// ⟨S⟩(T), the mean size at each duration.
    public static final class MeanSizes {
        private final double[] mean;

        MeanSizes(double[] mean) {
            this.mean = mean;
        }

        public int size() {
            return mean.length;
        }

        public double get(int i) {
            return mean[i];
        }

        public double[] toArray() {
            return mean.clone();
        }
    }

    /// Extracts the avalanches of an activity series and keeps those at the edges.
    public static Avalanches of(int[] activity) {
        return of(activity, EdgeRule.KEEP);
    }

    /// Extracts the avalanches of an activity series.
    ///
    /// @param activity spikes per step, `[time]`, not negative
    /// @throws IllegalArgumentException if an entry is negative
    public static Avalanches of(int[] activity, EdgeRule edges) {
        AvalancheCounter counter = new AvalancheCounter(edges);
        counter.add(activity);
        return counter.finish();
    }

    /// Extracts the avalanches of a raster.
    public static Avalanches of(BinaryRaster raster, EdgeRule edges) {
        return of(raster.activity(), edges);
    }

    /// Number of avalanches.
    public long count() {
        return sizes.total();
    }

    /// Spikes in the largest avalanche; 0 if there is none.
    public long largestSize() {
        return sizes.distinct() == 0 ? 0 : (long) sizes.maximum();
    }

    /// Steps of the longest avalanche; 0 if there is none.
    public long longestDuration() {
        return durations.distinct() == 0 ? 0 : (long) durations.maximum();
    }
}
