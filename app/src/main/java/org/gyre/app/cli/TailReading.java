package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.gyre.core.InputException;
import org.gyre.core.Progress;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.run.Numbers;
import org.gyre.measure.avalanche.Bootstrap;
import org.gyre.measure.avalanche.Family;
import org.gyre.measure.avalanche.Fit;
import org.gyre.measure.avalanche.FittingRange;
import org.gyre.measure.avalanche.LikelihoodRatio;
import org.gyre.measure.avalanche.LowerCutoff;
import org.gyre.measure.avalanche.Support;
import org.gyre.measure.avalanche.TailAnalysis;
import org.gyre.measure.avalanche.TailFit;
import org.gyre.measure.avalanche.Tally;
import org.jspecify.annotations.Nullable;

/// A heavy-tail analysis for a command's answer: the power law, what else the data could be, how well the power law
/// fits, and what to beware of.
///
/// @param tail the fits, or why there are none
/// @param goodness absent if it was not asked for
/// @param seed of everything random
/// @param warnings what to beware of, a sentence each
record TailReading(TailFit tail, @Nullable Bootstrap goodness, long seed, List<String> warnings) {

    /// The fit in the range that the options choose.
    ///
    /// @throws InputException if the range is none, or the sample is not one of whole numbers although it should be
    static TailReading of(Tally sample, boolean discrete, TailOptions options, Team team, Progress progress) {
        return of(sample, discrete, options.xmin, options.xmax, options, team, progress);
    }

    /// The fit in a range that is not given: with `--xmax auto` the widest one, else from the best
    /// xmin on.
    static TailReading ofFreeRange(Tally sample, boolean discrete, TailOptions options, Team team, Progress progress) {
        UpperEnd xmax = options.xmax.searched() ? options.xmax : UpperEnd.NONE;
        return of(sample, discrete, null, xmax, options, team, progress);
    }

    private static TailReading of(
            Tally sample,
            boolean discrete,
            @Nullable Double xmin,
            UpperEnd xmax,
            TailOptions options,
            Team team,
            Progress progress) {
        options.check();
        if (discrete && !sample.isWhole()) {
            throw new InputException("the sample holds values that are not whole numbers; fit it without --discrete");
        }
        RandomStream random = options.seed.stream();
        TailFit tail;
        try {
            if (xmax.searched()) {
                RandomStream draws = random.split("fitting-range");
                tail = TailFit.inWidestRange(xmin, sample, discrete, options.search(), draws, team, progress);
            } else if (xmin == null) {
                tail = TailFit.fromBestStart(sample, discrete, xmax.at(), team);
            } else {
                tail = TailFit.in(new Support(xmin, xmax.at(), discrete), sample);
            }
        } catch (InputException mistake) {
            String message = String.valueOf(mistake.getMessage());
            throw message.startsWith("xm") ? new InputException("--" + message, mistake) : mistake;
        }
        TailAnalysis analysis = tail.analysis();
        if (analysis == null) {
            return new TailReading(tail, null, options.seed.value, List.of(tail.obstacle()));
        }
        List<String> warnings = new ArrayList<>(analysis.caveats());
        Bootstrap goodness = null;
        if (options.replicas > 0 && !xmax.searched()) {
            RandomStream replicas = random.split("goodness-of-fit");
            Fit law = analysis.powerLaw();
            try {
                goodness = xmin != null
                        ? Bootstrap.atFixedCutoff(sample, law, options.replicas, replicas, team, progress)
                        : Bootstrap.withCutoff(
                                sample, law, LowerCutoff.MINIMUM_TAIL, options.replicas, replicas, team, progress);
            } catch (InputException degenerate) {
                warnings.add("there is no goodness of fit, because a replica of the sample could not be fitted: "
                        + degenerate.getMessage());
            }
        }
        return new TailReading(tail, goodness, options.seed.value, warnings);
    }

    /// The fits, or null.
    @Nullable
    TailAnalysis analysis() {
        return tail.analysis();
    }

    /// The keys of a fit; null where there is none.
    Map<String, Object> json() {
        Map<String, Object> object = new LinkedHashMap<>();
        TailAnalysis analysis = analysis();
        Fit law = analysis == null ? null : analysis.powerLaw();
        object.put("exponent", law == null ? null : law.parameter("exponent"));
        object.put("standard_error", law == null ? null : law.standardError("exponent"));
        object.put("xmin", law == null ? null : law.support().from());
        object.put(
                "xmax",
                law == null || !law.support().bounded() ? null : law.support().to());
        object.put("discrete", law == null ? null : law.support().discrete());
        object.put("n_tail", tail.n());
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
        object.put("range_search", tail.range() == null ? null : search(tail.range()));
        object.put("verdict", analysis == null ? null : analysis.verdict());
        return object;
    }

