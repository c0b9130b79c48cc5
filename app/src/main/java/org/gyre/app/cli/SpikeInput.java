package org.gyre.app.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.gyre.core.InputException;
import org.gyre.core.SpikeTrains;
import org.gyre.data.FileKind;
import org.gyre.data.InputFile;
import org.gyre.data.Matrix;
import org.gyre.data.matrix.MatrixFile;
import org.gyre.data.recording.Recording;
import org.gyre.data.recording.RecordingFile;
import org.gyre.data.recording.RecordingOptions;
import org.gyre.lab.run.Numbers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Spike trains from the file of `--spikes`, and the bins they are counted in.
final class SpikeInput {
    /// Where the first bin starts.
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

    /// What a file holds.
    ///
    /// @param trains of the units that fire, or of all units where the file lists them
    /// @param units as the file numbers or lists them
    /// @param warnings what to beware of, a sentence each
    record Spikes(SpikeTrains trains, long units, List<String> warnings) {}

    /// Beyond it ticks do not fit into a `long`.
    private static final double LAST_TICK = 0x1p62;

    @Option(
            names = "--bin",
            paramLabel = "TIME",
            converter = BinWidthConverter.class,
            description = "Width of a bin: 4ms, 500us, 0.01s. A spike on an edge belongs to the later bin.")
    @Nullable
    Double bin;

    @Option(
            names = "--clock",
            paramLabel = "HZ",
            description = "Ticks per second that spike times are rounded to (default: what the file says, else"
                    + " 1000000).")
    @Nullable
    Double clock;

    @Option(
            names = "--from",
            paramLabel = "PLACE",
            defaultValue = "first-spike",
            description = "Where the first bin starts: first-spike or start, time 0 (default: ${DEFAULT-VALUE}).")
    From from = From.FIRST_SPIKE;

    @Option(
            names = "--binning",
            paramLabel = "HOW",
            defaultValue = "ticks",
            description = "ticks: whole ticks, right for spikes on an edge; seconds: (t - start)/width rounded down in"
                    + " floating point, which puts some of them one bin early, as many scripts do (default:"
                    + " ${DEFAULT-VALUE}).")
    Binning binning = Binning.TICKS;

    /// Reads a file.
    ///
    /// @throws InputException naming the file, the place and the remedy
    Spikes read(String file) {
        if (bin == null) {
            throw new InputException("--spikes needs --bin, the width of a bin, such as --bin 4ms");
        }
        if (clock != null && !(clock > 0 && clock < Double.POSITIVE_INFINITY)) {
            throw new InputException("--clock " + clock + ": must be positive and finite");
        }
        FileKind kind = InputFile.kind(Path.of(file));
        Spikes spikes = kind == FileKind.HDF5 || kind == FileKind.MAT73 ? recording(file) : pairs(file);
        if (spikes.trains.spikes() == 0) {
            throw new InputException(file + ": holds no spike; there is nothing to measure");
        }
        return spikes;
    }

    private Spikes recording(String file) {
        RecordingOptions options = clock == null ? RecordingOptions.DEFAULT : RecordingOptions.DEFAULT.withClock(clock);
        Recording recording = RecordingFile.read(file, options);
        return new Spikes(recording.spikes(), recording.spikes().units(), recording.warnings());
    }

    private Spikes pairs(String file) {
        Matrix events = MatrixFile.read(file);
        if (events.columns() != 2) {
            String columns = events.columns() == 1 ? " column" : " columns";
            throw new InputException(file + ": has " + events.columns() + columns
                    + "; two were expected, the time in seconds and the unit's number");
        }
        double rate = clock == null ? RecordingOptions.DEFAULT_CLOCK : clock;
        TreeMap<Integer, double[]> trains = new TreeMap<>();
        TreeMap<Integer, Integer> spikes = new TreeMap<>();
        for (int row = 0; row < events.rows(); row++) {
            spikes.merge(unit(file, events.get(row, 1), row), 1, Integer::sum);
        }
        spikes.forEach((unit, count) -> trains.put(unit, new double[count]));
        for (int row = 0; row < events.rows(); row++) {
            int unit = (int) events.get(row, 1);
            int left = spikes.merge(unit, -1, Integer::sum);
            double[] train = trains.getOrDefault(unit, new double[0]);
            train[left] = time(file, events.get(row, 0), row, rate);
        }
        trains.values().forEach(Arrays::sort);
        return new Spikes(
                SpikeTrains.ofSeconds(trains.values().toArray(double[][]::new), rate),
                trains.isEmpty() ? 0 : trains.lastKey() + 1L,
                looksLikeRaster(events)
                        ? List.of(file + " holds only 0 and 1: it looks like a raster of two units; use --raster")
                        : List.of());
    }

    private static double time(String file, double seconds, int row, double clock) {
        String place = file + ", row " + (row + 1) + ", column 1: " + Numbers.compact(seconds) + " s is ";
        if (seconds < 0) {
            throw new InputException(place + "before the start of the recording; times must be 0 or later");
        }
        if (seconds * clock >= LAST_TICK) {
            throw new InputException(place + "too late for a clock of " + Numbers.compact(clock)
                    + " Hz; times are in seconds, and --clock sets the clock");
        }
        return seconds;
    }

    private static int unit(String file, double value, int row) {
        if (value < 0 || value > Integer.MAX_VALUE || value != Math.rint(value)) {
            throw new InputException(file + ", row " + (row + 1) + ", column 2: " + Numbers.compact(value)
                    + " is not a unit's number; units are numbered 0, 1, 2, …");
        }
        return (int) value;
    }

    private static boolean looksLikeRaster(Matrix events) {
        return events.rows() > 1 && Arrays.stream(events.values()).allMatch(value -> value == 0 || value == 1);
    }

    /// The bin of each spike of any unit, ascending.
    long[] binOfEachSpike(SpikeTrains trains) {
        long[] ticks = Arrays.stream(trains.ticks())
                .flatMapToLong(Arrays::stream)
                .sorted()
                .toArray();
        long start = start(trains);
        long ticksPerBin = ticksPerBin(trains);
        double rate = trains.ticksPerSecond();
        for (int i = 0; i < ticks.length; i++) {
            ticks[i] = binning == Binning.TICKS
                    ? (ticks[i] - start) / ticksPerBin
                    : (long) Math.floor((ticks[i] / rate - start / rate) / width());
        }
        return ticks;
    }

    /// Number of bins up to the end of the recording.
    long bins(SpikeTrains trains) {
        return Math.ceilDiv(trains.duration() - start(trains), ticksPerBin(trains));
    }

    /// From the start of the first bin to the end of the recording.
    double seconds(SpikeTrains trains) {
        return (trains.duration() - start(trains)) / trains.ticksPerSecond();
    }

    private long start(SpikeTrains trains) {
        return from == From.START ? 0 : trains.firstSpike();
    }

    private long ticksPerBin(SpikeTrains trains) {
        try {
            return trains.ticksIn(width());
        } catch (InputException withoutOption) {
            throw new InputException("--bin: " + withoutOption.getMessage() + ", or set --clock", withoutOption);
        }
    }

    private double width() {
        return bin == null ? Double.NaN : bin;
    }
}
