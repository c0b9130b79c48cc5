package org.gyre.nets.lif.mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.lif.LifFormula;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.Surrogate;
import org.gyre.nets.lif.layer.SpikeRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModeMeasuresTest {
    private static SpikeRows rows(boolean[][] spikes) {
        SpikeRows rows = new SpikeRows(spikes[0].length);
        for (boolean[] step : spikes) {
            for (int i = 0; i < step.length; i++) {
                if (step[i]) {
                    rows.add(i);
                }
            }
            rows.endRow();
        }
        return rows;
    }

    /// What units of a layer do in one sample, in double precision.
    private static boolean[][] run(MeasuredLayer layer, LifSemantics semantics, boolean[][] in) {
        int units = layer.leaks().length;
        boolean[][] out = new boolean[in.length][units];
        for (int u = 0; u < units; u++) {
            double[] currents = new double[in.length];
            for (int t = 0; t < in.length; t++) {
                currents[t] = layer.bias()[u];
                for (int i = 0; i < in[t].length; i++) {
                    currents[t] += in[t][i] ? layer.weights()[i * layer.stride() + u] : 0;
                }
            }
            boolean[] spikes = new LifFormula(semantics, new Surrogate.Flat(), layer.thresholds()[u])
                    .run(currents, layer.leaks()[u], LifFormula.State.REST)
                    .spikes();
            for (int t = 0; t < in.length; t++) {
                out[t][u] = spikes[t];
            }
        }
        return out;
    }

    /// A single input at regular intervals m: contributing input spikes n and integration interval (n −
    /// 1) m + 1, where n spikes are needed by the closed form.
    @ParameterizedTest
    @CsvSource({
        "0.4, 0.1, 1, 3",
        "0.6, 0.1, 3, 2",
        "0.3, 0, 7, 4",
        "0.35, 0.02, 4, 4",
        "0.15, 0.01, 2, 8",
        "0.9, 0.3, 5, 2",
        "1.2, 0.5, 6, 1",
        "0.04, 0.001, 3, 26"
    })
    void regularInputGivesWhatTheFormulaNeeds(float weight, float leak, int interval, int needed) {
        assertThat(PhaseDiagram.spikesNeeded(weight, leak, interval)).hasValue(needed);
        MeasuredLayer layer = MeasuredLayer.of(new float[] {weight}, 1, leak);
        boolean[][] in = new boolean[20 * needed * interval][1];
        for (int t = 0; t < in.length; t += interval) {
            in[t][0] = true;
        }
        ModeMeasures measures = new ModeMeasures(layer);
        measures.add(rows(in), rows(run(layer, LifSemantics.GERUM_2021, in)), in.length, Team.alone());
        UnitModes modes = measures.modes();
        assertThat(modes.spikes()).containsExactly(20);
        assertThat(modes.unexplained()).containsExactly(0);
        assertThat(modes.contributing()).containsExactly(20L * needed);
        assertThat(modes.intervals()).containsExactly(20L * ((needed - 1) * interval + 1));
        assertThat(modes.contributing(0)).hasValue(needed);
        assertThat(modes.interval(0)).hasValue((needed - 1) * interval + 1);
        assertThat(modes.slope().orElseThrow()).isCloseTo(needed / ((needed - 1) * interval + 1.0), within(1e-15));
    }

    private static final int INPUTS = 12;
    private static final int UNITS = 7;
    private static final int STEPS = 40;

    private static boolean[][] noise(RandomGenerator random, int samples) {
        boolean[][] in = new boolean[samples * STEPS][INPUTS];
        for (boolean[] step : in) {
            for (int i = 0; i < INPUTS; i++) {
                step[i] = random.nextDouble() < 0.15;
            }
        }
        return in;
    }

    private static MeasuredLayer layer(RandomGenerator random, boolean leakyInput) {
        int stride = 8;
        float[] weights = new float[INPUTS * stride];
        for (int k = 0; k < weights.length; k++) {
            // What lies between rows must not matter.
            weights[k] = k % stride < UNITS ? (float) (random.nextDouble() - 0.35) : 1e9f;
        }
        float[] bias = new float[UNITS];
        float[] leaks = new float[UNITS];
        float[] thresholds = new float[UNITS];
        for (int u = 0; u < UNITS; u++) {
            bias[u] = 0.02f * (u - 3);
            leaks[u] = 0.05f + 0.12f * u;
            thresholds[u] = leakyInput ? 0.3f : 0.7f + 0.1f * u;
        }
        return new MeasuredLayer(weights, stride, bias, leaks, thresholds, leakyInput);
    }

    private static boolean[][] runAll(MeasuredLayer layer, LifSemantics semantics, boolean[][] in) {
        boolean[][] out = new boolean[in.length][];
        for (int t = 0; t < in.length; t += STEPS) {
            boolean[][] sample = run(layer, semantics, Arrays.copyOfRange(in, t, t + STEPS));
            System.arraycopy(sample, 0, out, t, STEPS);
        }
        return out;
    }

    /// The definition, output spike by output spike over arrays of all steps.
    private static long[][] byDefinition(MeasuredLayer layer, boolean[][] in, boolean[][] out) {
        long[][] counts = new long[4][UNITS];
        for (int u = 0; u < UNITS; u++) {
            for (int t = 0; t < in.length; t++) {
                if (!out[t][u]) {
                    continue;
                }
                int start = t / STEPS * STEPS;
                int last = t - 1;
                while (last >= start && !out[last][u]) {
                    last--;
                }
                double sum = 0;
                long heard = 0;
                boolean found = false;
                for (int k = 0; t - k > Math.max(last, start - 1) && !found; k++) {
                    double current = layer.bias()[u];
                    for (int i = 0; i < INPUTS; i++) {
                        current += in[t - k][i] ? layer.weights()[i * layer.stride() + u] : 0;
                        heard += in[t - k][i] ? 1 : 0;
                    }
                    sum += current
                            * Math.pow(1 - (double) layer.leaks()[u], k)
                            * (layer.leakyInput() ? layer.leaks()[u] : 1);
                    if (sum >= 0.9999 * layer.thresholds()[u]) {
                        found = true;
                        counts[0][u]++;
                        counts[2][u] += heard;
                        counts[3][u] += k + 1;
                    }
                }
                counts[1][u] += found ? 0 : 1;
            }
        }
        return counts;
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "false, 3", "true, 1"})
    void layersAreMeasuredAsDefined(boolean leakyInput, int threads) {
        RandomGenerator random = RandomStream.of(3).generator();
        MeasuredLayer layer = layer(random, leakyInput);
        boolean[][] in = noise(random, 50);
        LifSemantics semantics = leakyInput ? LifSemantics.NORSE : LifSemantics.GERUM_2021;
        boolean[][] out = runAll(layer, semantics, in);
        ModeMeasures measures = new ModeMeasures(layer);
        try (Team team = Team.of(threads)) {
            // In two batches.
            int cut = 33 * STEPS;
            measures.add(rows(Arrays.copyOf(in, cut)), rows(Arrays.copyOf(out, cut)), STEPS, team);
            measures.add(
                    rows(Arrays.copyOfRange(in, cut, in.length)),
                    rows(Arrays.copyOfRange(out, cut, in.length)),
                    STEPS,
                    team);
        }
        UnitModes modes = measures.modes();
        long[][] exact = byDefinition(layer, in, out);
        assertThat(modes.spikes()).isEqualTo(exact[0]);
        assertThat(modes.unexplained()).isEqualTo(exact[1]);
        assertThat(modes.contributing()).isEqualTo(exact[2]);
        assertThat(modes.intervals()).isEqualTo(exact[3]);
        assertThat(Arrays.stream(modes.spikes()).sum()).isGreaterThan(500);
        // A potential is the sum of inputs since it was last zero, so that all spikes have their cause.
        assertThat(modes.unexplainedShare()).isZero();
    }

    /// Subtraction leaves a rest, which inputs after the spike do not account for: some walks fail.
    @Test
    void spikesWithoutEnoughInputAreCountedApart() {
        RandomGenerator random = RandomStream.of(4).generator();
        MeasuredLayer layer = layer(random, false);
        boolean[][] in = noise(random, 50);
        boolean[][] out = runAll(layer, LifSemantics.SNNTORCH, in);
        ModeMeasures measures = new ModeMeasures(layer);
        measures.add(rows(in), rows(out), STEPS, Team.alone());
        assertThat(measures.modes().unexplained()).isEqualTo(byDefinition(layer, in, out)[1]);
        assertThat(measures.modes().unexplainedShare()).isBetween(0.01, 0.5);
    }

    /// Without leak w = ½ reaches exactly 1, fires and is kept (the tie of the published unit), so that the
    /// next spike fires too, at 1.5, and is forgotten: every second output has half a threshold of input.
    @Test
    void aTieKeepsItsPotential() {
        MeasuredLayer layer = MeasuredLayer.of(new float[] {0.5f}, 1, 0);
        boolean[][] in = new boolean[9][1];
        Arrays.stream(in).forEach(step -> step[0] = true);
        boolean[][] out = run(layer, LifSemantics.GERUM_2021, in);
        ModeMeasures measures = new ModeMeasures(layer);
        measures.add(rows(in), rows(out), 9, Team.alone());
        assertThat(measures.modes().spikes()).containsExactly(3);
        assertThat(measures.modes().unexplained()).containsExactly(3);
        assertThat(measures.modes().contributing()).containsExactly(6);
    }

    /// Units of means (x, y) = (2, 3) and (4, 1); a silent one does not count: slope (2·3 + 4·1) / (4 +
    /// 16).
    @Test
    void theSlopeIsThatOfTheBestLineThroughZero() {
        UnitModes modes = new UnitModes(
                new long[] {10, 0, 5}, new long[] {0, 0, 5}, new long[] {30, 0, 5}, new long[] {20, 0, 20});
        assertThat(modes.slope().orElseThrow()).isCloseTo(0.5, within(1e-15));
        assertThat(modes.slope(2).orElseThrow()).isCloseTo(0.25, within(1e-15));
        assertThat(modes.slope(1)).isEmpty();
        assertThat(modes.firing()).containsExactly(0, 2);
        assertThat(modes.contributing(1)).isEmpty();
        assertThat(modes.layerContributing()).hasValue(2);
        assertThat(modes.layerInterval()).hasValue(3);
        assertThat(modes.unexplainedShare()).isEqualTo(0.25);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        ModeMeasures measures = new ModeMeasures(MeasuredLayer.of(new float[] {1, 1}, 1, 0.5f));
        SpikeRows one = rows(new boolean[6][1]);
        SpikeRows two = rows(new boolean[6][2]);
        assertThatIllegalArgumentException().isThrownBy(() -> measures.add(one, one, 3, Team.alone()));
        assertThatIllegalArgumentException().isThrownBy(() -> measures.add(two, one, 4, Team.alone()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> measures.add(two, rows(new boolean[3][1]), 3, Team.alone()));
        assertThatIllegalArgumentException().isThrownBy(() -> MeasuredLayer.of(new float[] {Float.NaN}, 1, 0.5f));
        assertThatIllegalArgumentException().isThrownBy(() -> MeasuredLayer.of(new float[] {1, 2, 3}, 2, 0.5f));
    }
}
