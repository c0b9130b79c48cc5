package org.gyre.lab.lif.nir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.FileKind;
import org.gyre.data.nir.NirEdge;
import org.gyre.data.nir.NirGraph;
import org.gyre.data.nir.NirNode;
import org.gyre.data.npy.NpyArray;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.LifSemantics.Comparison;
import org.gyre.nets.lif.LifSemantics.Reset;
import org.gyre.nets.lif.Surrogate;
import org.gyre.nets.lif.layer.LifSettings;
import org.gyre.nets.lif.layer.LifStart;

/// Reads networks from graphs that are chains: Input, then Affine or Linear and LIF or IF in turn, the last
/// neurons perhaps LI or I, then Output. A Linear or Affine node between a LIF or IF node and itself makes the
/// layer recurrent, as a direct circle or as a graph within the graph.
///
/// Equations become Euler steps of the length dt. With l = dt / τ, V gets l (r I + v_leak) in a step. Where r = 1
/// the layer weighs its input by the leak ([LifSemantics#NIR]); where l r = 1 it takes it as it is; of other
/// nodes the weights are multiplied by r. v_leak goes to the biases. IF and I take the input as it is, times
/// r dt. A graph with the metadata of [NirExport] gets its units back to the bit.
public final class NirImport {
    /// As much as float32 parameters leave open.
    private static final double SAME = 1e-6;

    private final NirGraph whole;
    private final double step;
    private final List<String> warnings = new ArrayList<>();

    private NirImport(NirGraph whole, double step) {
        this.whole = whole;
        this.step = step;
    }

    /// What a graph says.
    ///
    /// @param model    the network
    /// @param step     dt in seconds
    /// @param warnings a sentence for each number that had to be changed
    public record Imported(LifModel model, double step, List<String> warnings) {
        /// Keeps its own list.
        public Imported {
            warnings = List.copyOf(warnings);
        }
    }

    /// The network of a graph.
    ///
    /// @param step dt in seconds; 0 for the one in the graph's metadata
    /// @throws InputException if the graph is no such chain, naming the node; if a node resets to other than 0, has
    ///     a time constant below dt, or numbers that do not fit; if dt is not known
    public static Imported of(NirGraph graph, double step) {
        double known = step == 0 ? LayerNotes.step(graph.extras()) : step;
        if (Double.isNaN(known)) {
            throw new InputException("the graph does not say the length of a step; give dt, in seconds");
        }
        NirExport.requireStep(known);
        NirImport reader = new NirImport(graph, known);
        return new Imported(reader.model(), known, reader.warnings);
    }

    /// Neurons and what leads from them to themselves.
    ///
    /// @param name for messages
    /// @param node LIF, IF, LI or I
    /// @param back an Affine or Linear node, or none
    private record Neurons(String name, NirNode node, Optional<NirNode> back) {}

    private LifModel model() {
        String at = only(whole, "", NirNode.Input.class, "Input");
        String end = only(whole, "", NirNode.Output.class, "Output");
        List<LifSettings> settings = new ArrayList<>();
        List<LifStart> starts = new ArrayList<>();
        List<Integer> shape = ((NirNode.Input) whole.node(at)).shape();
        if (shape.size() != 1) {
            throw refused(at, "takes signals of shape " + shape + " and not of one dimension");
        }
        int inputs = shape.getFirst();
        int below = inputs;
        Set<String> seen = new HashSet<>(Set.of(at, end));
        String name = next(whole, "", at);
        while (!name.equals(end)) {
            enter(name, seen);
            NirNode weights = whole.node(name);
            if (!(weights instanceof NirNode.Affine || weights instanceof NirNode.Linear)) {
                throw refused(name, "is of type " + weights.type() + " where Affine or Linear is needed");
            }
            String after = next(whole, "", name);
            enter(after, seen);
            seen.addAll(circle(whole, after));
            Neurons neurons = neurons(after);
            add(name, weights, below, neurons, settings, starts);
            below = settings.getLast().units();
            name = next(whole, "", after);
            if (!settings.getLast().semantics().spiking() && !name.equals(end)) {
                throw refused(neurons.name, "is of type " + neurons.node.type() + ", which never fires, before others");
            }
        }
        for (String left : whole.nodes().keySet()) {
            if (!seen.contains(left)) {
                throw refused(left, "is not on the way from Input to Output");
            }
        }
        if (settings.isEmpty()) {
            throw refused(end, "follows the Input at once, without neurons between");
        }
        return new LifModel(inputs, settings, starts);
    }

