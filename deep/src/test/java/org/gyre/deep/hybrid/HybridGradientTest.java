package org.gyre.deep.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.torch.Floats;
import org.gyre.deep.torch.NeedsTorch;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.Surrogate;
import org.gyre.nets.lif.layer.LifSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The gradient of a chain convolution - LIF - LIF - dense: against finite differences where the
/// function is smooth, and against LibTorch's own differentiation of the same chain where it is not.
final class HybridGradientTest {
    private static final int SAMPLES = 3;
    private static final int STEPS = 4;
    private static final float LEAK = 0.3f;
    private static final float THRESHOLD = 0.2f;
    private static final int[] LABELS = {0, 2, 1};
    /// Keeps the gradient as the first content of the momentum.
    private static final Optimiser MOMENTUM = new Optimiser.Sgd(0.5, 0);

    private static final SignalShape INPUT = new SignalShape(STEPS, 2, 6, 6);
    private final float[] images = Numbers.uniform("images", SAMPLES * INPUT.size(), -0.5, 1.5);

    @BeforeEach
    void load() {
        NeedsTorch.orSkip();
    }

    /// Who computes the spiking layers.
    enum By {
        PLAIN_LOOPS,
        KERNELS
    }

    private static Segment lif(SignalShape shape, ScalarLif.Surrogate surrogate, By by, String name) {
        if (by == By.PLAIN_LOOPS) {
            return new ScalarLif(shape, LEAK, THRESHOLD, surrogate);
        }
        float[] leaks = new float[shape.units()];
        Arrays.fill(leaks, LEAK);
        LifSettings settings = new LifSettings(
                shape.units(),
                surrogate == ScalarLif.Surrogate.POTENTIAL ? LifSemantics.SIGNED_READ_OUT : LifSemantics.GERUM_2021,
                surrogate == ScalarLif.Surrogate.SUPERSPIKE ? new Surrogate.SuperSpike(10) : new Surrogate.Flat(),
                // Where the chain is smooth, leaks are learnt, and their gradients compared too.
                surrogate == ScalarLif.Surrogate.POTENTIAL ? LifSettings.LeakForm.FREE : LifSettings.LeakForm.FIXED,
                false,
                false,
                false);
        return new LifSegment(shape, settings, leaks, THRESHOLD, name, MOMENTUM, Team.alone());
    }

    private static HybridNetwork network(ScalarLif.Surrogate surrogate, By by, Layer... readOut) {
        return HybridNetwork.on(INPUT, MOMENTUM, RandomStream.of(5))
                .layers(new Layer.Convolution(3, 3, 1, 1, true), new Layer.AveragePooling(2, 2))
                .segment(shape -> lif(shape, surrogate, by, "first."))
                .segment(shape -> lif(shape, surrogate, by, "second."))
                .layers(new Layer.Flatten())
                .layers(readOut)
                .withInputGradient()
                .build();
    }

    private static HybridNetwork network(ScalarLif.Surrogate surrogate, By by) {
        return network(surrogate, by, new Layer.Dense(3, true), new Layer.Reduce(Layer.OverTime.MEAN));
    }

    private static double loss(HybridNetwork network, float[] input) {
        return SoftmaxLoss.of(network.forward(input, SAMPLES, Segment.Pass.EVALUATION), LABELS)
                .value();
    }

    /// Gradients of all parameters by segment and name, and of the input as `input`.
    private static Map<String, float[]> gradients(HybridNetwork network, float[] input) {
        Map<String, float[]> gradients = new TreeMap<>();
        SoftmaxLoss loss = SoftmaxLoss.of(network.forward(input, SAMPLES, Segment.Pass.TRAINING), LABELS);
        gradients.put("input", network.backward(loss.gradient()));
        network.learn(0);
        for (SegmentState segment : network.state()) {
            segment.arrays().forEach((name, array) -> {
                if (name.endsWith(".mean")) {
                    gradients.put(name.substring(0, name.length() - 5), array);
                }
            });
        }
        return gradients;
    }

