package org.gyre.data.nir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gyre.core.InputException;
import org.gyre.data.FileKind;

/// Nodes and the connections between them. A graph can be a node of another.
///
/// A node with several connections into it gets their sum.
///
/// @param nodes by name; a name is not empty, not `.` or `..` and has no slash
/// @param edges in the order of the file; both ends are nodes of this graph
/// @param extras what it carries besides
public record NirGraph(SortedMap<String, NirNode> nodes, List<NirEdge> edges, NirExtras extras) implements NirNode {
    private static final int MAX_MISMATCHES = 100;

    /// Checks the names and the ends of all edges.
    ///
    /// @throws InputException if a name is not possible or an edge leads to a node that does not exist
    public NirGraph {
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
        edges = List.copyOf(edges);
        for (String name : nodes.keySet()) {
            if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
                throw new InputException("a graph has a node '" + FileKind.printable(name)
                        + "', but a name is neither empty nor '.' and has no slash; rename it");
            }
        }
        for (NirEdge edge : edges) {
            for (String end : List.of(edge.from(), edge.to())) {
                if (!nodes.containsKey(end)) {
                    throw new InputException("the edge '" + FileKind.printable(edge.from()) + "' to '"
                            + FileKind.printable(edge.to()) + "' names the node '" + FileKind.printable(end)
                            + "', which the graph does not have; it has " + shown(nodes));
                }
            }
        }
    }

    /// Without anything besides.
    public NirGraph(Map<String, ? extends NirNode> nodes, List<NirEdge> edges) {
        this(new TreeMap<>(nodes), edges, NirExtras.NONE);
    }

    private static String shown(SortedMap<String, NirNode> nodes) {
        List<String> names = List.copyOf(nodes.keySet());
        return names.isEmpty()
                ? "none"
                : FileKind.printable(String.join(", ", names.subList(0, Math.min(8, names.size()))))
                        + (names.size() > 8 ? ", …" : "");
    }

    @Override
    public String type() {
        return "NIRGraph";
    }

    /// The shape of its only input.
    @Override
    public Optional<List<Integer>> inputShape() {
        List<NirNode> inputs =
                nodes.values().stream().filter(NirNode.Input.class::isInstance).toList();
        return inputs.size() == 1 ? inputs.getFirst().inputShape() : Optional.empty();
    }

    /// The shape of its only output.
    @Override
    public Optional<List<Integer>> outputShape() {
        List<NirNode> outputs =
                nodes.values().stream().filter(NirNode.Output.class::isInstance).toList();
        return outputs.size() == 1 ? outputs.getFirst().outputShape() : Optional.empty();
    }

    /// A sentence for each edge, here and in the graphs within, whose ends have different shapes, up to 100.
    /// Programs differ in whether they run such a graph.
    public List<String> mismatches() {
        List<String> found = new ArrayList<>();
        collect("", found);
        return found;
    }

    private void collect(String path, List<String> found) {
        for (NirEdge edge : edges) {
            if (found.size() == MAX_MISMATCHES) {
                return;
            }
            Optional<List<Integer>> given = node(edge.from()).outputShape();
            Optional<List<Integer>> wanted = node(edge.to()).inputShape();
            if (given.isPresent() && wanted.isPresent() && !given.equals(wanted)) {
                found.add("'" + FileKind.printable(path + edge.from()) + "' gives signals of shape " + given.get()
                        + " to '" + FileKind.printable(path + edge.to()) + "', which takes " + wanted.get());
            }
        }
        nodes.forEach((name, node) -> {
            if (node instanceof NirGraph graph) {
                graph.collect(path + name + "/", found);
            }
        });
    }

    /// The node of a name.
    ///
    /// @throws IllegalArgumentException if there is none
    public NirNode node(String name) {
        NirNode node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no node '" + name + "'");
        }
        return node;
    }
}
