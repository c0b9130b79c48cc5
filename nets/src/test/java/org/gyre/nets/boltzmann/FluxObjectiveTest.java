package org.gyre.nets.boltzmann;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.flux.FluxReading;
import org.gyre.measure.flux.Method;
import org.gyre.measure.flux.StationarySolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Values against the general solver, gradients against five-point finite differences and closed forms.
final class FluxObjectiveTest {
    private static final RandomStream STREAM = RandomStream.of(11).split("flux-objective");

    private static FluxReading read(BoltzmannMachine machine) {
        return FluxReading.of(new StationarySolver(Team.alone()).solve(machine, Method.GTH));
    }

    private static double[] normal(CounterRandom random, int count, double deviation) {
        double[] values = new double[count];
        for (int k = 0; k < count; k++) {
            values[k] = deviation * random.nextGaussian();
        }
        return values;
    }

    private static BoltzmannMachine machine(
            int n, double deviation, Coding coding, boolean biased, double noise, long k) {
        CounterRandom random = STREAM.split(k).generator();
        BoltzmannMachine plain = BoltzmannMachine.of(n, normal(random, n * n, deviation));
        double[] bias = normal(random, n, deviation / 2);
        return (biased ? plain.withBias(bias) : plain).withCoding(coding).withNoise(noise);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, PM1, false, 0", "2, 1, PM1, false, 0", "3, 3, PM1, false, 0", "5, 1, PM1, false, 0",
        "5, 10, PM1, false, 0", "5, 2, PM1, true, 0", "5, 2, BINARY, false, 0", "5, 2, BINARY, true, 0",
        "4, 2, PM1, false, 1.5", "4, 2, PM1, true, 3", "4, 3, BINARY, true, 1", "8, 1, PM1, false, 0",
        "8, 1, PM1, true, 0", "9, 2, PM1, false, 0"
    })
    void theValueIsTheSolvers(int n, double deviation, Coding coding, boolean biased, double noise) {
        FluxObjective objective = FluxObjective.of(machine(n, deviation, coding, biased, noise, 0));
        for (long k = 0; k < 10; k++) {
            BoltzmannMachine machine = machine(n, deviation, coding, biased, noise, 0);
            double[] weights = normal(STREAM.split(k).generator(), n * n, deviation);
            BoltzmannMachine other = BoltzmannMachine.of(n, weights)
                    .withBias(machine.bias())
                    .withCoding(coding)
                    .withNoise(noise);
            FluxReading reading = read(other);
            assertThat(objective.value(weights)).isCloseTo(reading.information(), within(1e-11));
            assertThat(objective.entropy()).isCloseTo(reading.entropy(), within(1e-11));
            assertThat(objective.divergence()).isCloseTo(reading.divergence(), within(1e-11));
        }
    }

    /// Weights at which power iteration stands still, and the closed form of 2 N-rooks beyond them.
    @ParameterizedTest
    @ValueSource(doubles = {1, 5, 10, 40, 100})
    void rooksHaveTheirClosedForm(double w) {
        for (int n = 2; n <= 7; n++) {
            double[] weights = Rooks.random(n, STREAM.split(n)).weights(w);
            assertThat(Unit.BITS.fromNats(FluxObjective.of(n).value(weights)))
                    .isCloseTo(Rooks.information(n, w), within(1e-11));
        }
    }

    /// Probabilities that underflow: the start-uniform law, as the solver gives; two frozen units and one that is
    /// driven.
    @Test
    void aChainThatFallsApartHasTheStartUniformValueAndNoGradient() {
        double[] weights = {900, 0, 0, 0, 900, 0, 1, 1, 1};
        FluxObjective objective = FluxObjective.of(3);
        double value = objective.value(weights);
        assertThat(value).isCloseTo(read(BoltzmannMachine.of(3, weights)).information(), within(1e-11));
        assertThat(objective.differentiable()).isFalse();
        assertThatThrownBy(() -> objective.gradient(new double[9], new double[3]))
                .isInstanceOf(IllegalStateException.class);
        assertThat(objective.value(new double[9])).isZero();
        assertThat(objective.differentiable()).isTrue();
    }

    @Test
    void elevenUnitsAreTooMany() {
        assertThatThrownBy(() -> FluxObjective.of(11))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("from 1 to 10");
    }

    /// Five-point differences, whose error is about h⁴ I⁗/30 + ε/h: 10⁻¹⁰ for h = 10⁻³.
    @ParameterizedTest
    @CsvSource({
        "1, 1, PM1, true, 0", "2, 1, PM1, false, 0", "3, 1, PM1, false, 0", "5, .3, PM1, false, 0",
        "5, 1, PM1, false, 0", "5, 2, PM1, false, 0", "4, 1, PM1, true, 0", "4, 1, BINARY, false, 0",
        "4, 1, BINARY, true, 0", "4, 1, PM1, false, 1", "3, 1, PM1, true, 2", "3, 2, BINARY, true, 1",
        "7, 1, PM1, false, 0", "6, 1, PM1, true, 0"
    })
    void theGradientIsTheFiniteDifference(int n, double deviation, Coding coding, boolean biased, double noise) {
        for (long k = 0; k < 3; k++) {
            BoltzmannMachine machine = machine(n, deviation, coding, biased, noise, k);
            double[] weights = machine.weights();
            double[] bias = machine.bias();
            FluxObjective objective = FluxObjective.of(machine);
            objective.value(weights);
            double[] toWeights = new double[n * n];
            double[] toBias = new double[n];
            objective.gradient(toWeights, toBias);
            double largest = 0;
            for (double g : toWeights) {
                largest = Math.max(largest, Math.abs(g));
            }
            for (int e = 0; e < n * n; e++) {
                int entry = e;
                double expected = difference(
                        x -> {
                            double[] moved = weights.clone();
                            moved[entry] = x;
                            return objective.value(moved);
                        },
                        weights[e]);
                assertThat(toWeights[e]).isCloseTo(expected, within(2e-8 * largest));
            }
            for (int i = 0; i < n; i++) {
                int unit = i;
                double expected = difference(
                        x -> {
                            double[] moved = bias.clone();
                            moved[unit] = x;
                            return FluxObjective.of(machine.withBias(moved)).value(weights);
                        },
                        bias[i]);
                assertThat(toBias[i]).isCloseTo(expected, within(2e-8 * largest));
            }
        }
    }

    private static double difference(DoubleUnaryOperator f, double x) {
        double h = 1e-3;
        return (8 * (f.applyAsDouble(x + h) - f.applyAsDouble(x - h))
                        - (f.applyAsDouble(x + 2 * h) - f.applyAsDouble(x - 2 * h)))
                / (12 * h);
    }

    /// I = N (log 2 − h(σ(w))), so dI/dw = N w σ(w) σ(−w), shared by the N weights; by symmetry under the gauge
    /// of single units the others have no gradient.
    @ParameterizedTest
    @ValueSource(doubles = {.5, 2, 5, 12, 20})
    void theGradientAtRooksHasAClosedForm(double w) {
        for (int n = 2; n <= 6; n++) {
            Rooks rooks = Rooks.random(n, STREAM.split(n));
            FluxObjective objective = FluxObjective.of(n);
            objective.value(rooks.weights(w));
            double[] toWeights = new double[n * n];
            objective.gradient(toWeights, new double[n]);
            double[] sign = rooks.weights(1);
            double slope = w * Math.exp(-w) / Math.pow(1 + Math.exp(-w), 2);
            for (int k = 0; k < n * n; k++) {
                assertThat(toWeights[k]).isCloseTo(sign[k] * slope, within(1e-11 * slope + 1e-14));
            }
        }
    }

    /// For symmetric W the law is known in closed form, π ∝ ∏ 2 cosh(u_i/2); the derivative along a symmetric
    /// direction is that of the closed form, without elimination or Poisson equation.
    @Test
    void alongSymmetricWeightsTheGradientIsThatOfTheClosedForm() {
        int n = 6;
        double[] g = Golden.weights(n);
        double[] weights = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                weights[i * n + j] = (g[i * n + j] + g[j * n + i]) / 2;
            }
        }
        FluxObjective objective = FluxObjective.of(n);
        objective.value(weights);
        double[] toWeights = new double[n * n];
        objective.gradient(toWeights, new double[n]);
        StationarySolver solver = new StationarySolver(Team.alone());
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                int to = i;
                int from = j;
                double expected = difference(
                        x -> {
                            double[] moved = weights.clone();
                            moved[to * n + from] = x;
                            moved[from * n + to] = x;
                            return FluxReading.of(solver.solve(BoltzmannMachine.of(n, moved), Method.SYMMETRIC))
                                    .information();
                        },
                        weights[i * n + j]);
                double along = toWeights[i * n + j] + (i == j ? 0 : toWeights[j * n + i]);
                assertThat(along).isCloseTo(expected, within(1e-9));
            }
        }
    }
}
