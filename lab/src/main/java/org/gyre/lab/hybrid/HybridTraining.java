package org.gyre.lab.hybrid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.hybrid.HybridNetwork;
import org.gyre.deep.hybrid.Layer;
import org.gyre.deep.hybrid.LifSegment;
import org.gyre.deep.hybrid.Segment;
import org.gyre.deep.hybrid.SegmentState;
import org.gyre.deep.hybrid.SignalShape;
import org.gyre.deep.hybrid.SoftmaxLoss;
import org.gyre.deep.hybrid.TorchSegment;
import org.gyre.lab.hybrid.HybridLayerKeys.Kind;
import org.gyre.lab.lif.Health;
import org.gyre.lab.lif.LayerKeys;
import org.gyre.lab.run.NumericFailure;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;

/// One network and its training on labelled images, epoch by epoch.
final class HybridTraining implements AutoCloseable {
    /// What becomes of the spiking layers.
    enum Spiking {
        /// As they are configured.
        LEARNING("network", "with LIF layers"),
        /// Leaks and thresholds stay as they start.
        FIXED("fixed_lif", "with fixed LIF layers"),
        /// max(0, x) stands in their place.
        ABSENT("without_lif", "without LIF layers");

        private final String label;
        private final String words;

        Spiking(String label, String words) {
            this.label = label;
            this.words = words;
        }

        String label() {
            return label;
        }

        String words() {
            return words;
        }
    }

    /// Where a layer is in the network.
    ///
    /// @param segment number of its segment
    /// @param prefix  beginning of the names of its parameters
    private record Place(int segment, String prefix) {}

    /// At once, in the output of one layer: two gigabytes.
    private static final int MOST_NUMBERS = 1 << 29;

    private final HybridKeys keys;
    private final ImageParts images;
    private final Spiking spiking;
    private final RandomStream stream;
    private final HybridNetwork network;
    private final List<Place> places = new ArrayList<>();

    private final double[] gradients;
    private int epochs;
    private double rate;
    private double bestAccuracy = -1;
    private int sinceBest;
    private double loss;
    private double trainingAccuracy;

    /// @param stream of initial weights, dropout and the order of images: the same for networks that are compared,
    ///     whose layers then start alike
    HybridTraining(HybridKeys keys, ImageParts images, Spiking spiking, RandomStream stream, Team team) {
        this.keys = keys;
        this.images = images;
        this.spiking = spiking;
        this.stream = stream;
        this.rate = keys.rate();
        this.gradients = new double[keys.layers().size()];
        this.network = network(stream.split("weights"), team);
    }

    /// The shapes that come into each layer, and after them that of the output.
    ///
    /// @throws InputException if a layer does not fit on what comes before it, or the output is not one number for
    ///     each class
    static List<SignalShape> shapes(HybridKeys keys, SignalShape input, int classes) {
        List<SignalShape> shapes = new ArrayList<>(List.of(input));
        for (int l = 0; l < keys.layers().size(); l++) {
            HybridLayerKeys layer = keys.layers().get(l);
            SignalShape before = shapes.getLast();
            try {
                if (layer.kind() == Kind.LIF) {
                    shapes.add(before);
                } else {
                    shapes.add(layer.layer().shape(before));
                }
            } catch (InputException e) {
                throw new InputException("network.layers: layer " + (l + 1) + ": " + e.getMessage(), e);
            }
            if ((long) shapes.getLast().size() * keys.batch() > MOST_NUMBERS) {
                throw new InputException("network.layers: layer " + (l + 1) + " gives " + shapes.getLast()
                        + " for each of " + keys.batch() + " images, more than " + MOST_NUMBERS
                        + " numbers at once; lower network.batch, or pool more before");
            }
        }
        SignalShape output = shapes.getLast();
        if (output.steps() != 1 || !output.isVector() || output.channels() < classes) {
            throw new InputException("network.layers: the last layer gives " + output + ", the images have " + classes
                    + " classes; end with one step of at least so many units, by layers such as dense and reduce");
        }
        return shapes;
    }

    private HybridNetwork network(RandomStream weights, Team team) {
        HybridNetwork.Builder builder = HybridNetwork.on(images.training().shape(), keys.optimiser(), weights);
        // Numbers of segments are part of names and of seeds: they are the same with and without spiking layers.
        int segments = 0;
        int layers = 0;
        for (HybridLayerKeys layer : keys.layers()) {
            if (layer.kind() != Kind.LIF) {
                places.add(new Place(segments, segments + "." + layers + "."));
                builder.layers(layer.layer());
                layers++;
                continue;
            }
            segments += layers > 0 ? 1 : 0;
            layers = 0;
            int number = segments++;
            places.add(new Place(number, number + "."));
            builder.segment(shape -> spiking == Spiking.ABSENT
                    ? new TorchSegment(
                            shape,
                            List.of(new Layer.Relu()),
                            number + ".",
                            keys.optimiser(),
                            weights.split(number),
                            true)
                    : units(layer, shape, number, team));
        }
        return builder.build();
    }

