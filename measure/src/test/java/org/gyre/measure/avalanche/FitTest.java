package org.gyre.measure.avalanche;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleFunction;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.core.special.PowerSum;
import org.junit.jupiter.api.Test;

/// Fits against closed forms, a brute-force grid of the likelihood, known errors and recovery of true parameters.
class FitTest {
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
    void theContinuousPowerLawHasItsClosedForm() {
        // CSN eq. 3.1 and 3.2: α = 1 + n/Σ log(x/xmin), error (α − 1)/√n
        Tally sample = draws(new PowerLaw(2.5, Support.realFrom(3)), 1000, 1);
        Fit fit = Family.POWER_LAW.fit(sample, Support.realFrom(3));
        double alpha = 1 + 1 / (sample.meanLog() - Math.log(3));
        assertThat(fit.parameter("exponent")).isCloseTo(alpha, within(1e-10));
        assertThat(fit.standardError("exponent")).isCloseTo((alpha - 1) / Math.sqrt(1000), within(1e-5));
    }

    @Test
    void theDiscreteErrorIsThatOfTheZetaLaw() {
        // CSN eq. 3.6
        Tally sample = draws(new PowerLaw(1.8, Support.wholeFrom(1)), 5000, 2);
        Fit fit = Family.POWER_LAW.fit(sample, Support.wholeFrom(1));
        double variance = PowerSum.of(fit.parameter("exponent"), 1, Double.POSITIVE_INFINITY)
                .logSecondDerivative();
        assertThat(fit.standardError("exponent")).isCloseTo(1 / Math.sqrt(5000 * variance), within(1e-5));
    }

    /// A cut-off far beyond all values: its rate is known to be small and no more. That of an exponential,
    /// λ ± λ/√n, is known, and so is a μ near 0, which is a logarithm.
    @Test
    void aParameterWithAnErrorLargerThanItselfIsNotDetermined() {
        Tally power = draws(new PowerLaw(2.5, Support.wholeFrom(1)), 200, 4);
        Fit truncated = Family.TRUNCATED_POWER_LAW.fit(power, Support.wholeFrom(1));
        assertThat(truncated.outcome()).isEqualTo(Fit.Outcome.INTERIOR);
        assertThat(truncated.standardError("lambda")).isGreaterThan(truncated.parameter("lambda"));
        assertThat(truncated.undetermined("lambda")).isTrue();
        assertThat(truncated.undetermined("exponent")).isFalse();
        Tally exponential = draws(new Exponential(0.3, Support.realFrom(2)), 100, 3);
        assertThat(Family.EXPONENTIAL.fit(exponential, Support.realFrom(2)).undetermined("lambda"))
                .isFalse();
        Tally lognormal = draws(new Lognormal(0, 1, Support.realFrom(0.001)), 100, 6);
        Fit near = Family.LOGNORMAL.fit(lognormal, Support.realFrom(0.001));
        assertThat(near.standardError("mu")).isLessThan(0.5);
        assertThat(near.undetermined("mu")).isFalse();
    }

    @Test
    void exponentialLawsHaveTheirClosedForms() {
        Tally real = draws(new Exponential(0.3, Support.realFrom(2)), 2000, 3);
        Fit continuous = Family.EXPONENTIAL.fit(real, Support.realFrom(2));
        double lambda = 1 / (real.mean() - 2);
        assertThat(continuous.parameter("lambda")).isCloseTo(lambda, within(1e-6));
        assertThat(continuous.standardError("lambda")).isCloseTo(lambda / Math.sqrt(2000), within(1e-5));
        Tally whole = draws(new Exponential(0.3, Support.wholeFrom(2)), 2000, 4);
        Fit discrete = Family.EXPONENTIAL.fit(whole, Support.wholeFrom(2));
        assertThat(discrete.parameter("lambda")).isCloseTo(Math.log1p(1 / (whole.mean() - 2)), within(1e-6));
    }

