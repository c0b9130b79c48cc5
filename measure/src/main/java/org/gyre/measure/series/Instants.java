package org.gyre.measure.series;

import org.gyre.core.InputException;
import org.gyre.core.Plural;

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
        return (int) Math.max(0, (long) steps - past - future + 1);
    }

    /// Where the cut of each trial begins when what was recorded `shift` steps after each instant is taken;
    /// zero for a trial that is too short.
    ///
    /// @throws InputException if no trial is long enough for a single instant
    int[] starts(int[] trialLengths, int shift) {
        if (shift < 1 - past || shift > future) {
            throw new IllegalArgumentException("step " + shift + " of " + this);
        }
        int[] starts = new int[trialLengths.length];
        int total = 0;
        for (int r = 0; r < starts.length; r++) {
            int count = in(trialLengths[r]);
            starts[r] = count == 0 ? 0 : past - 1 + shift;
            total += count;
        }
        if (total == 0) {
            throw new InputException(
                    "a series of " + Shapes.text(trialLengths) + " is too short to look at " + past + " past and "
                            + Plural.of(future, "future step") + " together: record more steps or look less far");
        }
        return starts;
    }
}
