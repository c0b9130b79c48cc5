package org.gyre.measure.branching;

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
/// For the exponential forms: bootstrap-t (Efron and Tibshirani 1993, section 12.5) of the rate g =
/// 1/τ. Each replica draws as many pieces with replacement and gives (g* − g)/s*, s* its jackknife
/// standard error; their quantiles scale the jackknife standard error of the data. Percentile
/// intervals cover too seldom here, because g is skewed and its error grows with it. The other forms,
/// whose searches are too slow for that, get g ± t s with Student's t.
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
        double rate = 1 / fit.timeConstant();
        double error = jackknifeError(stretches, fitter, fit);
        double beside = 0.5 * (1 - settings.level());
        boolean studentised = fit.form() == DecayForm.EXPONENTIAL || fit.form() == DecayForm.EXPONENTIAL_OFFSET;
        double low;
        double high;
        if (studentised) {
            double[] ratios = new double[settings.replicas()];
            for (int i = 0; i < ratios.length; i++) {
                Stretches replica = stretches.replica(stream.split(i).generator());
                DecayFit refit = fitter.fit(replica.coefficients().toArray(), fit);
                double itsError = jackknifeError(replica, fitter, refit);
                ratios[i] = itsError > 0 ? (1 / refit.timeConstant() - rate) / itsError : 0;
            }
            low = rate - error * Descriptive.quantile(ratios, 1 - beside);
            high = rate - error * Descriptive.quantile(ratios, beside);
        } else {
            double half = error * studentQuantile(1 - beside, stretches.pieces() - 1);
            low = rate - half;
            high = rate + half;
        }
        return new BranchingInterval(
                settings.level(),
                Math.exp(-high),
                Math.exp(-low),
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

    /// √((n − 1)/n Σ(gᵢ − ḡ)²), gᵢ the rate without piece i (Tukey 1958).
    private static double jackknifeError(Stretches stretches, DecayFitter fitter, DecayFit fit) {
        List<Coefficients> without = stretches.withoutEach();
        double[] rates = new double[without.size()];
        for (int i = 0; i < rates.length; i++) {
            rates[i] = 1 / fitter.fit(without.get(i).toArray(), fit).timeConstant();
        }
        return (rates.length - 1) * Descriptive.standardError(rates);
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
