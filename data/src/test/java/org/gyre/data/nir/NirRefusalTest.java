package org.gyre.data.nir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gyre.core.InputException;
import org.gyre.data.Fixtures;
import org.gyre.data.Limits;
import org.gyre.data.hdf5.Hdf5Value;
import org.gyre.data.hdf5.write.Hdf5Writer;
import org.gyre.data.npy.NpyArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each fault of a network or a file gives one sentence that names its place.
class NirRefusalTest {
    @TempDir
    Path folder;

    private static Hdf5Value numbers(double... values) {
        return new Hdf5Value.Numbers(NpyArray.of(values, values.length));
    }

    private static Hdf5Value number(long value) {
        return new Hdf5Value.Numbers(NpyArray.of(new long[] {value}));
    }

    private static Map<String, Hdf5Value> node(String type, Object... namesAndValues) {
        Map<String, Hdf5Value> members = new LinkedHashMap<>();
        members.put("type", Hdf5Value.Texts.of(type));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], (Hdf5Value) namesAndValues[i + 1]);
        }
        return members;
    }

    private static Map<String, Hdf5Value> lif() {
        return node(
                "LIF", "tau", numbers(1, 2), "r", numbers(1, 2), "v_leak", numbers(0, 0), "v_threshold", numbers(1, 1));
    }

    private static Map<String, Hdf5Value> conv() {
        return node(
                "Conv1d",
                "weight",
                new Hdf5Value.Numbers(NpyArray.of(new double[6], 2, 1, 3)),
                "bias",
                numbers(0, 0),
                "stride",
                number(1),
                "padding",
                number(0),
                "dilation",
                number(1),
                "groups",
                number(1));
    }

    private static Hdf5Value edges(String... ends) {
        return new Hdf5Value.Texts(List.of(ends.length / 2, 2), List.of(ends));
    }

    /// A file with one node, named x.
    private static Hdf5Value.Group file(Map<String, Hdf5Value> node, Hdf5Value edges) {
        Hdf5Value nodes = Hdf5Value.Group.of(Map.of("x", Hdf5Value.Group.of(node)));
        return Hdf5Value.Group.of(Map.of(
                "version",
                Hdf5Value.Texts.of("1.0"),
                "node",
                Hdf5Value.Group.of(node("NIRGraph", "nodes", nodes, "edges", edges))));
    }

    private NirFile read(Hdf5Value.Group root) {
        Path file = folder.resolve("x.nir");
        Hdf5Writer.write(file, root);
        return NirReader.read(file);
    }

    private void refused(Hdf5Value.Group root, String... parts) {
        refused(() -> read(root), "x.nir: ", parts);
    }

    private void refused(Map<String, Hdf5Value> node, String... parts) {
        refused(file(node, edges("x", "x")), parts);
    }

    private void refusedWith(Map<String, Hdf5Value> node, String name, Hdf5Value value, String... parts) {
        Map<String, Hdf5Value> changed = new LinkedHashMap<>(node);
        changed.put(name, value);
        refused(changed, parts);
    }

    private static void refused(ThrowingCallable call, String first, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOf(InputException.class)
                .hasMessageContaining(first)
                .satisfies(refusal -> assertThat(List.of(parts))
                        .allSatisfy(part -> assertThat(refusal).hasMessageContaining(part)))
                .hasMessageNotContaining("\n");
    }

    @Test
    void theSoundFilesAreRead() {
        assertThat(read(file(lif(), edges("x", "x"))).graph().nodes()).containsOnlyKeys("x");
        assertThat(read(file(conv(), edges())).graph().nodes()).containsOnlyKeys("x");
        // Python's empty list of edges is an array of numbers.
        assertThat(read(file(conv(), numbers())).graph().edges()).isEmpty();
    }

    @Test
    void filesThatAreNoGraphAreRefused() {
        refused(Hdf5Value.Group.EMPTY, "has no group '/node'");
        refused(
                Hdf5Value.Group.of(Map.of("node", Hdf5Value.Group.of(lif()))),
                "holds a single node and no graph; put it into a NIRGraph first");
        refused(Hdf5Value.Group.of(Map.of("node", Hdf5Value.Group.EMPTY)), "node '/' has no 'type'");
        refused(
                Hdf5Value.Group.of(Map.of("node", Hdf5Value.Group.of(node("NIRGraph", "edges", edges())))),
                "node '/' is a graph without the group 'nodes'");
        refused(
                Hdf5Value.Group.of(
                        Map.of("node", Hdf5Value.Group.of(node("NIRGraph", "nodes", Hdf5Value.Group.EMPTY)))),
                "node '/' has no 'edges'");
        refused(
                Hdf5Value.Group.of(Map.of(
                        "node",
                        Hdf5Value.Group.of(node(
                                "NIRGraph", "edges", edges(), "nodes", Hdf5Value.Group.of(Map.of("x", numbers(1))))))),
                "node '/' has a member 'x' in its nodes that is not a group");
        Path text = Path.of(
                Fixtures.write(folder.resolve("t.nir"), "no".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        refused(() -> NirReader.read(text), "t.nir: ", "it is not an HDF5 file");
        refused(() -> NirReader.read(folder.resolve("none.nir")), "none.nir: no such file");
    }

    @Test
    void edgesMustLeadToNodes() {
        refused(
                file(lif(), edges("x", "y")),
                "node '/', the edge 'x' to 'y' names the node 'y', which the graph does not have; it has x");
        refused(file(lif(), new Hdf5Value.Texts(List.of(2), List.of("x", "x"))), "two texts are needed for each edge");
        refused(file(lif(), numbers(1, 2)), "has edges that are float64 [2]; two texts are needed for each edge");
        refused(
                () -> new NirGraph(Map.of("a/b", new NirNode.Input(List.of(1))), List.of()),
                "a graph has a node 'a/b', but a name is neither empty nor '.' and has no slash; rename it");
    }

    @Test
    void parametersMustFitTogether() {
        refusedWith(
                lif(),
                "v_threshold",
                numbers(1, 1, 1),
                "node 'x', LIF: tau has shape [2] and v_threshold has [3]; both need one number for each neuron");
        refusedWith(
                node("Affine", "weight", new Hdf5Value.Numbers(NpyArray.of(new double[6], 2, 3))),
                "bias",
                numbers(1, 2, 3),
                "node 'x', Affine: bias has shape [3]; the weight [2, 3] asks for [2]");
        refused(node("Linear", "weight", numbers(1)), "node 'x', Linear: weight has shape [1], where at least 2");
        refusedWith(conv(), "bias", numbers(1), "Conv1d: bias has shape [1]; the weight [2, 1, 3] asks for [2]");
        refusedWith(conv(), "groups", number(3), "Conv1d: groups is 3, which does not divide the 2 outputs");
        refusedWith(conv(), "stride", number(0), "Conv1d: stride is [0], where each number must be at least 1");
        refusedWith(conv(), "padding", numbers(1, 1), "Conv1d: padding is [1, 1], where 1 number is needed");
        refusedWith(conv(), "padding", number(-1), "Conv1d: padding is [-1], where each number must be at least 0");
        refusedWith(conv(), "padding", Hdf5Value.Texts.of("full"), "has the padding 'full', where 'same', 'valid' or");
        refusedWith(
                conv(), "input_shape", number(2), "a kernel of shape [2, 1, 3] with dilation [1] does not fit into");
        refusedWith(conv(), "dilation", number(1L << 40), "has 1099511627776 in 'dilation', beyond any size");
        refusedWith(conv(), "groups", numbers(0.5), "/groups, element 0: 0.5 is not a whole number");
        refusedWith(conv(), "weight", numbers(1, 2), "Conv1d: weight has shape [2], where 3 dimensions are needed");
        refused(
                node("Flatten", "start_dim", number(1), "end_dim", number(3), "input_type", numbers(2, 2)),
                "Flatten: start_dim 1 and end_dim 3 name no range of the dimensions of [2, 2]");
        refused(
                node("SumPool2d", "kernel_size", numbers(2, 2, 2), "stride", number(1), "padding", number(0)),
                "SumPool2d: kernel_size is [2, 2, 2], where 2 numbers are needed");
        refused(node("Input", "shape", number(-1)), "Input: shape is [-1], where each number must be at least 0");
        refused(node("Input", "shape", new Hdf5Value.Numbers(NpyArray.of(new long[100], 100))), "a few whole numbers");
    }

    @Test
    void whatIsMissingOrOfAnotherKindIsNamed() {
        Map<String, Hdf5Value> lif = lif();
        lif.remove("tau");
        refused(lif, "x.nir: node 'x' has no 'tau'; write it again with the program that made the network");
        refusedWith(lif(), "tau", Hdf5Value.Texts.of("fast"), "node 'x' has a 'tau' that is text (one); numbers are");
        refusedWith(lif(), "tau", Hdf5Value.Group.EMPTY, "node 'x' has no 'tau'");
        refusedWith(lif(), "type", number(1), "node 'x' has a 'type' that is int64 (one); a single text is needed");
        refusedWith(lif(), "type", Hdf5Value.Texts.of(""), "node 'x', a node has an empty type; name it");
    }

    @Test
    void numbersThatAreNotFiniteAreRefused() {
        double nan = Double.NaN;
        refusedWith(lif(), "tau", numbers(1, nan), "LIF: tau has NaN at element 1, where a finite number is needed");
        refusedWith(lif(), "v_threshold", numbers(nan, 1), "LIF: v_threshold has NaN at element 0");
        refusedWith(lif(), "r", numbers(1, Double.POSITIVE_INFINITY), "LIF: r has Infinity at element 1");
        refusedWith(lif(), "tau", numbers(1, -2), "LIF: tau has -2.0 at element 1, where a number of at least 0");
        refusedWith(lif(), "v_reset", numbers(0, nan), "LIF: v_reset has NaN at element 1");
        refused(() -> new NirNode.Scale(Networks.floats(1, Float.NaN)), "Scale: scale has NaN at element 1");
        refused(() -> new NirNode.Delay(Networks.floats(Float.POSITIVE_INFINITY)), "Delay: delay has Infinity");
        // In what is only kept, NaN is told.
        Map<String, Hdf5Value> noted = lif();
        noted.put("metadata", Hdf5Value.Group.of(Map.of("loss", numbers(nan))));
        assertThat(read(file(noted, edges())).warnings())
                .hasSize(1)
                .first()
                .asString()
                .contains("x.nir: '/node/nodes/x/metadata/loss' holds NaN");
    }

    @Test
    void truncatedFilesAreRefused() {
        byte[] whole = Fixtures.bytes("nir/latest.nir");
        for (int length = 0; length < whole.length; length += 97) {
            Path file = Path.of(Fixtures.write(folder.resolve("cut.nir"), Arrays.copyOf(whole, length)));
            refused(() -> NirReader.read(file), "cut.nir: ");
        }
    }

    @Test
    void absurdSizesAreRefused() {
        byte[] bytes = Hdf5Writer.toBytes(file(lif(), edges("x", "x")));
        // The dataspaces of the four arrays: version 2, 1 dimension, none the largest, simple, 2.
        byte[] space = {2, 1, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0};
        int found = 0;
        for (int at = 0; at < bytes.length - space.length; at++) {
            if (Arrays.equals(bytes, at, at + space.length, space, 0, space.length)) {
                found++;
                for (int width : new int[] {5, 6, 8}) {
                    byte[] absurd = bytes.clone();
                    Arrays.fill(absurd, at + 4, at + 4 + width, (byte) 0x7f);
                    Path file = Path.of(Fixtures.write(folder.resolve("absurd.nir"), absurd));
                    refused(() -> NirReader.read(file), "absurd.nir: ", "more than");
                }
            }
        }
        assertThat(found).isEqualTo(4);
    }

    @Test
    void graphsNestOnlySoDeep() {
        NirGraph graph = new NirGraph(Map.of(), List.of());
        for (int i = 0; i < 31; i++) {
            graph = new NirGraph(Map.of("g", graph), List.of());
        }
        Path file = folder.resolve("deep.nir");
        // 32 groups "nodes" and 32 graphs are as deep as an HDF5 file is written.
        NirWriter.write(graph, file);
        assertThat(NirReader.read(file).graph().nodes()).containsOnlyKeys("g");
        NirGraph deeper = new NirGraph(Map.of("g", new NirGraph(Map.of("g", graph), List.of())), List.of());
        refused(() -> NirWriter.write(deeper, file), "deep.nir: ", "groups deep; nest them less");
    }

    @Test
    void moreNodesThanTheLimitAreRefused() {
        Limits narrow = new Limits(1L << 32, 1L << 29, 4, 200);
        Path file = folder.resolve("many.nir");
        Map<String, NirNode> nodes = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            nodes.put("n" + i, new NirNode.Flatten(Optional.empty(), 0, -1));
        }
        NirWriter.write(new NirGraph(nodes, List.of()), file);
        refused(
                () -> NirReader.read(file, narrow),
                "many.nir: ",
                "a group has more than 4 members, the most that is read");
    }
}
