package org.gyre.lab.infomorphic;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.data.catalogue.LabelledImages;
import org.gyre.lab.run.NumericFailure;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.nets.infomorphic.layer.Layer;
import org.gyre.nets.infomorphic.network.Backpropagation;
import org.gyre.nets.infomorphic.network.Classifier;
import org.jspecify.annotations.Nullable;

/// One network and its training on images, epoch by epoch.
final class ClassifierTraining {
    private final ImageParts images;
    private final int batch;
    private final RandomStream stream;
    private final Classifier network;
    private final @Nullable Backpropagation loss;
    private final float[] rows;
    private final int[] labels;
    private final int[] named;
    private int epochs;

    /// @param stream of initial weights, the order of images, and outputs
    ClassifierTraining(NetworkKeys keys, ImageParts images, RandomStream stream) {
        this.images = images;
        this.batch = keys.batch();
        this.stream = stream;
        int size = images.training().pixelsPerImage();
        network = new Classifier(
                size,
                keys.hidden().stream().map(HiddenKeys::hidden).toList(),
                keys.readOut().layer(images.training().classes()),
                batch,
                stream.split("weights"));
        loss = keys.rule() == NetworkKeys.Rule.BACKPROPAGATION ? new Backpropagation(network, batch) : null;
        rows = new float[Math.multiplyExact(batch, size)];
        labels = new int[batch];
        named = new int[batch];
    }

    Classifier network() {
        return network;
    }

    /// Epochs so far.
    int epochs() {
        return epochs;
    }

    /// Learns from every training image once, in a new order.
    void learn(Team team) {
        int count = images.training().count();
        int[] order = stream.split("order").split(epochs).permutation(count);
        RandomStream draws = stream.split("outputs").split(epochs);
        for (int from = 0; from < count; from += batch) {
            int samples = Math.min(batch, count - from);
            images.take(images.training(), order, from, samples, rows, labels);
            try {
                if (loss == null) {
                    network.learn(rows, labels, samples, draws.split(from), team);
                } else {
                    loss.learn(rows, labels, samples, draws.split(from), team);
                }
            } catch (InputException e) {
                // Pixels are whole numbers in a range: what is not finite has grown in training.
                throw new NumericFailure(epochs + 1L, "batch " + (from / batch + 1) + ":", e.getMessage());
            }
        }
        epochs++;
    }

    /// How often images of each class are named as each class.
    ///
    /// @param name of the part, for its random stream
    /// @return `[class][named]`
    long[][] confusion(String name, LabelledImages part, Team team) {
        long[][] counts = new long[part.classes()][part.classes()];
        RandomStream draws = stream.split(name).split(epochs);
        int[] order = new int[part.count()];
        Arrays.setAll(order, i -> i);
        for (int from = 0; from < order.length; from += batch) {
            int samples = Math.min(batch, order.length - from);
            images.take(part, order, from, samples, rows, labels);
            network.classify(rows, samples, draws.split(from), team, named);
            for (int k = 0; k < samples; k++) {
                counts[labels[k]][named[k]]++;
            }
        }
        return counts;
    }

    /// The share of wrong names.
    double error(String name, LabelledImages part, Team team) {
        long[][] counts = confusion(name, part, team);
        long right = 0;
        for (int label = 0; label < counts.length; label++) {
            right += counts[label][label];
        }
        return 1 - (double) right / part.count();
    }

    /// What the goals of each layer come to in the first batch of training images, labels shown.
    List<Layer.Reading> read(Team team) {
        int samples = Math.min(batch, images.training().count());
        int[] order = new int[samples];
        Arrays.setAll(order, i -> i);
        images.take(images.training(), order, 0, samples, rows, labels);
        network.show(rows, labels, samples, stream.split("reading").split(epochs), team);
        return network.layers().stream().map(layer -> layer.read(samples, team)).toList();
    }

    /// What one neuron of the first layer does on images, once with their labels shown and once
    /// without. Its inputs are binned over all of them together.
    ///
    /// @param name of the part, for its random stream
    WatchedNeuron watch(String name, LabelledImages part, int neuron, Team team) {
        Layer layer = network.layers().getFirst();
        int count = part.count();
        double[][] inputs = new double[layer.afferents().size()][count];
        int[] shown = new int[count];
        int[] alone = new int[count];
        int[] label = new int[count];
        RandomStream draws = stream.split("watching").split(name).split(epochs);
        int[] order = new int[count];
        Arrays.setAll(order, i -> i);
        for (int from = 0; from < count; from += batch) {
            int samples = Math.min(batch, count - from);
            images.take(part, order, from, samples, rows, labels);
            System.arraycopy(labels, 0, label, from, samples);
            network.show(rows, labels, samples, draws.split(0).split(from), team);
            double[][] batchInputs = layer.inputs(neuron, samples);
            for (int source = 0; source < inputs.length; source++) {
                System.arraycopy(batchInputs[source], 0, inputs[source], from, samples);
            }
            fired(layer, neuron, samples, shown, from);
            network.classify(rows, samples, draws.split(1).split(from), team, named);
            fired(layer, neuron, samples, alone, from);
        }
        int[][] bins = new int[inputs.length][count];
        for (int source = 0; source < inputs.length; source++) {
            layer.settings().model().binnings().get(source).assign(inputs[source], count, bins[source]);
        }
        return new WatchedNeuron(neuron, bins, shown, alone, label);
    }

    private static void fired(Layer layer, int neuron, int samples, int[] fired, int from) {
        for (int k = 0; k < samples; k++) {
            fired[from + k] = layer.outputs()[neuron * samples + k] > 0 ? 1 : 0;
        }
    }

    /// @param prefix of all names: one snapshot may hold several trainings
    void save(String prefix, SnapshotWriter out) {
        out.put(prefix + "epochs", (long) epochs);
        Parameters.save(prefix, network.layers(), out);
    }

    /// @param prefix as it was given to [#save]
    void restore(String prefix, SnapshotReader in) {
        epochs = (int) in.integer(prefix + "epochs");
        Parameters.restore(prefix, network.layers(), in);
    }
}
