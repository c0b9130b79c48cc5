package org.gyre.nets.lif.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.Surrogate;
import org.gyre.nets.lif.layer.LifInput;
import org.gyre.nets.lif.layer.LifLayer;
import org.gyre.nets.lif.layer.LifSettings;
import org.gyre.nets.lif.layer.LifSettings.LeakForm;
import org.gyre.nets.lif.layer.LifStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Losses and decisions at an output that leaks everything and hears each input by one unit: its
/// potentials are the input, and it fires where the input is one.
class LossTest {
    private static final int LABELS = 3;

    private static LifNetwork mirror(LifSemantics semantics, int samples, int steps) {
        float[] identity = new float[LABELS * LABELS];
        for (int k = 0; k < LABELS; k++) {
            identity[k * LABELS + k] = 1;
        }
        float[] ones = new float[LABELS];
        Arrays.fill(ones, 1);
        return new LifNetwork(
                LABELS,
                List.of(LifSettings.of(LABELS, semantics, new Surrogate.Flat(), LeakForm.FIXED)),
                List.of(new LifStart(identity, new float[LABELS], ones, ones, new float[0])),
                samples,
                steps);
    }

    private static double loss(Loss loss, LifNetwork network, float[] x, int[] labels, int steps) {
        network.forward(new LifInput.Currents(x, LABELS), labels.length, steps, Team.alone());
        return loss.of(network, labels);
    }

    @ParameterizedTest
    @EnumSource(
            value = Loss.class,
            names = {"LAST_POTENTIAL", "LAST_POTENTIAL_SQUARES", "SUMMED_POTENTIAL", "EACH_POTENTIAL"})
    void derivativesByPotentialsAreThoseOfFiniteDifferences(Loss which) {
        int steps = 4;
        int[] labels = {2, 0};
        LifNetwork network = mirror(LifSemantics.SIGNED_READ_OUT, 2, steps);
        float[] x = new float[labels.length * steps * LABELS];
        Random random = new Random(5);
        for (int i = 0; i < x.length; i++) {
            // Steps of a 256th, so that moved values are exact.
            x[i] = random.nextInt(-256, 256) / 256f;
        }
        loss(which, network, x, labels, steps);
        float[] slopes = network.output().onPotentials().clone();
        int stride = network.output().stride();
        float step = 1 / 256f;
        for (int i = 0; i < x.length; i++) {
            float[] more = x.clone();
            float[] less = x.clone();
            more[i] += step;
            less[i] -= step;
            double slope = (loss(which, network, more, labels, steps) - loss(which, network, less, labels, steps))
                    / (2 * step);
            // A difference over two steps is off by its square times a sixth of the third derivative.
            assertThat((double) slopes[i / LABELS * stride + i % LABELS]).isCloseTo(slope, within(5e-6));
        }
        for (int i = 0; i < slopes.length; i++) {
            if (i % stride >= LABELS) {
                assertThat(slopes[i]).isZero();
            }
        }
    }

    @Test
    void equalPotentialsGiveTheLogarithmOfTheNumberOfLabels() {
        int steps = 5;
        int[] labels = {0, 1, 2};
        LifNetwork network = mirror(LifSemantics.READ_OUT, 3, steps);
        float[] x = new float[3 * steps * LABELS];
        Arrays.fill(x, 0.75f);
        double log = Math.log(LABELS);
        assertThat(loss(Loss.LAST_POTENTIAL, network, x, labels, steps)).isCloseTo(log, within(1e-12));
        assertThat(loss(Loss.SUMMED_POTENTIAL, network, x, labels, steps)).isCloseTo(log, within(1e-12));
        assertThat(loss(Loss.EACH_POTENTIAL, network, x, labels, steps)).isCloseTo(steps * log, within(1e-12));
        // (2/3)^2 + 2 (1/3)^2, over three labels.
        assertThat(loss(Loss.LAST_POTENTIAL_SQUARES, network, x, labels, steps)).isCloseTo(2 / 9.0, within(1e-12));
    }

