package org.gyre.core.stats;

/// Whether the members of pairs differ on average, and how far (Student 1908): the test for things that are
/// tried under two conditions, such as networks that start with the same weights.
///
/// @param difference mean of first minus second
/// @param t          the statistic; infinite where all pairs differ alike
/// @param error      standard error of the difference
/// @param degrees    of freedom, pairs − 1
/// @param p          two-sided; 1 where no pair differs, 0 where all differ alike
/// @param effect     d_z, the difference by the standard deviation of the differences (Lakens 2013); infinite as t
public record PairedTest(double difference, double t, double error, int degrees, double p, double effect) {
    /// Tests pairs.
    ///
    /// @param first  one value of each pair
    /// @param second the other one, in the same order
    /// @throws IllegalArgumentException if there are fewer than two pairs, or the lengths differ
    public static PairedTest of(double[] first, double[] second) {
        int n = first.length;
        if (n < 2 || second.length != n) {
            throw new IllegalArgumentException("pairs of " + n + " and " + second.length
                    + " values: two pairs are needed, and equally many values");
        }
        double[] differences = new double[n];
        for (int i = 0; i < n; i++) {
            differences[i] = first[i] - second[i];
        }
        double difference = Descriptive.mean(differences);
        double deviation = Descriptive.standardDeviation(differences);
        if (deviation == 0) {
            double far = difference == 0 ? 0 : Math.copySign(Double.POSITIVE_INFINITY, difference);
            return new PairedTest(difference, far, 0, n - 1, difference == 0 ? 1 : 0, far);
        }
        double error = deviation / Math.sqrt(n);
        double t = difference / error;
        return new PairedTest(difference, t, error, n - 1, StudentT.twoSided(t, n - 1), difference / deviation);
    }

    /// Half the width of the interval around the difference that holds the true one with the given
    /// probability, if differences are normal; 0 where there is no scatter.
    ///
    /// @param level such as 0.95
    /// @throws IllegalArgumentException if the level is not between 0 and 1
    public double margin(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level = " + level + ": must be between 0 and 1");
        }
        return error * StudentT.quantile(1 - level, degrees);
    }

    /// P(T > distance / error) of Student's T; without scatter all is certain but a distance of exactly zero.
    double upper(double distance) {
        if (error == 0) {
            return distance > 0 ? 0 : distance < 0 ? 1 : 0.5;
        }
        double beyond = 0.5 * StudentT.twoSided(distance / error, degrees);
        return distance > 0 ? beyond : 1 - beyond;
    }
}
