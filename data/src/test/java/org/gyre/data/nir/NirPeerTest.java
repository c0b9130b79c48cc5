package org.gyre.data.nir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gyre.data.Fixtures;
import org.gyre.data.H5pyPeer;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files by h5py are read here, and files by us are read by h5py, with the same numbers.
class NirPeerTest {
    @TempDir
    Path folder;

    private NirFile fixture(String name) {
        return NirReader.read(Path.of(Fixtures.copy("nir/" + name, folder)));
    }

    /// The numbers of make_nir.py.
    @Test
    void filesOfH5pyAreRead() {
        for (String name : List.of("gzip.nir", "latest.nir")) {
            NirFile file = fixture(name);
            assertThat(file.version()).isEqualTo("1.0.7");
            NirGraph graph = file.graph();
            assertThat(graph.nodes().keySet())
                    .containsExactly("conv", "fc", "flat", "inner", "input", "izhikevich", "output", "pool");
            assertThat(graph.edges())
                    .containsExactly(
                            new NirEdge("input", "conv"),
                            new NirEdge("conv", "pool"),
                            new NirEdge("pool", "flat"),
                            new NirEdge("flat", "fc"),
                            new NirEdge("fc", "inner"),
                            new NirEdge("inner", "output"));
            assertThat(graph.extras().metadata().keySet()).containsExactly("author", "dt", "seeds");
            NirNode.Conv2d conv = (NirNode.Conv2d) graph.node("conv");
            assertThat(conv.spatial()).isEqualTo(Optional.of(List.of(6, 6)));
            assertThat(conv.stride()).containsExactly(1, 2);
            assertThat(conv.padding()).isEqualTo(new NirPadding.Sizes(List.of(1, 0)));
            assertThat(conv.dilation()).containsExactly(1, 1);
            assertThat(conv.outputShape()).contains(List.of(2, 6, 2));
            float[] weight = new float[36];
            for (int i = 0; i < weight.length; i++) {
                weight[i] = (float) (i / 9.0);
            }
            assertBits(conv.weight(), NpyArray.of(weight, 2, 2, 3, 3));
            assertBits(conv.bias(), Networks.floats(0.5f, -0.25f));
            NirGraph inner = (NirGraph) graph.node("inner");
            assertThat(inner.edges()).contains(new NirEdge("w_rec", "lif"));
            NirNode.Lif lif = (NirNode.Lif) inner.node("lif");
            assertBits(lif.tau(), Networks.doubles(1 / 400.0, 2 / 400.0, 3 / 400.0));
            assertBits(lif.r(), Networks.doubles(1, 1 / 2.0, 1 / 3.0));
            assertBits(lif.vLeak(), Networks.doubles(-1, -0.875, -0.75));
            assertBits(lif.vThreshold(), Networks.doubles(0.1, 0.1, 0.1));
            assertBits(lif.vReset(), Networks.doubles(0, -1 / 3.0, -2 / 3.0));
            NirNode.Flatten flat = (NirNode.Flatten) graph.node("flat");
            assertThat(flat.outputShape()).contains(List.of(6));
            assertThat(graph.node("pool"))
                    .isEqualTo(new NirNode.SumPool2d(List.of(2, 2), List.of(2, 2), List.of(0, 0), NirExtras.NONE));
            assertThat(graph.node("izhikevich").extras().parameters().keySet()).containsExactly("a", "note");
            assertThat(file.warnings()).hasSize(1).first().asString().contains("has the type 'Izhikevich'");
            // Nothing of it is lost.
            assertThat(NirWriter.toBytes(graph))
                    .isEqualTo(NirWriter.toBytes(fixture("gzip.nir").graph()));
        }
    }

    @Test
    void olderFilesWithTextsOfFixedLengthAreRead() {
        NirFile file = fixture("fixed.nir");
        assertThat(file.version()).isEqualTo("0.1.1");
        assertThat(file.warnings()).isEmpty();
        assertThat(file.graph().edges()).containsExactly(new NirEdge("in", "0"), new NirEdge("0", "out"));
        assertThat(file.graph().node("in")).isEqualTo(new NirNode.Input(List.of(1)));
        NirNode.Lif lif = (NirNode.Lif) file.graph().node("0");
        assertBits(lif.tau(), Networks.floats(0.0025f));
        assertBits(lif.vThreshold(), Networks.floats(0.1f));
        assertBits(lif.vReset(), Networks.floats(0));
    }

