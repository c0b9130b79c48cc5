package org.gyre.measure.avalanche;

import org.gyre.core.special.Erf;
import org.gyre.core.special.Gamma;

/// Which of two fitted laws is nearer to the truth (Vuong 1989; CSN section 5 and appendix C).
///
/// R = Σ (log p₁(xᵢ) − log p₂(xᵢ)); positive favours the first. If neither family holds the other,
/// R/(σ√n) is standard normal when both are equally good, σ² the variance (divisor n) of the differences, and
/// p = erfc(|R| / (σ√(2n))). If one family is nested in the other, 2|R| follows χ² with one degree of freedom
/// when the smaller one is true; since the smaller one lies at the edge of the wider one's parameters, this p is up
/// to twice too large.
///
/// @param ratio R, nats
/// @param perSample R/n
/// @param normalised R/(σ√n); 0 if the laws agree at every value
/// @param p probability of an |R| at least this large if both laws were equally good; small = the sign of R can be
///     trusted
/// @param nested whether the χ² form of p was used
public record LikelihoodRatio(
        Family first, Family second, double ratio, double perSample, double normalised, double p, boolean nested) {

    /// Compares two fits to the same sample on the same support.
    ///
    /// @throws IllegalArgumentException if the supports differ
    public static LikelihoodRatio of(Tally sample, Fit first, Fit second) {
        if (!first.support().equals(second.support())) {
            throw new IllegalArgumentException("fits on " + first.support() + " and " + second.support());
        }
        Tally tail = sample.between(first.support().from(), first.support().to());
        int distinct = tail.distinct();
        double n = tail.total();
        double[] difference = new double[distinct];
        double ratio = 0;
        for (int i = 0; i < distinct; i++) {
            difference[i] = first.distribution().logProbability(tail.value(i))
                    - second.distribution().logProbability(tail.value(i));
            ratio += tail.count(i) * difference[i];
        }
        boolean nested =
                first.family().isNestedIn(second.family()) || second.family().isNestedIn(first.family());
        if (nested && ratio > 0 == first.family().isNestedIn(second.family())) {
            // The wider family holds the other as a limit, so that only the search's tolerance can favour the
            // smaller.
            return new LikelihoodRatio(first.family(), second.family(), 0, 0, 0, 1, true);
        }
        double mean = ratio / n;
        double squares = 0;
        for (int i = 0; i < distinct; i++) {
            squares += tail.count(i) * (difference[i] - mean) * (difference[i] - mean);
        }
        double normalised = squares == 0 ? 0 : ratio / Math.sqrt(squares);
        double p = nested
                ? Gamma.chiSquareSurvival(2 * Math.abs(ratio), 1)
                : Erf.erfc(Math.abs(normalised) / Math.sqrt(2));
        return new LikelihoodRatio(first.family(), second.family(), ratio, mean, normalised, p, nested);
    }
}
