package org.gyre.lab.infomax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gyre.core.InputException;
import org.gyre.data.npy.NpyReader;
import org.gyre.lab.experiment.CheckpointPolicy;
import org.gyre.lab.experiment.Conduct;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.Preset;
import org.gyre.lab.experiment.Presets;
import org.gyre.lab.experiment.ResumeRequest;
import org.gyre.lab.experiment.RunListener;
import org.gyre.lab.experiment.RunRequest;
import org.gyre.lab.experiment.RunResult;
import org.gyre.lab.experiment.Runner;
import org.gyre.lab.experiment.StopSignal;
import org.gyre.lab.run.Claim;
import org.gyre.lab.run.ClaimResult;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.Warning;
import org.gyre.lab.storage.DiskStorage;
import org.gyre.lab.storage.FaultyStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InfomaxRunTest {
    /// Every part switched on that a network without pictures can have, at toy size.
    private static final String EVERYTHING = """
            kind = "recurrent-infomax"
            [network]
            units = 12
            p_max = 0.9
            rate = 0.1
            [pulses]
            units = [0, 2, 1]
            delays = [0, 1, 2]
            [random_input]
            [training]
            blocks = 8
            settling_steps = 300
            measured_steps = 2000
            learning_rate = 5.0
            milestones = [2, 8]
            crossings_bits = [0.01]
            [test]
            settling_steps = 500
            steps = 2000
            [patterns]
            longest = 4
            spikes_per_step = 1.0
            [lags]
            longest = 3
            [shuffles]
            count = 3
            settling_steps = 500
            [avalanches]
            count = 2000
            longest_recording = 200000
            [replay]
            steps = 2000
            [memory]
            every = 4
            longest_delay = 5
            settling_steps = 100
            steps = 2000
            """;

    @TempDir
    private Path folder;

    private static Runner runner(StopSignal stop, RunListener listener) {
        return new Runner(new DiskStorage(), Experiments.installed(), listener, stop);
    }

    private RunResult run(String toml, String out, int threads) throws IOException {
        Path file = folder.resolve("experiment.toml");
        Files.writeString(file, toml);
        return runner(new StopSignal(), RunListener.NONE)
                .run(RunRequest.of(file.toString())
                        .withOut(folder.resolve(out))
                        .withConduct(Conduct.DEFAULT.withThreads(threads)));
    }

    private static void sameFiles(Path one, Path two) throws IOException {
        List<String> names = List.of(
                "scalars.csv", "figures.json", "arrays/weights.npy", "arrays/thresholds.npy", "arrays/raster.npy");
        for (String name : names) {
            assertThat(Files.readAllBytes(two.resolve(name))).as(name).isEqualTo(Files.readAllBytes(one.resolve(name)));
        }
    }

    /// Weights so large that every unit is saturated at every step: no rate responds to a threshold, the
    /// sampled gradient does not exist, and the user is told.
    @Test
    void aSampledGradientThatDoesNotExistIsTold() throws IOException {
        RunResult result = run("""
                kind = "recurrent-infomax"
                [network]
                units = 3
                p_max = 0.5
                rate = 0.2
                initial_width = 100000.0
                [training]
                blocks = 2
                settling_steps = 100
                measured_steps = 1000
                learning_rate = 1.0
                weight_limit = 1000000.0
                rule = "sampled"
                """, "saturated", 1);
        assertThat(result.result().warnings())
                .anySatisfy(warning -> assertThat(warning.code()).isEqualTo("GRADIENT_UNDEFINED"));
        assertThat(Files.readString(folder.resolve("saturated/events.jsonl"))).contains("gradient-undefined");
    }

    @Test
    void everyAnalysisGivesItsValuesAndFigures() throws IOException {
        RunResult result = run(EVERYTHING, "everything", 1);
        assertThat(result.exitCode()).as(result.sentence()).isZero();
        Map<String, Double> values = result.result().values();
        assertThat(values)
                .containsKeys(
                        "information_block_2_bits",
                        "information_end_bits",
                        "sequences_length_3",
                        "information_lag_2_bits",
                        "shuffles_below_in_information",
                        "exponent",
                        "llr_lognormal_p",
                        "branching",
                        "replay_unit_1_at_2",
                        "memory_capacity_largest");
        assertThat(values.keySet())
                .isEqualTo(declared(ConfigurationSource.named(
                        folder.resolve("experiment.toml").toString())));
        assertThat(result.directory().resolve("report.html")).exists();
        // Σ H₂ over twelve units at 0.1 and one input at 0.5, in bits: closed form.
        double h = -(0.1 * Math.log(0.1) + 0.9 * Math.log(0.9)) / Math.log(2);
        assertThat(values.get("entropy_bound_bits")).isCloseTo(12 * h + 1, org.assertj.core.data.Offset.offset(1e-9));
    }

    /// The names that the experiment says it gives for a configuration.
    private static Set<String> declared(ConfigurationSource source, String... overrides) {
        Configuration configuration = Configuration.load(source, List.of(overrides), null, Experiments.installed());
        return declared(Experiments.installed().find(configuration.kind(), "test"), configuration);
    }

    private static <C extends Record> Set<String> declared(Experiment<C> experiment, Configuration configuration) {
        return experiment
                .values(experiment.configuration().cast(configuration.values()))
                .given();
    }

    @Test
    void oneAndTwoThreadsGiveTheSameBytes() throws IOException {
        run(EVERYTHING, "one", 1);
        run(EVERYTHING, "two", 2);
        sameFiles(folder.resolve("one"), folder.resolve("two"));
    }

    @Test
    void aRunThatWasStoppedAndResumedGivesTheSameBytes() throws IOException {
        run(EVERYTHING, "whole", 1);
        Path out = folder.resolve("stopped");
        StopSignal stop = new StopSignal();
        RunListener stopper = new RunListener() {
            @Override
            public void advanced(Advance advance) {
                if (advance.step() == 3) {
                    stop.request();
                }
            }
        };
        RunResult first = runner(stop, stopper)
                .run(RunRequest.of(folder.resolve("experiment.toml").toString())
                        .withOut(out)
                        .withConduct(Conduct.DEFAULT.withThreads(2)));
        assertThat(first.exitCode()).isEqualTo(3);
        RunResult second = runner(new StopSignal(), RunListener.NONE).resume(ResumeRequest.of(out));
        assertThat(second.exitCode()).as(second.sentence()).isZero();
        sameFiles(folder.resolve("whole"), out);
    }

    static List<Preset> presets() {
        return Presets.installed().all().stream()
                .filter(preset -> preset.id().startsWith("recurrent-infomax/"))
                .toList();
    }

    /// Every preset starts: its configuration is read and its session opens and takes a step, at a tenth
    /// of its size.
    @ParameterizedTest
    @MethodSource("presets")
    void everyPresetIsValid(Preset preset) throws IOException {
        List<String> small = preset.kind().equals("recurrent-infomax")
                ? List.of(
                        "training.blocks=1",
                        "training.settling_steps=500",
                        "training.measured_steps=2000",
                        "test.settling_steps=500",
                        "test.steps=2000")
                : List.of("networks=3");
        RunResult result = runner(new StopSignal(), RunListener.NONE)
                .run(RunRequest.of(preset.id())
                        .withOverrides(withSmallAnalyses(preset, small))
                        .withOut(folder.resolve("preset"))
                        .withConduct(Conduct.DEFAULT.withCheckpoints(CheckpointPolicy.DEFAULT)));
        assertThat(result.exitCode()).as(result.sentence()).isIn(0, 1);
        assertThat(result.result().values().keySet())
                .isEqualTo(declared(
                        ConfigurationSource.preset(preset),
                        withSmallAnalyses(preset, small).toArray(String[]::new)));
    }

    /// A claim about a part that is switched off would never be tested.
    @ParameterizedTest
    @MethodSource("presets")
    void everyClaimOfAPresetIsAboutAValueThatItGives(Preset preset) {
        assertThat(preset.claims()).isNotEmpty();
        assertThat(declared(ConfigurationSource.preset(preset)))
                .containsAll(preset.claims().stream().map(Claim::value).toList());
    }

    private static List<String> withSmallAnalyses(Preset preset, List<String> overrides) {
        List<String> all = new java.util.ArrayList<>(overrides);
        Map<String, List<String>> small = Map.of(
                "[receptive_fields]", List.of("receptive_fields.steps=3000"),
                "[shuffles]", List.of("shuffles.count=2", "shuffles.settling_steps=500"),
                "[avalanches]", List.of("avalanches.count=1000"),
                "[replay]", List.of("replay.steps=2000"),
                "[memory]", List.of("memory.every=1", "memory.steps=3000", "memory.settling_steps=100"));
        small.forEach((table, extra) -> {
            if (preset.toml().contains("\n" + table)) {
                all.addAll(extra);
            }
        });
        if (preset.toml().contains("climbs =")) {
            all.add("climbs=1");
            all.add("climb_steps=3");
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            network.units = 0              | from 1 to 32768
            network.units = -3             | from 1 to 32768
            network.units = 100000         | from 1 to 32768
            network.p_max = 0              | (0, 1]
            network.rate = 0               | above 0
            network.rate = 0.95            | below p_max
            network.epsilon = -0.01        | [0, 1]
            network.initial_width = -1     | at least 0
            random_input.units = 0         | from 1 to 32768
            random_input.rate = 0          | above 0 and below 1
            pulses.units = [0, 2, 12]      | from 0 to 11
            pulses.delays = [0, -1, 2]     | at least 0
            pulses.min_interval = 0        | at least 1
            pulses.max_interval = 49       | at most max_interval
            training.blocks = 0            | at least 1
            training.blocks = -1           | at least 1
            training.settling_steps = -1   | at least 0
            training.measured_steps = 0    | at least 2
            training.measured_steps = 2147483600 | fewer than 2^31 together
            training.learning_rate = 0     | positive
            training.learning_rate = -2    | positive
            training.weight_limit = 0      | positive
            training.first_learning_block = -1 | at least 0
            training.update_every = 0      | at least 1
            training.input_multiplier = -1 | at least 0
            training.reward_memory = -1    | at least 0
            training.transition_bits = 0   | positive
            training.reduction = 0         | (0, 1]
            training.tolerance_bits = -0.1 | at least 0
            training.milestones = [0]      | numbered from 1
            training.crossings_bits = [-1] | at least 0
            test.settling_steps = -1       | at least 0
            test.steps = 0                 | at least 1000
            test.steps = 2000000000        | at most 268435454 for 13 units
            patterns.longest = 2           | from 3 to 100
            patterns.spikes_per_step = -1  | at least 0
            lags.longest = 0               | from 1 to 1000
            shuffles.count = 0             | at least 1
            shuffles.settling_steps = -1   | at least 0
            avalanches.count = 0           | at least 100
            avalanches.longest_recording = 0 | at least 1000
            avalanches.xmin = 0            | at least 1
            avalanches.slope_to = 1        | below slope_to
            avalanches.strong_weight = -1  | at least 0
            replay.steps = 0               | at least 1000
            replay.longest_lag = 0         | at least 1
            memory.every = 0               | at least 1
            memory.longest_delay = 0       | at least 1
            memory.longest_delay = 1900    | at least 2160
            memory.boolean_window = 0      | from 1 to 8
            memory.settling_steps = -1     | at least 0
            memory.steps = 0               | at least 1000
            """)
    void aSenselessNumberIsRefusedWithFileLineAndRange(String setting, String range) {
        String table = setting.substring(0, setting.indexOf('.'));
        String key = setting.substring(setting.indexOf('.') + 1);
        List<String> lines = new ArrayList<>(EVERYTHING.lines().toList());
        int header = lines.indexOf("[" + table + "]");
        String name = key.substring(0, key.indexOf(' ')) + " ";
        int end = header + 1;
        while (end < lines.size() && !lines.get(end).startsWith("[")) {
            if (lines.get(end).startsWith(name)) {
                lines.remove(end);
            } else {
                end++;
            }
        }
        lines.add(header + 1, key);
        assertThatThrownBy(() -> run(String.join("\n", lines), "senseless", 1))
                .isInstanceOf(InputException.class)
                .message()
                .contains("experiment.toml, line ", table + ".", range)
                .doesNotContain("\n");
        assertThat(folder.resolve("senseless")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gaussian-against-exact       | networks=0      | at least 1
            gaussian-against-exact       | units=13        | from 1 to 12
            gaussian-against-exact       | p_max=1.2       | (0, 1]
            gaussian-against-exact       | rate=-0.1       | above 0
            gaussian-against-exact       | widths=[0]      | positive
            exact-gradient-against-paper | climbs=-1       | at least 0
            exact-gradient-against-paper | climb_steps=0   | at least 1
            exact-gradient-against-paper | climb_rate=0    | positive
            exact-gradient-against-paper | changes=-1      | must be 0, or at least 3
            exact-gradient-against-paper | change_size=0   | positive
            natural-images               | patches.size=2  | from 4 to 64
            natural-images               | patches.rate=0.5 | below 0.5
            natural-images               | patches.cutoff=0 | > 0
            natural-images               | receptive_fields.steps=0 | at least 1000
            natural-images               | receptive_fields.good_fit=0 | above 0 and below 1
            natural-images               | receptive_fields.shown=0 | from 1
            """)
    void aSenselessNumberOnTheCommandLineIsRefusedWithItsOption(String preset, String override, String range) {
        assertThatThrownBy(() -> runner(new StopSignal(), RunListener.NONE)
                        .run(RunRequest.of(preset)
                                .withOverrides(List.of(override))
                                .withOut(folder.resolve("senseless"))))
                .isInstanceOf(InputException.class)
                .message()
                .startsWith("--set " + override + ": ")
                .contains(range)
                .doesNotContain("\n");
        assertThat(folder.resolve("senseless")).doesNotExist();
    }

    /// The raster, a byte for each of a million steps and 13 units, is by far the largest array.
    @Test
    void theSpaceOfTheArraysIsKnownBeforehand() throws IOException {
        Path file = folder.resolve("large.toml");
        Files.writeString(
                file,
                EVERYTHING
                        .replace("[test]\n", "[test]\nsteps = 1000000\n")
                        .replace("steps = 2000\n[patterns]", "[patterns]"));
        Runner onASmallDisk = new Runner(
                new FaultyStorage().space(14_000_000), Experiments.installed(), RunListener.NONE, new StopSignal());
        assertThatThrownBy(() -> onASmallDisk.run(RunRequest.of(file.toString()).withOut(folder.resolve("large"))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("13.0 MB for arrays")
                .hasMessageContaining("14.0 MB are free");
        assertThat(folder.resolve("large")).doesNotExist();
    }

    @Test
    void aPresetThatWasChangedSaysWhereAndAPresetAsItIsSaysNothing() throws IOException {
        Runner runner = runner(new StopSignal(), RunListener.NONE);
        RunRequest request = RunRequest.of("gaussian-against-exact").withSeed(5L);
        assertThat(runner.run(request.withOut(folder.resolve("as-it-is")))
                        .result()
                        .departures())
                .isEmpty();
        RunResult changed = runner.run(
                request.withOverrides(List.of("networks=2", "rate=0.4")).withOut(folder.resolve("changed")));
        assertThat(changed.result().departures()).containsExactly("networks is 2 instead of 10");
        assertThat(Result.read(folder.resolve("changed/result.json")).departures())
                .containsExactly("networks is 2 instead of 10");
        String file = Presets.installed().find("gaussian-against-exact").toml().replace("units = 4 ", "units = 3 ");
        assertThat(run(file, "from-a-file", 1).result().departures()).containsExactly("units is 3 instead of 4");
        assertThat(run(EVERYTHING, "own", 1).result().departures()).isEmpty();
    }

    @Test
    void mistakesAreToldInOneSentenceWithTheirPlace() {
        record Mistake(String toml, String... expected) {}
        List<Mistake> mistakes = List.of(
                new Mistake(EVERYTHING.replace("p_max = 0.9", "p_max = 1.2"), "p_max = 1.2", "(0, 1]", "line"),
                new Mistake(EVERYTHING.replace("rate = 0.1\n", "rate = -0.1\n"), "rate = -0.1", "line"),
                new Mistake(EVERYTHING.replace("units = 12", "unitz = 12"), "unitz", "units", "line"),
                new Mistake(EVERYTHING.replace("[random_input]\n", ""), "random_input"),
                new Mistake(EVERYTHING.replace("count = 3", "count = 0"), "count = 0"),
                new Mistake(EVERYTHING.replace("delays = [0, 1, 2]", "delays = [0, 1]"), "delays = [0, 1]"));
        for (Mistake mistake : mistakes) {
            assertThatThrownBy(() -> run(mistake.toml(), "mistake", 1))
                    .as(mistake.expected()[0])
                    .isInstanceOf(InputException.class)
                    .satisfies(e -> {
                        assertThat(e.getMessage()).contains(mistake.expected());
                        assertThat(e.getMessage()).doesNotContain("\n");
                    });
            assertThat(folder.resolve("mistake")).doesNotExist();
        }
    }

    private static List<String> codes(RunResult result) {
        return result.result().warnings().stream().map(Warning::code).toList();
    }

    /// Three time constants 1/(ε p̄) are 3 / (0.01 · 0.1) = 3,000 steps, and 100 spikes take 1,000.
    @Test
    void shortBlocksAreWarnedOf() throws IOException {
        String lags = EVERYTHING.substring(0, EVERYTHING.indexOf("[patterns]"));
        String enough = lags.replace("settling_steps = 300\n", "settling_steps = 3000\n");
        assertThat(codes(run(enough, "enough", 1))).doesNotContain("SETTLING_SHORT", "FEW_SPIKES");
        assertThat(codes(run(enough.replace("= 3000", "= 2999"), "short", 1))).contains("SETTLING_SHORT");
        assertThat(codes(run(enough.replace("measured_steps = 2000", "measured_steps = 999"), "few", 1)))
                .contains("FEW_SPIKES");
        // Thresholds that never move need no time to settle.
        assertThat(codes(run(lags.replace("rate = 0.1\n", "rate = 0.1\nepsilon = 0\n"), "frozen", 1)))
                .doesNotContain("SETTLING_SHORT");
    }

    /// Frozen thresholds under learning weights leave the rates wherever they fall.
    @Test
    void ratesThatAreNotMetAreWarnedOf() throws IOException {
        String settled = EVERYTHING
                .substring(0, EVERYTHING.indexOf("[patterns]"))
                .replace("settling_steps = 500\n", "settling_steps = 20000\n")
                .replace("\nsteps = 2000", "\nsteps = 20000");
        assertThat(codes(run(settled, "settled", 1))).doesNotContain("RATES_NOT_MET");
        String frozen = settled.replace("rate = 0.1\n", "rate = 0.1\nepsilon = 0\n");
        assertThat(codes(run(frozen.replace("learning_rate = 5.0", "learning_rate = 50.0"), "frozen", 1)))
                .contains("RATES_NOT_MET");
    }

    @Test
    void aTransitionThatNeverCameIsAFailedClaim() throws IOException {
        RunResult result =
                run(EVERYTHING.replace("crossings_bits = [0.01]", "crossings_bits = [30.0]") + """
                [[claims]]
                id = "late"
                sentence = "It comes."
                paper = "-"
                value = "block_crossing_30_bits"
                max = 1000
                reason = "test"
                [[claims]]
                id = "beyond"
                sentence = "It lasts."
                paper = "-"
                value = "information_block_2500_bits"
                min = 1
                reason = "test"
                """, "never", 1);
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.result().claims())
                .extracting(ClaimResult::verdict)
                .containsExactly(Claim.Verdict.FAIL, Claim.Verdict.NOT_TESTED);
        assertThat(result.result().claims().getFirst().note())
                .isEqualTo("Never reached: no block of 8 exceeded 30.0 bits.");
    }

    @Test
    void theAuthorsOptionsRun() throws IOException {
        String options = EVERYTHING
                .replace("rate = 0.1\n", "rate = 0.1\ncentred_drive = false\n")
                .replace("learning_rate = 5.0\n", "learning_rate = 5.0\nmask_inputs = false\n");
        RunResult result = run(options, "authors", 1);
        assertThat(result.exitCode()).as(result.sentence()).isZero();
        // Row 12 of 13: the weights into the input, which start at zero.
        double[] weights =
                NpyReader.read(result.directory().resolve("arrays/weights.npy")).doubles();
        assertThat(Arrays.stream(weights, 12 * 13, 13 * 13)).anyMatch(w -> w != 0);
    }

    /// The bound Σ H₂ is beside every information: 12 units at 0.1 and a coin are 6.63 bits.
    @Test
    void everyFigureOfInformationNamesTheEntropyBound() throws IOException {
        run(EVERYTHING, "bounds", 1);
        JsonNode figures = new JsonMapper().readTree(Files.readAllBytes(folder.resolve("bounds/figures.json")));
        for (String id : List.of("objective", "lags", "shuffles")) {
            assertThat(figures.path("figures").valueStream())
                    .filteredOn(figure -> figure.path("id").asString().equals(id))
                    .singleElement()
                    .satisfies(figure -> assertThat(figure.path("caption").asString())
                            .contains("entropy N·H₂(p̄), here 6.63 bits", "sampling bias"));
        }
    }
}
