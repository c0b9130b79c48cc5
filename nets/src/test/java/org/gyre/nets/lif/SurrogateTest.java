package org.gyre.nets.lif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.gyre.core.InputException;
import org.gyre.core.special.Erf;
import org.gyre.nets.lif.LifFormula.State;
import org.junit.jupiter.api.Test;

class SurrogateTest {
    /// A slope beside the function whose derivative it is.
    private record Pair(Surrogate surrogate, DoubleUnaryOperator integral) {}

    private static List<Pair> pairs(double beta) {
        return List.of(
                new Pair(new Surrogate.Flat(), u -> u),
                new Pair(new Surrogate.SuperSpike(beta), u -> u / (1 + beta * Math.abs(u))),
                new Pair(new Surrogate.Sigmoid(beta, true), u -> 1 / (1 + Math.exp(-beta * u))),
                new Pair(new Surrogate.Sigmoid(beta, false), u -> 1 / (1 + Math.exp(-beta * u)) / beta),
                new Pair(new Surrogate.Esser(beta), u -> {
                    double near = Math.clamp(u, -1 / beta, 1 / beta);
                    return near - 0.5 * beta * near * Math.abs(near);
                }),
                new Pair(new Surrogate.Arctan(beta), u -> Math.atan(0.5 * Math.PI * beta * u) / Math.PI),
                new Pair(new Surrogate.Gaussian(beta), u -> 0.5 * Math.sqrt(Math.PI) / beta * Erf.erf(beta * u)),
                new Pair(new Surrogate.Boxcar(beta), u -> Math.clamp(u, -1 / beta, 1 / beta)));
    }

    @Test
    void eachSlopeIsTheDerivativeOfItsFunction() {
        double step = 1e-5;
        for (double beta : new double[] {0.5, 2, 10, 25}) {
            for (Pair pair : pairs(beta)) {
                for (int k = -200; k <= 200; k++) {
                    // Off the corners at 0 and at 1 / beta.
                    double u = 0.01013 * k + 0.00317;
                    double slope = (pair.integral.applyAsDouble(u + step) - pair.integral.applyAsDouble(u - step))
                            / (2 * step);
                    assertThat(pair.surrogate.slope(u)).as(pair + " at " + u).isCloseTo(slope, within(2e-6));
                }
            }
        }
    }

    @Test
    void peaksAreThoseOfTheDefinitions() {
        assertThat(new Surrogate.SuperSpike(10).slope(0)).isEqualTo(1);
        assertThat(new Surrogate.Sigmoid(10, false).slope(0)).isEqualTo(0.25);
        assertThat(new Surrogate.Sigmoid(10, true).slope(0)).isEqualTo(2.5);
        assertThat(new Surrogate.Esser(10).slope(0)).isEqualTo(1);
        assertThat(new Surrogate.Arctan(2).slope(0)).isEqualTo(1);
        assertThat(new Surrogate.Gaussian(3).slope(0)).isEqualTo(1);
        assertThat(new Surrogate.Boxcar(4).slope(0.25)).isEqualTo(1);
        assertThat(new Surrogate.Boxcar(4).slope(-0.2500001)).isZero();
        assertThat(new Surrogate.Esser(4).slope(0.25)).isZero();
    }

    @Test
    void slopesAreEvenFiniteAndNeverNegative() {
        for (Pair pair : pairs(10)) {
            for (double u : new double[] {0, 1e-12, 0.01, 0.1, 1, 30, 1e3, 1e9}) {
                double slope = pair.surrogate.slope(u);
                assertThat(slope).isFinite().isGreaterThanOrEqualTo(0).isEqualTo(pair.surrogate.slope(-u));
            }
        }
    }

    @Test
    void whateverTheSurrogateSpikesAreTheStepFunction() {
        double[] currents = new java.util.Random(3).doubles(300, -0.2, 1.1).toArray();
        for (LifSemantics semantics : GoldenNet.MODES.values()) {
            boolean[] flat = new LifFormula(semantics, new Surrogate.Flat(), 1)
                    .run(currents, 0.1, State.REST)
                    .spikes();
            for (Pair pair : pairs(3)) {
                LifFormula.Trace trace = new LifFormula(semantics, pair.surrogate, 1).run(currents, 0.1, State.REST);
                assertThat(trace.spikes()).isEqualTo(flat);
                for (int t = 1; t < currents.length; t++) {
                    double v = trace.potentials()[semantics.delayed() ? t - 1 : t];
                    assertThat(trace.spikes()[t]).isEqualTo(semantics.fires().reached(v, 1));
                }
            }
        }
    }

    @Test
    void steepnessMustBePositiveAndFinite() {
        for (double beta : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            List<Runnable> makers = List.of(
                    () -> new Surrogate.SuperSpike(beta),
                    () -> new Surrogate.Sigmoid(beta, true),
                    () -> new Surrogate.Esser(beta),
                    () -> new Surrogate.Arctan(beta),
                    () -> new Surrogate.Gaussian(beta),
                    () -> new Surrogate.Boxcar(beta));
            for (Runnable maker : makers) {
                assertThatThrownBy(maker::run)
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining("positive and finite");
            }
        }
    }

    /// By hand: from (−1, 2) to (1, −2) to (4, 7).
    @Test
    void aTableHasStraightLinesBetweenItsPointsAndNothingOutside() {
        Surrogate table = Surrogate.points(new double[] {-1, 1, 4}, new double[] {2, -2, 7});
        double[][] expected = {
            {-1.0000001, 0}, {-1, 2}, {-0.5, 1}, {0, 0}, {0.75, -1.5}, {1, -2}, {2, 1}, {3, 4}, {4, 7}, {4.0000001, 0}
        };
        for (double[] point : expected) {
            assertThat(table.slope(point[0])).as("at " + point[0]).isCloseTo(point[1], within(1e-12));
        }
        Surrogate triangle = Surrogate.points(new double[] {-0.1, 0, 0.1}, new double[] {0, 1, 0});
        for (double u = -0.3; u < 0.3; u += 0.00137) {
            assertThat(triangle.slope(u)).isCloseTo(new Surrogate.Esser(10).slope(u), within(1e-14));
        }
        double huge = 1.5e308;
        assertThat(Surrogate.points(new double[] {0, 1}, new double[] {-huge, huge})
                        .slope(0.5))
                .isZero();
    }

    @Test
    void malformedTablesAreRefused() {
        assertThatThrownBy(() -> Surrogate.points(new double[] {0}, new double[] {1}))
                .isInstanceOf(InputException.class)
                .hasMessage("points of a surrogate: 1 given; a line needs at least 2");
        assertThatThrownBy(() -> Surrogate.points(new double[] {0, 1}, new double[] {1}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 distances and 1 slopes");
        assertThatThrownBy(() -> Surrogate.points(new double[] {0, 1, 1}, new double[] {1, 2, 3}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must ascend");
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> Surrogate.points(new double[] {0, bad}, new double[] {1, 2}))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("is point 2; both numbers must be finite");
            assertThatThrownBy(() -> Surrogate.points(new double[] {0, 1}, new double[] {bad, 2}))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("is point 1; both numbers must be finite");
        }
    }

    @Test
    void aCustomSurrogateIsItsFunction() {
        assertThat(new Surrogate.Custom("square", u -> u * u).slope(3)).isEqualTo(9);
    }
}
