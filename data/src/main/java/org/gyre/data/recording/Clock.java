package org.gyre.data.recording;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gyre.core.InputException;

/// The unit of a file's times and the clock they are rounded to, once file and user agree.
///
/// @param unit           of the times
/// @param ticksPerSecond of the clock
record Clock(TimeUnit unit, double ticksPerSecond) {
    /// Agrees on a clock.
    ///
    /// @param said     the unit that the file names itself, if it does
    /// @param saidBy   where it does, for messages: `the header 'time_ms'`
    /// @param assumed  the unit of a format whose files do not name one
    /// @param fileRate ticks per second that the file names, if it does
    /// @throws InputException if file and user say different things, or times are in ticks of
    ///     an unknown clock
    static Clock agree(
            String file,
            Optional<TimeUnit> said,
            String saidBy,
            TimeUnit assumed,
            OptionalDouble fileRate,
            RecordingOptions options) {
        if (said.isPresent()
                && options.timeUnit().isPresent()
                && said.get() != options.timeUnit().get()) {
            throw new InputException(file + ": " + saidBy + " says "
                    + said.get().symbol() + ", the option --time-unit says "
                    + options.timeUnit().get().symbol() + "; which is it? Leave out the option or correct the file");
        }
        if (fileRate.isPresent()
                && options.clock().isPresent()
                && fileRate.getAsDouble() != options.clock().getAsDouble()) {
            throw new InputException(String.format(
                    Locale.ROOT,
                    "%s: says %s Hz, the option --clock says %s Hz; which is it? Leave out the option or correct the file",
                    file,
                    fileRate.getAsDouble(),
                    options.clock().getAsDouble()));
        }
        TimeUnit unit = said.or(options::timeUnit).orElse(assumed);
        OptionalDouble rate = options.clock().isPresent() ? options.clock() : fileRate;
        if (unit == TimeUnit.TICKS && rate.isEmpty()) {
            throw new InputException(
                    file + ": has times in ticks of a clock that it does not name; give its rate with --clock, in Hz");
        }
        return new Clock(unit, rate.orElse(RecordingOptions.DEFAULT_CLOCK));
    }

    /// Seconds of a time, unrounded.
    double seconds(double time) {
        return time / unit.unitsPerSecond(ticksPerSecond);
    }

    /// The tick of a time.
    ///
    /// @param where for messages: `row 3, column 1`
    /// @throws InputException if the time is not finite, negative or too late
    long tick(double time, String file, java.util.function.Supplier<String> where) {
        double tick = time * unit.ticksPerUnit(ticksPerSecond);
        if (!(tick >= 0 && tick < 0x1p62)) {
            throw new InputException(file + ", " + where.get() + ": the time " + time + " " + unit.symbol()
                    + (time < 0
                            ? " is negative; add a constant to all times so that they start at 0"
                            : Double.isFinite(time)
                                    ? " is too late for a clock of " + ticksPerSecond
                                            + " Hz; check --time-unit and --clock"
                                    : " is not a finite number; remove the spike"));
        }
        return Math.round(tick);
    }
}
