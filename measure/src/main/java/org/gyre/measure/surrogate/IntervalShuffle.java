package org.gyre.measure.surrogate;

import java.util.Arrays;
import org.gyre.core.SpikeTrains;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// Each unit's intervals between spikes in a random order, begun at a random time: the distribution of
/// the intervals stays; their order, changes of the rate and the relation to other units go.
///
/// The recording is taken as a ring, so that the time before the first spike and after the last one is
/// one more interval. Right for renewal processes; bursts of several intervals do not survive it.
public record IntervalShuffle() implements SpikeSurrogate {
    @Override
    public String label() {
        return "shuffled intervals";
    }

    @Override
    public SpikeTrains apply(SpikeTrains trains, RandomStream stream) {
        long[][] shuffled = new long[trains.units()][];
        for (int unit = 0; unit < shuffled.length; unit++) {
            shuffled[unit] = shuffle(
                    trains.ticks()[unit], trains.duration(), stream.split(unit).generator());
        }
        return new SpikeTrains(shuffled, trains.ticksPerSecond(), trains.duration());
    }

    @Override
    public double distinct(SpikeTrains trains) {
        double product = SpikeSurrogate.rotations(trains, trains.duration());
        for (long[] train : trains.ticks()) {
            product *= train.length == 0 ? 1 : orders(intervals(train, trains.duration()));
        }
        return product;
    }

    @Override
    public boolean drawsTheRecording() {
        return true;
    }

    @Override
    public String remedy() {
        return "bring a longer recording or a faster clock";
    }

    /// In how many ways n intervals follow one another round a ring, n!/(n ∏ mᵢ!) with mᵢ equal ones of a kind, at
    /// least 1.
    private static double orders(long[] intervals) {
        Arrays.sort(intervals);
        double orders = 1;
        int equal = 0;
        for (int k = 0; k < intervals.length; k++) {
            equal = k > 0 && intervals[k] == intervals[k - 1] ? equal + 1 : 1;
            orders *= (k + 1.0) / equal;
        }
        return Math.max(1, orders / intervals.length);
    }

    private static long[] intervals(long[] train, long duration) {
        int n = train.length;
        long[] intervals = new long[n];
        for (int k = 0; k + 1 < n; k++) {
            intervals[k] = train[k + 1] - train[k];
        }
        intervals[n - 1] = duration - train[n - 1] + train[0];
        return intervals;
    }

    private static long[] shuffle(long[] train, long duration, CounterRandom random) {
        int n = train.length;
        if (n == 0) {
            return train;
        }
        long[] intervals = intervals(train, duration);
        for (int k = n - 1; k > 0; k--) {
            int j = random.nextInt(k + 1);
            long swap = intervals[k];
            intervals[k] = intervals[j];
            intervals[j] = swap;
        }
        long[] times = new long[n];
        for (int k = 1; k < n; k++) {
            times[k] = times[k - 1] + intervals[k - 1];
        }
        return CircularShift.rotated(wrapped(times, duration), random.nextLong(duration), duration);
    }

    /// If all spikes share one tick, the ring's one interval is the whole duration, and times may reach
    /// it.
    private static long[] wrapped(long[] times, long duration) {
        int inside = times.length;
        while (inside > 0 && times[inside - 1] >= duration) {
            inside--;
        }
        long[] wrapped = new long[times.length];
        System.arraycopy(times, 0, wrapped, times.length - inside, inside);
        return wrapped;
    }
}
