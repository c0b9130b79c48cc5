package org.gyre.nets.infomorphic.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.optimise.Adam;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.infomorphic.Activation;
import org.gyre.nets.infomorphic.Binning;
import org.gyre.nets.infomorphic.Goal;
import org.gyre.nets.infomorphic.GoalGradient;
import org.gyre.nets.infomorphic.NeuronModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A whole layer, its matrix products included, against central differences of the goal with
/// respect to single weights, and what must hold for every number of threads.
class LayerTest {
    private static final int SAMPLES = 200;
    private static final int UNITS = 12;
    private static final int LABELS = 4;
    private static final int NEURONS = 5;

    /// Which afferents stand in the third place.
    enum Laterals {
        DENSE,
        SPARSE
    }

    private static float[] data(long seed) {
        CounterRandom random = RandomStream.of(seed).generator();
        float[] x = new float[SAMPLES * UNITS];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }

    private static int[] labels(float[] x) {
        int[] labels = new int[SAMPLES];
        for (int k = 0; k < SAMPLES; k++) {
            labels[k] = (x[k * UNITS] > 0 ? 1 : 0) + (x[k * UNITS + 1] > 0 ? 2 : 0);
        }
        return labels;
    }

    private static float[] signs(int neurons) {
        CounterRandom random = RandomStream.of(8).generator();
        float[] h = new float[neurons * SAMPLES];
        for (int i = 0; i < h.length; i++) {
            h[i] = random.nextDouble() < 0.5 ? -1 : 1;
        }
        return h;
    }

    private static Goal goal() {
        double[] weights = new double[19];
        CounterRandom random = RandomStream.of(5).generator();
        Arrays.setAll(weights, i -> 2 * random.nextDouble() - 1);
        weights[18] = 0.37;
        return Goal.inOrder(weights);
    }

    private static LayerSettings settings(int neurons) {
        Binning bins = new Binning.Fixed(6, -2, 2);
        return new LayerSettings(
                neurons,
                new NeuronModel(
                        new Activation.ModulatedByTwo(0.3, 0.3, 2, 2),
                        List.of(bins, bins, bins),
                        0,
                        NeuronModel.Firing.DRAWN),
                goal(),
                0.01,
                0);
    }

    private static List<Afferents> afferents(int neurons, Laterals laterals) {
        RandomStream stream = RandomStream.of(3);
        return List.of(
                DenseAfferents.of(neurons, UNITS, stream.split("r")),
                new LabelAfferents(neurons, LABELS, stream.split("c")),
                laterals == Laterals.DENSE
                        ? DenseAfferents.amongOthers(neurons, stream.split("l"))
                        : SparseAfferents.amongOthers(neurons, 3, stream.split("l")));
    }

    /// G of all neurons in double precision from the current weights, with symbols that were kept.
    private static double value(
            List<Afferents> afferents, int neurons, float[] x, int[] labels, float[] h, int[][][] symbols) {
        double value = 0;
        for (int n = 0; n < neurons; n++) {
            double[][] inputs = inputs(afferents, neurons, n, x, labels, h);
            value += taken(inputs, symbols[n]).value();
        }
        return value;
    }

    private static GoalGradient taken(double[][] inputs, int[][] symbols) {
        double[] drive = new double[SAMPLES];
        new Activation.ModulatedByTwo(0.3, 0.3, 2, 2).evaluate(inputs, SAMPLES, drive, new double[3][SAMPLES]);
        double[] on = new double[SAMPLES];
        double[] off = new double[SAMPLES];
        for (int k = 0; k < SAMPLES; k++) {
            on[k] = 1 / (1 + Math.exp(-drive[k]));
            off[k] = 1 / (1 + Math.exp(drive[k]));
        }
        GoalGradient gradient = new GoalGradient(goal(), SAMPLES, 6, 6, 6);
        gradient.take(symbols, on, off, SAMPLES);
        return gradient;
    }

    /// r, c and l of one neuron, summed one product after the other.
    private static double[][] inputs(
            List<Afferents> afferents, int neurons, int n, float[] x, int[] labels, float[] h) {
        double[][] inputs = new double[3][SAMPLES];
        float[] r = afferents.get(0).parameters().get(0).parameters();
        float[] c = afferents.get(1).parameters().get(0).parameters();
        float[] l = afferents.get(2).parameters().get(0).parameters();
        for (int k = 0; k < SAMPLES; k++) {
            for (int s = 0; s < 3; s++) {
                inputs[s][k] = afferents.get(s).parameters().get(1).parameters()[n];
            }
            for (int u = 0; u < UNITS; u++) {
                inputs[0][k] += (double) r[n * UNITS + u] * x[k * UNITS + u];
            }
            inputs[1][k] += c[n * LABELS + labels[k]];
            if (afferents.get(2) instanceof SparseAfferents sparse) {
                int[] heard = sparse.heardBy(n);
                for (int i = 0; i < heard.length; i++) {
                    inputs[2][k] += (double) l[n * heard.length + i] * h[heard[i] * SAMPLES + k];
                }
            } else {
                for (int u = 0; u < neurons; u++) {
                    inputs[2][k] += (double) l[n * neurons + u] * h[u * SAMPLES + k];
                }
            }
        }
        return inputs;
    }

