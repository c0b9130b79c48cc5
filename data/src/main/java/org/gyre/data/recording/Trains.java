package org.gyre.data.recording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.SpikeTrains;
import org.gyre.data.FileKind;
import org.jspecify.annotations.Nullable;

/// Collects the spikes of a file's units, one after another.
final class Trains {
    private final String file;
    private final Clock clock;
    private final boolean keepTimes;
    private final List<double[]> seconds = new ArrayList<>();
    private final List<long[]> ticks = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> warnings;

    Trains(String file, Clock clock, RecordingOptions options, List<String> warnings) {
        this.file = file;
        this.clock = clock;
        keepTimes = options.keepTimes();
        this.warnings = warnings;
    }

    /// Adds a unit; spikes out of order are sorted, and a warning says so.
    ///
    /// @param times of its spikes, in the clock's unit
    void add(String name, double[] times) {
        add(name, times, 0, times.length);
    }

    /// As [#add(String, double[])], of a part of `times`.
    void add(String name, double[] times, int from, int to) {
        long[] train = new long[to - from];
        int late = 0;
        for (int i = 0; i < train.length; i++) {
            int spike = i;
            train[i] = clock.tick(
                    times[from + i], file, () -> "unit '" + FileKind.printable(name) + "', spike " + (spike + 1));
            late += i > 0 && train[i] < train[i - 1] ? 1 : 0;
        }
        if (late > 0) {
            Arrays.sort(train);
            warnings.add("unit '" + FileKind.printable(name) + "' has " + Plural.of(late, "spike")
                    + " earlier than the one before; they were sorted");
        }
        names.add(name);
        ticks.add(train);
        if (keepTimes) {
            double[] unrounded = new double[train.length];
            for (int i = 0; i < unrounded.length; i++) {
                unrounded[i] = clock.seconds(times[from + i]);
            }
            Arrays.sort(unrounded);
            seconds.add(unrounded);
        }
    }

    /// Unrounded times of all units in seconds, or `null` if they are not to be kept.
    double @Nullable [][] times() {
        return keepTimes ? seconds.toArray(new double[0][]) : null;
    }

    List<String> names() {
        return names;
    }

    /// The trains of all units.
    ///
    /// @throws InputException if there is no unit
    SpikeTrains spikes() {
        if (ticks.isEmpty()) {
            throw new InputException(file + ": holds no unit; a recording needs at least one");
        }
        long last = -1;
        for (long[] train : ticks) {
            last = train.length == 0 ? last : Math.max(last, train[train.length - 1]);
        }
        return new SpikeTrains(ticks.toArray(new long[0][]), clock.ticksPerSecond(), last + 1);
    }
}
