package org.gyre.data.stimulus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// Samples in which every unit fires once, each with the number of its class.
///
/// @param classes number of classes
/// @param units   number of units
/// @param steps   of a sample
/// @param times   step of the spike, `[sample][unit]`
/// @param labels  class, `[sample]`
@SuppressWarnings("ArrayRecordComponent") // a table, never compared
public record SpikeTimes(int classes, int units, int steps, int[] times, int[] labels) {
    /// @throws IllegalArgumentException if sizes do not fit, or a time or a label is out of range
    public SpikeTimes {
        if ((long) labels.length * units != times.length) {
            throw new IllegalArgumentException(
                    times.length + " times of " + labels.length + " samples and " + units + " units");
        }
        if (Arrays.stream(times).anyMatch(t -> t < 0 || t >= steps)
                || Arrays.stream(labels).anyMatch(c -> c < 0 || c >= classes)) {
            throw new IllegalArgumentException(
                    "a time is not in [0, " + steps + ") or a label not in [0, " + classes + ")");
        }
    }

    /// Number of samples.
    public int count() {
        return labels.length;
    }

    /// The step in which a unit fires.
    public int time(int sample, int unit) {
        return times[sample * units + unit];
    }

    /// Disjoint parts of the given sizes, numbers of samples: all samples are put into one random order
    /// (Fisher and Yates) that depends on the stream and on [#count] alone, and cut from its start.
    ///
    /// @param sizes of the parts, each ≥ 1
    /// @throws InputException if a part has no sample, or all together more than there are
    public List<int[]> split(RandomStream stream, int... sizes) {
        long wanted = Arrays.stream(sizes).asLongStream().sum();
        if (wanted > count() || Arrays.stream(sizes).anyMatch(size -> size < 1)) {
            throw new InputException("parts of " + Arrays.toString(sizes) + " samples: each needs at least 1, and all"
                    + " together at most the " + count() + " that there are");
        }
        CounterRandom random = stream.generator();
        int[] order = new int[count()];
        Arrays.setAll(order, i -> i);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        List<int[]> parts = new ArrayList<>();
        int from = 0;
        for (int size : sizes) {
            parts.add(Arrays.copyOfRange(order, from, from + size));
            from += size;
        }
        return parts;
    }
}
