package org.gyre.measure.twosample;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.Descriptive;

/// The squared maximum mean discrepancy of two sets of samples (Gretton et al. 2012, the unbiased
/// estimate) and its null distribution.
///
/// With m samples a and n samples b: Σ_{i≠j} k(a_i, a_j) / m(m−1) + Σ_{i≠j} k(b_i, b_j) / n(n−1) −
/// 2 Σ k(a_i, b_j) / mn. The kernel k is the mean of three Gaussians exp(−d² / 2w²) with the widths
/// ½, 1 and 2 times the median of the distances above 0 between all samples (of an even number the
/// lower one). It is 0 in the mean for equal distributions and may then be negative; 1 would be
/// sets that are points far apart. It depends on the scale of each component: standardise what has
/// different units.
///
/// Time and memory go with (m + n)²: take at most some thousand samples. A permutation costs m n
/// operations at most, since the kernel is computed once and only sums over sets of samples are
/// formed anew.
public final class MaximumMeanDiscrepancy {
    private static final int MOST_SAMPLES = 10_000;

    private final int m;
    private final int n;
    private final double median;
    private final double[][] kernel;
    private final double[] rowSums;
    private final double total;

    /// What permutations of the labels say about a value.
    ///
    /// @param value the squared discrepancy
    /// @param pValue share of the permutations, itself among them, with at least this value: (1 +
    ///     k) / (1 + B)
    /// @param mean mean over permutations
    /// @param standardDeviation standard deviation over permutations
    /// @param values the permutations' values, ascending
    public record Test(double value, double pValue, double mean, double standardDeviation, double[] values) {
        /// The value that a share of the permutations does not exceed.
        ///
        /// @param share between 0 and 1
        public double quantile(double share) {
            return Descriptive.quantile(values, share);
        }
    }

    private MaximumMeanDiscrepancy(int m, int n, double median, double[][] kernel) {
        this.m = m;
        this.n = n;
        this.median = median;
        this.kernel = kernel;
        rowSums = new double[m + n];
        double sum = 0;
        for (int i = 0; i < m + n; i++) {
            for (int j = 0; j < i; j++) {
                rowSums[i] += kernel[i][j];
                rowSums[j] += kernel[i][j];
                sum += kernel[i][j];
            }
        }
        total = sum;
    }