    /// The running mean of Adam's first step is a tenth of the gradient. Bins are frozen: the
    /// derivative is that of the probabilities alone. Single precision of sums over 200 samples
    /// allows 10⁻⁵ of the largest.
    @ParameterizedTest
    @EnumSource
    void learningFollowsTheDerivativeOfTheGoalByEveryWeight(Laterals laterals) {
        float[] x = data(1);
        int[] labels = labels(x);
        float[] h = signs(NEURONS);
        List<Afferents> learned = afferents(NEURONS, laterals);
        new Layer(settings(NEURONS), learned, SAMPLES)
                .learn(
                        List.of(new Arrival.Dense(x, false), new Arrival.Labels(labels), new Arrival.Dense(h, true)),
                        SAMPLES,
                        RandomStream.of(9),
                        Team.alone());
        List<Afferents> fresh = afferents(NEURONS, laterals);
        int[][][] symbols = new int[NEURONS][][];
        Arrays.setAll(symbols, n -> symbols(inputs(fresh, NEURONS, n, x, labels, h)));
        for (int s = 0; s < 3; s++) {
            for (int part = 0; part < 2; part++) {
                float[] moments = learned.get(s).parameters().get(part).mean();
                float[] weights = fresh.get(s).parameters().get(part).parameters();
                double largest = 0;
                for (float moment : moments) {
                    largest = Math.max(largest, 10 * Math.abs(moment));
                }
                assertThat(largest).isPositive();
                for (int i = 0; i < weights.length; i++) {
                    if (laterals == Laterals.DENSE && s == 2 && part == 0 && i / NEURONS == i % NEURONS) {
                        assertThat(moments[i]).isZero();
                        assertThat(weights[i]).isZero();
                        continue;
                    }
                    float weight = weights[i];
                    weights[i] = weight + 0x1p-13f;
                    double above = value(fresh, NEURONS, x, labels, h, symbols);
                    double step = weights[i];
                    weights[i] = weight - 0x1p-13f;
                    step -= weights[i];
                    double below = value(fresh, NEURONS, x, labels, h, symbols);
                    weights[i] = weight;
                    double expected = (above - below) / step;
                    assertThat(-10.0 * moments[i]).isCloseTo(expected, within(1e-5 * largest + 1e-8));
                }
            }
        }
    }

    /// With bins that move along, the goal jumps where a sample crosses an edge: the difference that
    /// sees the jumps is another one than the derivative that the layer follows. That one is compared
    /// as in the neighbouring test; the difference with moving bins is taken over a step so wide that
    /// samples cross, and is farther away than the derivative is long.
    @Test
    void theDerivativeDoesNotPassThroughBins() {
        float[] x = data(1);
        int[] labels = labels(x);
        float[] h = signs(NEURONS);
        List<Afferents> learned = afferents(NEURONS, Laterals.DENSE);
        new Layer(settings(NEURONS), learned, SAMPLES)
                .learn(
                        List.of(new Arrival.Dense(x, false), new Arrival.Labels(labels), new Arrival.Dense(h, true)),
                        SAMPLES,
                        RandomStream.of(9),
                        Team.alone());
        float[] moments = learned.getFirst().parameters().getFirst().mean();
        List<Afferents> fresh = afferents(NEURONS, Laterals.DENSE);
        int[][] kept = symbols(inputs(fresh, NEURONS, 0, x, labels, h));
        float[] weights = fresh.getFirst().parameters().getFirst().parameters();
        double largest = 0;
        for (float moment : moments) {
            largest = Math.max(largest, 10 * Math.abs(moment));
        }
        double apart = 0;
        double size = 0;
        for (int u = 0; u < UNITS; u++) {
            float weight = weights[u];
            double frozen = 0;
            double moving = 0;
            for (int side = -1; side <= 1; side += 2) {
                weights[u] = weight + side * 0x1p-13f;
                frozen += side
                        * taken(inputs(fresh, NEURONS, 0, x, labels, h), kept).value()
                        / 0x1p-12;
                weights[u] = weight + side * 0x1p-7f;
                double[][] inputs = inputs(fresh, NEURONS, 0, x, labels, h);
                moving += side * taken(inputs, symbols(inputs)).value() / 0x1p-6;
            }
            weights[u] = weight;
            double followed = -10.0 * moments[u];
            assertThat(followed).isCloseTo(frozen, within(1e-5 * largest));
            apart += (followed - moving) * (followed - moving);
            size += followed * followed;
        }
        assertThat(apart).isGreaterThan(size);
    }

    /// The symbols of one neuron's inputs, `[source][sample]`.
    private static int[][] symbols(double[][] inputs) {
        Binning bins = new Binning.Fixed(6, -2, 2);
        int[][] symbols = new int[inputs.length][SAMPLES];
        for (int s = 0; s < inputs.length; s++) {
            bins.assign(inputs[s], SAMPLES, symbols[s]);
        }
        return symbols;
    }

