package org.gyre.nets.lif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.nets.lif.LifFormula.State;
import org.gyre.nets.lif.LifFormula.Trace;
import org.gyre.nets.lif.LifSemantics.Comparison;
import org.gyre.nets.lif.LifSemantics.Reset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifFormulaTest {
    private static final Surrogate FLAT = new Surrogate.Flat();

    /// Never reached by the currents of this test.
    private static final double FAR = 1e9;

    private static double[] constant(double current, int steps) {
        double[] currents = new double[steps];
        Arrays.fill(currents, current);
        return currents;
    }

    private static double[] drawn(int count, double low, double high, long seed) {
        return new Random(seed).doubles(count, low, high).toArray();
    }

    private static int[] times(boolean[] spikes) {
        return IntStream.range(0, spikes.length).filter(t -> spikes[t]).toArray();
    }

    @Test
    void aConstantCurrentGivesThePublishedTrace() {
        // .4; .4 + .9 * .4 = .76; .4 + .9 * .76 = 1.084: fires, forgets, begins anew.
        Trace trace = new LifFormula(LifSemantics.GERUM_2021, FLAT, 1).run(constant(0.4, 9), 0.1, State.REST);
        assertThat(trace.potentials())
                .containsExactly(new double[] {0.4, 0.76, 1.084, 0.4, 0.76, 1.084, 0.4, 0.76, 1.084}, within(1e-12));
        assertThat(times(trace.spikes())).containsExactly(2, 5, 8);
    }

    @Test
    void aUnitThatLeaksEverythingComparesItsCurrent() {
        double[] currents = drawn(200, -0.5, 2, 1);
        Trace trace = new LifFormula(LifSemantics.GERUM_2021, FLAT, 1).run(currents, 1, State.REST);
        for (int t = 0; t < currents.length; t++) {
            assertThat(trace.potentials()[t]).isEqualTo(Math.max(currents[t], 0));
            assertThat(trace.spikes()[t]).isEqualTo(currents[t] >= 1);
        }
    }

    @Test
    void belowAFarThresholdAPotentialIsALeakySumAndItsGradientThatOfTheSum() {
        double[] currents = drawn(40, 0, 1, 2);
        double[] weights = drawn(40, -1, 1, 3);
        double leak = 0.15;
        LifFormula unit = new LifFormula(LifSemantics.GERUM_2021, FLAT, FAR);
        Trace trace = unit.run(currents, leak, State.REST);
        for (int t = 0; t < 40; t++) {
            double sum = 0;
            for (int s = 0; s <= t; s++) {
                sum += Math.pow(1 - leak, t - s) * currents[s];
            }
            assertThat(trace.potentials()[t]).isCloseTo(sum, within(1e-12));
        }
        LifFormula.Gradient gradient = unit.sendBack(trace, new double[40], weights);
        for (int t = 0; t < 40; t++) {
            // dV(s)/dI(t) = (1 - l)^(s - t).
            double exact = 0;
            for (int s = t; s < 40; s++) {
                exact += weights[s] * Math.pow(1 - leak, s - t);
            }
            assertThat(gradient.currents()[t]).isCloseTo(exact, within(1e-12));
        }
        double step = 1e-6;
        double slope = (weighted(unit, currents, leak + step, weights) - weighted(unit, currents, leak - step, weights))
                / (2 * step);
        assertThat(gradient.leak()).isCloseTo(slope, within(1e-6 * Math.abs(slope)));
        assertThat(gradient.threshold()).isZero();
    }

    /// Without a spike nothing is replaced by a surrogate, so that differences must agree in all modes.
    @ParameterizedTest
    @CsvSource({"true, false", "false, false", "true, true", "false, true"})
    void belowTheThresholdGradientsAreThoseOfFiniteDifferences(boolean floored, boolean leakyInput) {
        LifSemantics semantics =
                new LifSemantics(Comparison.AT, Comparison.AT, Reset.ZERO, floored, leakyInput, false, 0, true);
        LifFormula unit = new LifFormula(semantics, new Surrogate.Esser(1), FAR);
        double[] currents = drawn(30, -1, 1, 5);
        double[] weights = drawn(30, -1, 1, 6);
        double leak = 0.3;
        LifFormula.Gradient gradient = unit.sendBack(unit.run(currents, leak, State.REST), new double[30], weights);
        double step = 1e-6;
        for (int t = 0; t < 30; t++) {
            double[] more = currents.clone();
            double[] less = currents.clone();
            more[t] += step;
            less[t] -= step;
            double slope = (weighted(unit, more, leak, weights) - weighted(unit, less, leak, weights)) / (2 * step);
            assertThat(gradient.currents()[t]).isCloseTo(slope, within(1e-8));
        }
        double slope = (weighted(unit, currents, leak + step, weights) - weighted(unit, currents, leak - step, weights))
                / (2 * step);
        assertThat(gradient.leak()).isCloseTo(slope, within(1e-8));
    }

    /// While the spikes stay the same, potentials after a subtraction move with the threshold.
    @ParameterizedTest
    @ValueSource(strings = {"SUBTRACT", "SUBTRACT_IN_NEXT_STEP", "ZERO"})
    void withDetachedResetsTheThresholdMovesPotentialsAsFiniteDifferencesSay(String reset) {
        LifSemantics semantics = new LifSemantics(
                Comparison.ABOVE, Comparison.ABOVE, Reset.valueOf(reset), false, false, false, 0, false);
        double[] currents = drawn(60, 0, 1, 8);
        double[] weights = drawn(60, -1, 1, 9);
        State start = new State(1.4, 0);
        LifFormula unit = new LifFormula(semantics, FLAT, 1);
        Trace trace = unit.run(currents, 0.2, start);
        assertThat(times(trace.spikes())).hasSizeGreaterThan(5);
        double step = 1e-6;
        Trace more = new LifFormula(semantics, FLAT, 1 + step).run(currents, 0.2, start);
        Trace less = new LifFormula(semantics, FLAT, 1 - step).run(currents, 0.2, start);
        assertThat(more.spikes()).isEqualTo(trace.spikes());
        assertThat(less.spikes()).isEqualTo(trace.spikes());
        double slope = (dot(weights, more.potentials()) - dot(weights, less.potentials())) / (2 * step);
        double threshold = unit.sendBack(trace, new double[60], weights).threshold();
        assertThat(threshold).isCloseTo(slope, within(1e-7));
    }

    private static double weighted(LifFormula unit, double[] currents, double leak, double[] weights) {
        return dot(weights, unit.run(currents, leak, State.REST).potentials());
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void aRefractoryUnitFiresEveryFourthStepAndIsHeldForThree() {
        // The step of the spike, then three steps at zero: one step more than the refractory time.
        LifFormula unit = new LifFormula(LifSemantics.ARXIV_V2, FLAT, 1);
        Trace trace = unit.run(constant(1.5, 13), 0.1, State.REST);
        assertThat(times(trace.spikes())).containsExactly(0, 4, 8, 12);
        for (int t = 0; t < 13; t++) {
            assertThat(trace.held()[t]).isEqualTo(t % 4 != 0);
            assertThat(trace.potentials()[t]).isEqualTo(t % 4 == 0 ? 1.5 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5})
    void theIntervalOfARefractoryUnitIsItsRefractoryTimeAndOne(int refractory) {
        LifSemantics semantics = LifSemantics.GERUM_2021.refractory(refractory);
        Trace trace = new LifFormula(semantics, FLAT, 1).run(constant(2, 30), 0.1, State.REST);
        int[] times = times(trace.spikes());
        for (int i = 1; i < times.length; i++) {
            assertThat(times[i] - times[i - 1]).isEqualTo(refractory + 1);
        }
        assertThat(times).hasSize(Math.ceilDiv(30, refractory + 1));
    }

    /// From rest V(n) = I (1 - (1 - l)^n) / l, so that the interval is the least n with V(n) >= 1:
    /// n = ceil(ln(1 - l / I) / ln(1 - l)).
    @ParameterizedTest
    @CsvSource({"0.1, 0.05", "0.3, 0.2", "0.07, 0.01", "0.21, 0.2", "0.5, 0.45", "1.2, 0.9"})
    void theRateAtAConstantCurrentIsThatOfTheClosedForm(double current, double leak) {
        int interval = (int) Math.ceil(Math.log(1 - leak / current) / Math.log(1 - leak));
        for (LifSemantics semantics : new LifSemantics[] {LifSemantics.GERUM_2021, zeroAt(Comparison.ABOVE)}) {
            Trace trace = new LifFormula(semantics, FLAT, 1).run(constant(current, 20 * interval), leak, State.REST);
            assertThat(times(trace.spikes()))
                    .containsExactly(IntStream.rangeClosed(1, 20)
                            .map(k -> k * interval - 1)
                            .toArray());
        }
    }

    @Test
    void aCurrentBelowThresholdTimesLeakNeverFires() {
        Trace trace = new LifFormula(LifSemantics.GERUM_2021, FLAT, 1).run(constant(0.0999, 5000), 0.1, State.REST);
        assertThat(times(trace.spikes())).isEmpty();
        assertThat(trace.potentials()[4999]).isCloseTo(0.999, within(1e-9));
    }

    /// The longest interval m of regular spikes of weight w that still fires, if they never end:
    /// m = floor(ln(1 - w) / ln(1 - l)).
    @ParameterizedTest
    @CsvSource({"0.5, 0.1", "0.3, 0.02", "0.8, 0.25", "0.15, 0.01"})
    void regularInputFiresUpToTheIntervalOfThePhaseDiagram(double weight, double leak) {
        int longest = (int) Math.floor(Math.log(1 - weight) / Math.log(1 - leak));
        for (int interval : new int[] {longest, longest + 1}) {
            double[] currents = new double[400 * interval];
            for (int t = 0; t < currents.length; t += interval) {
                currents[t] = weight;
            }
            Trace trace = new LifFormula(LifSemantics.GERUM_2021, FLAT, 1).run(currents, leak, State.REST);
            assertThat(times(trace.spikes()).length > 0).isEqualTo(interval == longest);
        }
    }

    private static LifSemantics zeroAt(Comparison comparison) {
        return new LifSemantics(comparison, comparison, Reset.ZERO, false, false, false, 0, false);
    }

    @Test
    void twoRunsThatGoOnAreOne() {
        double[] currents = drawn(50, 0, 1.2, 11);
        for (LifSemantics semantics : GoldenNet.MODES.values()) {
            LifFormula unit = new LifFormula(semantics, FLAT, 1);
            Trace whole = unit.run(currents, 0.2, State.REST);
            for (int cut = 1; cut < 50; cut++) {
                Trace first = unit.run(Arrays.copyOf(currents, cut), 0.2, State.REST);
                Trace second = unit.run(Arrays.copyOfRange(currents, cut, 50), 0.2, first.end());
                assertThat(second.potentials()).isEqualTo(Arrays.copyOfRange(whole.potentials(), cut, 50));
                assertThat(second.spikes()).isEqualTo(Arrays.copyOfRange(whole.spikes(), cut, 50));
                assertThat(second.end()).isEqualTo(whole.end());
            }
        }
    }

    @Test
    void aThresholdMustBePositiveAndARefractoryTimeNotNegative() {
        for (double threshold : new double[] {0, -1, Double.NaN}) {
            assertThatThrownBy(() -> new LifFormula(LifSemantics.NIR, FLAT, threshold))
                    .isInstanceOf(InputException.class)
                    .hasMessage("threshold = " + threshold + ": must be positive");
        }
        assertThatThrownBy(() -> LifSemantics.NIR.refractory(-1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("refractory = -1");
    }
}
