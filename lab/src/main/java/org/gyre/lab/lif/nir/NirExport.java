package org.gyre.lab.lif.nir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gyre.core.InputException;
import org.gyre.data.hdf5.Hdf5Value;
import org.gyre.data.nir.NirEdge;
import org.gyre.data.nir.NirExtras;
import org.gyre.data.nir.NirGraph;
import org.gyre.data.nir.NirNode;
import org.gyre.data.npy.NpyArray;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.Surrogate;
import org.gyre.nets.lif.layer.LifSettings;
import org.gyre.nets.lif.layer.LifStart;

/// Writes networks as graphs: `input`, then `weights_k` (Affine, or Linear without biases) and `layer_k` for
/// each layer, then `output`.
///
/// A step of Gyre is an Euler step of the node's equation, τ v′ = −v + r I, of the length dt:
///
/// | unit | node | parameters |
/// | --- | --- | --- |
/// | leak l, input as it is | LIF, LI | τ = dt / l, r = 1 / l |
/// | leak l, input weighed by the leak | LIF, LI | τ = dt / l (infinite for l = 0), r = 1 |
/// | no leak, input as it is | IF, I | r = 1 / dt |
///
/// with v_leak and v_reset of zero. Time constants and r are float64, so that dt / τ, rounded to float32, is
/// the leak to the bit; weights, biases and thresholds are float32 as in the network. Where units without leak
/// share a layer with leaky ones, they get the leak [#NONE], which 1 − l in single precision cannot tell from
/// none. A recurrent layer is a graph `layer_k` of its own with `input` → `lif` → `output` and `lif` →
/// `w_rec` → `lif`, as the exports of snnTorch are.
public final class NirExport {
    /// The length of a step where none is given, in seconds.
    public static final double STEP = 1e-3;

    /// Stands for no leak in a layer with leaks: about 2⁻³⁰. No float32 has this value, so that no leak of a
    /// network is mistaken for it.
    static final double NONE = 0x1.0000000001p-30;

    private final double step;
    private final List<String> warnings = new ArrayList<>();

    private NirExport(double step) {
        this.step = step;
    }

    /// What became of a network.
    ///
    /// @param graph    to be written
    /// @param warnings a sentence for each thing that the format cannot say; it stands in the metadata
    public record Exported(NirGraph graph, List<String> warnings) {
        /// Keeps its own list.
        public Exported {
            warnings = List.copyOf(warnings);
        }
    }

    /// The graph of a network.
    ///
    /// @param step dt in seconds
    /// @throws InputException if the step is not positive and finite, or a leak is negative
    public static Exported of(LifModel model, double step) {
        requireStep(step);
        NirExport export = new NirExport(step);
        NirGraph graph = export.graph(model);
        return new Exported(graph, export.warnings);
    }

    static void requireStep(double step) {
        if (!(step > 0) || Double.isInfinite(step) || Double.isInfinite(1 / step)) {
            throw new InputException("dt = " + step + ": a step is a positive number of seconds");
        }
    }

    private NirGraph graph(LifModel model) {
        Map<String, NirNode> nodes = new TreeMap<>();
        List<NirEdge> edges = new ArrayList<>();
        nodes.put("input", new NirNode.Input(List.of(model.inputs())));
        String before = "input";
        for (int l = 0; l < model.settings().size(); l++) {
            LifSettings settings = model.settings().get(l);
            LifStart start = model.starts().get(l);
            String weights = "weights_" + (l + 1);
            String layer = "layer_" + (l + 1);
            warn(l + 1, settings, start);
            NpyArray matrix = transposed(start.weights(), model.inputs(l), settings.units());
            nodes.put(
                    weights,
                    settings.bias() || !zero(start.biases())
                            ? new NirNode.Affine(matrix, numbers(start.biases()))
                            : new NirNode.Linear(matrix));
            NirNode units = units(l + 1, settings, start);
            nodes.put(layer, settings.recurrent() ? recurrent(units, start, settings.units()) : units);
            edges.add(new NirEdge(before, weights));
            edges.add(new NirEdge(weights, layer));
            before = layer;
        }
        nodes.put(
                "output", new NirNode.Output(List.of(model.settings().getLast().units())));
        edges.add(new NirEdge(before, "output"));
        return new NirGraph(
                new TreeMap<>(nodes),
                edges,
                NirExtras.ofMetadata(Map.of(
                        LayerNotes.STEP,
                        LayerNotes.number(step),
                        "program",
                        Hdf5Value.Texts.of("Gyre"),
                        "integration",
                        Hdf5Value.Texts.of("Euler"))));
    }

