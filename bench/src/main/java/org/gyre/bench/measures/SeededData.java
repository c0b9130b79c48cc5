package org.gyre.bench.measures;

import java.util.BitSet;

/// The data on which all programs are timed: exact arithmetic on a stream of doubles, so that every
/// language gets the same bits.
///
/// The stream of a seed is SplitMix64 (Steele, Lea, Flood 2014), a recipe of a few lines in any language; u
/// is its next double, in [0, 1). It makes fixed inputs only: no result of Gyre is drawn from it. A "nearly
/// Gaussian" number g is the sum of twelve u, added from the left, less 6: mean 0, variance 1, and no
/// logarithm whose last bit depends on a library.
final class SeededData {
    private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

    private long state;

    private SeededData(long seed) {
        state = seed;
    }

    private double uniform() {
        state += GOLDEN_RATIO;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (double) ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
    }

    private double gauss() {
        double sum = uniform();
        for (int i = 1; i < 12; i++) {
            sum += uniform();
        }
        return sum - 6;
    }

    /// Three pairs of correlated numbers: y = 0.6 x + 0.8 e, hence I(x; y) = −½ ln(1 − 0.36) a pair,
    /// nearly.
    ///
    /// @return `[row][x1 x2 x3 y1 y2 y3]`
    static double[] gauss(int rows) {
        SeededData data = new SeededData(1);
        double[] table = new double[6 * rows];
        for (int row = 0; row < table.length; row += 6) {
            for (int d = 0; d < 6; d++) {
                table[row + d] = data.gauss();
            }
            for (int d = 3; d < 6; d++) {
                table[row + d] = 0.6 * table[row + d - 3] + 0.8 * table[row + d];
            }
        }
        return table;
    }

    /// Two autoregressive series, the first of which drives the second.
    ///
    /// @return `[time][x y]`
    static double[] autoregressive(int rows) {
        SeededData data = new SeededData(2);
        double[] table = new double[2 * rows];
        double x = 0;
        double y = 0;
        for (int row = 0; row < table.length; row += 2) {
            double a = data.gauss();
            double b = data.gauss();
            y = 0.4 * y + 0.3 * x + b;
            x = 0.5 * x + a;
            table[row] = x;
            table[row + 1] = y;
        }
        return table;
    }

    /// Two variables that depend on each other and on a third.
    ///
    /// @return `[row][x y z]`
    static double[] conditional(int rows) {
        SeededData data = new SeededData(3);
        double[] table = new double[3 * rows];
        for (int row = 0; row < table.length; row += 3) {
            double z = data.gauss();
            double x = 0.6 * z + 0.8 * data.gauss();
            table[row] = x;
            table[row + 1] = 0.5 * x + 0.5 * z + 0.7 * data.gauss();
            table[row + 2] = z;
        }
        return table;
    }

    /// Binary units in a ring: each is excited by its left neighbour one bin before and by itself two bins
    /// before.
    ///
    /// @return `[time][unit]`, 0 or 1
    static byte[] binary(int bins, int units) {
        SeededData data = new SeededData(4);
        byte[] table = new byte[bins * units];
        for (int t = 0; t < bins; t++) {
            for (int i = 0; i < units; i++) {
                int neighbour = t < 1 ? 0 : table[(t - 1) * units + (i + units - 1) % units];
                int self = t < 2 ? 0 : table[(t - 2) * units + i];
                table[t * units + i] = (byte) (data.uniform() < 0.05 + 0.30 * neighbour + 0.20 * self ? 1 : 0);
            }
        }
        return table;
    }

    /// Sizes from 1 to `largest` with probability ∝ s^−3/2, by inversion.
    static int[] sizes(int count, int largest) {
        SeededData data = new SeededData(5);
        double[] running = new double[largest];
        double sum = 0;
        for (int s = 1; s <= largest; s++) {
            sum += 1 / (s * Math.sqrt(s));
            running[s - 1] = sum;
        }
        int[] sizes = new int[count];
        for (int i = 0; i < count; i++) {
            sizes[i] = 1 + firstAbove(running, data.uniform() * sum);
        }
        return sizes;
    }