    private static void enter(String name, Set<String> seen) {
        if (!seen.add(name)) {
            throw refused(name, "is passed twice");
        }
    }

    private static InputException refused(String name, String why) {
        return new InputException("node '" + FileKind.printable(name) + "' " + FileKind.printable(why)
                + "; networks can be taken from chains alone: Input, then Affine or Linear and LIF or IF in turn, at the"
                + " end perhaps LI or I, then Output");
    }

    private static InputException wrong(String name, String why) {
        return new InputException("node '" + FileKind.printable(name) + "' " + why);
    }

    private static String only(NirGraph graph, String path, Class<? extends NirNode> type, String word) {
        List<String> found = graph.nodes().entrySet().stream()
                .filter(node -> type.isInstance(node.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (found.size() != 1) {
            throw refused(
                    path.isEmpty() ? "/" : path.substring(0, path.length() - 1),
                    "is a graph with " + Plural.of(found.size(), word + " node"));
        }
        return found.getFirst();
    }

    private static List<String> targets(NirGraph graph, String name) {
        return graph.edges().stream()
                .filter(edge -> edge.from().equals(name))
                .map(NirEdge::to)
                .toList();
    }

    private static List<String> sources(NirGraph graph, String name) {
        return graph.edges().stream()
                .filter(edge -> edge.to().equals(name))
                .map(NirEdge::from)
                .toList();
    }

    /// The linear nodes that lead from a node back to itself and nowhere else.
    private static List<String> circle(NirGraph graph, String name) {
        return targets(graph, name).stream()
                .filter(to -> graph.node(to) instanceof NirNode.Affine || graph.node(to) instanceof NirNode.Linear)
                .filter(to -> targets(graph, to).equals(List.of(name))
                        && sources(graph, to).equals(List.of(name)))
                .toList();
    }

    /// The only node to which a node leads, besides a way back to itself.
    private static String next(NirGraph graph, String path, String name) {
        List<String> targets = new ArrayList<>(targets(graph, name));
        targets.removeAll(circle(graph, name));
        if (targets.size() != 1) {
            throw refused(path + name, "leads to " + Plural.of(targets.size(), "node"));
        }
        String next = targets.getFirst();
        List<String> sources = new ArrayList<>(sources(graph, next));
        sources.removeAll(circle(graph, next));
        if (sources.size() != 1) {
            throw refused(path + next, "gets signals of " + Plural.of(sources.size(), "node"));
        }
        return next;
    }

    /// The neurons of a node, which may be a graph with nothing else in it.
    private Neurons neurons(String name) {
        if (!(whole.node(name) instanceof NirGraph graph)) {
            return neurons(whole, "", name);
        }
        String path = name + "/";
        String inner = next(graph, path, only(graph, path, NirNode.Input.class, "Input"));
        Neurons neurons = neurons(graph, path, inner);
        String end = only(graph, path, NirNode.Output.class, "Output");
        if (!next(graph, path, inner).equals(end)) {
            throw refused(path + next(graph, path, inner), "follows neurons within a graph");
        }
        int wanted = neurons.back.isPresent() ? 4 : 3;
        if (graph.nodes().size() != wanted) {
            throw refused(
                    name,
                    "is a graph of " + graph.nodes().size() + " nodes, of which " + wanted
                            + " are understood: Input, neurons, a linear node back to them, Output");
        }
        return neurons;
    }

    private static Neurons neurons(NirGraph graph, String path, String name) {
        NirNode node = graph.node(name);
        boolean spiking = node instanceof NirNode.Lif || node instanceof NirNode.If;
        if (!spiking && !(node instanceof NirNode.Li || node instanceof NirNode.I)) {
            throw refused(path + name, "is of type " + node.type() + " where LIF, IF, LI or I is needed");
        }
        List<String> back = circle(graph, name);
        if (back.size() > 1 || (!spiking && !back.isEmpty())) {
            throw refused(path + name, "has " + Plural.of(back.size(), "way") + " back to itself");
        }
        return new Neurons(path + name, node, back.stream().findFirst().map(graph::node));
    }

    /// The numbers of neurons as float64.
    ///
    /// @param tau        infinite for IF and I
    /// @param thresholds empty for neurons that never fire
    private record Numbers(double[] tau, double[] r, double[] vLeak, double[] thresholds, double[] vReset) {
        static Numbers of(NirNode node) {
            return switch (node) {
                case NirNode.Lif lif ->
                    new Numbers(
                            lif.tau().doubles(),
                            lif.r().doubles(),
                            lif.vLeak().doubles(),
                            lif.vThreshold().doubles(),
                            lif.vReset().doubles());
                case NirNode.If unit ->
                    new Numbers(
                            never(unit.r().size()),
                            unit.r().doubles(),
                            new double[unit.r().size()],
                            unit.vThreshold().doubles(),
                            unit.vReset().doubles());
                case NirNode.Li unit ->
                    new Numbers(
                            unit.tau().doubles(),
                            unit.r().doubles(),
                            unit.vLeak().doubles(),
                            new double[0],
                            new double[0]);
                case NirNode.I unit ->
                    new Numbers(
                            never(unit.r().size()),
                            unit.r().doubles(),
                            new double[unit.r().size()],
                            new double[0],
                            new double[0]);
                default -> throw new IllegalArgumentException(node.type());
            };
        }

        private static double[] never(int units) {
            double[] tau = new double[units];
            Arrays.fill(tau, Double.POSITIVE_INFINITY);
            return tau;
        }
    }

    private void add(
            String weightName,
            NirNode weights,
            int inputs,
            Neurons neurons,
            List<LifSettings> settings,
            List<LifStart> starts) {
        Numbers numbers = Numbers.of(neurons.node);
        int units = numbers.r.length;
        check(neurons.name, numbers);
        float[] leaks = leaks(neurons, numbers.tau);
        LayerNotes notes = new LayerNotes(neurons.name, neurons.node.extras());
        LifSettings own = notes.present()
                ? noted(notes, neurons, units)
                : settings(neurons, numbers, weights instanceof NirNode.Affine);
        boolean weighed = own.semantics().leakyInput();
        double[] gains = gains(neurons, numbers, weighed);
        double[] feed = matrix(weightName, weights, units, inputs);
        double[] bias = bias(weights, units);
        double[] back = neurons.back
                .map(node -> matrix(neurons.name, node, units, units))
                .orElse(new double[0]);
        double[] more = neurons.back.map(node -> bias(node, units)).orElse(new double[units]);
        float[] biases = new float[units];
        for (int u = 0; u < units; u++) {
            double rest = numbers.vLeak[u] * (weighed ? 1 : step / numbers.tau[u]) + gains[u] * more[u];
            // Zero added to −0 would change its bits.
            biases[u] = (float) (rest == 0 ? gains[u] * bias[u] : gains[u] * bias[u] + rest);
        }
        float[] thresholds = new float[units];
        if (own.semantics().spiking()) {
            for (int u = 0; u < units; u++) {
                thresholds[u] = (float) numbers.thresholds[u];
            }
        } else if (notes.present()) {
            thresholds = notes.thresholds(units);
        } else {
            Arrays.fill(thresholds, 1);
        }
        settings.add(own);
        try {
            starts.add(new LifStart(turned(feed, gains), biases, leaks, thresholds, turned(back, gains)));
        } catch (InputException e) {
            throw wrong(neurons.name, "leads to " + e.getMessage());
        }
    }

    private void check(String name, Numbers numbers) {
        for (int u = 0; u < numbers.vReset.length; u++) {
            if (numbers.vReset[u] != 0) {
                throw wrong(
                        name,
                        "resets unit " + u + " to " + numbers.vReset[u] + "; units here are reset to 0: shift its"
                                + " potentials first");
            }
            if (!(numbers.thresholds[u] > 0) || Double.isInfinite(numbers.thresholds[u])) {
                throw wrong(
                        name,
                        "has a threshold of " + numbers.thresholds[u] + " at unit " + u
                                + "; thresholds here are positive and finite");
            }
        }
    }

    private float[] leaks(Neurons neurons, double[] tau) {
        float[] leaks = new float[tau.length];
        LayerNotes notes = new LayerNotes(neurons.name, neurons.node.extras());
        for (int u = 0; u < tau.length; u++) {
            leaks[u] = tau[u] == step / NirExport.NONE ? 0 : (float) (step / tau[u]);
            // Notes tell of leaks that were learnt without a bound.
            if (!(leaks[u] <= 1) && !(notes.present() && Float.isFinite(leaks[u]))) {
                throw wrong(
                        neurons.name,
                        "has a time constant of " + tau[u] + " s at unit " + u + ", shorter than a step of " + step
                                + " s; give a dt that is not longer");
            }
        }
        return leaks;
    }

    private LifSettings noted(LayerNotes notes, Neurons neurons, int units) {
        LifSettings own = notes.settings(units, neurons.back.isPresent());
        boolean spiking = neurons.node instanceof NirNode.Lif || neurons.node instanceof NirNode.If;
        boolean leaky = neurons.node instanceof NirNode.Lif || neurons.node instanceof NirNode.Li;
        if (own.semantics().spiking() != spiking || (own.semantics().leakyInput() && !leaky)) {
            throw wrong(
                    neurons.name,
                    "is of type " + neurons.node.type() + ", but its metadata of Gyre are those of another; export the"
                            + " network again, or remove the metadata");
        }
        return own;
    }

    /// What neurons do that Gyre has not written.
    private LifSettings settings(Neurons neurons, Numbers numbers, boolean bias) {
        boolean spiking = numbers.thresholds.length > 0;
        boolean leaky = neurons.node instanceof NirNode.Lif || neurons.node instanceof NirNode.Li;
        boolean plain = true;
        boolean unweighed = true;
        for (int u = 0; u < numbers.r.length; u++) {
            plain &= Math.abs(numbers.r[u] - 1) <= SAME;
            unweighed &= Math.abs(numbers.r[u] * step / numbers.tau[u] - 1) <= SAME;
        }
        LifSemantics semantics = new LifSemantics(
                spiking ? Comparison.ABOVE : Comparison.NEVER,
                spiking ? Comparison.ABOVE : Comparison.NEVER,
                spiking ? Reset.ZERO : Reset.NONE,
                false,
                leaky && (plain || !unweighed),
                false,
                0,
                false);
        return new LifSettings(
                numbers.r.length,
                semantics,
                new Surrogate.Flat(),
                LifSettings.LeakForm.CLAMPED,
                false,
                neurons.back.isPresent(),
                bias);
    }

    /// What weights are multiplied by, `[unit]`.
    private double[] gains(Neurons neurons, Numbers numbers, boolean weighed) {
        boolean leaky = neurons.node instanceof NirNode.Lif || neurons.node instanceof NirNode.Li;
        double[] gains = new double[numbers.r.length];
        boolean changed = false;
        for (int u = 0; u < gains.length; u++) {
            double gain = numbers.r[u] * (weighed ? 1 : leaky ? step / numbers.tau[u] : step);
            gains[u] = Math.abs(gain - 1) <= SAME ? 1 : gain;
            changed |= gains[u] != 1;
        }
        if (changed) {
            warnings.add("Node '" + FileKind.printable(neurons.name)
                    + "' weighs its input by an r that is none of Gyre's: the weights before it are multiplied by it.");
        }
        return gains;
    }

    private static double[] matrix(String name, NirNode node, int units, int inputs) {
        NpyArray weight = node instanceof NirNode.Affine affine ? affine.weight() : ((NirNode.Linear) node).weight();
        if (!Arrays.equals(weight.shape(), new int[] {units, inputs})) {
            throw wrong(
                    name,
                    "has weights " + weight + ", where " + inputs + " inputs of " + units + " units need (" + units
                            + ", " + inputs + ")");
        }
        return weight.doubles();
    }

    private static double[] bias(NirNode node, int units) {
        return node instanceof NirNode.Affine affine ? affine.bias().doubles() : new double[units];
    }

    /// From `[unit][input]` to `[input][unit]`, with the gain of each unit.
    private static float[] turned(double[] weights, double[] gains) {
        int units = gains.length;
        int inputs = weights.length / units;
        float[] turned = new float[weights.length];
        for (int u = 0; u < units; u++) {
            for (int i = 0; i < inputs; i++) {
                turned[i * units + u] = (float) (gains[u] * weights[u * inputs + i]);
            }
        }
        return turned;
    }
}
