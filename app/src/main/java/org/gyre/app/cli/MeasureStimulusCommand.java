package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.SpikeTrains;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.data.InputFile;
import org.gyre.data.recording.TrialTable;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.spikes.InformationPerSpike;
import org.gyre.measure.spikes.ResponseCode;
import org.gyre.measure.spikes.ResponseProfile;
import org.gyre.measure.spikes.StimulusInformation;
import org.gyre.measure.spikes.StimulusInformation.Correction;
import org.gyre.measure.spikes.Trials;
import org.gyre.measure.surrogate.MultipleTests;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `gyre measure stimulus`: what each unit's responses tell about the stimulus, and what a spike tells about the time.
@Command(
        name = "stimulus",
        description = "Information about a stimulus in the responses of each unit of a recording, over trials, and the"
                + " information of one spike about the time since the onset.",
        footer = {
            "",
            "The trials are a table with a header line that names the columns onset_s, in seconds,",
            "and label, any text.",
            "",
            "Examples:",
            "  gyre measure stimulus --spikes spikes.csv --trials trials.csv --window 200ms",
            "  gyre measure stimulus --spikes spikes.csv --trials trials.csv --window 0ms:100ms \\",
            "      --code word --bin 10ms --bias-correction shuffle --surrogates 500"
        })
final class MeasureStimulusCommand extends SpikeCommand {
    private static final String SHUFFLE = "shuffle";

    enum Code {
        count,
        word,
        first_spike,
        first_spike_rank;

        @Override
        public String toString() {
            return name().replace('_', '-');
        }
    }

    @Option(
            names = "--trials",
            required = true,
            paramLabel = "FILE",
            description = "Table of trials: a header line, then onset_s, in seconds, and label, any text, of each.")
    @SuppressWarnings("NullAway.Init") // required
    String trials;

    @Option(
            names = "--window",
            required = true,
            paramLabel = "TIME",
            converter = WindowConverter.class,
            description = "When responses count: 200ms from the onset on, or 50ms:250ms after it.")
    @SuppressWarnings("NullAway.Init") // required
    WindowConverter.Window window;

    @Option(
            names = "--code",
            paramLabel = "CODE",
            defaultValue = "count",
            description = "count: number of spikes; word: which bins hold one; first-spike: the bin of the first one;"
                    + " first-spike-rank: its rank among all trials, in classes (default: ${DEFAULT-VALUE}).")
    Code code = Code.count;

    @Option(
            names = "--bin",
            paramLabel = "TIME",
            defaultValue = "10ms",
            converter = BinWidthConverter.class,
            description = "Width of a bin of words, of first spikes and of the rate profile; it divides the window"
                    + " (default: ${DEFAULT-VALUE}).")
    double bin;

    @Option(
            names = "--classes",
            paramLabel = "N",
            defaultValue = "4",
            description = "Of first-spike-rank: number of classes (default: ${DEFAULT-VALUE}).")
    int classes;

    @Option(
            names = "--bias-correction",
            paramLabel = "NAME",
            defaultValue = "panzeri-treves",
            description = "none, miller-madow, panzeri-treves, grassberger, nsb, chao-shen, shrinkage, quadratic,"
                    + " jackknife, or shuffle: the mean with permuted labels is subtracted (default:"
                    + " ${DEFAULT-VALUE}).")
    String correction = "panzeri-treves";

    @Option(
            names = "--surrogates",
            paramLabel = "N",
            defaultValue = "0",
            description = "Test against N permutations of the labels (default: no test).")
    int surrogates;

    @Mixin
    SeedOptions seed = new SeedOptions();

    @Mixin
    InformationOptions information = new InformationOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    MeasureStimulusCommand(Console console) {
        super(console);
    }

    @Override
    void check() {
        SurrogateOptions.checkCount(surrogates);
        Given.refuse(spec, "--classes", code == Code.first_spike_rank, "--code first-spike-rank");
        correction();
    }

    @Override
    Map<String, Object> object(SpikeSource.Spikes spikes) {
        TrialTable table = TrialTable.read(InputFile.named(trials));
        try (Team team = information.team()) {
            return object(spikes, table, correction(), team);
        }
    }

