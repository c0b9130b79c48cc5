package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.SpikeTrains;
import org.gyre.core.Team;
import org.gyre.measure.spikes.CountCorrelation;
import org.gyre.measure.spikes.CrossCorrelogram;
import org.gyre.measure.spikes.PairStatistic;
import org.gyre.measure.spikes.PairTest;
import org.gyre.measure.spikes.SpikeTimeTiling;
import org.gyre.measure.spikes.UnitPairs;
import org.gyre.measure.surrogate.CircularShift;
import org.gyre.measure.surrogate.IntervalShuffle;
import org.gyre.measure.surrogate.SpikeJitter;
import org.gyre.measure.surrogate.SpikeSurrogate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `gyre measure correlation`: the relations of all pairs of units, and which of them are more than chance.
@Command(
        name = "correlation",
        description = "Correlations of all pairs of units of a recording, tested against surrogates.",
        footer = {
            "",
            "p: each pair alone, two-sided.",
            "q: false discovery rate over all pairs (Benjamini and Hochberg).",
            "p(max): corrected for all pairs by the maximum statistic.",
            "",
            "Examples:",
            "  gyre measure correlation --spikes spikes.csv --bin 50ms --surrogates 1000",
            "  gyre measure correlation --spikes waves.h5 --statistic sttc --reach 50ms",
            "  gyre measure correlation --spikes spikes.csv --bin 5ms --pair 3,7 --lags 20"
        })
final class MeasureCorrelationCommand extends SpikeCommand {
    /// Rows of the table for a reader; JSON has all.
    private static final int SHOWN = 20;

    private static final double LEVEL = 0.05;

    /// Shifts that the predictor of a correlogram averages over.
    private static final int SHIFTS = 200;

    enum Statistic {
        pearson,
        sttc
    }

    enum Null {
        circular,
        jitter,
        intervals
    }

    @Option(
            names = "--bin",
            paramLabel = "TIME",
            converter = BinWidthConverter.class,
            description = "Width of a bin of the counts, and of a correlogram: 4ms, 50ms. A spike on an edge belongs to"
                    + " the later bin.")
    @Nullable
    Double bin;

    @Option(
            names = "--statistic",
            paramLabel = "NAME",
            defaultValue = "pearson",
            description = "pearson: correlation of counts, needs --bin; sttc: spike time tiling coefficient, which does"
                    + " not depend on the rates, with --reach (default: ${DEFAULT-VALUE}).")
    Statistic statistic = Statistic.pearson;

    @Option(
            names = "--reach",
            paramLabel = "TIME",
            defaultValue = "50ms",
            converter = BinWidthConverter.class,
            description = "Of sttc: spikes this close to each other coincide (default: ${DEFAULT-VALUE}).")
    double reach;

    @Option(
            names = "--surrogates",
            paramLabel = "N",
            defaultValue = "0",
            description = "Test against N surrogates; p = (1 + those at least as far from chance)/(1 + N) (default: no"
                    + " test).")
    int surrogates;

    @Option(
            names = "--null",
            paramLabel = "KIND",
            defaultValue = "circular",
            description = "What a surrogate does to each unit: circular shift, which keeps its own structure; jitter"
                    + " within windows, which also keeps rates that change slowly together; or intervals, a shuffle of"
                    + " its intervals (default: ${DEFAULT-VALUE}).")
    Null kind = Null.circular;

    @Option(
            names = "--jitter",
            paramLabel = "TIME",
            converter = BinWidthConverter.class,
            description = "With --null jitter: the window within which spikes are moved, longer than a bin.")
    @Nullable
    Double jitter;

    @Option(
            names = "--pair",
            paramLabel = "I,J",
            split = ",",
            description = "Also the cross-correlogram of unit I with unit J, numbered from 0, less what shifted trains"
                    + " predict; needs --bin.")
    List<Integer> pair = new ArrayList<>();

    @Option(
            names = "--lags",
            paramLabel = "K",
            defaultValue = "20",
            description = "Bins of the correlogram on each side of zero (default: ${DEFAULT-VALUE}).")
    int lags;

    @Option(
            names = "--period",
            paramLabel = "TIME",
            converter = BinWidthConverter.class,
            description = "Period of a repeated stimulus: the predictor of the correlogram shifts by whole periods.")
    @Nullable
    Double period;

    @Mixin
    SeedOptions seed = new SeedOptions();

    @Mixin
    TeamOptions threads = new TeamOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    MeasureCorrelationCommand(Console console) {
        super(console);
    }

