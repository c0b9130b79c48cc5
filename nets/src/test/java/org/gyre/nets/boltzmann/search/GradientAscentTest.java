package org.gyre.nets.boltzmann.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.flux.FluxReading;
import org.gyre.measure.flux.Method;
import org.gyre.measure.flux.StationarySolver;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.FluxObjective;
import org.gyre.nets.boltzmann.Rooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GradientAscentTest {
    private static GradientAscent.Optimum best(int n, Constraint constraint, int starts) {
        return new GradientAscent(FluxObjective.of(n), constraint, 500, 1e-9).best(starts, RandomStream.of(3));
    }

    /// All 512 matrices of ±w, enumerated with the general solver: the best of them is the optimum of the box.
    /// Also at w = 10 it beats rooks: its units fail as often in the worst state, but more rarely in others.
    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 3, 5, 10})
    void inABoxTheOptimumOfThreeUnitsIsDense(double w) {
        StationarySolver solver = new StationarySolver(Team.alone());
        double enumerated = 0;
        for (int signs = 0; signs < 512; signs++) {
            double[] weights = new double[9];
            for (int k = 0; k < 9; k++) {
                weights[k] = (signs >>> k & 1) != 0 ? w : -w;
            }
            enumerated = Math.max(
                    enumerated,
                    FluxReading.of(solver.solve(BoltzmannMachine.of(3, weights), Method.GTH))
                            .information());
        }
        GradientAscent.Optimum optimum = best(3, new Constraint.Box(w), 60);
        assertThat(optimum.information()).isCloseTo(enumerated, within(1e-10));
        assertThat(Unit.BITS.fromNats(optimum.information())).isGreaterThan(Rooks.information(3, w));
        assertThat(optimum.converged()).isTrue();
        assertThat(RookStructure.of(3, optimum.weights()).rooks()).isEmpty();
    }

    /// Under a limit on a unit's total input of 2 or more the best are rooks.
    @ParameterizedTest
    @ValueSource(doubles = {2, 3, 5})
    void underARowNormRooksAreFound(double norm) {
        GradientAscent.Optimum optimum = best(3, new Constraint.RowNorm(norm), 30);
        assertThat(Unit.BITS.fromNats(optimum.information())).isCloseTo(Rooks.information(3, norm), within(1e-9));
        assertThat(RookStructure.of(3, optimum.weights()).rooks()).isPresent();
    }

    /// Under a limit of 1 one channel that all units share is better, W = vvᵀ with v_i = ±3^−½ up to gauge, whose
    /// law is known in closed form.
    @Test
    void underASmallRowNormOneSharedChannelBeatsRooks() {
        double[] shared = new double[9];
        Arrays.fill(shared, 1 / Math.sqrt(3));
        double expected = FluxReading.of(
                        new StationarySolver(Team.alone()).solve(BoltzmannMachine.of(3, shared), Method.SYMMETRIC))
                .information();
        assertThat(Unit.BITS.fromNats(expected)).isGreaterThan(Rooks.information(3, 1));
        GradientAscent.Optimum optimum = best(3, new Constraint.RowNorm(1), 30);
        assertThat(optimum.information()).isCloseTo(expected, within(1e-9));
    }

    /// At a maximum no small allowed step gains anything.
    @Test
    void anOptimumIsOne() {
        int n = 4;
        Constraint constraint = new Constraint.Frobenius(4);
        GradientAscent.Optimum optimum = best(n, constraint, 3);
        assertThat(optimum.converged()).isTrue();
        FluxObjective objective = FluxObjective.of(n);
        Random random = new Random(1);
        for (int trial = 0; trial < 200; trial++) {
            double[] near = optimum.weights().clone();
            for (int k = 0; k < near.length; k++) {
                near[k] += 1e-2 * random.nextGaussian();
            }
            constraint.onto(n, near);
            assertThat(objective.value(near)).isLessThanOrEqualTo(optimum.information() + 1e-12);
        }
    }

    @Test
    void anAscentNeverEndsBelowItsStart() {
        Random random = new Random(2);
        FluxObjective objective = FluxObjective.of(5);
        GradientAscent ascent = new GradientAscent(objective, new Constraint.Box(10), 20, 1e-9);
        for (int trial = 0; trial < 20; trial++) {
            double[] start = new double[25];
            for (int k = 0; k < 25; k++) {
                start[k] = 20 * random.nextDouble() - 10;
            }
            double before = objective.value(start);
            GradientAscent.Optimum end = ascent.climb(start);
            assertThat(end.information()).isGreaterThanOrEqualTo(before);
            assertThat(objective.value(end.weights())).isEqualTo(end.information());
        }
    }

    @Test
    void aChainThatFallsApartIsLeftWhereItIs() {
        double[] start = {900, 0, 0, 900};
        GradientAscent.Optimum end =
                new GradientAscent(FluxObjective.of(2), new Constraint.Box(1000), 20, 1e-9).climb(start);
        assertThat(end.weights()).isEqualTo(start);
        assertThat(end.steps()).isZero();
        assertThat(end.converged()).isFalse();
    }
}
