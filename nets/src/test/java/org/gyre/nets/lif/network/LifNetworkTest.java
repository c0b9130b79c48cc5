package org.gyre.nets.lif.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.Team;
import org.gyre.nets.lif.GoldenNet;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.Surrogate;
import org.gyre.nets.lif.layer.LifInput;
import org.gyre.nets.lif.layer.LifLayer;
import org.gyre.nets.lif.layer.LifSettings;
import org.gyre.nets.lif.layer.LifSettings.LeakForm;
import org.gyre.nets.lif.layer.LifStart;
import org.gyre.nets.lif.layer.Parameter;
import org.gyre.nets.lif.layer.SpikeRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LifNetworkTest {
    static List<GoldenNet.Expected> table() {
        return GoldenNet.table();
    }

    static LifInput.Spikes spikes() {
        SpikeRows rows = new SpikeRows(GoldenNet.INPUTS);
        for (int b = 0; b < GoldenNet.SAMPLES; b++) {
            for (int t = 0; t < GoldenNet.STEPS; t++) {
                for (int i = 0; i < GoldenNet.INPUTS; i++) {
                    if (GoldenNet.spike(b, t, i) == 1) {
                        rows.add(i);
                    }
                }
                rows.endRow();
            }
        }
        return new LifInput.Spikes(rows);
    }

    static LifInput.Currents currents() {
        float[] values = new float[GoldenNet.SAMPLES * GoldenNet.STEPS * GoldenNet.INPUTS];
        int at = 0;
        for (double[][] sample : GoldenNet.input()) {
            for (double[] step : sample) {
                for (double value : step) {
                    values[at++] = (float) value;
                }
            }
        }
        return new LifInput.Currents(values, GoldenNet.INPUTS);
    }

    static List<GoldenNet.Expected> recurrentTable() {
        return GoldenNet.recurrentTable();
    }

    private static LifNetwork network(LifSemantics semantics, Surrogate surrogate, boolean recurrent) {
        int hidden = GoldenNet.HIDDEN;
        int outputs = GoldenNet.OUTPUTS;
        float[] w1 = new float[GoldenNet.INPUTS * hidden];
        float[] w2 = new float[hidden * outputs];
        float[] b1 = new float[hidden];
        float[] b2 = new float[outputs];
        float[] leaks = new float[hidden];
        float[] thresholds = ones(hidden);
        float[] loops = new float[recurrent ? hidden * hidden : 0];
        for (int j = 0; j < hidden; j++) {
            b1[j] = (float) GoldenNet.hiddenBias(j);
            leaks[j] = (float) GoldenNet.leak(j);
            for (int i = 0; recurrent && i < hidden; i++) {
                loops[i * hidden + j] = (float) GoldenNet.recurrentWeight(i, j);
                thresholds[j] = (float) GoldenNet.threshold(j);
            }
            for (int i = 0; i < GoldenNet.INPUTS; i++) {
                w1[i * hidden + j] = (float) GoldenNet.hiddenWeight(i, j);
            }
            for (int k = 0; k < outputs; k++) {
                w2[j * outputs + k] = (float) GoldenNet.outputWeight(j, k);
            }
        }
        for (int k = 0; k < outputs; k++) {
            b2[k] = (float) GoldenNet.outputBias(k);
        }
        return new LifNetwork(
                GoldenNet.INPUTS,
                List.of(
                        new LifSettings(hidden, semantics, surrogate, LeakForm.FREE, recurrent, recurrent, true),
                        LifSettings.of(outputs, LifSemantics.READ_OUT, new Surrogate.Flat(), LeakForm.FIXED)),
                List.of(
                        new LifStart(w1, b1, leaks, thresholds, loops),
                        new LifStart(w2, b2, new float[outputs], ones(outputs), new float[0])),
                GoldenNet.SAMPLES,
                GoldenNet.STEPS);
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double loss(LifNetwork network, LifInput input, Team team) {
        network.forward(input, GoldenNet.SAMPLES, GoldenNet.STEPS, team);
        double loss = Loss.LAST_POTENTIAL_SQUARES.of(network, GoldenNet.labels());
        network.backward(team);
        return loss;
    }

    @ParameterizedTest
    @MethodSource("table")
    void singlePrecisionGivesTheSpikesAndGradientsOfTheFormula(GoldenNet.Expected expected) {
        check(expected, expected.function(), false);
    }

    static List<GoldenNet.Expected> triangles() {
        return GoldenNet.triangles();
    }

    /// The triangle by its three points.
    @ParameterizedTest
    @MethodSource("triangles")
    void aTableOfPointsGivesTheGradientsOfTheTriangle(GoldenNet.Expected expected) {
        check(expected, GoldenNet.TRIANGLE, false);
    }

    @ParameterizedTest
    @MethodSource("recurrentTable")
    void unitsThatHearEachOtherGiveThoseOfAutomaticDifferentiation(GoldenNet.Expected expected) {
        check(expected, expected.function(), true);
    }

    @Test
    void theSecondTableHoldsEveryResetWithGradientsThroughItAndWithout() {
        assertThat(recurrentTable()).hasSize(27);
    }

    private static void check(GoldenNet.Expected expected, Surrogate surrogate, boolean recurrent) {
        for (LifInput input : List.of(spikes(), currents())) {
            LifNetwork network = network(expected.semantics(), surrogate, recurrent);
            double loss = loss(network, input, Team.alone());
            double[] numbers = expected.numbers();
            assertThat(loss).isCloseTo(numbers[0], within(1e-6));
            LifLayer hidden = network.layers().getFirst();
            assertThat(hidden.spikes().count(0, GoldenNet.SAMPLES * GoldenNet.STEPS))
                    .isEqualTo((long) numbers[1]);
            List<double[]> gradients = new ArrayList<>(List.of(
                    gradient(hidden, "weights", GoldenNet.INPUTS, GoldenNet.HIDDEN, hidden.stride()),
                    gradient(hidden, "bias", 1, GoldenNet.HIDDEN, hidden.stride()),
                    gradient(hidden, "leak", 1, GoldenNet.HIDDEN, GoldenNet.HIDDEN),
                    gradient(
                            network.output(),
                            "weights",
                            GoldenNet.HIDDEN,
                            GoldenNet.OUTPUTS,
                            network.output().stride()),
                    gradient(
                            network.output(),
                            "bias",
                            1,
                            GoldenNet.OUTPUTS,
                            network.output().stride())));
            if (recurrent) {
                gradients.add(
                        gradient(hidden, "recurrent weights", GoldenNet.HIDDEN, GoldenNet.HIDDEN, hidden.stride()));
                gradients.add(gradient(hidden, "threshold", 1, GoldenNet.HIDDEN, GoldenNet.HIDDEN));
            }
            assertThat(gradients).hasSize(numbers.length / 2 - 1);
            for (int i = 0; i < gradients.size(); i++) {
                double scale = numbers[2 + 2 * i];
                assertThat(GoldenNet.norm(gradients.get(i))).isCloseTo(scale, within(1e-4 * scale));
                assertThat(GoldenNet.cosineSum(gradients.get(i))).isCloseTo(numbers[3 + 2 * i], within(1e-4 * scale));
            }
        }
    }

    private static double[] gradient(LifLayer layer, String name, int rows, int columns, int stride) {
        return gradient(
                layer.parameters().stream()
                        .filter(parameter -> parameter.name().equals(name))
                        .findFirst()
                        .orElseThrow(),
                rows,
                columns,
                stride);
    }

    private static double[] gradient(Parameter parameter, int rows, int columns, int stride) {
        double[] all = new double[rows * columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                all[i * columns + j] = parameter.gradient()[i * stride + j];
            }
        }
        return all;
    }
}
