package org.gyre.nets.infomorphic.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.infomorphic.Activation;
import org.gyre.nets.infomorphic.Binning;
import org.gyre.nets.infomorphic.Goal;
import org.gyre.nets.infomorphic.NeuronModel;
import org.gyre.nets.infomorphic.layer.LayerSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Networks on clouds of points whose labels are the quadrant of two of their coordinates: chance
/// names one in four.
class ClassifierTest {
    private static final int SAMPLES = 400;
    private static final int PIXELS = 6;
    private static final int LABELS = 4;
    private static final Binning BINS = new Binning.Symmetric(20);

    private final float[] x = new float[SAMPLES * PIXELS];
    private final int[] labels = new int[SAMPLES];

    private void draw(long seed) {
        CounterRandom random = RandomStream.of(seed).generator();
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        for (int k = 0; k < SAMPLES; k++) {
            labels[k] = (x[k * PIXELS] > 0 ? 1 : 0) + (x[k * PIXELS + 1] > 0 ? 2 : 0);
        }
    }

    private static LayerSettings readOut() {
        return new LayerSettings(
                LABELS,
                new NeuronModel(new Activation.Modulated(1, 1), List.of(BINS, BINS), 1e-6, NeuronModel.Firing.DRAWN),
                Goal.inOrder(-0.2, 0.1, 1, 0.1, 0),
                0.02,
                0);
    }

    private static Hidden hidden(List<SourceKind> others, int lateralInputs, boolean learning) {
        int sources = others.size() + 1;
        Activation activation =
                sources == 2 ? new Activation.Modulated(0.9, 2) : new Activation.ModulatedByTwo(0.1, 0.1, 2, 2);
        Binning fixed = new Binning.Fixed(20, -4, 4);
        NeuronModel model = sources == 2
                ? new NeuronModel(activation, List.of(BINS, BINS), 1e-6, NeuronModel.Firing.DRAWN)
                : new NeuronModel(activation, List.of(fixed, fixed, fixed), 0, NeuronModel.Firing.DRAWN);
        return new Hidden(
                new LayerSettings(20, model, Goal.of(sources, Map.of("{1}{2}", 1.0)), 0.02, 0),
                others,
                lateralInputs,
                learning);
    }

    private double error(Classifier network, int epochs, Team team) {
        RandomStream stream = RandomStream.of(11);
        for (int epoch = 0; epoch < epochs; epoch++) {
            draw(epoch);
            network.learn(x, labels, SAMPLES, stream.split(epoch), team);
        }
        draw(-1);
        int[] named = new int[SAMPLES];
        network.classify(x, SAMPLES, stream.split("test"), team, named);
        int wrong = 0;
        for (int k = 0; k < SAMPLES; k++) {
            wrong += named[k] == labels[k] ? 0 : 1;
        }
        return (double) wrong / SAMPLES;
    }

    /// A quadrant is where one neuron's input is large: ten read-out neurons of straight boundaries
    /// name it.
    @Test
    void aReadOutLearnsQuadrants() {
        assertThat(error(new Classifier(PIXELS, List.of(), readOut(), SAMPLES, RandomStream.of(1)), 150, Team.alone()))
                .isLessThan(0.1);
    }

    @ParameterizedTest
    @CsvSource({"LABEL,,0", "LABEL,LATERAL,0", "LABEL,LATERAL,5", "FEEDBACK,LATERAL,0"})
    void hiddenLayersLearnQuadrants(SourceKind first, SourceKind second, int lateralInputs) {
        List<SourceKind> others = second == null ? List.of(first) : List.of(first, second);
        Classifier network = new Classifier(
                PIXELS, List.of(hidden(others, lateralInputs, true)), readOut(), SAMPLES, RandomStream.of(1));
        assertThat(error(network, 150, Team.alone())).isLessThan(0.25);
    }

    @Test
    void twoHiddenLayersLearnQuadrants() {
        Hidden layer = hidden(List.of(SourceKind.LABEL, SourceKind.LATERAL), 0, true);
        Classifier network = new Classifier(PIXELS, List.of(layer, layer), readOut(), SAMPLES, RandomStream.of(1));
        assertThat(error(network, 150, Team.alone())).isLessThan(0.25);
    }

    @Test
    void aProjectionThatDoesNotLearnKeepsItsWeights() {
        Classifier network = new Classifier(
                PIXELS, List.of(hidden(List.of(SourceKind.LABEL), 0, false)), readOut(), SAMPLES, RandomStream.of(1));
        float[] before = network.layers()
                .getFirst()
                .afferents()
                .getFirst()
                .parameters()
                .getFirst()
                .parameters()
                .clone();
        error(network, 3, Team.alone());
        assertThat(network.layers()
                        .getFirst()
                        .afferents()
                        .getFirst()
                        .parameters()
                        .getFirst()
                        .parameters())
                .isEqualTo(before);
    }

    @Test
    void threadsDoNotMatter() {
        float[][] probabilities = new float[2][];
        for (int threads = 1; threads <= 2; threads++) {
            Hidden layer = new Hidden(
                    new LayerSettings(
                            130,
                            hidden(List.of(SourceKind.LABEL, SourceKind.LATERAL), 7, true)
                                    .layer()
                                    .model(),
                            Goal.of(3, Map.of("{1}{2}", 1.0)),
                            0.02,
                            0),
                    List.of(SourceKind.LABEL, SourceKind.LATERAL),
                    7,
                    true);
            Classifier network = new Classifier(PIXELS, List.of(layer), readOut(), SAMPLES, RandomStream.of(1));
            try (Team team = Team.of(threads)) {
                error(network, 4, team);
            }
            probabilities[threads - 1] =
                    network.layers().getLast().probabilities().clone();
        }
        assertThat(probabilities[1]).isEqualTo(probabilities[0]);
    }

    /// Information does not tell yes from no: with every weight of the read-out turned round, the
    /// names stay.
    @Test
    void aReadOutThatSaysNoForYesNamesTheSame() {
        Classifier network = new Classifier(PIXELS, List.of(), readOut(), SAMPLES, RandomStream.of(1));
        double error = error(network, 150, Team.alone());
        for (float[] weights : List.of(
                network.layers()
                        .getLast()
                        .afferents()
                        .getFirst()
                        .parameters()
                        .get(0)
                        .parameters(),
                network.layers()
                        .getLast()
                        .afferents()
                        .getFirst()
                        .parameters()
                        .get(1)
                        .parameters())) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] = -weights[i];
            }
        }
        assertThat(error(network, 0, Team.alone())).isEqualTo(error);
    }

    @Test
    void aReadOutOfThreeSourcesIsRefused() {
        LayerSettings three =
                hidden(List.of(SourceKind.LABEL, SourceKind.LATERAL), 0, true).layer();
        assertThatThrownBy(() -> new Classifier(PIXELS, List.of(), three, SAMPLES, RandomStream.of(1)))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> hidden(List.of(SourceKind.LATERAL, SourceKind.LATERAL), 0, true))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Classifier(
                        PIXELS,
                        List.of(hidden(List.of(SourceKind.LATERAL), 30, true)),
                        three,
                        SAMPLES,
                        RandomStream.of(1)))
                .isInstanceOf(InputException.class);
    }
}
