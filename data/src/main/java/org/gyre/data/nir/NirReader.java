package org.gyre.data.nir;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.FileKind;
import org.gyre.data.Limits;
import org.gyre.data.hdf5.Hdf5Dataset;
import org.gyre.data.hdf5.Hdf5File;
import org.gyre.data.hdf5.Hdf5Value;

/// Reads the HDF5 files of the Python package `nir`, of its version 0.1 and later: a text `/version`, and at
/// `/node` a group with the text `type` (`NIRGraph`), `edges` of two texts each, and the group `nodes`, each
/// again with its `type` and parameters.
///
/// Nodes of unknown type are kept whole. What is left out in older files has the value that the package gives
/// it: `v_reset` 0, `w_in` 1, `start_dim` 1, `end_dim` -1.
public final class NirReader {
    /// Graphs within graphs, and groups within groups of metadata.
    private static final int MAX_DEPTH = 32;

    private final Hdf5File file;
    private final Limits limits;
    private final List<String> warnings = new ArrayList<>();
    private long values;
    private long bytes;

    private NirReader(Hdf5File file, Limits limits) {
        this.file = file;
        this.limits = limits;
    }

    /// As [#read(Path, Limits)] with [Limits#DEFAULT].
    public static NirFile read(Path file) {
        return read(file, Limits.DEFAULT);
    }

    /// Reads a file.
    ///
    /// @throws InputException if the file cannot be read, is no HDF5 file or holds no graph, if an edge leads to
    ///     a node that does not exist, a parameter is missing, not a number or of a shape that does not fit, or
    ///     the file exceeds the limits
    public static NirFile read(Path file, Limits limits) {
        return Hdf5File.read(file, limits, hdf5 -> new NirReader(hdf5, limits).file());
    }

    /// As [#read(Path, Limits)], of bytes that are already open.
    ///
    /// @param name for messages
    public static NirFile read(SeekableByteChannel channel, String name, Limits limits) throws IOException {
        return Hdf5File.read(channel, name, limits, hdf5 -> new NirReader(hdf5, limits).file());
    }

    private NirFile file() {
        if (!file.hasGroup("/node")) {
            throw new InputException(file.name()
                    + ": has no group '/node', so that it is an HDF5 file but not one of NIR; name the file that"
                    + " nir.write() made");
        }
        String version = "";
        for (String member : file.members("/")) {
            if (member.equals("version")) {
                version = file.find("/version").map(text -> text.text("")).orElse("");
            } else if (!member.equals("node")) {
                warn("holds '/" + member + "', which is not part of NIR and is not kept");
            }
        }
        if (version.isEmpty()) {
            warn("does not say the version of the program that wrote it");
        }
        if (!(node("/node", 0) instanceof NirGraph graph)) {
            throw new InputException(file.name() + ": holds a single node and no graph; put it into a NIRGraph first");
        }
        for (String mismatch : graph.mismatches()) {
            warn(mismatch);
        }
        return new NirFile(version, graph, warnings);
    }

    /// Keeps a sentence about the file.
    void warn(String what) {
        if (warnings.size() < limits.maxMembers()) {
            warnings.add(file.name() + ": " + InputException.oneLine(what));
        }
    }

    /// A node's name for messages: its path without what all paths begin with.
    static String shown(String path) {
        String names = path.replaceFirst("^/node", "").replace("/nodes/", "/");
        return "node '" + FileKind.printable(names.isEmpty() ? "/" : names.substring(1)) + "'";
    }

