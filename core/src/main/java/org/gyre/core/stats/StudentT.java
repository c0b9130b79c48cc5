package org.gyre.core.stats;

import org.gyre.core.special.Beta;

/// Student's law of the mean of normal values over its estimated standard error (Student 1908).
public final class StudentT {
    private StudentT() {}

    /// P(|T| > t).
    ///
    /// @param degrees of freedom, at least 1
    public static double twoSided(double t, int degrees) {
        return Beta.regularised(degrees / (degrees + t * t), 0.5 * degrees, 0.5);
    }

    /// The t that |T| exceeds with a probability, to twelve digits: 2.262 for .05 and nine degrees of freedom.
    ///
    /// @param probability between 0 and 1
    /// @param degrees     of freedom, at least 1
    public static double quantile(double probability, int degrees) {
        double low = 0;
        double high = 1;
        while (twoSided(high, degrees) > probability) {
            high *= 2;
        }
        while (high - low > 1e-12 * high) {
            double middle = 0.5 * (low + high);
            if (twoSided(middle, degrees) > probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
