package org.gyre.measure.branching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

/// Coefficients against regressions summed term by term, fits against exact decays, estimates against
/// the known m of simulated processes, and what is refused or warned of.
class BranchingTest {
    private static final BranchingSettings QUICK = BranchingSettings.DEFAULT.withReplicas(0);

    private static double slope(double[] x, int lag) {
        int n = x.length - lag;
        double meanX = Arrays.stream(x, 0, n).average().orElseThrow();
        double meanY = Arrays.stream(x, lag, x.length).average().orElseThrow();
        double xy = 0;
        double xx = 0;
        for (int t = 0; t < n; t++) {
            xy += (x[t] - meanX) * (x[t + lag] - meanY);
            xx += (x[t] - meanX) * (x[t] - meanX);
        }
        return xy / xx;
    }

    private static double[] noise(int n, double scale, double mean, long seed) {
        CounterRandom random = RandomStream.of(seed).generator();
        double[] x = new double[n];
        for (int t = 0; t < n; t++) {
            x[t] = mean + scale * random.nextDouble() + (t == 0 ? 0 : 0.5 * (x[t - 1] - mean));
        }
        return x;
    }

    @Test
    void coefficientsAreSlopesOfRegressions() {
        for (double mean : new double[] {0, 3, 1e7}) {
            double[] a = noise(300, 1, mean, 1);
            double[] b = noise(300, 2, mean, 2);
            Coefficients one = Coefficients.of(new double[][] {a}, 40, CoefficientKind.STATIONARY_MEAN);
            Coefficients two = Coefficients.of(new double[][] {a, b}, 40, CoefficientKind.TRIAL_SEPARATED);
            for (int k = 1; k <= 40; k++) {
                assertThat(one.at(k)).isCloseTo(slope(a, k), within(1e-8));
                assertThat(two.at(k)).isCloseTo(0.5 * (slope(a, k) + slope(b, k)), within(1e-8));
            }
        }
    }

    /// Ten values by hand: 0 2 1 0 0 3 1 1 0 0; pairs of lag 3 about the means 8/7 and 5/7.
    @Test
    void silentBinsAndStretchesChangeNothing() {
        double[] x = {0, 2, 1, 0, 0, 3, 1, 1, 0, 0};
        double[][] trials = {x};
        for (int stretches : new int[] {1, 2, 3, 5}) {
            Coefficients r = Stretches.of(trials, 3, CoefficientKind.TRIAL_SEPARATED, stretches)
                    .coefficients();
            // Σxy = 3, Σx = 7, Σy = 5, Σx² = 15 over seven pairs
            assertThat(r.at(3)).isCloseTo((3 - 35.0 / 7) / (15 - 49.0 / 7), within(1e-12));
        }
    }

    @Test
    void exactDecaysAreFound() {
        for (double tau : new double[] {0.7, 5, 60, 900, -400}) {
            double[] r = new double[200];
            for (int k = 1; k <= 200; k++) {
                r[k - 1] = 0.3 * Math.exp(-k / tau);
            }
            Coefficients coefficients = new Coefficients(CoefficientKind.TRIAL_SEPARATED, r);
            DecayFit plain = DecayForm.EXPONENTIAL.fit(coefficients);
            assertThat(plain.timeConstant()).isCloseTo(tau, within(1e-5 * Math.abs(tau)));
            assertThat(plain.parameter("amplitude")).isCloseTo(0.3, within(1e-5));
            assertThat(plain.m()).isCloseTo(Math.exp(-1 / tau), within(1e-7));
            for (int k = 0; k < 200; k++) {
                r[k] += 0.05;
            }
            DecayFit offset = DecayForm.EXPONENTIAL_OFFSET.fit(new Coefficients(CoefficientKind.TRIAL_SEPARATED, r));
            assertThat(offset.timeConstant()).isCloseTo(tau, within(1e-4 * Math.abs(tau)));
            assertThat(offset.parameter("offset")).isCloseTo(0.05, within(1e-4));
        }
    }

    @Test
    void twoTimeConstantsAreToldApart() {
        double[] r = new double[300];
        for (int k = 1; k <= 300; k++) {
            r[k - 1] = 0.2 * Math.exp(-k / 80.0) + 0.5 * Math.exp(-k / 6.0);
        }
        DecayFit fit = DecayForm.TWO_TIMESCALES.fit(new Coefficients(CoefficientKind.TRIAL_SEPARATED, r));
        assertThat(fit.timeConstant()).isCloseTo(80, within(0.01));
        assertThat(fit.parameter("tau_short")).isCloseTo(6, within(0.001));
        assertThat(fit.parameter("amplitude")).isCloseTo(0.2, within(1e-4));
    }

