package org.gyre.nets.boltzmann.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.boltzmann.Rooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ConstraintTest {
    private static final int N = 4;

    static Stream<Constraint> constraints() {
        return Stream.of(new Constraint.Box(1.5), new Constraint.RowNorm(1.5), new Constraint.Frobenius(2));
    }

    /// How far outside a point is, from the definitions.
    private static double excess(Constraint constraint, double[] w) {
        double total = 0;
        double largestRow = 0;
        double largest = 0;
        for (int i = 0; i < N; i++) {
            double row = 0;
            for (int j = 0; j < N; j++) {
                double x = w[i * N + j];
                largest = Math.max(largest, Math.abs(x));
                row += x * x;
            }
            largestRow = Math.max(largestRow, Math.sqrt(row));
            total += row;
        }
        return switch (constraint) {
            case Constraint.Box(double limit) -> largest - limit;
            case Constraint.RowNorm(double limit) -> largestRow - limit;
            case Constraint.Frobenius(double limit) -> Math.sqrt(total) - limit;
        };
    }

    private static double[] normal(CounterRandom random) {
        double[] w = new double[N * N];
        for (int k = 0; k < w.length; k++) {
            w[k] = 2 * random.nextGaussian();
        }
        return w;
    }

    /// The nearest point P(w) of a convex set is the one with (w − P(w)) · (v − P(w)) ≤ 0 for all v of the set.
    @ParameterizedTest
    @MethodSource("constraints")
    void theProjectionIsTheNearestPoint(Constraint constraint) {
        CounterRandom random = RandomStream.of(1).split("constraint").generator();
        for (int round = 0; round < 50; round++) {
            double[] w = normal(random);
            assertThat(excess(constraint, w)).isPositive();
            double[] nearest = w.clone();
            constraint.onto(N, nearest);
            assertThat(excess(constraint, nearest)).isLessThan(1e-12);
            for (int other = 0; other < 20; other++) {
                double[] v = normal(random);
                while (excess(constraint, v) > 0) {
                    for (int k = 0; k < v.length; k++) {
                        v[k] *= .8;
                    }
                }
                double product = 0;
                for (int k = 0; k < v.length; k++) {
                    product += (w[k] - nearest[k]) * (v[k] - nearest[k]);
                }
                assertThat(product).isLessThan(1e-12);
                double[] inside = v.clone();
                constraint.onto(N, inside);
                assertThat(inside).isEqualTo(v);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("constraints")
    void theHeaviestRooksAreOnTheBoundary(Constraint constraint) {
        double[] rooks = Rooks.autapses(N).weights(constraint.rooksWeight(N));
        assertThat(excess(constraint, rooks)).isCloseTo(0, within(1e-12));
    }

    @Test
    void aLimitIsPositive() {
        for (double limit : List.of(0., -1., Double.NaN, Double.POSITIVE_INFINITY)) {
            assertThatThrownBy(() -> new Constraint.Box(limit)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Constraint.RowNorm(limit)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Constraint.Frobenius(limit)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
