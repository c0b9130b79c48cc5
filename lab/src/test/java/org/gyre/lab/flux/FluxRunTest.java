package org.gyre.lab.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gyre.core.InputException;
import org.gyre.core.special.LogisticNormal;
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
import org.gyre.lab.storage.DiskStorage;
import org.gyre.nets.boltzmann.Rooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every experiment of this package at toy size, against closed forms.
class FluxRunTest {
    private static final String RESONANCE = """
            kind = "flux-resonance"
            noises = [0, 2, 4]
            steps = 200
            runs = 2
            pulse_period = 5
            [[networks]]
            name = "autapses"
            generator = "autapses"
            units = 3
            weight = 2.0
            [[networks]]
            name = "given"
            generator = "given"
            units = 2
            weights = [0, 1, -1, 0]
            [subsets]
            units = 4
            networks = 2
            [quadrature]
            noises = [2]
            """;

    private static final String IMPORT = """
            kind = "flux-import"
            units = 2
            inputs = 2
            deviation = 0.0
            input_weights = "single"
            balances = [-0.5, 0.5]
            densities = [0.5, 1]
            couplings = [0.5, 1.5, 3]
            map_coupling = 1.5
            networks = 2
            """;

    private static final String HOMEOSTASIS = """
            kind = "flux-homeostasis"
            units = 3
            networks = 3
            deviations = [0.5, 1]
            steps = 2000
            noises = [0, 1, 2]
            """;

    private static final String ESTIMATORS = """
            kind = "flux-estimators"
            lengths = [200, 2000]
            runs = [3, 2]
            bracket_pairs = 100
            [[networks]]
            name = "ring"
            generator = "ring"
            units = 3
            weight = 1.0
            """;

    @TempDir
    private Path folder;

    private static List<String> kinds() {
        return List.of(RESONANCE, IMPORT, HOMEOSTASIS, ESTIMATORS);
    }

    private static Runner runner(StopSignal stop, RunListener listener) {
        return new Runner(new DiskStorage(), Experiments.installed(), listener, stop);
    }

    private RunResult run(String toml, String out, int threads) throws IOException {
        Path file = folder.resolve("experiment.toml");
        Files.writeString(file, toml);
        RunResult result = runner(new StopSignal(), RunListener.NONE)
                .run(RunRequest.of(file.toString())
                        .withOut(folder.resolve(out))
                        .withConduct(Conduct.DEFAULT.withThreads(threads)));
        assertThat(result.exitCode()).as(result.sentence()).isZero();
        return result;
    }

    private static void sameFiles(Path one, Path two) throws IOException {
        for (String name : List.of("scalars.csv", "figures.json")) {
            assertThat(Files.readAllBytes(two.resolve(name))).as(name).isEqualTo(Files.readAllBytes(one.resolve(name)));
        }
    }

    private static Set<String> declared(ConfigurationSource source, String... overrides) {
        Configuration configuration = Configuration.load(source, List.of(overrides), null, Experiments.installed());
        return declared(Experiments.installed().find(configuration.kind(), "test"), configuration);
    }

