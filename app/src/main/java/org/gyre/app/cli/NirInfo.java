package org.gyre.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.Plural;
import org.gyre.data.FileKind;
import org.gyre.data.Limits;
import org.gyre.data.hdf5.Hdf5File;
import org.gyre.data.nir.NirEdge;
import org.gyre.data.nir.NirFile;
import org.gyre.data.nir.NirGraph;
import org.gyre.data.nir.NirNode;
import org.gyre.data.nir.NirReader;

/// What `gyre data info` and `gyre export` say of graphs of the Neuromorphic Intermediate Representation.
final class NirInfo {
    /// Nodes and edges that are listed for people; JSON has all.
    private static final int SHOWN = 40;

    private NirInfo() {}

    /// Whether an HDF5 file has the place of a graph.
    static boolean matches(Path file) {
        return Hdf5File.read(file, Limits.DEFAULT, hdf5 -> hdf5.hasGroup("/node") && hdf5.has("/node/type"));
    }

    /// The graph of a file.
    ///
    /// @throws org.gyre.core.InputException if the graph cannot be read
    static Map<String, Object> of(Path file, List<String> warnings) {
        NirFile read = NirReader.read(file);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("nir_version", FileKind.printable(read.version()));
        graph(read.graph(), object);
        warnings.addAll(read.warnings());
        return object;
    }

    /// Adds nodes, each with its type and, where it says them, the shapes of its signals, and edges, with those of
    /// graphs within the graph.
    static void graph(NirGraph graph, Map<String, Object> object) {
        List<Map<String, Object>> nodes = new ArrayList<>();
        List<List<String>> edges = new ArrayList<>();
        collect(graph, "", nodes, edges);
        object.put("nodes", nodes);
        object.put("edges", edges);
    }

    private static void collect(
            NirGraph graph, String path, List<Map<String, Object>> nodes, List<List<String>> edges) {
        for (Map.Entry<String, NirNode> member : graph.nodes().entrySet()) {
            NirNode node = member.getValue();
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", FileKind.printable(path + member.getKey()));
            entry.put("type", FileKind.printable(node.type()));
            node.inputShape().ifPresent(shape -> entry.put("input_shape", shape));
            node.outputShape().ifPresent(shape -> entry.put("output_shape", shape));
            nodes.add(entry);
            if (node instanceof NirGraph inner) {
                collect(inner, path + member.getKey() + "/", nodes, edges);
            }
        }
        for (NirEdge edge : graph.edges()) {
            edges.add(List.of(FileKind.printable(path + edge.from()), FileKind.printable(path + edge.to())));
        }
    }

    /// Prints what was found, if anything.
    static void print(Map<String, Object> object, Console console) {
        if (object.get("nodes") instanceof List<?> nodes && object.get("edges") instanceof List<?> edges) {
            console.print("  NIR graph of version " + object.get("nir_version") + " with "
                    + Plural.of(nodes.size(), "node") + " and " + Plural.of(edges.size(), "edge"));
            for (Object node : nodes.subList(0, Math.min(SHOWN, nodes.size()))) {
                if (node instanceof Map<?, ?> entry) {
                    Object in = entry.get("input_shape");
                    Object out = entry.get("output_shape");
                    console.print("    " + entry.get("name") + ": " + entry.get("type")
                            + (in == null ? "" : " " + in)
                            + (out == null || out.equals(in) ? "" : " to " + out));
                }
            }
            rest(nodes, console);
            for (Object edge : edges.subList(0, Math.min(SHOWN, edges.size()))) {
                if (edge instanceof List<?> ends) {
                    console.print("    " + ends.getFirst() + " -> " + ends.getLast());
                }
            }
            rest(edges, console);
        }
    }

    private static void rest(List<?> all, Console console) {
        if (all.size() > SHOWN) {
            console.print("    and " + (all.size() - SHOWN) + " more");
        }
    }
}
