package org.gyre.measure.entropy;

import java.util.OptionalDouble;
import org.gyre.core.Estimate;

/// The posterior mean of the entropy under the prior of Nemenman, Shafee and Bialek: a mixture of
/// Dirichlet priors of concentration β for each of K symbols, weighted so that the entropy expected
/// before any data, ξ(β) = ψ(Kβ + 1) − ψ(β + 1), is spread evenly over [0, ln K].
///
/// K must be known or be an upper bound; where it is far above the number of symbols that occur, the
/// estimate depends little on it. Without any coincidence in the sample the prior speaks alone. The
/// standard error is at least the posterior standard deviation.
///
/// Source: Nemenman, Shafee and Bialek, Entropy and inference, revisited, NIPS 14 (2002); moments at
/// given β: Wolpert and Wolf, Physical Review E 52:6841 (1995).
final class Nsb implements EntropyFormula {
    @Override
    public double nats(Occupancies sample) {
        return sample.log2Possible() == 0 ? 0 : NsbPosterior.of(sample).mean();
    }

    @Override
    public Estimate.Bias remainingBias(Occupancies sample, double nats) {
        // Near equal probabilities the posterior is that of a corner of its prior, and its width no
        // error of samples.
        return Scatter.firstOrderRules(sample)
                ? EntropyFormula.super.remainingBias(sample, nats)
                : Estimate.Bias.UNBOUNDED;
    }

    /// The larger of the posterior standard deviation and the scatter of Grassberger's estimate over
    /// samples: the posterior is that of the prior's laws, and of few rare symbols narrower.
    @Override
    public OptionalDouble standardError(Occupancies sample) {
        if (sample.log2Possible() == 0) {
            return OptionalDouble.of(0);
        }
        return OptionalDouble.of(Math.max(
                NsbPosterior.of(sample).standardDeviation(),
                Scatter.toSecondOrder(new Grassberger(), sample).orElse(0)));
    }
}
