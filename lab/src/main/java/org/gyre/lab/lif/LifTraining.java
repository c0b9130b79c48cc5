package org.gyre.lab.lif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.run.NumericFailure;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.nets.lif.layer.LifInput;
import org.gyre.nets.lif.layer.LifLayer;
import org.gyre.nets.lif.layer.LifSettings;
import org.gyre.nets.lif.layer.LifStart;
import org.gyre.nets.lif.layer.Parameter;
import org.gyre.nets.lif.network.Descent;
import org.gyre.nets.lif.network.LifNetwork;

/// One network and its training on labelled samples, epoch by epoch.
final class LifTraining {
    private final LifKeys keys;
    private final SampleParts samples;
    private final RandomStream stream;
    private final LifNetwork network;
    private final Descent descent;
    private final int[] named;
    private int epochs;
    private double rate;
    private double bestAccuracy = -1;
    private int sinceBest;
    /// Mean over the batches of the last epoch, by layer.
    private final double[] gradients;

    private double loss;
    private double trainingAccuracy;

    /// As with starts, which are drawn.
    LifTraining(LifKeys keys, SampleParts samples, RandomStream stream) {
        this(keys, samples, List.of(), stream);
    }

    /// @param given  numbers of the layers to start with, or none to draw them
    /// @param stream of initial weights, the order of samples, and encodings
    LifTraining(LifKeys keys, SampleParts samples, List<LifStart> given, RandomStream stream) {
        this.keys = keys;
        this.samples = samples;
        this.stream = stream;
        this.rate = keys.rate();
        List<LifSettings> settings =
                keys.layers().stream().map(LayerKeys::settings).toList();
        List<LifStart> starts = new ArrayList<>(given);
        int below = samples.training().inputs();
        for (int l = given.size(); l < settings.size(); l++) {
            starts.add(keys.layers().get(l).start(below, stream.split("layer").split(l)));
            below = settings.get(l).units();
        }
        int most = Math.min(keys.batch(), samples.training().count());
        network = new LifNetwork(
                samples.training().inputs(),
                settings,
                starts,
                most,
                samples.training().steps());
        descent = new Descent(network.parameters(), keys.method(), keys.momentum(), keys.decay());
        named = new int[most];
        gradients = new double[settings.size()];
    }

    LifNetwork network() {
        return network;
    }

    /// Epochs so far.
    int epochs() {
        return epochs;
    }

    /// Mean loss of the batches of the last epoch, before each step.
    double loss() {
        return loss;
    }

    /// Share of the samples of the last epoch that were named rightly, before each step.
    double trainingAccuracy() {
        return trainingAccuracy;
    }

    /// η of the next epoch.
    double rate() {
        return rate;
    }

    /// Euclidean norm of the gradient of a layer's weights, mean over the batches of the last epoch.
    double gradient(int layer) {
        return gradients[layer];
    }

    /// Learns from every training sample once, in a new order.
    void learn(Team team) {
        SampleSet set = samples.training();
        int[] order = stream.split("order").split(epochs).permutation(set.count());
        RandomStream draws = stream.split("training").split(epochs);
        Arrays.fill(gradients, 0);
        double sum = 0;
        int right = 0;
        int batches = 0;
        for (int from = 0; from < order.length; from += keys.batch()) {
            int[] batch = Arrays.copyOfRange(order, from, Math.min(from + keys.batch(), order.length));
            int[] labels = labels(set, batch);
            network.forward(set.encode(batch, draws), batch.length, set.steps(), team);
            double value = keys.loss().of(network, labels);
            keys.decision().of(network, named);
            for (int k = 0; k < batch.length; k++) {
                right += named[k] == labels[k] ? 1 : 0;
            }
            batches++;
            if (!Double.isFinite(value)) {
                throw new NumericFailure(
                        epochs + 1L,
                        "batch " + batches + ":",
                        "the loss is " + value + ", potentials have grown beyond all numbers: lower network.rate");
            }
            sum += value * batch.length;
            network.backward(team);
            for (int l = 0; l < gradients.length; l++) {
                gradients[l] += norm(network.layers().get(l).feed().weights().gradient());
            }
            descent.step(rate, team);
            network.settle();
        }
        for (int l = 0; l < gradients.length; l++) {
            gradients[l] /= batches;
        }
        requireFinite(batches);
        loss = sum / order.length;
        trainingAccuracy = (double) right / order.length;
        epochs++;
        lowerRate(team);
    }

    /// What is not finite never reaches a checkpoint.
    private void requireFinite(int batches) {
        Iterator<float[]> memory = descent.memory().iterator();
        for (int l = 0; l < network.layers().size(); l++) {
            for (Parameter parameter : network.layers().get(l).parameters()) {
                String where = "the " + parameter.name() + " of layer " + (l + 1);
                requireFinite(batches, parameter.values(), "a number among " + where, "lower network.rate");
                for (int i = 0; i < descent.memories(); i++) {
                    requireFinite(
                            batches,
                            memory.next(),
                            "what is remembered of the gradients of " + where,
                            "they are too large for single precision; lower samples.encoding.factor or network.rate,"
                                    + " or let weights start smaller");
                }
            }
        }
    }

