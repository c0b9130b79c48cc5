package org.gyre.nets.boltzmann.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NonDominatedTest {
    /// Brute force by the definition: take away the points that no remaining one dominates, again and again.
    @Test
    void ranksAreThoseOfPeeling() {
        Random random = new Random(5);
        for (int round = 0; round < 200; round++) {
            int dimension = 1 + random.nextInt(3);
            double[][] points = new double[1 + random.nextInt(40)][dimension];
            for (double[] point : points) {
                for (int m = 0; m < dimension; m++) {
                    point[m] = random.nextInt(6);
                }
            }
            int[] expected = new int[points.length];
            Set<Integer> left =
                    new HashSet<>(IntStream.range(0, points.length).boxed().toList());
            for (int r = 0; !left.isEmpty(); r++) {
                Set<Integer> front = new HashSet<>();
                for (int a : left) {
                    boolean beaten = false;
                    for (int b : left) {
                        boolean noSmaller = true;
                        boolean larger = false;
                        for (int m = 0; m < dimension; m++) {
                            noSmaller &= points[b][m] >= points[a][m];
                            larger |= points[b][m] > points[a][m];
                        }
                        beaten |= noSmaller && larger;
                    }
                    if (!beaten) {
                        front.add(a);
                        expected[a] = r;
                    }
                }
                left.removeAll(front);
            }
            assertThat(NonDominated.ranks(points)).isEqualTo(expected);
        }
    }

    /// By hand: on the front (0,4), (1,3), (4,0) the middle point has (4 − 0)/4 + (4 − 0)/4.
    @Test
    void crowdingIsTheDistanceBetweenNeighbours() {
        double[][] points = {{1, 3}, {0, 4}, {0, 0}, {4, 0}};
        int[] rank = NonDominated.ranks(points);
        assertThat(rank).containsExactly(0, 0, 1, 0);
        assertThat(NonDominated.crowding(points, rank))
                .containsExactly(2, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
}
