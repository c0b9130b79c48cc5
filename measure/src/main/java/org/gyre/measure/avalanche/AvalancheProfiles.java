package org.gyre.measure.avalanche;

/// Sums of the temporal profiles of avalanches by their duration: ⟨V⟩(t | T), the mean number of spikes in step t of
/// the
/// avalanches that last T steps.
///
/// Memory is that of the sums, about half the square of the longest duration that is kept, whatever the number of
/// avalanches.
public final class AvalancheProfiles {
    private final long[][] sums;
    private final long[] counts;

    /// @param longest duration that is kept, in steps; longer avalanches are left out
    AvalancheProfiles(int longest) {
        sums = new long[longest + 1][];
        counts = new long[longest + 1];
        for (int duration = 0; duration <= longest; duration++) {
            sums[duration] = new long[duration];
        }
    }

    /// Adds an avalanche as often as `weight` says.
    void add(int[] profile, int duration, int weight) {
        long[] sum = sums[duration];
        for (int t = 0; t < duration; t++) {
            sum[t] += (long) weight * profile[t];
        }
        counts[duration] += weight;
    }

    /// The longest duration that is kept, in steps.
    public int longest() {
        return counts.length - 1;
    }

    /// Number of avalanches of a duration.
    public long count(int duration) {
        return counts[duration];
    }

    /// Mean profile of the avalanches of a duration, `[step]`, in spikes per step; NaN if there are none.
    public double[] mean(int duration) {
        double[] mean = new double[duration];
        for (int t = 0; t < duration; t++) {
            mean[t] = (double) sums[duration][t] / counts[duration];
        }
        return mean;
    }
}
