package org.gyre.nets.infomorphic.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.infomorphic.layer.Arrival;
import org.gyre.nets.infomorphic.layer.Layer;
import org.jspecify.annotations.Nullable;

/// Trains the layers of a classifier by one loss that is sent back through all of them and through
/// both passes, instead of each by its goal: the control that local learning is compared with (P2).
///
/// The loss is the cross entropy of the labels and the softmax of the firing probabilities of the
/// read-out, which stand for scores. A drawn output counts as its mean, where the loss is
/// differentiated ("straight through"). Rates and decays are those of the layers.
public final class Backpropagation {
    /// Samples that one task sends back.
    private static final int RUN = 256;

    private final Classifier network;
    private final List<Layer> layers;
    private final int most;
    /// `[pass][layer]`; null where a layer is left out of a pass.
    private final @Nullable Trace[][] traces;

    /// What happened to a layer in a pass.
    private static final class Trace {
        /// `[source]`, each `[neuron][sample]`: first slopes, then factors.
        private final float[][] factors;
        /// What the loss falls by with each output, `[neuron][sample]`.
        private final float[] wanted;
        private List<Arrival> arrivals = List.of();

        Trace(int sources, int cells) {
            factors = new float[sources][cells];
            wanted = new float[cells];
        }
    }

    /// @param network whose layers learn
    /// @param most    samples of a batch, at most
    public Backpropagation(Classifier network, int most) {
        this.network = network;
        this.layers = network.layers();
        this.most = most;
        traces = new Trace[network.passes()][layers.size()];
    }

    /// One step of learning of all layers.
    ///
    /// @param inputs  `[sample][pixel]`
    /// @param classes `[sample]`
    /// @param samples of the batch
    /// @param draws   the random stream of this step
    /// @return the loss before the step, in nats
    public double learn(float[] inputs, int[] classes, int samples, RandomStream draws, Team team) {
        network.run(inputs, new Arrival.Labels(classes), draws, (l, pass, arrivals, own) -> {
            Layer layer = layers.get(l);
            layer.pass(arrivals, samples, own, team);
            Trace trace = trace(pass, l);
            trace.arrivals = arrivals;
            Arrays.fill(trace.wanted, 0);
            layer.outputSlopes(samples, trace.factors, team);
        });
        int last = traces.length - 1;
        double loss = score(classes, samples, trace(last, layers.size() - 1).wanted);
        for (int pass = last; pass >= 0; pass--) {
            for (int l = layers.size() - 1; l >= 0; l--) {
                if (traces[pass][l] != null) {
                    sendBack(pass, l, samples, team);
                }
            }
        }
        for (int l = 0; l < layers.size(); l++) {
            if (l == network.hidden().size() || network.hidden().get(l).learning()) {
                learn(l, samples, team);
            }
        }
        return loss;
    }

    private Trace trace(int pass, int layer) {
        Trace trace = traces[pass][layer];
        if (trace == null) {
            Layer of = layers.get(layer);
            trace = new Trace(
                    of.afferents().size(), Math.multiplyExact(of.settings().neurons(), most));
            traces[pass][layer] = trace;
        }
        return trace;
    }

    /// The loss, and what it falls by with the outputs of the read-out.
    private double score(int[] classes, int samples, float[] wanted) {
        float[] theta = layers.getLast().probabilities();
        int labels = layers.getLast().settings().neurons();
        // Outputs differ by so much where θ differs by one.
        double fired = 1 - layers.getLast().settings().model().firing().silent();
        double loss = 0;
        for (int k = 0; k < samples; k++) {
            double sum = 0;
            for (int label = 0; label < labels; label++) {
                sum += Math.exp(theta[label * samples + k]);
            }
            loss += Math.log(sum) - theta[classes[k] * samples + k];
            for (int label = 0; label < labels; label++) {
                double share = Math.exp(theta[label * samples + k]) / sum;
                double rise = (label == classes[k] ? 1 : 0) - share;
                wanted[label * samples + k] = (float) (rise / (fired * samples));
            }
        }
        return loss / samples;
    }

