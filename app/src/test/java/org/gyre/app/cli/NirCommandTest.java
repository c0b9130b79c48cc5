package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gyre.data.event.EventSample;
import org.gyre.data.event.EventWriter;
import org.gyre.data.event.LabelledEvents;
import org.gyre.data.nir.NirGraph;
import org.gyre.data.nir.NirNode;
import org.gyre.data.nir.NirReader;
import org.gyre.data.npy.NpyReader;
import org.gyre.lab.run.Manifest;
import org.gyre.lab.run.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Networks of finished runs as NIR files, and runs that start from them, from the command line.
class NirCommandTest {
    private static final String NETWORK = """
            kind = "lif-classifier"
            [samples]
            events = "events.h5"
            inputs = 4
            classes = 2
            steps = 5
            seconds = 0.01
            [network]
            epochs = 2
            batch = 8
            FROM
            [[network.layers]]
            units = 6
            mode = "nir"
            leak = 0.25
            leak_form = "fixed"
            weights = "normal"
            weight_mean = 2
            [[network.layers]]
            units = 2
            mode = "signed-read-out"
            leak = 0
            leak_form = "fixed"
            """;

    @TempDir
    Path folder;

    private Path run;

    @BeforeEach
    void aFinishedRun() throws IOException {
        List<EventSample> samples = IntStream.range(0, 40)
                .mapToObj(s -> new EventSample(
                        new double[] {0.001, 0.012, 0.024, 0.031},
                        s % 2 == 0 ? new int[] {0, 1, 2, 3} : new int[] {3, 2, 1, 0},
                        s % 2))
                .toList();
        EventWriter.write(new LabelledEvents(4, 2, samples), folder.resolve("events.h5"));
        run = run("first", "");
    }

    private Path run(String name, String from) throws IOException {
        Path toml = folder.resolve(name + ".toml");
        Files.writeString(toml, NETWORK.replace("FROM", from));
        Path out = folder.resolve(name);
        Invocation done = Invocation.of("run", toml.toString(), "--quiet", "--out", out.toString());
        assertThat(done.exitCode()).as(done.err()).isZero();
        return out;
    }

    private Invocation export(Path from, String... more) {
        return Invocation.of(Stream.concat(Stream.of("export", from.toString(), "--format", "nir"), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void aNetworkIsExportedLookedIntoAndStartedFrom() throws IOException {
        Path file = folder.resolve("network.nir");
        Invocation exported = export(run, "--dt", "0.002", "--out", file.toString(), "--json");
        assertThat(exported.exitCode()).as(exported.err()).isZero();
        Map<String, Object> object = JsonText.parse(exported.out());
        assertThat(object).containsEntry("format", "nir").containsEntry("out", file.toString());
        assertThat(object.get("warnings"))
                .isEqualTo(List.of("Layer 1 learns with a surrogate gradient, which is no part of NIR."));

        NirGraph graph = NirReader.read(file).graph();
        NirNode.Lif units = (NirNode.Lif) graph.node("layer_1");
        assertThat(units.tau().doubles()).containsOnly(0.008);
        assertThat(((NirNode.I) graph.node("layer_2")).r().doubles()).containsOnly(500);
        double[] stored = NpyReader.read(run.resolve("arrays/weights_1.npy")).doubles();
        double[] written = ((NirNode.Affine) graph.node("weights_1")).weight().doubles();
        for (int i = 0; i < 4; i++) {
            for (int u = 0; u < 6; u++) {
                assertThat(written[u * 4 + i]).isEqualTo(stored[i * 6 + u]);
            }
        }

        Map<String, Object> info = JsonText.parse(
                Invocation.of("data", "info", file.toString(), "--json").out());
        assertThat(info).containsEntry("nir_version", "1.0.7").containsKeys("nodes", "edges", "warnings");
        assertThat(info.get("edges"))
                .isEqualTo(List.of(
                        List.of("input", "weights_1"),
                        List.of("weights_1", "layer_1"),
                        List.of("layer_1", "weights_2"),
                        List.of("weights_2", "layer_2"),
                        List.of("layer_2", "output")));
        assertThat(Invocation.of("data", "info", file.toString()).out())
                .contains(
                        "NIR graph of version 1.0.7 with 6 nodes and 5 edges",
                        "    layer_1: LIF [6]\n",
                        "    weights_1: Affine [4] to [6]\n",
                        "    weights_1 -> layer_1\n");

        Path second = run("second", "from = \"network.nir\"");
        Manifest manifest = Manifest.read(second.resolve("manifest.json"));
        assertThat(manifest.inputs().stream().map(Manifest.Input::name)).containsExactly("events.h5", "network.nir");
        assertThat(manifest.inputs().getLast().sha256()).isEqualTo(Sha256.of(file));
    }

    @Test
    void runsWithoutANetworkAreRefused() throws IOException {
        Path out = folder.resolve("none.nir");
        Path other = folder.resolve("other");
        Invocation.of("run", "gaussian-against-exact", "--quiet", "--out", other.toString());
        refused(export(other, "--out", out.toString()), "whose network NIR files do not hold here");
        Path result = run.resolve("result.json");
        Files.writeString(result, Files.readString(result).replace("\"done\"", "\"stopped\""));
        refused(export(run, "--out", out.toString()), "the run is not finished (stopped at step 2 of 2)");
        assertThat(out).doesNotExist();
    }

    @Test
    void stepsThatAreNoneAreRefused() {
        String out = folder.resolve("none.nir").toString();
        refused(export(run, "--out", out, "--dt", "0"), "dt = 0.0: a step is a positive number of seconds");
        refused(export(run, "--out", out, "--dt", "NaN"), "dt = NaN");
        refused(
                Invocation.of("export", run.toString(), "--format", "npz", "--dt", "0.1", "--out", out),
                "--dt: only --format nir has a time");
        refused(export(run, "--out", folder.resolve("no/such/a.nir").toString()), "there is no folder");
    }

    @Test
    void brokenGraphsAreRefusedAndOtherHdf5FilesAreNot() throws IOException {
        Path file = folder.resolve("network.nir");
        assertThat(export(run, "--out", file.toString()).exitCode()).isZero();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        refused(Invocation.of("data", "info", file.toString()), "network.nir");
        assertThat(Invocation.of("data", "info", folder.resolve("events.h5").toString())
                        .out())
                .contains("/spikes/times");
    }

    private static void refused(Invocation invocation, String words) {
        assertThat(invocation.exitCode()).isEqualTo(ExitCode.INPUT_ERROR);
        assertThat(invocation.err()).contains(words);
        assertThat(invocation.err().lines()).hasSize(1);
    }
}
