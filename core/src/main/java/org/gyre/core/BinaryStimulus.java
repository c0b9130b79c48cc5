package org.gyre.core;

/// Binary input to a network: the state of each input unit at each time step, as a pure function of the step.
///
/// Because nothing depends on what was asked before, a run can be cut into any pieces, use any number of
/// threads and be resumed, with the same bits.
public interface BinaryStimulus {
    /// Number of input units.
    int units();

    /// Sets the bits of the units that fire at steps `firstStep, …, firstStep + steps − 1`.
    ///
    /// @param firstStep first time step, ≥ 0
    /// @param steps number of steps
    /// @param words packed `[step][word]`, `(units + 63) / 64` words a step, bit layout of
    ///     [BinaryRaster]; all zero on entry
    void fill(long firstStep, int steps, long[] words);
}
