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
import org.gyre.nets.boltzmann.FluxObjective;
import org.gyre.nets.boltzmann.Rooks;
import org.gyre.nets.boltzmann.search.Evolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FluxEvolutionTest {
    /// Slices of 50, 50 and 20 generations under each limit.
    private static final String SMALL = """
            kind = "flux-evolution"
            units = 2
            limits = [1, 2.5]
            further = [{ units = 3, constraint = "row-norm", limits = [2] }, { units = 3, limits = [2] }]
            repeats = 3
            generations = 120
            gradient_starts = 25
            """;

    @TempDir
    private Path folder;

    /// Against closed forms, enumeration by the general solver and the exact value of the network that is left.
    @Test
    void whatIsFoundIsMeasuredRight() throws IOException {
        Map<String, Double> values = new SmallRuns(folder).values(SMALL, "run");
        assertThat(values)
                .containsEntry("rooks_box_2_5_units_2_bits", Rooks.information(2, 2.5))
                .containsEntry("rooks_row_norm_2_units_3_bits", Rooks.information(3, 2));
        // A limit on a unit's input of 2: N-rooks are the optimum.
        assertThat(values.get("gradient_over_rooks_row_norm_2_units_3_bits")).isCloseTo(0, within(1e-9));
        // In the box of 2 it is a dense matrix of ±2, 1.768244 bits by an enumeration of all 512.
        assertThat(values.get("sign_matrices_best_box_2_units_3_bits")).isCloseTo(1.768244, within(1e-6));
        assertThat(values.get("gradient_over_sign_matrices_box_2_units_3_bits")).isCloseTo(0, within(1e-9));
        assertThat(values.get("evolved_best_box_2_5_units_2_bits"))
                .isBetween(values.get("evolved_median_box_2_5_units_2_bits"), 2.0)
                .isGreaterThan(values.get("evolved_best_box_1_units_2_bits"));
        RunNetwork left = RunNetwork.open(folder.resolve("run"), Experiments.installed());
        double bits = Unit.BITS.fromNats(FluxReading.of(new StationarySolver(Team.alone()).solve(left.process()))
                .information());
        assertThat(bits).isCloseTo(values.get("evolved_best_box_2_5_units_2_bits"), within(1e-11));
    }

    /// Stops within a study, at its end and in the last one.
    @Test
    void itIsResumedToTheSameBytes() throws IOException {
        new SmallRuns(folder)
                .resumesToTheSameBytes(SMALL, List.of(2L, 3L, 11L), "weights", "evolved_weights", "gradient_weights");
    }

    /// Every piece twice, in any order; the strategy by itself, without an engine, finds the same.
    @Test
    void itIsTheSameElsewhere() throws IOException {
        RepeatingEngine elsewhere = new RepeatingEngine();
        SmallRuns runs = new SmallRuns(folder);
        runs.goesElsewhereToTheSameBytes(
                SMALL, elsewhere.choice(), 4, "weights", "evolved_weights", "gradient_weights");
        // Four and twelve slices of three repeats; three parts of the ascents of each of the four studies.
        assertThat(elsewhere.pieces()).isEqualTo((4 + 12) * 3 + 4 * 3);
        double best = 0;
        for (int repeat = 0; repeat < 3; repeat++) {
            Evolution evolution = Evolution.start(
                    2,
                    FluxObjective.of(2),
                    new Evolution.Settings(1, 10, 0.2, WeightLimit.BOX.of(2.5), 0),
                    RandomStream.of(1)
                            .split("evolution")
                            .split("2 units, box 2.5")
                            .split(repeat));
            evolution.advance(120);
            best = Math.max(best, evolution.bestValue());
        }
        assertThat(runs.values(SMALL, "run"))
                .containsEntry("evolved_best_box_2_5_units_2_bits", Unit.BITS.fromNats(best));
    }

    @ParameterizedTest
    @CsvSource({
        "units = 11, units = 11: must be from 1 to 10",
        "limits = [0], limits = [0.0]: must be numbers above 0",
        "repeats = 0, repeats = 0: must be at least 1",
        "deviation = 0.0, deviation = 0.0: must be positive",
        "'constraint = \"sphere\"', 'constraint = \"sphere\": must be one of box, row-norm, frobenius'",
        "'further = [{ units = 5, limits = [10] }]', 'further: the study of 5 units, box 10.0 is there twice'"
    })
    void whatCannotBeIsRefused(String line, String message) {
        assertThatThrownBy(() -> new SmallRuns(folder).values("kind = 'flux-evolution'\n" + line, "run"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }
}
