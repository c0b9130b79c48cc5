package org.gyre.app.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.gyre.lab.run.Numbers;
import org.gyre.measure.avalanche.Family;
import org.gyre.measure.avalanche.Fit;
import org.gyre.measure.avalanche.LikelihoodRatio;
import org.gyre.measure.avalanche.LowerCutoff;
import org.gyre.measure.avalanche.Support;
import org.gyre.measure.avalanche.TailAnalysis;
import org.gyre.measure.avalanche.Tally;
import org.jspecify.annotations.Nullable;

/// A heavy-tail analysis for a command's answer: the power law, and what else the data could be.
final class TailReading {
    private TailReading() {}

    /// @param xmin absent: where the power law fits best (Kolmogorov–Smirnov)
    /// @param xmax absent: no upper end
    static TailAnalysis analyse(Tally sample, boolean discrete, @Nullable Double xmin, @Nullable Double xmax) {
        double to = xmax == null ? Double.POSITIVE_INFINITY : xmax;
        Support support = xmin == null
                ? LowerCutoff.select(sample, discrete, to, LowerCutoff.MINIMUM_TAIL)
                        .support()
                : new Support(xmin, to, discrete);
        return TailAnalysis.of(sample, support);
    }

    static Map<String, Object> json(TailAnalysis analysis) {
        Fit law = analysis.powerLaw();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("exponent", law.parameter("exponent"));
        object.put("standard_error", law.standardError("exponent"));
        object.put("xmin", law.support().from());
        object.put("xmax", law.support().bounded() ? law.support().to() : null);
        object.put("discrete", law.support().discrete());
        object.put("n_tail", law.n());
        object.put("ks", law.distance());
        object.put("log_likelihood", law.logLikelihood());
        Map<String, Object> alternatives = new LinkedHashMap<>();
        for (LikelihoodRatio ratio : analysis.comparisons()) {
            alternatives.put(key(ratio.second()), alternative(analysis.fit(ratio.second()), ratio));
        }
        object.put("alternatives", alternatives);
        object.put("verdict", analysis.verdict());
        return object;
    }

    private static String key(Family family) {
        return family.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> alternative(Fit fit, LikelihoodRatio ratio) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (String name : fit.family().parameterNames()) {
            parameters.put(name, fit.parameter(name));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("parameters", parameters);
        object.put("at_bound", fit.outcome() == Fit.Outcome.AT_BOUND);
        object.put("log_likelihood_ratio", ratio.ratio());
        object.put("normalised_ratio", ratio.normalised());
        object.put("p", ratio.p());
        object.put("nested", ratio.nested());
        return object;
    }

    static void print(Console console, TailAnalysis analysis) {
        console.print(analysis.verdict());
        for (LikelihoodRatio ratio : analysis.comparisons()) {
            console.print(
                    "  against " + ratio.second().label() + ": log-likelihood ratio " + Numbers.compact(ratio.ratio())
                            + " (positive favours the power law), p = " + Numbers.compact(ratio.p()));
        }
    }
}
