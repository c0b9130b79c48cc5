package org.gyre.measure.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.series.SymbolSeries;
import org.gyre.measure.surrogate.Shuffle;
import org.gyre.measure.surrogate.Significance;
import org.gyre.measure.surrogate.SurrogateTest;
import org.gyre.measure.transfer.TransferEntropy;
import org.junit.jupiter.api.Test;

final class PairwiseTransferTest {
    private static final Shuffle.Circular SHIFTS = new Shuffle.Circular(3);

    /// Unit 0 fires at random; unit 1 repeats it a step later; the others fire at random.
    private static BinaryRaster raster(int steps, int units, long seed) {
        return raster(steps, units, 3, seed);
    }

    /// Units fire once in so many steps.
    private static BinaryRaster raster(int steps, int units, int every, long seed) {
        CounterRandom random = RandomStream.of(seed).split("raster").generator();
        BinaryRaster raster = new BinaryRaster(steps, units);
        for (int t = 0; t < steps; t++) {
            for (int unit = 0; unit < units; unit++) {
                boolean fires = unit == 1 ? t > 0 && raster.get(t - 1, 0) : random.nextInt(every) == 0;
                if (fires) {
                    raster.set(t, unit);
                }
            }
        }
        return raster;
    }

    private static void requireThoseOfTheGeneralPath(
            List<BinaryRaster> trials, TransferEntropy transfer, DiscreteEntropy entropy) {
        requireThoseOfTheGeneralPath(trials, transfer, entropy, SHIFTS);
    }

    private static void requireThoseOfTheGeneralPath(
            List<BinaryRaster> trials, TransferEntropy transfer, DiscreteEntropy entropy, Shuffle shuffle) {
        RandomStream stream = RandomStream.of(7);
        PairwiseTransfer pairwise = new PairwiseTransfer(trials, transfer, entropy);
        PairTable table = pairwise.table(shuffle, 4, stream, Team.alone());
        for (int source = 0; source < table.units(); source++) {
            for (int target = 0; target < table.units(); target++) {
                if (source == target) {
                    continue;
                }
                Relation relation = transfer.relation(
                        SymbolSeries.of(trials, source),
                        SymbolSeries.of(trials, target),
                        List.of(),
                        new DiscreteInformation(entropy));
                Significance test = new SurrogateTest(shuffle, 4, stream.split(source)).of(relation, Team.alone());
                assertThat(table.nats(source, target)).isEqualTo(relation.nats());
                assertThat(table.analyticPValue(source, target))
                        .isEqualTo(relation.analyticPValue().orElseThrow());
                assertThat(table.test(source, target).orElseThrow().surrogates())
                        .isEqualTo(test.surrogates());
            }
        }
    }

    /// Bit for bit: the same counts go through the same formula.
    @Test
    void packedCountingGivesTheValuesOfTheGeneralPath() {
        for (DiscreteEntropy entropy : DiscreteEntropy.values()) {
            requireThoseOfTheGeneralPath(List.of(raster(200, 3, 1)), new TransferEntropy(2, 2), entropy);
        }
        List<BinaryRaster> trials = List.of(raster(131, 5, 2), raster(1, 5, 3), raster(64, 5, 4), raster(70, 5, 5));
        requireThoseOfTheGeneralPath(trials, new TransferEntropy(1, 1), DiscreteEntropy.PLUG_IN);
        requireThoseOfTheGeneralPath(trials, new TransferEntropy(2, 2, 2, 3, 2), DiscreteEntropy.MILLER_MADOW);
    }

