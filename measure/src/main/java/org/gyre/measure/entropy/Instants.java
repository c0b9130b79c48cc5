package org.gyre.measure.entropy;

/// Which times t of each trial are looked at: those with `past` steps t−past+1 … t and `future` steps
/// t+1 … t+future inside the trial. Words cut at the same instants belong together, and none crosses
/// from one trial into the next.
///
/// @param past steps up to and including the present, ≥ 1
/// @param future steps after the present, ≥ 0
public record Instants(int past, int future) {
    /// @throws IllegalArgumentException if a number is out of range
    public Instants {
        if (past < 1 || future < 0) {
            throw new IllegalArgumentException("past = " + past + ", future = " + future
                    + ": the past has at least one step, the future not fewer than none");
        }
    }

    /// Number of instants in a trial of so many steps, ≥ 0.
    int in(int steps) {
        return Math.max(0, steps - past - future + 1);
    }
}