    /// By their definition, from the gradients that finite differences confirm.
    @Test
    void normsAreThoseOfTheGradients() {
        try (HybridNetwork network = network(ScalarLif.Surrogate.POTENTIAL, By.KERNELS)) {
            SoftmaxLoss loss = SoftmaxLoss.of(network.forward(images, SAMPLES, Segment.Pass.TRAINING), LABELS);
            network.backward(loss.gradient());
            Map<String, Double> norms = new TreeMap<>();
            network.segments().forEach(segment -> norms.putAll(segment.gradientNorms()));
            network.learn(0);
            Map<String, Double> expected = new TreeMap<>();
            for (SegmentState segment : network.state()) {
                segment.arrays().forEach((name, array) -> {
                    if (name.endsWith(".mean")) {
                        double sum = 0;
                        for (float value : array) {
                            sum += (double) value * value;
                        }
                        expected.put(name.substring(0, name.length() - 5), Math.sqrt(sum));
                    }
                });
            }
            assertThat(norms.keySet()).isEqualTo(expected.keySet()).hasSize(6);
            expected.forEach((name, norm) ->
                    assertThat(Objects.requireNonNull(norms.get(name))).as(name).isCloseTo(norm, within(1e-5 * norm)));
        }
    }

    /// Two central differences, put together so that the errors of the second order cancel.
    private interface Nudged {
        double loss(float by);

