package org.gyre.data.recording;

import java.util.Locale;
import java.util.Optional;

/// What the times of a file count.
public enum TimeUnit {
    SECONDS("s", 1),
    MILLISECONDS("ms", 1e3),
    MICROSECONDS("us", 1e6),
    /// Ticks of the clock, which the options or the file must name.
    TICKS("ticks", Double.NaN);

    private final String symbol;
    private final double perSecond;

    TimeUnit(String symbol, double perSecond) {
        this.symbol = symbol;
        this.perSecond = perSecond;
    }

    /// `s`, `ms`, `us` or `ticks`.
    public String symbol() {
        return symbol;
    }

    /// Ticks of a clock in one of this unit.
    double ticksPerUnit(double ticksPerSecond) {
        return this == TICKS ? 1 : ticksPerSecond / perSecond;
    }

    /// How many of this unit are a second.
    double unitsPerSecond(double ticksPerSecond) {
        return this == TICKS ? ticksPerSecond : perSecond;
    }

    /// The unit of a word such as `ms` or `seconds`, in a file or an option.
    public static Optional<TimeUnit> of(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "s", "sec", "secs", "second", "seconds" -> Optional.of(SECONDS);
            case "ms", "msec", "millisecond", "milliseconds" -> Optional.of(MILLISECONDS);
            case "us", "µs", "μs", "usec", "microsecond", "microseconds" -> Optional.of(MICROSECONDS);
            case "tick", "ticks", "sample", "samples", "frame", "frames" -> Optional.of(TICKS);
            default -> Optional.empty();
        };
    }

    /// The unit that the name of a column or variable ends in: `time_ms`, `time (s)`, `spikes
    /// [us]`.
    static Optional<TimeUnit> inName(String name) {
        String[] words = name.strip().split("[\\s_()\\[\\]/.]+", -1);
        for (int i = words.length - 1; i >= 0; i--) {
            if (!words[i].isEmpty()) {
                return of(words[i]);
            }
        }
        return Optional.empty();
    }
}
