package org.gyre.measure.entropy;

import java.util.OptionalDouble;

/// One way to make an entropy, in nats, of counts.
interface EntropyFormula {
    /// The estimate, in nats.
    double nats(Occupancies sample);

    /// Its standard error over samples of T independent draws, in nats; nothing where T is too small.
    default OptionalDouble standardError(Occupancies sample) {
        return Scatter.toSecondOrder(this, sample);
    }

    /// About how large the bias of the estimate may still be, in nats; infinite where the sample does
    /// not bound it.
    ///
    /// It is how far the estimate is from one of another kind that is known to have hardly any bias,
    /// and what that one had to extrapolate. See [UnseenEntropy].
    ///
    /// @param nats the estimate
    default double remainingBias(Occupancies sample, double nats) {
        UnseenEntropy unseen = UnseenEntropy.of(sample);
        return Math.hypot(nats - unseen.nats(), unseen.atMost());
    }
}
