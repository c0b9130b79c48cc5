package org.gyre.measure.avalanche;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.InputException;
import org.gyre.core.Progress;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

/// Samples whose range is known because they were drawn from it.
class FittingRangeTest {
    private static final FittingRange.Settings QUICK = FittingRange.Settings.DEFAULT.withDraws(99);

    private static Tally draws(Distribution law, int n, long seed) {
        return new Sampler(law).draw(n, RandomStream.of(seed).generator());
    }

    private static FittingRange widest(Tally sample, boolean discrete, long seed) {
        return FittingRange.widest(sample, discrete, QUICK, RandomStream.of(seed), Team.alone(), Progress.NONE);
    }

    @Test
    void aLawThatHoldsEverywhereIsFoundWhole() {
        // p is uniform there: at least 10 of 99 are as far with probability 0.9. Of 200 samples 180 are taken whole,
        // with the standard deviation √(200 · 0.9 · 0.1) = 4.2; four of them are allowed either way.
        PowerLaw law = new PowerLaw(1.5, new Support(1, 50, true));
        assertThat(taken(law, 200)).isBetween(163, 197);
    }

    @Test
    void aLawThatBendsBelowItsUpperEndIsNotTakenWhole() {
        // At the upper end the cut-off leaves e^−5 of the power law, which 3000 values show every time.
        assertThat(taken(new TruncatedPowerLaw(1.5, 0.05, new Support(1, 100, true)), 20))
                .isZero();
    }

    /// How many of some samples are taken whole.
    private static int taken(Distribution law, int samples) {
        int whole = 0;
        for (int k = 0; k < samples; k++) {
            Tally sample = draws(law, 3000, k);
            try {
                Support found = widest(sample, true, 1000 + k).fit().support();
                whole += found.from() == sample.minimum() && found.to() == sample.maximum() ? 1 : 0;
            } catch (InputException noRange) {
                assertThat(noRange).hasMessageContaining("follows a power law");
            }
        }
        return whole;
    }

