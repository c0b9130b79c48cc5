package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.gyre.core.InputException;
import org.gyre.core.SpikeTrains;
import org.gyre.measure.spikes.FanoFactor;
import org.gyre.measure.spikes.FiringRate;
import org.gyre.measure.spikes.IntervalHistogram;
import org.gyre.measure.spikes.IntervalStatistics;
import org.gyre.measure.spikes.PopulationActivity;
import org.gyre.measure.spikes.SpikeCounts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `gyre measure spikes`: rates, intervals and variability of each unit, and the activity of all.
@Command(
        name = "spikes",
        description = "Statistics of each unit of a recording, its rate, the intervals between its spikes and its Fano"
                + " factor, and of the activity of all.",
        footer = {
            "",
            "CV, CV2, LV and the Fano factor are 1 for a Poisson process and 0 for a clock.",
            "",
            "Examples:",
            "  gyre measure spikes --spikes spikes.csv",
            "  gyre measure spikes --spikes culture.h5 --bin 10ms --windows 100ms,1s --json"
        })
final class MeasureSpikesCommand extends SpikeCommand {
    private static final int BINS_PER_DECADE = 10;

    /// Beyond it, a share of intervals in the refractory period is told: common in spike sorting.
    private static final double MANY_VIOLATIONS = 0.01;

    @Option(
            names = "--bin",
            paramLabel = "TIME",
            defaultValue = "4ms",
            converter = BinWidthConverter.class,
            description = "Width of a bin of the activity: 4ms, 500us, 0.01s. A spike on an edge belongs to the later"
                    + " bin (default: ${DEFAULT-VALUE}).")
    double bin;

    @Option(
            names = "--windows",
            paramLabel = "TIME,...",
            split = ",",
            defaultValue = "10ms,100ms,1s",
            converter = BinWidthConverter.class,
            description = "Widths of the windows of the Fano factor (default: ${DEFAULT-VALUE}).")
    List<Double> windows = new ArrayList<>();

    @Option(
            names = "--refractory",
            paramLabel = "TIME",
            defaultValue = "2ms",
            converter = BinWidthConverter.class,
            description = "Intervals below it violate the refractory period (default: ${DEFAULT-VALUE}).")
    double refractory;

    @Option(
            names = "--confidence",
            paramLabel = "C",
            defaultValue = "0.95",
            description = "Of the intervals of the rates, which are exact for Poisson spikes (default:"
                    + " ${DEFAULT-VALUE}).")
    double confidence;

    @Option(
            names = "--histograms",
            description = "Also the histogram of each unit's intervals, ten logarithmic bins a decade (with --json).")
    boolean histograms;

    MeasureSpikesCommand(Console console) {
        super(console);
    }

    @Override
    void check() {
        if (!(confidence > 0 && confidence < 1)) {
            throw new InputException("--confidence " + confidence + ": must lie between 0 and 1, such as 0.95");
        }
    }

    @Override
    Map<String, Object> object(SpikeSource.Spikes spikes) {
        SpikeTrains trains = spikes.trains();
        double seconds = trains.durationSeconds();
        List<String> warnings = new ArrayList<>(spikes.warnings());
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("units", trains.units());
        object.put("spikes", trains.spikes());
        object.put("duration_s", seconds);
        object.put("bin_s", bin);
        FiringRate all = FiringRate.of(trains.spikes(), seconds, confidence);
        object.put("rate_hz", all.hertz());
        object.put("rate_per_unit_hz", all.hertz() / trains.units());
        object.put("population", population(trains, spikes.ticks("--bin", bin)));
        List<Map<String, Object>> table = new ArrayList<>();
        for (int unit = 0; unit < trains.units(); unit++) {
            table.add(unit(spikes, unit));
        }
        object.put("table", table);
        warn(trains, spikes.names(), table, warnings);
        object.put("warnings", warnings);
        return object;
    }

    private static Map<String, Object> population(SpikeTrains trains, long width) {
        PopulationActivity activity = PopulationActivity.of(SpikeCounts.of(trains, width));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("bins", activity.bins());
        object.put("mean_spikes", activity.meanSpikes());
        object.put("fano", known(activity.fano()));
        object.put("silent_bins", activity.silentBins());
        object.put("most_active_units", activity.mostActiveUnits());
        object.put("autocorrelation", known(activity.autocorrelation()));
        object.put("synchrony", known(activity.synchrony()));
        long second = Math.round(trains.ticksPerSecond());
        boolean longEnough = second >= 1 && trains.duration() >= second;
        object.put(
                "burst_index",
                longEnough
                        ? known(PopulationActivity.of(SpikeCounts.of(trains, second))
                                .burstIndex())
                        : null);
        return object;
    }

