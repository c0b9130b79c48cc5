package org.gyre.nets.infomorphic.layer;

/// What arrives at one class of inputs of a layer in one pass.
public sealed interface Arrival {
    /// Real activity.
    ///
    /// @param values the activity of each unit in each sample; not copied
    /// @param byUnit whether it is `[unit][sample]`, as layers give it out, rather than
    ///     `[sample][unit]`, as data come
    record Dense(float[] values, boolean byUnit) implements Arrival {}

    /// One unit of many is one, the others are zero.
    ///
    /// @param labels which, `[sample]`
    record Labels(int[] labels) implements Arrival {}

    /// What needs no data.
    enum Plain implements Arrival {
        /// All units are zero: nothing but the bias is left.
        SILENCE,
        /// The same as in the pass before, which need not be summed again.
        AS_BEFORE
    }
}
