package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.SpikeTrains;
import org.gyre.data.Matrix;
import org.gyre.data.matrix.MatrixFile;
import org.gyre.lab.run.Numbers;
import org.gyre.measure.avalanche.Avalanches;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `gyre measure avalanches`: sizes and durations of the bursts in a recording.
@Command(
        name = "avalanches",
        description = "Find the avalanches (maximal runs of bins with a spike) of a recording and fit their sizes and"
                + " durations.",
        footer = {
            "",
            "Examples:",
            "  gyre measure avalanches --spikes spikes.csv --bin 4ms",
            "  gyre measure avalanches --raster raster.npy --xmin 1 --xmax 100"
        })
final class MeasureAvalanchesCommand implements GyreSubcommand {
    /// Exactly one source of spikes.
    static final class Source {
        @Option(
                names = "--spikes",
                paramLabel = "FILE",
                description = "Two columns, time in seconds and unit number from 0; needs --bin.")
        @Nullable
        String spikes;

        @Option(
                names = "--raster",
                paramLabel = "FILE",
                description = "Spike counts, one row a bin, one column a unit.")
        @Nullable
        String raster;

        @Option(names = "--activity", paramLabel = "FILE", description = "Spikes of all units, one number a bin.")
        @Nullable
        String activity;
    }

    /// What the file gave: spikes per bin, and what is known of the recording.
    ///
    /// @param activity `[bin]`; one silent bin may stand for a silence of any length
    /// @param units 0 if unknown
    /// @param bins how many there are
    /// @param seconds NaN if unknown
    /// @param warnings what to beware of
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    private record Recording(int[] activity, long units, long bins, double seconds, List<String> warnings) {}

    /// Beyond it ticks do not fit into a `long`.
    private static final double LAST_TICK = 0x1p62;

    private final Console console;

