package org.gyre.nets.lif.layer;

/// What a connection carries during a batch, in the form in which its products are quickest.
sealed interface Arrival {
    /// Spikes as lists.
    record Lists(SpikeRows rows) implements Arrival {}

    /// Numbers, or spikes as ones and zeros.
    ///
    /// @param values `[row][stride]`
    record Dense(float[] values, int stride) implements Arrival {}

    /// The same numbers at each step.
    ///
    /// @param values `[sample][input]`
    record Constant(float[] values) implements Arrival {}
}
