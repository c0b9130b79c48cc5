package org.gyre.measure.entropy;

import java.util.OptionalDouble;
import org.gyre.core.Estimate;
import org.gyre.core.special.Gamma;
import org.gyre.core.stats.Sum;

/// ln T − (1/T) Σ n_i G(n_i) with G of [#logarithm]. Derived for Poisson counts of mean z, of which a
/// bias of z E₁(2z)/T remains; that the counts have a fixed sum T makes the value too large by 1/2T.
///
/// Source: P. Grassberger, Entropy estimates from insufficient samplings, arXiv physics/0307138
/// (2003).
final class Grassberger implements EntropyFormula {
    @Override
    public double nats(Occupancies sample) {
        Sum sum = new Sum();
        for (int i = 0; i < sample.size(); i++) {
            sum.add(sample.symbols(i) * ((double) sample.count(i) * logarithm(sample.count(i))));
        }
        double total = (double) sample.total();
        return StrictMath.log(total) - sum.value() / total;
    }

    /// n G(n) of a large even count is larger by one than that of an odd one, and which it is chance
    /// decides: each of the R symbols seen adds a variance of 1/4T² to that of the jackknife.
    @Override
    public OptionalDouble standardError(Occupancies sample) {
        OptionalDouble smooth = Scatter.toSecondOrder(new Jackknife(), sample);
        double parity = Math.sqrt((double) sample.seen()) / (2.0 * sample.total());
        return smooth.isEmpty() ? smooth : OptionalDouble.of(StrictMath.hypot(smooth.getAsDouble(), parity));
    }

    /// 1/2T, and of rare symbols no more than what a series without that bias has to extrapolate. The
    /// distance from it says nothing where the parities make most of it.
    @Override
    public Estimate.Bias remainingBias(Occupancies sample, double nats) {
        return new Estimate.Bias(-0.5 / sample.total(), UnseenEntropy.of(sample).atMost());
    }

    /// Grassberger's G(n) = ψ(n) + ½ (−1)ⁿ [ψ((n + 1)/2) − ψ(n/2)], which takes the place of ln n. It
    /// is −γ − ln 2 at 1, 2 − γ − ln 2 at 2 and 3, and ln n + O(n⁻²) from there on.
    static double logarithm(long n) {
        double half = 0.5 * (Gamma.digamma((n + 1) / 2.0) - Gamma.digamma(n / 2.0));
        return Gamma.digamma((double) n) + ((n & 1) == 0 ? half : -half);
    }
}
