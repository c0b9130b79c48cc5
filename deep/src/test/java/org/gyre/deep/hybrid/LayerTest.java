package org.gyre.deep.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.torch.NeedsTorch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each layer against plain loops over its definition, in double precision.
final class LayerTest {
    private static final int SAMPLES = 2;

    @BeforeEach
    void load() {
        NeedsTorch.orSkip();
    }

    private static TorchSegment segment(SignalShape input, Layer... layers) {
        return new TorchSegment(input, List.of(layers), "0.", Optimiser.Adam.USUAL, RandomStream.of(1), true);
    }

    private static void close(float[] values, double[] expected, double tolerance) {
        assertThat(values).hasSameSizeAs(expected);
        for (int i = 0; i < values.length; i++) {
            assertThat((double) values[i]).as("number " + i).isCloseTo(expected[i], within(tolerance));
        }
    }

    @Test
    void denseIsAProductForEachStep() {
        SignalShape shape = SignalShape.units(3, 5);
        float[] x = Numbers.uniform("x", SAMPLES * shape.size(), -1, 1);
        try (TorchSegment dense = segment(shape, new Layer.Dense(4, true))) {
            float[] w = dense.state().array("0.0.dense.weight", 20);
            float[] b = dense.state().array("0.0.dense.bias", 4);
            double[] expected = new double[SAMPLES * 3 * 4];
            for (int row = 0; row < SAMPLES * 3; row++) {
                for (int u = 0; u < 4; u++) {
                    double sum = b[u];
                    for (int k = 0; k < 5; k++) {
                        sum += (double) w[u * 5 + k] * x[row * 5 + k];
                    }
                    expected[row * 4 + u] = sum;
                }
            }
            close(dense.forward(x, SAMPLES, Segment.Pass.EVALUATION), expected, 1e-6);
            assertThat(dense.output()).isEqualTo(SignalShape.units(3, 4));
        }
    }

    @Test
    void initialWeightsFillTheIntervalOfOneOverTheRootOfTheInputs() {
        try (TorchSegment dense = segment(SignalShape.units(1, 400), new Layer.Dense(100, true))) {
            float[] w = dense.state().array("0.0.dense.weight", 40_000);
            double mean = 0;
            double square = 0;
            for (float value : w) {
                assertThat(Math.abs(value)).isLessThanOrEqualTo(0.05f);
                mean += value / 40_000.0;
                square += (double) value * value / 40_000;
            }
            // Uniform on ±.05: variance .05²/3; the mean of 40,000 has a deviation of 1.44e-4.
            assertThat(mean).isCloseTo(0, within(6e-4));
            assertThat(square).isCloseTo(0.05 * 0.05 / 3, within(3e-5));
        }
    }

    @Test
    void convolutionSlidesItsKernelsOverPaddedPlanes() {
        SignalShape shape = new SignalShape(2, 2, 5, 4);
        float[] x = Numbers.uniform("x", SAMPLES * shape.size(), -1, 1);
        int k = 3;
        int stride = 2;
        int padding = 1;
        try (TorchSegment layer = segment(shape, new Layer.Convolution(3, k, stride, padding, true))) {
            SignalShape out = layer.output();
            assertThat(out).isEqualTo(new SignalShape(2, 3, 3, 2));
            float[] w = layer.state().array("0.0.convolution.weight", 3L * 2 * k * k);
            float[] b = layer.state().array("0.0.convolution.bias", 3);
            double[] expected = new double[SAMPLES * out.size()];
            for (int row = 0; row < SAMPLES * 2; row++) {
                for (int c = 0; c < 3; c++) {
                    for (int i = 0; i < 3; i++) {
                        for (int j = 0; j < 2; j++) {
                            double sum = b[c];
                            for (int d = 0; d < 2; d++) {
                                for (int p = 0; p < k; p++) {
                                    for (int q = 0; q < k; q++) {
                                        int y = i * stride + p - padding;
                                        int z = j * stride + q - padding;
                                        if (y >= 0 && y < 5 && z >= 0 && z < 4) {
                                            sum += (double) w[((c * 2 + d) * k + p) * k + q]
                                                    * x[((row * 2 + d) * 5 + y) * 4 + z];
                                        }
                                    }
                                }
                            }
                            expected[((row * 3 + c) * 3 + i) * 2 + j] = sum;
                        }
                    }
                }
            }
            close(layer.forward(x, SAMPLES, Segment.Pass.EVALUATION), expected, 1e-6);
        }
    }

