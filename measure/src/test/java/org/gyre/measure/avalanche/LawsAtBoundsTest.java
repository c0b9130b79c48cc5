package org.gyre.measure.avalanche;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.avalanche.TailAnalysis.Standing;
import org.junit.jupiter.api.Test;

/// Laws whose likelihood has its maximum at an end of their parameters, where they are power laws.
class LawsAtBoundsTest {
    /// Expected counts, so that chance has no part.
    private static Tally expected(int to, double n, DoubleUnaryOperator probability) {
        double[] values = new double[to];
        long[] counts = new long[to];
        for (int x = 1; x <= to; x++) {
            values[x - 1] = x;
            counts[x - 1] = Math.round(n * probability.applyAsDouble(x));
        }
        return Tally.of(values, counts);
    }

    @Test
    void aRoundedPowerLawIsDescribedBetterByTheLimitsOfRoundedLaws() {
        // ∝ (x − ½)^−1.5 − (x + ½)^−1.5: what a discrete lognormal and a stretched exponential become, and no x^−α.
        double kept = Math.pow(0.5, -1.5) - Math.pow(100.5, -1.5);
        DoubleUnaryOperator law = x -> (Math.pow(x - 0.5, -1.5) - Math.pow(x + 0.5, -1.5)) / kept;
        Tally sample = expected(100, 100_000, law);
        TailAnalysis analysis = TailAnalysis.of(sample, new Support(1, 100, true));
        double truth = 0;
        for (int i = 0; i < sample.distinct(); i++) {
            truth += sample.count(i) * Math.log(law.applyAsDouble(sample.value(i)));
        }
        for (Family family : new Family[] {Family.LOGNORMAL, Family.STRETCHED_EXPONENTIAL}) {
            LikelihoodRatio ratio = analysis.against(family);
            // The limit is the law of the sample, whose likelihood no other law exceeds but by rounded counts.
            assertThat(ratio.ratio())
                    .as(family.label())
                    .isCloseTo(analysis.powerLaw().logLikelihood() - truth, within(0.05));
            assertThat(analysis.fit(family).outcome()).isEqualTo(Fit.Outcome.AT_BOUND);
            assertThat(ratio.p()).isLessThan(0.001);
            assertThat(analysis.standing(ratio)).isEqualTo(Standing.BETTER);
        }
        assertThat(analysis.rejected()).isTrue();
        assertThat(analysis.verdict()).contains("lognormal at its bound, a rounded power law (p < 0.0001)");
    }

    /// The durations of a culture: p is small, as two laws that all but agree differ by almost the same at every value,
    /// and yet the likelihoods are in the ratio of 1 to 1.08. Three nats are a lead.
    @Test
    void aLeadOfNextToNothingIsNoFinding() {
        PowerLaw law = new PowerLaw(2.5, new Support(1, 100, true));
        TailAnalysis counts = TailAnalysis.of(expected(100, 1e6, x -> Math.exp(law.logProbability(x))), law.support());
        for (double lead : new double[] {0.074, 3}) {
            TailAnalysis analysis = new TailAnalysis(
                    counts.fits(),
                    counts.comparisons().stream()
                            .map(ratio -> new LikelihoodRatio(
                                    Family.POWER_LAW, ratio.second(), -lead, -lead / 844, -3.6, 0.0003, ratio.nested()))
                            .toList());
            assertThat(analysis.rejected()).isEqualTo(lead == 3);
            if (lead < 1) {
                assertThat(analysis.comparisons())
                        .extracting(analysis::standing)
                        .doesNotContain(Standing.WORSE);
                assertThat(analysis.verdict())
                        .contains("exponential (log-likelihood ratio -0.074)")
                        .contains("a lognormal is as near to these data as a power law")
                        .doesNotContain("better");
            } else {
                assertThat(analysis.verdict()).contains("Described better than by the power law");
            }
        }
    }