    private NirNode node(String path, int depth) {
        count(path, depth);
        NodeParts parts = new NodeParts(this, file, path, depth);
        String type = parts.text("type");
        try {
            return switch (type) {
                case "NIRGraph" -> graph(parts, path, depth);
                case "Input" -> new NirNode.Input(parts.sizes("shape"), parts.extras(type));
                case "Output" -> new NirNode.Output(parts.sizes("shape"), parts.extras(type));
                case "Affine" -> new NirNode.Affine(parts.numbers("weight"), parts.numbers("bias"), parts.extras(type));
                case "Linear" -> new NirNode.Linear(parts.numbers("weight"), parts.extras(type));
                case "Scale" -> new NirNode.Scale(parts.numbers("scale"), parts.extras(type));
                case "I" -> new NirNode.I(parts.numbers("r"), parts.extras(type));
                case "IF" ->
                    new NirNode.If(
                            parts.numbers("r"),
                            parts.numbers("v_threshold"),
                            parts.filled("v_reset", 0, "v_threshold"),
                            parts.extras(type));
                case "LI" ->
                    new NirNode.Li(
                            parts.numbers("tau"), parts.numbers("r"), parts.numbers("v_leak"), parts.extras(type));
                case "LIF" ->
                    new NirNode.Lif(
                            parts.numbers("tau"),
                            parts.numbers("r"),
                            parts.numbers("v_leak"),
                            parts.numbers("v_threshold"),
                            parts.filled("v_reset", 0, "v_threshold"),
                            parts.extras(type));
                case "CubaLI" ->
                    new NirNode.CubaLi(
                            parts.numbers("tau_syn"),
                            parts.numbers("tau_mem"),
                            parts.numbers("r"),
                            parts.numbers("v_leak"),
                            parts.filled("w_in", 1, "v_leak"),
                            parts.extras(type));
                case "CubaLIF" ->
                    new NirNode.CubaLif(
                            parts.numbers("tau_syn"),
                            parts.numbers("tau_mem"),
                            parts.numbers("r"),
                            parts.numbers("v_leak"),
                            parts.numbers("v_threshold"),
                            parts.filled("v_reset", 0, "v_threshold"),
                            parts.filled("w_in", 1, "v_threshold"),
                            parts.extras(type));
                case "Threshold" -> new NirNode.Threshold(parts.numbers("threshold"), parts.extras(type));
                case "Delay" -> new NirNode.Delay(parts.numbers("delay"), parts.extras(type));
                case "Flatten" ->
                    new NirNode.Flatten(
                            parts.optionalSizes("input_type"),
                            parts.size("start_dim", 1),
                            parts.size("end_dim", -1),
                            parts.extras(type));
                case "Conv1d" ->
                    new NirNode.Conv1d(
                            parts.optionalSizes("input_shape"),
                            parts.numbers("weight"),
                            parts.spread("stride", 1),
                            parts.padding(1),
                            parts.spread("dilation", 1),
                            parts.size("groups"),
                            parts.numbers("bias"),
                            parts.extras(type));
                case "Conv2d" ->
                    new NirNode.Conv2d(
                            parts.optionalSizes("input_shape"),
                            parts.numbers("weight"),
                            parts.spread("stride", 2),
                            parts.padding(2),
                            parts.spread("dilation", 2),
                            parts.size("groups"),
                            parts.numbers("bias"),
                            parts.extras(type));
                case "SumPool2d" ->
                    new NirNode.SumPool2d(
                            parts.spread("kernel_size", 2),
                            parts.spread("stride", 2),
                            parts.spread("padding", 2),
                            parts.extras(type));
                case "AvgPool2d" ->
                    new NirNode.AvgPool2d(
                            parts.spread("kernel_size", 2),
                            parts.spread("stride", 2),
                            parts.spread("padding", 2),
                            parts.extras(type));
                default -> {
                    warn(shown(path) + " has the type '" + FileKind.printable(type)
                            + "', which is unknown here; it is kept as it is, but what it computes is not known");
                    yield new NirNode.Unknown(type, parts.others());
                }
            };
        } catch (InputException e) {
            // What the file itself says already names the file.
            throw e.getMessage().startsWith(file.name() + ":")
                    ? e
                    : new InputException(file.name() + ": " + shown(path) + ", " + e.getMessage(), e);
        }
    }

    private NirGraph graph(NodeParts parts, String path, int depth) {
        String folder = path + "/nodes";
        if (!file.hasGroup(folder)) {
            throw parts.refused("is a graph without the group 'nodes'; write it again with nir.write()");
        }
        TreeMap<String, NirNode> nodes = new TreeMap<>();
        for (String name : file.members(folder)) {
            String child = folder + "/" + name;
            if (!file.hasGroup(child)) {
                throw parts.refused("has a member '" + FileKind.printable(name)
                        + "' in its nodes that is not a group; write it again with nir.write()");
            }
            nodes.put(name, node(child, depth + 1));
        }
        List<NirEdge> edges = edges(parts);
        return new NirGraph(nodes, edges, parts.extras("NIRGraph", "nodes"));
    }

