package org.gyre.measure.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Neighbours and counts against loops over all pairs.
class NeighbourTest {
    /// What kinds of points trees meet: spread out, on a grid with many ties, on a line, all alike, with far outliers.
    private enum Cloud {
        UNIFORM,
        GRID,
        LINE,
        CONSTANT,
        OUTLIERS
    }

    private static double[][] points(Cloud cloud, int d, int n) {
        CounterRandom random = RandomStream.of(d).split(cloud.name()).generator();
        double[][] columns = new double[d][n];
        for (int i = 0; i < n; i++) {
            double first = random.nextDouble();
            for (int j = 0; j < d; j++) {
                columns[j][i] = switch (cloud) {
                    case UNIFORM -> random.nextDouble();
                    case GRID -> random.nextInt(4);
                    case LINE -> first + 1e-9 * random.nextDouble();
                    case CONSTANT -> -3;
                    case OUTLIERS -> 1 / (random.nextDouble() - 0.5);
                };
            }
        }
        return columns;
    }

    private static double distance(double[][] columns, int i, int j) {
        double distance = 0;
        for (double[] column : columns) {
            distance = Math.max(distance, Math.abs(column[i] - column[j]));
        }
        return distance;
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 1", "1, 700, 4", "2, 9, 8", "2, 64, 3", "2, 513, 4", "3, 65, 1", "3, 1500, 5", "6, 600, 12"})
    void theNearestNeighboursAreThoseOfAllPairs(int d, int n, int k) {
        for (Cloud cloud : Cloud.values()) {
            double[][] columns = points(cloud, d, n);
            KdTree tree = KdTree.of(columns);
            NeighbourSearch search = new NeighbourSearch(tree, k, Exclusion.of(0, n));
            boolean[] met = new boolean[n];
            for (int position = 0; position < n; position++) {
                int sample = tree.sample(position);
                assertThat(met[sample]).isFalse();
                met[sample] = true;
                assertThat(search.distance(position))
                        .as("%s, sample %d", cloud, sample)
                        .isEqualTo(kthByAllPairs(columns, sample, k, 0));
            }
        }
    }

    @Test
    void samplesInsideTheWindowAreNoNeighboursButThoseOfOtherTrialsAre() {
        int[] trials = {150, 0, 90, 1};
        int n = 241;
        int window = 7;
        double[][] columns = points(Cloud.UNIFORM, 2, n);
        KdTree tree = KdTree.of(columns);
        Exclusion exclusion = Exclusion.of(window, trials);
        NeighbourSearch search = new NeighbourSearch(tree, 3, exclusion);
        for (int position = 0; position < n; position++) {
            int sample = tree.sample(position);
            double[] admitted = new double[n];
            int others = 0;
            for (int other = 0; other < n; other++) {
                boolean sameTrial = trial(trials, sample) == trial(trials, other);
                if (!sameTrial || Math.abs(sample - other) > window) {
                    admitted[others++] = distance(columns, sample, other);
                }
            }
            Arrays.sort(admitted, 0, others);
            assertThat(search.distance(position)).isEqualTo(admitted[2]);
            assertThat(exclusion.excluded(sample)).isEqualTo(n - others);
        }
    }

    private static int trial(int[] lengths, int sample) {
        int trial = 0;
        int end = lengths[0];
        while (sample >= end) {
            end += lengths[++trial];
        }
        return trial;
    }

    private static double kthByAllPairs(double[][] columns, int sample, int k, int window) {
        int n = columns[0].length;
        double[] distances = new double[n];
        int others = 0;
        for (int other = 0; other < n; other++) {
            if (Math.abs(other - sample) > window) {
                distances[others++] = distance(columns, sample, other);
            }
        }
        Arrays.sort(distances, 0, others);
        return distances[k - 1];
    }

    @Test
    void theExtentIsThatOfTheNeighboursInSomeColumns() {
        int n = 300;
        double[][] columns = points(Cloud.UNIFORM, 3, n);
        KdTree tree = KdTree.of(columns);
        NeighbourSearch search = new NeighbourSearch(tree, 4, Exclusion.of(0, n));
        for (int position = 0; position < n; position++) {
            int sample = tree.sample(position);
            double radius = search.distance(position);
            double first = 0;
            double rest = 0;
            for (int other = 0; other < n; other++) {
                if (other != sample && distance(columns, sample, other) <= radius) {
                    first = Math.max(first, Math.abs(columns[0][other] - columns[0][sample]));
                    rest = Math.max(rest, distance(new double[][] {columns[1], columns[2]}, sample, other));
                }
            }
            assertThat(search.extent(0, 1)).isEqualTo(first);
            assertThat(search.extent(1, 3)).isEqualTo(rest);
            assertThat(Math.max(first, rest)).isEqualTo(radius);
        }
    }

    /// Radii are distances to samples, so that points lie exactly on the border.
    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "1, 17",
        "1, 600",
        "2, 1",
        "2, 8",
        "2, 65",
        "2, 700",
        "3, 513",
        "3, 5000",
        "4, 900",
        "6, 300",
        "2, 66000"
    })
    void countsAreThoseOfAllPairsAlsoOnTheBorder(int d, int n) {
        for (Cloud cloud : Cloud.values()) {
            double[][] columns = points(cloud, d, n);
            RangeCounter counter = RangeCounter.of(columns);
            double[] centre = new double[d];
            double[] reach = new double[d];
            for (int sample = 0; sample < n; sample += 1 + n / 97) {
                for (int j = 0; j < d; j++) {
                    centre[j] = columns[j][sample];
                    double border = Math.abs(centre[j] - columns[j][(sample * 31 + j) % n]);
                    reach[j] = sample % 2 == 0 ? border : Math.nextUp(border);
                }
                int expected = 0;
                for (int other = 0; other < n; other++) {
                    boolean inside = true;
                    for (int j = 0; j < d; j++) {
                        inside &= Math.abs(columns[j][other] - centre[j]) < reach[j];
                    }
                    expected += inside ? 1 : 0;
                }
                assertThat(counter.count(centre, reach)).as("%s", cloud).isEqualTo(expected);
            }
        }
    }

    @Test
    void columnsOfHugeAndTinyExtentAreCounted() {
        for (double scale : new double[] {1e300, 1e-310, 4.9e-324}) {
            double[] column = {0, scale, 2 * scale, 3 * scale};
            SortedColumn sorted = SortedColumn.of(column);
            assertThat(sorted.count(scale, scale)).isEqualTo(1);
            assertThat(sorted.count(scale, Math.nextUp(scale))).isEqualTo(3);
        }
    }
}
