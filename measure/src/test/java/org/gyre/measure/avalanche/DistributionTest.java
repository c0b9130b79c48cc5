package org.gyre.measure.avalanche;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.junit.jupiter.api.Test;

/// Every law is a law: probabilities sum (densities integrate) to one and to the survival function.
class DistributionTest {
    private static List<Distribution> laws(Support support) {
        return List.of(
                new PowerLaw(2.2, support),
                new TruncatedPowerLaw(1.4, 0.02, support),
                new TruncatedPowerLaw(-0.5, 0.3, support),
                new Exponential(0.15, support),
                new Lognormal(1.1, 1.3, support),
                new Lognormal(-40, 6, support),
                new Lognormal(5, 0.1, support),
                new Lognormal(30, 4, support),
                new StretchedExponential(0.3, 0.5, support),
                new StretchedExponential(0.02, 2.5, support));
    }

    @Test
    void probabilitiesOfABoundedDiscreteLawSumToOneAndToTheSurvival() {
        for (double from : new double[] {1, 7}) {
            List<Distribution> laws = new ArrayList<>(laws(new Support(from, 300, true)));
            // All of the support far below the centre
            laws.add(new Lognormal(9e4, 300, new Support(from, 300, true)));
            for (Distribution law : laws) {
                double sum = 0;
                for (int x = (int) from; x <= 300; x++) {
                    assertThat(law.survival(x)).as("%s at %d", law.family(), x).isCloseTo(1 - sum, within(1e-10));
                    sum += Math.exp(law.logProbability(x));
                    assertThat(law.cumulative(x)).isCloseTo(sum, within(1e-10));
                }
                assertThat(sum).as(law.family().label()).isCloseTo(1, within(1e-10));
                assertThat(law.logProbability(from - 1)).isEqualTo(Double.NEGATIVE_INFINITY);
                assertThat(law.logProbability(301)).isEqualTo(Double.NEGATIVE_INFINITY);
                assertThat(law.logProbability(from + 0.5)).isEqualTo(Double.NEGATIVE_INFINITY);
            }
        }
    }

    @Test
    void anUnboundedDiscreteLawLosesItsProbabilitiesStepByStep() {
        for (Distribution law : laws(Support.wholeFrom(3))) {
            assertThat(law.survival(3)).isCloseTo(1, within(1e-12));
            for (double x = 3; x < 5000; x = Math.ceil(1.7 * x)) {
                double step = law.survival(x) - law.survival(x + 1);
                assertThat(Math.exp(law.logProbability(x)))
                        .as("%s at %s", law.family(), x)
                        .isCloseTo(step, within(1e-12));
            }
        }
    }

    @Test
    void densitiesAreTheSlopeOfTheSurvival() {
        for (Support support : List.of(Support.realFrom(2.5), new Support(2.5, 400, false))) {
            for (Distribution law : laws(support)) {
                assertThat(law.survival(2.5)).isCloseTo(1, within(1e-12));
                for (double x = 2.6; x < 390; x *= 1.9) {
                    double h = 1e-4 * x;
                    double slope = (law.survival(x - h) - law.survival(x + h)) / (2 * h);
                    assertThat(Math.exp(law.logProbability(x)))
                            .as("%s at %s", law.family(), x)
                            .isCloseTo(slope, within(1e-6 * slope + 1e-10));
                }
            }
        }
    }

    @Test
    void theDiscretePowerLawIsTheZetaLaw() {
        // p(1) = 1/ζ(2) = 6/π²
        assertThat(Math.exp(new PowerLaw(2, Support.wholeFrom(1)).logProbability(1)))
                .isCloseTo(6 / (Math.PI * Math.PI), within(1e-14));
    }

    @Test
    void aSharplyBoundedPowerLawMayHaveAnyExponent() {
        // exponents 1 and 0: harmonic number and uniform law
        double harmonic = 0;
        for (int n = 1; n <= 1000; n++) {
            harmonic += 1.0 / n;
        }
        Support support = new Support(1, 1000, true);
        assertThat(new PowerLaw(1, support).logProbability(1)).isCloseTo(-Math.log(harmonic), within(1e-13));
        assertThat(new PowerLaw(0, support).survival(251)).isCloseTo(0.75, within(1e-13));
    }

    @Test
    void aWideLognormalIsAPowerLaw() {
        // Density in log x: exp(b u − u²/2σ²) with b = (μ − log xmin)/σ² = −1.5, so that alpha = 2.5 as σ → ∞
        double sigma = 250;
        Support support = Support.realFrom(2);
        Lognormal lognormal = new Lognormal(Math.log(2) - 1.5 * sigma * sigma, sigma, support);
        PowerLaw law = new PowerLaw(2.5, support);
        for (double x = 2; x < 1000; x *= 3) {
            assertThat(lognormal.logProbability(x)).isCloseTo(law.logProbability(x), within(1e-3));
        }
    }

    @Test
    void theDiscreteLognormalJoinsItsTwoFormsSmoothly() {
        // Direct differences of the normal distribution against the narrow-interval formula, whichever is in use
        Lognormal law = new Lognormal(2, 1.5, Support.wholeFrom(1));
        double total = org.gyre.core.special.Normal.survival((Math.log(0.5) - 2) / 1.5);
        for (int x = 1; x < 200; x++) {
            double direct = org.gyre.core.special.Normal.cdf((Math.log(x + 0.5) - 2) / 1.5)
                    - org.gyre.core.special.Normal.cdf((Math.log(x - 0.5) - 2) / 1.5);
            assertThat(Math.exp(law.logProbability(x))).isCloseTo(direct / total, within(1e-9 * direct));
        }
    }

    @Test
    void impossibleSupportsAreRefusedInOneSentence() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new Support(0, 10, true))
                .withMessageContaining("xmin = 0.0");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new Support(5, 4, false))
                .withMessageContaining("xmax = 4.0");
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> new Support(1.5, 4, true));
        assertThatExceptionOfType(InputException.class).isThrownBy(() -> new Support(Double.NaN, 4, false));
    }

    @Test
    void wholeNumbersAreCountedAlikeWithAndWithoutATable() {
        // The second sample has a value for which no table is made.
        for (int[] sample : new int[][] {{3, 1, 7, 3, 3, 7}, {3, 1, 2_000_000_000, 3, 3, 2_000_000_000}}) {
            Tally tally = Tally.of(sample);
            assertThat(tally.distinct()).isEqualTo(3);
            assertThat(tally.total()).isEqualTo(6);
            assertThat(new double[] {tally.value(0), tally.value(1), tally.value(2)})
                    .containsExactly(1, 3, sample[2]);
            assertThat(new long[] {tally.count(0), tally.count(1), tally.count(2)})
                    .containsExactly(1, 3, 2);
        }
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Tally.of(new int[] {1, 0}))
                .withMessageContaining("0.0");
    }

    @Test
    void samplesWithImpossibleValuesAreRefused() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> Tally.of(new double[] {1, bad}))
                    .withMessageContaining(Double.toString(bad));
        }
    }
}
