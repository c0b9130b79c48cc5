package org.gyre.measure.surrogate;

import org.gyre.core.SpikeTrains;
import org.gyre.core.random.RandomStream;

/// A way to make spike trains that share with a recording what the null hypothesis keeps, and nothing
/// else.
///
/// The number of spikes of each unit, the clock and the duration stay. Units are treated independently
/// of each other, unit i with child i of the stream, so that every relation between them is destroyed.
public interface SpikeSurrogate {
    /// How the null hypothesis is called in a report, such as `circular shift`.
    String label();

    /// One surrogate; the same stream gives the same trains.
    ///
    /// @throws org.gyre.core.InputException if the recording is too short for it
    SpikeTrains apply(SpikeTrains trains, RandomStream stream);
}
