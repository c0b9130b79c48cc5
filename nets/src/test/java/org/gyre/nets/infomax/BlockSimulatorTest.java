package org.gyre.nets.infomax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.gyre.core.BinaryRaster;
import org.gyre.core.BinaryStimulus;
import org.gyre.core.InputException;
import org.gyre.core.random.LogisticThresholds;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockSimulatorTest {
    private static final RandomStream STREAM = RandomStream.of(4).split("spikes");

    private static double[] weights(int units, double width) {
        var random = RandomStream.of(4).split("weights").generator();
        double[] weights = new double[units * units];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = width * (2 * random.nextDouble() - 1);
        }
        return weights;
    }

    /// Every third input fires at every step, in turn.
    private static BinaryStimulus turns(int units) {
        return new BinaryStimulus() {
            @Override
            public int units() {
                return units;
            }

            @Override
            public void fill(long firstStep, int steps, long[] words) {
                int perStep = (units + 63) / 64;
                for (int t = 0; t < steps; t++) {
                    for (int i = 0; i < units; i++) {
                        if ((firstStep + t + i) % 3 == 0) {
                            words[t * perStep + i / 64] |= 1L << (i % 64);
                        }
                    }
                }
            }
        };
    }

    /// T09 eq. 1-2 written as plain loops in double precision, checked at every step and unit of a
    /// recording: a unit that fired had a drive above its random threshold, one that did not had not.
    /// Single precision may decide draws within 2e-4 of the threshold.
    @ParameterizedTest
    @CsvSource({"50, 0, 2", "7, 0, 5", "65, 0, 1", "130, 0, 0.5", "20, 50, 1", "20, 30, 1", "64, 64, 1", "100, 37, 1"})
    void theKernelFollowsTheEquationsOfTheNetwork(int free, int inputs, double width) {
        InfomaxParameters parameters = InfomaxParameters.withInputs(free, inputs, 0.9, 0.05, 1.0 / 3);
        int n = parameters.units();
        int steps = 1500;
        double[] w = weights(n, width);
        BlockSimulator simulator =
                new BlockSimulator(parameters, STREAM, inputs == 0 ? null : turns(inputs), null, null);
        simulator.setWeights(w);
        simulator.run(1000, (raster, count, words) -> {});
        double[] h = simulator.thresholds();
        Recorder recorder = new Recorder(steps, n);
        simulator.run(steps, recorder);
        BinaryRaster raster = recorder.raster();

        int rows = (free + 63) / 64 * 64;
        int[] scratch = new int[rows];
        float[] draw = new float[rows];
        int fired = 0;
        int wrong = 0;
        for (int t = 0; t < steps; t++) {
            LogisticThresholds.fill(STREAM, (1000L + t) * rows, 0.9f, scratch, draw, rows);
            for (int i = 0; i < free; i++) {
                double drive = -h[i];
                for (int j = 0; j < n; j++) {
                    drive += w[i * n + j] * ((raster.get(t, j) ? 1 : 0) - parameters.rate(j));
                }
                if (Math.abs(drive - draw[i]) > 2e-4 && raster.get(t + 1, i) != drive > draw[i]) {
                    wrong++;
                }
                boolean spike = raster.get(t + 1, i);
                fired += spike ? 1 : 0;
                h[i] += 0.01 * ((spike ? 1 : 0) - 0.05);
            }
            for (int i = 0; i < inputs; i++) {
                if (raster.get(t + 1, free + i) != ((1000L + t + 1 + i) % 3 == 0)) {
                    wrong++;
                }
            }
        }
        assertThat(wrong).isZero();
        assertThat(fired).isGreaterThan(free * steps / 100);
        assertThat(simulator.thresholds()).containsExactly(h, within(1e-9));
    }

    /// Homeostasis holds each rate at its target: |m − p̄| = |Δh| / (ε T) exactly, and h has a finite spread.
    @Test
    void homeostasisHoldsTheRates() {
        InfomaxParameters parameters = InfomaxParameters.uniform(40, 0.95, 0.05);
        BlockSimulator simulator = new BlockSimulator(parameters, STREAM, null, null, null);
        simulator.setWeights(weights(40, 0.5));
        simulator.run(20_000, (raster, count, words) -> {});
        double[] before = simulator.thresholds();
        LagCounts counts = new LagCounts(40);
        simulator.run(50_000, counts);
        double[] after = simulator.thresholds();
        double[] rates = counts.covariances(parameters.rates()).rates();
        for (int i = 0; i < 40; i++) {
            assertThat(rates[i] - 0.05).isEqualTo((after[i] - before[i]) / (0.01 * 50_000), within(1e-12));
            assertThat(rates[i]).isBetween(0.049, 0.051);
        }
    }

    @Test
    void aRunMayBeCutAtAWindowAndResumedWithTheSameBits() {
        InfomaxParameters parameters = InfomaxParameters.uniform(50, 0.95, 0.05);
        double[] w = weights(50, 1);
        BlockSimulator whole = new BlockSimulator(parameters, STREAM, null, null, null);
        whole.setWeights(w);
        Recorder all = new Recorder(2048, 50);
        whole.run(2048, all);

        BlockSimulator first = new BlockSimulator(parameters, STREAM, null, null, null);
        first.setWeights(w);
        first.run(1024, (raster, count, words) -> {});
        BlockSimulator second = new BlockSimulator(parameters, STREAM, null, null, null);
        second.restore(first.step(), first.state(), first.thresholds());
        second.setWeights(w);
        Recorder rest = new Recorder(1024, 50);
        second.run(1024, rest);

        assertThat(rest.raster().words())
                .isEqualTo(all.raster().slice(1024, 2049).words());
        assertThat(second.thresholds()).isEqualTo(whole.thresholds());
    }

    /// Every kind of draw: thresholds, clamped inputs and forced spikes, over many batches.
    @Test
    void aThreadThatPreparesDrawsLeavesNoTraceInTheBits() {
        InfomaxParameters parameters = InfomaxParameters.withInputs(40, 30, 0.9, 0.05, 1.0 / 3);
        try (ExecutorService ahead = Executors.newSingleThreadExecutor()) {
            BlockSimulator alone = new BlockSimulator(parameters, STREAM, turns(30), turns(40), null);
            BlockSimulator helped = new BlockSimulator(parameters, STREAM, turns(30), turns(40), ahead);
            for (BlockSimulator simulator : List.of(alone, helped)) {
                simulator.setWeights(weights(70, 0.3));
            }
            for (int part = 0; part < 4; part++) {
                Recorder one = new Recorder(3000 + part, 70);
                Recorder two = new Recorder(3000 + part, 70);
                alone.run(3000 + part, one);
                helped.run(3000 + part, two);
                assertThat(two.raster().words()).isEqualTo(one.raster().words());
            }
            assertThat(helped.thresholds()).isEqualTo(alone.thresholds());
        }
    }

    @Test
    void aForcedUnitFires() {
        InfomaxParameters parameters = InfomaxParameters.uniform(9, 0.5, 0.05);
        BinaryStimulus forced = turns(9);
        BlockSimulator simulator = new BlockSimulator(parameters, STREAM, null, forced, null);
        Recorder recorder = new Recorder(300, 9);
        simulator.run(300, recorder);
        for (int t = 1; t <= 300; t++) {
            for (int i = 0; i < 9; i++) {
                if ((t + i) % 3 == 0) {
                    assertThat(recorder.raster().get(t, i)).isTrue();
                }
            }
        }
    }

    @Test
    void aWeightThatIsNotFiniteIsRefused() {
        BlockSimulator simulator = new BlockSimulator(InfomaxParameters.uniform(2, 0.5, 0.1), STREAM, null, null, null);
        assertThatThrownBy(() -> simulator.setWeights(new double[] {0, 1, Double.NaN, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("weight 0 -> 1 is NaN");
    }

    /// A unit whose source fires at every step has a drive of about 1e30, and fires with p_max; a
    /// unit with the negative
    /// weight never does; denormal weights and −0 leave a unit at its threshold, here 0, which stays.
    @Test
    void extremeWeightsDecideAndNoSumOverflows() {
        InfomaxParameters parameters = InfomaxParameters.withInputs(3, 1, 0.9, 0.05, 0.5)
                .withEpsilon(0)
                .withCentredDrive(false);
        double[] w = new double[16];
        w[3] = BlockSimulator.LARGEST_WEIGHT;
        w[4 + 3] = -BlockSimulator.LARGEST_WEIGHT;
        w[8] = Double.MIN_VALUE;
        w[8 + 3] = -0.0;
        BinaryStimulus always = new BinaryStimulus() {
            @Override
            public int units() {
                return 1;
            }

            @Override
            public void fill(long firstStep, int steps, long[] words) {
                Arrays.fill(words, 0, steps, 1L);
            }
        };
        BlockSimulator simulator = new BlockSimulator(parameters, STREAM, always, null, null);
        simulator.setWeights(w);
        int steps = 4000;
        Recorder recorder = new Recorder(steps, 4);
        simulator.run(1, (raster, count, words) -> {});
        simulator.run(steps, recorder);
        long[] counts = recorder.raster().spikeCounts();
        double deviation = Math.sqrt(0.9 * 0.1 * steps);
        assertThat((double) counts[0]).isCloseTo(0.9 * steps, within(5 * deviation));
        assertThat(counts[1]).isZero();
        // p_max σ(0) = 0.45
        assertThat((double) counts[2]).isCloseTo(0.45 * steps, within(5 * Math.sqrt(0.45 * 0.55 * steps)));
    }

    @Test
    void aWeightBeyondSinglePrecisionIsRefused() {
        BlockSimulator simulator =
                new BlockSimulator(InfomaxParameters.uniform(2, 0.9, 0.05), STREAM, null, null, null);
        assertThatThrownBy(() -> simulator.setWeights(new double[] {0, 1e300, 0, 0}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("from unit 1 to unit 0")
                .hasMessageContaining("1.0E30");
    }

    @Test
    void aStimulusOfAnotherSizeIsRefused() {
        assertThatThrownBy(
                        () -> new BlockSimulator(InfomaxParameters.uniform(2, 0.5, 0.1), STREAM, turns(3), null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the stimulus has 3 units, the network 0 inputs");
    }

    /// A plain drive at thresholds that are higher by Σ_j W_ij p̄_j is the centred drive; single
    /// precision may decide a draw otherwise, and one such draw changes all that follows, so a single
    /// window is compared.
    @Test
    void aPlainDriveAtShiftedThresholdsGivesTheSameSpikes() {
        InfomaxParameters centred = InfomaxParameters.uniform(40, 0.9, 0.2);
        double[] w = weights(40, 2);
        double[] shifted = new double[40];
        for (int k = 0; k < w.length; k++) {
            shifted[k / 40] += 0.2 * w[k];
        }
        assertThat(firstWindow(centred.withCentredDrive(false), w, shifted).words())
                .isEqualTo(firstWindow(centred, w, new double[40]).words());
    }

    private static BinaryRaster firstWindow(InfomaxParameters parameters, double[] w, double[] thresholds) {
        BlockSimulator simulator = new BlockSimulator(parameters, STREAM, null, null, null);
        simulator.setWeights(w);
        simulator.setThresholds(thresholds);
        Recorder recorder = new Recorder(BlockSimulator.WINDOW, 40);
        simulator.run(BlockSimulator.WINDOW, recorder);
        return recorder.raster();
    }
}
