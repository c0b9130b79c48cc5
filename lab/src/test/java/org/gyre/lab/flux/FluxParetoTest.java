package org.gyre.lab.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.engine.RepeatingEngine;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.RunNetwork;
import org.gyre.lab.experiment.SmallRuns;
import org.gyre.measure.flux.FluxReading;
import org.gyre.measure.flux.StationarySolver;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.Rooks;
import org.gyre.nets.boltzmann.search.ParetoFront;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FluxParetoTest {
    /// Slices of 20, 20 and 10 generations of three fronts, then two sizes of cycles.
    private static final String SMALL = """
            kind = "flux-pareto"
            units = 3
            scales = [10, 0.5]
            population = 20
            patience = 15
            generations = 50
            cycles = [4, 8]
            """;

    @TempDir
    private Path folder;

    /// The specification gives 8 as the longest period of three units and 5 for their N-rooks (mean over states), and
    /// the information of its witnesses.
    @Test
    void whatIsFoundIsMeasuredRight() throws IOException {
        Map<String, Double> values = new SmallRuns(folder).values(SMALL, "run");
        assertThat(values)
                .containsEntry("front_longest_period_scale_10", 8.0)
                .containsEntry("front_longest_period_scale_0_5", 8.0)
                .containsEntry("rooks_best_mean_period", 5.0)
                .containsEntry("rooks_longest_period", 6.0)
                .containsEntry("rooks_information_bits", Rooks.information(3, 10))
                .containsEntry("cycle_period_units_4", 16.0)
                .containsEntry("cycle_attractors_units_4", 1.0)
                .containsEntry("cycle_period_units_8", 256.0)
                .containsEntry("witness_period_units_3", 8.0)
                .containsEntry("witness_period_units_4", 16.0);
        assertThat(values.get("witness_information_units_3_scale_1_bits")).isCloseTo(1.5875870507, within(1e-10));
        assertThat(values.get("witness_information_units_4_scale_10_bits")).isCloseTo(3.9990994287, within(1e-10));
        assertThat(values.get("front_information_given_up_scale_10_bits")).isBetween(0.0, 0.01);
        // Three units in a box have a common maximum: of all matrices of ±2.5 the best, enumerated, are full cycles.
        assertThat(values).containsEntry("front_points_scale_0_5", 1.0);
        assertThat(values.get("front_information_at_longest_period_scale_0_5_bits"))
                .isCloseTo(bestOfSigns(2.5), within(1e-9));
        assertThat(values.get("cycle_information_units_8_scale_10_bits")).isBetween(7.99, 8.0);
        RunNetwork left = RunNetwork.open(folder.resolve("run"), Experiments.installed());
        double bits = Unit.BITS.fromNats(FluxReading.of(new StationarySolver(Team.alone()).solve(left.process()))
                .information());
        assertThat(bits).isCloseTo(values.get("front_information_at_longest_period_scale_10_bits"), within(1e-11));
    }

    private static double bestOfSigns(double weight) {
        StationarySolver solver = new StationarySolver(Team.alone());
        double most = 0;
        for (int signs = 0; signs < 512; signs++) {
            double[] weights = new double[9];
            for (int k = 0; k < 9; k++) {
                weights[k] = (signs >>> k & 1) != 0 ? weight : -weight;
            }
            most = Math.max(
                    most,
                    FluxReading.of(solver.solve(BoltzmannMachine.of(3, weights)))
                            .information());
        }
        return Unit.BITS.fromNats(most);
    }

    /// Stops within a front, at its end, in the plain search and between the cycles.
    @Test
    void itIsResumedToTheSameBytes() throws IOException {
        new SmallRuns(folder).resumesToTheSameBytes(SMALL, List.of(2L, 3L, 8L, 10L), "weights", "cycle_4", "cycle_8");
    }

    /// Every piece twice, in any order; the search by itself, without an engine, finds the same fronts.
    @Test
    void itIsTheSameElsewhere() throws IOException {
        RepeatingEngine elsewhere = new RepeatingEngine();
        SmallRuns runs = new SmallRuns(folder);
        runs.goesElsewhereToTheSameBytes(SMALL, elsewhere.choice(), 4, "weights", "cycle_4", "cycle_8");
        // A population and its children each generation, in one slice of at most 25 networks.
        assertThat(elsewhere.pieces()).isGreaterThan(3 * 51 + 20 + 20 + 2);
        ParetoFront.Settings settings = new ParetoFront.Settings(20, 5, 0.5, 15, true);
        ParetoFront front =
                ParetoFront.start(3, settings, RandomStream.of(1).split("front").split("β = 0.5"), Team.alone());
        front.advance(50);
        Map<String, Double> values = runs.values(SMALL, "run");
        assertThat(values)
                .containsEntry("front_points_scale_0_5", (double) front.front().size())
                .containsEntry(
                        "front_most_information_scale_0_5_bits",
                        Unit.BITS.fromNats(front.front().getFirst().information()));
    }

    @ParameterizedTest
    @CsvSource({
        "units = 8, units = 8: must be from 2 to 7",
        "'scales = [1, 1]', 'scales = [1.0, 1.0]: must be different numbers'",
        "population = 3, population = 3: must be from 4 to 10000",
        "cycles = [2], cycles = [2]: must be different numbers from 3 to 10",
        "attempts = 0, attempts = 0: must be at least 1"
    })
    void whatCannotBeIsRefused(String line, String message) {
        assertThatThrownBy(() -> new SmallRuns(folder).values("kind = 'flux-pareto'\n" + line, "run"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }
}
