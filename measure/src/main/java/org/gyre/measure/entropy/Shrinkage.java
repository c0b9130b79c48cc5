package org.gyre.measure.entropy;

import java.util.OptionalDouble;
import org.gyre.core.Estimate;
import org.gyre.core.stats.Sum;

/// The entropy of frequencies that are drawn towards equal ones among all K possible symbols
/// (James-Stein):
///
///     q_i = λ/K + (1 − λ) p_i,   λ = (1 − Σ p_i²) / ((T − 1) Σ (1/K − p_i)²)  in [0, 1]
///
/// K must be finite and sensible: every possible symbol receives λ/K. Source: Hausser and Strimmer,
/// Journal of Machine Learning Research 10:1469 (2009), eqs. 4 to 6.
final class Shrinkage implements EntropyFormula {
    @Override
    public double nats(Occupancies sample) {
        double total = (double) sample.total();
        double logPossible = sample.log2Possible() * StrictMath.log(2);
        double seenPart = (double) sample.seen() * StrictMath.exp(-logPossible);
        double lambda = intensity(sample, StrictMath.exp(-logPossible));
        Sum sum = new Sum();
        for (int i = 0; i < sample.size(); i++) {
            double q = lambda * StrictMath.exp(-logPossible) + (1 - lambda) * (sample.count(i) / total);
            sum.add(-sample.symbols(i) * q * StrictMath.log(q));
        }
        double unseen = Math.max(0, 1 - seenPart);
        if (lambda > 0 && unseen > 0) {
            sum.add(-unseen * lambda * (StrictMath.log(lambda) - logPossible));
        }
        return sample.log2Possible() == 0 ? 0 : sum.value();
    }

    /// λ; 1 where there is nothing to estimate it from, or where the frequencies are equal already.
    private static double intensity(Occupancies sample, double target) {
        double total = (double) sample.total();
        Sum squares = new Sum();
        for (int i = 0; i < sample.size(); i++) {
            double p = sample.count(i) / total;
            squares.add(sample.symbols(i) * p * p);
        }
        double distance = (total - 1) * (squares.value() - target);
        return distance > 0 ? Math.min(1, (1 - squares.value()) / distance) : 1;
    }

    @Override
    public OptionalDouble standardError(Occupancies sample) {
        return Scatter.byLeavingOut(this, sample);
    }

    /// Equal frequencies are a guess whose distance from the truth the sample does not bound.
    @Override
    public Estimate.Bias remainingBias(Occupancies sample, double nats) {
        return Estimate.Bias.UNBOUNDED;
    }
}
