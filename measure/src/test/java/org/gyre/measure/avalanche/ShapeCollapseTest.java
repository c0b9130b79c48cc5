package org.gyre.measure.avalanche;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An exact scaling family, and the critical branching process with geometric offspring, whose mean profile is known in
/// closed form.
class ShapeCollapseTest {
    private static final RandomStream STREAM = RandomStream.of(1);

    /// Twenty avalanches of each duration, whose profile is the integral of 6x(1 − x) over each step, times
    /// 120 T^exponent: whole numbers for these durations and exponents from 1 on.
    private static int[] scalingFamily(int exponent) {
        int[] durations = {4, 5, 6, 8, 10, 12};
        int[] activity = new int[20_000];
        int at = 1;
        for (int n : durations) {
            for (int k = 0; k < 20; k++) {
                for (int t = 0; t < n; t++) {
                    long step = 3L * (2 * t + 1) * n - 2L * (3 * t * t + 3 * t + 1);
                    activity[at++] = (int) (120 * step * Math.round(Math.pow(n, exponent - 1)) / n);
                }
                at++;
            }
        }
        return activity;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void anExactScalingFamilyCollapsesExactly(int exponent) {
        ShapeCollapse collapse = ShapeCollapse.of(scalingFamily(exponent), 20, STREAM);
        assertThat(collapse.exponent()).isCloseTo(exponent, within(1e-6));
        assertThat(collapse.relativeVariance()).isLessThan(1e-12);
        // All avalanches of a duration are equal: a resampled mean is the same mean.
        assertThat(collapse.error()).isLessThan(1e-6);
        assertThat(collapse.durations()).isEqualTo(6);
        assertThat(collapse.shortest()).isEqualTo(4);
        assertThat(collapse.longest()).isEqualTo(12);
        // Integrals of 6x(1 − x) over quarters, with mean 1: 10/16, 22/16, 22/16, 10/16
        assertThat(collapse.shape()).containsExactly(new double[] {0.625, 1.375, 1.375, 0.625}, within(1e-12));
    }

    /// Mean number alive in generation t of a critical process with P(k children) = 2^−(k+1) that dies out in
    /// generation
    /// n. With f_t(s) = (t − (t − 1)s)/(t + 1 − t s) the process is dead by n with probability n/(n + 1), and
    /// E[Z_t; dead by n] = s f_t'(s) at s = (n − t)/(n − t + 1), that is (n − t)(n − t + 1)/(n + 1)²; the
    /// difference of n and n − 1 over the probability 1/(n(n + 1)) is the mean.
    private static double exact(int t, int n) {
        double left = n - t;
        return (double) n
                * (n + 1)
                * (left * (left + 1) / ((n + 1.0) * (n + 1)) - (left - 1) * left / ((double) n * n));
    }

    private static int[] critical(int avalanches, RandomGenerator random) {
        int[] activity = new int[8_000_000];
        int at = 1;
        for (int k = 0; k < avalanches; k++) {
            int start = at;
            for (int alive = 1; alive > 0 && at - start <= ProfileCounter.LONGEST; ) {
                activity[at++] = alive;
                int children = 0;
                for (int i = 0; i < alive; i++) {
                    while (random.nextBoolean()) {
                        children++;
                    }
                }
                alive = children;
            }
            at++;
        }
        return Arrays.copyOf(activity, at);
    }

    @Test
    void aCriticalBranchingProcessHasItsKnownProfileAndExponent() {
        int[] activity = critical(200_000, RandomStream.of(7).generator());
        ProfileCounter counter = new ProfileCounter(50, STREAM);
        // In two pieces, of which the first ends within an avalanche or between two
        counter.add(Arrays.copyOf(activity, 10_001));
        counter.add(Arrays.copyOfRange(activity, 10_001, activity.length));
        double[] profile = counter.data().mean(10);
        long n = counter.data().count(10);
        // 1/(10·11) of all die out in generation 10: four standard errors of a count
        assertThat((double) n).isCloseTo(200_000 / 110.0, within(4 * Math.sqrt(200_000 / 110.0)));
        for (int t = 0; t < 10; t++) {
            // A standard deviation is at most the mean, about (geometric laws): four standard errors
            assertThat(profile[t])
                    .as("step %d", t)
                    .isCloseTo(exact(t, 10), within(4 * exact(t, 10) / Math.sqrt((double) n)));
        }
        ShapeCollapse collapse = ShapeCollapse.of(counter);
        // γ − 1 = 1 holds for long avalanches; the single ancestor makes short ones flatter. The exact profiles say by
        // how much, with each duration as frequent as its probability says.
        double expected =
                ShapeCollapse.of(exactProfiles(collapse.longest()), 0, STREAM).exponent();
        assertThat(expected).isBetween(0.7, 1.0);
        assertThat(collapse.error()).isBetween(0.001, 0.05);
        assertThat(collapse.exponent()).isCloseTo(expected, within(4 * collapse.error()));
        // A parabola, but for the ends
        double[] shape = collapse.shape();
        assertThat(shape[1]).isCloseTo(shape[2], within(0.1));
        assertThat(shape[1]).isGreaterThan(shape[0]);
    }

    private static int[] exactProfiles(int longest) {
        int[] activity = new int[2_000_000];
        int at = 1;
        for (int n = ShapeCollapse.SHORTEST; n <= longest; n++) {
            for (long k = Math.round(200_000.0 / (n * (n + 1))); k > 0; k--) {
                for (int t = 0; t < n; t++) {
                    activity[at++] = (int) Math.round(1e6 * exact(t, n));
                }
                at++;
            }
        }
        return Arrays.copyOf(activity, at);
    }

    @Test
    void fewDurationsAreRefused() {
        int[] activity = {0, 1, 1, 1, 1, 0, 1, 2, 2, 2, 1, 0};
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ShapeCollapse.of(activity, 0, STREAM))
                .withMessageContaining("only 0 durations");
    }

    @Test
    void avalanchesThatAreCutHaveNoShape() {
        ProfileCounter counter = new ProfileCounter(0, STREAM);
        counter.add(new int[] {3, 3, 0, 1, 2, 0, 4});
        assertThat(counter.data().count(2)).isEqualTo(1);
        assertThat(counter.data().mean(2)).containsExactly(1, 2);
        assertThat(counter.data().count(1)).isZero();
    }
}