    /// From what is wanted of a layer in a pass to what is wanted of those that it hears.
    private void sendBack(int pass, int l, int samples, Team team) {
        Trace trace = trace(pass, l);
        int cells = layers.get(l).settings().neurons() * samples;
        for (float[] factors : trace.factors) {
            for (int i = 0; i < cells; i++) {
                factors[i] *= trace.wanted[i];
            }
        }
        for (int source = 0; source < trace.factors.length; source++) {
            int origin = origin(l, source);
            int when = source == 0 ? pass : pass - 1;
            if (origin >= 0 && when >= 0) {
                sendBack(trace, l, source, trace(when, origin), samples, team);
            }
        }
    }

    /// The layer that one class of inputs comes from: of the same pass the layer below, of the pass
    /// before all others; −1 for what is given from outside.
    private int origin(int l, int source) {
        if (source == 0) {
            return l - 1;
        }
        if (l == network.hidden().size()) {
            return -1;
        }
        return switch (network.hidden().get(l).others().get(source - 1)) {
            case LABEL -> -1;
            case LATERAL -> l;
            case FEEDBACK -> layers.size() - 1;
        };
    }

    private void sendBack(Trace trace, int l, int source, Trace heard, int samples, Team team) {
        List<Runnable> tasks = new ArrayList<>();
        for (int from = 0; from < samples; from += RUN) {
            int first = from;
            int end = Math.min(from + RUN, samples);
            tasks.add(() -> layers.get(l)
                    .afferents()
                    .get(source)
                    .sendBack(trace.factors[source], first, end, samples, heard.wanted));
        }
        team.run(tasks);
    }

    private void learn(int l, int samples, Team team) {
        List<Trace> passes = new ArrayList<>();
        for (Trace[] pass : traces) {
            if (pass[l] != null) {
                passes.add(pass[l]);
            }
        }
        int sources = layers.get(l).afferents().size();
        List<Arrival> arrivals = new ArrayList<>();
        int[] rows = new int[sources];
        float[][] factors = new float[sources][];
        for (int source = 0; source < sources; source++) {
            Joined joined = join(passes, l, source, samples);
            arrivals.add(joined.arrival);
            rows[source] = joined.samples;
            factors[source] = joined.factors;
        }
        layers.get(l).learnFrom(arrivals, rows, factors, team);
    }

    /// What one class of inputs heard in all passes, as one arrival.
    ///
    /// @param samples of all passes together
    /// @param factors `[neuron][sample]`
    private record Joined(Arrival arrival, int samples, float[] factors) {}

    private Joined join(List<Trace> passes, int l, int source, int samples) {
        Arrival first = passes.getFirst().arrivals.get(source);
        boolean same = passes.stream()
                .map(pass -> pass.arrivals.get(source))
                .allMatch(arrival -> arrival == first || arrival == Arrival.Plain.AS_BEFORE);
        int neurons = layers.get(l).settings().neurons();
        if (same) {
            float[] sum = passes.getFirst().factors[source];
            for (Trace pass : passes.subList(1, passes.size())) {
                for (int i = 0; i < neurons * samples; i++) {
                    sum[i] += pass.factors[source][i];
                }
            }
            return new Joined(first, samples, sum);
        }
        int all = passes.size() * samples;
        int units = layers.get(origin(l, source)).settings().neurons();
        float[] values = new float[Math.multiplyExact(units, all)];
        float[] factors = new float[Math.multiplyExact(neurons, all)];
        for (int pass = 0; pass < passes.size(); pass++) {
            if (passes.get(pass).arrivals.get(source) instanceof Arrival.Dense heard) {
                interleave(heard.values(), units, samples, pass * samples, all, values);
            }
            interleave(passes.get(pass).factors[source], neurons, samples, pass * samples, all, factors);
        }
        return new Joined(new Arrival.Dense(values, true), all, factors);
    }

    /// Puts rows as long as one pass into rows as long as all of them.
    private static void interleave(float[] rows, int count, int samples, int at, int all, float[] into) {
        for (int row = 0; row < count; row++) {
            System.arraycopy(rows, row * samples, into, row * all + at, samples);
        }
    }
}
