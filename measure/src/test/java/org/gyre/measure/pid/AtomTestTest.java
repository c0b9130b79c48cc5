package org.gyre.measure.pid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.series.SymbolSeries;
import org.gyre.measure.surrogate.Shuffle;
import org.gyre.measure.surrogate.SurrogateTest;
import org.junit.jupiter.api.Test;

class AtomTestTest {
    private static AtomTest test(int[] first, int[] second, int[] target, int surrogates, long seed, Team team) {
        SymbolSeries y = SymbolSeries.of(target);
        SymbolSeries a = SymbolSeries.of(first);
        SymbolSeries b = SymbolSeries.of(second);
        return AtomTest.of(
                SharedExclusions.of(JointTable.of(y, a, b)).decomposition(),
                y.trialLengths(),
                new SurrogateTest(new Shuffle.Permutation(), surrogates, RandomStream.of(seed)),
                team,
                order -> SharedExclusions.of(JointTable.of(y.reordered(order), a, b))
                        .decomposition());
    }

    private static int[] bits(SplittableRandom random, int count) {
        return random.ints(count, 0, 2).toArray();
    }

    /// A parity of 200 coin tosses: no order in 99 comes near it, so that p is 2/100 for the synergy,
    /// 1/100 for the total.
    @Test
    void aParityIsSeen() {
        SplittableRandom random = new SplittableRandom(1);
        int[] a = bits(random, 200);
        int[] b = bits(random, 200);
        int[] y = new int[200];
        Arrays.setAll(y, t -> a[t] ^ b[t]);
        AtomTest found = test(a, b, y, 99, 1, Team.alone());
        assertThat(found.pValues()[RedundancyLattice.of(2).index("{12}")]).isEqualTo(0.02);
        assertThat(found.totalPValue()).isEqualTo(0.01);
        assertThat(found.surrogates()).isEqualTo(99);
    }

    /// Independent coins: p is uniform, so that of 300 tests at the level .1 about 30 ± 5.2 are
    /// positive. The one-sided p of the total is exactly valid; the two-sided one of an atom at most
    /// that.
    @Test
    void chanceIsNotSeenMoreOftenThanItShould() {
        SplittableRandom random = new SplittableRandom(2);
        int[] positive = new int[5];
        for (int trial = 0; trial < 300; trial++) {
            AtomTest found = test(bits(random, 60), bits(random, 60), bits(random, 60), 39, trial, Team.alone());
            for (int node = 0; node < 4; node++) {
                positive[node] += found.pValues()[node] <= 0.1 ? 1 : 0;
            }
            positive[4] += found.totalPValue() <= 0.1 ? 1 : 0;
        }
        for (int count : positive) {
            assertThat(count).isBetween(9, 50);
        }
    }

    @Test
    void theSameSeedGivesTheSameBitsForAnyNumberOfThreads() {
        SplittableRandom random = new SplittableRandom(3);
        int[] a = bits(random, 50);
        int[] b = bits(random, 50);
        int[] y = bits(random, 50);
        try (Team two = Team.of(2)) {
            assertThat(test(a, b, y, 50, 4, two).pValues())
                    .isEqualTo(test(a, b, y, 50, 4, Team.alone()).pValues());
        }
        assertThatThrownBy(() -> test(a, b, y, 0, 4, Team.alone())).isInstanceOf(InputException.class);
    }

    /// A constant target has all atoms zero in every order: ties on both sides, p = 1.
    @Test
    void aConstantTargetIsNeverSignificant() {
        int[] a = bits(new SplittableRandom(5), 30);
        AtomTest found = test(a, a, new int[30], 20, 1, Team.alone());
        assertThat(found.pValues()).containsOnly(1.0);
        assertThat(found.totalPValue()).isEqualTo(1);
    }
}
