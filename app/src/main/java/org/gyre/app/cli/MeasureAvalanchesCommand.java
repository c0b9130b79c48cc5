package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.gyre.core.InputException;
import org.gyre.core.SpikeTrains;
import org.gyre.core.Team;
import org.gyre.data.Matrix;
import org.gyre.data.matrix.MatrixFile;
import org.gyre.lab.run.Numbers;
import org.gyre.measure.avalanche.AvalancheNull;
import org.gyre.measure.avalanche.Avalanches;
import org.gyre.measure.avalanche.ScalingRelation;
import org.gyre.measure.avalanche.ShapeCollapse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `gyre measure avalanches`: sizes and durations of the bursts in a recording.
@Command(
        name = "avalanches",
        description = "Find the avalanches (maximal runs of bins with a spike) of a recording and fit their sizes and"
                + " durations.",
        footer = {
            "",
            "Examples:",
            "  gyre measure avalanches --spikes spikes.csv --bin 4ms",
            "  gyre measure avalanches --raster raster.npy --xmin 1 --xmax 100",
            "  gyre measure avalanches --spikes culture.h5 --bin 4ms --xmax auto",
            "",
            "--xmin and a number for --xmax are of sizes; --xmax auto finds the range of the",
            "durations too."
        })
final class MeasureAvalanchesCommand implements GyreSubcommand {
    /// Exactly one source of spikes.
    static final class Source extends ActivitySource {
        @Option(
                names = "--raster",
                paramLabel = "FILE",
                description = "Spike counts, one row a bin, one column a unit.")
        @Nullable
        String raster;
    }

    /// What the file gave: spikes per bin, and what is known of the recording.
    ///
    /// @param activity `[bin]`; one silent bin may stand for a silence of any length
    /// @param units 0 if unknown
    /// @param bins how many there are
    /// @param seconds NaN if unknown
    /// @param compared with surrogates, if that was asked for
    /// @param warnings what to beware of
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    private record Bursts(
            int[] activity,
            long units,
            long bins,
            double seconds,
            Optional<AvalancheNull> compared,
            List<String> warnings) {}

    /// Of the error of the shape collapse.
    private static final int COLLAPSE_REPLICAS = 100;

    private final Console console;

    @ArgGroup(exclusive = true, multiplicity = "1")
    Source source = new Source();

    @Mixin
    RecordingFileOptions recording = new RecordingFileOptions();

    @Mixin
    BinOptions binning = new BinOptions();

    @Mixin
    TailOptions tail = new TailOptions();

