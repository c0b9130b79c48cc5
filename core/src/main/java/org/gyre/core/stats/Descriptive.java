package org.gyre.core.stats;

import java.util.Arrays;

/// Mean, spread and quantiles of a sample.
public final class Descriptive {
    private Descriptive() {}

    /// The arithmetic mean.
    ///
    /// @throws IllegalArgumentException if the sample is empty
    public static double mean(double[] sample) {
        require(sample, 1);
        return Sum.of(sample) / sample.length;
    }

    /// ∑ (x − mean)² / (n − 1), in two passes.
    ///
    /// @throws IllegalArgumentException if n < 2
    public static double variance(double[] sample) {
        require(sample, 2);
        double mean = mean(sample);
        Sum squares = new Sum();
        for (double x : sample) {
            squares.add((x - mean) * (x - mean));
        }
        return squares.value() / (sample.length - 1);
    }

    /// Square root of [#variance].
    public static double standardDeviation(double[] sample) {
        return Math.sqrt(variance(sample));
    }

    /// Standard deviation of the mean of independent values, √(variance / n).
    public static double standardError(double[] sample) {
        return Math.sqrt(variance(sample) / sample.length);
    }

    /// [#quantile] at one half.
    public static double median(double[] sample) {
        return quantile(sample, 0.5);
    }

    /// Quantile by linear interpolation between order statistics x₍₀₎ ≤ … ≤ x₍ₙ₋₁₎ at
    /// position p (n − 1): definition 7 of Hyndman and Fan, The American Statistician 50:361 (1996), the default
    /// of R and NumPy. The argument is not changed.
    ///
    /// @throws IllegalArgumentException if the sample is empty or holds NaN, or p is outside [0, 1]
    public static double quantile(double[] sample, double p) {
        require(sample, 1);
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("p = " + p + ": must be in [0, 1]");
        }
        double[] sorted = sample.clone();
        Arrays.sort(sorted); // NaN sorts last
        if (Double.isNaN(sorted[sorted.length - 1])) {
            throw new IllegalArgumentException("the sample holds NaN");
        }
        double position = p * (sorted.length - 1);
        int below = (int) position;
        double fraction = position - below;
        return fraction == 0 ? sorted[below] : sorted[below] + fraction * (sorted[below + 1] - sorted[below]);
    }

    private static void require(double[] sample, int size) {
        if (sample.length < size) {
            throw new IllegalArgumentException("sample of " + sample.length + " values: must have at least " + size);
        }
    }
}
