package org.gyre.measure.mutualinfo;

import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Team;
import org.gyre.measure.series.RealSeries;

/// Mutual information of real vectors from densities that are counted in boxes of one size, the step kernel. With n(·)
/// the samples less than r away in maximum norm, the sample itself among them, in nats:
///
///     I(a; b)     = ⟨ln [n_ab n / (n_a n_b)]⟩
///     I(a; b | c) = ⟨ln [n_abc n_c / (n_ac n_bc)]⟩
///
/// The estimator of the first transfer entropies: T. Schreiber, Measuring information transfer, Physical Review Letters
/// 85:461 (2000), eqs. 4 and 8. Nothing corrects its bias, which a small radius makes large and positive; a large one
/// smooths dependence away. Look at several radii, and at surrogates; [KraskovInformation] lets the radius follow
/// the density. Components should be of like scale: [RealSeries#normalised()].
///
/// Results have the same bits for every number of threads.
///
/// @param radius r > 0, in the units of the series
/// @param window samples up to this many steps apart are not counted, ≥ 0: the Theiler window
/// @param team   helps with a value and its local values; values of shuffled samples stay on their thread
public record KernelInformation(double radius, int window, Team team) implements InformationEstimator<RealSeries> {
    /// @throws InputException if the radius is not positive and finite, or the window negative
    public KernelInformation {
        if (!(radius > 0 && radius < Double.POSITIVE_INFINITY)) {
            throw new InputException(
                    "a kernel of radius " + radius + ": must be positive and finite, such as 0.5 standard deviations");
        }
        if (window < 0) {
            throw new InputException("a Theiler window of " + Plural.of(window, "step") + ": must not be negative");
        }
    }

    @Override
    public String label() {
        return "step kernel, radius " + radius + (window > 0 ? ", Theiler window " + window : "");
    }

    @Override
    public Relation between(RealSeries a, RealSeries b) {
        return new KernelRelation(this, a.joined(b), new int[] {a.dimensions(), b.dimensions(), 0});
    }

    @Override
    public Relation given(RealSeries a, RealSeries b, RealSeries c) {
        return new KernelRelation(
                this, a.joined(b).joined(c), new int[] {a.dimensions(), b.dimensions(), c.dimensions()});
    }
}