    @ArgGroup(exclusive = true, multiplicity = "1")
    Source source = new Source();

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
            defaultValue = "1000000",
            description = "Ticks per second that spike times are rounded to (default: ${DEFAULT-VALUE}).")
    double clock;

    @Option(
            names = "--xmin",
            paramLabel = "X",
            description = "Smallest size in the fit (default: where the power law fits best).")
    @Nullable
    Double xmin;

    @Option(names = "--xmax", paramLabel = "X", description = "Largest size in the fit (default: none).")
    @Nullable
    Double xmax;

    @Mixin
    BootstrapOptions bootstrap = new BootstrapOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    MeasureAvalanchesCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        Recording recording = read();
        Avalanches avalanches = Avalanches.of(recording.activity);
        List<String> warnings = new ArrayList<>(recording.warnings);
        Map<String, TailReading> readings = new LinkedHashMap<>();
        readings.put("size", TailReading.of(avalanches.sizes(), true, xmin, xmax, bootstrap));
        readings.put("duration", TailReading.of(avalanches.durations(), true, null, null, bootstrap));
        readings.forEach((name, reading) -> reading.warnings().forEach(warning -> warnings.add(name + ": " + warning)));
        readings.values().removeIf(reading -> reading.analysis() == null);
        if (output.json) {
            Map<String, Object> object = numbers(recording, avalanches);
            Map<String, Object> fits = new LinkedHashMap<>();
            readings.forEach((name, reading) -> fits.put(name, reading.json()));
            object.put("fits", fits);
            object.put("warnings", warnings);
            console.printJson(object);
        } else {
            numbers(recording, avalanches).forEach((key, value) -> {
                if (value != null) {
                    console.print(key + "  " + value);
                }
            });
            readings.forEach((name, reading) -> {
                console.print(name + ":");
                reading.print(console);
            });
            warnings.forEach(console::complain);
        }
        return ExitCode.DONE;
    }

    private Map<String, Object> numbers(Recording recording, Avalanches avalanches) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("units", recording.units > 0 ? recording.units : null);
        object.put("spikes", Arrays.stream(recording.activity).asLongStream().sum());
        object.put("duration_s", Double.isNaN(recording.seconds) ? null : recording.seconds);
        object.put("bins", recording.bins);
        object.put("avalanches", avalanches.count());
        object.put("largest_size", avalanches.largestSize());
        object.put("longest_duration", avalanches.longestDuration());
        return object;
    }

    private Recording read() {
        if (source.spikes != null) {
            return fromSpikes(source.spikes);
        }
        if (source.raster != null) {
            Matrix raster = MatrixFile.read(source.raster);
            int[] activity = new int[raster.rows()];
            for (int t = 0; t < activity.length; t++) {
                long spikes = 0;
                for (int i = 0; i < raster.columns(); i++) {
                    spikes += count(source.raster, raster.get(t, i), t, i);
                }
                if (spikes > Integer.MAX_VALUE) {
                    throw new InputException(source.raster + ", row " + (t + 1) + ": holds " + spikes
                            + " spikes, more than " + Integer.MAX_VALUE + "; use narrower bins");
                }
                activity[t] = (int) spikes;
            }
            return new Recording(activity, raster.columns(), activity.length, seconds(activity.length), List.of());
        }
        String file = String.valueOf(source.activity);
        double[] series = MatrixFile.readVector(file);
        int[] activity = new int[series.length];
        for (int t = 0; t < activity.length; t++) {
            activity[t] = count(file, series[t], t, 0);
        }
        return new Recording(activity, 0, activity.length, seconds(activity.length), List.of());
    }

    private double seconds(int bins) {
        return bin == null ? Double.NaN : bins * bin;
    }

    private static int count(String file, double value, int row, int column) {
        if (value < 0 || value > Integer.MAX_VALUE || value != Math.rint(value)) {
            throw new InputException(file + ", row " + (row + 1) + ", column " + (column + 1) + ": " + value
                    + " is not a number of spikes (0, 1, 2, …)");
        }
        return (int) value;
    }

    private Recording fromSpikes(String file) {
        if (bin == null) {
            throw new InputException("--spikes needs --bin, the width of a bin, such as --bin 4ms");
        }
        Matrix events = MatrixFile.read(file);
        if (events.columns() != 2) {
            String columns = events.columns() == 1 ? " column" : " columns";
            throw new InputException(file + ": has " + events.columns() + columns
                    + "; two were expected, the time in seconds and the unit's number");
        }
        if (!(clock > 0 && clock < Double.POSITIVE_INFINITY)) {
            throw new InputException("--clock " + clock + ": must be positive and finite");
        }
        double[] times = new double[events.rows()];
        long units = 0;
        for (int row = 0; row < times.length; row++) {
            times[row] = time(file, events.get(row, 0), row);
            units = Math.max(units, unit(file, events.get(row, 1), row) + 1L);
        }
        Arrays.sort(times);
        // Who fired does not matter to an avalanche.
        SpikeTrains all = SpikeTrains.ofSeconds(new double[][] {times}, clock);
        long ticksPerBin = ticksPerBin(all, bin);
        return new Recording(
                activity(all.ticks()[0], ticksPerBin),
                units,
                Math.ceilDiv(all.duration(), ticksPerBin),
                all.durationSeconds(),
                looksLikeRaster(events)
                        ? List.of(file + " holds only 0 and 1: it looks like a raster of two units; use --raster")
                        : List.of());
    }

    private double time(String file, double seconds, int row) {
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

    private static long ticksPerBin(SpikeTrains spikes, double bin) {
        try {
            return spikes.ticksIn(bin);
        } catch (InputException withoutOption) {
            throw new InputException("--bin: " + withoutOption.getMessage() + ", or set --clock", withoutOption);
        }
    }

    /// Spikes per bin, with one silent bin for each silence: between avalanches its length does not matter, and two
    /// spikes a year apart need no more memory than two in a row.
    private static int[] activity(long[] ticks, long ticksPerBin) {
        int[] activity = new int[2 * ticks.length];
        int bins = 0;
        for (int spike = 0; spike < ticks.length; spike++) {
            long silent = spike == 0 ? 0 : ticks[spike] / ticksPerBin - ticks[spike - 1] / ticksPerBin;
            bins += (int) Math.min(silent, 2);
            activity[bins]++;
        }
        return Arrays.copyOf(activity, bins + 1);
    }

    private static boolean looksLikeRaster(Matrix events) {
        return events.rows() > 1 && Arrays.stream(events.values()).allMatch(value -> value == 0 || value == 1);
    }
}
