package org.gyre.core.stats;

import org.gyre.core.special.Beta;

/// Whether two samples have different means, without assuming equal variances (Welch 1947), and how
/// far apart they are.
///
/// @param difference mean of the first sample minus that of the second
/// @param t          the statistic; infinite where both samples have no scatter and differ
/// @param error      standard error of the difference
/// @param degrees    of freedom, after Satterthwaite
/// @param p          two-sided
/// @param effect     Hedges' g: the difference by the pooled standard deviation, corrected for few
///     samples; infinite as t
public record WelchTest(double difference, double t, double error, double degrees, double p, double effect) {
    /// Tests two samples.
    ///
    /// @throws IllegalArgumentException if one has fewer than two values
    public static WelchTest of(double[] first, double[] second) {
        int n = first.length;
        int m = second.length;
        if (n < 2 || m < 2) {
            throw new IllegalArgumentException("samples of " + n + " and " + m + " values: two are needed of each");
        }
        double difference = Descriptive.mean(first) - Descriptive.mean(second);
        double a = Descriptive.variance(first) / n;
        double b = Descriptive.variance(second) / m;
        double pooled = Math.sqrt(
                ((n - 1) * Descriptive.variance(first) + (m - 1) * Descriptive.variance(second)) / (n + m - 2));
        double correction = 1 - 3.0 / (4.0 * (n + m) - 9);
        if (a + b == 0) {
            double far = difference == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, difference);
            return new WelchTest(difference, far, 0, n + m - 2.0, difference == 0 ? 1 : 0, far);
        }
        double error = Math.sqrt(a + b);
        double t = difference / error;
        double degrees = (a + b) * (a + b) / (a * a / (n - 1) + b * b / (m - 1));
        double p = Beta.regularised(degrees / (degrees + t * t), degrees / 2, 0.5);
        return new WelchTest(difference, t, error, degrees, p, correction * difference / pooled);
    }

    /// Half the width of the interval around the difference that holds the true one with the given
    /// probability, if both samples are normal; 0 where there is no scatter.
    ///
    /// @param level such as 0.95
    /// @throws IllegalArgumentException if the level is not between 0 and 1
    public double margin(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level = " + level + ": must be between 0 and 1");
        }
        return error * quantile(1 - level);
    }

    /// The t that is exceeded on either side with a probability.
    private double quantile(double p) {
        double low = 0;
        double high = 1;
        while (twoSided(high) > p) {
            high *= 2;
        }
        while (high - low > 1e-12 * high) {
            double middle = 0.5 * (low + high);
            if (twoSided(middle) > p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private double twoSided(double value) {
        return Beta.regularised(degrees / (degrees + value * value), degrees / 2, 0.5);
    }
}