    @Test
    void aSampleOfManyDecadesIsSearchedOnACoarserGrid() {
        // x^−1 over 600 decades: 120 ends instead of 6000, the whole range among the first that are tried.
        double[] values = new double[1200];
        var random = RandomStream.of(2).generator();
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.pow(10, 600 * random.nextDouble() - 300);
        }
        Tally sample = Tally.of(values);
        FittingRange found = widest(sample, false, 3);
        assertThat(found.endsPerDecade()).isCloseTo(120 / 600.0, within(0.01));
        assertThat(found.decades()).isGreaterThan(500);
        assertThat(found.fit().parameter("exponent"))
                .isCloseTo(1, within(4 * found.fit().standardError("exponent")));
        Tally usual = draws(new PowerLaw(1.5, new Support(1, 50, true)), 3000, 1);
        assertThat(widest(usual, true, 1).endsPerDecade()).isEqualTo(10);
    }

    @Test
    void aBumpBeyondTheEndIsLeftOut() {
        // A law that ends at 100, and events of the size of the system about 490.
        Tally law = draws(new PowerLaw(1.5, new Support(1, 100, true)), 20_000, 1);
        Tally bump = draws(new Lognormal(6.2, 0.2, Support.wholeFrom(200)), 4000, 2);
        FittingRange found = widest(law.followedBy(bump), true, 3);
        assertThat(found.fit().support().from()).isLessThanOrEqualTo(2);
        assertThat(found.fit().support().to()).isBetween(79.0, 100.0);
        assertThat(found.fit().parameter("exponent"))
                .isCloseTo(1.5, within(4 * found.fit().standardError("exponent")));
        assertThat(found.tried()).isGreaterThan(10);
        assertThat(found.p()).isGreaterThan(QUICK.level());
    }

    @Test
    void anExponentialCutOffEndsTheRangeBelowIt() {
        // With a hundred thousand values e^(−x/1000) bends the law well below x = 1000.
        Tally sample = draws(new TruncatedPowerLaw(1.5, 0.001, Support.wholeFrom(1)), 100_000, 4);
        FittingRange found = widest(sample, true, 5);
        assertThat(found.fit().support().to()).isBetween(10.0, 500.0);
        assertThat(sample.maximum()).isGreaterThan(3000);
    }

    @Test
    void aBodyThatIsNoPowerLawIsLeftOutBelow() {
        // Flat up to 10, real numbers, α = 2.5 beyond.
        Tally flat = draws(new PowerLaw(0, new Support(1, 10, false)), 3000, 6);
        Tally law = draws(new PowerLaw(2.5, new Support(10.5, 1000, false)), 3000, 7);
        FittingRange found = widest(flat.followedBy(law), false, 8);
        assertThat(found.fit().support().from()).isBetween(9.0, 16.0);
        assertThat(found.fit().parameter("exponent"))
                .isCloseTo(2.5, within(4 * found.fit().standardError("exponent")));
    }

    @Test
    void aGivenStartStays() {
        Tally law = draws(new PowerLaw(2, new Support(1, 1000, true)), 5000, 9);
        FittingRange found =
                FittingRange.widestFrom(3, law, true, QUICK, RandomStream.of(1), Team.alone(), Progress.NONE);
        assertThat(found.fit().support().from()).isEqualTo(3);
        assertThat(found.decades()).isCloseTo(Math.log10(found.fit().support().to() / 3), within(1e-12));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() ->
                        FittingRange.widestFrom(1.5, law, true, QUICK, RandomStream.of(1), Team.alone(), Progress.NONE))
                .withMessageContaining("xmin = 1.5");
    }

    @Test
    void aSampleWithoutAnyRangeIsRefused() {
        // Even numbers only: no decade of whole numbers follows a power law.
        double[] values = new double[500];
        long[] counts = new long[500];
        for (int i = 0; i < values.length; i++) {
            values[i] = 2 * (i + 1);
            counts[i] = Math.round(1e7 / (values[i] * values[i]));
        }
        Tally even = Tally.of(values, counts);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> widest(even, true, 1))
                .withMessageContaining("follows a power law (p > 0.1 in 99 draws)");
    }

    @Test
    void aSampleOfLessThanADecadeIsRefused() {
        Tally narrow = draws(new PowerLaw(2, new Support(1, 9, true)), 1000, 1);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> widest(narrow, true, 1))
                .withMessageContaining("give xmin and xmax instead");
    }

    @Test
    void threadsDoNotChangeTheRange() {
        Tally sample = draws(new TruncatedPowerLaw(1.5, 0.01, Support.wholeFrom(1)), 20_000, 4);
        FittingRange alone = widest(sample, true, 5);
        try (Team team = Team.of(3)) {
            FittingRange shared = FittingRange.widest(sample, true, QUICK, RandomStream.of(5), team, Progress.NONE);
            assertThat(shared.fit().support()).isEqualTo(alone.fit().support());
            assertThat(shared.p()).isEqualTo(alone.p());
            assertThat(shared.tried()).isEqualTo(alone.tried());
        }
    }

    @Test
    void samplesDrawnAsCountsFollowTheLaw() {
        // Kolmogorov–Smirnov at n = 10⁶: D √n > 1.95 has p < 0.001 (discrete laws are more lenient).
        Distribution[] laws = {
            new PowerLaw(1.5, Support.wholeFrom(1)),
            new PowerLaw(1.5, new Support(1, 1e9, true)),
            new PowerLaw(1.02, new Support(2, 1e6, true)),
            new PowerLaw(-0.5, new Support(2, 70, true)),
            new Lognormal(3, 1, Support.wholeFrom(1))
        };
        for (Distribution law : laws) {
            Tally sample = draws(law, 1_000_000, 12);
            assertThat(sample.total()).isEqualTo(1_000_000);
            assertThat(law.distance(sample) * 1000).as(law.family().label()).isLessThan(1.95);
        }
    }
}
