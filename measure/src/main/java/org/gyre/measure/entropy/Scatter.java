package org.gyre.measure.entropy;

import java.util.OptionalDouble;
import org.gyre.core.stats.Sum;

/// How far an entropy scatters between samples of T independent draws.
final class Scatter {
    private Scatter() {}

    /// Chance alone makes the first order exceed this many of its standard deviations in 2 of 100
    /// cases.
    private static final double BEYOND_CHANCE = 2;

    /// The skewness of χ² with so many degrees of freedom is 0.36.
    private static final int MANY = 64;

    /// The first order of the variance over the second from where on it rules.
    private static final double FAR = 4;

    /// Standard deviation to second order of a formula that differs from the plug-in entropy by terms
    /// of order 1/T:
    ///
    ///     Var(Ĥ) = V/T + (K − 1) / 2T²,   V = Σ p ln² p − H²
    ///
    /// (B. Harris, The statistical estimation of entropy in the non-parametric case, MRC report 1605,
    /// 1975). Leaving samples out gives the first term together with what rare symbols scatter, and
    /// the second about twice. Where all symbols are equally likely V is zero, and T² times what remains of
    /// the first term is χ² − (K − 1) of the counts: unless it exceeds what is chance it is taken as
    /// zero, or the interval would grow just where the estimate is off.
    ///
    /// @return nothing of fewer than three samples
    static OptionalDouble toSecondOrder(EntropyFormula formula, Occupancies sample) {
        OptionalDouble leftOut = byLeavingOut(formula, sample);
        if (leftOut.isEmpty()) {
            return leftOut;
        }
        double total = (double) sample.total();
        double second = secondOrder(sample);
        double first = leftOut.getAsDouble() * leftOut.getAsDouble() - leftOutByChance(sample);
        double chance = Math.sqrt(2.0 * (sample.seen() - 1)) / (total * total);
        return OptionalDouble.of(Math.sqrt(second + (first > BEYOND_CHANCE * chance ? first : 0)));
    }

    /// Whether the first order of the variance rules, hence the estimate scatters normally: the law
    /// is far from one of equal probabilities.
    static boolean firstOrderRules(Occupancies sample) {
        double error = byLeavingOut(new Jackknife(), sample).orElse(0);
        return error * error > (2 + FAR) * secondOrder(sample);
    }

    /// Whether the estimate scatters normally enough for an interval. Near equal probabilities it is a
    /// χ² with K − 1 degrees of freedom, whose skewness is √(8/(K − 1)), and whether they are equal or
    /// only nearly so the sample cannot tell: of few symbols just those samples that look more equal
    /// than their law is would have the narrowest intervals.
    static boolean normal(Occupancies sample) {
        return sample.seen() >= MANY || firstOrderRules(sample);
    }

    /// (K − 1) / 2T², the variance that remains where all symbols are equally likely.
    private static double secondOrder(Occupancies sample) {
        double total = (double) sample.total();
        return (sample.seen() - 1) / (2 * total * total);
    }

    /// What leaving samples out gives where all symbols are equally likely: a count n that scatters by
    /// √n moves n ln n − (n − 1) ln(n − 1), hence the sum over counts has the expectation
    /// Σ (n ln(n/(n − 1)))² / T², which is (K − 1)/T² for large counts and a tenth more for counts of ten.
    private static double leftOutByChance(Occupancies sample) {
        Sum sum = new Sum();
        for (int i = 0; i < sample.size(); i++) {
            double n = (double) sample.count(i);
            double slope = n == 1 ? 1 : -n * StrictMath.log1p(-1 / n);
            sum.add(sample.symbols(i) * slope * slope);
        }
        double total = (double) sample.total();
        return (1 - 1.0 / sample.seen()) * sum.value() / (total * total);
    }

    /// The jackknife standard error of any formula, √((T − 1)/T Σ_t (Ĥ₋ₜ − mean)²): each sample is
    /// left out once. Efron and Stein, Annals of Statistics 9:586 (1981).
    ///
    /// @return nothing of fewer than three samples
    static OptionalDouble byLeavingOut(EntropyFormula formula, Occupancies sample) {
        if (sample.total() < 3) {
            return OptionalDouble.empty();
        }
        double total = (double) sample.total();
        double[] without = new double[sample.size()];
        Sum mean = new Sum();
        for (int i = 0; i < without.length; i++) {
            without[i] = formula.nats(sample.without(i));
            mean.add(sample.symbols(i) * (sample.count(i) / total) * without[i]);
        }
        Sum squares = new Sum();
        for (int i = 0; i < without.length; i++) {
            double distance = without[i] - mean.value();
            squares.add((double) sample.symbols(i) * sample.count(i) * distance * distance);
        }
        return OptionalDouble.of(Math.sqrt((total - 1) / total * squares.value()));
    }
}
