package org.gyre.measure.entropy;

import org.gyre.core.special.Gamma;
import org.gyre.core.stats.Sum;

/// What a sample tells about the entropy that its unseen symbols hold: the series of an entropy in
/// powers of the probability to be missed,
///
///     H = Σ_{k ≥ 1} (1/k) Σ_i p_i (1 − p_i)^k
///
/// has estimates without any bias of its terms below T, whose sum is Σ (n_i/T) (ψ(T) − ψ(n_i)). Those
/// from T on fall off as (1 − A)^k, with A the mean probability of symbols that were seen once, after
/// Good and Turing
///
///     (f₁/T) (1 − A)^{1−T} Σ_{r ≥ T} (1 − A)^r / r,   A = 2f₂ / ((T − 1) f₁ + 2f₂)
///
/// for f₁ symbols seen once and f₂ seen twice. Source: Chao, Wang and Jost, Methods in Ecology and
/// Evolution 4:1091 (2013), eqs. 4 to 7.
///
/// @param known the part whose estimate has no bias, in nats
/// @param extrapolated the rest, in nats
/// @param atMost the rest with f₁ larger and f₂ smaller by a standard deviation of a Poisson count
///     each
record UnseenEntropy(double known, double extrapolated, double atMost) {
    static UnseenEntropy of(Occupancies sample) {
        double total = (double) sample.total();
        Sum known = new Sum();
        double atAll = Gamma.digamma(total);
        for (int i = 0; i < sample.size(); i++) {
            double n = (double) sample.count(i);
            known.add(sample.symbols(i) * (n / total) * (atAll - Gamma.digamma(n)));
        }
        double once = (double) sample.once();
        double twice = (double) sample.twice();
        return new UnseenEntropy(
                known.value(),
                extrapolated(total, once, twice),
                extrapolated(total, once + Math.sqrt(once), twice - Math.sqrt(twice)));
    }

    /// The whole entropy, in nats.
    double nats() {
        return known + extrapolated;
    }

    /// The terms from T on. Their sum over r is an integral over r from T − 1/2 on, but for terms of
    /// order T⁻².
    static double extrapolated(double total, double once, double twice) {
        double missed = missed(total, once, twice);
        if (once == 0 || missed <= 0) {
            return 0;
        }
        double rate = -StrictMath.log(missed);
        double scaled = Gamma.scaledExponentialIntegral(1, rate * (total - 0.5));
        return once / total * scaled * Math.sqrt(missed);
    }

    /// 1 − A; where nothing was seen twice the paper takes f₁ − 1 for f₁ and 1 for f₂.
    private static double missed(double total, double once, double twice) {
        if (twice > 0) {
            return (total - 1) * once / ((total - 1) * once + 2 * twice);
        }
        return once > 1 ? (total - 1) * (once - 1) / ((total - 1) * (once - 1) + 2) : 0;
    }
}