    @Test
    void countsOfAPowerLawAreDescribedWorseByThem() {
        PowerLaw law = new PowerLaw(2.5, new Support(1, 100, true));
        TailAnalysis analysis =
                TailAnalysis.of(expected(100, 1e6, x -> Math.exp(law.logProbability(x))), law.support());
        for (Family family : new Family[] {Family.LOGNORMAL, Family.STRETCHED_EXPONENTIAL}) {
            assertThat(analysis.standing(analysis.against(family)))
                    .as(family.label())
                    .isEqualTo(Standing.WORSE);
        }
        assertThat(analysis.rejected()).isFalse();
    }

    @Test
    void theLimitsOfContinuousLawsAreThePowerLawItself() {
        // As β → 0 the ratio has the limit 0 from below: what the wider family gains is half a χ².
        Support support = Support.realFrom(1);
        Tally sample = new Sampler(new PowerLaw(2.5, support))
                .draw(300_000, RandomStream.of(2).generator());
        TailAnalysis analysis = TailAnalysis.of(sample, support);
        LikelihoodRatio stretched = analysis.against(Family.STRETCHED_EXPONENTIAL);
        assertThat(stretched.ratio()).isLessThan(1e-3);
        for (Family family : new Family[] {Family.LOGNORMAL, Family.STRETCHED_EXPONENTIAL}) {
            assertThat(analysis.standing(analysis.against(family)))
                    .as(family.label())
                    .isIn(Standing.AT_BOUND, Standing.OPEN);
        }
    }

    @Test
    void aLeadOverALawWhoseSearchEndsEarlyIsNoFinding() {
        // x^6 rises, and an exponential with λ > 0 cannot: its likelihood still rises where its search ends.
        PowerLaw law = new PowerLaw(-6, new Support(1, 20, false));
        Tally sample = new Sampler(law).draw(5000, RandomStream.of(3).generator());
        TailAnalysis analysis = TailAnalysis.of(sample, law.support());
        LikelihoodRatio ratio = analysis.against(Family.EXPONENTIAL);
        assertThat(ratio.ratio()).isGreaterThan(100);
        assertThat(analysis.fit(Family.EXPONENTIAL).cutShort()).isTrue();
        assertThat(analysis.standing(ratio)).isEqualTo(Standing.AT_BOUND);
    }

    @Test
    void theScaleOfTheNumbersDoesNotMatter() {
        // Multiplied by a power of two, whose doubles have the same digits: 2^1000 is about 1e301.
        Support support = Support.realFrom(1);
        Tally sample = new Sampler(new PowerLaw(2.5, support))
                .draw(2000, RandomStream.of(4).generator());
        double[] large = new double[sample.distinct()];
        long[] counts = new long[large.length];
        for (int i = 0; i < large.length; i++) {
            large[i] = sample.value(i) * 0x1p1000;
            counts[i] = sample.count(i);
        }
        TailAnalysis one = TailAnalysis.of(sample, support);
        TailAnalysis other = TailAnalysis.of(Tally.of(large, counts), Support.realFrom(0x1p1000));
        assertThat(other.powerLaw().parameter("exponent"))
                .isCloseTo(one.powerLaw().parameter("exponent"), within(1e-9));
        assertThat(other.powerLaw().distance()).isCloseTo(one.powerLaw().distance(), within(1e-9));
        for (Family family : Family.values()) {
            // A density per unit of x has the unit in its logarithm.
            assertThat(other.fit(family).logLikelihood())
                    .as(family.label())
                    .isCloseTo(one.fit(family).logLikelihood() - 2000 * 1000 * Math.log(2), within(0.01));
        }
    }

    @Test
    void aBoundedSumOverANarrowRangeKeepsItsDigits() {
        // The sum term by term, from the smallest on, against 1/p(from) · from^−α.
        double from = 1e6;
        double to = 1.1e6;
        for (double alpha : new double[] {1.05, 1.2, 2, 8, 12}) {
            double sum = 0;
            double lost = 0;
            for (double x = to; x >= from; x--) {
                double term = Math.pow(x / from, -alpha) - lost;
                double next = sum + term;
                lost = (next - sum) - term;
                sum = next;
            }
            double p = Math.exp(new PowerLaw(alpha, new Support(from, to, true)).logProbability(from));
            // The logarithm of from^−α, up to 170, is exact to 3e-14.
            assertThat(p * sum).as("exponent " + alpha).isCloseTo(1, within(1e-13));
        }
    }
}