    /// Every spike train of every output over three steps: the losses as functions of real spikes are
    /// worked out as they are written, with the product that is one until the first spike.
    @ParameterizedTest
    @EnumSource(
            value = Loss.class,
            names = {"SPIKE_COUNT", "SPIKE_COUNT_SQUARES", "FIRST_SPIKE"})
    void derivativesBySpikesAreThoseOfAllTrains(Loss which) {
        int steps = 3;
        int cells = steps * LABELS;
        int samples = 1 << cells;
        int[] labels = new int[samples];
        float[] x = new float[samples * cells];
        for (int b = 0; b < samples; b++) {
            labels[b] = b % LABELS;
            for (int i = 0; i < cells; i++) {
                x[b * cells + i] = b >> i & 1;
            }
        }
        LifNetwork network = mirror(LifSemantics.GERUM_2021, samples, steps);
        double mean = loss(which, network, x, labels, steps);
        LifLayer output = network.output();
        double sum = 0;
        double step = 1e-5;
        for (int b = 0; b < samples; b++) {
            double[] spikes = new double[cells];
            for (int i = 0; i < cells; i++) {
                spikes[i] = b >> i & 1;
            }
            sum += written(which, spikes, steps, labels[b]);
            for (int i = 0; i < cells; i++) {
                double[] more = spikes.clone();
                double[] less = spikes.clone();
                more[i] += step;
                less[i] -= step;
                double slope =
                        (written(which, more, steps, labels[b]) - written(which, less, steps, labels[b])) / (2 * step);
                int row = b * steps + i / LABELS;
                assertThat((double) output.onSpikes()[row * output.stride() + i % LABELS] * samples)
                        .as(Arrays.toString(spikes))
                        .isCloseTo(slope, within(1e-5));
            }
        }
        assertThat(mean).isCloseTo(sum / samples, within(1e-12));
    }

    private static double written(Loss which, double[] spikes, int steps, int label) {
        double[] counts = new double[LABELS];
        double[] waits = new double[LABELS];
        for (int k = 0; k < LABELS; k++) {
            double silent = 1;
            for (int t = 0; t < steps; t++) {
                counts[k] += spikes[t * LABELS + k];
                silent *= 1 - spikes[t * LABELS + k];
                waits[k] -= silent;
            }
        }
        if (which == Loss.SPIKE_COUNT_SQUARES) {
            double squares = 0;
            for (int k = 0; k < LABELS; k++) {
                squares += Math.pow(counts[k] / steps - (k == label ? 0.8 : 0.2), 2);
            }
            return squares / LABELS;
        }
        double[] scores = which == Loss.SPIKE_COUNT ? counts : waits;
        double sum = Arrays.stream(scores).map(Math::exp).sum();
        return Math.log(sum) - scores[label];
    }

    @Test
    void labelsWithoutAUnitAndSilentOutputsAreRefused() {
        LifNetwork network = mirror(LifSemantics.READ_OUT, 2, 1);
        float[] x = new float[2 * LABELS];
        assertThatThrownBy(() -> loss(Loss.LAST_POTENTIAL, network, x, new int[] {0, 3}, 1))
                .isInstanceOf(InputException.class)
                .hasMessage("label 3 of sample 1: the output has 3 units, labels go from 0 to 2");
        assertThatThrownBy(() -> loss(Loss.LAST_POTENTIAL, network, x, new int[] {-1, 0}, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("label -1 of sample 0");
        for (Loss loss : Loss.values()) {
            if (loss.needsSpikes()) {
                assertThatThrownBy(() -> loss(loss, network, x, new int[] {0, 1}, 1))
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining("needs an output layer that fires");
            }
        }
    }

    private static int[] decide(Decision decision, float[] x, int samples, int steps) {
        LifNetwork network = mirror(LifSemantics.GERUM_2021, samples, steps);
        network.forward(new LifInput.Currents(x, LABELS), samples, steps, Team.alone());
        int[] classes = new int[samples];
        decision.of(network, classes);
        return classes;
    }

    @Test
    void decisionsTakeTheLargestScoreAndTheFirstOfSeveral() {
        // Two steps of three labels each.
        float[] x = {
            0.5f, 2, 0, 0.5f, 0.25f, 1, // sums 1, 2.25, 1; last .5, .25, 1; counts 0, 1, 1; first -, 0, 1
            0, 0.5f, 0.5f, 0, 0.5f, 0.5f, // sums tie between 1 and 2; all silent
            1, 0, 1, 0, 1, 1, // counts 1, 1, 2; first 0, 1, 0
        };
        assertThat(decide(Decision.SUMMED_POTENTIAL, x, 3, 2)).containsExactly(1, 1, 2);
        assertThat(decide(Decision.LAST_POTENTIAL, x, 3, 2)).containsExactly(2, 1, 1);
        assertThat(decide(Decision.SPIKE_COUNT, x, 3, 2)).containsExactly(1, 0, 2);
        assertThat(decide(Decision.FIRST_SPIKE, x, 3, 2)).containsExactly(1, 0, 0);
    }

    @Test
    void onlyTheLastLayerMayBeSilent() {
        LifSettings silent = LifSettings.of(2, LifSemantics.READ_OUT, new Surrogate.Flat(), LeakForm.FIXED);
        LifStart start = new LifStart(new float[4], new float[2], new float[2], new float[] {1, 1}, new float[0]);
        assertThatThrownBy(() -> new LifNetwork(2, List.of(silent, silent), List.of(start, start), 1, 1))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("layer 1 never fires");
        assertThatThrownBy(() -> new LifNetwork(2, List.of(silent), List.of(), 1, 1))
                .isInstanceOf(InputException.class)
                .hasMessage("1 layers with 0 starts");
    }
}
