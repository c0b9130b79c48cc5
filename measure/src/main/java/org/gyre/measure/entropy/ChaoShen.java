package org.gyre.measure.entropy;

import java.util.OptionalDouble;
import org.gyre.core.Estimate;
import org.gyre.core.stats.Sum;

/// The Horvitz-Thompson sum over the symbols seen, with frequencies lowered by the coverage C of the
/// sample:
///
///     C = 1 − f₁/T,   Ĥ = − Σ C p_i ln(C p_i) / (1 − (1 − C p_i)^T)
///
/// f₁ is the number of symbols seen once; where that is all of them, T − 1 is taken so that C > 0.
/// Source: Chao and Shen, Environmental and Ecological Statistics 10:429 (2003), eq. 9.
final class ChaoShen implements EntropyFormula {
    @Override
    public double nats(Occupancies sample) {
        double total = (double) sample.total();
        if (sample.seen() == 1) {
            return 0;
        }
        long once = Math.min(sample.once(), sample.total() - 1);
        double coverage = 1 - once / total;
        Sum sum = new Sum();
        for (int i = 0; i < sample.size(); i++) {
            double p = coverage * sample.count(i) / total;
            // 1 − (1 − p)^T, the probability that such a symbol is seen at all
            double met = -StrictMath.expm1(total * StrictMath.log1p(-p));
            sum.add(-sample.symbols(i) * p * StrictMath.log(p) / met);
        }
        return sum.value();
    }

    /// Unlike others it rests on f₁, whose scatter the plug-in entropy does not see.
    @Override
    public OptionalDouble standardError(Occupancies sample) {
        return Scatter.byLeavingOut(this, sample);
    }

    /// Unseen symbols are taken to be as rare as those seen, each with its own weight: the bias that
    /// this leaves has either sign and no bound.
    @Override
    public Estimate.Bias remainingBias(Occupancies sample, double nats) {
        return Estimate.Bias.UNBOUNDED;
    }
}
