package org.gyre.data.nir;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.gyre.data.hdf5.Hdf5Value;
import org.gyre.data.npy.NpyArray;

/// Networks for tests.
final class Networks {
    /// More than one byte long in every encoding of lengths, and not of one alphabet.
    static final String LONG_NAME = "Neuronschicht-α-🧠-".repeat(300);

    private Networks() {}

    static NpyArray floats(float... values) {
        return NpyArray.of(values, values.length);
    }

    static NpyArray doubles(double... values) {
        return NpyArray.of(values, values.length);
    }

    /// Random numbers of any magnitude: every bit matters.
    private static NpyArray random(SplittableRandom random, boolean single, int... shape) {
        int size = 1;
        for (int extent : shape) {
            size *= extent;
        }
        if (single) {
            float[] values = new float[size];
            for (int i = 0; i < size; i++) {
                values[i] = (float) random.nextDouble(1e-6, 1);
            }
            return NpyArray.of(values, shape);
        }
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextDouble(1e-6, 1);
        }
        return NpyArray.of(values, shape);
    }

    /// One node of each type; those with arrays have random float32 or float64 of shape `[n]`.
    static Map<String, NirNode> nodes(boolean single, int n) {
        SplittableRandom random = new SplittableRandom(n);
        Map<String, NirNode> nodes = new LinkedHashMap<>();
        nodes.put("in", new NirNode.Input(List.of(n)));
        nodes.put("out", new NirNode.Output(List.of(n)));
        nodes.put("affine", new NirNode.Affine(random(random, single, n, n + 1), random(random, single, n)));
        nodes.put("linear", new NirNode.Linear(random(random, single, 2, n, n)));
        nodes.put("scale", new NirNode.Scale(random(random, single, n, 2)));
        nodes.put("i", new NirNode.I(random(random, single, n)));
        nodes.put(
                "if", new NirNode.If(random(random, single, n), random(random, single, n), random(random, single, n)));
        nodes.put(
                "li", new NirNode.Li(random(random, single, n), random(random, single, n), random(random, single, n)));
        nodes.put("lif", lif(random, single, n));
        nodes.put(
                "cubali",
                new NirNode.CubaLi(
                        random(random, single, n),
                        random(random, single, n),
                        random(random, single, n),
                        random(random, single, n),
                        random(random, single, n)));
        nodes.put(
                "cubalif",
                new NirNode.CubaLif(
                        random(random, single, n),
                        random(random, single, n),
                        random(random, single, n),
                        random(random, single, n),
                        random(random, single, n),
                        random(random, single, n),
                        random(random, single, n)));
        nodes.put("threshold", new NirNode.Threshold(random(random, single, n)));
        nodes.put("delay", new NirNode.Delay(random(random, single, n)));
        nodes.put("flatten", new NirNode.Flatten(Optional.of(List.of(2, 3, 4)), 1, -1));
        nodes.put("flatten?", new NirNode.Flatten(Optional.empty(), 0, 1));
        nodes.put(
                "conv1d",
                new NirNode.Conv1d(
                        Optional.of(List.of(9)),
                        random(random, single, 4, 2, 3),
                        List.of(2),
                        new NirPadding.Sizes(List.of(1)),
                        List.of(1),
                        2,
                        random(random, single, 4),
                        NirExtras.NONE));
        nodes.put(
                "conv1d same",
                new NirNode.Conv1d(
                        Optional.empty(),
                        random(random, single, 1, 1, 3),
                        List.of(1),
                        NirPadding.Named.SAME,
                        List.of(2),
                        1,
                        random(random, single, 1),
                        NirExtras.NONE));
        nodes.put(
                "conv2d",
                new NirNode.Conv2d(
                        Optional.of(List.of(34, 30)),
                        random(random, single, 3, 2, 5, 3),
                        List.of(2, 1),
                        new NirPadding.Sizes(List.of(1, 0)),
                        List.of(1, 2),
                        1,
                        random(random, single, 3),
                        NirExtras.NONE));
        nodes.put(
                "conv2d valid",
                new NirNode.Conv2d(
                        Optional.of(List.of(5, 5)),
                        random(random, single, 1, 1, 5, 5),
                        List.of(1, 1),
                        NirPadding.Named.VALID,
                        List.of(1, 1),
                        1,
                        random(random, single, 1),
                        NirExtras.NONE));
        nodes.put("sum", new NirNode.SumPool2d(List.of(2, 3), List.of(2, 1), List.of(0, 1), NirExtras.NONE));
        nodes.put("mean", new NirNode.AvgPool2d(List.of(2, 2), List.of(1, 2), List.of(1, 0), NirExtras.NONE));
        nodes.put("Izhikevich", unknown());
        return nodes;
    }

    static NirNode.Lif lif(SplittableRandom random, boolean single, int n) {
        return new NirNode.Lif(
                random(random, single, n),
                random(random, single, n),
                random(random, single, n),
                random(random, single, n),
                random(random, single, n));
    }

    private static NirNode unknown() {
        return new NirNode.Unknown(
                "Izhikevich",
                new NirExtras(
                        new TreeMap<>(Map.of("by", Hdf5Value.Texts.of("hand"))),
                        new TreeMap<>(Map.of(
                                "a",
                                new Hdf5Value.Numbers(doubles(0.02, 0.1)),
                                "modes",
                                new Hdf5Value.Texts(List.of(2), List.of("chattering", "")),
                                "more",
                                Hdf5Value.Group.of(Map.of("b", new Hdf5Value.Numbers(NpyArray.of(new int[] {3}))))))));
    }

    /// All types of nodes in float32 and, in a graph within, in float64 and without neurons, with metadata.
    static NirGraph all() {
        Map<String, NirNode> empty = nodes(true, 0);
        NirGraph innermost = new NirGraph(empty, List.of());
        Map<String, NirNode> inner = nodes(false, 4);
        inner.put("empty", innermost);
        Map<String, NirNode> nodes = nodes(true, 3);
        nodes.put("inner", new NirGraph(inner, List.of(new NirEdge("in", "lif"), new NirEdge("lif", "out"))));
        nodes.put(LONG_NAME, lif(new SplittableRandom(1), true, 3));
        nodes.put("lif.1 größe", lif(new SplittableRandom(2), true, 3));
        List<NirEdge> edges = List.of(
                new NirEdge("in", LONG_NAME),
                new NirEdge(LONG_NAME, "lif.1 größe"),
                new NirEdge("lif.1 größe", "lif.1 größe"),
                new NirEdge("lif.1 größe", "out"));
        return new NirGraph(
                new TreeMap<>(nodes),
                edges,
                NirExtras.ofMetadata(Map.of(
                        "dt",
                        new Hdf5Value.Numbers(NpyArray.of(new double[] {1e-4})),
                        "program",
                        Hdf5Value.Texts.of("test"))));
    }
}