    /// Four targets side by side, two, and one, with groups that are not full.
    @Test
    void countingAtEventsGivesTheValuesOfTheGeneralPathForEveryShuffle() {
        List<BinaryRaster> trials = List.of(raster(131, 7, 40, 2), raster(2, 7, 1, 3), raster(900, 7, 30, 4));
        for (Shuffle shuffle : List.of(new Shuffle.Circular(1), new Shuffle.Permutation(), new Shuffle.Blocks(9))) {
            requireThoseOfTheGeneralPath(trials, new TransferEntropy(2, 2), DiscreteEntropy.PLUG_IN, shuffle);
            requireThoseOfTheGeneralPath(trials, new TransferEntropy(3, 1), DiscreteEntropy.PLUG_IN, shuffle);
            requireThoseOfTheGeneralPath(trials, new TransferEntropy(5, 3, 1, 2, 2), DiscreteEntropy.NSB, shuffle);
            requireThoseOfTheGeneralPath(trials, new TransferEntropy(9, 4), DiscreteEntropy.CHAO_SHEN, shuffle);
        }
    }

    @Test
    void longWordsGiveTheValuesOfTheGeneralPath() {
        requireThoseOfTheGeneralPath(
                List.of(raster(300, 3, 1)), new TransferEntropy(6, 5), DiscreteEntropy.PANZERI_TREVES);
        requireThoseOfTheGeneralPath(
                List.of(raster(300, 2, 1)), new TransferEntropy(9, 9), DiscreteEntropy.GRASSBERGER);
    }

