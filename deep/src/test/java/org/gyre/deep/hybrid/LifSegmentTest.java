package org.gyre.deep.hybrid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.nets.lif.LifSemantics;
import org.gyre.nets.lif.Surrogate;
import org.gyre.nets.lif.layer.LifSettings;
import org.gyre.nets.lif.layer.LifSettings.LeakForm;
import org.junit.jupiter.api.Test;

final class LifSegmentTest {
    private static final SignalShape SHAPE = SignalShape.units(6, 5);
    private static final int SAMPLES = 4;
    private static final Optimiser DESCENT = new Optimiser.Sgd(0, 0);

    private final float[] currents = Numbers.uniform("currents", SAMPLES * SHAPE.size(), 0.05, 0.3);
    private final float[] gradient = Numbers.uniform("gradient", SAMPLES * SHAPE.size(), -1, 1);

    private static LifSegment segment(LifSemantics semantics, LeakForm form, boolean threshold, Optimiser optimiser) {
        float[] leaks = new float[SHAPE.units()];
        Arrays.fill(leaks, 0.25f);
        LifSettings settings =
                new LifSettings(SHAPE.units(), semantics, new Surrogate.SuperSpike(10), form, threshold, false, false);
        return new LifSegment(SHAPE, settings, leaks, 0.5f, "1.", optimiser, Team.alone());
    }

    /// Potentials of a leaky sum from rest: dV₂/dl = −I₁, dV₃/dl = −I₂ − 2 (1 − l) I₁ for three steps.
    @Test
    void leaksFollowTheSlopeOfALeakySum() {
        SignalShape shape = SignalShape.units(3, 1);
        LifSettings settings = new LifSettings(
                1, LifSemantics.SIGNED_READ_OUT, new Surrogate.Flat(), LeakForm.FREE, false, false, false);
        LifSegment segment = new LifSegment(shape, settings, new float[] {0.25f}, 1, "1.", DESCENT, Team.alone());
        float[] potentials = segment.forward(new float[] {1, 2, 4}, 1, Segment.Pass.TRAINING);
        assertThat(potentials).containsExactly(1, 2.75f, 4 + 0.75f * 2.75f);
        float[] back = segment.backward(new float[] {0, 0, 1});
        assertThat(back).containsExactly(0.75f * 0.75f, 0.75f, 1);
        segment.forward(new float[] {1, 2, 4}, 1, Segment.Pass.TRAINING);
        segment.backward(new float[] {0, 1, 0});
        segment.learn(0.01);
        double slope = -2 - 2 * 0.75 * 1 - 1;
        assertThat((double) segment.units().leak(0)).isCloseTo(0.25 - 0.01 * slope, within(1e-6));
        segment.learn(0.01);
        assertThat((double) segment.units().leak(0))
                .as("gradients are forgotten")
                .isCloseTo(0.25 - 0.01 * slope, within(1e-6));
    }

    @Test
    void goesOnFromAStateBitByBit() {
        LifSegment whole = segment(LifSemantics.GERUM_2021, LeakForm.LOGISTIC, true, Optimiser.Adam.USUAL);
        LifSegment resumed = segment(LifSemantics.GERUM_2021, LeakForm.LOGISTIC, true, Optimiser.Adam.USUAL);
        step(whole);
        step(whole);
        SegmentState middle = whole.state();
        step(resumed);
        resumed.restore(middle);
        assertThat(resumed.state()).isEqualTo(middle);
        assertThat(step(resumed)).isEqualTo(step(whole));
        assertThat(step(resumed)).isEqualTo(step(whole));
        assertThat(resumed.state()).isEqualTo(whole.state()).isNotEqualTo(middle);
        assertThat(whole.state().arrays()).containsKeys("1.lif.leak", "1.lif.threshold", "1.lif.leak.square");
        LifSegment other = segment(LifSemantics.GERUM_2021, LeakForm.FIXED, false, DESCENT);
        assertThatThrownBy(() -> whole.restore(other.state()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no array 1.lif.leak");
    }

    private float[] step(LifSegment segment) {
        float[] spikes = segment.forward(currents, SAMPLES, Segment.Pass.TRAINING);
        segment.backward(gradient);
        segment.learn(0.01);
        return spikes;
    }

    @Test
    void whatDoesNotFitIsRefused() {
        LifSegment segment = segment(LifSemantics.GERUM_2021, LeakForm.FREE, false, DESCENT);
        assertThatIllegalStateException().isThrownBy(() -> segment.backward(gradient));
        segment.forward(currents, SAMPLES, Segment.Pass.EVALUATION);
        assertThatIllegalStateException().isThrownBy(() -> segment.backward(gradient));
        LifSettings settings = segment.units().settings();
        assertThatThrownBy(() ->
                        new LifSegment(SignalShape.units(6, 7), settings, new float[5], 1, "1.", DESCENT, Team.alone()))
                .isInstanceOf(InputException.class)
                .hasMessage("5 spiking units on 6 steps of 7 units: one for each number of a step is needed, 7");
        segment.forward(currents, SAMPLES, Segment.Pass.TRAINING);
        float[] huge = new float[gradient.length];
        Arrays.fill(huge, Float.MAX_VALUE);
        segment.backward(huge);
        SegmentState before = segment.state();
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> segment.learn(0.01))
                .withMessageStartingWith("the gradient of 1.lif.leak is not finite");
        assertThat(segment.state()).isEqualTo(before);
    }
}
