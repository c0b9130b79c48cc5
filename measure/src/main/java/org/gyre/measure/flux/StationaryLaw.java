package org.gyre.measure.flux;

import org.jspecify.annotations.Nullable;

/// The stationary law π of a process and how far it can be trusted.
///
/// @param table the process
/// @param stored mass of each stored state; see [StateTable#flipSymmetric]
/// @param method how it was found, never [Method#AUTO]
/// @param reason why this way, a clause
/// @param residual Σ_s |(πP)_s − π_s|, measured by one step in double precision
/// @param errorEstimate of Σ_s |π_s − truth|: the residual over the distance of λ₂ from one
/// @param recurrentClasses number of sets of states that are never left; 0 if unknown
/// @param modes of the pairs {s, s̄} if the table is flip-symmetric, else of all states, as far as the solver
///     saw them; null if it looked for none
@SuppressWarnings("ArrayRecordComponent") // large and read in place
public record StationaryLaw(
        StateTable table,
        double[] stored,
        Method method,
        String reason,
        double residual,
        double errorEstimate,
        int recurrentClasses,
        @Nullable Mixing modes) {

    /// π(s), sums to one over all 2^N states.
    public double probability(int state) {
        return stored[state < stored.length ? state : table.states() - 1 - state];
    }

    /// Whether π depends on the start: it is then the long-run average from the uniform start.
    public boolean reducible() {
        return recurrentClasses > 1;
    }
}