    @Mixin
    SpikeSurrogateOptions surrogates = new SpikeSurrogateOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    MeasureAvalanchesCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        Bursts bursts = read();
        Avalanches avalanches = Avalanches.of(bursts.activity);
        List<String> warnings = new ArrayList<>(bursts.warnings);
        Map<String, TailReading> readings = new LinkedHashMap<>();
        try (Team team = tail.threads.team();
                ProgressLine progress = new ProgressLine(console)) {
            readings.put("size", TailReading.of(avalanches.sizes(), true, tail, team, progress));
            readings.put("duration", TailReading.ofFreeRange(avalanches.durations(), true, tail, team, progress));
        }
        readings.forEach((name, reading) -> reading.warnings().forEach(warning -> warnings.add(name + ": " + warning)));
        readings.values().removeIf(reading -> reading.analysis() == null);
        ScalingRelation scaling = scaling(avalanches, readings, warnings);
        ShapeCollapse collapse = collapse(bursts, warnings);
        if (output.json) {
            Map<String, Object> object = numbers(bursts, avalanches);
            Map<String, Object> fits = new LinkedHashMap<>();
            readings.forEach((name, reading) -> fits.put(name, reading.json()));
            object.put("fits", fits);
            object.put("scaling_relation", scaling == null ? null : json(scaling));
            object.put("shape_collapse", collapse == null ? null : json(collapse));
            object.put(
                    "surrogates",
                    bursts.compared.map(SpikeSurrogateOptions::json).orElse(null));
            object.put("warnings", warnings);
            console.printJson(object);
        } else {
            numbers(bursts, avalanches).forEach((key, value) -> {
                if (value != null) {
                    console.print(key + "  " + (value instanceof Double number ? Numbers.compact(number) : value));
                }
            });
            readings.forEach((name, reading) -> {
                console.print(name + ":");
                reading.print(console);
            });
            if (scaling != null) {
                console.print(text(scaling));
            }
            if (collapse != null) {
                console.print(text(collapse));
            }
            bursts.compared.ifPresent(
                    compared -> SpikeSurrogateOptions.text(compared).forEach(console::print));
            warnings.forEach(console::complain);
        }
        return ExitCode.DONE;
    }

    /// Absent where one of the two laws or the mean sizes could not be fitted.
    private static @Nullable ScalingRelation scaling(
            Avalanches avalanches, Map<String, TailReading> readings, List<String> warnings) {
        TailReading size = readings.get("size");
        TailReading duration = readings.get("duration");
        if (size == null || size.analysis() == null || duration == null || duration.analysis() == null) {
            return null;
        }
        try {
            return ScalingRelation.of(
                    avalanches, size.analysis().powerLaw(), duration.analysis().powerLaw());
        } catch (InputException absent) {
            warnings.add("there is no scaling relation: " + absent.getMessage());
            return null;
        }
    }

    /// Absent where too few durations have enough avalanches.
    private @Nullable ShapeCollapse collapse(Bursts bursts, List<String> warnings) {
        try {
            return ShapeCollapse.of(
                    bursts.activity, COLLAPSE_REPLICAS, tail.seed.stream().split("shape-collapse"));
        } catch (InputException absent) {
            warnings.add("there is no shape collapse: " + absent.getMessage());
            return null;
        }
    }

    private static Map<String, Object> json(ShapeCollapse collapse) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("gamma", collapse.exponent() + 1);
        object.put("gamma_error", collapse.error());
        object.put("exponent", collapse.exponent());
        object.put("relative_variance", collapse.relativeVariance());
        object.put("shortest_duration", collapse.shortest());
        object.put("longest_duration", collapse.longest());
        object.put("durations", collapse.durations());
        object.put("avalanches", collapse.avalanches());
        object.put("replicas", COLLAPSE_REPLICAS);
        object.put("shape", collapse.shape());
        return object;
    }

    private static String text(ShapeCollapse collapse) {
        return String.format(
                Locale.ROOT,
                "shape collapse:  height grows with duration to the power %.3f ± %.3f (1 and a parabola at a critical"
                        + " branching process), relative variance %.3g over %d durations from %d to %d bins",
                collapse.exponent(),
                collapse.error(),
                collapse.relativeVariance(),
                collapse.durations(),
                collapse.shortest(),
                collapse.longest());
    }

    private static Map<String, Object> json(ScalingRelation scaling) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("gamma", scaling.gamma());
        object.put("gamma_error", scaling.gammaError());
        object.put("predicted", scaling.predicted());
        object.put("predicted_error", scaling.predictedError());
        object.put("deviation", scaling.deviation());
        object.put("deviation_error", scaling.deviationError());
        object.put("durations", scaling.durations());
        return object;
    }

    private static String text(ScalingRelation scaling) {
        return String.format(
                Locale.ROOT,
                "scaling relation:  mean size grows with duration to the power %.3f ± %.3f, predicted %.3f ± %.3f,"
                        + " deviation %.3f ± %.3f",
                scaling.gamma(),
                scaling.gammaError(),
                scaling.predicted(),
                scaling.predictedError(),
                scaling.deviation(),
                scaling.deviationError());
    }

    private Map<String, Object> numbers(Bursts bursts, Avalanches avalanches) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("units", bursts.units > 0 ? bursts.units : null);
        object.put("spikes", Arrays.stream(bursts.activity).asLongStream().sum());
        object.put("duration_s", Double.isNaN(bursts.seconds) ? null : bursts.seconds);
        object.put("duration_of", Double.isNaN(bursts.seconds) ? null : stretch());
        object.put("bins", bursts.bins);
        object.put("avalanches", avalanches.count());
        object.put("largest_size", avalanches.largestSize());
        object.put("longest_duration", avalanches.longestDuration());
        return object;
    }

    /// What [Bursts#seconds] is the duration of.
    private String stretch() {
        if (source.spikes == null) {
            return "all bins";
        }
        return binning.from == BinOptions.From.START ? "time 0 to the end of the recording" : "first spike to last";
    }

    private Bursts read() {
        if (surrogates.count > 0 && source.spikes == null) {
            throw new InputException(
                    "--surrogates " + surrogates.count + ": needs the spikes of each unit; give them with --spikes");
        }
        Given.refuse(spec, "--jitter", surrogates.kind == SpikeSurrogateOptions.Null.jitter, "--null jitter");
        Given.refuse(spec, "--null", surrogates.count > 0, "--surrogates");
        if (surrogates.count == 0) {
            binning.refuseClock(recording);
        }
        if (source.spikes != null) {
            return fromSpikes(source.spikes);
        }
        recording.refuse("this file has a row for each bin");
        binning.refuse("this file has a row for each bin");
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
            return new Bursts(
                    activity, raster.columns(), activity.length, seconds(activity.length), Optional.empty(), List.of());
        }
        String file = String.valueOf(source.activity);
        double[] series = MatrixFile.readVector(file);
        int[] activity = new int[series.length];
        for (int t = 0; t < activity.length; t++) {
            activity[t] = count(file, series[t], t, 0);
        }
        return new Bursts(activity, 0, activity.length, seconds(activity.length), Optional.empty(), List.of());
    }

    private double seconds(int bins) {
        return binning.bin == null ? Double.NaN : bins * binning.bin;
    }

    private static int count(String file, double value, int row, int column) {
        if (value < 0 || value > Integer.MAX_VALUE || value != Math.rint(value)) {
            throw new InputException(file + ", row " + (row + 1) + ", column " + (column + 1) + ": " + value
                    + " is not a number of spikes (0, 1, 2, …)");
        }
        return (int) value;
    }

    private Bursts fromSpikes(String file) {
        BinOptions.Binned spikes = binning.read(file, recording);
        return new Bursts(
                activity(spikes.binOfEachSpike()),
                spikes.trains().units(),
                spikes.bins(),
                spikes.seconds(),
                compare(file, spikes.trains()),
                warnings(spikes));
    }

    private List<String> warnings(BinOptions.Binned spikes) {
        List<String> warnings = new ArrayList<>(spikes.warnings());
        if (surrogates.count > 0 && binning.inSeconds()) {
            warnings.add("surrogates, and the recording beside them, are counted by whole ticks, also with --binning"
                    + " seconds: their numbers may differ a little from those above");
        }
        return warnings;
    }

    private Optional<AvalancheNull> compare(String file, SpikeTrains trains) {
        if (surrogates.count == 0 || binning.bin == null) {
            return Optional.empty();
        }
        double width = binning.bin;
        try (Team team = tail.threads.team();
                ProgressLine progress = new ProgressLine(console)) {
            return Optional.of(surrogates.compare(trains, width, tail.seed.value, team, progress));
        } catch (InputException mistake) {
            String message = mistake.getMessage();
            throw message.startsWith("--") ? mistake : new InputException(file + ": " + message, mistake);
        }
    }

    /// Spikes per bin, with one silent bin for each silence: between avalanches its length does not
    /// matter, and two spikes a year apart need no more memory than two in a row.
    ///
    /// @param binOfEachSpike ascending
    private static int[] activity(long[] binOfEachSpike) {
        int[] activity = new int[Math.max(1, 2 * binOfEachSpike.length)];
        int bins = 0;
        for (int spike = 0; spike < binOfEachSpike.length; spike++) {
            long silent = spike == 0 ? 0 : binOfEachSpike[spike] - binOfEachSpike[spike - 1];
            bins += (int) Math.min(silent, 2);
            activity[bins]++;
        }
        return Arrays.copyOf(activity, bins + 1);
    }
}
