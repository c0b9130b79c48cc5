package org.gyre.measure.entropy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.series.SymbolSeries;
import org.junit.jupiter.api.Test;

final class RecurrenceTest {
    private static SymbolSeries series(int length, IntUnaryOperator symbol) {
        return SymbolSeries.of(IntStream.range(0, length).map(symbol).toArray());
    }

    @Test
    void pairsOfEqualSymbolsAreThoseOfATrialWithinReach() {
        // Steps apart, of the equal pairs of the first trial: 2 (a), 1 (b), 4 and 3 (b with b), and none between
        // trials.
        Recurrence recurrence = new Recurrence(SymbolSeries.of(new int[] {7, 5, 7, 3, 5, 5}, new int[] {5, 3}));
        assertThat(recurrence.met(1)).isEqualTo(1);
        assertThat(recurrence.met(2)).isEqualTo(2);
        assertThat(recurrence.met(3)).isEqualTo(3);
        assertThat(recurrence.met(4)).isEqualTo(4);
    }

    /// Against all 8! orders of eight symbols in trials of five and three places.
    @Test
    void meanAndVarianceAreThoseOverAllOrders() {
        SymbolSeries series = SymbolSeries.of(new int[] {0, 0, 0, 0, 1}, new int[] {1, 1, 2});
        for (int width : new int[] {1, 2, 3}) {
            long[] sums = new long[3];
            overOrders(new int[] {0, 1, 2, 3, 4, 5, 6, 7}, 0, order -> {
                long met = new Recurrence(series.reordered(order)).met(width);
                sums[0]++;
                sums[1] += met;
                sums[2] += met * met;
            });
            double mean = (double) sums[1] / sums[0];
            Recurrence recurrence = new Recurrence(series);
            assertThat(sums[0]).isEqualTo(40_320);
            assertThat(recurrence.mean(width)).isEqualTo(mean, within(1e-12));
            assertThat(recurrence.variance(width)).isEqualTo((double) sums[2] / sums[0] - mean * mean, within(1e-12));
        }
    }

    private interface Visitor {
        void visit(int[] order);
    }

    private static void overOrders(int[] order, int from, Visitor visitor) {
        if (from == order.length) {
            visitor.visit(order);
            return;
        }
        for (int i = from; i < order.length; i++) {
            swap(order, from, i);
            overOrders(order, from + 1, visitor);
            swap(order, from, i);
        }
    }

    private static void swap(int[] order, int i, int j) {
        int held = order[i];
        order[i] = order[j];
        order[j] = held;
    }

    /// Two in a hundred are allowed; of 500 samples 22 or more then come in one of a thousand cases.
    @Test
    void chanceSeldomLooksLikeMemory() {
        for (double rare : new double[] {0.002, 0.01, 0.1, 0.5}) {
            int found = 0;
            for (int run = 0; run < 500; run++) {
                RandomGenerator random = RandomStream.of(57).split(run).generator();
                SymbolSeries coin = series(1000, t -> random.nextDouble() < rare ? 1 : 0);
                found += new Recurrence(coin).memory().isPresent() ? 1 : 0;
            }
            assertThat(found).as("rate %s", rare).isLessThan(22);
        }
    }

    @Test
    void memoryIsFoundNearAndFar() {
        RandomGenerator random = RandomStream.of(58).generator();
        int[] independent = random.ints(4000, 0, 20).toArray();
        assertThat(new Recurrence(SymbolSeries.of(independent)).memory()).isEmpty();
        assertThat(new Recurrence(series(4000, t -> independent[t / 2])).memory())
                .hasValueSatisfying(memory -> assertThat(memory.closer()).isTrue());
        // Nothing is met twice within nine steps.
        assertThat(new Recurrence(series(4000, t -> t % 10)).memory())
                .hasValueSatisfying(memory -> assertThat(memory).isEqualTo(new Recurrence.Memory(8, false)));
        // A fifth of the symbols is missing from the first half: too little to be seen between neighbours.
        SymbolSeries slow = series(4000, t -> t < 2000 ? independent[t] % 16 : independent[t]);
        assertThat(new Recurrence(slow).memory()).hasValueSatisfying(memory -> {
            assertThat(memory.closer()).isTrue();
            assertThat(memory.steps()).isGreaterThan(10);
        });
    }

    @Test
    void whatCannotBeReorderedHasNoMemory() {
        assertThat(new Recurrence(series(1000, t -> 3)).memory()).isEmpty();
        assertThat(new Recurrence(series(1000, t -> t)).memory()).isEmpty();
        for (int length = 0; length < 5; length++) {
            assertThat(new Recurrence(series(length, t -> t % 2)).memory()).isEmpty();
        }
        int[][] single = new int[200][1];
        Arrays.setAll(single, r -> new int[] {r / 100});
        assertThat(new Recurrence(SymbolSeries.of(single)).memory()).isEmpty();
    }

    /// Of ten events in a thousand steps a few in a hundred repeated ones are none.
    @Test
    void fewEventsCannotTell() {
        RandomGenerator random = RandomStream.of(59).generator();
        assertThat(new Recurrence(series(1000, t -> random.nextInt(100) == 0 ? 1 : 0)).sees())
                .isFalse();
        assertThat(new Recurrence(series(1000, t -> random.nextInt(100))).sees())
                .isTrue();
        assertThat(new Recurrence(series(31, t -> random.nextInt(100))).sees()).isFalse();
    }
}
