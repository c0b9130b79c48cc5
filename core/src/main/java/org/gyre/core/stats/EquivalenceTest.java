package org.gyre.core.stats;

import org.gyre.core.special.Beta;

/// Whether two means are as good as the same: two one-sided tests (Schuirmann 1987; Lakens 2017), in Welch's
/// form, without assuming equal variances.
///
/// A large p of [WelchTest] says that a difference was not seen, not that there is none. Here the hypothesis
/// that has to fall is that the means are at least a margin apart, once in either direction. At a level α
/// it falls just when the interval of level 1 − 2α around the difference lies within the margin.
///
/// @param welch  difference, standard error and degrees of freedom
/// @param margin m > 0: differences that are smaller do not matter
/// @param above  p of the hypothesis that the first mean lies below the second by m or more
/// @param below  p of the hypothesis that the first mean lies above the second by m or more
public record EquivalenceTest(WelchTest welch, double margin, double above, double below) {
    /// Tests two samples.
    ///
    /// @throws IllegalArgumentException if one has fewer than two values, or the margin is not positive
    public static EquivalenceTest of(double[] first, double[] second, double margin) {
        if (!(margin > 0) || Double.isInfinite(margin)) {
            throw new IllegalArgumentException("margin = " + margin + ": must be positive and finite");
        }
        WelchTest welch = WelchTest.of(first, second);
        return new EquivalenceTest(
                welch, margin, upper(welch, welch.difference() + margin), upper(welch, margin - welch.difference()));
    }

    /// p of the hypothesis that the means are at least the margin apart.
    public double p() {
        return Math.max(above, below);
    }

    /// p of the hypothesis that the first mean does not lead by more than the margin.
    public double leads() {
        return upper(welch, welch.difference() - margin);
    }

    /// p of the hypothesis that the second mean does not lead by more than the margin.
    public double trails() {
        return upper(welch, -welch.difference() - margin);
    }

    /// P(T > distance / error); without scatter all is certain but a distance of exactly zero.
    private static double upper(WelchTest welch, double distance) {
        if (welch.error() == 0) {
            return distance > 0 ? 0 : distance < 0 ? 1 : 0.5;
        }
        double t = distance / welch.error();
        double beyond = 0.5 * Beta.regularised(welch.degrees() / (welch.degrees() + t * t), welch.degrees() / 2, 0.5);
        return t > 0 ? beyond : 1 - beyond;
    }
}
