package org.gyre.nets.lif.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.lif.LifFormula;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.Surrogate;
import org.gyre.nets.lif.layer.LifSettings.LeakForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Against the formula of one unit in double precision, for a number of units that fills no vector.
final class LifUnitsTest {
    private static final int SAMPLES = 5;
    private static final int STEPS = 12;
    private static final int UNITS = 21;

    static List<LifSemantics> modes() {
        return List.of(
                LifSemantics.GERUM_2021,
                LifSemantics.ARXIV_V2,
                LifSemantics.SNNTORCH,
                LifSemantics.NORSE,
                LifSemantics.SPIKINGJELLY,
                LifSemantics.SPYX,
                LifSemantics.NIR,
                LifSemantics.READ_OUT,
                LifSemantics.SIGNED_READ_OUT);
    }

    /// Multiples of 1/64, which single precision holds exactly.
    private static float[] numbers(String name, int count, int low, int high) {
        CounterRandom random = RandomStream.of(11).split(name).generator();
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (low + random.nextInt(high - low)) / 64f;
        }
        return values;
    }

    private final float[] currents = numbers("currents", SAMPLES * STEPS * UNITS, -20, 60);
    private final float[] leaks = numbers("leaks", UNITS, 3, 50);
    private final float[] thresholds = numbers("thresholds", UNITS, 30, 80);
    private final float[] onOutput = numbers("gradient", SAMPLES * STEPS * UNITS, -64, 64);

    private static LifSettings settings(LifSemantics mode, Surrogate surrogate, LeakForm form, boolean threshold) {
        return new LifSettings(UNITS, mode, surrogate, form, threshold, false, false);
    }

    @ParameterizedTest
    @MethodSource("modes")
    void doesWhatTheFormulaSays(LifSemantics mode) {
        double fired = compare(mode, leaks, thresholds);
        if (mode.spiking()) {
            assertThat(fired).isBetween(5.0, 0.8 * SAMPLES * STEPS * UNITS);
        }
    }

    /// Where the way back can no longer divide by the leak to find what came in.
    @ParameterizedTest
    @MethodSource("modes")
    void theGradientOfALeakOfNearlyNothingIsThatOfTheFormula(LifSemantics mode) {
        float[] near = {0, -0f, 1e-42f, 1e-30f, -1e-30f, 1e-6f, -1e-6f, 1e-4f, 3e-3f, 0.3f};
        float[] small = new float[UNITS];
        for (int u = 0; u < UNITS; u++) {
            small[u] = near[u % near.length];
        }
        // Between the multiples of 1/64 that sums of currents are without a leak, so that nothing is a tie.
        float[] between = thresholds.clone();
        for (int u = 0; u < UNITS; u++) {
            between[u] += 1 / 128f;
        }
        compare(mode, small, between);
    }

    /// How many spikes there were.
    private double compare(LifSemantics mode, float[] leaks, float[] thresholds) {
        Surrogate surrogate = new Surrogate.SuperSpike(3);
        LifUnits units = new LifUnits(settings(mode, surrogate, LeakForm.FREE, true), leaks, thresholds);
        float[] output = units.forward(currents, SAMPLES, STEPS, Team.alone());
        float[] onCurrents = units.backward(onOutput, Team.alone());
        assertThat(units.parameters()).hasSize(2);
        float[] onLeaks = units.parameters().getFirst().gradient();
        float[] onThresholds = units.parameters().getLast().gradient();
        double fired = 0;
        for (int u = 0; u < UNITS; u++) {
            LifFormula formula = new LifFormula(mode, surrogate, thresholds[u]);
            double leak = 0;
            double threshold = 0;
            for (int b = 0; b < SAMPLES; b++) {
                LifFormula.Trace trace = formula.run(column(currents, b, u), leaks[u], LifFormula.State.REST);
                double[] given = column(onOutput, b, u);
                double[] nothing = new double[STEPS];
                LifFormula.Gradient gradient =
                        formula.sendBack(trace, mode.spiking() ? given : nothing, mode.spiking() ? nothing : given);
                for (int t = 0; t < STEPS; t++) {
                    int i = (b * STEPS + t) * UNITS + u;
                    double spike = trace.spikes()[t] ? 1 : 0;
                    double expected = mode.spiking() ? spike : trace.potentials()[t];
                    fired += mode.spiking() ? expected : 0;
                    assertThat((double) output[i]).isCloseTo(expected, within(1e-5));
                    assertThat((double) onCurrents[i]).isCloseTo(gradient.currents()[t], within(2e-5));
                }
                leak += gradient.leak();
                threshold += gradient.threshold();
            }
            assertThat((double) onLeaks[u]).isCloseTo(leak, within(2e-4));
            assertThat((double) onThresholds[u]).isCloseTo(threshold, within(2e-4));
        }
        if (mode.spiking()) {
            assertThat(units.rate()).isCloseTo(fired / output.length, within(1e-12));
        }
        return fired;
    }

    private static double[] column(float[] values, int sample, int unit) {
        double[] column = new double[STEPS];
        for (int t = 0; t < STEPS; t++) {
            column[t] = values[(sample * STEPS + t) * UNITS + unit];
        }
        return column;
    }

    /// dl/dw = l (1 − l) for l = 1 / (1 + e^−w).
    @Test
    void aLogisticLeakHasTheDerivativeOfTheLogisticFunction() {
        LifSemantics mode = LifSemantics.GERUM_2021;
        LifUnits free = new LifUnits(settings(mode, new Surrogate.Flat(), LeakForm.FREE, false), leaks, thresholds);
        LifUnits logistic =
                new LifUnits(settings(mode, new Surrogate.Flat(), LeakForm.LOGISTIC, false), leaks, thresholds);
        assertThat(logistic.forward(currents, SAMPLES, STEPS, Team.alone()))
                .isEqualTo(free.forward(currents, SAMPLES, STEPS, Team.alone()));
        free.backward(onOutput, Team.alone());
        logistic.backward(onOutput, Team.alone());
        for (int u = 0; u < UNITS; u++) {
            double plain = free.parameters().getFirst().gradient()[u];
            assertThat((double) logistic.parameters().getFirst().gradient()[u])
                    .isCloseTo(plain * leaks[u] * (1 - leaks[u]), within(1e-5 * Math.max(1, Math.abs(plain))));
            assertThat(logistic.leak(u)).isCloseTo(leaks[u], within(1e-6f));
        }
    }

    @Test
    void settlingKeepsClampedLeaksAndLearntThresholdsInRange() {
        LifUnits units = new LifUnits(
                settings(LifSemantics.GERUM_2021, new Surrogate.Flat(), LeakForm.CLAMPED, true), leaks, thresholds);
        units.parameters().getFirst().values()[0] = -0.2f;
        units.parameters().getFirst().values()[1] = 1.5f;
        units.parameters().getLast().values()[2] = -1;
        units.settle();
        assertThat(units.leak(0)).isZero();
        assertThat(units.leak(1)).isEqualTo(1);
        assertThat(units.parameters().getLast().values()[2]).isEqualTo(1e-3f);
    }

    @Test
    void hasTheSameBitsForAnyNumberOfThreadsAndAfterOtherBatches() {
        LifSettings settings = settings(LifSemantics.ARXIV_V2, new Surrogate.SuperSpike(10), LeakForm.FREE, true);
        int many = 300;
        float[] large = new float[many * STEPS * UNITS];
        for (int i = 0; i < large.length; i++) {
            large[i] = currents[i % currents.length] + (i % 7) / 64f;
        }
        LifUnits alone = new LifUnits(settings, leaks, thresholds);
        float[] output = alone.forward(large, many, STEPS, Team.alone());
        float[] back = alone.backward(large, Team.alone());
        try (Team team = Team.of(3)) {
            LifUnits units = new LifUnits(settings, leaks, thresholds);
            units.forward(currents, SAMPLES, STEPS, team);
            units.backward(onOutput, team);
            assertThat(units.forward(large, many, STEPS, team)).isEqualTo(output);
            assertThat(units.backward(large, team)).isEqualTo(back);
            for (int p = 0; p < 2; p++) {
                assertThat(units.parameters().get(p).gradient())
                        .isEqualTo(alone.parameters().get(p).gradient());
            }
            float[] first = Arrays.copyOf(large, currents.length);
            assertThat(units.forward(first, SAMPLES, STEPS, team))
                    .as("a smaller batch after a larger one")
                    .isEqualTo(Arrays.copyOf(output, currents.length));
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        LifSemantics mode = LifSemantics.GERUM_2021;
        LifSettings biased = LifSettings.of(UNITS, mode, new Surrogate.Flat(), LeakForm.FIXED);
        assertThatThrownBy(() -> new LifUnits(biased, leaks, thresholds))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("have no weights");
        LifSettings settings = settings(mode, new Surrogate.Flat(), LeakForm.FIXED, false);
        assertThatThrownBy(() -> new LifUnits(settings, new float[3], thresholds))
                .isInstanceOf(InputException.class)
                .hasMessage("3 leaks and 21 thresholds of 21 units");
        assertThatThrownBy(() -> new LifUnits(settings, leaks, new float[UNITS]))
                .isInstanceOf(InputException.class);
        LifUnits units = new LifUnits(settings, leaks, thresholds);
        assertThat(units.parameters()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> units.forward(currents, SAMPLES + 1, STEPS, Team.alone()));
        units.forward(currents, SAMPLES, STEPS, Team.alone());
        assertThatIllegalArgumentException().isThrownBy(() -> units.backward(new float[7], Team.alone()));
    }
}