        default double derivative() {
            double wide = (loss(0.04f) - loss(-0.04f)) / 0.08f;
            double narrow = (loss(0.02f) - loss(-0.02f)) / 0.04f;
            return (4 * narrow - wide) / 3;
        }
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithFiniteDifferencesWhereTheChainIsSmooth(By by) {
        assertFiniteDifferencesAgree(by, new Layer.Dense(3, true), new Layer.Reduce(Layer.OverTime.MEAN));
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithFiniteDifferencesThroughLongShortTermMemory(By by) {
        assertFiniteDifferencesAgree(
                by, new Layer.Lstm(4), new Layer.Dense(3, true), new Layer.Reduce(Layer.OverTime.LAST));
    }

    private void assertFiniteDifferencesAgree(By by, Layer... readOut) {
        try (HybridNetwork network = network(ScalarLif.Surrogate.POTENTIAL, by, readOut)) {
            List<SegmentState> start = network.state();
            Map<String, float[]> gradients = gradients(network, images);
            network.restore(start);
            float[] inputGradient = Objects.requireNonNull(gradients.remove("input"));
            double scale = Numbers.largest(inputGradient);
            assertThat(scale).isGreaterThan(1e-3);
            for (int i = 0; i < images.length; i += 7) {
                int place = i;
                Nudged nudged = step -> {
                    float[] moved = images.clone();
                    moved[place] += step;
                    return loss(network, moved);
                };
                assertThat(nudged.derivative())
                        .as("input " + i)
                        .isCloseTo(inputGradient[i], within(2e-5 + 1e-3 * scale));
            }
            assertThat(gradients).hasSizeGreaterThanOrEqualTo(by == By.KERNELS ? 6 : 4);
            gradients.forEach((name, gradient) -> {
                double largest = Numbers.largest(gradient);
                assertThat(largest).as(name).isGreaterThan(1e-3);
                for (int i = 0; i < gradient.length; i += Math.max(1, gradient.length / 12)) {
                    int place = i;
                    Nudged nudged = step -> {
                        network.restore(moved(start, name, place, step));
                        return loss(network, images);
                    };
                    assertThat(nudged.derivative())
                            .as(name + " " + i)
                            .isCloseTo(gradient[i], within(2e-5 + 1e-3 * largest));
                }
            });
        }
    }

    private static List<SegmentState> moved(List<SegmentState> start, String name, int place, float by) {
        List<SegmentState> moved = new ArrayList<>();
        for (SegmentState segment : start) {
            TreeMap<String, float[]> arrays = new TreeMap<>(segment.arrays());
            arrays.computeIfPresent(name, (_, old) -> {
                float[] values = old.clone();
                values[place] += by;
                return values;
            });
            moved.add(new SegmentState(segment.passes(), segment.updates(), arrays));
        }
        return moved;
    }

    /// The whole chain as operations of LibTorch, time step by time step, with the surrogate as
    /// hard + (v g − v g) of which only the second v g is differentiated.
    @ParameterizedTest
    @CsvSource({"FLAT, PLAIN_LOOPS", "SUPERSPIKE, PLAIN_LOOPS", "FLAT, KERNELS", "SUPERSPIKE, KERNELS"})
    void agreesWithTheSameChainDifferentiatedByLibTorch(ScalarLif.Surrogate surrogate, By by) {
        try (HybridNetwork network = network(surrogate, by);
                PointerScope scope = new PointerScope()) {
            assertThat(scope).isNotNull();
            Map<String, Tensor> leaves = new TreeMap<>();
            List<SegmentState> start = network.state();
            leaves.put("input", Floats.tensor(images, SAMPLES * STEPS, 2, 6, 6));
            leaf(leaves, start.getFirst(), "0.0.convolution.weight", 3, 2, 3, 3);
            leaf(leaves, start.getFirst(), "0.0.convolution.bias", 3);
            leaf(leaves, start.getLast(), "3.1.dense.weight", 3, 27);
            leaf(leaves, start.getLast(), "3.1.dense.bias", 3);
            leaves.values().forEach(tensor -> tensor.set_requires_grad(true));

            Tensor x = torch.conv2d(
                    leaves.get("input"),
                    leaves.get("0.0.convolution.weight"),
                    new TensorOptional(leaves.get("0.0.convolution.bias")),
                    new long[] {1, 1},
                    new long[] {1, 1},
                    new long[] {1, 1},
                    1);
            x = torch.avg_pool2d(x, 2, 2).reshape(SAMPLES, STEPS, 27);
            Tensor spikes = lif(lif(x, surrogate), surrogate);
            Tensor y = torch.linear(
                            spikes, leaves.get("3.1.dense.weight"), new TensorOptional(leaves.get("3.1.dense.bias")))
                    .mean(1);
            float[] outputs = Floats.array(y);
            float[] ours = network.forward(images, SAMPLES, Segment.Pass.EVALUATION);
            assertThat(Numbers.largest(Floats.array(spikes))).as("some spikes").isEqualTo(1);
            for (int i = 0; i < ours.length; i++) {
                assertThat(ours[i]).isCloseTo(outputs[i], within(1e-6f));
            }
            y.backward(
                    Floats.tensor(SoftmaxLoss.of(outputs, LABELS).gradient(), SAMPLES, 3),
                    new org.bytedeco.pytorch.BoolOptional(),
                    false,
                    new org.bytedeco.pytorch.TensorArrayRefOptional());

            Map<String, float[]> gradients = gradients(network, images);
            assertThat(gradients.keySet()).isEqualTo(leaves.keySet());
            leaves.forEach((name, tensor) -> {
                float[] expected = Floats.array(tensor.grad());
                double largest = Numbers.largest(expected);
                assertThat(largest).as(name).isGreaterThan(1e-5);
                float[] gradient = Objects.requireNonNull(gradients.get(name));
                assertThat(gradient).hasSameSizeAs(expected);
                for (int i = 0; i < expected.length; i++) {
                    assertThat((double) gradient[i]).as(name + " " + i).isCloseTo(expected[i], within(1e-5 * largest));
                }
            });
        }
    }

    private static void leaf(Map<String, Tensor> leaves, SegmentState state, String name, long... sizes) {
        long length = 1;
        for (long size : sizes) {
            length *= size;
        }
        leaves.put(name, Floats.tensor(state.array(name, length), sizes));
    }

    private static Tensor lif(Tensor currents, ScalarLif.Surrogate surrogate) {
        TensorVector spikes = new TensorVector();
        Tensor v = torch.zeros(currents.size(0), currents.size(2));
        for (int t = 0; t < STEPS; t++) {
            Tensor keeps = v.detach().le(new Scalar(THRESHOLD)).to(torch.ScalarType.Float);
            v = torch.relu(currents.select(1, t).add(v.mul(keeps).mul(new Scalar(1 - LEAK))));
            Tensor u = v.detach().sub(new Scalar(THRESHOLD));
            Tensor root = u.abs().mul(new Scalar(10)).add(new Scalar(1));
            Tensor g = surrogate == ScalarLif.Surrogate.FLAT
                    ? torch.ones_like(u)
                    : root.mul(root).reciprocal();
            Tensor hard = v.detach().ge(new Scalar(THRESHOLD)).to(torch.ScalarType.Float);
            Tensor soft = v.mul(g);
            spikes.push_back(hard.add(soft.sub(soft.detach())));
        }
        return torch.stack(spikes, 1);
    }
}
