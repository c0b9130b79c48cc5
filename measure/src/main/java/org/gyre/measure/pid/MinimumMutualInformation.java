package org.gyre.measure.pid;

/// The redundancy I_MMI: the least that any of the sets tells about the target,
///
///     I_MMI(α) = min_{A ∈ α} I(Y; S_A)
///
/// A. B. Barrett, Exploration of synergistic and redundant information sharing in static and dynamical
/// Gaussian systems, Physical Review E 91, 052802 (2015). One of two sources has no unique information,
/// ever. For Gaussian variables and a scalar target it is what every measure gives that depends on the
/// pairs (source, target) alone.
public final class MinimumMutualInformation {
    private MinimumMutualInformation() {}

    /// The atoms of a law.
    public static Decomposition of(JointTable table) {
        Marginals marginals = new Marginals(table);
        double[] information = new double[1 << table.sources()];
        for (int mask = 1; mask < information.length; mask++) {
            information[mask] = marginals.information(mask);
        }
        return of(RedundancyLattice.of(table.sources()), information);
    }

    /// The atoms that belong to the information of each set of sources.
    ///
    /// @param information I(Y; S_A) by the mask of A
    static Decomposition of(RedundancyLattice lattice, double[] information) {
        double[] redundancies = new double[lattice.nodes()];
        for (int node = 0; node < redundancies.length; node++) {
            redundancies[node] = Double.POSITIVE_INFINITY;
            for (int mask : lattice.sets(node)) {
                redundancies[node] = Math.min(redundancies[node], information[mask]);
            }
        }
        return Decomposition.of(lattice, redundancies);
    }
}
