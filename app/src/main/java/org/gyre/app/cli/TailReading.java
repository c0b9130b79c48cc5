package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Progress;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.run.Numbers;
import org.gyre.measure.avalanche.Bootstrap;
import org.gyre.measure.avalanche.Family;
import org.gyre.measure.avalanche.Fit;
import org.gyre.measure.avalanche.LikelihoodRatio;
import org.gyre.measure.avalanche.LowerCutoff;
import org.gyre.measure.avalanche.Support;
import org.gyre.measure.avalanche.TailAnalysis;
import org.gyre.measure.avalanche.Tally;
import org.jspecify.annotations.Nullable;

/// A heavy-tail analysis for a command's answer: the power law, what else the data could be, how well the power law
/// fits, and what to beware of.
///
/// @param tail number of values in the range of the fit
/// @param analysis absent if the sample cannot be fitted
/// @param goodness absent if it was not asked for
/// @param seed of the goodness of fit
/// @param warnings what to beware of, a sentence each
record TailReading(
        long tail,
        @Nullable TailAnalysis analysis,
        @Nullable Bootstrap goodness,
        long seed,
        List<String> warnings) {

    /// @param xmin absent: where the power law fits best (Kolmogorov–Smirnov)
    /// @param xmax absent: no upper end
    /// @throws InputException if the range is none, or the sample is not one of whole numbers although it should be
    static TailReading of(
            Tally sample, boolean discrete, @Nullable Double xmin, @Nullable Double xmax, BootstrapOptions bootstrap) {
        bootstrap.check();
        if (discrete && !sample.isWhole()) {
            throw new InputException("the sample holds values that are not whole numbers; fit it without --discrete");
        }
        double to = xmax == null ? Double.POSITIVE_INFINITY : xmax;
        Support given = xmin == null ? null : support(xmin, to, discrete);
        Tally tail = sample.between(xmin == null ? 0 : xmin, to);
        String unfit = unfit(tail, given == null);
        if (!unfit.isEmpty()) {
            return new TailReading(tail.total(), null, null, bootstrap.seed, List.of(unfit));
        }
        Support support = given != null
                ? given
                : LowerCutoff.select(sample, discrete, to, LowerCutoff.MINIMUM_TAIL)
                        .support();
        TailAnalysis analysis = TailAnalysis.of(sample, support);
        List<String> warnings = warnings(analysis);
        Bootstrap goodness = null;
        if (bootstrap.replicas > 0) {
            RandomStream random = RandomStream.of(bootstrap.seed).split("goodness-of-fit");
            Fit law = analysis.powerLaw();
            try {
                goodness = given != null
                        ? Bootstrap.atFixedCutoff(sample, law, bootstrap.replicas, random, Progress.NONE)
                        : Bootstrap.withCutoff(
                                sample, law, LowerCutoff.MINIMUM_TAIL, bootstrap.replicas, random, Progress.NONE);
            } catch (InputException degenerate) {
                warnings.add("there is no goodness of fit, because a replica of the sample could not be fitted: "
                        + degenerate.getMessage());
            }
        }
        return new TailReading(analysis.powerLaw().n(), analysis, goodness, bootstrap.seed, warnings);
    }

    private static Support support(double xmin, double xmax, boolean discrete) {
        try {
            return new Support(xmin, xmax, discrete);
        } catch (InputException withoutOption) {
            throw new InputException("--" + withoutOption.getMessage(), withoutOption);
        }
    }

    /// Why no law can be fitted, or empty.
    private static String unfit(Tally tail, boolean searching) {
        if (tail.total() == 0) {
            return "no value lies in the range of the fit";
        }
        if (tail.distinct() == 1) {
            return "all " + tail.total() + " values in the range of the fit are " + number(tail.minimum())
                    + ": no law can be fitted to a constant sample";
        }
        return searching && tail.total() < LowerCutoff.MINIMUM_TAIL
                ? "the sample has " + tail.total() + " values, and the search for xmin needs "
                        + LowerCutoff.MINIMUM_TAIL + ": bring more, or give --xmin"
                : "";
    }

    private static List<String> warnings(TailAnalysis analysis) {
        List<String> warnings = new ArrayList<>();
        Fit law = analysis.powerLaw();
        double exponent = law.parameter("exponent");
        if (law.n() < LowerCutoff.MINIMUM_TAIL) {
            warnings.add("only " + law.n() + " values lie in the range of the fit: too few to claim any law");
        }
        if (law.outcome() == Fit.Outcome.AT_BOUND) {
            warnings.add("the exponent " + Numbers.compact(exponent)
                    + " of the power law stands at a bound of its search: the sample has no power-law tail");
        }
        if (exponent <= 1) {
            warnings.add("the exponent " + Numbers.compact(exponent)
                    + " is not above 1: such a power law exists only below an xmax");
        }
        for (Fit fit : analysis.fits()) {
            if (fit.family() != Family.POWER_LAW && fit.outcome() == Fit.Outcome.AT_BOUND) {
                warnings.add("the " + fit.family().label()
                        + " was fitted at a bound of its parameters, where it becomes a simpler law: they mean little");
            }
        }
        return warnings;
    }

    /// The keys of a fit; null where there is none.
    Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        Fit law = analysis == null ? null : analysis.powerLaw();
        object.put("exponent", law == null ? null : law.parameter("exponent"));
        object.put("standard_error", law == null ? null : law.standardError("exponent"));
        object.put("xmin", law == null ? null : law.support().from());
        object.put(
                "xmax",
                law == null || !law.support().bounded() ? null : law.support().to());
        object.put("discrete", law == null ? null : law.support().discrete());
        object.put("n_tail", tail);
        object.put("ks", law == null ? null : law.distance());
        object.put("log_likelihood", law == null ? null : law.logLikelihood());
        Map<String, Object> alternatives = new LinkedHashMap<>();
        if (analysis != null) {
            for (LikelihoodRatio ratio : analysis.comparisons()) {
                alternatives.put(key(ratio.second()), alternative(analysis.fit(ratio.second()), ratio));
            }
        }
        object.put("alternatives", alternatives);
        object.put("goodness_of_fit", goodness == null ? null : goodness(goodness));
        object.put("verdict", analysis == null ? null : analysis.verdict());
        return object;
    }

    private Map<String, Object> goodness(Bootstrap bootstrap) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("p_value", bootstrap.p());
        object.put("standard_error", error(bootstrap));
        object.put("replicas", bootstrap.replicas());
        object.put("seed", seed);
        object.put("exponent_error", bootstrap.exponentError());
        object.put("xmin_error", bootstrap.cutoffError());
        object.put("verdict", verdict(bootstrap));
        return object;
    }

    /// Of a share of independent replicas.
    private static double error(Bootstrap bootstrap) {
        return Math.sqrt(bootstrap.p() * (1 - bootstrap.p()) / bootstrap.replicas());
    }

    private static String verdict(Bootstrap bootstrap) {
        return String.format(
                Locale.ROOT,
                bootstrap.p() <= TailAnalysis.LEVEL
                        ? "Goodness of fit: p = %.3g ± %.2g; the power law is ruled out."
                        : "Goodness of fit: p = %.3g ± %.2g; the power law is not ruled out.",
                bootstrap.p(),
                error(bootstrap));
    }

    private static String key(Family family) {
        return family.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> alternative(Fit fit, LikelihoodRatio ratio) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        Map<String, Object> errors = new LinkedHashMap<>();
        for (String name : fit.family().parameterNames()) {
            parameters.put(name, fit.parameter(name));
            errors.put(name, fit.standardError(name));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("parameters", parameters);
        object.put("standard_errors", errors);
        object.put("at_bound", fit.outcome() == Fit.Outcome.AT_BOUND);
        object.put("log_likelihood_ratio", ratio.ratio());
        object.put("normalised_ratio", ratio.normalised());
        object.put("p", ratio.p());
        object.put("nested", ratio.nested());
        return object;
    }

    /// The findings as text; the warnings are not among them.
    void print(Console console) {
        if (analysis == null) {
            console.print("exponent  unknown");
            console.print("xmin  unknown");
            console.print("n_tail  " + tail);
            return;
        }
        console.print(analysis.verdict());
        for (LikelihoodRatio ratio : analysis.comparisons()) {
            console.print("  against " + ratio.second().label() + ": log-likelihood ratio "
                    + Numbers.compact(ratio.ratio()) + " (positive favours the power law), " + probability(ratio.p()));
        }
        if (goodness != null) {
            console.print(verdict(goodness));
        }
    }

    /// `p = 0.031`. A p too small for a double is no certainty: `p < 1e-300`.
    static String probability(double p) {
        return p < 1e-300 ? "p < 1e-300" : "p = " + Numbers.compact(p);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