    private static NirGraph recurrent(NirNode units, LifStart start, int count) {
        return new NirGraph(
                Map.of(
                        "input", new NirNode.Input(List.of(count)),
                        "lif", units,
                        "w_rec", new NirNode.Linear(transposed(start.recurrent(), count, count)),
                        "output", new NirNode.Output(List.of(count))),
                List.of(
                        new NirEdge("input", "lif"),
                        new NirEdge("lif", "w_rec"),
                        new NirEdge("w_rec", "lif"),
                        new NirEdge("lif", "output")));
    }

    private NirNode units(int layer, LifSettings settings, LifStart start) {
        int count = settings.units();
        boolean weighed = settings.semantics().leakyInput();
        NirExtras notes = LayerNotes.of(settings, start.thresholds());
        NpyArray zeros = NpyArray.of(new float[count], count);
        if (!weighed && zero(start.leaks())) {
            double[] r = new double[count];
            Arrays.fill(r, 1 / step);
            NpyArray gains = NpyArray.of(r, count);
            return settings.semantics().spiking()
                    ? new NirNode.If(gains, numbers(start.thresholds()), zeros, notes)
                    : new NirNode.I(gains, notes);
        }
        double[] tau = new double[count];
        double[] r = new double[count];
        boolean mixed = false;
        for (int u = 0; u < count; u++) {
            double leak = start.leaks()[u];
            if (leak < 0) {
                throw new InputException("layer " + layer + ": unit " + u + " has the leak " + leak
                        + ", with which potentials grow by themselves; NIR has no node for it, learn with"
                        + " leak_form = \"clamped\"");
            }
            mixed |= leak == 0 && !weighed;
            double used = leak == 0 && !weighed ? NONE : leak;
            tau[u] = step / used;
            r[u] = weighed ? 1 : 1 / used;
            if (leak != 0 && Double.isInfinite(tau[u])) {
                throw new InputException("layer " + layer + ": unit " + u + " has the leak " + leak
                        + ", whose time constant is beyond all numbers; set it to 0");
            }
        }
        if (mixed) {
            warnings.add("Layer " + layer + " has units with and without leak, and a node has one type only: those"
                    + " without get a time constant of 2³⁰ dt.");
        }
        NpyArray times = NpyArray.of(tau, count);
        NpyArray gains = NpyArray.of(r, count);
        return settings.semantics().spiking()
                ? new NirNode.Lif(times, gains, zeros, numbers(start.thresholds()), zeros, notes)
                : new NirNode.Li(times, gains, zeros, notes);
    }

    private void warn(int layer, LifSettings settings, LifStart start) {
        LifSemantics semantics = settings.semantics();
        if (semantics.floored()) {
            say(layer, "keeps potentials from getting negative; in NIR they do.");
        }
        for (float leak : start.leaks()) {
            if (leak > 1) {
                say(layer, "has leaks above 1: their time constants are shorter than dt.");
                break;
            }
        }
        if (!semantics.spiking()) {
            return;
        }
        if (semantics.fires() == LifSemantics.Comparison.AT) {
            boolean kept = semantics.forgets() == LifSemantics.Comparison.ABOVE;
            say(
                    layer,
                    "fires where V equals the threshold" + (kept ? " and then keeps V" : "")
                            + "; in NIR only V above it fires.");
        }
        switch (semantics.reset()) {
            case ZERO -> {
                // As in NIR.
            }
            case SUBTRACT -> say(layer, "subtracts the threshold from V after a spike; in NIR V becomes v_reset.");
            case SUBTRACT_IN_NEXT_STEP ->
                say(
                        layer,
                        "subtracts the threshold in the step after V reached it, after the leak; in NIR V becomes v_reset"
                                + " at once.");
            case NONE -> say(layer, "does not reset V after a spike; in NIR V becomes v_reset.");
        }
        if (semantics.delayed()) {
            say(layer, "gives its spikes a step late; in NIR they are given at once.");
        }
        if (semantics.refractory() > 0) {
            say(
                    layer,
                    "holds V at zero for a refractory time of " + semantics.refractory()
                            + " steps after a spike; NIR has none.");
        }
        if (settings.recurrent()) {
            say(layer, "hears its own spikes one step later; NIR does not say when, and programs differ in it.");
        }
        say(
                layer,
                settings.surrogate() instanceof Surrogate.Custom
                        ? "learns with a surrogate of your own, which no file can hold."
                        : "learns with a surrogate gradient, which is no part of NIR.");
    }

    private void say(int layer, String what) {
        warnings.add("Layer " + layer + " " + what);
    }

    static boolean zero(float[] values) {
        for (float value : values) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private static NpyArray numbers(float[] values) {
        return NpyArray.of(values.clone(), values.length);
    }

    /// From `[input][unit]` to `[unit][input]`.
    private static NpyArray transposed(float[] weights, int inputs, int units) {
        float[] turned = new float[weights.length];
        for (int i = 0; i < inputs; i++) {
            for (int u = 0; u < units; u++) {
                turned[u * inputs + i] = weights[i * units + u];
            }
        }
        return NpyArray.of(turned, units, inputs);
    }
}
