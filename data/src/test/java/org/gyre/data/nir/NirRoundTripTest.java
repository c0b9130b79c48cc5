package org.gyre.data.nir;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is written is read back with the same bits: the expected values are the graph in memory.
class NirRoundTripTest {
    @TempDir
    Path folder;

    /// Compares two nodes component by component, arrays by type, shape and bits.
    private static void assertSame(NirNode found, NirNode wanted, String place) throws ReflectiveOperationException {
        assertThat(found).as(place).hasSameClassAs(wanted);
        for (RecordComponent component : wanted.getClass().getRecordComponents()) {
            Object one = component.getAccessor().invoke(found);
            Object other = component.getAccessor().invoke(wanted);
            String name = place + "." + component.getName();
            if (other instanceof NpyArray array) {
                assertThat(NpyWriter.toBytes((NpyArray) Objects.requireNonNull(one)))
                        .as(name)
                        .isEqualTo(NpyWriter.toBytes(array));
            } else if (component.getName().equals("nodes")) {
                Map<String, NirNode> nodes = ((NirGraph) wanted).nodes();
                assertThat(((NirGraph) found).nodes().keySet()).as(name).isEqualTo(nodes.keySet());
                for (Map.Entry<String, NirNode> node : nodes.entrySet()) {
                    assertSame(((NirGraph) found).node(node.getKey()), node.getValue(), place + "/" + node.getKey());
                }
            } else if (component.getName().equals("extras")) {
                assertThat(found.extras().metadata().keySet())
                        .as(name)
                        .isEqualTo(wanted.extras().metadata().keySet());
                assertThat(found.extras().parameters().keySet())
                        .as(name)
                        .isEqualTo(wanted.extras().parameters().keySet());
            } else {
                assertThat(one).as(name).isEqualTo(other);
            }
        }
    }

    @Test
    void everyNodeIsReadBackBitEqual() throws ReflectiveOperationException {
        Path file = folder.resolve("all.nir");
        NirGraph graph = Networks.all();
        NirWriter.write(graph, file);
        NirFile found = NirReader.read(file);
        assertThat(found.version()).isEqualTo("1.0.7");
        assertSame(found.graph(), graph, "");
        // Extras, too: their values are in the bytes.
        assertThat(NirWriter.toBytes(found.graph())).isEqualTo(NirWriter.toBytes(graph));
        // One for each of the three unknown nodes, and none else.
        assertThat(found.warnings())
                .hasSize(3)
                .allMatch(warning -> warning.contains("has the type 'Izhikevich', which is unknown here"));
    }

    @Test
    void thresholdsAndTimesMayBeInfinite() throws ReflectiveOperationException {
        double never = Double.POSITIVE_INFINITY;
        NirNode.Lif lif = new NirNode.Lif(
                Networks.doubles(never),
                Networks.doubles(-0.0),
                Networks.doubles(0),
                Networks.doubles(never),
                Networks.doubles(-1));
        Path file = folder.resolve("never.nir");
        NirWriter.write(new NirGraph(Map.of("lif", lif), java.util.List.of()), file);
        NirFile found = NirReader.read(file);
        assertSame(found.graph().node("lif"), lif, "lif");
        assertThat(found.warnings()).isEmpty();
    }

    @Test
    void parametersBesideThoseOfATypeAreKept() {
        NirNode.Scale scale = new NirNode.Scale(
                Networks.floats(1, 2),
                new NirExtras(
                        new java.util.TreeMap<>(),
                        new java.util.TreeMap<>(
                                Map.of("noise", new org.gyre.data.hdf5.Hdf5Value.Numbers(Networks.floats(0.5f))))));
        Path file = folder.resolve("more.nir");
        NirWriter.write(new NirGraph(Map.of("s", scale), java.util.List.of()), file);
        NirFile found = NirReader.read(file);
        assertThat(found.graph().node("s").extras().parameters()).containsOnlyKeys("noise");
        assertThat(found.warnings())
                .containsExactly(
                        file + ": node 's' has 'noise', which a node of type Scale does not define; it is kept,"
                                + " but does nothing");
        assertThat(NirWriter.toBytes(found.graph()))
                .isEqualTo(NirWriter.toBytes(new NirGraph(Map.of("s", scale), java.util.List.of())));
    }
}