    private Map<String, Object> search(FittingRange range) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("p_value", range.p());
        object.put("standard_error", range.standardError());
        object.put("draws", range.settings().draws());
        object.put("level", range.settings().level());
        object.put("decades", range.decades());
        object.put("share", (double) tail.n() / tail.sample().total());
        object.put("ranges_tried", range.tried());
        object.put("ends_per_decade", range.endsPerDecade());
        object.put("seed", seed);
        object.put("verdict", verdict(range));
        return object;
    }

    private String verdict(FittingRange range) {
        return String.format(
                Locale.ROOT,
                "Range: %.2f decades with %.1f %% of the values, the widest of those tried (%d) in which the power law"
                        + " is not ruled out: p = %.3g ± %.2g from %d Monte-Carlo samples, above %.2g as it was chosen"
                        + " to be; ends were tried at %s in a decade.",
                range.decades(),
                100.0 * tail.n() / tail.sample().total(),
                range.tried(),
                range.p(),
                range.standardError(),
                range.settings().draws(),
                range.settings().level(),
                Numbers.compact(range.endsPerDecade()));
    }

    private Map<String, Object> goodness(Bootstrap bootstrap) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("p_value", bootstrap.p());
        object.put("standard_error", bootstrap.standardError());
        object.put("replicas", bootstrap.replicas());
        object.put("seed", seed);
        object.put("exponent_error", bootstrap.exponentError());
        object.put("xmin_error", bootstrap.cutoffError());
        object.put("verdict", bootstrap.verdict());
        return object;
    }

    private static String key(Family family) {
        return family.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> alternative(Fit fit, LikelihoodRatio ratio) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        Map<String, Object> errors = new LinkedHashMap<>();
        List<String> undetermined = new ArrayList<>();
        for (String name : fit.family().parameterNames()) {
            parameters.put(name, fit.parameter(name));
            errors.put(name, fit.standardError(name));
            if (fit.undetermined(name)) {
                undetermined.add(name);
            }
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("parameters", parameters);
        object.put("standard_errors", errors);
        object.put("not_determined", undetermined);
        object.put("at_bound", fit.outcome() == Fit.Outcome.AT_BOUND);
        object.put("log_likelihood_ratio", ratio.ratio());
        object.put("normalised_ratio", ratio.normalised());
        object.put("p", ratio.p());
        object.put("nested", ratio.nested());
        return object;
    }

    /// The findings as text; the warnings are not among them.
    void print(Console console) {
        TailAnalysis analysis = analysis();
        if (analysis == null) {
            console.print("exponent  unknown");
            console.print("xmin  unknown");
            console.print("n_tail  " + tail.n());
            return;
        }
        console.print(analysis.verdict());
        if (tail.range() != null) {
            console.print(verdict(tail.range()));
        }
        for (LikelihoodRatio ratio : analysis.comparisons()) {
            console.print("  against " + ratio.second().label() + ": log-likelihood ratio "
                    + Numbers.compact(ratio.ratio()) + " (positive favours the power law), " + probability(ratio.p()));
            console.print("    " + parameters(analysis.fit(ratio.second())));
        }
        if (goodness != null) {
            console.print(goodness.verdict());
        }
    }

    private static String parameters(Fit fit) {
        if (fit.outcome() == Fit.Outcome.AT_BOUND) {
            return "at a bound of its parameters, where it is a simpler law";
        }
        return fit.family().parameterNames().stream()
                .map(name -> name + " = " + Numbers.compact(fit.parameter(name))
                        + (Double.isFinite(fit.standardError(name))
                                ? " ± " + Numbers.compact(fit.standardError(name))
                                : "")
                        + (fit.undetermined(name) ? " (not determined)" : ""))
                .collect(Collectors.joining(", "));
    }

    /// `p = 0.031`. A p too small for a double is no certainty: `p < 1e-300`.
    static String probability(double p) {
        return p < 1e-300 ? "p < 1e-300" : "p = " + Numbers.compact(p);
    }
}