    private LifSegment units(HybridLayerKeys layer, SignalShape shape, int number, Team team) {
        LayerKeys units = layer.spiking(spiking == Spiking.FIXED);
        return new LifSegment(
                shape,
                units.settings(shape.units()),
                units.leaks(shape.units()),
                (float) units.threshold(),
                number + ".",
                keys.optimiser(),
                team);
    }

    Spiking spiking() {
        return spiking;
    }

    HybridNetwork network() {
        return network;
    }

    /// The spiking units of a layer.
    ///
    /// @param layer its number, from 0
    LifSegment units(int layer) {
        return (LifSegment) network.segments().get(places.get(layer).segment);
    }

    /// Epochs so far.
    int epochs() {
        return epochs;
    }

    /// Mean loss of the batches of the last epoch, before each step, in nats.
    double loss() {
        return loss;
    }

    /// Share of the images of the last epoch that were named rightly, before each step.
    double trainingAccuracy() {
        return trainingAccuracy;
    }

    /// η of the next epoch.
    double rate() {
        return rate;
    }

    /// Euclidean norm of the gradient of all that a layer learns, mean over the batches of the last epoch.
    double gradient(int layer) {
        return gradients[layer];
    }

    /// Learns from every training image once, in a new order.
    ///
    /// @throws NumericFailure if a number is no longer finite
    void learn() {
        ImageSamples set = images.training();
        int[] order = stream.split("order").split(epochs).permutation(set.count());
        Arrays.fill(gradients, 0);
        double sum = 0;
        int right = 0;
        int batches = 0;
        for (int from = 0; from < order.length; from += keys.batch()) {
            int[] batch = Arrays.copyOfRange(order, from, Math.min(from + keys.batch(), order.length));
            batches++;
            try {
                float[] outputs = network.forward(set.values(batch), batch.length, Segment.Pass.TRAINING);
                SoftmaxLoss answer = SoftmaxLoss.of(outputs, set.labels(batch));
                network.backward(answer.gradient());
                addGradients();
                network.learn(rate);
                sum += answer.value() * batch.length;
                right += answer.correct();
            } catch (ArithmeticException e) {
                throw new NumericFailure(
                        epochs + 1L, spiking.words() + ", batch " + batches + ":", e.getMessage() + remedy());
            }
        }
        for (int l = 0; l < gradients.length; l++) {
            gradients[l] /= batches;
        }
        requireFinite(batches);
        loss = sum / order.length;
        trainingAccuracy = (double) right / order.length;
        epochs++;
        lowerRate();
    }

    private String remedy() {
        return keys.decay() > 0 ? " (network.rate), or network.decay" : " (network.rate)";
    }

    private void addGradients() {
        double[] squares = new double[gradients.length];
        for (Segment segment : network.segments()) {
            for (Map.Entry<String, Double> norm : segment.gradientNorms().entrySet()) {
                for (int l = 0; l < squares.length; l++) {
                    if (norm.getKey().startsWith(places.get(l).prefix)) {
                        squares[l] += norm.getValue() * norm.getValue();
                    }
                }
            }
        }
        for (int l = 0; l < squares.length; l++) {
            gradients[l] += Math.sqrt(squares[l]);
        }
    }

    /// NaN never reaches a checkpoint.
    private void requireFinite(int batches) {
        for (SegmentState segment : network.state()) {
            for (Map.Entry<String, float[]> array : segment.arrays().entrySet()) {
                for (float value : array.getValue()) {
                    if (!Float.isFinite(value)) {
                        throw new NumericFailure(
                                epochs + 1L,
                                spiking.words() + ", after batch " + batches + ":",
                                "a number of " + array.getKey() + " is " + value + ": lower the learning rate"
                                        + remedy());
                    }
                }
            }
        }
    }

    private void lowerRate() {
        if (keys.plateau() == 1) {
            return;
        }
        double accuracy = images.validation() == null ? trainingAccuracy : accuracy(images.validation());
        sinceBest = accuracy > bestAccuracy ? 0 : sinceBest + 1;
        bestAccuracy = Math.max(bestAccuracy, accuracy);
        if (sinceBest >= keys.patience()) {
            rate *= keys.plateau();
            sinceBest = 0;
        }
    }

