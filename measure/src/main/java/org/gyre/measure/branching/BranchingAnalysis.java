package org.gyre.measure.branching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.random.RandomStream;

/// The branching ratio of a recording: naive and by multistep regression.
///
/// @param naive from one lag
/// @param coefficients r_1 … r_K
/// @param fits one per form, the first is the one that counts
/// @param interval of the first fit; empty if none was asked for or the recording is too short for
///     one
/// @param warnings what to beware of, a sentence each
public record BranchingAnalysis(
        NaiveBranching naive,
        Coefficients coefficients,
        List<DecayFit> fits,
        Optional<BranchingInterval> interval,
        List<String> warnings) {
    /// Time constants of two forms that differ by more than this share are said to disagree.
    public static final double AGREEMENT = 0.2;

    /// Fewer non-empty bins than this are too few to fit a decay to.
    private static final int FEW_EVENTS = 500;

    /// A recording should last this many time constants; shorter ones bias τ down by several per
    /// cent.
    private static final int TIME_CONSTANTS = 200;

    /// A decay that explains less than this share of the variation of r_k is no decay.
    private static final double POOR = 0.5;

    /// Measures the branching ratio.
    ///
    /// @param trials `[trial][bin]` activity, finite, all of the same length
    /// @param stream for the bootstrap
    /// @throws InputException if a trial is too short for the lags or the forms, lengths differ,
    ///     values are not finite or negative, or the activity is constant
    public static BranchingAnalysis of(double[][] trials, BranchingSettings settings, RandomStream stream) {
        requireCounts(trials);
        int bins = trials.length == 0 ? 0 : trials[0].length;
        int lags = settings.lagsFor(bins);
        int perTrial = settings.replicas() > 0 ? BranchingInterval.stretchesPerTrial(trials.length) : 1;
        boolean cut = bins >= 2 * perTrial;
        Stretches stretches = Stretches.of(trials, lags, settings.kind(), cut ? perTrial : 1);
        Coefficients coefficients = stretches.coefficients();
        List<DecayFit> fits = new ArrayList<>();
        for (DecayForm form : settings.forms()) {
            fits.add(form.fit(coefficients));
        }
        DecayFit first = fits.getFirst();
        List<String> warnings = new ArrayList<>();
        warnOfData(trials, first, warnings);
        warnOfDecay(coefficients, fits, (long) trials.length * bins, warnings);
        return new BranchingAnalysis(
                NaiveBranching.of(trials, coefficients.at(1)),
                coefficients,
                List.copyOf(fits),
                settings.replicas() > 0
                        ? interval(stretches, bins, first, settings, stream, warnings)
                        : Optional.empty(),
                List.copyOf(warnings));
    }

    private static void requireCounts(double[][] trials) {
        for (int i = 0; i < trials.length; i++) {
            for (int t = 0; t < trials[i].length; t++) {
                if (trials[i][t] < 0) {
                    throw new InputException("trial " + (i + 1) + ", bin " + (t + 1) + " is " + trials[i][t]
                            + ": activity counts events and must not be negative");
                }
            }
        }
    }

    private static Optional<BranchingInterval> interval(
            Stretches stretches,
            int bins,
            DecayFit fit,
            BranchingSettings settings,
            RandomStream stream,
            List<String> warnings) {
        double length = (double) bins / stretches.perTrial();
        if (stretches.pieces() < BranchingInterval.ENOUGH_TRIALS || length < 2 || fit.atBound()) {
            warnings.add("there is no interval: " + (fit.atBound() ? "the fit did not find a decay" : "too few bins"));
            return Optional.empty();
        }
        if (stretches.perTrial() > 1 && length < 5 * Math.abs(fit.timeConstant())) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the stretches of the bootstrap have %.0f bins, less than five time constants of %.3g bins:"
                            + " the interval may be too narrow; bring a longer recording",
                    length,
                    fit.timeConstant()));
        }
        BranchingInterval interval =
                BranchingInterval.of(stretches, DecayFitter.of(fit.form(), stretches.lags()), fit, settings, stream);
        if (fit.m() < interval.mLow() || fit.m() > interval.mHigh()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "m = %.5f lies outside of its own interval, which is about the value without the bias that the"
                            + " stretches show: believe neither, and bring a longer recording",
                    fit.m()));
        }
        return Optional.of(interval);
    }

    private static void warnOfData(double[][] trials, DecayFit fit, List<String> warnings) {
        long events = Arrays.stream(trials)
                .flatMapToDouble(Arrays::stream)
                .filter(x -> x > 0)
                .count();
        if (events < FEW_EVENTS) {
            warnings.add("only " + Plural.of(events, "bin holds", "bins hold")
                    + " events: too few to tell a decay from chance");
        }
        double length = trials[0].length;
        if (!fit.atBound() && fit.timeConstant() > 0 && length < TIME_CONSTANTS * fit.timeConstant()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "a trial lasts only %.0f time constants: τ and m are biased down%s",
                    length / fit.timeConstant(),
                    trials.length > 1 ? "; trials that share one mean are better read with stationary means" : ""));
        }
    }

    private static void warnOfDecay(Coefficients coefficients, List<DecayFit> fits, long bins, List<String> warnings) {
        DecayFit first = fits.getFirst();
        if (coefficients.at(1) < 3 / Math.sqrt((double) bins)) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "r_1 = %.3g is within three standard errors of none: the activity has no memory to fit",
                    coefficients.at(1)));
        }
        for (DecayFit fit : fits) {
            if (fit.atBound()) {
                warnings.add("the " + fit.form().label()
                        + " fit ended at a bound of its range: r_k does not have this form");
            } else if (fit.m() >= 1) {
                warnings.add("r_k of the " + fit.form().label() + " fit does not decay over the lags");
            } else if (fit.timeConstant() > coefficients.lags()) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "the time constant of the %s fit, %.4g bins, is longer than the %s: take more lags",
                        fit.form().label(),
                        fit.timeConstant(),
                        Plural.of(coefficients.lags(), "lag")));
            }
        }
        if (!first.atBound() && first.explained() < POOR) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the %s fit explains %.0f %% of the variation of r_k: it is not a decay of this form",
                    first.form().label(),
                    100 * Math.max(0, first.explained())));
        }
        for (DecayFit fit : fits.subList(1, fits.size())) {
            double ratio = fit.timeConstant() / first.timeConstant();
            if (!(ratio < 1 + AGREEMENT && ratio > 1 / (1 + AGREEMENT))) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "the fit forms disagree: the time constant is %.4g bins by the %s and %.4g by the %s fit (m ="
                                + " %.4f and %.4f); look at r_k before believing either",
                        first.timeConstant(),
                        first.form().label(),
                        fit.timeConstant(),
                        fit.form().label(),
                        first.m(),
                        fit.m()));
            }
        }
    }
}
