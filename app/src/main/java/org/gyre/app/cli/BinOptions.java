package org.gyre.app.cli;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.SpikeTrains;
import org.gyre.data.recording.Recording;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The bins that the spikes of all units are counted in.
final class BinOptions {
    /// From where to where bins go.
    enum From {
        FIRST_SPIKE("first-spike"),
        START("start");

        private final String label;

        From(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /// How a time becomes the number of a bin.
    enum Binning {
        TICKS("ticks"),
        SECONDS("seconds");

        private final String label;

        Binning(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /// Spikes of all units and the bins they fell into.
    ///
    /// @param trains the spikes; they end with the last bin
    /// @param binOfEachSpike ascending
    /// @param bins how many there are
    /// @param seconds from the start of the first bin to the end
    /// @param warnings what to beware of, a sentence each
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Binned(SpikeTrains trains, long[] binOfEachSpike, long bins, double seconds, List<String> warnings) {}

    @Option(
            names = "--bin",
            paramLabel = "TIME",
            converter = BinWidthConverter.class,
            description = "Width of a bin: 4ms, 500us, 0.01s. A spike on an edge belongs to the later bin.")
    @Nullable
    Double bin;

    @Option(
            names = "--from",
            paramLabel = "PLACE",
            defaultValue = "first-spike",
            description = "Where bins go: first-spike, from there to the last spike; start, from time 0 to the end of"
                    + " the recording (default: ${DEFAULT-VALUE}).")
    From from = From.FIRST_SPIKE;

    @Option(
            names = "--binning",
            paramLabel = "HOW",
            defaultValue = "ticks",
            description =
                    "ticks: times are rounded to ticks of the clock and bins are whole numbers of ticks, so that a"
                            + " spike on an edge always belongs to the later bin; seconds: (time - start)/width of the file's"
                            + " own numbers, rounded down in floating point, as many scripts do, which puts some spikes on an"
                            + " edge one bin early: to repeat their counts (default: ${DEFAULT-VALUE}).")
    Binning binning = Binning.TICKS;

    /// Whether bins are counted in floating point.
    boolean inSeconds() {
        return binning == Binning.SECONDS;
    }

    /// Refuses what only spikes can be asked for; a width of bins is known of other files too.
    ///
    /// @param instead what is read
    /// @throws InputException if one is given
    void refuse(String instead) {
        if (from != From.FIRST_SPIKE || binning != Binning.TICKS) {
            String option = from == From.FIRST_SPIKE ? "--binning" : "--from";
            throw new InputException(option + ": belongs to --spikes, but " + instead + "; leave it out");
        }
    }

    /// Refuses a clock where bins are cut from the file's own seconds, which nothing rounds.
    ///
    /// @throws InputException if one is given for times that it does not count
    void refuseClock(RecordingFileOptions options) {
        if (inSeconds() && options.clock != null && !"ticks".equals(options.timeUnit)) {
            throw new InputException("--clock: rounds times, and --binning seconds takes them as they stand in the"
                    + " file; leave out one of the two, or say --time-unit ticks if the file counts ticks");
        }
    }

    /// Reads a file and puts its spikes into bins.
    ///
    /// @throws InputException naming the file, the place and the remedy
    Binned read(String file, RecordingFileOptions options) {
        if (bin == null) {
            throw new InputException("--spikes needs --bin, the width of a bin, such as --bin 4ms");
        }
        Recording recording = options.read(file, inSeconds());
        if (recording.spikes().spikes() == 0) {
            throw new InputException(file + ": holds no spike; there is nothing to measure");
        }
        SpikeSource.Spikes whole = SpikeSource.Spikes.of(file, recording);
        SpikeTrains trains = from == From.START ? whole.trains() : recording.spikes();
        List<String> warnings = from == From.START ? whole.warnings() : recording.warnings();
        if (binning == Binning.TICKS) {
            return inTicks(trains, whole.ticks("--bin", bin), warnings);
        }
        double[][] times = recording.times();
        return inSeconds(trains, times == null ? seconds(trains) : times, bin, warnings);
    }

    private Binned inTicks(SpikeTrains trains, long width, List<String> warnings) {
        long start = from == From.START ? 0 : trains.firstSpike();
        long[] bins = Arrays.stream(trains.ticks())
                .flatMapToLong(Arrays::stream)
                .map(tick -> (tick - start) / width)
                .sorted()
                .toArray();
        long length = trains.duration() - start;
        return new Binned(trains, bins, Math.ceilDiv(length, width), length / trains.ticksPerSecond(), warnings);
    }

    private Binned inSeconds(SpikeTrains trains, double[][] times, double width, List<String> warnings) {
        double[] sorted =
                Arrays.stream(times).flatMapToDouble(Arrays::stream).sorted().toArray();
        double start = from == From.START ? 0 : sorted[0];
        long[] bins = Arrays.stream(sorted)
                .mapToLong(time -> (long) Math.floor((time - start) / width))
                .toArray();
        double length = trains.durationSeconds() - start;
        long last = bins[bins.length - 1];
        return new Binned(
                trains,
                bins,
                from == From.START ? Math.max((long) Math.ceil(length / width), last + 1) : last + 1,
                length,
                warnings);
    }

    /// Of a file that has no times of its own.
    private static double[][] seconds(SpikeTrains trains) {
        return Arrays.stream(trains.ticks())
                .map(train -> Arrays.stream(train)
                        .mapToDouble(tick -> tick / trains.ticksPerSecond())
                        .toArray())
                .toArray(double[][]::new);
    }
}
