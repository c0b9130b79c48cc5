package org.gyre.lab.lif.nir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.data.hdf5.Hdf5Value;
import org.gyre.data.nir.NirEdge;
import org.gyre.data.nir.NirExtras;
import org.gyre.data.nir.NirGraph;
import org.gyre.data.nir.NirNode;
import org.gyre.data.nir.NirReader;
import org.gyre.data.nir.NirWriter;
import org.gyre.data.npy.NpyArray;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.Surrogate;
import org.gyre.nets.lif.layer.LifInput;
import org.gyre.nets.lif.layer.LifSettings;
import org.gyre.nets.lif.layer.LifSettings.LeakForm;
import org.gyre.nets.lif.layer.LifStart;
import org.gyre.nets.lif.network.LifNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Networks come back from files as they went, and files say what networks do.
class NirMappingTest {
    private static final int INPUTS = 9;
    private static final List<Surrogate> SURROGATES = List.of(
            new Surrogate.Flat(),
            new Surrogate.SuperSpike(25),
            new Surrogate.Sigmoid(3.5, false),
            new Surrogate.Sigmoid(4, true),
            new Surrogate.Esser(0.7),
            new Surrogate.Arctan(2),
            new Surrogate.Gaussian(1.5),
            new Surrogate.Boxcar(2));

    private static final List<LeakForm> FORMS =
            List.of(LeakForm.FIXED, LeakForm.FREE, LeakForm.CLAMPED, LeakForm.LOGISTIC);

    @TempDir
    Path folder;

