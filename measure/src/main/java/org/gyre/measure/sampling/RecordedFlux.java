package org.gyre.measure.sampling;

import org.gyre.core.BinaryRaster;
import org.gyre.core.Estimate;
import org.gyre.core.InputException;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.series.Instants;
import org.gyre.measure.series.SymbolSeries;

/// The flux I(x(t); x(t+τ)) between the states of some units, from a recording alone.
///
/// It needs several times 4^N steps: below, the plug-in value is mostly bias, since a pair of states
/// that is met once looks like a certain succession. Where the network is known, [ModelBasedFlux]
/// needs several times 2^N.
public final class RecordedFlux {
    private RecordedFlux() {}

    /// Estimates the flux from one step to a later one, in nats.
    ///
    /// @param lag τ ≥ 1
    /// @param units which units make the state; all of them if none is named
    /// @throws InputException if a unit does not exist, the lag is not positive or the recording has
    ///     no more steps
    public static Estimate of(BinaryRaster raster, int lag, DiscreteEntropy estimator, int... units) {
        if (lag < 1) {
            throw new InputException("lag = " + lag + ": the flux goes to a later state, so give a lag of at least 1");
        }
        SymbolSeries states = SymbolSeries.of(raster, units);
        Instants instants = new Instants(1, lag);
        return new DiscreteInformation(estimator)
                .between(states.shifted(instants, 0), states.shifted(instants, lag))
                .estimate("I(x(t); x(t+" + lag + "))");
    }
}