    private static float[][] trained(int threads, int neurons, Laterals laterals) {
        float[] x = data(2);
        int[] labels = labels(x);
        List<Afferents> afferents = afferents(neurons, laterals);
        Layer layer = new Layer(settings(neurons), afferents, SAMPLES);
        try (Team team = Team.of(threads)) {
            for (int step = 0; step < 3; step++) {
                RandomStream draws = RandomStream.of(4).split(step);
                layer.pass(
                        List.of(new Arrival.Dense(x, false), new Arrival.Labels(labels), Arrival.Plain.SILENCE),
                        SAMPLES,
                        draws.split(0),
                        team);
                layer.learn(
                        List.of(
                                Arrival.Plain.AS_BEFORE,
                                Arrival.Plain.AS_BEFORE,
                                new Arrival.Dense(layer.outputs(), true)),
                        SAMPLES,
                        draws.split(1),
                        team);
            }
        }
        return afferents.stream()
                .flatMap(a -> a.parameters().stream())
                .map(Adam::parameters)
                .toArray(float[][]::new);
    }

    @ParameterizedTest
    @EnumSource
    void theBitsAreTheSameForEveryNumberOfThreads(Laterals laterals) {
        float[][] alone = trained(1, 150, laterals);
        assertThat(trained(2, 150, laterals)).isDeepEqualTo(alone);
        assertThat(trained(3, 150, laterals)).isDeepEqualTo(alone);
    }

    @Test
    void whatIsAsBeforeIsAsIfSummedAgain() {
        float[] x = data(3);
        int[] labels = labels(x);
        float[] h = signs(NEURONS);
        float[][] twice = new float[2][];
        for (int again = 0; again < 2; again++) {
            Layer layer = new Layer(settings(NEURONS), afferents(NEURONS, Laterals.DENSE), SAMPLES);
            Arrival r = new Arrival.Dense(x, false);
            Arrival c = new Arrival.Labels(labels);
            layer.pass(List.of(r, c, Arrival.Plain.SILENCE), SAMPLES, RandomStream.of(1), Team.alone());
            layer.pass(
                    again == 0
                            ? List.of(Arrival.Plain.AS_BEFORE, Arrival.Plain.AS_BEFORE, new Arrival.Dense(h, true))
                            : List.of(r, c, new Arrival.Dense(h, true)),
                    SAMPLES,
                    RandomStream.of(2),
                    Team.alone());
            twice[again] = layer.probabilities().clone();
        }
        assertThat(twice[0]).isEqualTo(twice[1]);
    }

    /// Outputs are +1 as often as their probabilities say: the sum of 1000 draws of 200 samples of
    /// 5 neurons has a standard deviation below 500, so that five of them are 2500.
    @Test
    void outputsAreDrawnWithTheirProbabilities() {
        float[] x = data(4);
        Layer layer = new Layer(settings(NEURONS), afferents(NEURONS, Laterals.DENSE), SAMPLES);
        List<Arrival> heard =
                List.of(new Arrival.Dense(x, false), new Arrival.Labels(labels(x)), Arrival.Plain.SILENCE);
        double expected = 0;
        double seen = 0;
        for (int draw = 0; draw < 1000; draw++) {
            layer.pass(heard, SAMPLES, RandomStream.of(draw), Team.alone());
            for (int i = 0; i < NEURONS * SAMPLES; i++) {
                expected += layer.probabilities()[i];
                seen += layer.outputs()[i] > 0 ? 1 : 0;
            }
        }
        assertThat(seen).isCloseTo(expected, within(2500.0));
    }

    @Test
    void aValueThatIsNotANumberIsNamed() {
        float[] x = data(5);
        x[17] = Float.NaN;
        Layer layer = new Layer(settings(NEURONS), afferents(NEURONS, Laterals.DENSE), SAMPLES);
        assertThatThrownBy(() -> layer.pass(
                        List.of(
                                new Arrival.Dense(x, false),
                                new Arrival.Labels(labels(data(5))),
                                Arrival.Plain.SILENCE),
                        SAMPLES,
                        RandomStream.of(1),
                        Team.alone()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("class 1")
                .hasMessageContaining("not finite");
    }

    /// Silence, a batch of one and constant inputs have defined outcomes: without variety nothing
    /// is learned.
    @Test
    void withoutVarietyNothingIsLearned() {
        for (int samples : new int[] {1, SAMPLES}) {
            List<Afferents> afferents = afferents(NEURONS, Laterals.DENSE);
            Layer layer = new Layer(settings(NEURONS).withGoal(Goal.of(3, Map.of("{1}{2}", 1.0))), afferents, SAMPLES);
            layer.learn(
                    List.of(
                            new Arrival.Dense(new float[samples * UNITS], false),
                            new Arrival.Labels(new int[samples]),
                            Arrival.Plain.SILENCE),
                    samples,
                    RandomStream.of(1),
                    Team.alone());
            for (Afferents each : afferents) {
                for (Adam parameters : each.parameters()) {
                    for (float mean : parameters.mean()) {
                        assertThat((double) mean).isCloseTo(0, within(1e-8));
                    }
                }
            }
        }
    }
}
