package org.gyre.app.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;
import org.gyre.data.Limits;
import org.gyre.data.recording.RecordingOptions;
import org.gyre.data.recording.RecordingOptions.Layout;
import org.gyre.data.recording.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a user may say of a file of spikes.
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
            description = "Ticks per second (default: the sampling rate that the file names, else 1000000).")
    @Nullable
    Double clock;

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            description = "How a table lists spikes: pairs, columns or binned (default: by its content).")
    @Nullable
    String layout;

    @Option(names = "--good-only", description = "Only units that a curated folder calls good.")
    boolean goodOnly;

    RecordingOptions options() {
        return options(null);
    }

    /// @param bin seconds of a bin, for counts, if known
    RecordingOptions options(@Nullable Double bin) {
        return new RecordingOptions(
                Optional.ofNullable(timeUnit).map(RecordingFileOptions::unit),
                optional(clock),
                layout == null ? Layout.AUTO : layout(layout),
                optional(bin),
                goodOnly,
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