    @Override
    List<String> otherFiles() {
        return List.of(trials);
    }

    private Correction correction() {
        if (correction.equals(SHUFFLE)) {
            if (surrogates == 0) {
                throw new InputException(
                        "--bias-correction shuffle: subtracts the mean of permuted labels; say how many"
                                + " with --surrogates, such as 200");
            }
            return Correction.subtracted();
        }
        try {
            return Correction.of(DiscreteEntropy.named(correction));
        } catch (InputException unknown) {
            throw new InputException(
                    "--bias-correction " + correction + ": " + unknown.getMessage() + ", shuffle", unknown);
        }
    }

    private Map<String, Object> object(SpikeSource.Spikes spikes, TrialTable table, Correction chosen, Team team) {
        SpikeTrains trains = spikes.trains();
        Trials cut = cut(spikes, table);
        ResponseCode response = response(spikes);
        Set<String> warnings = new LinkedHashSet<>(spikes.warnings());
        Map<String, Object> object = new LinkedHashMap<>();
        Unit unit = information.unit;
        object.put("units", trains.units());
        object.put("trials", cut.count());
        object.put("labels", table.names());
        object.put("window_s", new double[] {window.from(), window.to()});
        object.put("code", code.toString());
        object.put("bin_s", bin);
        object.put("unit", unit.name().toLowerCase(Locale.ROOT));
        List<Map<String, Object>> rows = new ArrayList<>();
        List<Integer> silent = new ArrayList<>();
        double entropy = 0;
        for (int u = 0; u < trains.units(); u++) {
            RandomStream stream = seed.stream().split("unit").split(u);
            long[] train = trains.ticks()[u];
            StimulusInformation found = StimulusInformation.of(
                    cut.stimulus(), response.responses(train, cut), chosen, surrogates, stream.split("labels"), team);
            entropy = found.stimulusEntropy();
            if (found.estimate().nats() > entropy * (1 + 1e-9)) {
                warnings.add("unit " + spikes.names().get(u)
                        + ": the corrected value exceeds the entropy of the stimulus, the most that can be known; read"
                        + " it as that");
            }
            Map<String, Object> row = row(u, spikes.names().get(u), found, unit);
            row.put("per_spike", perSpike(spikes, train, cut, stream.split("profile"), u, silent));
            rows.add(row);
            String name = spikes.names().get(u);
            found.estimate().warnings().forEach(warning -> warnings.add("unit " + name + ": " + warning));
        }
        adjust(rows);
        object.put("stimulus_entropy", unit.fromNats(entropy));
        object.put("bias_correction", correction);
        object.put("surrogates", surrogates);
        object.put("table", rows);
        warn(trains, cut, silent, warnings);
        object.put("warnings", new ArrayList<>(warnings));
        return object;
    }

    private Trials cut(SpikeSource.Spikes spikes, TrialTable table) {
        double clock = spikes.trains().ticksPerSecond();
        long[] onsets = Arrays.stream(table.onsets())
                .mapToLong(seconds -> Math.round(seconds * clock))
                .toArray();
        try {
            Trials cut = new Trials(
                    onsets, table.labels(), Math.round(window.from() * clock), Math.round(window.to() * clock));
            cut.requireWithin(spikes.trains());
            return cut;
        } catch (InputException withoutFile) {
            throw new InputException(trials + ", " + withoutFile.getMessage(), withoutFile);
        }
    }

    private ResponseCode response(SpikeSource.Spikes spikes) {
        return switch (code) {
            case count -> new ResponseCode.Count();
            case word -> new ResponseCode.Word(spikes.ticks("--bin", bin));
            case first_spike -> new ResponseCode.FirstSpike(spikes.ticks("--bin", bin));
            case first_spike_rank -> new ResponseCode.FirstSpikeRank(classes);
        };
    }

