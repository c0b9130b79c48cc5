package org.gyre.data.nir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gyre.data.npy.NpyArray;
import org.junit.jupiter.api.Test;

/// Shapes of signals, worked out by hand.
class NirShapesTest {
    @Test
    void shapesFollowFromTheParameters() {
        Map<String, NirNode> nodes = Networks.nodes(true, 3);
        assertShapes(nodes, "affine", List.of(4), List.of(3));
        assertShapes(nodes, "linear", List.of(2, 3), List.of(2, 3));
        assertShapes(nodes, "scale", List.of(3, 2), List.of(3, 2));
        assertShapes(nodes, "cubalif", List.of(3), List.of(3));
        assertShapes(nodes, "flatten", List.of(2, 3, 4), List.of(2, 12));
        // Starts at 0, 2, 4, 6, 8 of the 9 numbers with one zero on both sides.
        assertShapes(nodes, "conv1d", List.of(4, 9), List.of(4, 5));
        // Height: 34 + 2 - 5 = 31 steps, every second. Width: the kernel reaches over 5 numbers of 30.
        assertShapes(nodes, "conv2d", List.of(2, 34, 30), List.of(3, 16, 26));
        assertShapes(nodes, "conv2d valid", List.of(1, 5, 5), List.of(1, 1, 1));
        for (String unsaid : List.of("flatten?", "conv1d same", "sum", "mean", "Izhikevich")) {
            NirNode node = java.util.Objects.requireNonNull(nodes.get(unsaid));
            assertThat(node.inputShape()).isEmpty();
            assertThat(node.outputShape()).isEmpty();
        }
        NirGraph graph = new NirGraph(nodes, List.of());
        assertThat(graph.inputShape()).contains(List.of(3));
        assertThat(graph.outputShape()).contains(List.of(3));
    }

    private static void assertShapes(
            Map<String, NirNode> nodes, String name, List<Integer> input, List<Integer> output) {
        NirNode node = java.util.Objects.requireNonNull(nodes.get(name));
        assertThat(node.inputShape()).as(name).contains(input);
        assertThat(node.outputShape()).as(name).contains(output);
    }

    @Test
    void sameKeepsTheExtents() {
        NirNode.Conv1d same = new NirNode.Conv1d(
                Optional.of(List.of(7)),
                NpyArray.of(new float[3], 1, 1, 3),
                List.of(1),
                NirPadding.Named.SAME,
                List.of(1),
                1,
                NpyArray.of(new float[1], 1),
                NirExtras.NONE);
        assertThat(same.outputShape()).contains(List.of(1, 7));
    }

    @Test
    void edgesBetweenOtherShapesAreNamed() {
        NirGraph inner = new NirGraph(
                Map.of("in", new NirNode.Input(List.of(2)), "out", new NirNode.Output(List.of(5))),
                List.of(new NirEdge("in", "out")));
        NirGraph graph = new NirGraph(
                Map.of("in", new NirNode.Input(List.of(2)), "g", inner, "out", new NirNode.Output(List.of(1, 5))),
                List.of(new NirEdge("in", "g"), new NirEdge("g", "out")));
        assertThat(graph.mismatches())
                .containsExactly(
                        "'g' gives signals of shape [5] to 'out', which takes [1, 5]",
                        "'g/in' gives signals of shape [2] to 'g/out', which takes [5]");
    }
}