    @Test
    void poolingTakesTheLargestOrTheMeanOfEachWindow() {
        SignalShape shape = new SignalShape(2, 2, 5, 4);
        float[] x = Numbers.uniform("x", SAMPLES * shape.size(), -1, 1);
        double[] largest = new double[SAMPLES * 2 * 2 * 2 * 2];
        double[] mean = new double[largest.length];
        for (int plane = 0; plane < SAMPLES * 2 * 2; plane++) {
            for (int i = 0; i < 2; i++) {
                for (int j = 0; j < 2; j++) {
                    double high = Double.NEGATIVE_INFINITY;
                    double sum = 0;
                    for (int p = 0; p < 2; p++) {
                        for (int q = 0; q < 2; q++) {
                            double value = x[(plane * 5 + 2 * i + p) * 4 + 2 * j + q];
                            high = Math.max(high, value);
                            sum += value / 4;
                        }
                    }
                    largest[(plane * 2 + i) * 2 + j] = high;
                    mean[(plane * 2 + i) * 2 + j] = sum;
                }
            }
        }
        try (TorchSegment max = segment(shape, new Layer.MaxPooling(2, 2));
                TorchSegment average = segment(shape, new Layer.AveragePooling(2, 2))) {
            close(max.forward(x, SAMPLES, Segment.Pass.EVALUATION), largest, 0);
            close(average.forward(x, SAMPLES, Segment.Pass.EVALUATION), mean, 1e-7);
        }
    }

