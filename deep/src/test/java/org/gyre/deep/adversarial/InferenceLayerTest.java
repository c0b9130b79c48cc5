package org.gyre.deep.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.gyre.deep.adversarial.Differences.normal;

import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.torch.Draws;
import org.gyre.deep.torch.NeedsTorch;
import org.gyre.deep.torch.Precision;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every kind of units beside its equation, as plain loops over the same noise.
final class InferenceLayerTest {
    private static final int INPUTS = 6;
    private static final int SAMPLES = 4;
    private static final RandomStream NOISE = RandomStream.of(9);

    @BeforeEach
    void load() {
        NeedsTorch.orSkip();
    }

    /// One sample's numbers in the order in which a layer draws them.
    private static final class Noise implements AutoCloseable {
        private final PointerScope scope = new PointerScope();
        private final Draws draws = new Draws(Precision.DOUBLE).at(NOISE);
        private final int sample;

        Noise(int sample) {
            this.sample = sample;
        }

        double[] next(int count) {
            double[] all = Precision.DOUBLE.array(draws.normal(SAMPLES, count));
            return Arrays.copyOfRange(all, sample * count, (sample + 1) * count);
        }

        @Override
        public void close() {
            draws.close();
            scope.close();
        }
    }

    /// An equation.
    @FunctionalInterface
    private interface Equation {
        double[] sample(Weights weights, double[] below, Noise noise);
    }

