package org.gyre.nets.memory;

import java.util.List;

/// Where cues have led a memory.
///
/// @param states   the final state of each cue: the fixed point, the first state on the cycle, or
///     the last one looked at
/// @param outcomes how each cue ended
public record Recall(Patterns states, List<Outcome> outcomes) {
    /// The overlap from which on a pattern counts as recalled.
    public static final double RECALLED = 0.95;

    /// More than the rounding of a mean, less than one unit of one pattern.
    private static final double ROUNDING = 1e-12;

    /// How the walk from a cue ended.
    public enum Ending {
        /// In a state that is its own successor.
        FIXED,
        /// In a cycle of two or more states.
        CYCLE,
        /// In a state in which no neuron has an input: it stays, but nothing holds it there.
        UNDRIVEN,
        /// Not yet, at the bound of the steps.
        UNFINISHED
    }

    /// One walk.
    ///
    /// @param steps  steps from the cue to the final state
    /// @param period states of the cycle, 1 for a fixed point, 0 if unfinished
    public record Outcome(Ending ending, int steps, int period) {}

    public Recall {
        outcomes = List.copyOf(outcomes);
    }

    /// The overlap of each final state with the pattern of the same number, (1/N) Σ_i ξ_i s_i. It
    /// is zero where the memory was undriven: a network without weights leaves every cue as it is
    /// and has stored none.
    ///
    /// @throws IllegalArgumentException if there is not one pattern for each cue, of equal length
    public double[] overlaps(Patterns patterns) {
        if (patterns.count() != states.count()) {
            throw new IllegalArgumentException(patterns.count() + " patterns for " + states.count() + " cues");
        }
        double[] overlaps = new double[states.count()];
        for (int k = 0; k < overlaps.length; k++) {
            if (outcomes.get(k).ending() != Ending.UNDRIVEN) {
                overlaps[k] = patterns.overlap(k, states, k);
            }
        }
        return overlaps;
    }

    /// The mean of the [#overlaps].
    public double meanOverlap(Patterns patterns) {
        double sum = 0;
        for (double overlap : overlaps(patterns)) {
            sum += overlap;
        }
        return sum / states.count();
    }

    /// The share of patterns whose overlap is at least [#RECALLED].
    public double recalled(Patterns patterns) {
        int recalled = 0;
        for (double overlap : overlaps(patterns)) {
            if (overlap >= RECALLED) {
                recalled++;
            }
        }
        return (double) recalled / states.count();
    }

    /// Whether a mean is, up to rounding, at least as large as a threshold.
    public static boolean reaches(double mean, double threshold) {
        return mean >= threshold - ROUNDING;
    }

    /// The number of cues that ended in this way.
    public int ended(Ending ending) {
        return (int) outcomes.stream().filter(each -> each.ending() == ending).count();
    }
}
