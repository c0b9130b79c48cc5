package org.gyre.measure.mutualinfo;

import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Team;
import org.gyre.measure.series.RealSeries;

/// Mutual information of real vectors from nearest neighbours, the estimator that the field calls KSG, and
/// its conditional form. Norms are maximum norms over all components. With n(·) the numbers of other samples
/// inside the marginal radii, in nats:
///
///     KSG 1:  I(a; b)     = ψ(k) + ψ(N) − ⟨ψ(n_a + 1) + ψ(n_b + 1)⟩
///             I(a; b | c) = ψ(k) + ⟨ψ(n_c + 1) − ψ(n_ac + 1) − ψ(n_bc + 1)⟩
///     KSG 2:  I(a; b)     = ψ(k) − 1/k + ψ(N) − ⟨ψ(n_a) + ψ(n_b)⟩
///             I(a; b | c) = ψ(k) − 2/k + ⟨ψ(n_c) − ψ(n_ac) + 1/n_ac − ψ(n_bc) + 1/n_bc⟩
///
/// KSG 1 counts strictly inside the distance to the k-th neighbour in the joint space; KSG 2 inside or on the
/// smallest box around the k neighbours, whose half-widths differ between a, b and c. Sources: Kraskov,
/// Stögbauer, Grassberger, Physical Review E 69:066138 (2004), eqs. 8 and 9; Frenzel and Pompe, Physical Review
/// Letters 99:204101 (2007), for the conditional form; Wibral, Vicente, Lindner, in "Directed Information
/// Measures in Neuroscience" (2014), for its second algorithm.
///
/// Nearly unbiased where nothing depends on anything; too low for strong dependence and many dimensions.
/// Components should be of like scale: [RealSeries#normalised()], before words are cut from the series. Values
/// that repeat (rounded or counted ones) break the assumption of a density: [RealSeries#jittered] parts them.
///
/// Time O(n log n) in few dimensions. Results have the same bits for every number of threads.
///
/// @param algorithm  which of the two
/// @param neighbours k ≥ 1; 3 to 10 are usual, more has less variance and more bias
/// @param window     samples up to this many steps apart are no neighbours, ≥ 0: the Theiler window, which should
///     cover the autocorrelation; ψ(N) then is that of the samples that are left for each one
/// @param team       helps with a value and its local values; values of shuffled samples stay on their thread
public record KraskovInformation(Algorithm algorithm, int neighbours, int window, Team team)
        implements InformationEstimator<RealSeries> {
    /// The two algorithms of Kraskov et al.
    public enum Algorithm {
        /// One radius for all marginal spaces: the less variance.
        KSG_1,
        /// A half-width for each marginal space: the less bias.
        KSG_2
    }

    /// @throws InputException if k is not positive or the window negative
    public KraskovInformation {
        if (neighbours < 1) {
            throw new InputException(
                    "k = " + Plural.of(neighbours, "nearest neighbour") + ": must be at least 1, usual is 4");
        }
        if (window < 0) {
            throw new InputException("a Theiler window of " + Plural.of(window, "step") + ": must not be negative");
        }
    }

    /// Without a window, on the calling thread.
    public KraskovInformation(Algorithm algorithm, int neighbours) {
        this(algorithm, neighbours, 0, Team.alone());
    }

    @Override
    public String label() {
        return (algorithm == Algorithm.KSG_1 ? "KSG 1" : "KSG 2") + ", k = " + neighbours
                + (window > 0 ? ", Theiler window " + window : "");
    }

    @Override
    public Relation between(RealSeries a, RealSeries b) {
        return new KraskovRelation(this, a.joined(b), new int[] {a.dimensions(), b.dimensions(), 0});
    }

    @Override
    public Relation given(RealSeries a, RealSeries b, RealSeries c) {
        return new KraskovRelation(
                this, a.joined(b).joined(c), new int[] {a.dimensions(), b.dimensions(), c.dimensions()});
    }
}