    /// Compares two sets of samples.
    ///
    /// @param dimension components of a sample ≥ 1
    /// @param a rows `[m][dimension]`, m ≥ 2
    /// @param b rows `[n][dimension]`, n ≥ 2
    /// @throws InputException if a set has fewer than two samples or another width, there are too
    ///     many, a number is NaN or infinite, or all samples are equal
    public static MaximumMeanDiscrepancy between(int dimension, double[] a, double[] b) {
        if (dimension < 1) {
            throw new InputException("dimension = " + dimension + ": must be at least 1");
        }
        int m = rows("first", dimension, a);
        int n = rows("second", dimension, b);
        if ((long) m + n > MOST_SAMPLES) {
            throw new InputException("samples: " + m + " and " + n + " are more than " + MOST_SAMPLES
                    + " together, whose distances do not fit into memory; take fewer of each");
        }
        double[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        double[][] squares = squaredDistances(dimension, m + n, all);
        double median = medianDistance(squares);
        if (!(median > 0 && median < Double.POSITIVE_INFINITY)) {
            throw new InputException("samples: the median distance is " + median
                    + ", all samples are equal or too far apart; there is nothing to compare");
        }
        return new MaximumMeanDiscrepancy(m, n, median, kernel(squares, median));
    }

    /// Compares two sets of samples in single precision.
    ///
    /// @param dimension components of a sample ≥ 1
    /// @param a rows `[m][dimension]`, m ≥ 2
    /// @param b rows `[n][dimension]`, n ≥ 2
    /// @throws InputException as [#between(int, double[], double[])]
    public static MaximumMeanDiscrepancy between(int dimension, float[] a, float[] b) {
        return between(dimension, wide(a), wide(b));
    }

    /// The median of the distances above 0, the kernel's unit of length.
    public double medianDistance() {
        return median;
    }

    /// The squared discrepancy.
    public double value() {
        int[] first = new int[m];
        for (int i = 0; i < m; i++) {
            first[i] = i;
        }
        return value(m, first);
    }

    /// Tests the hypothesis of equal distributions: labels are exchanged at random.
    ///
    /// @param permutations B ≥ 1; p cannot be below 1/(B + 1)
    /// @param stream the same stream gives the same p
    /// @throws InputException if there are no permutations
    public Test test(int permutations, RandomStream stream) {
        if (permutations < 1) {
            throw new InputException("permutations = " + permutations + ": must be at least 1");
        }
        double value = value();
        double[] values = new double[permutations];
        int smaller = Math.min(m, n);
        int reached = 1;
        for (int p = 0; p < permutations; p++) {
            int[] chosen = Arrays.copyOf(stream.split(p).permutation(m + n), smaller);
            Arrays.sort(chosen);
            values[p] = value(smaller, chosen);
            // The identity among the permutations must count whatever the order of its sums.
            if (values[p] >= value - 1e-12) {
                reached++;
            }
        }
        Arrays.sort(values);
        double mean = Descriptive.mean(values);
        double deviation = permutations == 1 ? 0 : Descriptive.standardDeviation(values);
        return new Test(value, (double) reached / (permutations + 1), mean, deviation, values);
    }

    /// The estimate where `chosen` (ascending, m or n of them) is one set: the sum over it is
    /// formed, those over the other set and between the sets follow from the sums of rows.
    private double value(int size, int[] chosen) {
        double within = 0;
        double touched = 0;
        for (int x = 0; x < size; x++) {
            double[] row = kernel[chosen[x]];
            double sum = 0;
            for (int y = 0; y < x; y++) {
                sum += row[chosen[y]];
            }
            within += sum;
            touched += rowSums[chosen[x]];
        }
        double between = touched - 2 * within;
        double other = total - within - between;
        double rest = (double) m + n - size;
        return 2 * within / (size * (size - 1.0)) + 2 * other / (rest * (rest - 1)) - 2 * between / (size * rest);
    }

    private static double[][] squaredDistances(int dimension, int count, double[] all) {
        double[][] squares = new double[count][];
        for (int i = 0; i < count; i++) {
            double[] row = new double[i];
            for (int j = 0; j < i; j++) {
                double sum = 0;
                for (int k = 0; k < dimension; k++) {
                    double d = all[i * dimension + k] - all[j * dimension + k];
                    sum += d * d;
                }
                row[j] = sum;
            }
            squares[i] = row;
        }
        return squares;
    }

    private static double medianDistance(double[][] squares) {
        int count = 0;
        double[] positive = new double[squares.length * (squares.length - 1) / 2];
        for (double[] row : squares) {
            for (double square : row) {
                if (square > 0) {
                    positive[count++] = square;
                }
            }
        }
        if (count == 0) {
            return 0;
        }
        Arrays.sort(positive, 0, count);
        return Math.sqrt(positive[(count - 1) / 2]);
    }

    /// Turns squared distances into the kernel, in place. The three widths are powers of one
    /// exponential: with e = exp(−d²/8w²), the others are e⁴ and e¹⁶.
    private static double[][] kernel(double[][] squares, double median) {
        double factor = -1 / (8 * median * median);
        for (double[] row : squares) {
            for (int j = 0; j < row.length; j++) {
                double wide = Math.exp(factor * row[j]);
                double middle = wide * wide * wide * wide;
                double narrow = middle * middle * middle * middle;
                row[j] = (wide + middle + narrow) / 3;
            }
        }
        return squares;
    }

    private static int rows(String which, int dimension, double[] samples) {
        if (samples.length % dimension != 0) {
            throw new InputException(which + " samples: " + samples.length + " numbers are not rows of " + dimension
                    + "; both sets must have the same number of components");
        }
        int rows = samples.length / dimension;
        if (rows < 2) {
            throw new InputException(which + " samples: has " + rows + " rows, must have at least two");
        }
        for (int i = 0; i < samples.length; i++) {
            if (!Double.isFinite(samples[i])) {
                throw new InputException(which + " samples, row " + i / dimension + ", component " + i % dimension
                        + " (from 0) = " + samples[i] + ": must be finite");
            }
        }
        return rows;
    }

    private static double[] wide(float[] samples) {
        double[] wide = new double[samples.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = samples[i];
        }
        return wide;
    }
}
