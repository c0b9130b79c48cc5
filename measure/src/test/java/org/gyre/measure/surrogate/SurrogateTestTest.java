package org.gyre.measure.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.series.SymbolSeries;
import org.junit.jupiter.api.Test;

/// Tests that would tell how few orders there are are refused.
final class SurrogateTestTest {
    private static final SymbolSeries COIN =
            SymbolSeries.of(IntStream.range(0, 20).map(t -> t * t / 3 % 2).toArray());

    private static final Relation COPY = new DiscreteInformation(DiscreteEntropy.PLUG_IN).between(COIN, COIN);

    private static SurrogateTest test(Shuffle shuffle, int count) {
        return new SurrogateTest(shuffle, count, RandomStream.of(1));
    }

    private static void requireRefusal(Shuffle shuffle, int count, String... parts) {
        assertThatThrownBy(() -> test(shuffle, count).of(COPY, Team.alone()))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(parts);
    }

    /// A shift of 20 samples by at least 10 is one by 10: 999 copies of it are one surrogate.
    @Test
    void copiesOfOneShiftAreNoSurrogates() {
        requireRefusal(
                new Shuffle.Circular(10),
                999,
                "only 1 distinct order here, fewer than the 999 surrogates",
                "lower the least shift, or take fewer");
        requireRefusal(new Shuffle.Circular(8), 6, "only 5 distinct orders", "the 6 surrogates");
        assertThat(test(new Shuffle.Circular(8), 5).of(COPY, Team.alone()).count())
                .isEqualTo(5);
    }

    @Test
    void oneBlockAndFewSamplesAreNoSurrogates() {
        requireRefusal(new Shuffle.Blocks(20), 99, "a trial of 20 samples is not longer", "cut shorter blocks");
        requireRefusal(new Shuffle.Blocks(10), 99, "only 2 distinct orders", "cut shorter blocks");
        SymbolSeries short3 = SymbolSeries.of(new int[] {0, 1, 1});
        Relation few = new DiscreteInformation(DiscreteEntropy.PLUG_IN).between(short3, short3);
        assertThatThrownBy(() -> test(new Shuffle.Permutation(), 7).of(few, Team.alone()))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("a permutation has only 6 distinct orders", "record more samples");
    }

    /// Each of two variables has 5 shifts of its own: 25 surrogates differ.
    @Test
    void variablesThatAreShuffledByThemselvesMultiply() {
        List<SymbolSeries> three = List.of(COIN, COIN, COIN);
        assertThat(test(new Shuffle.Circular(8), 25)
                        .of(three, series -> 0, Team.alone())
                        .count())
                .isEqualTo(25);
        assertThatThrownBy(() -> test(new Shuffle.Circular(8), 26).of(three, series -> 0, Team.alone()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("only 25 distinct orders");
    }

    @Test
    void moreSurrogatesThanAnyoneNeedsAreRefused() {
        assertThatThrownBy(() -> test(new Shuffle.Permutation(), Integer.MAX_VALUE))
                .isInstanceOf(InputException.class)
                .hasMessage("2147483647 surrogates: at most 10000000 are possible");
    }
}
