package org.gyre.data.recording;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.gyre.core.SpikeTrains;
import org.jspecify.annotations.Nullable;

/// A recording of spikes, and what its file told.
///
/// @param spikes          the spike trains; they end one tick after the last spike
/// @param times           `[unit][spike]`, the same spikes in seconds as the file has them, before
///     they were rounded to ticks; `null` unless the options ask for them and the file has times
/// @param unitNames       one for each unit, in the order of the trains
/// @param positions       `[unit][2 or 3]`, place of each unit in micrometres, or `null` if the
///     file has none
/// @param recordedSeconds how long the recording lasted, if the file says so
/// @param understoodAs    what the file was taken for, in words, with the unit of time
/// @param facts           what else the file says of the recording, such as `age` or `species`
/// @param warnings        what to beware of, a sentence each
public record Recording(
        SpikeTrains spikes,
        double @Nullable [][] times,
        List<String> unitNames,
        double @Nullable [][] positions,
        OptionalDouble recordedSeconds,
        String understoodAs,
        Map<String, String> facts,
        List<String> warnings) {
    public Recording {
        if (unitNames.size() != spikes.units() || (positions != null && positions.length != spikes.units())) {
            throw new IllegalArgumentException(unitNames.size() + " names or places of " + spikes.units() + " units");
        }
        unitNames = List.copyOf(unitNames);
        facts = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(facts));
        warnings = List.copyOf(warnings);
    }

    /// The same recording with its length as the user knows it.
    public Recording lasting(double seconds) {
        return new Recording(
                spikes, times, unitNames, positions, OptionalDouble.of(seconds), understoodAs, facts, warnings);
    }

    /// How long the recording lasted: what the file says, or else up to the last spike.
    public double seconds() {
        return recordedSeconds.orElse(spikes.durationSeconds());
    }
}
