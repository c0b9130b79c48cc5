package org.gyre.nets.lif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.gyre.nets.lif.LifFormula.State;
import org.gyre.nets.lif.LifFormula.Trace;
import org.junit.jupiter.api.Test;

/// What each mode does in a step, on traces worked out by hand. Leaks and currents are sums of powers
/// of two, so that potentials meet thresholds exactly.
class LifModesTest {
    private static Trace trace(LifSemantics semantics, double leak, double... currents) {
        return new LifFormula(semantics, new Surrogate.Flat(), 1).run(currents, leak, State.REST);
    }

    private static int[] times(Trace trace) {
        return IntStream.range(0, trace.spikes().length)
                .filter(t -> trace.spikes()[t])
                .toArray();
    }

    @Test
    void thePublishedUnitFiresAtTheThresholdAndIsKeptThere() {
        // 1: fires, yet is kept; .25 + .5 * 1 = .75; 1 + .5 * .75 = 1.375: fires and is forgotten;
        // .25; -2 + .5 * .25 < 0: the floor.
        Trace trace = trace(LifSemantics.GERUM_2021, 0.5, 1, 0.25, 1, 0.25, -2);
        assertThat(trace.potentials()).containsExactly(1, 0.75, 1.375, 0.25, 0);
        assertThat(times(trace)).containsExactly(0, 2);
        assertThat(trace.kept()).containsExactly(0, 1, 0.75, 0, 0.25);
    }

    @Test
    void theRefractoryUnitIsHeldAtZeroAndHasNoFloor() {
        // 1: fires at the threshold; held for three steps whatever arrives; -.5; .5 * -.5 + 1.5 = 1.25: fires.
        Trace trace = trace(LifSemantics.ARXIV_V2, 0.5, 1, 3, 3, 3, -0.5, 1.5, 3);
        assertThat(trace.potentials()).containsExactly(1, 0, 0, 0, -0.5, 1.25, 0);
        assertThat(times(trace)).containsExactly(0, 5);
        assertThat(trace.held()).containsExactly(false, true, true, true, false, false, true);
    }

    @Test
    void snnTorchSubtractsTheThresholdInTheNextStepAfterTheLeak() {
        // 1: not above; .5 * 1 + 1 = 1.5: fires; .5 * 1.5 + .5 - 1 = .25; .5 * .25 - 1 = -.875: no floor.
        Trace trace = trace(LifSemantics.SNNTORCH, 0.5, 1, 1, 0.5, -1);
        assertThat(trace.potentials()).containsExactly(1, 1.5, 0.25, -0.875);
        assertThat(times(trace)).containsExactly(1);
    }

    @Test
    void subtractionInTheSameStepComesBeforeTheLeak() {
        LifSemantics semantics = new LifSemantics(
                LifSemantics.Comparison.ABOVE,
                LifSemantics.Comparison.ABOVE,
                LifSemantics.Reset.SUBTRACT,
                false,
                false,
                false,
                0,
                true);
        // 1; 1.5: fires; .5 * (1.5 - 1) + .5 = .75, where subtraction after the leak gives .25.
        Trace trace = trace(semantics, 0.5, 1, 1, 0.5);
        assertThat(trace.potentials()).containsExactly(1, 1.5, 0.75);
        assertThat(times(trace)).containsExactly(1);
        LifFormula unit = new LifFormula(semantics, new Surrogate.Flat(), 1);
        assertThat(trace.potentialsAfterReset(unit)).containsExactly(1, 0.5, 0.75);
    }

    @Test
    void norseFiresAboveTheThresholdAndIsResetAtOnce() {
        // V + l (I - V): 1; .75 + .25 = 1: not above; .5 + 1 = 1.5 before the reset, 0 after it; 0 + .5.
        Trace trace = trace(LifSemantics.NORSE, 0.5, 2, 1, 2, 1);
        assertThat(trace.potentials()).containsExactly(1, 1, 1.5, 0.5);
        assertThat(times(trace)).containsExactly(2);
        LifFormula unit = new LifFormula(LifSemantics.NORSE, new Surrogate.Flat(), 1);
        assertThat(trace.potentialsAfterReset(unit)).containsExactly(1, 1, 0, 0.5);
    }

