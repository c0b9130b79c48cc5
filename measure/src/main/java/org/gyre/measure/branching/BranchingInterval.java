package org.gyre.measure.branching;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.random.RandomStream;
import org.gyre.core.special.Normal;
import org.gyre.core.stats.Descriptive;

/// A confidence interval of m and τ.
///
/// With at least eight trials the trials are the pieces; with fewer, each trial is cut into twenty
/// stretches, and a piece is a stretch: neighbouring bins stay together (block bootstrap, Künsch
/// 1989), and a pair (A(t), A(t+k)) belongs to the stretch of t, so that none is lost. Stretches must
/// be longer than several time constants.
///
/// For the exponential forms: a bootstrap-t (Efron and Tibshirani 1993, section 12.5) of the rate g =
/// 1/τ. Each replica draws as many pieces with replacement and gives t* = (g̃* − g)/s*, with the
/// jackknife's bias-corrected rate g̃ and standard error s; the interval reaches from g̃ − t₁ s to g̃ − t₀ s
/// with the upper and the lower quantile t₁ and t₀ of t*.
///
/// - Percentile intervals cover too seldom here, because g is skewed and its error grows with it.
/// - The mean is that of the recording itself, which pulls every r_k down by about 2τ/n in n bins and g
///   up (Marriott and Pope, Biometrika 41:390, 1954), and g is not linear in r_k. The centre g̃ is free
///   of that to order 1/n; τ and m as they are reported are not.
/// - Of R replicas the (R + 1) q-th is taken (Davison and Hinkley 1997, section 2.4): the q-th share of
///   R − 1 gaps lies further in and covers 0.7 % less at R = 300.
/// - Twenty pieces show less of the skewness of g than there is: intervals miss a true τ that is longer
///   than they reach twice as often as one that is shorter where m is 0.9 or more, and hold it about one time in a
/// hundred less
///   than stated (docs/reproduction/estimators.md).
///
/// The other forms, whose searches are too slow for that, get g ± t s with Student's t.
///
/// An interval that reaches g ≤ 0 does not exclude m ≥ 1: then the upper end of τ is infinite.
///
/// @param level for example 0.9
/// @param mLow lower end for m
/// @param mHigh upper end for m
/// @param tauLow lower end for τ, in bins
/// @param tauHigh upper end for τ, in bins, may be +∞
/// @param replicas of the bootstrap; 0 if Student's t was used
/// @param pieces trials or stretches
/// @param overTrials whether pieces are trials
public record BranchingInterval(
        double level,
        double mLow,
        double mHigh,
        double tauLow,
        double tauHigh,
        int replicas,
        int pieces,
        boolean overTrials) {
    static final int ENOUGH_TRIALS = 8;
    static final int STRETCHES = 20;

    /// The interval of a fit.
    ///
    /// @param stretches trials, cut where there are few
    /// @param fit to the coefficients of all of them
    static BranchingInterval of(
            Stretches stretches, DecayFitter fitter, DecayFit fit, BranchingSettings settings, RandomStream stream) {
        Jackknifed found = Jackknifed.of(stretches, fitter, fit);
        boolean studentised = fit.form() == DecayForm.EXPONENTIAL || fit.form() == DecayForm.EXPONENTIAL_OFFSET;
        double beside = 0.5 * (1 - settings.level());
        double low;
        double high;
        if (studentised) {
            double[] ratios = new double[settings.replicas()];
            for (int i = 0; i < ratios.length; i++) {
                Stretches replica = stretches.replica(stream.split(i).generator());
                DecayFit refit = fitter.fit(replica.coefficients().toArray(), fit);
                Jackknifed drawn = Jackknifed.of(replica, fitter, refit);
                ratios[i] = drawn.error() > 0 ? (drawn.corrected() - found.rate()) / drawn.error() : 0;
            }
            low = found.corrected() - found.error() * quantile(ratios, 1 - beside);
            high = found.corrected() - found.error() * quantile(ratios, beside);
        } else {
            double half = found.error() * studentQuantile(1 - beside, stretches.pieces() - 1);
            low = found.rate() - half;
            high = found.rate() + half;
        }
        return new BranchingInterval(
                settings.level(),
                StrictMath.exp(-high),
                StrictMath.exp(-low),
                high > 0 ? 1 / high : Double.POSITIVE_INFINITY,
                low > 0 ? 1 / low : Double.POSITIVE_INFINITY,
                studentised ? settings.replicas() : 0,
                stretches.pieces(),
                stretches.perTrial() == 1);
    }

    /// How many stretches each of so many trials is cut into.
    static int stretchesPerTrial(int trials) {
        return trials >= ENOUGH_TRIALS ? 1 : STRETCHES;
    }

    /// A rate with what the jackknife over pieces tells of it (Quenouille 1956, Tukey 1958).
    ///
    /// @param corrected the rate without its bias of order 1/n, n g − (n − 1) ḡ with the mean ḡ of the
    ///     rates gᵢ without piece i
    /// @param error √((n − 1)/n Σ(gᵢ − ḡ)²)
    private record Jackknifed(double rate, double corrected, double error) {
        static Jackknifed of(Stretches stretches, DecayFitter fitter, DecayFit fit) {
            List<Coefficients> without = stretches.withoutEach();
            double[] rates = new double[without.size()];
            for (int i = 0; i < rates.length; i++) {
                rates[i] = 1 / fitter.fit(without.get(i).toArray(), fit).timeConstant();
            }
            double rate = 1 / fit.timeConstant();
            int others = rates.length - 1;
            return new Jackknifed(
                    rate, rate - others * (Descriptive.mean(rates) - rate), others * Descriptive.standardError(rates));
        }
    }

    /// The order statistic at (R + 1) p, interpolated: a further value from the same law lies below it
    /// with probability p. The largest where p is beyond all.
    static double quantile(double[] sample, double p) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double place = Math.max(0, p * (sorted.length + 1) - 1);
        int below = (int) place;
        return below + 1 < sorted.length
                ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below])
                : sorted[sorted.length - 1];
    }

    /// Student's t by the expansion in 1/ν about the normal law (Abramowitz and Stegun 26.7.5): right
    /// to 0.1 % for ν ≥ 7 and p ≤ 0.99.
    static double studentQuantile(double p, int degrees) {
        double z = Normal.quantile(p);
        double z2 = z * z;
        double nu = degrees;
        double g1 = z * (z2 + 1) / 4;
        double g2 = z * ((5 * z2 + 16) * z2 + 3) / 96;
        double g3 = z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / 384;
        return z + g1 / nu + g2 / (nu * nu) + g3 / (nu * nu * nu);
    }
}
