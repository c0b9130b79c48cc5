package org.gyre.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gyre.core.Team;
import org.gyre.nets.lif.layer.LifInput;
import org.gyre.nets.lif.layer.SpikeRows;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

class LifBenchmarkTest {
    private static final LifCase SPIKES = new LifCase(12, 8, 4, 0.4, false, 2, 1);
    private static final LifCase CURRENTS = new LifCase(12, 20, 4, 0.4, true, 2, 1);
    private static final LifBenchmark.Options ALONE = new LifBenchmark.Options(1, 1, 1, false, 1);

    private static LifReport.Row row(Time step) {
        Time part = new Time(2e6, 1e6);
        return new LifReport.Row(
                SPIKES,
                step,
                new LifReport.Parts(part, part, part, part, part),
                0.25,
                9600,
                20e6,
                Map.of("PyTorch", new LifPeer.Answer("PyTorch 2", Map.of("loop", new Time(8e6, 6e6)), 50e6)));
    }

    /// The network and its batch as the check of the NumPy program reads them.
    private static String asJson(LifCase which, LifKernels kernels) {
        int[] sizes = {which.inputs(), which.units(), LifCase.OUTPUTS};
        List<Object> layers = new ArrayList<>();
        for (int l = 0; l < 2; l++) {
            List<float[]> rows = new ArrayList<>();
            for (int i = 0; i < sizes[l]; i++) {
                rows.add(Arrays.copyOfRange(kernels.weights()[l], i * sizes[l + 1], (i + 1) * sizes[l + 1]));
            }
            layers.add(List.of(rows, kernels.biases()[l]));
        }
        double[][][] x = new double[LifCase.TIME_STEPS][which.batch()][which.inputs()];
        for (int t = 0; t < x.length; t++) {
            for (int b = 0; b < which.batch(); b++) {
                for (int i = 0; i < which.inputs(); i++) {
                    x[t][b][i] = value(kernels.input(), b, t, i);
                }
            }
        }
        return new ObjectMapper().writeValueAsString(Map.of("layers", layers, "input", x, "labels", kernels.labels()));
    }

    private static double value(LifInput input, int sample, int step, int i) {
        return switch (input) {
            case LifInput.Constant(float[] values, int inputs) -> values[sample * inputs + i];
            case LifInput.Currents(float[] values, int inputs) ->
                values[(sample * LifCase.TIME_STEPS + step) * inputs + i];
            case LifInput.Spikes(SpikeRows rows) -> {
                int row = sample * LifCase.TIME_STEPS + step;
                double found = 0;
                for (int k = rows.starts()[row]; k < rows.starts()[row + 1]; k++) {
                    found += rows.indices()[k] == i ? 1 : 0;
                }
                yield found;
            }
        };
    }

    @Test
    void theNumPyProgramHasTheSameLossAndGradients() {
        Optional<LifPeer> peer = LifPeer.numPy();
        assumeTrue(peer.isPresent(), "skipped: no python3 with NumPy");
        for (LifCase which : List.of(SPIKES, CURRENTS)) {
            LifKernels kernels = new LifKernels(which, 5, Team.alone());
            double loss = kernels.gradients();
            double[] norms = kernels.norms();
            double[] theirs = peer.orElseThrow().check(asJson(which, kernels));
            assertThat(loss).isCloseTo(theirs[0], within(1e-5));
            for (int i = 0; i < norms.length; i++) {
                assertThat(norms[i]).isPositive().isCloseTo(theirs[i + 1], within(1e-4 * theirs[i + 1]));
            }
        }
    }

    @Test
    void learningLowersTheLoss() {
        LifKernels kernels = new LifKernels(CURRENTS, 5, Team.alone());
        double first = kernels.gradients();
        assertThat(kernels.learn(200)).isLessThan(0.9 * first);
    }

    @Test
    void thePeersPrintTheTimeOfAStep() {
        for (Optional<LifPeer> peer : List.of(LifPeer.numPy(), LifPeer.torch())) {
            if (peer.isEmpty()) {
                continue;
            }
            LifPeer.Answer answer = peer.orElseThrow().time(CURRENTS, 3, 1);
            assertThat(answer.implementation()).startsWith(peer.orElseThrow().name());
            assertThat(answer.forms()).containsKey("loop");
            answer.forms().values().forEach(time -> {
                assertThat(time.cpu()).isPositive();
                assertThat(time.wall()).isPositive();
            });
        }
    }

    @Test
    void aQuickRunMeasuresEveryCase() {
        LifReport report = LifBenchmark.run(List.of(SPIKES, CURRENTS), ALONE, sentence -> {});
        String json = report.json().toString();
        assertThat(json).contains("units=8", "units=20", "peers=[]").doesNotContain("NaN", "Infinity", "null");
        assertThat(report.table()).anyMatch(line -> line.startsWith("12-8-10, B = 4, Poisson 0.4 "));
        assertThat(report.table()).anyMatch(line -> line.startsWith("12-20-10, B = 4, constant "));
    }

    @Test
    void ratiosAreOfCpuTimeOnOneThreadAndOfTheClockOnTheWallOnTwo() {
        LifReport.Row row = row(new Time(2e6, 2e6));
        LifReport one = new LifReport(List.of(row), ALONE, List.of());
        LifReport two = new LifReport(List.of(row), new LifBenchmark.Options(1, 1, 2, true, 1), List.of());
        assertThat(one.json().toString()).contains("loop_ratio=3.0", "activity_mb=0.0096", "firing_rate=0.25");
        assertThat(two.json().toString()).contains("loop_ratio=4.0");
        // Two scans of a million nanoseconds over 4 samples, 25 steps and 8 units.
        assertThat(row.scanNanos()).isEqualTo(2500);
        assertThat(one.warnings()).isEmpty();
    }

    @Test
    void aBusyMachineIsToldInTheWarnings() {
        LifReport report = new LifReport(List.of(row(new Time(6e6, 2e6))), ALONE, List.of());
        assertThat(report.warnings()).hasSize(1);
        assertThat(report.warnings().getFirst()).contains("3.0 times its CPU time");
    }

    @Test
    void atMostThreeArraysAreKeptOfALargeBatch() {
        LifCase large = new LifCase(784, 1000, 128, 0.1, false, 1, 1);
        LifKernels kernels = new LifKernels(large, 2, Team.alone());
        kernels.gradients();
        assertThat(kernels.activityBytes()).isLessThan(large.mostBytes());
    }

    @Test
    void nothingCanBeMeasuredInNoRounds() {
        assertThatThrownBy(() -> new LifBenchmark.Options(0, 1, 1, false, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
