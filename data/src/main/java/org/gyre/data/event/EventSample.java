package org.gyre.data.event;

/// One sample. The arrays are shared with the maker, not copied.
///
/// @param times in seconds from the sample's start, in any order
/// @param units who fired at each of the times, from 0
/// @param label what the sample is, from 0
public record EventSample(double[] times, int[] units, int label) {
    public EventSample {
        if (times.length != units.length) {
            throw new IllegalArgumentException(times.length + " times for " + units.length + " units");
        }
    }

    /// Number of events.
    public int size() {
        return times.length;
    }
}