    @Test
    void aDampedOscillationIsTakenApart() {
        double[] r = new double[300];
        for (int k = 1; k <= 300; k++) {
            r[k - 1] = 0.3 * Math.exp(-k / 40.0) + 0.1 * Math.exp(-k / 120.0) * Math.cos(2 * Math.PI * k / 50) + 0.02;
        }
        DecayFit fit = DecayForm.COMPLEX.fit(new Coefficients(CoefficientKind.TRIAL_SEPARATED, r));
        assertThat(fit.residual()).as(fit.toString()).isLessThan(1e-5);
        assertThat(fit.parameter("frequency")).isCloseTo(1.0 / 50, within(2e-4));
        assertThat(fit.timeConstant()).isCloseTo(40, within(4.0));
    }

    /// Weights 1/error²: a lag with a huge error does not count.
    @Test
    void aLagWithALargeErrorDoesNotCount() {
        double[] r = new double[50];
        double[] errors = new double[50];
        for (int k = 1; k <= 50; k++) {
            r[k - 1] = 0.4 * Math.exp(-k / 12.0);
            errors[k - 1] = 0.01;
        }
        r[4] = 5;
        errors[4] = 1e6;
        Coefficients coefficients = new Coefficients(CoefficientKind.TRIAL_SEPARATED, r);
        assertThat(DecayForm.EXPONENTIAL.fit(coefficients, errors).timeConstant())
                .isCloseTo(12, within(1e-4));
        assertThat(DecayForm.EXPONENTIAL.fit(coefficients).timeConstant()).isLessThan(11);
    }

    /// 200,000 bins at τ = 50: the error of m is about √((1 − m²)/n) = 5e-4, a little more where few
    /// units are seen.
    @Test
    void subsamplingLowersTheNaiveRatioAndNotM() {
        for (double seen : new double[] {1, 0.3, 0.1}) {
            double[] activity = BranchingProcess.simulate(0.98, 100, seen, 200_000, RandomStream.of(5));
            BranchingAnalysis analysis =
                    BranchingAnalysis.of(new double[][] {activity}, QUICK.withLags(150), RandomStream.of(1));
            assertThat(analysis.fits().getFirst().m()).isCloseTo(0.98, within(3e-3));
            // Of a binomial sample: r_1 = m b with b = p F / (1 − p + p F), F = 1/(1 − m²) = 25.25
            double fano = 1 / (1 - 0.98 * 0.98);
            double expected = 0.98 * seen * fano / (1 - seen + seen * fano);
            assertThat(analysis.naive().regression()).isCloseTo(expected, within(0.02));
            assertThat(analysis.warnings()).isEmpty();
        }
    }

    @Test
    void theRatioOfSumsCountsDescendantsOfBinsWithEvents() {
        // ancestors 1 + 2 + 4 (the last bin has no successor), descendants 2 + 0 + 3
        double[][] trials = {{0, 1, 2, 0, 4, 3}};
        assertThat(NaiveBranching.of(trials, 0).ratio()).isCloseTo(5.0 / 7, within(1e-15));
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        double[][] trials = {BranchingProcess.simulate(0.8, 20, 1, 3000, RandomStream.of(2))};
        BranchingSettings settings = BranchingSettings.DEFAULT.withLags(20).withReplicas(60);
        assertThat(BranchingAnalysis.of(trials, settings, RandomStream.of(3)).interval())
                .isPresent()
                .isEqualTo(BranchingAnalysis.of(trials, settings, RandomStream.of(3))
                        .interval())
                .isNotEqualTo(BranchingAnalysis.of(trials, settings, RandomStream.of(4))
                        .interval());
    }

    /// Tables of Student's t: t(0.95; 7) = 1.8946, t(0.95; 19) = 1.7291, t(0.975; 19) = 2.0930.
    @Test
    void studentsQuantilesAreThoseOfTables() {
        assertThat(BranchingInterval.studentQuantile(0.95, 7)).isCloseTo(1.8946, within(1e-3));
        assertThat(BranchingInterval.studentQuantile(0.95, 19)).isCloseTo(1.7291, within(1e-4));
        assertThat(BranchingInterval.studentQuantile(0.975, 19)).isCloseTo(2.0930, within(1e-4));
    }

    @Test
    void disagreeingFormsAreWarnedOf() {
        // A decay on top of a long trend: the plain exponential takes the trend for a long time
        // constant.
        double[] fast = BranchingProcess.simulate(0.7, 20, 1, 20_000, RandomStream.of(8));
        for (int t = 0; t < fast.length; t++) {
            fast[t] += t < 10_000 ? 0 : 10;
        }
        BranchingAnalysis analysis =
                BranchingAnalysis.of(new double[][] {fast}, QUICK.withLags(60), RandomStream.of(1));
        assertThat(analysis.warnings())
                .anySatisfy(warning -> assertThat(warning).contains("fit forms disagree"));
    }

