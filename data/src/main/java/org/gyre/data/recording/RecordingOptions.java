package org.gyre.data.recording;

import java.util.Optional;
import java.util.OptionalDouble;
import org.gyre.core.InputException;
import org.gyre.data.Limits;

/// What the user says of a file that the file may not say itself.
///
/// @param timeUnit what times count; a file that says otherwise is refused
/// @param clock    ticks per second, for times in ticks and to round to; a file that says
///     otherwise is refused
/// @param layout   how a text file lists its spikes
/// @param bin      seconds a row of a binned matrix stands for
/// @param goodOnly only the units that a curated folder calls good
/// @param keepTimes whether the unrounded times are kept too, eight more bytes a spike
/// @param limits   how much is read
public record RecordingOptions(
        Optional<TimeUnit> timeUnit,
        OptionalDouble clock,
        Layout layout,
        OptionalDouble bin,
        boolean goodOnly,
        boolean keepTimes,
        Limits limits) {
    /// The clock of files that name none: microseconds.
    public static final double DEFAULT_CLOCK = 1e6;

    /// Clocks are slower.
    public static final double FASTEST_CLOCK = 1e12;

    /// Nothing is said: the file decides, and [Limits#DEFAULT].
    public static final RecordingOptions DEFAULT = new RecordingOptions(
            Optional.empty(),
            OptionalDouble.empty(),
            Layout.AUTO,
            OptionalDouble.empty(),
            false,
            false,
            Limits.DEFAULT);

    /// How a text file lists spikes.
    public enum Layout {
        /// The file decides; see [RecordingFile].
        AUTO,
        /// Two columns: time and unit.
        PAIRS,
        /// A column of times for each unit, of unequal length.
        COLUMNS,
        /// Spike counts, a row for each bin and a column for each unit.
        BINNED
    }

    public RecordingOptions {
        if (clock.isPresent() && !(clock.getAsDouble() > 0 && clock.getAsDouble() < FASTEST_CLOCK)) {
            throw new InputException(
                    "clock of " + clock.getAsDouble() + " Hz: must be positive and below 1e12; give the sampling rate");
        }
        if (bin.isPresent() && !(bin.getAsDouble() > 0 && bin.getAsDouble() < Double.POSITIVE_INFINITY)) {
            throw new InputException("bin of " + bin.getAsDouble() + " s: must be positive and finite");
        }
    }

    public RecordingOptions withTimeUnit(TimeUnit unit) {
        return new RecordingOptions(Optional.of(unit), clock, layout, bin, goodOnly, keepTimes, limits);
    }

    public RecordingOptions withClock(double ticksPerSecond) {
        return new RecordingOptions(
                timeUnit, OptionalDouble.of(ticksPerSecond), layout, bin, goodOnly, keepTimes, limits);
    }

    public RecordingOptions withLayout(Layout newLayout) {
        return new RecordingOptions(timeUnit, clock, newLayout, bin, goodOnly, keepTimes, limits);
    }

    public RecordingOptions withBin(double seconds) {
        return new RecordingOptions(timeUnit, clock, layout, OptionalDouble.of(seconds), goodOnly, keepTimes, limits);
    }

    public RecordingOptions withGoodOnly(boolean only) {
        return new RecordingOptions(timeUnit, clock, layout, bin, only, keepTimes, limits);
    }

    public RecordingOptions withKeepTimes(boolean keep) {
        return new RecordingOptions(timeUnit, clock, layout, bin, goodOnly, keep, limits);
    }

    public RecordingOptions withLimits(Limits newLimits) {
        return new RecordingOptions(timeUnit, clock, layout, bin, goodOnly, keepTimes, newLimits);
    }
}