    private void requireFinite(int batches, float[] values, String what, String remedy) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new NumericFailure(
                        epochs + 1L, "after batch " + batches + ":", what + " is " + value + ": " + remedy);
            }
        }
    }

    private void lowerRate(Team team) {
        if (keys.plateau() == 1) {
            return;
        }
        double accuracy =
                samples.validation() == null ? trainingAccuracy : accuracy("validation", samples.validation(), team);
        sinceBest = accuracy > bestAccuracy ? 0 : sinceBest + 1;
        bestAccuracy = Math.max(bestAccuracy, accuracy);
        if (sinceBest >= keys.patience()) {
            rate *= keys.plateau();
            sinceBest = 0;
        }
    }

    private static double norm(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    private static int[] labels(SampleSet set, int[] batch) {
        int[] labels = new int[batch.length];
        for (int k = 0; k < batch.length; k++) {
            labels[k] = set.label(batch[k]);
        }
        return labels;
    }

    /// What is done with a batch that has passed.
    @FunctionalInterface
    interface Seen {
        /// Called once a batch.
        ///
        /// @param batch numbers of its samples
        /// @param input what they became
        void batch(int[] batch, LifInput input);
    }

    /// Lets all samples of a part pass, in their order.
    ///
    /// @param name of the part, for its random stream: the same encodings at each call of an epoch
    void show(String name, SampleSet set, Team team, Seen seen) {
        RandomStream draws = stream.split(name);
        int most = named.length;
        for (int from = 0; from < set.count(); from += most) {
            int[] batch = new int[Math.min(most, set.count() - from)];
            for (int k = 0; k < batch.length; k++) {
                batch[k] = from + k;
            }
            LifInput input = set.encode(batch, draws);
            network.forward(input, batch.length, set.steps(), team);
            seen.batch(batch, input);
        }
    }

    /// How often samples of each class are named as each class.
    ///
    /// @return `[class][named]`
    long[][] confusion(String name, SampleSet set, Team team) {
        long[][] counts = new long[set.classes()][keys.layers().getLast().units()];
        show(name, set, team, (batch, input) -> {
            keys.decision().of(network, named);
            for (int k = 0; k < batch.length; k++) {
                counts[set.label(batch[k])][named[k]]++;
            }
        });
        return counts;
    }

    /// The share of right names.
    double accuracy(String name, SampleSet set, Team team) {
        long[][] counts = confusion(name, set, team);
        long right = 0;
        for (int label = 0; label < counts.length; label++) {
            right += counts[label][label];
        }
        return (double) right / set.count();
    }

    /// @param prefix of all names: one snapshot may hold several trainings
    void save(String prefix, SnapshotWriter out) {
        out.put(prefix + "epochs", (long) epochs);
        out.put(prefix + "steps", descent.steps());
        out.put(prefix + "course", new double[] {rate, bestAccuracy, sinceBest, loss, trainingAccuracy});
        out.put(prefix + "gradients", gradients);
        for (int l = 0; l < network.layers().size(); l++) {
            LifLayer layer = network.layers().get(l);
            for (Parameter parameter : layer.parameters()) {
                out.put(name(prefix, l, parameter), parameter.values());
            }
        }
        int number = 0;
        for (float[] memory : descent.memory()) {
            out.put(prefix + "memory_" + number++, memory);
        }
    }

    private static String name(String prefix, int layer, Parameter parameter) {
        return String.format(
                Locale.ROOT,
                "%slayer_%d_%s",
                prefix,
                layer + 1,
                parameter.name().replace(' ', '_'));
    }

    /// @param prefix as it was given to [#save]
    void restore(String prefix, SnapshotReader in) {
        epochs = (int) in.integer(prefix + "epochs");
        descent.resumeAt(in.integer(prefix + "steps"));
        double[] course = in.doubles(prefix + "course", 5);
        rate = course[0];
        bestAccuracy = course[1];
        sinceBest = (int) course[2];
        loss = course[3];
        trainingAccuracy = course[4];
        in.into(gradients, prefix + "gradients");
        for (int l = 0; l < network.layers().size(); l++) {
            for (Parameter parameter : network.layers().get(l).parameters()) {
                copy(in, name(prefix, l, parameter), parameter.values());
            }
        }
        int number = 0;
        for (float[] memory : descent.memory()) {
            copy(in, prefix + "memory_" + number++, memory);
        }
        network.settle();
    }

    private static void copy(SnapshotReader in, String name, float[] into) {
        System.arraycopy(in.floats(name, into.length), 0, into, 0, into.length);
    }
}
