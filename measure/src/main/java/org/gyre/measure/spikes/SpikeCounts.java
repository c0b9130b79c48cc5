package org.gyre.measure.spikes;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.SpikeTrains;

/// How many spikes each unit fired in each bin, every spike counted. Immutable.
///
/// Bin b holds the ticks b·width ≤ t < (b + 1)·width, so that a spike on an edge belongs to the later
/// bin, as in [SpikeTrains#raster]. Other than there all bins are whole: what follows the last one is
/// left out, because a bin that the recording covers in part holds fewer spikes than the others for no
/// reason of the neurons.
///
/// Memory goes with the number of spikes, not with the number of bins.
public final class SpikeCounts {
    private final int bins;
    private final long width;
    private final long left;
    /// `[unit][k]`: the bins in which the unit fired, ascending, and beside them how often.
    private final int[][] occupied;
    private final int[][] counts;

    private SpikeCounts(int bins, long width, long left, int[][] occupied, int[][] counts) {
        this.bins = bins;
        this.width = width;
        this.left = left;
        this.occupied = occupied;
        this.counts = counts;
    }

    /// The counts in bins of so many ticks from the start of the recording.
    ///
    /// @param width of a bin in ticks, ≥ 1
    /// @throws InputException if the recording is shorter than one bin, or has more than 2³¹ of them
    public static SpikeCounts of(SpikeTrains trains, long width) {
        if (width < 1) {
            throw new IllegalArgumentException("bins of " + width + " ticks");
        }
        long bins = trains.duration() / width;
        if (bins == 0) {
            throw new InputException("the recording of " + trains.durationSeconds() + " s is shorter than one bin of "
                    + width / trains.ticksPerSecond() + " s: use narrower bins");
        }
        if (bins > Integer.MAX_VALUE) {
            throw new InputException(bins + " bins of " + width + " ticks are too many: use wider bins");
        }
        int[][] occupied = new int[trains.units()][];
        int[][] counts = new int[trains.units()][];
        long left = 0;
        for (int unit = 0; unit < occupied.length; unit++) {
            long[] train = trains.ticks()[unit];
            int[] at = new int[train.length];
            int[] count = new int[train.length];
            int k = -1;
            for (long tick : train) {
                long bin = tick / width;
                if (bin >= bins) {
                    left++;
                } else if (k >= 0 && at[k] == bin) {
                    count[k]++;
                } else {
                    at[++k] = (int) bin;
                    count[k] = 1;
                }
            }
            occupied[unit] = Arrays.copyOf(at, k + 1);
            counts[unit] = Arrays.copyOf(count, k + 1);
        }
        return new SpikeCounts((int) bins, width, left, occupied, counts);
    }

    public int units() {
        return occupied.length;
    }

    /// Number of whole bins, ≥ 1.
    public int bins() {
        return bins;
    }

    /// Width of a bin in ticks.
    public long width() {
        return width;
    }

    /// Spikes of all units behind the last whole bin, which are left out.
    public long spikesLeftOut() {
        return left;
    }

    /// Spikes of a unit in each bin, `[bin]`; a copy.
    public int[] of(int unit) {
        int[] dense = new int[bins];
        for (int k = 0; k < occupied[unit].length; k++) {
            dense[occupied[unit][k]] = counts[unit][k];
        }
        return dense;
    }

    /// Spikes of all units in each bin, `[bin]`.
    public int[] activity() {
        int[] activity = new int[bins];
        for (int unit = 0; unit < occupied.length; unit++) {
            for (int k = 0; k < occupied[unit].length; k++) {
                activity[occupied[unit][k]] += counts[unit][k];
            }
        }
        return activity;
    }

    /// Number of units that fired at all in each bin, `[bin]`.
    public int[] activeUnits() {
        int[] active = new int[bins];
        for (int[] train : occupied) {
            for (int bin : train) {
                active[bin]++;
            }
        }
        return active;
    }

    /// ∑ over bins of a unit's counts.
    public long sum(int unit) {
        long sum = 0;
        for (int count : counts[unit]) {
            sum += count;
        }
        return sum;
    }

    /// ∑ over bins of the squares of a unit's counts.
    public long sumOfSquares(int unit) {
        long sum = 0;
        for (int count : counts[unit]) {
            sum += (long) count * count;
        }
        return sum;
    }

    /// The bins in which a unit fired, ascending; the storage itself, for kernels.
    int[] occupied(int unit) {
        return occupied[unit];
    }

    /// The counts in [#occupied]; the storage itself, for kernels.
    int[] counts(int unit) {
        return counts[unit];
    }
}
