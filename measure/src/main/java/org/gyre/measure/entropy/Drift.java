package org.gyre.measure.entropy;

import java.util.Arrays;
import java.util.OptionalInt;
import org.gyre.core.special.Gamma;
import org.gyre.core.stats.Descriptive;

/// Whether the level of a series of numbers drifts: whether the means of stretches scatter more than those
/// of a random order of the same numbers would.
///
/// Asked of the surprises −log p(x_t), whose mean is the plug-in entropy: what the means of long stretches
/// scatter is what the entropy of another recording would differ by. A drift that is weak at each lag but
/// long enlarges that many times over, and leaves too few equal symbols beside each other for [Recurrence].
///
/// Trials are cut into stretches of an eighth of all samples, of a 16th, and so on. Of m stretches of b
/// samples each, with sums S_j, and of s², the variance of the samples,
///
///     Q = Σ_j (S_j − S̄)² / (b s²)
///
/// has the mean m − 1 over all orders, exactly and wherever the stretches lie; and it follows χ² with
/// m − 1 degrees of freedom where sums of b samples scatter normally, which their excess kurtosis, the
/// b-th part of that of a sample, tells.
///
/// **Not seen** is a drift that is slower than an eighth of the series, or too weak for its length: the
/// stretches of which there are many are short, and there are few long ones.
final class Drift {
    /// Chance finds a drift, at any length, in about so many of the series without one.
    private static final double LEVEL = 0.03;

    /// Fewer stretches tell a variance too badly.
    private static final int STRETCHES = 8;

    /// [Recurrence] sees what is shorter.
    private static final int SHORTEST = 4;

    private final double[] deviations;
    private final int[] lengths;
    private final boolean constant;
    private final double variance;
    private final double shortest;
    private final int[] stretches;

    /// @param series  values, all trials one after the other
    /// @param lengths values of each trial
    Drift(double[] series, int[] lengths) {
        this.lengths = lengths;
        double mean = series.length == 0 ? 0 : Descriptive.mean(series);
        deviations = new double[series.length];
        boolean same = true;
        double squares = 0;
        double fourths = 0;
        for (int t = 0; t < series.length; t++) {
            same &= series[t] == series[0];
            deviations[t] = series[t] - mean;
            double square = deviations[t] * deviations[t];
            squares += square;
            fourths += square * square;
        }
        constant = same;
        variance = squares / (series.length - 1.0);
        shortest = Math.max(SHORTEST, fourths / (squares * squares) * series.length - 3);
        stretches = same ? new int[0] : stretches();
    }

    /// The lengths at which a drift is looked for, from the longest on.
    private int[] stretches() {
        int[] found = new int[Integer.SIZE];
        int count = 0;
        for (int length = deviations.length / STRETCHES; length >= shortest; length /= 2) {
            if (stretches(length) >= STRETCHES) {
                found[count++] = length;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /// Whole stretches in all trials.
    private int stretches(int length) {
        int count = 0;
        for (int trial : lengths) {
            count += trial / length;
        }
        return count;
    }

    /// The length of the stretches whose means scatter more than chance has it, most clearly so; empty where
    /// none do.
    OptionalInt found() {
        OptionalInt clearest = OptionalInt.empty();
        double least = LEVEL / stretches.length;
        for (int length : stretches) {
            double p = Gamma.chiSquareSurvival(scatter(length), stretches(length) - 1.0);
            if (p < least) {
                least = p;
                clearest = OptionalInt.of(length);
            }
        }
        return clearest;
    }

    /// Whether there are stretches at which to look for a drift; none are wanted where all values are equal.
    boolean sees() {
        return constant || stretches.length > 0;
    }

    /// Q of the stretches of a length.
    double scatter(int length) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        int start = 0;
        for (int trial : lengths) {
            for (int from = start; from + length <= start + trial; from += length) {
                double stretch = 0;
                for (int t = from; t < from + length; t++) {
                    stretch += deviations[t];
                }
                sum += stretch;
                squares += stretch * stretch;
                count++;
            }
            start += trial;
        }
        return (squares - sum * sum / count) / (length * variance);
    }
}