    private List<NirEdge> edges(NodeParts parts) {
        Hdf5Dataset dataset = parts.dataset("edges");
        if (dataset.size() == 0) {
            // Python's empty list has no texts in it, but is an array of numbers.
            return List.of();
        }
        long[] shape = dataset.shape();
        if (!dataset.isText() || shape.length != 2 || shape[1] != 2) {
            throw parts.refused("has edges that are " + dataset.describe() + "; two texts are needed for each edge");
        }
        String[] ends = texts(dataset);
        List<NirEdge> edges = new ArrayList<>(ends.length / 2);
        for (int i = 0; i < ends.length; i += 2) {
            edges.add(new NirEdge(ends[i], ends[i + 1]));
        }
        return edges;
    }

    /// Counts a group or dataset against the limits, before it is followed.
    private void count(String path, int depth) {
        values++;
        if (depth > MAX_DEPTH || values > 16L * limits.maxMembers()) {
            throw new InputException(file.name() + ": " + shown(path) + " lies "
                    + (depth > MAX_DEPTH
                            ? "more than " + MAX_DEPTH + " graphs or groups deep; nest them less"
                            : "behind more than " + 16L * limits.maxMembers() + " others, the most that are read"));
        }
    }

    /// Counts the bytes of a dataset, before it is read: several may share what is stored.
    ///
    /// @param width bytes of an element at most
    Hdf5Dataset counted(Hdf5Dataset dataset, int width) {
        return counted(dataset, dataset.size(), width);
    }

    private Hdf5Dataset counted(Hdf5Dataset dataset, long count, int width) {
        long most = Limits.RATIO_FREE_BYTES + limits.maxRatio() * file.length();
        if (count > (most - bytes) / width) {
            throw new InputException(file.name() + ": "
                    + FileKind.printable(dataset.name()) + " brings the file to more than " + Plural.of(most, "byte")
                    + " of parameters, more than " + limits.maxRatio() + " to 1");
        }
        bytes += count * width;
        return dataset;
    }

    /// All texts of a dataset, counted before and after they are read.
    String[] texts(Hdf5Dataset dataset) {
        String[] texts = counted(dataset, Long.BYTES).texts();
        counted(dataset, characters(List.of(texts)), Character.BYTES);
        return texts;
    }

    private static long characters(List<String> texts) {
        return texts.stream().mapToLong(String::length).sum();
    }

    /// What lies at a path, whole; empty, with a warning, if it cannot be kept.
    Optional<Hdf5Value> value(String path, int depth) {
        count(path, depth);
        if (file.hasGroup(path)) {
            TreeMap<String, Hdf5Value> members = new TreeMap<>();
            for (String name : file.members(path)) {
                value(path + "/" + name, depth + 1).ifPresent(member -> members.put(name, member));
            }
            return Optional.of(new Hdf5Value.Group(members));
        }
        Optional<Hdf5Dataset> dataset = file.find(path);
        if (dataset.isEmpty()
                || !(dataset.get().isNumeric()
                        || dataset.get().isText()
                        || dataset.get().isRagged())) {
            warn("'" + FileKind.printable(path) + "' is neither a group nor numbers nor texts and is not kept");
            return Optional.empty();
        }
        Hdf5Value value = counted(dataset.get(), Long.BYTES).value();
        switch (value) {
            case Hdf5Value.Numbers numbers -> {
                if (dataset.get().isFloat() && hasNaN(numbers.array().doubles())) {
                    warn("'" + FileKind.printable(path) + "' holds NaN");
                }
            }
            case Hdf5Value.Texts texts -> counted(dataset.get(), characters(texts.texts()), Character.BYTES);
            case Hdf5Value.Sequences sequences -> {
                long length =
                        sequences.rows().stream().mapToLong(row -> row.size()).sum();
                counted(dataset.get(), length, Long.BYTES);
            }
            case Hdf5Value.Group group -> {
                // Not from a dataset.
            }
        }
        return Optional.of(value);
    }

    private static boolean hasNaN(double[] numbers) {
        for (double number : numbers) {
            if (Double.isNaN(number)) {
                return true;
            }
        }
        return false;
    }
}
