package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gyre.core.InputException;
import org.gyre.core.SpikeTrains;
import org.gyre.data.recording.Recording;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The recording of `--spikes`, from time 0 to its end.
final class SpikeSource {
    @Option(
            names = "--spikes",
            paramLabel = "FILE",
            description = "A recording of spikes, such as two columns, time in seconds and unit; 'gyre data info FILE'"
                    + " says what a file is taken for.")
    @Nullable
    String spikes;

    @Mixin
    RecordingFileOptions options = new RecordingFileOptions();

    /// A recording that lasts to its end.
    ///
    /// @param names one for each unit
    record Spikes(String file, SpikeTrains trains, List<String> names, List<String> warnings) {
        static Spikes of(String file, Recording recording) {
            SpikeTrains trains = recording.spikes();
            List<String> warnings = new ArrayList<>(recording.warnings());
            if (recording.recordedSeconds().isEmpty()) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "%s does not say how long the recording lasted; it is taken to end with its last spike at"
                                + " %.6g s (--duration says otherwise)",
                        file,
                        trains.durationSeconds()));
                return new Spikes(file, trains, recording.unitNames(), warnings);
            }
            long ticks = (long) Math.min(0x1p62, Math.ceil(recording.seconds() * trains.ticksPerSecond()));
            return new Spikes(
                    file,
                    new SpikeTrains(trains.ticks(), trains.ticksPerSecond(), Math.max(ticks, trains.duration())),
                    recording.unitNames(),
                    warnings);
        }

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
        return Spikes.of(spikes, options.read(spikes));
    }
}
