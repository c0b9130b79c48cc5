package org.gyre.nets.lif.mode;

import java.util.OptionalLong;
import org.gyre.core.InputException;

/// How far apart the spikes of a regular input may be so that a unit still fires: at the
/// nth input spike with interval m a unit that was at rest has the potential
///
///     w (1 + qᵐ + … + q⁽ⁿ⁻¹⁾ᵐ) = w (1 − qⁿᵐ) / (1 − qᵐ),   q = 1 − l
///
/// and fires if that is at least the threshold θ = 1 (Gerum & Schilling 2021). The longest interval is
/// for two spikes ⌊ln(1/w − 1) / ln q⌋, for three ⌊ln(½ (√(4/w − 3) − 1)) / ln q⌋, and for any number of
/// them ⌊ln(1 − w) / ln q⌋: where the limit w / (1 − qᵐ) is θ itself, it counts as reached, as the
/// published formula has it, though rounding alone takes a unit there.
///
/// Sums within 10⁻¹² of the threshold count as reached, so that exact ratios such as w = 1/10, n = 10, l
/// = 0 do not hang on the rounding of w.
public final class PhaseDiagram {
    /// Firing whatever the interval, as a longest interval.
    public static final long ANY = Long.MAX_VALUE;

    /// Any number of input spikes, as a number of them.
    public static final long ENDLESS = Long.MAX_VALUE;

    private static final double REACHED = 1 - 1e-12;

    private PhaseDiagram() {}

    /// The longest interval with which a unit fires, at the latest at its nth input spike.
    ///
    /// @param weight w as a share of the threshold
    /// @param leak   l, 0 to 1
    /// @param spikes n ≥ 1, or [#ENDLESS]
    /// @return in steps ≥ 1; 0 if it does not even fire when all spikes come in successive steps, [#ANY]
    ///     if it always fires
    /// @throws InputException if a number is not finite, the leak is outside [0, 1], or n is not
    ///     positive
    public static long longestInterval(double weight, double leak, long spikes) {
        check(weight, leak);
        if (spikes < 1) {
            throw new InputException(spikes + " input spikes: at least 1 is needed");
        }
        double logKept = StrictMath.log1p(-leak);
        if (reaches(weight, logKept, spikes, ANY)) {
            return ANY;
        }
        if (!reaches(weight, logKept, spikes, 1)) {
            return 0;
        }
        long fires = 1;
        while (fires < ANY / 2 && reaches(weight, logKept, spikes, 2 * fires)) {
            fires *= 2;
        }
        // It fires with this interval, and not with twice that.
        for (long more = fires / 2; more > 0; more /= 2) {
            if (reaches(weight, logKept, spikes, fires + more)) {
                fires += more;
            }
        }
        return fires;
    }

    /// The input spike at which a unit at rest first fires, counted from 1; none if it never does. Where
    /// only the limit of endless input reaches the threshold, it does not.
    ///
    /// @param weight   w as a share of the threshold
    /// @param leak     l, 0 to 1
    /// @param interval m ≥ 1 steps
    /// @throws InputException if a number is not finite, the leak is outside [0, 1], or the interval is
    ///     not positive
    public static OptionalLong spikesNeeded(double weight, double leak, long interval) {
        check(weight, leak);
        if (interval < 1) {
            throw new InputException("an interval of " + interval + " steps between input spikes: at least 1");
        }
        double logKept = StrictMath.log1p(-leak);
        boolean limitOnly = weight < REACHED && weight <= (2 - REACHED) * -StrictMath.expm1(interval * logKept);
        if (limitOnly || !reaches(weight, logKept, ENDLESS - 1, interval)) {
            return OptionalLong.empty();
        }
        long low = 0;
        long high = ENDLESS - 1;
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (reaches(weight, logKept, middle, interval)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return OptionalLong.of(high);
    }

    /// Whether w (1 − qⁿᵐ) / (1 − qᵐ) reaches the threshold.
    private static boolean reaches(double weight, double logKept, long spikes, long interval) {
        if (weight >= REACHED || weight <= 0) {
            return weight > 0;
        }
        if (logKept == 0) {
            return spikes == ENDLESS || weight * spikes >= REACHED;
        }
        // ln 0 for a leak of one: nothing is left after a step.
        double decay = interval == ANY ? Double.NEGATIVE_INFINITY : logKept * interval;
        double last = spikes == ENDLESS ? Double.NEGATIVE_INFINITY : decay * spikes;
        return weight * -StrictMath.expm1(last) >= REACHED * -StrictMath.expm1(decay);
    }

    private static void check(double weight, double leak) {
        if (!Double.isFinite(weight)) {
            throw new InputException("a weight of " + weight + ": it must be a finite number");
        }
        if (!(leak >= 0 && leak <= 1)) {
            throw new InputException("a leak of " + leak + ": the phase diagram is of leaks from 0 to 1");
        }
    }
}
