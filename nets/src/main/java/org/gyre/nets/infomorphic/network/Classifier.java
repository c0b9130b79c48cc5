package org.gyre.nets.infomorphic.network;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.infomorphic.layer.Afferents;
import org.gyre.nets.infomorphic.layer.Arrival;
import org.gyre.nets.infomorphic.layer.DenseAfferents;
import org.gyre.nets.infomorphic.layer.LabelAfferents;
import org.gyre.nets.infomorphic.layer.Layer;
import org.gyre.nets.infomorphic.layer.LayerSettings;
import org.gyre.nets.infomorphic.layer.SingleAfferents;
import org.gyre.nets.infomorphic.layer.SparseAfferents;

/// Hidden layers, each heard by the next, and a read-out of one neuron for each label (P2).
///
/// In training the read-out's context is whether the label is its own, and a hidden layer may have
/// the label too; in a test both are silent. Where a layer hears neurons of the network a batch
/// passes twice: first with those inputs silent, then with the outputs drawn in the first pass; the
/// second pass alone is learned from. Layers learn each for itself.
public final class Classifier {
    private static final double EVEN = 0.5;

    private final List<Hidden> settings;
    private final List<Layer> hidden = new ArrayList<>();
    private final Layer readOut;
    private final int labels;
    private final boolean feedback;
    private final boolean recurrent;

    /// A network before its first step.
    ///
    /// @param pixels  numbers of a sample
    /// @param hidden  from the input on; may be empty
    /// @param readOut one neuron for each label, two sources
    /// @param most    samples of a batch, at most
    /// @param stream  of initial weights
    /// @throws InputException if the read-out has not two sources
    public Classifier(int pixels, List<Hidden> hidden, LayerSettings readOut, int most, RandomStream stream) {
        if (readOut.model().sources() != 2) {
            throw new InputException("a read-out of neurons of "
                    + readOut.model().sources() + " sources: it has two, the layer below and the label");
        }
        this.settings = List.copyOf(hidden);
        this.labels = readOut.neurons();
        this.feedback = settings.stream().anyMatch(layer -> layer.others().contains(SourceKind.FEEDBACK));
        this.recurrent = settings.stream().anyMatch(Hidden::recurrent);
        int below = pixels;
        for (int l = 0; l < settings.size(); l++) {
            Hidden layer = settings.get(l);
            RandomStream own = stream.split("hidden").split(l);
            List<Afferents> afferents = new ArrayList<>();
            afferents.add(DenseAfferents.of(layer.layer().neurons(), below, own.split("receptive")));
            for (SourceKind kind : layer.others()) {
                afferents.add(afferents(kind, layer, own));
            }
            this.hidden.add(new Layer(layer.layer(), afferents, most));
            below = layer.layer().neurons();
        }
        this.readOut = new Layer(
                readOut,
                List.of(
                        DenseAfferents.of(labels, below, stream.split("read-out")),
                        new SingleAfferents(labels, 1, false)),
                most);
    }

    private Afferents afferents(SourceKind kind, Hidden layer, RandomStream stream) {
        int neurons = layer.layer().neurons();
        return switch (kind) {
            case LABEL -> new LabelAfferents(neurons, labels, stream.split("label"));
            case FEEDBACK -> DenseAfferents.of(neurons, labels, stream.split("feedback"));
            case LATERAL ->
                layer.lateralInputs() == 0 || layer.lateralInputs() >= neurons - 1
                        ? DenseAfferents.amongOthers(neurons, stream.split("lateral"))
                        : SparseAfferents.amongOthers(neurons, layer.lateralInputs(), stream.split("lateral"));
        };
    }

    /// The hidden layers and the read-out, in order.
    public List<Layer> layers() {
        List<Layer> layers = new ArrayList<>(hidden);
        layers.add(readOut);
        return layers;
    }

