package org.gyre.measure.avalanche;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.gyre.core.BinaryRaster;

/// Counts avalanches while a recording arrives in pieces; a run may cross from one piece into the next.
///
/// Memory depends on the number of distinct sizes and durations only. Not thread-safe.
public final class AvalancheCounter {
    /// Values below this are counted in an array, larger ones in a map.
    private static final int DENSE = 1 << 16;

    private final EdgeRule edges;
    private long[] sizes = new long[256];
    private long[] durations = new long[256];
    private long[] sizeSums = new long[256];
    private final Map<Long, Long> largeSizes = new HashMap<>();
    private final Map<Long, Long> longDurations = new HashMap<>();
    private final Map<Long, Long> longSizeSums = new HashMap<>();

    private boolean atStart = true;
    private boolean cutByStart;
    private long size;
    private long duration;

    /// @param edges what becomes of avalanches that touch an end of the recording
    public AvalancheCounter(EdgeRule edges) {
        this.edges = edges;
    }

    /// Goes on with the next piece of the recording.
    ///
    /// @param activity spikes per step, `[time]`
    /// @throws IllegalArgumentException if an entry is negative
    public void add(int[] activity) {
        for (int t = 0; t < activity.length; t++) {
            if (activity[t] < 0) {
                throw new IllegalArgumentException("activity[" + t + "] = " + activity[t] + ": must not be negative");
            }
            step(activity[t]);
        }
    }

    /// Goes on with the next piece of the recording.
    public void add(BinaryRaster raster) {
        for (int t = 0; t < raster.steps(); t++) {
            step(raster.spikesAt(t));
        }
    }

    /// Ends a run of contiguous pieces: what follows belongs to another recording.
    public void breakHere() {
        if (duration > 0 && edges == EdgeRule.KEEP) {
            count();
        }
        size = 0;
        duration = 0;
        atStart = true;
    }

    /// Ends the recording and returns what was counted. The counter stays usable and keeps its counts.
    public Avalanches finish() {
        breakHere();
        Tally durationTally = tally(durations, longDurations);
        double[] mean = new double[durationTally.distinct()];
        for (int i = 0; i < mean.length; i++) {
            long d = (long) durationTally.value(i);
            long sum = d < DENSE ? sizeSums[(int) d] : longSizeSums.getOrDefault(d, 0L);
            mean[i] = (double) sum / durationTally.count(i);
        }
        return new Avalanches(tally(sizes, largeSizes), durationTally, new Avalanches.MeanSizes(mean));
    }

    private void step(int spikes) {
        if (spikes > 0) {
            if (duration == 0) {
                cutByStart = atStart;
            }
            size += spikes;
            duration++;
        } else if (duration > 0) {
            if (!cutByStart || edges == EdgeRule.KEEP) {
                count();
            }
            size = 0;
            duration = 0;
        }
        atStart = false;
    }

    private void count() {
        if (size < DENSE) {
            sizes = grown(sizes, size);
            sizes[(int) size]++;
        } else {
            largeSizes.merge(size, 1L, Long::sum);
        }
        if (duration < DENSE) {
            durations = grown(durations, duration);
            sizeSums = grown(sizeSums, duration);
            durations[(int) duration]++;
            sizeSums[(int) duration] += size;
        } else {
            longDurations.merge(duration, 1L, Long::sum);
            longSizeSums.merge(duration, size, Long::sum);
        }
    }

    private static long[] grown(long[] array, long index) {
        return index < array.length ? array : Arrays.copyOf(array, (int) Math.min(DENSE, 2 * Math.max(index, 128)));
    }

    private static Tally tally(long[] dense, Map<Long, Long> sparse) {
        int distinct = sparse.size();
        for (long count : dense) {
            distinct += count > 0 ? 1 : 0;
        }
        double[] values = new double[distinct];
        long[] counts = new long[distinct];
        int k = 0;
        for (int v = 0; v < dense.length; v++) {
            if (dense[v] > 0) {
                values[k] = v;
                counts[k++] = dense[v];
            }
        }
        for (long v : sparse.keySet().stream().sorted().toList()) {
            values[k] = v;
            counts[k++] = sparse.getOrDefault(v, 0L);
        }
        return Tally.of(values, counts);
    }
}
