package org.gyre.nets.boltzmann.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.boltzmann.FluxObjective;
import org.gyre.nets.boltzmann.Rooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GradientAscentTest {
    private static GradientAscent.Optimum best(int n, Constraint constraint, int starts) {
        return new GradientAscent(FluxObjective.of(n), constraint, 500, 1e-9).best(starts, RandomStream.of(3));
    }

    /// The best that evolution found for N = 3, |w| ≤ 2 in the specification: 1.75743 bits, in 2 of 11 seeds.
    @Test
    void smallBoxesHaveTheirDenseOptimum() {
        GradientAscent.Optimum optimum = best(3, new Constraint.Box(2), 30);
        assertThat(Unit.BITS.fromNats(optimum.information())).isCloseTo(1.75743, within(1e-5));
        assertThat(optimum.converged()).isTrue();
        assertThat(RookStructure.of(3, optimum.weights()).rooks()).isEmpty();
    }

    /// Under a limit on a unit's total input rooks are the best that the specification found, at every strength.
    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 3})
    void underARowNormRooksAreFound(double norm) {
        GradientAscent.Optimum optimum = best(3, new Constraint.RowNorm(norm), 30);
        assertThat(Unit.BITS.fromNats(optimum.information())).isCloseTo(Rooks.information(3, norm), within(1e-9));
        assertThat(RookStructure.of(3, optimum.weights()).rooks()).isPresent();
    }

    /// At a maximum no small allowed step gains anything.
    @Test
    void anOptimumIsOne() {
        int n = 4;
        Constraint constraint = new Constraint.Frobenius(4);
        GradientAscent.Optimum optimum = best(n, constraint, 3);
        assertThat(optimum.converged()).isTrue();
        FluxObjective objective = FluxObjective.of(n);
        java.util.Random random = new java.util.Random(1);
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
        java.util.Random random = new java.util.Random(2);
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