    /// One step of learning of all layers.
    ///
    /// @param inputs  `[sample][pixel]`
    /// @param classes `[sample]`
    /// @param samples of the batch
    /// @param draws   the random stream of this step
    public void learn(float[] inputs, int[] classes, int samples, RandomStream draws, Team team) {
        List<Layer> layers = layers();
        run(inputs, new Arrival.Labels(classes), draws, (l, pass, arrivals, own) -> {
            boolean learning = l == hidden.size() || settings.get(l).learning();
            if (learning && isLast(pass)) {
                layers.get(l).learn(arrivals, samples, own, team);
            } else {
                layers.get(l).pass(arrivals, samples, own, team);
            }
        });
    }

    /// Names the samples of a batch: the label whose neuron fires most probably. A neuron that fires in
    /// more than half of the batch counts as inverted, since information does not tell yes from no; the
    /// batch must therefore not be small, and its labels mixed.
    ///
    /// @param classes `[sample]`, written
    public void classify(float[] inputs, int samples, RandomStream draws, Team team, int[] classes) {
        pass(inputs, Arrival.Plain.SILENCE, samples, draws, team);
        float[] theta = readOut.probabilities();
        float[] best = new float[samples];
        for (int label = 0; label < labels; label++) {
            double sum = 0;
            for (int k = 0; k < samples; k++) {
                sum += theta[label * samples + k];
            }
            boolean inverted = sum / samples > EVEN;
            for (int k = 0; k < samples; k++) {
                float p = theta[label * samples + k];
                float yes = inverted ? 1 - p : p;
                if (label == 0 || yes > best[k]) {
                    best[k] = yes;
                    classes[k] = label;
                }
            }
        }
    }

    /// Lets a batch pass with its labels and without learning, for [Layer#read].
    public void show(float[] inputs, int[] classes, int samples, RandomStream draws, Team team) {
        pass(inputs, new Arrival.Labels(classes), samples, draws, team);
    }

    /// What a layer does with a batch in a pass.
    @FunctionalInterface
    interface Passage {
        /// Called once for each layer and pass.
        ///
        /// @param layer    its number; the read-out's is that of the hidden layers
        /// @param pass     from 0
        /// @param arrivals what it hears
        /// @param draws    the random stream of this layer and pass
        void of(int layer, int pass, List<Arrival> arrivals, RandomStream draws);
    }

    /// Lets a batch pass through the layers in their order, as often as it has to.
    void run(float[] inputs, Arrival label, RandomStream draws, Passage passage) {
        Arrival.Dense data = new Arrival.Dense(inputs, false);
        for (int pass = 0; pass < passes(); pass++) {
            Arrival below = data;
            for (int l = 0; l < hidden.size(); l++) {
                Layer layer = hidden.get(l);
                List<Arrival> arrivals = new ArrayList<>();
                arrivals.add(pass > 0 && l == 0 ? Arrival.Plain.AS_BEFORE : below);
                for (SourceKind kind : settings.get(l).others()) {
                    arrivals.add(arrival(kind, pass, label, layer));
                }
                passage.of(l, pass, arrivals, draws.split(pass).split(l));
                below = new Arrival.Dense(layer.outputs(), true);
            }
            if (feedback || isLast(pass)) {
                passage.of(
                        hidden.size(),
                        pass,
                        List.of(below, label),
                        draws.split(pass).split(hidden.size()));
            }
        }
    }

    /// How often a batch passes.
    int passes() {
        return recurrent ? 2 : 1;
    }

    private boolean isLast(int pass) {
        return pass == passes() - 1;
    }

    private void pass(float[] inputs, Arrival label, int samples, RandomStream draws, Team team) {
        List<Layer> layers = layers();
        run(inputs, label, draws, (l, pass, arrivals, own) -> layers.get(l).pass(arrivals, samples, own, team));
    }

    /// The hidden layers, as they were asked for.
    List<Hidden> hidden() {
        return settings;
    }

    private Arrival arrival(SourceKind kind, int pass, Arrival label, Layer layer) {
        if (pass > 0) {
            return switch (kind) {
                case LABEL -> Arrival.Plain.AS_BEFORE;
                case LATERAL -> new Arrival.Dense(layer.outputs(), true);
                case FEEDBACK -> new Arrival.Dense(readOut.outputs(), true);
            };
        }
        return kind == SourceKind.LABEL ? label : Arrival.Plain.SILENCE;
    }
}
