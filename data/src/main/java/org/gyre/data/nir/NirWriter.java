package org.gyre.data.nir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;
import org.gyre.data.hdf5.Hdf5Value;
import org.gyre.data.hdf5.write.Hdf5Writer;
import org.gyre.data.npy.NpyArray;

/// Writes a graph as an HDF5 file in the layout of the Python package `nir`. Equal graphs give equal bytes.
public final class NirWriter {
    /// The version of `nir` whose layout is written.
    public static final String VERSION = "1.0.7";

    private NirWriter() {}

    /// Writes a file, or replaces it as a whole.
    ///
    /// @throws InputException if it cannot be written, or a name cannot stand in an HDF5 file
    public static void write(NirGraph graph, Path file) {
        Hdf5Writer.write(file, file(graph));
    }

    /// The bytes of a file.
    ///
    /// @throws InputException if a name cannot stand in an HDF5 file
    public static byte[] toBytes(NirGraph graph) {
        return Hdf5Writer.toBytes(file(graph));
    }

    private static Hdf5Value.Group file(NirGraph graph) {
        return Hdf5Value.Group.of(Map.of("version", Hdf5Value.Texts.of(VERSION), "node", group(graph)));
    }

    private static Hdf5Value.Group group(NirNode node) {
        Members members = new Members();
        members.text("type", node.type());
        switch (node) {
            case NirGraph graph -> graph(graph, members);
            case NirNode.Input input -> members.sizes("shape", input.shape());
            case NirNode.Output output -> members.sizes("shape", output.shape());
            case NirNode.Affine affine ->
                members.numbers("weight", affine.weight()).numbers("bias", affine.bias());
            case NirNode.Linear linear -> members.numbers("weight", linear.weight());
            case NirNode.Scale scale -> members.numbers("scale", scale.scale());
            case NirNode.I integrator -> members.numbers("r", integrator.r());
            case NirNode.If unit ->
                members.numbers("r", unit.r())
                        .numbers("v_threshold", unit.vThreshold())
                        .numbers("v_reset", unit.vReset());
            case NirNode.Li unit ->
                members.numbers("tau", unit.tau()).numbers("r", unit.r()).numbers("v_leak", unit.vLeak());
            case NirNode.Lif unit ->
                members.numbers("tau", unit.tau())
                        .numbers("r", unit.r())
                        .numbers("v_leak", unit.vLeak())
                        .numbers("v_threshold", unit.vThreshold())
                        .numbers("v_reset", unit.vReset());
            case NirNode.CubaLi unit ->
                members.numbers("tau_syn", unit.tauSyn())
                        .numbers("tau_mem", unit.tauMem())
                        .numbers("r", unit.r())
                        .numbers("v_leak", unit.vLeak())
                        .numbers("w_in", unit.wIn());
            case NirNode.CubaLif unit ->
                members.numbers("tau_syn", unit.tauSyn())
                        .numbers("tau_mem", unit.tauMem())
                        .numbers("r", unit.r())
                        .numbers("v_leak", unit.vLeak())
                        .numbers("v_threshold", unit.vThreshold())
                        .numbers("v_reset", unit.vReset())
                        .numbers("w_in", unit.wIn());
            case NirNode.Threshold threshold -> members.numbers("threshold", threshold.threshold());
            case NirNode.Delay delay -> members.numbers("delay", delay.delay());
            case NirNode.Flatten flatten -> {
                flatten.inputShape().ifPresent(shape -> members.sizes("input_type", shape));
                members.size("start_dim", flatten.startDim()).size("end_dim", flatten.endDim());
            }
            case NirNode.Conv1d convolution -> {
                convolution.spatial().ifPresent(shape -> members.size("input_shape", shape.getFirst()));
                members.numbers("weight", convolution.weight())
                        .size("stride", convolution.stride().getFirst())
                        .size("dilation", convolution.dilation().getFirst())
                        .size("groups", convolution.groups())
                        .numbers("bias", convolution.bias());
                switch (convolution.padding()) {
                    case NirPadding.Named word -> members.text("padding", word(word));
                    case NirPadding.Sizes sizes ->
                        members.size("padding", sizes.sizes().getFirst());
                }
            }
            case NirNode.Conv2d convolution -> {
                convolution.spatial().ifPresent(shape -> members.sizes("input_shape", shape));
                members.numbers("weight", convolution.weight())
                        .sizes("stride", convolution.stride())
                        .sizes("dilation", convolution.dilation())
                        .size("groups", convolution.groups())
                        .numbers("bias", convolution.bias());
                switch (convolution.padding()) {
                    case NirPadding.Named word -> members.text("padding", word(word));
                    case NirPadding.Sizes sizes -> members.sizes("padding", sizes.sizes());
                }
            }
            case NirNode.SumPool2d pool ->
                members.sizes("kernel_size", pool.kernelSize())
                        .sizes("stride", pool.stride())
                        .sizes("padding", pool.padding());
            case NirNode.AvgPool2d pool ->
                members.sizes("kernel_size", pool.kernelSize())
                        .sizes("stride", pool.stride())
                        .sizes("padding", pool.padding());
            case NirNode.Unknown unknown -> {
                // All that it has are its extras.
            }
        }
        return members.with(node.extras());
    }

    private static void graph(NirGraph graph, Members members) {
        TreeMap<String, Hdf5Value> nodes = new TreeMap<>();
        graph.nodes().forEach((name, node) -> nodes.put(name, group(node)));
        members.values.put("nodes", new Hdf5Value.Group(nodes));
        List<String> ends = new ArrayList<>();
        for (NirEdge edge : graph.edges()) {
            ends.add(edge.from());
            ends.add(edge.to());
        }
        members.values.put("edges", new Hdf5Value.Texts(List.of(graph.edges().size(), 2), ends));
    }

    private static String word(NirPadding.Named padding) {
        return switch (padding) {
            case SAME -> "same";
            case VALID -> "valid";
        };
    }

    /// The members of a node's group.
    private static final class Members {
        private final TreeMap<String, Hdf5Value> values = new TreeMap<>();

        void text(String name, String text) {
            values.put(name, Hdf5Value.Texts.of(text));
        }

        Members numbers(String name, NpyArray array) {
            values.put(name, new Hdf5Value.Numbers(array));
            return this;
        }

        Members size(String name, int size) {
            return numbers(name, NpyArray.of(new long[] {size}));
        }

        Members sizes(String name, List<Integer> sizes) {
            return numbers(
                    name,
                    NpyArray.of(sizes.stream().mapToLong(Integer::longValue).toArray(), sizes.size()));
        }

        Hdf5Value.Group with(NirExtras extras) {
            extras.parameters().forEach(this::add);
            if (!extras.metadata().isEmpty()) {
                add("metadata", new Hdf5Value.Group(extras.metadata()));
            }
            return new Hdf5Value.Group(values);
        }

        private void add(String name, Hdf5Value value) {
            if (values.putIfAbsent(name, value) != null) {
                throw new InputException("a node has two parameters '" + FileKind.printable(name) + "'; rename one");
            }
        }
    }
}
