package org.gyre.measure.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Ranks against sorted copies, and the work that finding them takes.
class SelectionTest {
    /// Orders in which recordings come, and those that fixed places for a pivot fall for.
    private enum Shape {
        RANDOM,
        SORTED,
        REVERSED,
        V,
        ORGAN_PIPE,
        HALF_SINE,
        SINES,
        SAWTOOTH,
        ALL_EQUAL,
        TWO_VALUES,
        ONE_OUTLIER
    }

    private static double[] values(Shape shape, int n) {
        CounterRandom random = RandomStream.of(n).split(shape.name()).generator();
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = switch (shape) {
                case RANDOM -> random.nextGaussian();
                case SORTED -> i;
                case REVERSED -> -i;
                case V -> Math.abs(i - n / 2);
                case ORGAN_PIPE -> Math.min(i, n - 1 - i);
                case HALF_SINE -> Math.sin(Math.PI * i / n);
                case SINES -> Math.sin(100 * Math.PI * i / n);
                case SAWTOOTH -> i % 1024;
                case ALL_EQUAL -> -3;
                case TWO_VALUES -> random.nextInt(2);
                case ONE_OUTLIER -> i == n / 2 ? 1 : 0;
            };
        }
        return values;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9, 511, 512, 513, 1000})
    void theValueOfARankIsThatOfTheSortedKeys(int n) {
        for (Shape shape : Shape.values()) {
            double[] keys = values(shape, n + 5);
            double[] sorted = Arrays.copyOfRange(keys, 2, n + 2);
            Arrays.sort(sorted);
            double[] before = keys.clone();
            Selection selection = new Selection(n);
            for (int rank = 0; rank < n; rank++) {
                assertThat(selection.value(keys, 2, n + 2, rank))
                        .as("%s, rank %d", shape, rank)
                        .isEqualTo(sorted[rank]);
            }
            assertThat(keys).isEqualTo(before);
        }
    }

    /// Two pivots that close in on a rank take two passes over the values; equal ones take two more.
    @ParameterizedTest
    @EnumSource(Shape.class)
    void workIsLinearWhateverTheOrder(Shape shape) {
        int n = 1 << 17;
        double[] keys = values(shape, n);
        double[] sorted = keys.clone();
        Arrays.sort(sorted);
        for (int rank : new int[] {0, 1, n / 7, n / 2, n - n / 3, n - 1}) {
            Selection selection = new Selection(n);
            assertThat(selection.value(keys, 0, n, rank)).isEqualTo(sorted[rank]);
            assertThat(selection.touched()).as("rank %d", rank).isLessThan(4L * n);
        }
    }

    /// Halves, quarters and so on of a recording, as for a tree: each level may take as much as the first.
    @ParameterizedTest
    @EnumSource(Shape.class)
    void workOfATreeGoesWithItsLevels(Shape shape) {
        int n = 1 << 17;
        int leaf = 8;
        double[][] columns = {values(shape, n)};
        double[] sorted = columns[0].clone();
        Arrays.sort(sorted);
        Partition partition = new Partition(columns);
        int levels = 0;
        for (int size = n; size > leaf; size /= 2) {
            for (int from = 0; from < n; from += size) {
                partition.split(0, from, from + size, from + size / 2);
            }
            levels++;
        }
        assertThat(partition.touched()).isLessThan(4L * n * levels);
        for (int from = 0; from < n; from += leaf) {
            Arrays.sort(columns[0], from, from + leaf);
        }
        assertThat(columns[0]).isEqualTo(sorted);
    }

    /// Rows stay whole, and those on one side have the order that they had, whatever the number of lanes.
    @ParameterizedTest
    @EnumSource(Shape.class)
    void rowsStayWholeAndInOrder(Shape shape) {
        for (int n : new int[] {2, 7, 8, 9, 64, 1001}) {
            int from = 3;
            double[] keys = values(shape, n + 2 * from);
            double[] numbers = new double[keys.length];
            Arrays.setAll(numbers, i -> i);
            double[][] columns = {keys.clone(), numbers};
            int cut = from + (n + 1) / 2;
            new Partition(columns).split(0, from, from + n, cut);
            for (int i = 0; i < keys.length; i++) {
                int number = (int) columns[1][i];
                assertThat(columns[0][i]).isEqualTo(keys[number]);
                boolean inside = i >= from && i < from + n;
                assertThat(number >= from && number < from + n).isEqualTo(inside);
                if (i > 0 && i != from && i != cut && i != from + n) {
                    assertThat(number).as("%s, %d rows", shape, n).isGreaterThan((int) columns[1][i - 1]);
                }
            }
            double[] lower = Arrays.copyOfRange(columns[0], from, cut);
            double[] upper = Arrays.copyOfRange(columns[0], cut, from + n);
            assertThat(Arrays.stream(lower).max().orElseThrow())
                    .isLessThanOrEqualTo(Arrays.stream(upper).min().orElseThrow());
        }
    }
}
