package org.gyre.measure.spikes;

import java.util.Locale;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.SpikeTrains;
import org.gyre.measure.series.SymbolSeries;

/// Repeated presentations of stimuli, and the window of time about each in which responses are looked
/// for.
///
/// The window of trial r holds the ticks onset r + from ≤ t < onset r + to.
///
/// @param onsets `[trial]` in ticks, in any order; at least one
/// @param labels `[trial]`, which stimulus it was
/// @param from   start of the window after the onset in ticks; negative is before
/// @param to     end of the window after the onset in ticks, > from
@SuppressWarnings("ArrayRecordComponent") // a table, never compared
public record Trials(long[] onsets, int[] labels, long from, long to) {
    /// @throws InputException if there is no trial, the window is empty, or one begins before the
    /// recording
    public Trials {
        if (onsets.length != labels.length) {
            throw new IllegalArgumentException(onsets.length + " onsets with " + labels.length + " labels");
        }
        if (onsets.length == 0) {
            throw new InputException("there are no trials: a response to a stimulus needs some");
        }
        if (to <= from) {
            throw new InputException("the window from " + from + " to " + Plural.of(to, "tick")
                    + " after the onset is empty: it must" + " end after it begins");
        }
        for (int r = 0; r < onsets.length; r++) {
            if (onsets[r] + from < 0) {
                throw new InputException(
                        "trial " + (r + 1) + ": its window begins " + Plural.of(-(onsets[r] + from), "tick")
                                + " before the recording; leave the trial out, or begin the window later");
            }
        }
    }

    /// Number of trials.
    public int count() {
        return onsets.length;
    }

    /// The stimulus of each trial.
    public SymbolSeries stimulus() {
        return SymbolSeries.of(labels);
    }

    /// First tick of a trial's window.
    public long start(int trial) {
        return onsets[trial] + from;
    }

    /// First tick after a trial's window.
    public long end(int trial) {
        return onsets[trial] + to;
    }

    /// How many windows reach beyond the end of a recording, where silence is not known from absence.
    public int beyond(SpikeTrains trains) {
        int beyond = 0;
        for (int r = 0; r < onsets.length; r++) {
            beyond += end(r) > trains.duration() ? 1 : 0;
        }
        return beyond;
    }

    /// Refuses a window of which nothing was recorded: its silence would be a response that nobody saw.
    ///
    /// @throws InputException if a window begins at the end of the recording or later
    public void requireWithin(SpikeTrains trains) {
        for (int r = 0; r < onsets.length; r++) {
            if (start(r) >= trains.duration()) {
                throw new InputException(String.format(
                        Locale.ROOT,
                        "trial %d: its window begins at %.6g s, and the recording ends at %.6g s; leave the trial out,"
                                + " or say with --duration that the recording lasted longer",
                        r + 1,
                        start(r) / trains.ticksPerSecond(),
                        trains.durationSeconds()));
            }
        }
    }

    /// Index of the first spike at or after a tick.
    static int first(long[] train, long tick) {
        return lower(train, tick);
    }

    /// Index of the first of the ascending values that is not below `value`.
    static int lower(long[] ascending, long value) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
