package org.gyre.core.stats;

/// Whether the members of pairs are as good as the same on average: two one-sided tests (Schuirmann 1987;
/// Lakens 2017).
///
/// A large p of [PairedTest] says that a difference was not seen, not that there is none. Here the hypothesis
/// that has to fall is that the means are at least a margin apart, once in either direction. At a level α
/// it falls just when the interval of level 1 − 2α around the difference lies within the margin.
///
/// @param paired difference, standard error and degrees of freedom
/// @param margin m > 0: differences that are smaller do not matter
/// @param above  p of the hypothesis that the first mean lies below the second by m or more
/// @param below  p of the hypothesis that the first mean lies above the second by m or more
public record EquivalenceTest(PairedTest paired, double margin, double above, double below) {
    /// Tests pairs.
    ///
    /// @throws IllegalArgumentException if there are fewer than two pairs, the lengths differ, or the margin is not
    ///     positive
    public static EquivalenceTest of(double[] first, double[] second, double margin) {
        if (!(margin > 0) || Double.isInfinite(margin)) {
            throw new IllegalArgumentException("margin = " + margin + ": must be positive and finite");
        }
        PairedTest paired = PairedTest.of(first, second);
        return new EquivalenceTest(
                paired, margin, paired.upper(paired.difference() + margin), paired.upper(margin - paired.difference()));
    }

    /// p of the hypothesis that the means are at least the margin apart.
    public double p() {
        return Math.max(above, below);
    }

    /// p of the hypothesis that the first mean does not lead by more than the margin.
    public double leads() {
        return paired.upper(paired.difference() - margin);
    }

    /// p of the hypothesis that the second mean does not lead by more than the margin.
    public double trails() {
        return paired.upper(-paired.difference() - margin);
    }
}
