package org.gyre.measure.pid;

/// The redundancy I_min: for each value of the target the least that any of the sets tells about it,
///
///     I_min(α) = Σ_y p(y) min_{A ∈ α} I(Y = y; S_A)
///
/// P. L. Williams and R. D. Beer, Nonnegative decomposition of multivariate information, arXiv
/// 1004.2515 (2010). Atoms are never negative. Two sources that tell different things in equal amounts
/// count as redundant.
public final class MinimumSpecificInformation {
    private MinimumSpecificInformation() {}

    /// The atoms of a law.
    public static Decomposition of(JointTable table) {
        RedundancyLattice lattice = RedundancyLattice.of(table.sources());
        Marginals marginals = new Marginals(table);
        double[][] specific = new double[1 << table.sources()][];
        for (int mask = 1; mask < specific.length; mask++) {
            specific[mask] = marginals.specific(mask);
        }
        double[] redundancies = new double[lattice.nodes()];
        for (int node = 0; node < redundancies.length; node++) {
            int[] sets = lattice.sets(node);
            for (int y = 0; y < specific[1].length; y++) {
                double least = Double.POSITIVE_INFINITY;
                for (int mask : sets) {
                    least = Math.min(least, specific[mask][y]);
                }
                redundancies[node] += least;
            }
        }
        return Decomposition.of(lattice, redundancies);
    }
}
