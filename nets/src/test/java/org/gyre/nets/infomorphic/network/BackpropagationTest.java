package org.gyre.nets.infomorphic.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.gyre.core.Team;
import org.gyre.core.optimise.Adam;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.infomorphic.Activation;
import org.gyre.nets.infomorphic.Binning;
import org.gyre.nets.infomorphic.Goal;
import org.gyre.nets.infomorphic.NeuronModel;
import org.gyre.nets.infomorphic.layer.Afferents;
import org.gyre.nets.infomorphic.layer.Arrival;
import org.gyre.nets.infomorphic.layer.Layer;
import org.gyre.nets.infomorphic.layer.LayerSettings;
import org.gyre.nets.infomorphic.layer.SparseAfferents;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The gradient that is sent back, against central differences of a network that is worked out here
/// in double precision, sample by sample.
///
/// A drawn output has no derivative. What "straight through" means is that y is its mean plus e, with e
/// held at what the draw made of it; that function has one, and is what is differentiated here.
class BackpropagationTest {
    private static final int PIXELS = 3;
    private static final int LABELS = 3;
    private static final int SAMPLES = 7;
    private static final int NEURONS = 4;
    private static final double STEP = 1e-3;
    /// Of the mean of gradients after one step of Adam.
    private static final double SHARE = 0.1;

    private final float[] x = new float[SAMPLES * PIXELS];
    private final int[] labels = new int[SAMPLES];
    private final RandomStream draws = RandomStream.of(4);

    BackpropagationTest() {
        CounterRandom random = RandomStream.of(3).generator();
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        Arrays.setAll(labels, k -> random.nextInt(LABELS));
    }

    /// Networks that differ in what their layers hear.
    enum Wiring {
        READ_OUT,
        BINARY,
        STACKED,
        FEEDBACK;

        List<Hidden> hidden() {
            Hidden labelled = layer(SourceKind.LABEL, 0, NeuronModel.Firing.DRAWN);
            return switch (this) {
                case READ_OUT -> List.of();
                case BINARY -> List.of(layer(SourceKind.LABEL, 0, NeuronModel.Firing.DRAWN_BINARY));
                case STACKED -> List.of(labelled, layer(SourceKind.LABEL, 2, NeuronModel.Firing.DRAWN));
                case FEEDBACK -> List.of(labelled, layer(SourceKind.FEEDBACK, 2, NeuronModel.Firing.DRAWN));
            };
        }

        private static Hidden layer(SourceKind second, int lateralInputs, NeuronModel.Firing firing) {
            Binning bins = new Binning.Fixed(4, -2, 2);
            NeuronModel model = new NeuronModel(
                    new Activation.ModulatedByTwo(0.3, 0.2, 2, 2), Collections.nCopies(3, bins), 0, firing);
            return new Hidden(
                    new LayerSettings(NEURONS, model, Goal.of(3, Map.of("{1}{2}", 1.0)), 1e-12, 0),
                    List.of(second, SourceKind.LATERAL),
                    lateralInputs,
                    true);
        }
    }

    private static Classifier network(Wiring wiring) {
        Binning bins = new Binning.Symmetric(4);
        LayerSettings readOut = new LayerSettings(
                LABELS,
                new NeuronModel(new Activation.Modulated(1, 1), List.of(bins, bins), 1e-6, NeuronModel.Firing.DRAWN),
                Goal.inOrder(-0.2, 0.1, 1, 0.1, 0),
                1e-12,
                0);
        return new Classifier(PIXELS, wiring.hidden(), readOut, SAMPLES, RandomStream.of(1));
    }

    /// One layer in one pass and sample: θ and the sum of each class of inputs.
    private static double theta(Classifier network, int l, int neuron, double[][] heard, int label) {
        List<Afferents> afferents = network.layers().get(l).afferents();
        double[] sums = new double[afferents.size()];
        for (int source = 0; source < sums.length; source++) {
            List<Adam> parameters = afferents.get(source).parameters();
            if (parameters.isEmpty()) {
                continue;
            }
            float[] weights = parameters.getFirst().parameters();
            sums[source] = parameters.get(1).parameters()[neuron];
            boolean takesLabel = l < network.hidden().size()
                    && source == 1
                    && network.hidden().get(l).others().getFirst() == SourceKind.LABEL;
            if (takesLabel) {
                sums[source] += weights[neuron * LABELS + label];
            } else if (afferents.get(source) instanceof SparseAfferents sparse) {
                int[] units = sparse.heardBy(neuron);
                for (int i = 0; i < units.length; i++) {
                    sums[source] += weights[neuron * units.length + i] * heard[source][units[i]];
                }
            } else {
                for (int j = 0; j < heard[source].length; j++) {
                    if (source == 2 && j == neuron) {
                        // Nobody hears itself.
                        continue;
                    }
                    sums[source] += weights[neuron * heard[source].length + j] * heard[source][j];
                }
            }
        }
        double r = sums[0];
        double drive = l == network.hidden().size()
                ? r
                : r * (0.5 + 0.3 * sigma(2 * r * sums[1]) + 0.2 * sigma(2 * r * sums[2]));
        return sigma(drive);
    }