    @Test
    void spikingJellyFiresAtTheThresholdAndIsResetAtOnce() {
        // V + l (I - V): 1 fires and is forgotten; .5; .25 + .25 = .5; .25 - 1 = -.75: no floor.
        Trace trace = trace(LifSemantics.SPIKINGJELLY, 0.5, 2, 1, 0.5, -2);
        assertThat(trace.potentials()).containsExactly(1, 0.5, 0.5, -0.75);
        assertThat(times(trace)).containsExactly(0);
    }

    @Test
    void spyxTellsOfThePotentialBeforeTheStep() {
        // 1.5: seen in the next step, where it is subtracted: .75 + 1 - 1 = .75; .375 + .625 = 1: not above;
        // .5 + 1 = 1.5; a step later it is seen: .75 - 1.
        Trace trace = trace(LifSemantics.SPYX, 0.5, 1.5, 1, 0.625, 1, 0);
        assertThat(trace.potentials()).containsExactly(1.5, 0.75, 1, 1.5, -0.25);
        assertThat(times(trace)).containsExactly(1, 4);
    }

    @Test
    void theReadOutNeverFiresAndNeverForgets() {
        // 2; 1 + 2 = 3; 1.5 - 4 < 0: the floor, or -2.5; .5, or -1.25 + .5.
        Trace floored = trace(LifSemantics.READ_OUT, 0.5, 2, 2, -4, 0.5);
        assertThat(floored.potentials()).containsExactly(2, 3, 0, 0.5);
        Trace signed = trace(LifSemantics.SIGNED_READ_OUT, 0.5, 2, 2, -4, 0.5);
        assertThat(signed.potentials()).containsExactly(2, 3, -2.5, -0.75);
        assertThat(times(floored)).isEmpty();
        assertThat(times(signed)).isEmpty();
    }

    /// The exchange format's example of a single unit (NIR, `paper/01_lif`): dt = .1 ms, tau = 2.5 ms, r = 1,
    /// threshold .1, 34 unit pulses in 1000 steps. The exact solution, Norse, snnTorch and Nengo fire at
    /// these steps.
    @Test
    void anEulerStepOfTheExchangeFormatFiresWithTheExactSolution() {
        int[] pulses = {
            60, 220, 270, 310, 320, 350, 370, 400, 410, 430, 440, 450, 460, 470, 480, 490, 500, 510, 520, 530, 670, 680,
            690, 700, 710, 720, 730, 740, 750, 760, 770, 780, 840, 850
        };
        double[] currents = new double[1000];
        for (int t : pulses) {
            currents[t] = 1;
        }
        double leak = 1e-4 / 0.0025;
        Trace trace = new LifFormula(LifSemantics.NIR, new Surrogate.Flat(), 0.1).run(currents, leak, State.REST);
        assertThat(times(trace)).containsExactly(460, 510, 710, 760);
        // One pulse decays by 24/25 a step; Norse shows .0003106967 in step 179.
        assertThat(trace.potentials()[179]).isCloseTo(0.04 * Math.pow(0.96, 119), within(1e-15));
        assertThat(trace.potentials()[179]).isCloseTo(0.0003106967, within(2.4e-8));
        // Spyx tells of the same potentials a step later.
        LifSemantics late = new LifSemantics(
                LifSemantics.Comparison.ABOVE,
                LifSemantics.Comparison.ABOVE,
                LifSemantics.Reset.ZERO,
                false,
                true,
                true,
                0,
                false);
        Trace shifted = new LifFormula(late, new Surrogate.Flat(), 0.1).run(currents, leak, State.REST);
        assertThat(times(shifted)).containsExactly(461, 511, 711, 761);
    }

    @Test
    void theLeastPotentialThatHasReachedAThresholdSeparates() {
        for (LifSemantics.Comparison comparison : LifSemantics.Comparison.values()) {
            for (float threshold : new float[] {1e-3f, 0.1f, 1, 3e7f}) {
                float least = comparison.least(threshold);
                float[] near = {Math.nextDown(threshold), threshold, Math.nextUp(threshold)};
                for (float v : near) {
                    assertThat(v >= least).isEqualTo(comparison.reached(v, threshold));
                }
            }
        }
    }

    @Test
    void allModesAreSilentWithoutInput() {
        for (LifSemantics semantics : GoldenNet.MODES.values()) {
            Trace trace = trace(semantics, 0.25, new double[50]);
            assertThat(Arrays.stream(trace.potentials()).map(Math::abs).max()).hasValue(0);
            assertThat(times(trace)).isEmpty();
        }
    }
}
