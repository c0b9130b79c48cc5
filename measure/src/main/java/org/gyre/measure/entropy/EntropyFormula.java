package org.gyre.measure.entropy;

import java.util.OptionalDouble;
import org.gyre.core.Estimate;

/// One way to make an entropy, in nats, of counts.
interface EntropyFormula {
    /// The estimate, in nats.
    double nats(Occupancies sample);

    /// Its standard error over samples of T independent draws, in nats; nothing where T is too small.
    default OptionalDouble standardError(Occupancies sample) {
        return Scatter.toSecondOrder(this, sample);
    }

    /// What may be left of the bias of the estimate; unbounded where the sample does not bound it.
    ///
    /// It is how far the estimate is from one of another kind that is known to have hardly any bias,
    /// and above it what that one had to extrapolate for unseen symbols, which can only add. See
    /// [UnseenEntropy].
    ///
    /// @param nats the estimate
    default Estimate.Bias remainingBias(Occupancies sample, double nats) {
        UnseenEntropy unseen = UnseenEntropy.of(sample);
        return new Estimate.Bias(unseen.nats() - nats, unseen.atMost());
    }
}
