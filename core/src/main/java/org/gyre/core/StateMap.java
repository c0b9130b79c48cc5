package org.gyre.core;

/// A deterministic binary network with synchronous updates: each state has one successor.
///
/// States are packed as in [FactorisedMarkovProcess]: unit `i` is bit `i & 63` of word `i >> 6`; unused bits are
/// zero.
public interface StateMap {
    /// Number of units N ≥ 1.
    int units();

    /// Writes the successor of a state.
    ///
    /// @param state packed state, `(N + 63) / 64` words; not changed
    /// @param next receives the successor; must be another array
    void next(long[] state, long[] next);
}
