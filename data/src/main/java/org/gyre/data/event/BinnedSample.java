package org.gyre.data.event;

/// One sample in time steps, its pairs in order of step, then unit, each once.
///
/// @param steps from 0
/// @param units from 0
/// @param counts of events in each pair, or 1 where counts are not kept
/// @param label what the sample is
public record BinnedSample(int[] steps, int[] units, int[] counts, int label) {
    public BinnedSample {
        if (steps.length != units.length || steps.length != counts.length) {
            throw new IllegalArgumentException(
                    steps.length + " steps, " + units.length + " units and " + counts.length + " counts");
        }
    }

    /// Number of pairs.
    public int size() {
        return steps.length;
    }
}
