package org.gyre.measure.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.measure.posterior.LinearGaussianChain.Direction;
import org.junit.jupiter.api.Test;

final class FilteringWindowTest {
    private static final double[] A = {.9, .2, -.1, .7};
    private static final double[] Q = {.3, .1, .1, .2};
    private static final double[] C = {1, .5, .2, -1, 0, .3};
    private static final double[] R = {.4, 0, 0, 0, .6, 0, 0, 0, .5};
    /// Hand-set units.
    private static final double[] F = {.3, .1, 0, .1, -.3, .1};

    private static final double[] L = {.5, .1, -.2, .4};
    private static final double[] S = {.4, .5};

    private static KalmanFilter system() {
        return new KalmanFilter(2, 3, A, Q, C, R);
    }

    private static double[] noise() {
        return new double[] {S[0] * S[0], 0, 0, S[1] * S[1]};
    }

    /// All of it is H e with independent normal e: the covariance is H Hᵀ, and conditioning by Schur's
    /// complement gives the posterior.
    @Test
    void thePosteriorIsTheConditionalOfTheJointLaw() {
        int frames = 4;
        int n = 2 * frames;
        int m = 3 * frames;
        // Rows: z_1 … z_T by the sources (z_1, w_2 … w_T).
        double[] states = new double[n * n];
        double[] first = Matrices.root(2, system().stationary());
        double[] root = Matrices.root(2, Q);
        for (int source = 0; source < frames; source++) {
            double[] effect = source == 0 ? first : root;
            for (int t = source; t < frames; t++) {
                Matrices.addBlock(states, n, 2 * t, 2 * source, 2, 2, 1, effect);
                effect = Matrices.multiply(2, 2, 2, A, effect);
            }
        }
        double[] sz = Matrices.congruence(n, n, states, Matrices.identity(n));
        double[] observe = new double[m * n];
        double[] sx = new double[m * m];
        for (int t = 0; t < frames; t++) {
            Matrices.addBlock(observe, n, 3 * t, 2 * t, 3, 2, 1, C);
            Matrices.addBlock(sx, m, 3 * t, 3 * t, 3, 3, 1, R);
        }
        sx = Matrices.plus(sx, 1, Matrices.congruence(m, n, observe, sz));
        double[] cross =
                Matrices.block(Matrices.multiply(n, n, m, sz, Matrices.transpose(m, n, observe)), m, n - 2, 0, 2, m);
        double[] mean = Matrices.multiply(2, m, m, cross, Matrices.inverse("input", m, sx));
        double[] covariance =
                Matrices.plus(Matrices.block(sz, n, n - 2, n - 2, 2, 2), -1, Matrices.congruence(2, m, mean, sx));

        FilteringWindow window = new FilteringWindow(system(), frames);
        assertThat(window.width()).isEqualTo(m);
        assertThat(window.inputCovariance()).containsExactly(sx, within(1e-12));
        assertThat(window.exact().mean()).containsExactly(mean, within(1e-11));
        assertThat(window.exact().covariance()).containsExactly(covariance, within(1e-11));
    }

    @Test
    void theExactInferenceHasNoDivergence() {
        FilteringWindow window = new FilteringWindow(system(), 5);
        DivergencePair none = window.divergence(window.exact());
        assertThat(none.qp()).isCloseTo(0, within(1e-12));
        assertThat(none.pq()).isCloseTo(0, within(1e-12));
        assertThat(window.correlations(window.exact())).containsExactly(new double[] {1, 1}, within(1e-12));
    }

    /// The mean over inputs of the divergence of conditionals is the divergence of joint laws with the same
    /// inputs.
    @Test
    void theDivergenceIsThatOfTheJointLaws() {
        FilteringWindow window = new FilteringWindow(system(), 3);
        LinearConditional units = window.recurrent(F, L, noise());
        double[] sx = window.inputCovariance();
        DivergencePair pair = window.divergence(units);
        int size = 9 + 2;
        assertThat(pair.qp())
                .isCloseTo(
                        GaussianDivergence.of(
                                size, units.joint(sx), window.exact().joint(sx)),
                        within(1e-9));
        assertThat(pair.pq())
                .isCloseTo(GaussianDivergence.of(size, window.exact().joint(sx), units.joint(sx)), within(1e-9));
    }

    @Test
    void longWindowsAgreeWithTheStationaryFilter() {
        KalmanFilter system = system();
        FilteringWindow window = new FilteringWindow(system, 60);
        DivergencePair last = window.divergence(window.recurrent(F, L, noise()));
        DivergencePair always = system.divergence(system.reading(F, L, S));
        assertThat(last.qp()).isCloseTo(always.qp(), within(1e-9));
        assertThat(last.pq()).isCloseTo(always.pq(), within(1e-9));
        assertThat(window.divergence(window.steadyFilter()).qp()).isCloseTo(0, within(1e-9));
        DivergencePair gap = system.memoryless(true).gap();
        assertThat(window.divergence(window.memoryless(Direction.TOWARDS_TRUTH)).qp())
                .isCloseTo(gap.qp(), within(1e-9));
        assertThat(window.divergence(window.memoryless(Direction.FROM_TRUTH)).pq())
                .isCloseTo(gap.pq(), within(1e-9));
    }

    /// By hand: units that read two frames of a number.
    @Test
    void unitsStartFromRest() {
        FilteringWindow window = new FilteringWindow(scalar(.5, 3, 1), 2);
        LinearConditional units = window.recurrent(new double[] {.6}, new double[] {.25}, new double[] {.04});
        assertThat(units.mean()).containsExactly(new double[] {.15, .6}, within(1e-15));
        assertThat(units.covariance()[0]).isCloseTo(.04 * (1 + .0625), within(1e-15));
    }

    /// A number of variance 3 / (1 − 1/4) = 4 seen with noise of variance 1: ½ ln(1 + 4).
    @Test
    void informationOfOneFrameHasAClosedForm() {
        FilteringWindow one = new FilteringWindow(scalar(.5, 3, 1), 1);
        assertThat(one.information(one.exact())).isCloseTo(.5 * Math.log(5), within(1e-12));
    }

    private static KalmanFilter scalar(double a, double q, double r) {
        return new KalmanFilter(1, 1, new double[] {a}, new double[] {q}, new double[] {1}, new double[] {r});
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> new FilteringWindow(system(), 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("frames = 0");
        assertThatThrownBy(() -> new FilteringWindow(system(), 2000)).isInstanceOf(InputException.class);
        FilteringWindow window = new FilteringWindow(system(), 2);
        double[] bad = F.clone();
        bad[1] = Double.NaN;
        assertThatThrownBy(() -> window.recurrent(bad, L, noise()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("NaN");
        LinearConditional narrow = new FilteringWindow(system(), 1).exact();
        assertThatThrownBy(() -> window.divergence(narrow)).isInstanceOf(InputException.class);
        double[] mean = {1, 0};
        KalmanFilter shifted = new KalmanFilter(2, 3, A, Q, C, R, mean, Matrices.identity(2));
        assertThatThrownBy(() -> new FilteringWindow(shifted, 2)).hasMessageContaining("mean must be 0");
        double[] huge = new double[4];
        Arrays.fill(huge, 1e200);
        assertThatThrownBy(() -> window.recurrent(F, huge, noise())).isInstanceOf(InputException.class);
    }
}