    private static void assertBits(NpyArray found, NpyArray wanted) {
        assertThat(NpyWriter.toBytes(found)).isEqualTo(NpyWriter.toBytes(wanted));
    }

    /// Each array is also written as .npy, which NumPy reads beside what h5py reads.
    @Test
    void h5pyReadsTheSameNumbers() throws IOException, InterruptedException {
        NirGraph graph = Networks.all();
        NirWriter.write(graph, folder.resolve("all.nir"));
        NirGraph inner = (NirGraph) graph.node("inner");
        NirNode.Lif lif = (NirNode.Lif) graph.node(Networks.LONG_NAME);
        NirNode.CubaLif cuba = (NirNode.CubaLif) inner.node("cubalif");
        NirNode.Affine affine = (NirNode.Affine) inner.node("affine");
        NirNode.Conv2d conv = (NirNode.Conv2d) graph.node("conv2d");
        NpyArray[] arrays = {
            lif.tau(),
            lif.r(),
            lif.vLeak(),
            lif.vThreshold(),
            lif.vReset(),
            cuba.tauSyn(),
            cuba.tauMem(),
            cuba.r(),
            cuba.vLeak(),
            cuba.vThreshold(),
            cuba.vReset(),
            cuba.wIn(),
            affine.weight(),
            affine.bias(),
            conv.weight(),
            conv.bias()
        };
        for (int i = 0; i < arrays.length; i++) {
            Files.write(folder.resolve(i + ".npy"), NpyWriter.toBytes(arrays[i]));
        }
        String printed = H5pyPeer.run(folder, """
                import h5py
                import numpy as np
                long = "Neuronschicht-α-🧠-" * 300
                with h5py.File("all.nir", "r") as f:
                    assert sorted(f) == ["node", "version"] and f["version"][()] == b"1.0.7"
                    node = f["node"]
                    assert node["type"][()] == b"NIRGraph"
                    second = "lif.1 größe"
                    assert [(a.decode("utf8"), b.decode("utf8")) for a, b in node["edges"][()]] == [
                        ("in", long), (long, second), (second, second), (second, "out")]
                    assert node["metadata/dt"][()] == 1e-4 and node["metadata/program"][()] == b"test"
                    nodes = node["nodes"]
                    inner = nodes["inner/nodes"]
                    lif, cuba = nodes[long], inner["cubalif"]
                    assert lif["type"][()] == b"LIF" and cuba["type"][()] == b"CubaLIF"
                    read = [lif[k] for k in ("tau", "r", "v_leak", "v_threshold", "v_reset")]
                    read += [cuba[k] for k in ("tau_syn", "tau_mem", "r", "v_leak", "v_threshold", "v_reset", "w_in")]
                    read += [inner["affine/weight"], inner["affine/bias"]]
                    read += [nodes["conv2d/weight"], nodes["conv2d/bias"]]
                    for i, data in enumerate(read):
                        wanted, got = np.load("%d.npy" % i), data[()]
                        assert wanted.dtype == got.dtype and wanted.shape == got.shape, data
                        assert wanted.tobytes() == got.tobytes(), data
                    assert {len(d) for d in read} >= {3, 4} and {d.dtype.name for d in read} == {"float32", "float64"}
                    conv = nodes["conv2d"]
                    for k, v in {"input_shape": [34, 30], "stride": [2, 1], "padding": [1, 0], "dilation": [1, 2],
                                 "groups": 1}.items():
                        assert conv[k][()].tolist() == v and conv[k].dtype == np.int64, k
                    assert nodes["conv2d valid/padding"][()] == b"valid" and nodes["conv1d/stride"][()] == 2
                    assert nodes["in/shape"][()].tolist() == [3] and nodes["flatten/input_type"][()].tolist() == [2, 3, 4]
                    assert "input_type" not in nodes["flatten?"] and nodes["sum/kernel_size"][()].tolist() == [2, 3]
                    empty = inner["empty"]
                    assert empty["edges"].shape == (0, 2) and empty["nodes/lif/tau"].shape == (0,)
                    assert nodes["Izhikevich/more/b"][()] == 3 and nodes["Izhikevich/metadata/by"][()] == b"hand"
                print("same")
                """);
        assertThat(printed).isEqualTo("same");
    }
}