    private static <C extends Record> Set<String> declared(Experiment<C> experiment, Configuration configuration) {
        return experiment
                .values(experiment.configuration().cast(configuration.values()))
                .given();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theValuesAreThoseThatAreDeclared(String toml) throws IOException {
        RunResult result = run(toml, "out", 1);
        assertThat(result.result().values().keySet())
                .isEqualTo(declared(ConfigurationSource.named(
                        folder.resolve("experiment.toml").toString())));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void oneAndTwoThreadsGiveTheSameBytes(String toml) throws IOException {
        run(toml, "one", 1);
        run(toml, "two", 2);
        sameFiles(folder.resolve("one"), folder.resolve("two"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aRunThatWasStoppedAndResumedGivesTheSameBytes(String toml) throws IOException {
        run(toml, "whole", 1);
        Path out = folder.resolve("stopped");
        StopSignal stop = new StopSignal();
        RunListener stopper = new RunListener() {
            @Override
            public void advanced(Advance advance) {
                if (advance.step() == 2) {
                    stop.request();
                }
            }
        };
        RunResult first = runner(stop, stopper)
                .run(RunRequest.of(folder.resolve("experiment.toml").toString()).withOut(out));
        assertThat(first.exitCode()).isEqualTo(3);
        RunResult second = runner(new StopSignal(), RunListener.NONE).resume(ResumeRequest.of(out));
        assertThat(second.exitCode()).as(second.sentence()).isZero();
        sameFiles(folder.resolve("whole"), out);
    }

    /// Autapses are independent binary symmetric channels that keep a state with probability ⟨σ(w +
    /// rη)⟩.
    @Test
    void noiseOnAutapsesHasAClosedForm() throws IOException {
        Map<String, Double> values = run(RESONANCE, "out", 1).result().values();
        for (int noise : new int[] {0, 2, 4}) {
            double f = LogisticNormal.exact(noise).mean(2);
            double bits = 3 * (1 + (f * Math.log(f) + (1 - f) * Math.log(1 - f)) / Math.log(2));
            assertThat(values.get("exact_autapses_noise_" + noise + "_bits")).isCloseTo(bits, within(1e-12));
        }
        assertThat(values).containsEntry("rises_exact_autapses", 0.0).containsEntry("gain_exact_autapses_bits", 0.0);
    }

    /// Two units that hear one coin each and nothing else: two binary symmetric channels, I = 2 (1
    /// − h₂(σ(g))), and a correlation tanh(g/2) with one of two coins.
    @Test
    void importOfUnitsWithoutRecurrenceHasAClosedForm() throws IOException {
        Map<String, Double> values = run(IMPORT, "out", 1).result().values();
        assertThat(values.get("largest_import_bits")).isCloseTo(Rooks.information(2, 3), within(1e-12));
        assertThat(values).containsEntry("points_with_import_peak", 0.0).containsEntry("points", 4.0);
        String[] row =
                Files.readAllLines(folder.resolve("out/scalars.csv")).get(1).split(",", -1);
        assertThat(Double.parseDouble(row[3])).isCloseTo(Rooks.information(2, 1.5), within(1e-12));
        assertThat(Double.parseDouble(row[4])).isCloseTo(Math.tanh(0.75) / Math.sqrt(2), within(1e-12));
    }

    @Test
    void homeostasisOfWeakWeightsEndsInTheOtherCoding() throws IOException {
        Map<String, Double> values = run(HOMEOSTASIS, "out", 1).result().values();
        assertThat(values)
                .containsEntry("unmet_deviation_0_5_fraction", 0.0)
                .containsEntry("unmet_deviation_1_fraction", 0.0);
        assertThat(values.get("largest_difference_to_other_coding_bits")).isLessThan(1e-4);
    }

    /// The ring is three binary symmetric channels; 2,000 steps of 64 pairs of states leave the
    /// plug-in flux about 49/(2 · 2000 ln 2) = 0.018 bits too large.
    @Test
    void estimatesOfARingAreNearItsClosedForm() throws IOException {
        Map<String, Double> values = run(ESTIMATORS, "out", 1).result().values();
        double exact = Rooks.information(3, 1);
        assertThat(values.get("exact_flux_ring_bits")).isCloseTo(exact, within(1e-12));
        assertThat(values.get("plug_in_ring_steps_2000_bits")).isBetween(exact, exact + 0.1);
        assertThat(values.get("model_based_ring_steps_2000_bits")).isCloseTo(exact, within(0.02));
        // A unit of the ring hears another one only: it says nothing about itself for two steps.
        assertThat(values.get("exact_storage_ring_bits")).isCloseTo(0, within(1e-12));
    }

    static List<Preset> presets() {
        return Presets.installed().all().stream()
                .filter(preset -> preset.id().startsWith("information-flux/"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyClaimOfAPresetIsAboutAValueThatItGives(Preset preset) {
        assertThat(preset.claims()).isNotEmpty();
        assertThat(declared(ConfigurationSource.preset(preset)))
                .containsAll(preset.claims().stream().map(Claim::value).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            resonance      | steps=2                   | from 3 to 10000000
            resonance      | runs=1                    | from 2 to 1000
            resonance      | noises=[1, 2, 3]          | ascend from 0
            resonance      | noises=[0, 2]             | at least three
            resonance      | pulse_period=-1           | at least 0
            resonance      | census.weight=0           | positive
            resonance      | census.gain_bits=0        | positive
            resonance      | subsets.units=2           | from 3 to 10
            resonance      | subsets.deviation=0       | positive
            resonance      | subsets.networks=0        | from 1 to 1000
            resonance      | quadrature.points=0       | from 1 to 200
            import         | units=9                   | at most 10
            import         | inputs=0                  | from 1 to 9
            import         | deviation=-1              | from 0 to 1000
            import         | balances=[-2]             | ascending numbers, from -1.0 to 1.0
            import         | densities=[0]             | above 0
            import         | couplings=[1, 2]          | at least 3
            import         | map_coupling=3            | one of the couplings
            import         | networks=0                | from 1 to 10000
            homeostasis    | units=9                   | from 1 to 8
            homeostasis    | networks=0                | from 1 to 100000
            homeostasis    | deviations=[]             | at least one
            homeostasis    | step=0                    | positive
            homeostasis    | steps=10                  | at least 1000
            homeostasis    | tolerance=0               | above 0
            estimator-bias | lengths=[10]              | from at least 100
            estimator-bias | runs=[2]                  | one for each of the lengths
            estimator-bias | bracket_pairs=1           | from 2 to 20000
            """)
    void aSenselessNumberIsRefused(String preset, String override, String range) {
        assertThatThrownBy(() -> runner(new StopSignal(), RunListener.NONE)
                        .run(RunRequest.of("information-flux/" + preset)
                                .withOverrides(List.of(override))
                                .withOut(folder.resolve("senseless"))))
                .isInstanceOf(InputException.class)
                .message()
                .startsWith("--set " + override + ": ")
                .contains(range)
                .doesNotContain("\n");
        assertThat(folder.resolve("senseless")).doesNotExist();
    }
}
