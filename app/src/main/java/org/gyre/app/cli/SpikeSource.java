package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.gyre.core.InputException;
import org.gyre.core.SpikeTrains;
import org.gyre.data.recording.Recording;
import org.gyre.data.recording.RecordingFile;
import org.gyre.data.recording.RecordingOptions;
import org.gyre.data.recording.TimeUnit;
import org.gyre.lab.run.Numbers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that name a recording of spikes, with how long it lasted.
final class SpikeSource {
    @Option(
            names = "--spikes",
            paramLabel = "FILE",
            description = "A recording of spikes, such as two columns, time in seconds and unit; 'gyre data info FILE'"
                    + " says what a file is taken for.")
    @Nullable
    String spikes;

    @Option(names = "--time-unit", paramLabel = "UNIT", description = "What times count: s, ms, us or ticks.")
    @Nullable
    String timeUnit;

    @Option(
            names = "--clock",
            paramLabel = "HZ",
            description = "Ticks per second that times are in or are rounded to (default: what the file says, else"
                    + " 1000000).")
    @Nullable
    Double clock;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = BinWidthConverter.class,
            description =
                    "How long the recording lasted, such as 900s (default: what the file says, else up to the last"
                            + " spike).")
    @Nullable
    Double duration;

    /// A recording that lasts to its end.
    ///
    /// @param names one for each unit
    record Spikes(String file, SpikeTrains trains, List<String> names, List<String> warnings) {
        /// A span of time in whole ticks.
        ///
        /// @param option that named it
        /// @throws InputException if it is no whole number of ticks
        long ticks(String option, double seconds) {
            try {
                return trains.ticksIn(seconds);
            } catch (InputException withoutOption) {
                throw new InputException(
                        option + ": " + withoutOption.getMessage() + ", or set --clock", withoutOption);
            }
        }

        /// A mistake that a measure found in the recording, with the file's name.
        InputException named(InputException mistake) {
            String message = mistake.getMessage();
            return message.startsWith("--") || message.contains(file)
                    ? mistake
                    : new InputException(file + ": " + message, mistake);
        }
    }

    /// @throws InputException naming the file, the place and the remedy
    Spikes read() {
        if (spikes == null) {
            throw new InputException("--spikes: is missing; name a recording of spikes");
        }
        Recording recording = RecordingFile.read(spikes, options());
        List<String> warnings = new ArrayList<>(recording.warnings());
        return new Spikes(spikes, lasting(recording, warnings), recording.unitNames(), warnings);
    }

    private RecordingOptions options() {
        RecordingOptions options = RecordingOptions.DEFAULT;
        if (timeUnit != null) {
            String word = timeUnit;
            options = options.withTimeUnit(TimeUnit.of(word)
                    .orElseThrow(() -> new InputException("--time-unit " + word + ": must be s, ms, us or ticks")));
        }
        return clock == null ? options : options.withClock(clock);
    }

    private SpikeTrains lasting(Recording recording, List<String> warnings) {
        SpikeTrains trains = recording.spikes();
        OptionalDouble seconds =
                duration == null ? recording.recordedSeconds() : OptionalDouble.of(duration.doubleValue());
        if (seconds.isEmpty()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s does not say how long the recording lasted; it is taken to end with its last spike at %.6g s"
                            + " (--duration says otherwise)",
                    spikes,
                    trains.durationSeconds()));
            return trains;
        }
        long ticks = (long) Math.min(0x1p62, Math.ceil(seconds.getAsDouble() * trains.ticksPerSecond()));
        if (duration != null && ticks < trains.duration()) {
            throw new InputException("--duration " + Numbers.compact(duration) + " s: the last spike of " + spikes
                    + " is at " + Numbers.compact(trains.durationSeconds()) + " s; name the whole recording");
        }
        return new SpikeTrains(trains.ticks(), trains.ticksPerSecond(), Math.max(ticks, trains.duration()));
    }
}
