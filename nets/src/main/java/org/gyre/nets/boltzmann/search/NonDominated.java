package org.gyre.nets.boltzmann.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Ranks and crowding of points whose coordinates are all to be large, as NSGA-II orders them (Deb, Pratap,
/// Agarwal and Meyarivan 2002).
///
/// A point dominates another if it is as large in every coordinate and larger in one. Rank 0 holds the points
/// that nothing dominates, rank r + 1 those that only points of ranks up to r dominate.
public final class NonDominated {
    private NonDominated() {}

    /// Whether a dominates b.
    public static boolean dominates(double[] a, double[] b) {
        boolean larger = false;
        for (int m = 0; m < a.length; m++) {
            if (a[m] < b[m]) {
                return false;
            }
            larger |= a[m] > b[m];
        }
        return larger;
    }

    /// The rank of every point, in O(points²).
    public static int[] ranks(double[][] points) {
        int n = points.length;
        int[] dominators = new int[n];
        int[] rank = new int[n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                if (dominates(points[b], points[a])) {
                    dominators[a]++;
                }
            }
        }
        int left = n;
        Arrays.fill(rank, -1);
        for (int r = 0; left > 0; r++) {
            int current = r;
            int[] front = IntStream.range(0, n)
                    .filter(a -> rank[a] < 0 && dominators[a] == 0)
                    .toArray();
            for (int a : front) {
                rank[a] = current;
                left--;
            }
            for (int a : front) {
                for (int b = 0; b < n; b++) {
                    if (rank[b] < 0 && dominates(points[a], points[b])) {
                        dominators[b]--;
                    }
                }
            }
        }
        return rank;
    }

    /// How far apart a point's neighbours of the same rank are, summed over coordinates in units of the rank's
    /// extent; infinite at the ends.
    public static double[] crowding(double[][] points, int[] rank) {
        int n = points.length;
        double[] distance = new double[n];
        int ranks = Arrays.stream(rank).max().orElse(-1) + 1;
        for (int r = 0; r < ranks; r++) {
            int current = r;
            for (int m = 0; m < points[0].length; m++) {
                int coordinate = m;
                int[] front = IntStream.range(0, n)
                        .filter(a -> rank[a] == current)
                        .boxed()
                        .sorted(Comparator.comparingDouble(a -> points[a][coordinate]))
                        .mapToInt(Integer::intValue)
                        .toArray();
                int last = front.length - 1;
                double extent = points[front[last]][m] - points[front[0]][m];
                distance[front[0]] = Double.POSITIVE_INFINITY;
                distance[front[last]] = Double.POSITIVE_INFINITY;
                for (int k = 1; k < last && extent > 0; k++) {
                    distance[front[k]] += (points[front[k + 1]][m] - points[front[k - 1]][m]) / extent;
                }
            }
        }
        return distance;
    }
}