    /// Gates in the order input, forget, cell, output.
    @Test
    void longShortTermMemoryFollowsItsEquations() {
        int units = 3;
        int inputs = 4;
        int steps = 6;
        SignalShape shape = SignalShape.units(steps, inputs);
        float[] x = Numbers.uniform("x", SAMPLES * shape.size(), -2, 2);
        try (TorchSegment layer = segment(shape, new Layer.Lstm(units))) {
            float[] w = layer.state().array("0.0.lstm.input-weight", 4L * units * inputs);
            float[] r = layer.state().array("0.0.lstm.recurrent-weight", 4L * units * units);
            float[] bw = layer.state().array("0.0.lstm.input-bias", 4L * units);
            float[] br = layer.state().array("0.0.lstm.recurrent-bias", 4L * units);
            double[] expected = new double[SAMPLES * steps * units];
            for (int s = 0; s < SAMPLES; s++) {
                double[] h = new double[units];
                double[] c = new double[units];
                for (int t = 0; t < steps; t++) {
                    double[] gates = new double[4 * units];
                    for (int g = 0; g < 4 * units; g++) {
                        gates[g] = (double) bw[g] + br[g];
                        for (int k = 0; k < inputs; k++) {
                            gates[g] += (double) w[g * inputs + k] * x[(s * steps + t) * inputs + k];
                        }
                        for (int k = 0; k < units; k++) {
                            gates[g] += r[g * units + k] * h[k];
                        }
                    }
                    for (int u = 0; u < units; u++) {
                        double in = logistic(gates[u]);
                        double forget = logistic(gates[units + u]);
                        double cell = Math.tanh(gates[2 * units + u]);
                        double out = logistic(gates[3 * units + u]);
                        c[u] = forget * c[u] + in * cell;
                        h[u] = out * Math.tanh(c[u]);
                        expected[(s * steps + t) * units + u] = h[u];
                    }
                }
            }
            close(layer.forward(x, SAMPLES, Segment.Pass.EVALUATION), expected, 1e-6);
        }
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void stepsAreRepeatedAndPutTogether() {
        float[] x = {1, -2, 3, 4};
        try (TorchSegment repeat = segment(SignalShape.units(1, 2), new Layer.Repeat(3))) {
            assertThat(repeat.forward(x, 2, Segment.Pass.EVALUATION))
                    .containsExactly(1, -2, 1, -2, 1, -2, 3, 4, 3, 4, 3, 4);
        }
        float[] steps = {1, 5, 2, -6, 6, 1, 0, 0, 0, 3, 3, 3}; // two samples of three steps of two units
        for (Layer.OverTime over : Layer.OverTime.values()) {
            float[] expected = switch (over) {
                case SUM -> new float[] {9, 0, 3, 6};
                case MEAN -> new float[] {3, 0, 1, 2};
                case LAST -> new float[] {6, 1, 3, 3};
                case MAX -> new float[] {6, 5, 3, 3};
            };
            try (TorchSegment reduce = segment(SignalShape.units(3, 2), new Layer.Reduce(over))) {
                assertThat(reduce.forward(steps, 2, Segment.Pass.EVALUATION))
                        .as(over.name())
                        .containsExactly(expected);
            }
        }
        SignalShape image = new SignalShape(1, 2, 2, 1);
        try (TorchSegment repeat = segment(image, new Layer.Repeat(2), new Layer.Relu(), new Layer.Flatten())) {
            assertThat(repeat.forward(x, 1, Segment.Pass.EVALUATION)).containsExactly(1, 0, 3, 4, 1, 0, 3, 4);
            assertThat(repeat.output()).isEqualTo(SignalShape.units(2, 4));
        }
    }

    /// The count of zeros among n is binomial; the bounds are five standard deviations.
    @Test
    void dropoutDropsTheWantedPartAndKeepsTheMean() {
        int n = 20_000;
        float[] ones = new float[n];
        java.util.Arrays.fill(ones, 1);
        try (TorchSegment dropout = segment(SignalShape.units(2, n / 2), new Layer.Dropout(0.2))) {
            float[] first = dropout.forward(ones, 1, Segment.Pass.TRAINING);
            int zeros = 0;
            int both = 0;
            float[] second = dropout.forward(ones, 1, Segment.Pass.TRAINING);
            for (int i = 0; i < n; i++) {
                assertThat(first[i]).isIn(0f, 1.25f);
                zeros += first[i] == 0 ? 1 : 0;
                both += first[i] == 0 && second[i] == 0 ? 1 : 0;
            }
            assertThat(zeros).isBetween(4000 - 283, 4000 + 283);
            assertThat(both).as("zeros in both passes, which are independent").isBetween(800 - 139, 800 + 139);
            assertThat(dropout.forward(ones, 1, Segment.Pass.EVALUATION)).isEqualTo(ones);

            float[] gradient = new float[n];
            java.util.Arrays.fill(gradient, 2);
            float[] third = dropout.forward(ones, 1, Segment.Pass.TRAINING);
            float[] back = dropout.backward(gradient);
            for (int i = 0; i < n; i++) {
                assertThat(back[i]).isEqualTo(2 * third[i]);
            }
        }
    }

    @Test
    void whatDoesNotFitIsNamed() {
        assertThatThrownBy(() -> new Layer.Dense(0, true))
                .isInstanceOf(InputException.class)
                .hasMessage("units of a dense layer = 0: must be from 1 to 1048576");
        assertThatThrownBy(() -> segment(SignalShape.image(3, 8, 8), new Layer.Dense(4, true)))
                .isInstanceOf(InputException.class)
                .hasMessage("dense on 1 step of 3 x 8 x 8: put a flatten layer before it");
        assertThatThrownBy(() ->
                        segment(SignalShape.image(3, 8, 8), new Layer.MaxPooling(3, 3), new Layer.MaxPooling(3, 3)))
                .isInstanceOf(InputException.class)
                .hasMessage("max-pooling with windows of 3 x 3 on 1 step of 3 x 2 x 2: the planes are smaller than a"
                        + " window; make it smaller or pool less before");
        assertThatThrownBy(() -> segment(SignalShape.units(5, 3), new Layer.Repeat(3)))
                .isInstanceOf(InputException.class)
                .hasMessage("repeat on 5 steps of 3 units: only one step can be repeated");
        assertThatThrownBy(() -> new Layer.Dropout(1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must be from 0 to below 1");
        assertThatThrownBy(() -> new Layer.Dropout(Double.NaN)).isInstanceOf(InputException.class);
    }
}