    @Test
    void noPointOfAGridIsMoreLikelyThanTheFit() {
        for (Support support : new Support[] {Support.wholeFrom(1), new Support(1, 150, true), Support.realFrom(1)}) {
            Tally sample = draws(new TruncatedPowerLaw(1.5, 0.01, support), 3000, 5);
            assertOnTop(sample, support, Family.POWER_LAW, a -> new PowerLaw(a, support), 1.01, 3);
            assertOnTop(sample, support, Family.EXPONENTIAL, l -> new Exponential(l, support), 0.005, 0.5);
            double cutoff = Family.TRUNCATED_POWER_LAW.fit(sample, support).logLikelihood();
            double lognormal = Family.LOGNORMAL.fit(sample, support).logLikelihood();
            double stretched = Family.STRETCHED_EXPONENTIAL.fit(sample, support).logLikelihood();
            for (int i = 1; i <= 40; i++) {
                for (int j = 1; j <= 40; j++) {
                    assertThat(new TruncatedPowerLaw(0.5 + i * 0.05, 5e-4 * j, support).logLikelihood(sample))
                            .isLessThan(cutoff + 1e-6);
                    assertThat(new Lognormal(-8 + 0.25 * i, 0.1 * j, support).logLikelihood(sample))
                            .isLessThan(lognormal + 1e-6);
                    assertThat(new StretchedExponential(0.01 * i * i, 0.02 * j, support).logLikelihood(sample))
                            .isLessThan(stretched + 1e-6);
                }
            }
        }
    }

    private static void assertOnTop(
            Tally sample, Support support, Family family, DoubleFunction<Distribution> law, double from, double to) {
        double top = family.fit(sample, support).logLikelihood();
        for (int i = 0; i <= 400; i++) {
            assertThat(law.apply(from + i * (to - from) / 400).logLikelihood(sample))
                    .as(family.label())
                    .isLessThan(top + 1e-6);
        }
    }

    @Test
    void likelihoodsFromMomentsAreTheSumOverTheSample() {
        for (Support support : new Support[] {Support.realFrom(1), new Support(1, 900, false), Support.wholeFrom(1)}) {
            Tally sample = draws(new TruncatedPowerLaw(1.5, 0.01, support), 500, 6);
            for (Distribution law : new Distribution[] {
                new PowerLaw(1.7, support),
                new TruncatedPowerLaw(1.2, 0.02, support),
                new Exponential(0.1, support),
                new Lognormal(-20, 5, support),
                new Lognormal(1, 2, support),
                new Lognormal(12, 2, support),
                new StretchedExponential(0.3, 0.5, support)
            }) {
                double sum = 0;
                for (int i = 0; i < sample.distinct(); i++) {
                    sum += sample.count(i) * law.logProbability(sample.value(i));
                }
                assertThat(law.logLikelihood(sample)).isCloseTo(sum, within(1e-9 * Math.abs(sum)));
            }
        }
    }

    @Test
    void trueParametersLieWithinFourStandardErrors() {
        Support whole = Support.wholeFrom(2);
        Support real = new Support(0.5, 80, false);
        Distribution[] laws = {
            new PowerLaw(1.5, new Support(1, 1000, true)),
            new PowerLaw(0.7, real),
            new TruncatedPowerLaw(1.5, 0.005, whole),
            new TruncatedPowerLaw(0.4, 0.1, real),
            new Exponential(0.05, real),
            new Lognormal(1.5, 0.8, whole),
            new Lognormal(0.5, 1.1, real),
            new StretchedExponential(0.2, 0.6, whole),
            new StretchedExponential(0.1, 1.7, real)
        };
        for (int k = 0; k < laws.length; k++) {
            Tally sample = draws(laws[k], 4000, 10 + k);
            Fit fit = laws[k].family().fit(sample, laws[k].support());
            assertThat(fit.outcome()).as("%d %s", k, fit).isEqualTo(Fit.Outcome.INTERIOR);
            for (int i = 0; i < fit.standardErrors().size(); i++) {
                double error = fit.standardErrors().get(i);
                assertThat(error).as("%d %s", k, fit.family()).isPositive();
                assertThat(fit.distribution().parameters()[i])
                        .as("%d %s", k, fit.family())
                        .isCloseTo(laws[k].parameters()[i], within(4 * error));
            }
            // Kolmogorov's law: a distance of 1.95/√n has p < 0.001 even without fitted parameters.
            assertThat(fit.distance()).isLessThan(1.95 / Math.sqrt((double) sample.total()));
        }
    }

