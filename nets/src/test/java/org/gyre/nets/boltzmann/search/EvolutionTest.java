package org.gyre.nets.boltzmann.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.boltzmann.FluxObjective;
import org.gyre.nets.boltzmann.Rooks;
import org.junit.jupiter.api.Test;

/// A19 and A20 of the specification, and that a run is a function of its seed.
final class EvolutionTest {
    private static Evolution start(int n, Evolution.Settings settings, long seed) {
        return Evolution.start(
                n, FluxObjective.of(n), settings, RandomStream.of(seed).split("evolution"));
    }

    /// N = 5, |w| ≤ 10, 60 000 evaluations: best of five seeds at least 4.99 bits, median at least 4.95, none
    /// above 5, and one or more ends as rooks.
    @Test
    void a19() {
        double[] bits = new double[5];
        int rooks = 0;
        for (int seed = 1; seed <= 5; seed++) {
            Evolution evolution = start(5, Evolution.Settings.standard(new Constraint.Box(10)), seed);
            evolution.advance(5990);
            assertThat(evolution.evaluations()).isLessThanOrEqualTo(60_000);
            bits[seed - 1] = Unit.BITS.fromNats(evolution.bestValue());
            if (RookStructure.of(5, evolution.best(), 5).rooks().isPresent()) {
                rooks++;
            }
        }
        Arrays.sort(bits);
        assertThat(bits[4]).isBetween(4.99, 5.0);
        assertThat(bits[2]).isGreaterThanOrEqualTo(4.95);
        assertThat(rooks).isPositive();
    }

    /// N = 3, |w| ≤ 2: dense matrices beat rooks (1.4188 bits), best of eight seeds at least 1.68.
    @Test
    void a20() {
        double best = 0;
        for (int seed = 1; seed <= 8; seed++) {
            Evolution evolution = start(3, Evolution.Settings.standard(new Constraint.Box(2)), seed);
            evolution.advance(3000);
            best = Math.max(best, Unit.BITS.fromNats(evolution.bestValue()));
        }
        assertThat(best).isGreaterThanOrEqualTo(1.68).isGreaterThan(Rooks.information(3, 2));
    }

    @Test
    void theTraceIsTheBestSoFarAndEndsAtTheBestValue() {
        Evolution evolution = start(3, new Evolution.Settings(3, 6, .3, new Constraint.RowNorm(3), 40), 1);
        double[] trace = evolution.advance(500);
        assertThat(trace).isSorted();
        assertThat(trace[499]).isEqualTo(evolution.bestValue()).isPositive();
        assertThat(FluxObjective.of(3).value(evolution.best())).isEqualTo(evolution.bestValue());
        assertThat(evolution.state().restarts()).isPositive();
        assertThat(evolution.evaluations())
                .isEqualTo(1 + 500 * 6 + evolution.state().restarts());
    }

    @Test
    void aRunGoesOnFromItsStateToTheSameBits() {
        Evolution.Settings settings = new Evolution.Settings(4, 7, .3, new Constraint.Frobenius(5), 30);
        Evolution whole = start(4, settings, 2);
        whole.advance(300);
        Evolution part = start(4, settings, 2);
        for (int block = 0; block < 6; block++) {
            part.advance(50);
            part = Evolution.resume(
                    4, FluxObjective.of(4), settings, RandomStream.of(2).split("evolution"), part.state());
        }
        assertThat(part.state()).usingRecursiveComparison().isEqualTo(whole.state());
        assertThat(part.bestValue()).isEqualTo(whole.bestValue());
    }

    @Test
    void threadsDoNotMatter() {
        List<Evolution> alone = seeds();
        List<Evolution> shared = seeds();
        Team.alone()
                .run(alone.stream().map(e -> (Runnable) () -> e.advance(100)).toList());
        try (Team team = Team.of(3)) {
            team.run(shared.stream().map(e -> (Runnable) () -> e.advance(100)).toList());
        }
        for (int k = 0; k < alone.size(); k++) {
            assertThat(shared.get(k).state())
                    .usingRecursiveComparison()
                    .isEqualTo(alone.get(k).state());
        }
        assertThat(alone.get(0).best()).isNotEqualTo(alone.get(1).best());
    }

    private static List<Evolution> seeds() {
        List<Evolution> list = new ArrayList<>();
        for (int seed = 0; seed < 4; seed++) {
            list.add(start(4, Evolution.Settings.standard(new Constraint.Box(3)), seed));
        }
        return list;
    }

    @Test
    void aStateOfAnotherShapeIsRefused() {
        Evolution.Settings settings = Evolution.Settings.standard(new Constraint.Box(3));
        Evolution.State state = start(3, settings, 1).state();
        assertThatThrownBy(() -> Evolution.resume(4, FluxObjective.of(4), settings, RandomStream.of(1), state))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9 weights");
    }

    /// What is undefined loses against everything.
    @Test
    void aValueThatIsNotANumberIsNeverKept() {
        Evolution evolution = Evolution.start(
                1,
                w -> w[0] > .5 ? Double.NaN : w[0],
                Evolution.Settings.standard(new Constraint.Box(2)),
                RandomStream.of(1));
        evolution.advance(200);
        assertThat(evolution.bestValue()).isBetween(.4, .5);
    }
}