    /// Bit by bit, from every place to every place.
    @Test
    void stringsOfBitsAreCopiedWhole() {
        CounterRandom random = RandomStream.of(2).split("bits").generator();
        long[] source = random.longs(5).toArray();
        for (int from = 0; from < 130; from += 7) {
            for (int to = 0; to < 130; to += 5) {
                for (int count = 0; count <= 320 - Math.max(from, to); count += 13) {
                    long[] target = new long[5];
                    Bits.copy(source, from, target, to, count);
                    for (int i = 0; i < 320; i++) {
                        boolean inside = i >= to && i < to + count;
                        long expected = inside ? (source[(i - to + from) >> 6] >>> (i - to + from)) & 1 : 0;
                        assertThat((target[i >> 6] >>> i) & 1).isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void moreThan64UnitsKeepTheirPlaces() {
        List<BinaryRaster> trials = List.of(raster(90, 70, 6));
        PairTable table =
                new PairwiseTransfer(trials, new TransferEntropy(1, 1), DiscreteEntropy.PLUG_IN).table(Team.alone());
        for (int source : new int[] {0, 63, 64, 69}) {
            Relation relation = new TransferEntropy(1, 1)
                    .relation(
                            SymbolSeries.of(trials, source),
                            SymbolSeries.of(trials, 65),
                            List.of(),
                            new DiscreteInformation(DiscreteEntropy.PLUG_IN));
            assertThat(table.nats(source, 65)).isEqualTo(relation.nats());
        }
    }

    /// A copy a step later of a unit that fires independently with probability 1/3 carries its whole entropy,
    /// ln 3 − (2/3) ln 2, and nothing flows back.
    @Test
    void aCopyIsFoundAndOnlyInItsDirection() {
        List<BinaryRaster> trials = List.of(raster(20_000, 6, 8));
        PairwiseTransfer pairwise = new PairwiseTransfer(trials, new TransferEntropy(2, 2), DiscreteEntropy.PLUG_IN);
        PairTable table = pairwise.table(SHIFTS, 99, RandomStream.of(1), Team.alone());
        assertThat(table.nats(0, 1)).isEqualTo(Math.log(3) - 2 * Math.log(2) / 3, within(0.01));
        assertThat(table.falseDiscoveryRate()[table.pair(0, 1)]).isEqualTo(0.01 * 30, within(1e-12));
        double[] maximum = table.maximumStatistic();
        assertThat(maximum[table.pair(0, 1)]).isEqualTo(0.01);
        assertThat(maximum[table.pair(1, 0)]).isGreaterThan(0.05);
        PairTable analytic = pairwise.table(Team.alone());
        assertThat(analytic.falseDiscoveryRate()[analytic.pair(0, 1)]).isLessThan(1e-100);
        assertThat(analytic.nats(0, 1)).isEqualTo(table.nats(0, 1));
        assertThatThrownBy(analytic::maximumStatistic)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("surrogates");
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        List<BinaryRaster> trials = List.of(raster(500, 7, 9), raster(100, 7, 10));
        PairwiseTransfer pairwise =
                new PairwiseTransfer(trials, new TransferEntropy(2, 2), DiscreteEntropy.MILLER_MADOW);
        PairTable alone = pairwise.table(SHIFTS, 20, RandomStream.of(1), Team.alone());
        for (int threads : new int[] {2, 3, 8}) {
            try (Team team = Team.of(threads)) {
                PairTable shared = pairwise.table(SHIFTS, 20, RandomStream.of(1), team);
                assertThat(shared.pValues()).isEqualTo(alone.pValues());
                assertThat(shared.maximumStatistic()).isEqualTo(alone.maximumStatistic());
                for (int source = 1; source < 7; source++) {
                    assertThat(shared.nats(source, 0)).isEqualTo(alone.nats(source, 0));
                }
            }
        }
    }

    @Test
    void silentConstantAndShortRecordingsHaveAValueOrAnError() {
        BinaryRaster raster = new BinaryRaster(50, 3);
        for (int t = 0; t < 50; t++) {
            raster.set(t, 1);
        }
        raster.set(20, 2);
        PairTable table = new PairwiseTransfer(List.of(raster), new TransferEntropy(2, 2), DiscreteEntropy.PLUG_IN)
                .table(Team.alone());
        assertThat(table.nats(0, 1)).isZero();
        assertThat(table.analyticPValue(0, 1)).isEqualTo(1);
        assertThat(table.nats(2, 0)).isZero();
        assertThat(table.nats(0, 2)).isEqualTo(0, within(1e-15));
        TransferEntropy transfer = new TransferEntropy(2, 2);
        assertThatThrownBy(
                        () -> new PairwiseTransfer(List.of(new BinaryRaster(2, 3)), transfer, DiscreteEntropy.PLUG_IN))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no trial is longer than the 2 steps");
        assertThatThrownBy(
                        () -> new PairwiseTransfer(List.of(new BinaryRaster(9, 1)), transfer, DiscreteEntropy.PLUG_IN))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(
                        () -> new PairwiseTransfer(List.of(new BinaryRaster(9, 2)), transfer, DiscreteEntropy.PLUG_IN)
                                .table(new Shuffle.Circular(20), 5, RandomStream.of(1), Team.alone()))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> table.nats(1, 1)).isInstanceOf(InputException.class);
    }

    @Test
    void moreSurrogatesThanOrdersOrThanFitAreRefused() {
        TransferEntropy transfer = new TransferEntropy(1, 1);
        List<BinaryRaster> trials = List.of(raster(21, 3, 1));
        PairwiseTransfer pairwise = new PairwiseTransfer(trials, transfer, DiscreteEntropy.PLUG_IN);
        assertThatThrownBy(() -> pairwise.table(new Shuffle.Circular(9), 4, RandomStream.of(1), Team.alone()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("only 3 distinct orders here, fewer than the 4 surrogates");
        SurrogateTest wanted = new SurrogateTest(new Shuffle.Circular(9), 4, RandomStream.of(1));
        List<SymbolSeries> series = IntStream.range(0, 3)
                .mapToObj(unit -> SymbolSeries.of(trials, unit))
                .toList();
        assertThatThrownBy(() -> PairTable.of(
                        "TE",
                        series,
                        (source, target) -> transfer.relation(
                                source, target, List.of(), new DiscreteInformation(DiscreteEntropy.PLUG_IN)),
                        Optional.of(wanted),
                        Team.alone()))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("a circular shift by at least 9 has only 3 distinct orders");
        // 4000 · 3999 pairs of ten million values of eight bytes are more than a petabyte.
        PairwiseTransfer wide =
                new PairwiseTransfer(List.of(new BinaryRaster(40, 4000)), transfer, DiscreteEntropy.PLUG_IN);
        assertThatThrownBy(() -> wide.table(new Shuffle.Permutation(), 10_000_000, RandomStream.of(1), Team.alone()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("10000000 surrogates of 15996000 pairs do not fit into memory");
    }
}