    @Test
    void scatterOfRepeatedFitsEqualsTheStandardError() {
        // The standard deviation of 200 estimates lies within 20 % of the quoted error (four times its own error
        // 1/√400).
        TruncatedPowerLaw law = new TruncatedPowerLaw(1.4, 0.02, Support.wholeFrom(1));
        double sum = 0;
        double squares = 0;
        double quoted = 0;
        int n = 100;
        for (int k = 0; k < n; k++) {
            Fit fit = Family.TRUNCATED_POWER_LAW.fit(draws(law, 2000, 1000 + k), law.support());
            sum += fit.parameter("exponent");
            squares += fit.parameter("exponent") * fit.parameter("exponent");
            quoted += fit.standardError("exponent") / n;
        }
        double deviation = Math.sqrt((squares - sum * sum / n) / (n - 1));
        assertThat(deviation).isBetween(0.72 * quoted, 1.28 * quoted);
    }

    @Test
    void exactPowerLawCountsHaveNoCutoff() {
        // Expected counts of n^−2 on [1, 1000], so that chance cannot suggest a cut-off
        double[] values = new double[1000];
        long[] counts = new long[1000];
        for (int n = 1; n <= 1000; n++) {
            values[n - 1] = n;
            counts[n - 1] = Math.round(1e9 / n / n);
        }
        Tally sample = Tally.of(values, counts);
        Support support = new Support(1, 1000, true);
        Fit law = Family.POWER_LAW.fit(sample, support);
        Fit cutoff = Family.TRUNCATED_POWER_LAW.fit(sample, support);
        assertThat(law.parameter("exponent")).isCloseTo(2, within(1e-6));
        assertThat(cutoff.outcome()).isEqualTo(Fit.Outcome.AT_BOUND);
        assertThat(cutoff.standardErrors()).allMatch(error -> Double.isNaN(error));
        LikelihoodRatio ratio = LikelihoodRatio.of(sample, law, cutoff);
        assertThat(ratio.ratio()).isCloseTo(0, within(1e-3));
        assertThat(ratio.p()).isGreaterThan(0.9);
    }

    @Test
    void aSteeperSampleThanAnyPowerLawEndsAtTheBound() {
        Tally sample = Tally.of(new double[] {1, 2}, new long[] {1_000_000_000_000L, 1});
        assertThat(Family.POWER_LAW.fit(sample, Support.wholeFrom(1)).outcome()).isEqualTo(Fit.Outcome.AT_BOUND);
    }

    @Test
    void tooLittleDataIsRefusedWithARemedy() {
        Tally sample = Tally.of(new int[] {1, 2, 3, 3});
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Family.LOGNORMAL.fit(sample, Support.wholeFrom(3)))
                .withMessageContaining("lower xmin");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Family.EXPONENTIAL.fit(Tally.of(new double[] {1, 1.5, 2}), Support.wholeFrom(1)))
                .withMessageContaining("continuous");
    }

    @Test
    void theDistanceIsThatOfEveryPointOfTheSupport() {
        Tally sample = draws(new PowerLaw(2, Support.wholeFrom(1)), 50, 6).between(1, 2000);
        Fit fit = Family.POWER_LAW.fit(sample, new Support(1, 2000, true));
        double largest = 0;
        double seen = 0;
        for (int x = 1; x <= 2000; x++) {
            seen += sample.between(x, x).total();
            largest = Math.max(
                    largest, Math.abs(seen / sample.total() - fit.distribution().cumulative(x)));
        }
        assertThat(fit.distance()).isCloseTo(largest, within(1e-12));
    }

    @Test
    void millionsOfAvalanchesFitAsFastAsThousands() {
        // Cost depends on distinct values only: the same values, a thousand times as often, give the same fits.
        Tally small = draws(new TruncatedPowerLaw(1.5, 0.01, Support.wholeFrom(1)), 5000, 7);
        double[] values = new double[small.distinct()];
        long[] counts = new long[small.distinct()];
        for (int i = 0; i < values.length; i++) {
            values[i] = small.value(i);
            counts[i] = 1000 * small.count(i);
        }
        Tally large = Tally.of(values, counts);
        for (Family family : Family.values()) {
            Fit one = family.fit(small, Support.wholeFrom(1));
            Fit thousand = family.fit(large, Support.wholeFrom(1));
            for (int i = 0; i < one.standardErrors().size(); i++) {
                double parameter = one.distribution().parameters()[i];
                assertThat(thousand.distribution().parameters()[i])
                        .isCloseTo(parameter, within(1e-4 * Math.abs(parameter)));
                assertThat(thousand.standardErrors().get(i))
                        .isCloseTo(
                                one.standardErrors().get(i) / Math.sqrt(1000),
                                within(0.02 * one.standardErrors().get(i) / Math.sqrt(1000)));
            }
        }
    }
}
