package org.gyre.measure.entropy;

import java.util.OptionalDouble;

/// One way to make an entropy, in nats, of counts.
interface EntropyFormula {
    /// The estimate, in nats.
    double nats(Occupancies sample);

    /// Its standard error over samples of T independent draws, in nats; nothing where T is too small.
    ///
    /// Estimators that differ from the plug-in one by terms of order 1/T share its variance to that order.
    default OptionalDouble standardError(Occupancies sample) {
        return Scatter.ofPlugIn(sample);
    }
}
