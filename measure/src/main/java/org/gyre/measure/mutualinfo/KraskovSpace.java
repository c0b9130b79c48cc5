package org.gyre.measure.mutualinfo;

import java.util.List;
import org.gyre.measure.mutualinfo.KraskovInformation.Algorithm;
import org.gyre.measure.neighbour.Exclusion;
import org.gyre.measure.neighbour.KdTree;

/// The joint space of a nearest-neighbour estimate with its marginal spaces.
///
/// @param estimator what is asked for
/// @param widths    numbers of columns of a, b and c
/// @param columns   `[column of a, b, c][sample]`
/// @param tree      of the joint space
/// @param marginals the spaces in which neighbours are counted
/// @param exclusion which samples are no neighbours
/// @param digamma   ψ up to the number of samples
record KraskovSpace(
        KraskovInformation estimator,
        int[] widths,
        double[][] columns,
        KdTree tree,
        List<KraskovMarginal> marginals,
        Exclusion exclusion,
        DigammaTable digamma) {
    Algorithm algorithm() {
        return estimator.algorithm();
    }

    int neighbours() {
        return estimator.neighbours();
    }

    double psi(int m) {
        return digamma.at(m);
    }

    /// ψ(n) − (m − 1)/n: the term of a space made of m parts around whose n points a box was fitted.
    double boxed(int n, int parts) {
        return psi(n) - (parts - 1.0) / n;
    }

    /// The part of a local value that does not come from counting: ψ(k) or, for fitted boxes, its like, and without
    /// a condition ψ(N) with N the sample and those that are admitted beside it.
    double constant(int sample) {
        boolean conditional = widths[2] > 0;
        double joint = algorithm() == Algorithm.KSG_1 ? psi(neighbours()) : boxed(neighbours(), conditional ? 3 : 2);
        return conditional ? joint : joint + psi(tree.size() - exclusion.excluded(sample) + 1);
    }
}