    private static float[] draw(CounterRandom random, int count, double from, double to) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (from + (to - from) * random.nextDouble());
        }
        return values;
    }

    private static LifStart start(CounterRandom random, int inputs, LifSettings settings) {
        int units = settings.units();
        return new LifStart(
                draw(random, inputs * units, -0.5, 1),
                settings.bias() ? draw(random, units, -0.1, 0.1) : new float[units],
                draw(random, units, 0.001, 1),
                draw(random, units, 0.3, 1.2),
                settings.recurrent() ? draw(random, units * units, -0.4, 0.4) : new float[0]);
    }

    private static LifModel model(long seed, List<LifSettings> settings) {
        CounterRandom random = RandomStream.of(seed).generator();
        List<LifStart> starts = new ArrayList<>();
        int below = INPUTS;
        for (LifSettings layer : settings) {
            starts.add(start(random, below, layer));
            below = layer.units();
        }
        return new LifModel(INPUTS, settings, starts);
    }

    private NirGraph throughFile(NirGraph graph) {
        Path file = folder.resolve("network.nir");
        NirWriter.write(graph, file);
        return NirReader.read(file).graph();
    }

    private static void assertSame(LifModel found, LifModel wanted) {
        assertThat(found.inputs()).isEqualTo(wanted.inputs());
        assertThat(found.settings()).isEqualTo(wanted.settings());
        for (int l = 0; l < wanted.starts().size(); l++) {
            LifStart a = found.starts().get(l);
            LifStart b = wanted.starts().get(l);
            // Float arrays are compared by their bits.
            assertThat(Arrays.equals(a.weights(), b.weights())).isTrue();
            assertThat(Arrays.equals(a.biases(), b.biases())).isTrue();
            assertThat(Arrays.equals(a.leaks(), b.leaks())).isTrue();
            assertThat(Arrays.equals(a.thresholds(), b.thresholds())).isTrue();
            assertThat(Arrays.equals(a.recurrent(), b.recurrent())).isTrue();
        }
    }

    @Test
    void everyModeAndSurrogateComesBackToTheBit() {
        List<LifSemantics> modes = List.of(
                LifSemantics.GERUM_2021,
                LifSemantics.ARXIV_V2,
                LifSemantics.SNNTORCH,
                LifSemantics.NORSE.refractory(2),
                LifSemantics.SPIKINGJELLY,
                LifSemantics.SPYX,
                LifSemantics.NIR,
                new LifSemantics(
                        LifSemantics.Comparison.AT,
                        LifSemantics.Comparison.AT,
                        LifSemantics.Reset.SUBTRACT,
                        true,
                        false,
                        false,
                        0,
                        true));
        for (LifSemantics readOut : List.of(LifSemantics.READ_OUT, LifSemantics.SIGNED_READ_OUT)) {
            for (double step : new double[] {1e-3, 1e-4, 0.3, 1.0 / 3}) {
                List<LifSettings> settings = new ArrayList<>();
                for (int m = 0; m < modes.size(); m++) {
                    settings.add(new LifSettings(
                            5 + m,
                            modes.get(m),
                            SURROGATES.get(m),
                            FORMS.get(m % 4),
                            m % 3 == 0,
                            m % 2 == 0,
                            m % 3 != 1));
                }
                settings.add(LifSettings.of(4, readOut, new Surrogate.Flat(), LeakForm.FIXED));
                LifModel model = model(7, settings);
                NirGraph graph = throughFile(NirExport.of(model, step).graph());
                NirImport.Imported back = NirImport.of(graph, 0);
                assertThat(back.step()).isEqualTo(step);
                assertThat(back.warnings()).isEmpty();
                assertSame(back.model(), model);
            }
        }
    }

    /// Of 3 million leaks, those that are told by τ alone: dt / τ rounds to l.
    @Test
    void timeConstantsTellLeaksToTheBit() {
        CounterRandom random = RandomStream.of(3).generator();
        for (double step : new double[] {1e-3, 1e-4, 0.7}) {
            for (int i = 0; i < 1_000_000; i++) {
                float leak = (float) Math.pow(10, -8 * random.nextDouble());
                double tau = step / leak;
                assertThat((float) (step / tau)).isEqualTo(leak);
            }
        }
        assertThat((double) (float) NirExport.NONE).isNotEqualTo(NirExport.NONE);
        assertThat(1 - (float) NirExport.NONE).isEqualTo(1);
    }

    @Test
    void unitsWithoutLeakComeBackAloneAndAmongOthers() {
        LifSettings hidden = LifSettings.of(3, LifSemantics.GERUM_2021, new Surrogate.Flat(), LeakForm.CLAMPED);
        LifSettings out = LifSettings.of(2, LifSemantics.READ_OUT, new Surrogate.Flat(), LeakForm.FIXED);
        LifSettings weighed = LifSettings.of(2, LifSemantics.NIR, new Surrogate.Flat(), LeakForm.FIXED);
        CounterRandom random = RandomStream.of(5).generator();
        float[] ones = {1, 1, 1};
        LifModel model = new LifModel(
                2,
                List.of(hidden, hidden, weighed, out),
                List.of(
                        new LifStart(draw(random, 6, 0, 1), ones, new float[3], ones, new float[0]),
                        new LifStart(draw(random, 9, 0, 1), ones, new float[] {0, 0.25f, 1}, ones, new float[0]),
                        new LifStart(
                                draw(random, 6, 0, 1),
                                new float[2],
                                new float[] {0, 0.5f},
                                new float[] {1, 1},
                                new float[0]),
                        new LifStart(
                                draw(random, 4, 0, 1), new float[2], new float[2], new float[] {1, 1}, new float[0])));
        NirExport.Exported exported = NirExport.of(model, 1e-3);
        assertThat(exported.graph().node("layer_1")).isInstanceOf(NirNode.If.class);
        assertThat(((NirNode.If) exported.graph().node("layer_1")).r().doubles())
                .containsOnly(1000);
        NirNode.Lif mixed = (NirNode.Lif) exported.graph().node("layer_2");
        assertThat(mixed.tau().doubles()[1]).isEqualTo(0.004);
        assertThat(mixed.r().doubles()[1]).isEqualTo(4);
        assertThat(((NirNode.Lif) exported.graph().node("layer_3")).tau().doubles()[0])
                .isInfinite();
        assertThat(exported.graph().node("layer_4")).isInstanceOf(NirNode.I.class);
        assertThat(exported.warnings())
                .anyMatch(warning -> warning.startsWith("Layer 2 has units with and without leak"))
                .noneMatch(warning -> warning.startsWith("Layer 1 has units with and without leak"));
        NirImport.Imported back = NirImport.of(throughFile(exported.graph()), 0);
        assertSame(back.model(), model);
    }

    @Test
    void eachThingThatTheFormatCannotSayIsASentence() {
        List<LifSettings> settings = List.of(
                LifSettings.of(3, LifSemantics.GERUM_2021, new Surrogate.Flat(), LeakForm.CLAMPED),
                LifSettings.of(3, LifSemantics.ARXIV_V2, new Surrogate.Flat(), LeakForm.CLAMPED),
                LifSettings.of(3, LifSemantics.SPYX, new Surrogate.Custom("own", u -> 1), LeakForm.CLAMPED),
                new LifSettings(3, LifSemantics.NIR, new Surrogate.Flat(), LeakForm.FIXED, false, true, true),
                LifSettings.of(2, LifSemantics.SIGNED_READ_OUT, new Surrogate.Flat(), LeakForm.FIXED));
        assertThat(NirExport.of(model(1, settings), 1e-3).warnings())
                .containsExactly(
                        "Layer 1 keeps potentials from getting negative; in NIR they do.",
                        "Layer 1 fires where V equals the threshold and then keeps V; in NIR only V above it fires.",
                        "Layer 1 learns with a surrogate gradient, which is no part of NIR.",
                        "Layer 2 fires where V equals the threshold; in NIR only V above it fires.",
                        "Layer 2 does not reset V after a spike; in NIR V becomes v_reset.",
                        "Layer 2 holds V at zero for a refractory time of 3 steps after a spike; NIR has none.",
                        "Layer 2 learns with a surrogate gradient, which is no part of NIR.",
                        "Layer 3 subtracts the threshold in the step after V reached it, after the leak; in NIR V becomes"
                                + " v_reset at once.",
                        "Layer 3 gives its spikes a step late; in NIR they are given at once.",
                        "Layer 3 learns with a surrogate of your own, which no file can hold.",
                        "Layer 4 hears its own spikes one step later; NIR does not say when, and programs differ in it.",
                        "Layer 4 learns with a surrogate gradient, which is no part of NIR.");
    }

    @Test
    void leaksThatNoTimeConstantHasAreRefused() {
        LifSettings free = LifSettings.of(1, LifSemantics.NIR, new Surrogate.Flat(), LeakForm.FREE);
        LifStart grows =
                new LifStart(new float[INPUTS], new float[1], new float[] {-0.5f}, new float[] {1}, new float[0]);
        assertThatThrownBy(() -> NirExport.of(new LifModel(INPUTS, List.of(free), List.of(grows)), 1e-3))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("layer 1: unit 0 has the leak -0.5");
        LifStart more =
                new LifStart(new float[INPUTS], new float[1], new float[] {1.5f}, new float[] {1}, new float[0]);
        LifModel model = new LifModel(INPUTS, List.of(free), List.of(more));
        NirExport.Exported exported = NirExport.of(model, 1e-3);
        assertThat(exported.warnings())
                .contains("Layer 1 has leaks above 1: their time constants are shorter than dt.");
        assertSame(NirImport.of(exported.graph(), 0).model(), model);
        assertThatThrownBy(() -> NirExport.of(model, 0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> NirExport.of(model, Double.NaN)).isInstanceOf(InputException.class);
    }

    /// Without metadata: what other programs see.
    private static NirGraph bare(NirGraph graph) {
        Map<String, NirNode> nodes = new TreeMap<>();
        graph.nodes()
                .forEach((name, node) -> nodes.put(
                        name,
                        switch (node) {
                            case NirNode.Lif lif ->
                                new NirNode.Lif(lif.tau(), lif.r(), lif.vLeak(), lif.vThreshold(), lif.vReset());
                            case NirNode.If unit -> new NirNode.If(unit.r(), unit.vThreshold(), unit.vReset());
                            case NirNode.Li unit -> new NirNode.Li(unit.tau(), unit.r(), unit.vLeak());
                            case NirGraph inner -> bare(inner);
                            default -> node;
                        }));
        return new NirGraph(new TreeMap<>(nodes), graph.edges(), NirExtras.NONE);
    }

    private static List<LifSettings> sayable() {
        Surrogate flat = new Surrogate.Flat();
        return List.of(
                LifSettings.of(13, LifSemantics.NIR, flat, LeakForm.CLAMPED),
                new LifSettings(11, LifSemantics.NIR, flat, LeakForm.CLAMPED, false, true, false),
                new LifSettings(
                        6,
                        new LifSemantics(
                                LifSemantics.Comparison.ABOVE,
                                LifSemantics.Comparison.ABOVE,
                                LifSemantics.Reset.ZERO,
                                false,
                                false,
                                false,
                                0,
                                false),
                        flat,
                        LeakForm.CLAMPED,
                        false,
                        false,
                        true));
    }

    private static float[] input(int samples, int steps) {
        CounterRandom random = RandomStream.of(11).generator();
        float[] spikes = new float[samples * steps * INPUTS];
        for (int i = 0; i < spikes.length; i++) {
            spikes[i] = random.nextDouble() < 0.3 ? 1 : 0;
        }
        return spikes;
    }

    private static List<List<Integer>> spikes(LifModel model, float[] input, int samples, int steps) {
        List<List<Integer>> counts = new ArrayList<>();
        try (Team team = Team.of(1)) {
            LifNetwork network = model.network(samples, steps);
            network.forward(new LifInput.Currents(input, INPUTS), samples, steps, team);
            network.layers().forEach(layer -> {
                List<Integer> fired = new ArrayList<>();
                for (int row = 0; row < samples * steps; row++) {
                    for (int u = 0; u < layer.settings().units(); u++) {
                        if (layer.spikes().get(row, u)) {
                            fired.add(row * layer.settings().units() + u);
                        }
                    }
                }
                counts.add(fired);
            });
        }
        return counts;
    }

    @Test
    void whatTheFormatCanSayNeedsNoMetadata() {
        LifModel model = model(23, sayable());
        NirGraph graph = bare(throughFile(NirExport.of(model, 1e-3).graph()));
        NirImport.Imported back = NirImport.of(graph, 1e-3);
        assertThat(back.warnings()).isEmpty();
        assertSame(back.model(), model);
        float[] input = input(8, 40);
        List<List<Integer>> fired = spikes(model, input, 8, 40);
        assertThat(fired).allSatisfy(layer -> assertThat(layer).hasSizeGreaterThan(100));
        assertThat(spikes(back.model(), input, 8, 40)).isEqualTo(fired);
    }

    /// Expected: Euler steps of the equations of NIR, with the numbers of the file, by NumPy in double precision.
    @Test
    void h5pyAndTheEquationsOfTheFileGiveTheSameSpikes() throws IOException, InterruptedException {
        LifModel model = model(23, sayable());
        NirWriter.write(NirExport.of(model, 1e-3).graph(), folder.resolve("network.nir"));
        float[] input = input(4, 40);
        StringBuilder text = new StringBuilder();
        for (float value : input) {
            text.append((int) value).append(' ');
        }
        Files.writeString(folder.resolve("input.txt"), text);
        String printed = python("""
                import h5py
                import numpy as np
                x = np.array(open("input.txt").read().split(), float).reshape(4, 40, 9)
                with h5py.File("network.nir", "r") as f:
                    node = f["node"]
                    dt, nodes = node["metadata/dt"][()], node["nodes"]
                    assert [tuple(e) for e in node["edges"][()].tolist()] == [
                        (b"input", b"weights_1"), (b"weights_1", b"layer_1"), (b"layer_1", b"weights_2"),
                        (b"weights_2", b"layer_2"), (b"layer_2", b"weights_3"), (b"weights_3", b"layer_3"),
                        (b"layer_3", b"output")]
                    assert nodes["layer_2/type"][()] == b"NIRGraph" and nodes["weights_2/type"][()] == b"Linear"
                    for k in (1, 2, 3):
                        feed, unit, rec = nodes["weights_%d" % k], nodes["layer_%d" % k], None
                        if "nodes" in unit:
                            rec, unit = unit["nodes/w_rec/weight"][()].astype(float), unit["nodes/lif"]
                        assert unit["type"][()] == b"LIF"
                        w, b = feed["weight"][()].astype(float), feed["bias"][()] if "bias" in feed else 0
                        tau, r, leak, th, reset = (
                            unit[p][()].astype(float) for p in ("tau", "r", "v_leak", "v_threshold", "v_reset"))
                        v, z = np.zeros((4, len(tau))), np.zeros((4, len(tau)))
                        out = np.zeros((4, 40, len(tau)))
                        for t in range(40):
                            i = x[:, t] @ w.T + b + (0 if rec is None else z @ rec.T)
                            v = v + dt / tau * (leak - v + r * i)
                            z = (v > th).astype(float)
                            v = np.where(z > 0, reset, v)
                            out[:, t] = z
                        print(" ".join(str(i) for i in np.flatnonzero(out)))
                        x = out
                """);
        List<List<Integer>> fired = printed.lines()
                .map(line ->
                        Arrays.stream(line.split(" ")).map(Integer::valueOf).toList())
                .toList();
        assertThat(fired).allSatisfy(layer -> assertThat(layer).hasSizeGreaterThan(50));
        assertThat(spikes(model, input, 4, 40)).isEqualTo(fired);
    }

    private String python(String program) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("program.py"), program);
        for (String python : List.of("/usr/bin/python3", "python3")) {
            Path printed = folder.resolve("printed.txt");
            Process process;
            try {
                process = new ProcessBuilder(python, script.toString())
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(printed.toFile())
                        .start();
            } catch (IOException missing) {
                continue;
            }
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(python + " did not end within a minute");
            }
            String text = Files.readString(printed);
            if (!text.contains("No module named")) {
                assertThat(process.exitValue()).as(text).isZero();
                return text.strip();
            }
        }
        return abort("skipped: no Python with h5py is installed");
    }

    private static NpyArray numbers(double... values) {
        return NpyArray.of(values, values.length);
    }

    private static NirGraph chain(NirNode weights, NirNode neurons) {
        return new NirGraph(
                Map.of(
                        "in",
                        new NirNode.Input(List.of(1)),
                        "w",
                        weights,
                        "n",
                        neurons,
                        "out",
                        new NirNode.Output(List.of(1))),
                List.of(new NirEdge("in", "w"), new NirEdge("w", "n"), new NirEdge("n", "out")));
    }

    private static NirNode.Linear linear(double weight) {
        return new NirNode.Linear(NpyArray.of(new double[] {weight}, 1, 1));
    }

    private static NirNode.Lif lif(double tau, double r, double leak, double threshold, double reset) {
        return new NirNode.Lif(numbers(tau), numbers(r), numbers(leak), numbers(threshold), numbers(reset));
    }

    private static float[] potentials(LifModel model, float current, int steps) {
        float[] currents = new float[steps];
        Arrays.fill(currents, current);
        try (Team team = Team.of(1)) {
            LifNetwork network = model.network(1, steps);
            network.forward(new LifInput.Currents(currents, 1), 1, steps, team);
            float[] potentials = new float[steps];
            for (int t = 0; t < steps; t++) {
                potentials[t] =
                        network.output().potentials()[t * network.output().stride()];
            }
            return potentials;
        }
    }

    /// The node of the example paper/01_lif of NIR: τ = 2.5 ms, r = 1, threshold 0.1, steps of 0.1 ms. Expected:
    /// the closed form of Euler steps, V = I (1 − 0.96ᵏ) k steps after a reset, and that of the equation itself,
    /// V = I (1 − e^(−k dt / τ)), from which the first differs by at most I e⁻¹ dt / 2τ and its square.
    @ParameterizedTest
    @ValueSource(doubles = {0.101, 0.11, 0.2, 0.5, 1, 3})
    void theExampleOfNirFollowsItsStepResponse(double current) {
        NirImport.Imported imported = NirImport.of(chain(linear(1), lif(0.0025f, 1, 0, 0.1f, 0)), 1e-4);
        assertThat(imported.model().settings().getFirst().semantics()).isEqualTo(LifSemantics.NIR);
        float[] v = potentials(imported.model(), (float) current, 1000);
        int period = (int) Math.floor(Math.log(1 - 0.1 / current) / Math.log(0.96)) + 1;
        assertThat(period).isLessThan(1000);
        for (int t = 0; t < v.length; t++) {
            int k = t % period + 1;
            assertThat((double) v[t]).isCloseTo(current * (1 - Math.pow(0.96, k)), within(2e-6));
            assertThat((double) v[t]).isCloseTo(current * (1 - Math.exp(-0.04 * k)), within(0.009 * current));
            assertThat(v[t] > 0.1f).isEqualTo(k == period);
        }
    }

    /// Closed forms: V = (r I + v_leak) (1 − (1 − dt/τ)ᵏ) of LI, r I k dt of I.
    @Test
    void otherGainsAndRestingPotentialsGoToWeightsAndBiases() {
        NirImport.Imported leaky =
                NirImport.of(chain(linear(0.5), new NirNode.Li(numbers(0.02), numbers(3), numbers(-0.25))), 1e-3);
        assertThat(leaky.warnings()).hasSize(1).first().asString().contains("'n'");
        float[] v = potentials(leaky.model(), 1, 100);
        NirImport.Imported plain = NirImport.of(chain(linear(0.5), new NirNode.I(numbers(40))), 1e-3);
        float[] sum = potentials(plain.model(), 1, 100);
        // r = τ / dt, as snnTorch writes it: the input comes as it is.
        NirImport.Imported peer =
                NirImport.of(chain(linear(0.5), new NirNode.Li(numbers(2e-3f), numbers(20f), numbers(0.1))), 1e-4);
        assertThat(peer.model().settings().getFirst().semantics().leakyInput()).isFalse();
        assertThat(peer.model().starts().getFirst().weights()).containsExactly(0.5f);
        float[] w = potentials(peer.model(), 1, 100);
        for (int k = 1; k <= 100; k++) {
            assertThat((double) v[k - 1]).isCloseTo(1.25 * (1 - Math.pow(0.95, k)), within(2e-6));
            assertThat((double) sum[k - 1]).isCloseTo(0.02 * k, within(1e-5));
            assertThat((double) w[k - 1]).isCloseTo(10.1 * (1 - Math.pow(0.95, k)), within(2e-5));
        }
    }

    @Test
    void directCirclesAreRecurrence() {
        NirGraph graph = new NirGraph(
                Map.of(
                        "in", new NirNode.Input(List.of(1)),
                        "w", linear(2),
                        "n", lif(0.004, 1, 0, 1, 0),
                        "back", linear(-0.75),
                        "out", new NirNode.Output(List.of(1))),
                List.of(
                        new NirEdge("in", "w"),
                        new NirEdge("w", "n"),
                        new NirEdge("n", "back"),
                        new NirEdge("back", "n"),
                        new NirEdge("n", "out")));
        LifModel model = NirImport.of(graph, 1e-3).model();
        assertThat(model.settings().getFirst().recurrent()).isTrue();
        assertThat(model.starts().getFirst().recurrent()).containsExactly(-0.75f);
        assertThat(model.starts().getFirst().leaks()).containsExactly(0.25f);
    }

    private static void refused(NirGraph graph, double step, String... words) {
        assertThatThrownBy(() -> NirImport.of(graph, step))
                .isInstanceOf(InputException.class)
                .message()
                .contains(words)
                .doesNotContain("\n");
    }

    @Test
    void whatIsNoChainIsRefusedByItsNode() {
        NirNode.Lif unit = lif(0.004, 1, 0, 1, 0);
        refused(chain(linear(1), unit), 0, "the length of a step");
        refused(chain(linear(1), unit), -1, "dt = -1.0");
        refused(chain(new NirNode.Delay(numbers(0.1)), unit), 1e-3, "node 'w' is of type Delay");
        refused(chain(linear(1), linear(1)), 1e-3, "node 'n' is of type Linear where LIF");
        refused(
                chain(
                        linear(1),
                        new NirNode.CubaLif(
                                numbers(1), numbers(1), numbers(1), numbers(0), numbers(1), numbers(0), numbers(1))),
                1e-3,
                "node 'n' is of type CubaLIF");
        refused(chain(linear(1), lif(0.004, 1, 0, 1, -1)), 1e-3, "node 'n' resets unit 0 to -1.0");
        refused(chain(linear(1), lif(0.004, 1, 0, 0, 0)), 1e-3, "node 'n' has a threshold of 0.0");
        refused(chain(linear(1), unit), 0.005, "node 'n' has a time constant of 0.004 s", "shorter than a step");
        refused(chain(linear(1), lif(0, 1, 0, 1, 0)), 0.005, "node 'n' has a time constant of 0.0 s");
        refused(
                chain(new NirNode.Linear(NpyArray.of(new double[6], 2, 3)), unit),
                1e-3,
                "node 'w' has weights float64 (2, 3)");
        refused(chain(linear(1e300), unit), 1e-3, "node 'n'", "must be finite");
        NirGraph good = chain(linear(1), unit);
        List<NirEdge> twice = new ArrayList<>(good.edges());
        twice.add(new NirEdge("w", "n"));
        refused(new NirGraph(good.nodes(), twice), 1e-3, "node 'w' leads to 2 nodes");
        List<NirEdge> past = new ArrayList<>(good.edges());
        past.add(new NirEdge("in", "n"));
        refused(new NirGraph(good.nodes(), past), 1e-3, "node 'in' leads to 2 nodes");
        List<NirEdge> itself = new ArrayList<>(good.edges());
        itself.add(new NirEdge("n", "n"));
        refused(new NirGraph(good.nodes(), itself), 1e-3, "node 'n' gets signals of 2 nodes");
        Map<String, NirNode> more = new TreeMap<>(good.nodes());
        more.put("alone", linear(1));
        refused(new NirGraph(more, good.edges()), 1e-3, "node 'alone' is not on the way");
        refused(new NirGraph(good.nodes(), List.of(new NirEdge("in", "w"))), 1e-3, "node 'w' leads to 0 nodes");
        refused(new NirGraph(good.nodes(), List.of(new NirEdge("in", "out"))), 1e-3, "node 'n' is not on the way");
        Map<String, NirNode> changed = new TreeMap<>(good.nodes());
        changed.remove("out");
        refused(new NirGraph(changed, good.edges().subList(0, 2)), 1e-3, "0 Output nodes");
        refused(
                chain(linear(1), chain(linear(1), unit)),
                1e-3,
                "node 'n/w' is of type Linear where LIF, IF, LI or I is needed");
    }

    @Test
    void readOutsBeforeOtherLayersAreRefused() {
        NirGraph graph = new NirGraph(
                Map.of(
                        "in", new NirNode.Input(List.of(1)),
                        "w", linear(2),
                        "n", new NirNode.I(numbers(1)),
                        "w2", linear(1),
                        "m", new NirNode.I(numbers(1)),
                        "out", new NirNode.Output(List.of(1))),
                List.of(
                        new NirEdge("in", "w"),
                        new NirEdge("w", "n"),
                        new NirEdge("n", "w2"),
                        new NirEdge("w2", "m"),
                        new NirEdge("m", "out")));
        refused(graph, 1e-3, "node 'n' is of type I, which never fires, before others");
    }

    @Test
    void damagedMetadataAreRefused() {
        LifModel model = model(2, sayable().subList(0, 1));
        NirGraph graph = NirExport.of(model, 1e-3).graph();
        NirNode.Lif unit = (NirNode.Lif) graph.node("layer_1");
        for (String key : List.of("gyre_reset", "gyre_floored", "gyre_refractory", "gyre_surrogate", "gyre_bias")) {
            Map<String, Hdf5Value> notes = new TreeMap<>(unit.extras().metadata());
            notes.put(key, Hdf5Value.Texts.of("nonsense"));
            Map<String, NirNode> nodes = new TreeMap<>(graph.nodes());
            nodes.put(
                    "layer_1",
                    new NirNode.Lif(
                            unit.tau(),
                            unit.r(),
                            unit.vLeak(),
                            unit.vThreshold(),
                            unit.vReset(),
                            NirExtras.ofMetadata(notes)));
            refused(new NirGraph(nodes, graph.edges()), 1e-3, "node 'layer_1'", key);
        }
    }
}
