package org.gyre.measure.spikes;

import org.gyre.core.SpikeTrains;

/// A symmetric measure of the relation between two spike trains, for all pairs of a recording at once.
///
/// Values stand in the order of [UnitPairs]. A pair of which the measure is not defined has NaN;
/// [PairTest] and the command line say which, and why.
public interface PairStatistic {
    /// The measure with its parameters.
    String label();

    /// The values of all pairs of units; NaN where there is none.
    ///
    /// @throws org.gyre.core.InputException if the recording is too short
    double[] values(SpikeTrains trains);
}
