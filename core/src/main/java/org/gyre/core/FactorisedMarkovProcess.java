package org.gyre.core;

/// A stochastic binary network with synchronous updates in which, given the present state, every unit fires
/// independently with a known probability:
///
///     P(x' | x) = ∏_i f_i(x)^{x'_i} (1 − f_i(x))^{1 − x'_i}
///
/// Boltzmann machines, recurrent-infomax networks and infomorphic memories are all of this kind, so that
/// exact measures need only this interface.
///
/// A state is packed 64 units to a word: unit `i` is bit `i & 63` of word `i >> 6`; unused bits are zero.
public interface FactorisedMarkovProcess {
    /// Number of units N ≥ 1.
    int units();

    /// Writes f_i(x) ∈ [0, 1] for i = 0 … N−1, given the packed state x.
    ///
    /// @param state packed state, `(N + 63) / 64` words; not changed
    /// @param probability receives N firing probabilities
    void firingProbabilities(long[] state, double[] probability);
}
