package org.gyre.measure.entropy;

import java.util.OptionalDouble;
import org.gyre.core.Estimate;

/// The posterior mean of the entropy under the prior of Nemenman, Shafee and Bialek: a mixture of
/// Dirichlet priors of concentration β for each of K symbols, weighted so that the entropy expected
/// before any data, ξ(β) = ψ(Kβ + 1) − ψ(β + 1), is spread evenly over [0, ln K].
///
/// K must be known or be an upper bound; where it is far above the number of symbols that occur, the
/// estimate depends little on it. Without any coincidence in the sample the prior speaks alone. The
/// standard error is the posterior standard deviation.
///
/// Source: Nemenman, Shafee and Bialek, Entropy and inference, revisited, NIPS 14 (2002); moments at
/// given β: Wolpert and Wolf, Physical Review E 52:6841 (1995).
final class Nsb implements EntropyFormula {
    @Override
    public double nats(Occupancies sample) {
        return sample.log2Possible() == 0 ? 0 : NsbPosterior.of(sample).mean();
    }

    /// Unbounded: the width of the posterior says how far laws of the prior may be from the estimate, not
    /// how far estimates of one law scatter. Taken for an error of samples it covered 85 to 94 of 100.
    @Override
    public Estimate.Bias remainingBias(Occupancies sample, double nats) {
        return Estimate.Bias.UNBOUNDED;
    }

    @Override
    public OptionalDouble standardError(Occupancies sample) {
        return OptionalDouble.of(
                sample.log2Possible() == 0 ? 0 : NsbPosterior.of(sample).standardDeviation());
    }
}
