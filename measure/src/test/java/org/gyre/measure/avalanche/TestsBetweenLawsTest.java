package org.gyre.measure.avalanche;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.InputException;
import org.gyre.core.Progress;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

/// Likelihood ratios, the lower cut-off, the bootstrap, the slope by eye and the verdict.
class TestsBetweenLawsTest {
    private static Tally draws(Distribution law, int n, long seed) {
        Sampler sampler = new Sampler(law);
        var random = RandomStream.of(seed).generator();
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = sampler.draw(random);
        }
        return Tally.of(values);
    }

    @Test
    void theRatioIsTheSumOverSingleValues() {
        Tally sample = Tally.of(new int[] {1, 1, 1, 2, 2, 3, 5, 9, 20});
        Fit a = Family.POWER_LAW.fit(sample, Support.wholeFrom(1));
        Fit b = Family.EXPONENTIAL.fit(sample, Support.wholeFrom(1));
        int[] values = {1, 1, 1, 2, 2, 3, 5, 9, 20};
        double sum = 0;
        double squares = 0;
        for (int x : values) {
            double d = a.distribution().logProbability(x) - b.distribution().logProbability(x);
            sum += d;
            squares += d * d;
        }
        double variance = squares / 9 - (sum / 9) * (sum / 9);
        LikelihoodRatio ratio = LikelihoodRatio.of(sample, a, b);
        assertThat(ratio.ratio()).isCloseTo(sum, within(1e-12));
        assertThat(ratio.perSample()).isCloseTo(sum / 9, within(1e-12));
        assertThat(ratio.normalised()).isCloseTo(sum / Math.sqrt(9 * variance), within(1e-10));
        assertThat(ratio.nested()).isFalse();
        LikelihoodRatio swapped = LikelihoodRatio.of(sample, b, a);
        assertThat(swapped.ratio()).isCloseTo(-sum, within(1e-12));
        assertThat(swapped.p()).isEqualTo(ratio.p());
    }

    @Test
    void aNestedComparisonUsesChiSquare() {
        Tally sample = draws(new TruncatedPowerLaw(1.5, 0.002, Support.wholeFrom(1)), 300, 1);
        Fit law = Family.POWER_LAW.fit(sample, Support.wholeFrom(1));
        Fit cutoff = Family.TRUNCATED_POWER_LAW.fit(sample, Support.wholeFrom(1));
        LikelihoodRatio ratio = LikelihoodRatio.of(sample, law, cutoff);
        assertThat(ratio.nested()).isTrue();
        assertThat(ratio.ratio()).isLessThan(0);
        // χ² with one degree of freedom is a squared normal variable
        double z = Math.sqrt(-2 * ratio.ratio());
        assertThat(ratio.p()).isCloseTo(2 * org.gyre.core.special.Normal.survival(z), within(1e-12));
    }

    @Test
    void fitsOnDifferentSupportsCannotBeCompared() {
        Tally sample = Tally.of(new int[] {1, 2, 3, 4, 5});
        Fit a = Family.POWER_LAW.fit(sample, Support.wholeFrom(1));
        Fit b = Family.EXPONENTIAL.fit(sample, Support.wholeFrom(2));
        assertThatIllegalArgumentException().isThrownBy(() -> LikelihoodRatio.of(sample, a, b));
    }

    @Test
    void publishedCutoffsAndExponentsAreFound() {
        // CSN table 6.1: words 7 ± 2, 1.95(2); terrorism 12 ± 4, 2.4(2); flares 323 ± 89, 1.79(2); blackouts 230 ±
        // 90, 2.3(3)
        assertCutoff("words", 1, true, 7, 1.9527);
        assertCutoff("terrorism", 1, true, 12, 2.3699);
        assertCutoff("flares", 1, true, 323, 1.79);
        assertCutoff("blackouts", 1000, false, 230, 2.2726);
    }

    private static void assertCutoff(String name, double unit, boolean discrete, double xmin, double exponent) {
        Fit fit = LowerCutoff.select(SharedData.powerLaw(name, unit), discrete);
        assertThat(fit.support().from()).as(name).isEqualTo(xmin);
        assertThat(fit.parameter("exponent")).as(name).isCloseTo(exponent, within(exponent == 1.79 ? 5e-3 : 1e-4));
    }

    @Test
    void theCutoffIsTheOneThatTryingAllFinds() {
        for (boolean discrete : new boolean[] {true, false}) {
            for (double xmax : new double[] {Double.POSITIVE_INFINITY, 400}) {
                Tally head = draws(new Exponential(0.2, new Support(1, 15, discrete)), 600, 2);
                Tally tail = draws(new PowerLaw(2.3, new Support(12, xmax, discrete)), 400, 3);
                Tally sample = joined(head, tail);
                Fit best = LowerCutoff.select(sample, discrete, xmax, 50, Team.alone());
                double smallest = Double.POSITIVE_INFINITY;
                double where = Double.NaN;
                for (int i = 0; i < sample.distinct(); i++) {
                    double x = sample.value(i);
                    if (sample.between(x, xmax).total() < 50) {
                        break;
                    }
                    Fit fit = Family.POWER_LAW.fit(sample, new Support(x, xmax, discrete));
                    if (fit.distance() < smallest) {
                        smallest = fit.distance();
                        where = x;
                    }
                }
                assertThat(best.support().from()).isEqualTo(where);
                assertThat(best.distance()).isCloseTo(smallest, within(1e-9));
                // A search that shares its work must not give one candidate's distance to another.
                for (int threads : new int[] {2, 3, 8}) {
                    try (Team team = Team.of(threads)) {
                        Fit shared = LowerCutoff.select(sample, discrete, xmax, 50, team);
                        assertThat(shared.support()).isEqualTo(best.support());
                        assertThat(shared.distance()).isEqualTo(best.distance());
                        assertThat(shared.parameter("exponent")).isEqualTo(best.parameter("exponent"));
                    }
                }
            }
        }
    }

    private static Tally joined(Tally a, Tally b) {
        double[] values = new double[(int) (a.total() + b.total())];
        int k = 0;
        for (Tally tally : new Tally[] {a, b}) {
            for (int i = 0; i < tally.distinct(); i++) {
                for (long c = 0; c < tally.count(i); c++) {
                    values[k++] = tally.value(i);
                }
            }
        }
        return Tally.of(values);
    }

    @Test
    void aSampleTooSmallForACutoffIsRefused() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> LowerCutoff.select(Tally.of(new int[] {1, 2, 3}), true))
                .withMessageContaining("give xmin instead");
    }

    @Test
    void theBootstrapOfTruePowerLawsGivesEveryPAlike() {
        // p is uniform on [0, 1]: the mean of 30 has the standard error 0.053; four of them are allowed.
        double mean = 0;
        for (int k = 0; k < 30; k++) {
            Tally sample = draws(new PowerLaw(2, Support.wholeFrom(1)), 300, 300 + k);
            Fit fit = Family.POWER_LAW.fit(sample, Support.wholeFrom(1));
            mean += Bootstrap.atFixedCutoff(sample, fit, 40, RandomStream.of(k), Team.alone(), Progress.NONE)
                            .p()
                    / 30;
        }
        assertThat(mean).isBetween(0.29, 0.71);
    }

    @Test
    void theBootstrapRejectsAnExponential() {
        Tally exponential = draws(new Exponential(0.1, Support.wholeFrom(1)), 1000, 5);
        Fit bad = Family.POWER_LAW.fit(exponential, Support.wholeFrom(1));
        assertThat(Bootstrap.atFixedCutoff(exponential, bad, 50, RandomStream.of(1), Team.alone(), Progress.NONE)
                        .p())
                .isZero();
    }

    @Test
    void replicasAtAGivenCutoffScatterWithTheStandardError() {
        Tally sample = draws(new PowerLaw(2, Support.wholeFrom(1)), 1000, 4);
        Fit fit = Family.POWER_LAW.fit(sample, Support.wholeFrom(1));
        double scatter = Bootstrap.atFixedCutoff(sample, fit, 100, RandomStream.of(2), Team.alone(), Progress.NONE)
                .exponentError();
        // Four times the error 1/√200 of a standard deviation
        assertThat(scatter).isBetween(0.72 * fit.standardError("exponent"), 1.28 * fit.standardError("exponent"));
    }

    @Test
    void theBootstrapRepeatsItself() {
        Tally sample = draws(new PowerLaw(2.2, Support.wholeFrom(1)), 400, 6);
        Fit fit = LowerCutoff.select(sample, true);
        Bootstrap one = Bootstrap.withCutoff(sample, fit, 50, 20, RandomStream.of(3), Team.alone(), Progress.NONE);
        assertThat(Bootstrap.withCutoff(sample, fit, 50, 20, RandomStream.of(3), Team.alone(), Progress.NONE))
                .isEqualTo(one);
        try (Team team = Team.of(3)) {
            assertThat(Bootstrap.withCutoff(sample, fit, 50, 20, RandomStream.of(3), team, Progress.NONE))
                    .isEqualTo(one);
        }
        assertThat(one.p()).isBetween(0.05, 1.0);
    }

    @Test
    void drawsFollowTheLaw() {
        // Kolmogorov–Smirnov at n = 20000: D √n > 1.95 has p < 0.001 (discrete laws are more lenient).
        Distribution[] laws = {
            new PowerLaw(1.3, Support.wholeFrom(1)),
            new PowerLaw(1.7, new Support(3, 9000, true)),
            new PowerLaw(2.1, Support.realFrom(3)),
            new PowerLaw(1, new Support(2, 70, false)),
            new PowerLaw(0.3, new Support(2, 70, false)),
            new TruncatedPowerLaw(1.2, 1e-4, Support.wholeFrom(1)),
            new Lognormal(2, 2, Support.realFrom(0.3)),
            new StretchedExponential(0.1, 0.4, new Support(1, 500, false))
        };
        for (Distribution law : laws) {
            assertThat(law.distance(draws(law, 20_000, 9)) * Math.sqrt(20_000))
                    .as(law.family().label())
                    .isLessThan(1.95);
        }
    }

    @Test
    void theSlopeByEyeOfAnExactPowerLawIsItsExponent() {
        // Expected counts of n^−1.5, scaled until rounding does not matter; the finite bin width costs less than
        // 0.02.
        double[] values = new double[1000];
        long[] counts = new long[1000];
        for (int n = 1; n <= 1000; n++) {
            values[n - 1] = n;
            counts[n - 1] = Math.round(1e12 * Math.pow(n, -1.5));
        }
        Tally sample = Tally.of(values, counts);
        assertThat(LogBinnedSlope.of(sample, 1, 100).slope()).isCloseTo(-1.5, within(0.02));
        assertThat(LogBinnedSlope.of(sample, 10, 1000, 5).slope()).isCloseTo(-1.5, within(0.02));
        assertThat(LogBinnedSlope.of(sample, 1, 100).standardError()).isLessThan(0.01);
    }

    @Test
    void theSlopeOfThreeSingleValuesIsALineThroughThem() {
        // One whole number to a bin: log₁₀ densities 0.. −2 at log₁₀ positions 0, log 2, log 3
        Tally sample = Tally.of(new double[] {1, 2, 3}, new long[] {100, 25, 11});
        LogBinnedSlope slope = LogBinnedSlope.of(sample, 1, 3, 10);
        double x2 = Math.log10(2);
        double x3 = Math.log10(3);
        double mx = (x2 + x3) / 3;
        double my = (Math.log10(100) + Math.log10(25) + Math.log10(11)) / 3;
        double sxy = -mx * (2 - my) + (x2 - mx) * (Math.log10(25) - my) + (x3 - mx) * (Math.log10(11) - my);
        double sxx = mx * mx + (x2 - mx) * (x2 - mx) + (x3 - mx) * (x3 - mx);
        assertThat(slope.bins()).isEqualTo(3);
        assertThat(slope.slope()).isCloseTo(sxy / sxx, within(1e-12));
    }

    @Test
    void tooFewBinsAreRefused() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> LogBinnedSlope.of(Tally.of(new int[] {1, 2}), 1, 100))
                .withMessageContaining("widen the range");
    }

    @Test
    void theVerdictSaysWhenPowerLawAndLognormalCannotBeToldApart() {
        TailAnalysis open =
                TailAnalysis.of(draws(new PowerLaw(2, Support.wholeFrom(5)), 300, 12), Support.wholeFrom(5));
        assertThat(open.against(Family.LOGNORMAL).p()).isGreaterThan(TailAnalysis.LEVEL);
        assertThat(open.verdict())
                .contains("a lognormal is as near to these data as a power law")
                .contains("better than: exponential");
        TailAnalysis lognormal =
                TailAnalysis.of(draws(new Lognormal(2, 0.7, Support.wholeFrom(1)), 3000, 13), Support.wholeFrom(1));
        assertThat(lognormal.verdict())
                .contains("Described better than by the power law")
                .doesNotContain("as near to these data");
    }

    @Test
    void theVerdictWarnsOfSmallSamples() {
        TailAnalysis small =
                TailAnalysis.of(draws(new PowerLaw(2, Support.wholeFrom(1)), 30, 14), Support.wholeFrom(1));
        assertThat(small.verdict()).contains("too few values");
    }
}