    /// What is done after a batch has passed.
    @FunctionalInterface
    interface Seen {
        /// Called once a batch.
        ///
        /// @param batch   numbers of its images
        /// @param outputs `[image][class]`
        void batch(int[] batch, float[] outputs);
    }

    /// Lets all images of a part pass, in their order, without learning.
    void show(ImageSamples set, Seen seen) {
        for (int from = 0; from < set.count(); from += keys.batch()) {
            int[] batch = new int[Math.min(keys.batch(), set.count() - from)];
            for (int k = 0; k < batch.length; k++) {
                batch[k] = from + k;
            }
            try {
                seen.batch(batch, network.forward(set.values(batch), batch.length, Segment.Pass.EVALUATION));
            } catch (ArithmeticException e) {
                throw new NumericFailure(epochs, spiking.words() + ":", e.getMessage() + remedy());
            }
        }
    }

    /// The class that each image is named; the first of several outputs that claim it alike.
    int[] named(ImageSamples set) {
        int classes = network.output().size();
        int[] named = new int[set.count()];
        show(set, (batch, outputs) -> {
            for (int k = 0; k < batch.length; k++) {
                int best = 0;
                for (int c = 1; c < classes; c++) {
                    best = outputs[k * classes + c] > outputs[k * classes + best] ? c : best;
                }
                named[batch[k]] = best;
            }
        });
        return named;
    }

    /// How often images of each class are named as each class.
    ///
    /// @return `[class][named]`
    long[][] confusion(ImageSamples set) {
        long[][] counts = new long[set.classes().size()][network.output().size()];
        int[] named = named(set);
        for (int k = 0; k < named.length; k++) {
            counts[set.label(k)][named[k]]++;
        }
        return counts;
    }

    /// How the layers fare whose units fire.
    List<Health> health(ImageSamples set) {
        List<Health.Counter> counters = new ArrayList<>();
        List<Integer> steps = new ArrayList<>();
        for (int l = 0; l < keys.layers().size(); l++) {
            if (keys.layers().get(l).kind() == Kind.LIF) {
                LifSegment segment = units(l);
                if (segment.units().settings().semantics().spiking()) {
                    counters.add(new Health.Counter(l + 1, segment.units()));
                    steps.add(segment.input().steps());
                }
            }
        }
        if (!counters.isEmpty()) {
            show(set, (batch, _) -> {
                for (int c = 0; c < counters.size(); c++) {
                    counters.get(c).add(batch.length * steps.get(c));
                }
            });
        }
        return counters.stream().map(Health.Counter::health).toList();
    }

    /// The share of right names.
    double accuracy(ImageSamples set) {
        int[] named = named(set);
        int right = 0;
        for (int k = 0; k < named.length; k++) {
            right += named[k] == set.label(k) ? 1 : 0;
        }
        return (double) right / set.count();
    }

    void save(SnapshotWriter out) {
        String prefix = spiking.label() + "-";
        out.put(prefix + "epochs", (long) epochs);
        out.put(prefix + "course", new double[] {rate, bestAccuracy, sinceBest, loss, trainingAccuracy});
        out.put(prefix + "gradients", gradients);
        List<SegmentState> state = network.state();
        for (int s = 0; s < state.size(); s++) {
            out.put(prefix + s + "-passes", state.get(s).passes());
            out.put(prefix + s + "-updates", state.get(s).updates());
            state.get(s).arrays().forEach((name, values) -> out.put(prefix + name, values));
        }
    }

    void restore(SnapshotReader in) {
        String prefix = spiking.label() + "-";
        epochs = (int) in.integer(prefix + "epochs");
        double[] course = in.doubles(prefix + "course", 5);
        rate = course[0];
        bestAccuracy = course[1];
        sinceBest = (int) course[2];
        loss = course[3];
        trainingAccuracy = course[4];
        in.into(gradients, prefix + "gradients");
        List<SegmentState> state = new ArrayList<>();
        List<SegmentState> now = network.state();
        for (int s = 0; s < now.size(); s++) {
            SortedMap<String, float[]> arrays = new TreeMap<>();
            now.get(s).arrays().forEach((name, values) -> arrays.put(name, in.floats(prefix + name, values.length)));
            state.add(
                    new SegmentState(in.integer(prefix + s + "-passes"), in.integer(prefix + s + "-updates"), arrays));
        }
        network.restore(state);
    }

    @Override
    public void close() {
        network.close();
    }
}