    @Override
    void check() {
        SurrogateOptions.checkCount(surrogates);
        if (bin == null && (statistic == Statistic.pearson || !pair.isEmpty())) {
            throw new InputException("--bin: is missing; name the width of a bin, such as --bin 50ms");
        }
        if ((kind == Null.jitter) != (jitter != null)) {
            throw new InputException("--null jitter and --jitter TIME belong together: give both, or neither");
        }
        if (!pair.isEmpty() && pair.size() != 2) {
            throw new InputException(
                    "--pair: names " + Plural.of(pair.size(), "unit") + ";" + " name two, such as 3,7");
        }
        if (lags < 0 || lags > 1_000_000) {
            throw new InputException("--lags " + lags + ": must be from 0 to 1000000");
        }
        Given.refuse(spec, "--reach", statistic == Statistic.sttc, "--statistic sttc");
        Given.refuse(spec, "--bin", statistic == Statistic.pearson || !pair.isEmpty(), "--pair or --statistic pearson");
        Given.refuse(spec, "--lags", !pair.isEmpty(), "--pair");
        Given.refuse(spec, "--period", !pair.isEmpty(), "--pair");
        Given.refuse(spec, "--null", surrogates > 0, "--surrogates");
        threads.check();
    }

    @Override
    Map<String, Object> object(SpikeSource.Spikes spikes) {
        if (spikes.trains().units() < 2) {
            throw new InputException("has one unit, and a correlation needs two");
        }
        SpikeTrains trains = spikes.trains();
        List<String> warnings = new ArrayList<>(spikes.warnings());
        UnitPairs pairs = new UnitPairs(trains.units());
        PairStatistic measured = statistic(spikes);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("units", trains.units());
        object.put("names", spikes.names());
        object.put("spikes", trains.spikes());
        object.put("duration_s", trains.durationSeconds());
        object.put("statistic", statistic.name());
        object.put("bin_s", statistic == Statistic.pearson ? bin : null);
        object.put("reach_s", statistic == Statistic.sttc ? reach : null);
        PairTest test = surrogates == 0 ? null : test(spikes, measured);
        double[] values = test == null ? measured.values(trains) : test.values();
        double[] defined = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
        object.put("pairs", pairs.count());
        object.put("defined", defined.length);
        object.put("mean", Arrays.stream(defined).average().orElse(Double.NaN));
        object.put("surrogates", surrogates);
        if (test != null) {
            object.put("null_hypothesis", test.nullHypothesis());
            object.put("seed", seed.value);
            object.put("significant_fdr", below(test.discoveryRate()));
            object.put("significant_max", below(test.familyWise()));
        }
        object.put("table", table(pairs, values, test));
        object.put("matrix", pairs.matrix(values, 1));
        if (!pair.isEmpty()) {
            object.put("correlogram", correlogram(spikes));
        }
        warn(spikes, values.length - defined.length, test, warnings);
        object.put("warnings", warnings);
        return object;
    }

    private PairStatistic statistic(SpikeSource.Spikes spikes) {
        return statistic == Statistic.sttc || bin == null
                ? new SpikeTimeTiling(spikes.ticks("--reach", reach))
                : new CountCorrelation(spikes.ticks("--bin", bin));
    }

    private PairTest test(SpikeSource.Spikes spikes, PairStatistic measured) {
        try (Team team = threads.team();
                ProgressLine progress = new ProgressLine(console)) {
            return PairTest.of(
                    measured,
                    spikes.trains(),
                    method(spikes),
                    surrogates,
                    seed.stream().split("surrogates"),
                    team,
                    progress);
        }
    }

    private SpikeSurrogate method(SpikeSource.Spikes spikes) {
        return switch (kind) {
            case circular -> new CircularShift();
            case jitter -> new SpikeJitter(spikes.ticks("--jitter", jitter == null ? 0 : jitter));
            case intervals -> new IntervalShuffle();
        };
    }

    private static long below(double[] p) {
        return Arrays.stream(p).filter(value -> value <= LEVEL).count();
    }

    private static List<Map<String, Object>> table(UnitPairs pairs, double[] values, @Nullable PairTest test) {
        List<Map<String, Object>> table = new ArrayList<>();
        for (int i = 0; i < pairs.units(); i++) {
            for (int j = i + 1; j < pairs.units(); j++) {
                int at = pairs.index(i, j);
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("i", i);
                row.put("j", j);
                row.put("value", values[at]);
                if (test != null) {
                    row.put("expected", test.expected()[at]);
                    row.put("z", test.z()[at]);
                    row.put("p_value", test.p()[at]);
                    row.put("q_value", test.discoveryRate()[at]);
                    row.put("p_value_max", test.familyWise()[at]);
                }
                table.add(row);
            }
        }
        return table;
    }

    private Map<String, Object> correlogram(SpikeSource.Spikes spikes) {
        SpikeTrains trains = spikes.trains();
        for (int unit : pair) {
            if (unit < 0 || unit >= trains.units()) {
                throw new InputException("--pair: there is no unit " + unit + " in a recording of "
                        + Plural.of(trains.units(), "unit") + "; they are numbered from 0 to " + (trains.units() - 1));
            }
        }
        double width = bin == null ? 0 : bin;
        CrossCorrelogram found = CrossCorrelogram.of(
                trains, pair.getFirst(), pair.getLast(), spikes.ticks("--bin", width), lags, shifts(spikes));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("source", pair.getFirst());
        object.put("target", pair.getLast());
        object.put(
                "lag_s",
                IntStream.rangeClosed(-lags, lags).mapToDouble(k -> k * width).toArray());
        object.put("counts", Arrays.stream(found.counts()).boxed().toList());
        object.put("predicted", found.predicted());
        object.put("predicted_standard_deviation", found.deviation());
        object.put("corrected", found.corrected());
        return object;
    }

