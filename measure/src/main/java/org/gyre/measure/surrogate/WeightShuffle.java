package org.gyre.measure.surrogate;

import org.gyre.core.random.RandomStream;

/// Random permutations of all entries of a weight matrix (Tanaka, Kaneko, Aoyagi 2009, shuffle control): the
/// distribution of the weights stays, who is connected to whom does not.
public final class WeightShuffle {
    private WeightShuffle() {}

    /// A permuted copy; every permutation equally likely.
    ///
    /// @param weights any matrix; not changed
    /// @param stream where the permutation comes from
    public static double[] permute(double[] weights, RandomStream stream) {
        double[] shuffled = weights.clone();
        stream.generator().shuffle(shuffled);
        return shuffled;
    }
}