    private Map<String, Object> unit(SpikeSource.Spikes spikes, int unit) {
        SpikeTrains trains = spikes.trains();
        long[] train = trains.ticks()[unit];
        FiringRate rate = FiringRate.of(train.length, trains.durationSeconds(), confidence);
        IntervalStatistics intervals =
                IntervalStatistics.of(train, trains.ticksPerSecond(), spikes.ticks("--refractory", refractory));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("unit", unit);
        object.put("name", spikes.names().get(unit));
        object.put("spikes", rate.spikes());
        object.put("rate_hz", rate.hertz());
        object.put("rate_interval_hz", new double[] {rate.lower(), rate.upper()});
        object.put("mean_isi_s", known(intervals.mean()));
        object.put("median_isi_s", known(intervals.median()));
        object.put("cv", known(intervals.cv()));
        object.put("cv2", known(intervals.cv2()));
        object.put("lv", known(intervals.lv()));
        object.put("refractory_share", known(intervals.refractoryShare()));
        object.put("fano", fano(spikes, unit));
        if (histograms) {
            IntervalHistogram histogram = IntervalHistogram.of(train, trains.ticksPerSecond(), BINS_PER_DECADE);
            object.put("isi_edges_s", histogram.edges());
            object.put("isi_counts", Arrays.stream(histogram.counts()).boxed().toList());
            object.put("isi_zero", histogram.zeros());
        }
        return object;
    }

    /// A window that is longer than the recording has no factor, and the summary goes on.
    private List<Map<String, Object>> fano(SpikeSource.Spikes spikes, int unit) {
        List<Map<String, Object>> factors = new ArrayList<>();
        for (double window : windows) {
            long width = spikes.ticks("--windows", window);
            Map<String, Object> factor = new LinkedHashMap<>();
            factor.put("window_s", window);
            FanoFactor fano = width > spikes.trains().duration() ? null : FanoFactor.of(spikes.trains(), unit, width);
            factor.put("value", fano == null ? null : known(fano.fano()));
            factor.put("standard_error", fano == null ? null : known(fano.standardError()));
            factors.add(factor);
        }
        return factors;
    }

    private void warn(SpikeTrains trains, List<String> names, List<Map<String, Object>> table, List<String> warnings) {
        List<String> silent = new ArrayList<>();
        List<String> violating = new ArrayList<>();
        for (int unit = 0; unit < trains.units(); unit++) {
            if (trains.ticks()[unit].length == 0) {
                silent.add(names.get(unit));
            } else if (table.get(unit).get("refractory_share") instanceof Double share && share > MANY_VIOLATIONS) {
                violating.add(names.get(unit));
            }
        }
        if (!silent.isEmpty()) {
            warnings.add("these units are silent, and count in the rate per unit: " + String.join(", ", silent));
        }
        if (!violating.isEmpty()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "more than %.0f %% of the intervals are below %.3g ms, so that these may be several neurons each or"
                            + " hold artefacts: %s",
                    100 * MANY_VIOLATIONS,
                    1e3 * refractory,
                    String.join(", ", violating)));
        }
        for (List<String> twins : Twins.among(trains, names)) {
            warnings.add("these units have the same spikes: " + String.join(", ", twins)
                    + "; leave out all but one before relations are measured");
        }
        double longest = windows.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        if (longest > trains.durationSeconds()) {
            warnings.add(
                    "the recording is shorter than the longest window of the Fano factor, which is left out there");
        }
    }

    static @Nullable Double known(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    @Override
    void print(Map<String, Object> object) {
        object.forEach((key, value) -> {
            if (value instanceof Map<?, ?> population) {
                population.forEach((name, number) -> console.print(name + "  " + text(number)));
            } else if (!(value instanceof List<?>)) {
                console.print(key + "  " + text(value));
            }
        });
        StringBuilder head = new StringBuilder(String.format(
                Locale.ROOT,
                "%-10s %8s %9s %19s %9s %6s %6s %6s %7s",
                "unit",
                "spikes",
                "rate/Hz",
                "interval",
                "ISI/s",
                "CV",
                "CV2",
                "LV",
                "refr."));
        windows.forEach(window -> head.append(String.format(Locale.ROOT, " %9s", "F " + text(window) + "s")));
        console.print(head.toString());
        rows(object.get("table")).forEach(row -> console.print(line(row)));
        if (object.get("warnings") instanceof List<?> warnings) {
            warnings.forEach(warning -> console.complain(String.valueOf(warning)));
        }
    }

    private static String line(Map<?, ?> row) {
        double[] interval = row.get("rate_interval_hz") instanceof double[] ends ? ends : new double[2];
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%-10s %8s %9s %19s %9s %6s %6s %6s %7s",
                row.get("name"),
                row.get("spikes"),
                text(row.get("rate_hz")),
                text(interval[0]) + " to " + text(interval[1]),
                text(row.get("mean_isi_s")),
                text(row.get("cv")),
                text(row.get("cv2")),
                text(row.get("lv")),
                text(row.get("refractory_share"))));
        rows(row.get("fano")).forEach(f -> line.append(String.format(Locale.ROOT, " %9s", text(f.get("value")))));
        return line.toString();
    }

    private static List<Map<?, ?>> rows(@Nullable Object table) {
        List<Map<?, ?>> rows = new ArrayList<>();
        if (table instanceof List<?> list) {
            for (Object row : list) {
                if (row instanceof Map<?, ?> map) {
                    rows.add(map);
                }
            }
        }
        return rows;
    }

    /// Three digits, or a dash where there is no value.
    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "-";
            case Double number when Double.isNaN(number) -> "-";
            case Double number -> {
                String digits = String.format(Locale.ROOT, "%.3g", number);
                yield digits.contains(".") && !digits.contains("e") ? digits.replaceAll("\\.?0+$", "") : digits;
            }
            default -> String.valueOf(value);
        };
    }
}
