package org.gyre.app.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;
import org.gyre.data.Limits;
import org.gyre.data.recording.Recording;
import org.gyre.data.recording.RecordingFile;
import org.gyre.data.recording.RecordingOptions;
import org.gyre.data.recording.RecordingOptions.Layout;
import org.gyre.data.recording.TimeUnit;
import org.gyre.lab.run.Numbers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a user may say of a file of spikes that the file does not say itself. Every command that reads spikes has these
/// options and reads through them.
final class RecordingFileOptions {
    @Option(
            names = "--time-unit",
            paramLabel = "UNIT",
            description = "What spike times count: s, ms, us or ticks (default: what the file says, else s).")
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
            names = "--layout",
            paramLabel = "LAYOUT",
            description = "How a table lists spikes: pairs, columns or binned (default: by its content).")
    @Nullable
    String layout;

    @Option(
            names = "--counts-bin",
            paramLabel = "TIME",
            converter = BinWidthConverter.class,
            description = "How long a row of a table of spike counts is, such as 4ms.")
    @Nullable
    Double countsBin;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = BinWidthConverter.class,
            description = "How long the recording lasted, such as 900s (default: what the file says, else up to the"
                    + " last spike).")
    @Nullable
    Double duration;

    @Option(names = "--good-only", description = "Only units that a curated folder calls good.")
    boolean goodOnly;

    /// Reads a recording.
    ///
    /// @throws InputException naming the file, the place and the remedy
    Recording read(String file) {
        return read(file, false);
    }

    /// The options as they would be typed again.
    List<String> words() {
        List<String> words = new ArrayList<>();
        if (timeUnit != null) {
            words.addAll(List.of("--time-unit", timeUnit));
        }
        if (clock != null) {
            words.addAll(List.of("--clock", Double.toString(clock)));
        }
        if (layout != null) {
            words.addAll(List.of("--layout", layout));
        }
        if (countsBin != null) {
            words.addAll(List.of("--counts-bin", typed(countsBin)));
        }
        if (duration != null) {
            words.addAll(List.of("--duration", typed(duration)));
        }
        if (goodOnly) {
            words.add("--good-only");
        }
        return words;
    }

    /// Refuses these options where no recording is read.
    ///
    /// @param instead what is read
    /// @throws InputException if one is given
    void refuse(String instead) {
        List<String> words = words();
        if (!words.isEmpty()) {
            throw new InputException(words.getFirst() + ": belongs to --spikes, but " + instead + "; leave it out");
        }
    }

    private static String typed(double seconds) {
        return new BigDecimal(Double.toString(seconds)).toPlainString() + "s";
    }

    /// As [#read(String)].
    ///
    /// @param keepTimes whether the unrounded times are wanted too
    Recording read(String file, boolean keepTimes) {
        Recording recording = RecordingFile.read(file, options().withKeepTimes(keepTimes));
        if (duration == null) {
            return recording;
        }
        // The train ends one tick after its last spike.
        double last = (recording.spikes().duration() - 1) / recording.spikes().ticksPerSecond();
        if (duration < last) {
            throw new InputException("--duration " + Numbers.compact(duration) + " s: the last spike of " + file
                    + " is at " + Numbers.compact(last) + " s; name the whole recording");
        }
        return recording.lasting(duration);
    }

    private RecordingOptions options() {
        if (clock != null && !(clock > 0 && clock < RecordingOptions.FASTEST_CLOCK)) {
            throw new InputException(
                    "--clock " + clock + ": must be positive and below 1e12; give the sampling rate in Hz");
        }
        return new RecordingOptions(
                Optional.ofNullable(timeUnit).map(RecordingFileOptions::unit),
                optional(clock),
                layout == null ? Layout.AUTO : layout(layout),
                optional(countsBin),
                goodOnly,
                false,
                Limits.DEFAULT);
    }

    private static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private static TimeUnit unit(String word) {
        return TimeUnit.of(word)
                .orElseThrow(() -> new InputException(
                        "--time-unit '" + FileKind.printable(word) + "': must be s, ms, us or ticks"));
    }

    private static Layout layout(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "auto" -> Layout.AUTO;
            case "pairs" -> Layout.PAIRS;
            case "columns" -> Layout.COLUMNS;
            case "binned" -> Layout.BINNED;
            default ->
                throw new InputException(
                        "--layout '" + FileKind.printable(word) + "': must be pairs, columns or binned");
        };
    }
}