    @Test
    void activityWithoutMemoryAndSparseActivityAreWarnedOf() {
        double[] independent = new double[5000];
        CounterRandom random = RandomStream.of(9).generator();
        for (int t = 0; t < independent.length; t++) {
            independent[t] = random.nextInt(5);
        }
        assertThat(BranchingAnalysis.of(new double[][] {independent}, QUICK, RandomStream.of(1))
                        .warnings())
                .anySatisfy(warning -> assertThat(warning).contains("no memory"));
        double[] sparse = new double[5000];
        for (int t = 0; t < 5000; t += 100) {
            sparse[t] = 1;
        }
        assertThat(BranchingAnalysis.of(new double[][] {sparse}, QUICK, RandomStream.of(1))
                        .warnings())
                .anySatisfy(warning -> assertThat(warning).contains("only 50 bins hold events"));
    }

    /// Of activity without memory the value and the value without its bias may be far apart.
    @Test
    void anIntervalWithoutItsEstimateIsWarnedOf() {
        BranchingSettings settings =
                BranchingSettings.DEFAULT.withLags(10).withReplicas(50).withForms(List.of(DecayForm.EXPONENTIAL));
        int outside = 0;
        for (int seed = 0; seed < 100; seed++) {
            double[] independent = new double[2000];
            CounterRandom random = RandomStream.of(seed).generator();
            for (int t = 0; t < independent.length; t++) {
                independent[t] = random.nextInt(20) == 0 ? 1 : 0;
            }
            BranchingAnalysis analysis =
                    BranchingAnalysis.of(new double[][] {independent}, settings, RandomStream.of(seed));
            double m = analysis.fits().getFirst().m();
            boolean excluded = analysis.interval().isPresent()
                    && (m < analysis.interval().get().mLow()
                            || m > analysis.interval().get().mHigh());
            outside += excluded ? 1 : 0;
            assertThat(analysis.warnings().stream()
                            .anyMatch(warning -> warning.contains("outside of its own interval")))
                    .isEqualTo(excluded);
        }
        assertThat(outside).isPositive();
    }

    @Test
    void degenerateActivityIsRefusedWithARemedy() {
        refused(new double[0][], "no trial");
        refused(new double[][] {{}}, "too few for any lag");
        refused(new double[][] {{3}}, "1 bin is too few for any lag: record longer");
        refused(new double[][] {{3, 1, 2, 5}}, "lag");
        refused(new double[][] {new double[100]}, "constant");
        double[] ones = new double[100];
        Arrays.fill(ones, 1);
        refused(new double[][] {ones}, "constant");
        double[] notANumber = noise(100, 1, 5, 1);
        notANumber[7] = Double.NaN;
        refused(new double[][] {notANumber}, "trial 1, bin 8 is NaN");
        double[] negative = noise(100, 1, 5, 1);
        negative[3] = -2;
        refused(new double[][] {negative}, "trial 1, bin 4 is -2.0");
        refused(new double[][] {new double[50], new double[60]}, "trial 2 has 60 bins");
        refused(new double[][] {{1, 0, 2, 0, 1, 3, 0, 1}}, "at least");
    }

    private static void refused(double[][] trials, String words) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> BranchingAnalysis.of(trials, BranchingSettings.DEFAULT, RandomStream.of(1)))
                .withMessageContaining(words);
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> QUICK.withReplicas(10))
                .withMessageContaining("from 50 to 1000000");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> QUICK.withReplicas(Integer.MAX_VALUE))
                .withMessageContaining("from 50 to 1000000");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> QUICK.withForms(List.of()))
                .withMessageContaining("at least one");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> QUICK.withLags(-1))
                .withMessageContaining("at least 1");
    }

    /// Of ten values from one law the tenth lies below the k-th smallest of the others with probability k/10.
    @Test
    void aQuantileOfReplicasIsTheOrderStatisticThatANewValueLiesBelow() {
        double[] nine = {9, 1, 8, 2, 7, 3, 6, 4, 5};
        assertThat(BranchingInterval.quantile(nine, 0.9)).isEqualTo(9);
        assertThat(BranchingInterval.quantile(nine, 0.5)).isEqualTo(5);
        assertThat(BranchingInterval.quantile(nine, 0.45)).isEqualTo(4.5, within(1e-14));
        assertThat(BranchingInterval.quantile(nine, 0.99)).isEqualTo(9);
    }
}
