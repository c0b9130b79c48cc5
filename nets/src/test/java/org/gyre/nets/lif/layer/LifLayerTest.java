package org.gyre.nets.lif.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.nets.lif.GoldenNet;
import org.gyre.nets.lif.LifFormula;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.LifSemantics.Comparison;
import org.gyre.nets.lif.LifSemantics.Reset;
import org.gyre.nets.lif.Surrogate;
import org.gyre.nets.lif.layer.LifSettings.LeakForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LifLayerTest {
    private static final int INPUTS = 9;
    private static final Surrogate SLOPE = new Surrogate.SuperSpike(3);

    /// A potential that is nearer to the threshold than this may fire in one precision alone.
    private static final double TIE = 1e-4;

    static List<LifSemantics> modes() {
        List<LifSemantics> modes = new ArrayList<>(GoldenNet.MODES.values());
        modes.add(LifSemantics.READ_OUT);
        modes.add(LifSemantics.SIGNED_READ_OUT);
        modes.add(LifSemantics.NIR);
        modes.add(LifSemantics.GERUM_2021.through(true));
        modes.add(LifSemantics.SNNTORCH.through(true));
        modes.add(LifSemantics.SPYX.through(false));
        modes.add(LifSemantics.SNNTORCH.refractory(2));
        modes.add(new LifSemantics(Comparison.AT, Comparison.ABOVE, Reset.SUBTRACT, true, true, false, 1, true));
        modes.add(new LifSemantics(Comparison.AT, Comparison.AT, Reset.SUBTRACT, false, true, true, 0, false));
        return modes;
    }

    private static float[] drawn(Random random, int count, float low, float high) {
        float[] all = new float[count];
        for (int i = 0; i < count; i++) {
            all[i] = low + (high - low) * random.nextFloat();
        }
        return all;
    }

    private static LifStart start(Random random, int inputs, int units, boolean recurrent) {
        // Many inputs must not all excite, or every unit fires in every step.
        float least = inputs > 100 ? -0.8f : -0.5f;
        return new LifStart(
                drawn(random, inputs * units, least, 0.8f),
                drawn(random, units, -0.1f, 0.1f),
                drawn(random, units, 0.05f, 0.6f),
                drawn(random, units, 0.6f, 1.4f),
                recurrent ? drawn(random, units * units, -0.4f, 0.3f) : new float[0]);
    }

    private static LifSettings settings(int units, LifSemantics semantics, boolean recurrent) {
        return new LifSettings(units, semantics, SLOPE, LeakForm.FREE, true, recurrent, true);
    }

    private static Parameter parameter(LifLayer layer, String name) {
        return layer.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static SpikeRows spikes(Random random, int rows, int inputs, double rate) {
        SpikeRows spikes = new SpikeRows(inputs);
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < inputs; i++) {
                if (random.nextDouble() < rate) {
                    spikes.add(i);
                }
            }
            spikes.endRow();
        }
        return spikes;
    }

    private static float[] dense(SpikeRows spikes) {
        float[] values = new float[spikes.rows() * spikes.inputs()];
        for (int row = 0; row < spikes.rows(); row++) {
            for (int i = spikes.starts()[row]; i < spikes.starts()[row + 1]; i++) {
                values[row * spikes.inputs() + spikes.indices()[i]] = 1;
            }
        }
        return values;
    }

    private static SpikeRows part(SpikeRows all, int samples, int steps, int fromStep, int toStep) {
        SpikeRows part = new SpikeRows(all.inputs());
        for (int b = 0; b < samples; b++) {
            for (int row = b * steps + fromStep; row < b * steps + toStep; row++) {
                for (int i = all.starts()[row]; i < all.starts()[row + 1]; i++) {
                    part.add(all.indices()[i]);
                }
                part.endRow();
            }
        }
        return part;
    }

    /// Writes numbers where a loss would write its derivatives, none beyond the units.
    private static void write(Random random, LifLayer layer, int rows, float[] into) {
        for (int row = 0; row < rows; row++) {
            for (int u = 0; u < layer.stride(); u++) {
                into[row * layer.stride() + u] = u < layer.settings().units() ? 2 * random.nextFloat() - 1 : 0;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("modes")
    void potentialsSpikesAndGradientsAreThoseOfTheFormula(LifSemantics semantics) {
        int[][] shapes = {{1, 1, 1}, {5, 3, 2}, {16, 1, 25}, {17, 2, 30}, {100, 4, 12}};
        int compared = 0;
        for (int[] shape : shapes) {
            compared += compare(semantics, shape[0], shape[1], shape[2]);
        }
        // Few units come so near to a threshold that the precisions may differ.
        assertThat(compared).isGreaterThan(100);
    }

    /// Leaks at and near zero, where the way back can no longer divide by them; zero recurrent weights leave
    /// units what they are.
    @ParameterizedTest
    @MethodSource("modes")
    void theGradientOfALeakOfNearlyNothingIsThatOfTheFormula(LifSemantics semantics) {
        float[] near = {0, -0f, 1e-42f, 1e-30f, -1e-30f, 1e-6f, -1e-6f, 1e-4f, 3e-3f, 0.3f};
        for (boolean recurrent : new boolean[] {false, true}) {
            if (recurrent && (semantics.delayed() || !semantics.spiking())) {
                continue;
            }
            int units = 2 * near.length;
            Random random = new Random(41);
            LifStart drawn = start(random, INPUTS, units, false);
            float[] leaks = new float[units];
            for (int u = 0; u < units; u++) {
                leaks[u] = near[u % near.length];
            }
            LifStart start = new LifStart(
                    drawn.weights(),
                    drawn.biases(),
                    leaks,
                    drawn.thresholds(),
                    new float[recurrent ? units * units : 0]);
            LifLayer layer = new LifLayer(settings(units, semantics, recurrent), INPUTS, start, 3, 12);
            assertThat(compare(random, layer, start, 3, 12)).isGreaterThan(units - 3);
        }
    }

    private static int compare(LifSemantics semantics, int units, int samples, int steps) {
        Random random = new Random(units);
        LifStart start = start(random, INPUTS, units, false);
        LifLayer layer = new LifLayer(settings(units, semantics, false), INPUTS, start, samples, steps);
        return compare(random, layer, start, samples, steps);
    }

    private static int compare(Random random, LifLayer layer, LifStart start, int samples, int steps) {
        int units = layer.settings().units();
        SpikeRows heard = spikes(random, samples * steps, INPUTS, 0.2);
        LifStack stack = new LifStack(List.of(layer));
        stack.forward(new LifInput.Spikes(heard), samples, steps, Team.alone());
        int rows = samples * steps;
        write(random, layer, rows, layer.onSpikes());
        write(random, layer, rows, layer.onPotentials());
        float[] onSpikes = layer.onSpikes().clone();
        stack.backward(Team.alone());

        float[] x = dense(heard);
        int compared = 0;
        for (int u = 0; u < units; u++) {
            compared += compare(layer, start, u, x, samples, steps, onSpikes) ? 1 : 0;
        }
        for (Parameter parameter : List.of(parameter(layer, "weights"), parameter(layer, "bias"))) {
            for (int i = 0; i < parameter.gradient().length; i++) {
                if (i % layer.stride() >= units) {
                    assertThat(parameter.gradient()[i]).isZero();
                }
            }
        }
        return compared;
    }

    /// One unit; whether its spikes are certain.
    private static boolean compare(
            LifLayer layer, LifStart start, int u, float[] x, int samples, int steps, float[] onSpikes) {
        int units = layer.settings().units();
        LifFormula unit = new LifFormula(layer.settings().semantics(), SLOPE, start.thresholds()[u]);
        double[] weights = new double[INPUTS];
        double bias = 0;
        double leak = 0;
        double threshold = 0;
        for (int b = 0; b < samples; b++) {
            double[] currents = new double[steps];
            double[] spikeSlopes = new double[steps];
            double[] potentialSlopes = new double[steps];
            for (int t = 0; t < steps; t++) {
                int row = b * steps + t;
                currents[t] = start.biases()[u];
                for (int i = 0; i < INPUTS; i++) {
                    currents[t] += x[row * INPUTS + i] * (double) start.weights()[i * units + u];
                }
                spikeSlopes[t] = layer.settings().semantics().spiking() ? onSpikes[row * layer.stride() + u] : 0;
                potentialSlopes[t] = layer.onPotentials()[row * layer.stride() + u];
            }
            LifFormula.Trace trace = unit.run(currents, start.leaks()[u], LifFormula.State.REST);
            for (double v : trace.potentials()) {
                if (Math.abs(v - start.thresholds()[u]) < TIE) {
                    return false;
                }
            }
            for (int t = 0; t < steps; t++) {
                int row = b * steps + t;
                assertThat((double) layer.potentials()[row * layer.stride() + u])
                        .isCloseTo(trace.potentials()[t], within(2e-5));
                assertThat(layer.spikes().get(row, u)).isEqualTo(trace.spikes()[t]);
            }
            LifFormula.Gradient gradient = unit.sendBack(trace, spikeSlopes, potentialSlopes);
            leak += gradient.leak();
            threshold += gradient.threshold();
            for (int t = 0; t < steps; t++) {
                bias += gradient.currents()[t];
                for (int i = 0; i < INPUTS; i++) {
                    weights[i] += gradient.currents()[t] * x[(b * steps + t) * INPUTS + i];
                }
            }
        }
        // Sums of some hundred numbers of about one.
        double tolerance = 2e-4;
        for (int i = 0; i < INPUTS; i++) {
            assertThat((double) parameter(layer, "weights").gradient()[i * layer.stride() + u])
                    .isCloseTo(weights[i], within(tolerance));
        }
        assertThat((double) parameter(layer, "bias").gradient()[u]).isCloseTo(bias, within(tolerance));
        assertThat((double) parameter(layer, "leak").gradient()[u]).isCloseTo(leak, within(4 * tolerance));
        assertThat((double) parameter(layer, "threshold").gradient()[u]).isCloseTo(threshold, within(4 * tolerance));
        return true;
    }

    /// Two layers, the second recurrent or not.
    private static LifStack stack(LifSemantics semantics, boolean recurrent, int inputs, int samples, int steps) {
        Random random = new Random(21);
        return new LifStack(List.of(
                new LifLayer(
                        settings(37, semantics, recurrent),
                        inputs,
                        start(random, inputs, 37, recurrent),
                        samples,
                        steps),
                new LifLayer(settings(20, semantics, false), 37, start(random, 37, 20, false), samples, steps)));
    }

    private static void learn(LifStack stack, LifInput input, int samples, int steps, Team team) {
        stack.layers().forEach(LifLayer::rest);
        stack.forward(input, samples, steps, team);
        LifLayer output = stack.layers().getLast();
        Random random = new Random(22);
        write(random, output, samples * steps, output.onSpikes());
        write(random, output, samples * steps, output.onPotentials());
        stack.backward(team);
    }

    private static List<float[]> results(LifStack stack) {
        List<float[]> all = new ArrayList<>();
        for (LifLayer layer : stack.layers()) {
            all.add(layer.potentials().clone());
            layer.parameters().forEach(parameter -> all.add(parameter.gradient().clone()));
        }
        return all;
    }

    private static List<LifInput> inputs(Random random, int samples, int steps, int inputs) {
        return List.of(
                new LifInput.Spikes(spikes(random, samples * steps, inputs, 0.05)),
                new LifInput.Spikes(spikes(random, samples * steps, inputs, 0.7)),
                new LifInput.Constant(drawn(random, samples * inputs, 0, 0.2f), inputs),
                new LifInput.Currents(drawn(random, samples * steps * inputs, 0, 0.2f), inputs));
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        int samples = 45;
        int steps = 25;
        int inputs = 300;
        try (Team two = Team.of(2);
                Team three = Team.of(3)) {
            for (boolean recurrent : new boolean[] {false, true}) {
                for (LifInput input : inputs(new Random(7), samples, steps, inputs)) {
                    LifStack stack = stack(LifSemantics.SNNTORCH, recurrent, inputs, samples, steps);
                    learn(stack, input, samples, steps, Team.alone());
                    List<float[]> alone = results(stack);
                    assertThat(stack.layers().getFirst().rate()).isBetween(0.001, 0.999);
                    for (Team team : List.of(two, three)) {
                        LifStack other = stack(LifSemantics.SNNTORCH, recurrent, inputs, samples, steps);
                        learn(other, input, samples, steps, team);
                        List<float[]> together = results(other);
                        for (int i = 0; i < alone.size(); i++) {
                            assertThat(Arrays.equals(together.get(i), alone.get(i)))
                                    .as("result " + i)
                                    .isTrue();
                        }
                    }
                }
            }
        }
    }

    @Test
    void aSecondBatchOfTheSameLayerIsNotTouchedByTheFirst() {
        int inputs = 40;
        List<LifInput> batches = inputs(new Random(8), 12, 20, inputs);
        for (boolean recurrent : new boolean[] {false, true}) {
            for (LifInput batch : batches) {
                LifStack fresh = stack(LifSemantics.NORSE, recurrent, inputs, 12, 20);
                learn(fresh, batch, 12, 20, Team.alone());
                LifStack used = stack(LifSemantics.NORSE, recurrent, inputs, 12, 20);
                for (LifInput earlier : batches) {
                    learn(used, earlier, 12, 20, Team.alone());
                }
                learn(used, batch, 12, 20, Team.alone());
                List<float[]> expected = results(fresh);
                List<float[]> actual = results(used);
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(actual.get(i)).containsExactly(expected.get(i));
                }
            }
        }
    }

    @Test
    void spikesListsAndNumbersAndConstantCurrentsAreTheSameInput() {
        int samples = 6;
        int steps = 15;
        int inputs = 50;
        Random random = new Random(9);
        for (boolean recurrent : new boolean[] {false, true}) {
            for (LifSemantics semantics : List.of(LifSemantics.GERUM_2021, LifSemantics.NORSE)) {
                SpikeRows few = spikes(random, samples * steps, inputs, 0.1);
                SpikeRows many = spikes(random, samples * steps, inputs, 0.5);
                float[] constant = drawn(random, samples * inputs, 0, 0.4f);
                float[] repeated = new float[samples * steps * inputs];
                for (int row = 0; row < samples * steps; row++) {
                    System.arraycopy(constant, row / steps * inputs, repeated, row * inputs, inputs);
                }
                List<LifInput> compact = List.of(
                        new LifInput.Spikes(few), new LifInput.Spikes(many), new LifInput.Constant(constant, inputs));
                List<float[]> numbers = List.of(dense(few), dense(many), repeated);
                for (int i = 0; i < 3; i++) {
                    LifStack one = stack(semantics, recurrent, inputs, samples, steps);
                    LifStack two = stack(semantics, recurrent, inputs, samples, steps);
                    learn(one, compact.get(i), samples, steps, Team.alone());
                    learn(two, new LifInput.Currents(numbers.get(i), inputs), samples, steps, Team.alone());
                    for (int l = 0; l < 2; l++) {
                        assertThat(one.layers().get(l).spikes().words())
                                .isEqualTo(two.layers().get(l).spikes().words());
                    }
                    List<float[]> expected = results(one);
                    List<float[]> actual = results(two);
                    for (int k = 0; k < expected.size(); k++) {
                        double size = norm(expected.get(k));
                        assertThat(distance(actual.get(k), expected.get(k))).isLessThan(1e-5 * size);
                    }
                }
            }
        }
    }

    private static double norm(float[] values) {
        return distance(values, new float[values.length]);
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void twoChunksAreOneRun(LifSemantics semantics) {
        int samples = 5;
        int steps = 24;
        int cut = 7;
        for (boolean recurrent : new boolean[] {false, true}) {
            if (recurrent && (semantics.delayed() || !semantics.spiking())) {
                continue;
            }
            SpikeRows all = spikes(new Random(31), samples * steps, INPUTS, 0.15);
            LifStart start = start(new Random(32), INPUTS, 21, recurrent);
            LifLayer whole = new LifLayer(settings(21, semantics, recurrent), INPUTS, start, samples, steps);
            LifLayer parts = new LifLayer(settings(21, semantics, recurrent), INPUTS, start, samples, steps);
            new LifStack(List.of(whole)).forward(new LifInput.Spikes(all), samples, steps, Team.alone());
            for (int[] chunk : new int[][] {{0, cut}, {cut, cut + 1}, {cut + 1, steps}}) {
                int length = chunk[1] - chunk[0];
                SpikeRows heard = part(all, samples, steps, chunk[0], chunk[1]);
                new LifStack(List.of(parts)).forward(new LifInput.Spikes(heard), samples, length, Team.alone());
                for (int b = 0; b < samples; b++) {
                    for (int t = 0; t < length; t++) {
                        int row = b * length + t;
                        int same = b * steps + chunk[0] + t;
                        for (int u = 0; u < 21; u++) {
                            assertThat(parts.potentials()[row * parts.stride() + u])
                                    .isEqualTo(whole.potentials()[same * whole.stride() + u]);
                            assertThat(parts.spikes().get(row, u))
                                    .isEqualTo(whole.spikes().get(same, u));
                        }
                    }
                }
            }
        }
    }

    @Test
    void withoutInputNothingFiresAndNoWeightIsWantedToChange() {
        for (LifSemantics semantics : GoldenNet.MODES.values()) {
            Random random = new Random(5);
            LifStart drawn = start(random, INPUTS, 19, false);
            LifStart start =
                    new LifStart(drawn.weights(), new float[19], drawn.leaks(), drawn.thresholds(), new float[0]);
            LifLayer layer = new LifLayer(settings(19, semantics, false), INPUTS, start, 3, 10);
            SpikeRows nothing = spikes(random, 30, INPUTS, 0);
            LifStack stack = new LifStack(List.of(layer));
            stack.forward(new LifInput.Spikes(nothing), 3, 10, Team.alone());
            write(random, layer, 30, layer.onSpikes());
            stack.backward(Team.alone());
            assertThat(layer.rate()).isZero();
            assertThat(norm(layer.potentials())).isZero();
            assertThat(norm(parameter(layer, "weights").gradient())).isZero();
            for (Parameter parameter : layer.parameters()) {
                for (float g : parameter.gradient()) {
                    assertThat(g).isFinite();
                }
            }
        }
    }

    @Test
    void theKernelsOneByOneAreThoseOfAStep() {
        for (LifInput input : inputs(new Random(3), 20, 10, 60)) {
            LifLayer layer = new LifLayer(
                    settings(23, LifSemantics.NORSE, false), 60, start(new Random(4), 60, 23, false), 20, 10);
            learn(new LifStack(List.of(layer)), input, 20, 10, Team.alone());
            float[] potentials = layer.potentials().clone();
            long[] words = layer.spikes().words().clone();
            float[] gradient = parameter(layer, "weights").gradient().clone();
            LayerKernels kernels = new LayerKernels(layer);
            kernels.learn();
            assertThat(parameter(layer, "weights").gradient()).containsExactly(gradient);
            kernels.forwardScan();
            assertThat(distance(layer.potentials(), potentials)).isLessThan(1e-5 * norm(potentials));
            assertThat(layer.spikes().words()).isEqualTo(words);
            kernels.backwardScan();
            assertThat(norm(layer.onSpikes())).isPositive();
            assertThat(layer.activityBytes()).isGreaterThan(3L * Float.BYTES * layer.potentials().length);
        }
        LifLayer loops = new LifLayer(settings(4, LifSemantics.NORSE, true), 3, start(new Random(4), 3, 4, true), 1, 1);
        assertThatThrownBy(() -> new LayerKernels(loops)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLogisticLeakIsLearntByTheChainRule() {
        int units = 18;
        Random random = new Random(6);
        LifStart start = start(random, INPUTS, units, false);
        SpikeRows heard = spikes(random, 4 * 20, INPUTS, 0.2);
        LifLayer[] layers = new LifLayer[2];
        for (LeakForm form : new LeakForm[] {LeakForm.FREE, LeakForm.LOGISTIC}) {
            LifSettings settings = new LifSettings(units, LifSemantics.GERUM_2021, SLOPE, form, false, false, true);
            LifLayer layer = new LifLayer(settings, INPUTS, start, 4, 20);
            learn(new LifStack(List.of(layer)), new LifInput.Spikes(heard), 4, 20, Team.alone());
            layers[form == LeakForm.FREE ? 0 : 1] = layer;
        }
        float[] free = parameter(layers[0], "leak").gradient();
        float[] logistic = parameter(layers[1], "leak").gradient();
        assertThat(norm(free)).isGreaterThan(0.1);
        for (int u = 0; u < units; u++) {
            double l = start.leaks()[u];
            assertThat((double) layers[1].leak(u)).isCloseTo(l, within(1e-6));
            assertThat((double) logistic[u]).isCloseTo(free[u] * l * (1 - l), within(1e-4));
        }
        for (float far : new float[] {-200, 200}) {
            Arrays.fill(parameter(layers[1], "leak").values(), far);
            layers[1].settle();
            assertThat(layers[1].leak(0)).isBetween(0f, 1f);
        }
    }

    @Test
    void aClampedLeakStaysBetweenZeroAndOneAndAFreeOneDoesNot() {
        for (LeakForm form : new LeakForm[] {LeakForm.CLAMPED, LeakForm.FREE}) {
            LifSettings settings = new LifSettings(3, LifSemantics.GERUM_2021, SLOPE, form, true, false, true);
            LifLayer layer = new LifLayer(settings, INPUTS, start(new Random(1), INPUTS, 3, false), 1, 1);
            float[] leaks = parameter(layer, "leak").values();
            System.arraycopy(new float[] {-0.25f, 0.5f, 1.25f}, 0, leaks, 0, 3);
            parameter(layer, "threshold").values()[1] = -3;
            layer.settle();
            boolean clamped = form == LeakForm.CLAMPED;
            assertThat(layer.leak(0)).isEqualTo(clamped ? 0 : -0.25f);
            assertThat(layer.leak(1)).isEqualTo(0.5f);
            assertThat(layer.leak(2)).isEqualTo(clamped ? 1 : 1.25f);
            assertThat(parameter(layer, "threshold").values()[1]).isEqualTo(1e-3f);
        }
    }

    @Test
    void aClampedLeakThatWeighsTheInputNeverShutsItOut() {
        LifSettings settings = LifSettings.of(3, LifSemantics.NORSE, SLOPE, LeakForm.CLAMPED);
        LifLayer layer = new LifLayer(settings, INPUTS, start(new Random(1), INPUTS, 3, false), 1, 1);
        Arrays.fill(parameter(layer, "leak").values(), -1);
        layer.settle();
        assertThat(layer.leak(0)).isEqualTo(1e-4f);
    }

    @Test
    void onlyWhatIsLearntIsAParameter() {
        LifStart start = start(new Random(1), INPUTS, 4, false);
        LifSettings fixed = new LifSettings(4, LifSemantics.GERUM_2021, SLOPE, LeakForm.FIXED, false, false, false);
        assertThat(new LifLayer(fixed, INPUTS, start, 1, 1).parameters())
                .extracting(Parameter::name)
                .containsExactly("weights");
        LifLayer all = new LifLayer(
                settings(4, LifSemantics.GERUM_2021, true), INPUTS, start(new Random(1), INPUTS, 4, true), 1, 1);
        assertThat(all.parameters())
                .extracting(Parameter::name)
                .containsExactly("weights", "bias", "recurrent weights", "leak", "threshold");
    }

    @Test
    void whatDoesNotFitIsRefused() {
        LifStart good = start(new Random(1), INPUTS, 4, false);
        LifSettings settings = settings(4, LifSemantics.GERUM_2021, false);
        assertThatThrownBy(() -> new LifLayer(settings, INPUTS + 1, good, 1, 1))
                .isInstanceOf(InputException.class)
                .hasMessage("36 weights: 40 are needed");
        assertThatThrownBy(() -> new LifLayer(
                        settings(5, LifSemantics.GERUM_2021, false), 5, start(new Random(1), 5, 4, false), 1, 1))
                .isInstanceOf(InputException.class)
                .hasMessage("20 weights: 25 are needed");
        assertThatThrownBy(() -> new LifLayer(settings(4, LifSemantics.GERUM_2021, true), INPUTS, good, 1, 1))
                .isInstanceOf(InputException.class)
                .hasMessage("0 recurrent weights: 16 are needed");
        float[] bad = {1, Float.NaN, 1, 1};
        assertThatThrownBy(() -> new LifStart(good.weights(), bad, good.leaks(), good.thresholds(), new float[0]))
                .isInstanceOf(InputException.class)
                .hasMessage("a bias of NaN: it must be finite");
        assertThatThrownBy(() -> new LifStart(
                        good.weights(), good.biases(), good.leaks(), new float[] {1, 0, 1, 1}, new float[0]))
                .isInstanceOf(InputException.class)
                .hasMessage("a threshold of 0.0: it must be positive");
        LifSettings logistic =
                new LifSettings(4, LifSemantics.GERUM_2021, SLOPE, LeakForm.LOGISTIC, false, false, true);
        LifStart edge = new LifStart(
                good.weights(), good.biases(), new float[] {0.5f, 1, 0.5f, 0.5f}, good.thresholds(), new float[0]);
        assertThatThrownBy(() -> new LifLayer(logistic, INPUTS, edge, 1, 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("starts between 0 and 1");
        assertThatThrownBy(() -> settings(4, LifSemantics.SPYX, true))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the potential before");
        assertThatThrownBy(() -> settings(4, LifSemantics.READ_OUT, true))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("never fire");
        assertThatThrownBy(() -> settings(0, LifSemantics.GERUM_2021, false))
                .isInstanceOf(InputException.class)
                .hasMessage("a layer of 0 units: it needs at least one");
        assertThatThrownBy(() -> new LifInput.Currents(new float[] {0, Float.POSITIVE_INFINITY, 1, 2}, 2))
                .isInstanceOf(InputException.class)
                .hasMessage("input 1 of row 0 is Infinity: replace what is not a number");
    }

    @Test
    void batchesThatAreTooLargeOrHaveTheWrongInputsAreRefused() {
        LifStack stack = stack(LifSemantics.GERUM_2021, false, 5, 2, 3);
        LifInput wide = new LifInput.Constant(new float[12], 6);
        assertThatThrownBy(() -> stack.forward(wide, 2, 3, Team.alone())).isInstanceOf(IllegalArgumentException.class);
        LifInput large = new LifInput.Constant(new float[15], 5);
        assertThatThrownBy(() -> stack.forward(large, 3, 3, Team.alone())).isInstanceOf(IllegalArgumentException.class);
        LifInput few = new LifInput.Constant(new float[5], 5);
        assertThatThrownBy(() -> stack.forward(few, 2, 3, Team.alone())).isInstanceOf(IllegalArgumentException.class);
        SpikeRows rows = new SpikeRows(5);
        rows.add(3);
        rows.add(3);
        assertThatThrownBy(rows::endRow).isInstanceOf(IllegalArgumentException.class);
    }
}