    /// Whole periods of the stimulus, or random times.
    private long[] shifts(SpikeSource.Spikes spikes) {
        long duration = spikes.trains().duration();
        if (period != null) {
            long ticks = spikes.ticks("--period", period);
            if (2 * ticks > duration) {
                throw new InputException("--period: a recording of less than two periods has none to shift by");
            }
            return IntStream.range(1, (int) Math.min(SHIFTS + 1, duration / ticks))
                    .mapToLong(k -> k * ticks)
                    .toArray();
        }
        var random = seed.stream().split("shift-predictor").generator();
        return duration < 2
                ? new long[0]
                : IntStream.range(0, SHIFTS)
                        .mapToLong(k -> 1 + random.nextLong(duration - 1))
                        .toArray();
    }

    private void warn(SpikeSource.Spikes spikes, int undefined, @Nullable PairTest test, List<String> warnings) {
        if (undefined > 0) {
            warnings.add(
                    Plural.of(undefined, "pair has", "pairs have") + " no value, because a unit of theirs is silent"
                            + (statistic == Statistic.pearson ? " or has the same count in every bin" : ""));
        }
        for (List<String> twins : Twins.among(spikes.trains(), spikes.names())) {
            warnings.add("these units have the same spikes: " + String.join(", ", twins) + "; leave out all but one");
        }
        if (test == null) {
            warnings.add("nothing was tested: --surrogates 1000 tells which pairs are more than chance");
        } else if (1.0 / (1 + surrogates) * Math.max(1, test.values().length - undefined) > LEVEL) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "with %s a single pair cannot reach q <= %.2g among %s: take more, or use p(max)",
                    Plural.of(surrogates, "surrogate"),
                    LEVEL,
                    Plural.of(test.values().length - undefined, "pair")));
        }
        if (test != null) {
            PairTest.coarseness(spikes.trains(), method(spikes), surrogates).ifPresent(warnings::add);
        }
        if (test != null && kind == Null.intervals) {
            warnings.add("shuffled intervals keep no bursts of several spikes: trains that have them look correlated by"
                    + " chance; --null circular keeps them");
        }
        if (test != null && kind == Null.circular) {
            warnings.add(
                    "circular shifts also destroy rates that change slowly together, which then count as correlation;"
                            + " --null jitter keeps them");
        }
    }

    @Override
    void print(Map<String, Object> object) {
        for (String key : List.of(
                "units",
                "spikes",
                "duration_s",
                "statistic",
                "pairs",
                "defined",
                "mean",
                "significant_fdr",
                "significant_max")) {
            if (object.containsKey(key)) {
                console.print(key + "  " + MeasureSpikesCommand.text(object.get(key)));
            }
        }
        console.print(String.format(
                Locale.ROOT,
                "%5s %5s %9s %9s %8s %8s %8s %8s",
                "i",
                "j",
                "value",
                "expected",
                "z",
                "p",
                "q",
                "p(max)"));
        rows(object.get("table")).stream()
                .sorted(Comparator.comparingDouble(MeasureCorrelationCommand::strength))
                .limit(SHOWN)
                .forEach(row -> console.print(String.format(
                        Locale.ROOT,
                        "%5s %5s %9s %9s %8s %8s %8s %8s",
                        row.get("i"),
                        row.get("j"),
                        MeasureSpikesCommand.text(row.get("value")),
                        MeasureSpikesCommand.text(row.get("expected")),
                        MeasureSpikesCommand.text(row.get("z")),
                        MeasureSpikesCommand.text(row.get("p_value")),
                        MeasureSpikesCommand.text(row.get("q_value")),
                        MeasureSpikesCommand.text(row.get("p_value_max")))));
        if (object.get("pairs") instanceof Integer all && all > SHOWN) {
            console.print("(the " + SHOWN + " strongest of " + Plural.of(all, "pair") + "; --json has all)");
        }
        if (object.get("correlogram") instanceof Map<?, ?> found) {
            found.forEach((key, value) ->
                    console.print(key + "  " + (value instanceof double[] all ? Arrays.toString(all) : value)));
        }
        if (object.get("warnings") instanceof List<?> warnings) {
            warnings.forEach(warning -> console.complain(String.valueOf(warning)));
        }
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

    /// Strongest first: by z where there is a test, else by value; pairs without a value last.
    private static double strength(Map<?, ?> row) {
        Object by = row.containsKey("z") ? row.get("z") : row.get("value");
        return by instanceof Double number && !number.isNaN() ? -Math.abs(number) : 1;
    }
}