    private static int firstAbove(double[] ascending, double limit) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] > limit) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /// Random orders of 0 … length − 1 by Fisher-Yates, from the last place down.
    ///
    /// @return `[row][place]`
    static int[][] shuffles(int rows, int length) {
        SeededData data = new SeededData(6);
        int[][] orders = new int[rows][length];
        for (int[] order : orders) {
            for (int i = 0; i < length; i++) {
                order[i] = i;
            }
            for (int i = length - 1; i > 0; i--) {
                int j = (int) (data.uniform() * (i + 1));
                int kept = order[i];
                order[i] = order[j];
                order[j] = kept;
            }
        }
        return orders;
    }

    /// A joint law of sources and a target that has probability in some cells only.
    ///
    /// @param rows `[realisation][s1 … sm t]`
    /// @param weights of the realisations, positive, not normalised
    record SparseLaw(int[][] rows, double[] weights) {
        /// The weights divided by their sum, added from the left.
        double[] probabilities() {
            double sum = 0;
            for (double weight : weights) {
                sum += weight;
            }
            double[] probabilities = weights.clone();
            for (int r = 0; r < probabilities.length; r++) {
                probabilities[r] /= sum;
            }
            return probabilities;
        }
    }

    /// Cells that are chosen at random, none twice, each with a uniform weight.
    ///
    /// @param sources 2 or 3
    /// @param realisations 50, 500 or 5000
    static SparseLaw sparseLaw(int sources, int realisations) {
        int scale = realisations == 50 ? 0 : realisations == 500 ? 1 : 2;
        int source = new int[][] {{8, 20, 60}, {5, 10, 20}}[sources - 2][scale];
        int target = new int[][] {{4, 8, 16}, {4, 8, 16}}[sources - 2][scale];
        SeededData data = new SeededData(100L * sources + scale + 1);
        int cells = target;
        for (int i = 0; i < sources; i++) {
            cells *= source;
        }
        BitSet used = new BitSet(cells);
        int[][] rows = new int[realisations][sources + 1];
        double[] weights = new double[realisations];
        int found = 0;
        while (found < realisations) {
            int cell = (int) (data.uniform() * cells);
            if (used.get(cell)) {
                continue;
            }
            used.set(cell);
            rows[found][sources] = cell % target;
            int rest = cell / target;
            for (int i = sources - 1; i >= 0; i--) {
                rows[found][i] = rest % source;
                rest /= source;
            }
            weights[found++] = data.uniform();
        }
        return new SparseLaw(rows, weights);
    }

    /// Full laws of two sources and a target of three symbols each.
    ///
    /// @return `[table][(s1·3 + s2)·3 + t]`
    static double[][] fullLaws(int tables) {
        SeededData data = new SeededData(9);
        double[][] laws = new double[tables][27];
        for (double[] law : laws) {
            double sum = 0;
            for (int cell = 0; cell < law.length; cell++) {
                law[cell] = data.uniform();
                sum += law[cell];
            }
            for (int cell = 0; cell < law.length; cell++) {
                law[cell] /= sum;
            }
        }
        return laws;
    }

    /// The activity of a branching process with immigration, A(0) = 10: each of A(t) units has one
    /// successor where u < 0.9, then each of four immigrants comes where u < 0.25. The mean is 10, the
    /// branching ratio 0.9.
    static double[] branching(int bins) {
        SeededData data = new SeededData(7);
        double[] activity = new double[bins];
        int present = 10;
        for (int t = 0; t < bins; t++) {
            activity[t] = present;
            present = data.below(0.9, present) + data.below(0.25, 4);
        }
        return activity;
    }

    private int below(double limit, int draws) {
        int count = 0;
        for (int i = 0; i < draws; i++) {
            count += uniform() < limit ? 1 : 0;
        }
        return count;
    }
}