    private static Map<String, Object> row(int u, String name, StimulusInformation found, Unit unit) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("unit", u);
        row.put("name", name);
        row.put("value", found.estimate().in(unit));
        OptionalDouble error = found.estimate().standardError();
        row.put("standard_error", error.isPresent() ? unit.fromNats(error.getAsDouble()) : null);
        row.put("estimator", found.estimate().estimator());
        row.put("bias_correction", found.estimate().biasCorrection());
        row.put("p_value", MeasureSpikesCommand.known(found.estimate().pValue()));
        row.put(
                "permuted_mean",
                found.test().map(test -> unit.fromNats(test.mean())).orElse(null));
        return row;
    }

    /// Absent for a unit without a spike in any window.
    private @Nullable Map<String, Object> perSpike(
            SpikeSource.Spikes spikes, long[] train, Trials cut, RandomStream stream, int u, List<Integer> silent) {
        long width = spikes.ticks("--bin", bin);
        double clock = spikes.trains().ticksPerSecond();
        ResponseProfile profile = ResponseProfile.of(train, clock, cut, width);
        if (Arrays.stream(profile.counts()).sum() == 0) {
            silent.add(u);
            return null;
        }
        InformationPerSpike found = ResponseProfile.information(train, clock, cut, width, surrogates, stream);
        Unit unit = information.unit;
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("value", unit.fromNats(found.nats()));
        object.put("corrected", surrogates == 0 ? null : unit.fromNats(found.correctedNats()));
        object.put("p_value", found.test().map(test -> test.pValue()).orElse(null));
        object.put("per_second", unit.fromNats(found.natsPerSecond()));
        object.put("spikes", found.spikes());
        object.put("rate_hz", profile.rates());
        return object;
    }

    /// The false discovery rate over units.
    private void adjust(List<Map<String, Object>> rows) {
        if (surrogates == 0) {
            return;
        }
        double[] p = rows.stream()
                .mapToDouble(row -> row.get("p_value") instanceof Double value ? value : 1)
                .toArray();
        double[] q = MultipleTests.falseDiscoveryRate(p);
        for (int u = 0; u < q.length; u++) {
            rows.get(u).put("q_value", q[u]);
        }
    }

    private void warn(SpikeTrains trains, Trials cut, List<Integer> silent, Set<String> warnings) {
        int beyond = cut.beyond(trains);
        if (beyond > 0) {
            warnings.add(Plural.of(beyond, "window reaches", "windows reach") + " beyond the end of the recording at "
                    + trains.durationSeconds() + " s and " + (beyond == 1 ? "is" : "are")
                    + " taken as silent there; --duration sets its length");
        }
        if (!silent.isEmpty()) {
            warnings.add(Plural.of(silent.size(), "unit has", "units have")
                    + " no spike in any window, which tells nothing");
        }
        if (surrogates == 0) {
            warnings.add("nothing was tested: --surrogates 1000 tells which units are more than chance");
        }
    }

    @Override
    void print(Map<String, Object> object) {
        for (String key : List.of("units", "trials", "labels", "code", "bias_correction", "stimulus_entropy", "unit")) {
            console.print(key + "  " + MeasureSpikesCommand.text(object.get(key)));
        }
        console.print(String.format(
                Locale.ROOT,
                "%-10s %9s %9s %8s %8s %10s %10s",
                "unit",
                "I(S;R)",
                "std.err.",
                "p",
                "q",
                "per spike",
                "corrected"));
        if (object.get("table") instanceof List<?> rows) {
            for (Object each : rows) {
                Map<?, ?> row = (Map<?, ?>) each;
                Map<?, ?> spike = row.get("per_spike") instanceof Map<?, ?> found ? found : Map.of();
                console.print(String.format(
                        Locale.ROOT,
                        "%-10s %9s %9s %8s %8s %10s %10s",
                        row.get("name"),
                        MeasureSpikesCommand.text(row.get("value")),
                        MeasureSpikesCommand.text(row.get("standard_error")),
                        MeasureSpikesCommand.text(row.get("p_value")),
                        MeasureSpikesCommand.text(row.get("q_value")),
                        MeasureSpikesCommand.text(spike.get("value")),
                        MeasureSpikesCommand.text(spike.get("corrected"))));
            }
        }
        if (object.get("warnings") instanceof List<?> warnings) {
            warnings.forEach(warning -> console.complain(String.valueOf(warning)));
        }
    }
}