    private static double mean(Classifier network, int l, double theta) {
        boolean binary = network.layers().get(l).settings().model().firing() == NeuronModel.Firing.DRAWN_BINARY;
        return binary ? theta : 2 * theta - 1;
    }

    private static double sigma(double drive) {
        return 1 / (1 + Math.exp(-drive));
    }

    /// The loss with what drawing added to each output held.
    ///
    /// @param added `[pass][layer][neuron][sample]`
    private double loss(Classifier network, double[][][][] added) {
        int layers = network.layers().size();
        double loss = 0;
        for (int k = 0; k < SAMPLES; k++) {
            double[][] before = new double[layers][];
            for (int l = 0; l < layers; l++) {
                before[l] = new double[network.layers().get(l).settings().neurons()];
            }
            double[] scores = new double[LABELS];
            for (int pass = 0; pass < network.passes(); pass++) {
                double[][] now = new double[layers][];
                for (int l = 0; l < layers; l++) {
                    double[] below = l == 0 ? pixels(k) : now[l - 1];
                    double[][] heard = {below, before[layers - 1], before[l]};
                    now[l] = new double[before[l].length];
                    for (int n = 0; n < now[l].length; n++) {
                        double theta = theta(network, l, n, heard, labels[k]);
                        now[l][n] = mean(network, l, theta) + added[pass][l][n][k];
                        if (l == layers - 1) {
                            scores[n] = theta;
                        }
                    }
                }
                before = now;
            }
            loss += Math.log(Arrays.stream(scores).map(Math::exp).sum()) - scores[labels[k]];
        }
        return loss / SAMPLES;
    }

    private double[] pixels(int k) {
        double[] pixels = new double[PIXELS];
        Arrays.setAll(pixels, j -> x[k * PIXELS + j]);
        return pixels;
    }

    /// What the draws of a step add to the mean outputs.
    private double[][][][] added(Classifier network) {
        double[][][][] added = new double[network.passes()][network.layers().size()][][];
        for (double[][][] pass : added) {
            for (int l = 0; l < pass.length; l++) {
                pass[l] = new double[network.layers().get(l).settings().neurons()][SAMPLES];
            }
        }
        network.run(x, new Arrival.Labels(labels), draws, (l, pass, arrivals, own) -> {
            Layer layer = network.layers().get(l);
            layer.pass(arrivals, SAMPLES, own, Team.alone());
            for (int i = 0; i < layer.settings().neurons() * SAMPLES; i++) {
                added[pass][l][i / SAMPLES][i % SAMPLES] =
                        layer.outputs()[i] - mean(network, l, layer.probabilities()[i]);
            }
        });
        return added;
    }

    @ParameterizedTest
    @EnumSource
    void everyWeightFollowsTheLoss(Wiring wiring) {
        Classifier network = network(wiring);
        double[][][][] added = added(network);
        double before = loss(network, added);
        double stated = new Backpropagation(network, SAMPLES).learn(x, labels, SAMPLES, draws, Team.alone());
        assertThat(stated).isCloseTo(before, within(1e-6));
        int checked = 0;
        for (int l = 0; l < network.layers().size(); l++) {
            for (Afferents afferents : network.layers().get(l).afferents()) {
                for (Adam adam : afferents.parameters()) {
                    checked += check(network, adam, added);
                }
            }
        }
        // Every layer has weights and biases of all classes that learn.
        assertThat(checked).isGreaterThan(PIXELS * LABELS);
    }

    private int check(Classifier network, Adam adam, double[][][][] added) {
        float[] parameters = adam.parameters();
        double[] expected = new double[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            float kept = parameters[i];
            parameters[i] = kept + (float) STEP;
            double up = parameters[i] - (double) kept;
            double above = loss(network, added);
            parameters[i] = kept - (float) STEP;
            double down = kept - (double) parameters[i];
            double below = loss(network, added);
            parameters[i] = kept;
            expected[i] = (above - below) / (up + down);
        }
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(largest).isPositive();
        for (int i = 0; i < parameters.length; i++) {
            assertThat(adam.mean()[i] / SHARE)
                    .as("parameter %d of %d", i, parameters.length)
                    .isCloseTo(expected[i], within(1e-4 * largest + 1e-8));
        }
        return parameters.length;
    }

    @Test
    void threadsDoNotMatter() {
        List<float[]> weights = new ArrayList<>();
        for (int threads : new int[] {1, 2}) {
            Classifier network = network(Wiring.FEEDBACK);
            try (Team team = Team.of(threads)) {
                Backpropagation rule = new Backpropagation(network, SAMPLES);
                for (int step = 0; step < 3; step++) {
                    rule.learn(x, labels, SAMPLES, draws.split(step), team);
                }
            }
            weights.add(network.layers()
                    .getFirst()
                    .afferents()
                    .getLast()
                    .parameters()
                    .getFirst()
                    .mean());
        }
        assertThat(weights.get(1)).isEqualTo(weights.get(0));
    }
}