    private static void compare(Units units, Equation equation) {
        Weights weights = new Weights(Precision.DOUBLE);
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard();
                Draws draws = new Draws(Precision.DOUBLE).at(NOISE)) {
            assertThat(scope).isNotNull();
            assertThat(guard).isNotNull();
            InferenceLayer layer = InferenceLayer.of(units, weights, "u", INPUTS);
            weights.draw(RandomStream.of(8));
            for (String name : weights.names()) {
                // Every part matters, noise differs between units.
                weights.set(name, normal(name, weights.array(name).length));
            }
            double[] below = normal("below", SAMPLES * INPUTS);
            double[] found =
                    Precision.DOUBLE.array(layer.sample(Precision.DOUBLE.tensor(below, SAMPLES, INPUTS), draws));
            for (int s = 0; s < SAMPLES; s++) {
                try (Noise noise = new Noise(s)) {
                    double[] expected =
                            equation.sample(weights, Arrays.copyOfRange(below, s * INPUTS, (s + 1) * INPUTS), noise);
                    assertThat(Arrays.copyOfRange(found, s * units.count(), (s + 1) * units.count()))
                            .containsExactly(expected, within(1e-12));
                }
            }
        }
        weights.close();
    }

    private static double[] times(Weights weights, String matrix, double[] x, int to) {
        double[] y = new double[to];
        Loops.add(weights.array(matrix), x, y);
        return y;
    }

    /// x + exp(log s) ∘ ε.
    private static double[] noisy(Weights weights, double[] x, double[] noise) {
        double[] y = x.clone();
        double[] log = weights.array("u.log-noise");
        for (int i = 0; i < y.length; i++) {
            y[i] += Math.exp(log[i]) * noise[i];
        }
        return y;
    }

    private static double[] tanh(double[] x) {
        return Arrays.stream(x).map(Math::tanh).toArray();
    }

    private static double[] frame(double[] below, int frame, int frames) {
        int width = INPUTS / frames;
        return Arrays.copyOfRange(below, frame * width, (frame + 1) * width);
    }

    @Test
    void linearUnits() {
        compare(new Units.Linear(2, 3, true, .5), (weights, below, noise) -> {
            double[] z = new double[2];
            for (int t = 0; t < 3; t++) {
                double[] next = times(weights, "u.input", below, 2);
                Loops.add(weights.array("u.lateral"), z, next);
                z = noisy(weights, next, noise.next(2));
            }
            return z;
        });
        // Without lateral connections there is one step, whatever was asked.
        for (Units units :
                new Units[] {new Units.Linear(2, 5, false, .5), new Units.Linear(2, 5, true, .5).factorised()}) {
            compare(
                    units,
                    (weights, below, noise) -> noisy(weights, times(weights, "u.input", below, 2), noise.next(2)));
        }
    }

    @Test
    void rateUnits() {
        for (boolean saturate : new boolean[] {false, true}) {
            compare(new Units.Rate(3, 2, true, .5, saturate), (weights, below, noise) -> {
                double[] z = new double[3];
                for (int t = 0; t < 2; t++) {
                    double[] next = Loops.dense(weights, "u.input", "u.bias", below);
                    Loops.add(weights.array("u.lateral"), z, next);
                    z = noisy(weights, next, noise.next(3));
                    z = saturate ? tanh(z) : z;
                }
                return z;
            });
        }
    }

    @Test
    void populations() {
        compare(new Units.Population(2, 5, 2, true, .3), (weights, below, noise) -> {
            double[] z = noise.next(2);
            for (int t = 0; t < 2; t++) {
                double[] h = Loops.dense(weights, "u.input", "u.bias", below);
                Loops.add(weights.array("u.lateral"), z, h);
                Loops.add(weights.array("u.noise-input"), noise.next(2), h);
                double[] next = Loops.dense(weights, "u.output", "u.output-bias", tanh(h));
                Loops.add(weights.array("u.carry"), z, next);
                z = noisy(weights, next, noise.next(2));
            }
            return z;
        });
        compare(new Units.Population(2, 5, 2, true, .3).factorised(), (weights, below, noise) -> {
            double[] own = noise.next(2);
            double[] h = Loops.dense(weights, "u.input", "u.bias", below);
            double[] heard = weights.array("u.noise-input");
            double[] said = weights.array("u.output");
            double[] z = weights.array("u.output-bias");
            for (int k = 0; k < 2; k++) {
                for (int i = 0; i < 5; i++) {
                    z[k] += said[k * 5 + i] * Math.tanh(h[k * 5 + i] + heard[k * 5 + i] * own[k]);
                }
            }
            return z;
        });
    }

    @Test
    void recognitionUnits() {
        compare(new Units.Recognition(2, 4, .3, true), (weights, below, noise) -> {
            double[] h = Arrays.stream(Loops.dense(weights, "u.hidden", "u.hidden-bias", below))
                    .map(u -> Math.max(u, .2 * u))
                    .toArray();
            return noisy(weights, tanh(Loops.dense(weights, "u.input", "u.bias", h)), noise.next(2));
        });
        compare(
                new Units.Recognition(2, 0, .3, false),
                (weights, below, noise) ->
                        noisy(weights, Loops.dense(weights, "u.input", "u.bias", below), noise.next(2)));
    }

    /// Mean of −log N(z; f(F x + b), s²) but for ½ log 2π of each unit.
    @Test
    void theSurpriseOfRecognitionUnitsIsThatOfTheNormalDensity() {
        Weights weights = new Weights(Precision.DOUBLE);
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            assertThat(scope).isNotNull();
            assertThat(guard).isNotNull();
            InferenceLayer.Recognition layer = (InferenceLayer.Recognition)
                    InferenceLayer.of(new Units.Recognition(2, 0, .3, true), weights, "u", INPUTS);
            weights.draw(RandomStream.of(8));
            weights.set("u.log-noise", new double[] {-.7, .4});
            double[] below = normal("below", SAMPLES * INPUTS);
            double[] z = normal("z", SAMPLES * 2);
            double expected = 0;
            for (int s = 0; s < SAMPLES; s++) {
                double[] mean = tanh(Loops.dense(
                        weights, "u.input", "u.bias", Arrays.copyOfRange(below, s * INPUTS, (s + 1) * INPUTS)));
                for (int i = 0; i < 2; i++) {
                    double deviation = Math.exp(i == 0 ? -.7 : .4);
                    double density = Math.exp(-.5 * Math.pow((z[2 * s + i] - mean[i]) / deviation, 2)) / deviation;
                    expected -= Math.log(density) / SAMPLES;
                }
            }
            double found = Precision.DOUBLE.value(layer.surprise(
                    Precision.DOUBLE.tensor(z, SAMPLES, 2), Precision.DOUBLE.tensor(below, SAMPLES, INPUTS)));
            assertThat(found).isCloseTo(expected, within(1e-12));
        }
        weights.close();
    }

    @Test
    void sequences() {
        compare(new Units.Sequence(3, 0, new Units.Linear(2, 1, true, .5)), (weights, below, noise) -> {
            double[] z = new double[2];
            for (int t = 0; t < 3; t++) {
                double[] next = times(weights, "u.input", frame(below, t, 3), 2);
                Loops.add(weights.array("u.lateral"), z, next);
                z = noisy(weights, next, noise.next(2));
            }
            return z;
        });
        // Units that do not talk to each other do not remember either: the last frame alone counts.
        compare(
                new Units.Sequence(3, 0, new Units.Linear(2, 1, false, .5)),
                (weights, below, noise) ->
                        noisy(weights, times(weights, "u.input", frame(below, 2, 3), 2), noise.next(2)));
        compare(new Units.Sequence(2, 4, new Units.Linear(2, 1, false, .5)), (weights, below, noise) -> {
            double[] h = new double[4];
            for (int t = 0; t < 2; t++) {
                double[] next = Loops.dense(weights, "u.memory-input", "u.memory-bias", frame(below, t, 2));
                Loops.add(weights.array("u.memory-recurrent"), h, next);
                h = tanh(next);
            }
            return noisy(weights, times(weights, "u.input", h, 2), noise.next(2));
        });
    }

    @Test
    void unitsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new Units.Linear(2, 0, true, .5))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("steps = 0")
                .hasMessageContaining("none gives no sample");
        assertThatThrownBy(() -> new Units.Rate(0, 1, true, .5, true))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("units = 0");
        assertThatThrownBy(() -> new Units.Recognition(2, 0, Double.NaN, true))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("noise = NaN");
        assertThatThrownBy(() -> new Units.Sequence(3, 0, new Units.Rate(2, 1, true, .5, true)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("memory = 0");
        Weights weights = new Weights(Precision.DOUBLE);
        assertThatThrownBy(() ->
                        InferenceLayer.of(new Units.Sequence(4, 0, new Units.Linear(2, 1, true, .5)), weights, "u", 6))
                .isInstanceOf(InputException.class)
                .hasMessage("6 inputs do not divide into 4 frames");
        assertThatThrownBy(() -> InferenceLayer.of(new Units.Linear(1 << 16, 1, true, .5), weights, "u", 6))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("take fewer units");
    }
}
