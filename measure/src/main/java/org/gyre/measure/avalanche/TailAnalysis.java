package org.gyre.measure.avalanche;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gyre.core.Plural;

/// Every family fitted on one support, the power law compared with each of the others, and what this means in words.
///
/// @param fits one per family, in the order of [Family]
/// @param comparisons the power law (first) against every other family
public record TailAnalysis(List<Fit> fits, List<LikelihoodRatio> comparisons) {
    /// The level below which CSN take the sign of a likelihood ratio as settled.
    public static final double LEVEL = 0.1;

    /// Nats per value that two likelihoods of one law may differ by, found by different sums and searches.
    private static final double ROUNDING = 1e-6;

    /// Nats in all by which a law must lead: a likelihood less than e times the other is no evidence however small
    /// p is, as with two laws that all but agree. Models within 2 of the best AIC keep their support: Burnham
    /// and Anderson, Sociological Methods & Research 33:261 (2004).
    private static final double LEAST_LEAD = 1;

    /// Analyses the part of the sample in the given support.
    public static TailAnalysis of(Tally sample, Support support) {
        List<Fit> fits = new ArrayList<>();
        List<LikelihoodRatio> comparisons = new ArrayList<>();
        for (Family family : Family.values()) {
            Fit fit = family.fit(sample, support);
            fits.add(fit);
            if (family != Family.POWER_LAW) {
                comparisons.add(LikelihoodRatio.of(sample, fits.getFirst(), fit));
            }
        }
        return new TailAnalysis(List.copyOf(fits), List.copyOf(comparisons));
    }

    /// The fit of one family.
    public Fit fit(Family family) {
        return fits.stream().filter(f -> f.family() == family).findFirst().orElseThrow();
    }

    /// The fit of the pure power law.
    public Fit powerLaw() {
        return fit(Family.POWER_LAW);
    }

    /// The power law against the given other family.
    public LikelihoodRatio against(Family family) {
        return comparisons.stream()
                .filter(c -> c.second() == family)
                .findFirst()
                .orElseThrow();
    }

    /// How a law compares with the power law.
    public enum Standing {
        /// The power law describes the data better.
        WORSE,
        /// It describes the data better than the power law.
        BETTER,
        /// The two cannot be told apart.
        OPEN,
        /// It ends at a bound of its parameters, where it becomes the power law or another simpler one, and nothing
        /// is settled: the two cannot be told apart there, or the power law is only ahead of the end of
        /// the search.
        AT_BOUND
    }

    /// How the second law of a comparison stands.
    ///
    /// A law at a bound is judged as any other. What a lognormal or a stretched exponential of whole
    /// numbers becomes there is a continuous power law rounded, another law than that of the sum Σ x^−α,
    /// and either may be the better one. Only where its likelihood still rises at the bound does a lead
    /// of the power law say nothing.
    public Standing standing(LikelihoodRatio ratio) {
        Fit other = fit(ratio.second());
        boolean atBound = other.outcome() == Fit.Outcome.AT_BOUND;
        boolean settled =
                ratio.p() < LEVEL && Math.abs(ratio.perSample()) > ROUNDING && Math.abs(ratio.ratio()) >= LEAST_LEAD;
        if (!settled) {
            return atBound ? Standing.AT_BOUND : Standing.OPEN;
        }
        if (ratio.ratio() < 0) {
            return Standing.BETTER;
        }
        return other.cutShort() ? Standing.AT_BOUND : Standing.WORSE;
    }

    /// Whether another law describes the sample better than the power law.
    public boolean rejected() {
        return comparisons.stream().anyMatch(ratio -> standing(ratio) == Standing.BETTER);
    }

    /// What makes the fits doubtful, a clause each.
    public List<String> caveats() {
        List<String> caveats = new ArrayList<>();
        Fit law = powerLaw();
        double exponent = law.parameter("exponent");
        if (law.n() < LowerCutoff.MINIMUM_TAIL) {
            caveats.add("only " + Plural.of(law.n(), "value lies", "values lie")
                    + " in the range of the fit: too few to claim any law");
        }
        if (law.outcome() == Fit.Outcome.AT_BOUND) {
            caveats.add("the exponent " + String.format(Locale.ROOT, "%.3f", exponent)
                    + " of the power law stands at a bound of its search: the sample has no power-law tail");
        }
        if (exponent <= 1) {
            caveats.add("the exponent " + String.format(Locale.ROOT, "%.3f", exponent)
                    + " is not above 1: such a power law exists only below an xmax");
        }
        for (Fit fit : fits) {
            if (fit.family() != Family.POWER_LAW && fit.outcome() == Fit.Outcome.AT_BOUND) {
                caveats.add(
                        "the " + fit.family().label()
                                + " fits best at a bound of its parameters, where it becomes a simpler law: do not interpret them");
            }
        }
        return caveats;
    }

    /// The finding in plain words: the exponent, the alternatives that are excluded, those that cannot be told apart
    /// from a power law, and those that describe the data better.
    public String verdict() {
        Fit law = powerLaw();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "A power law fitted to the %d values %s has exponent %.3f ± %.3f.",
                law.n(),
                range(law.support()),
                law.parameter("exponent"),
                law.standardError("exponent")));
        if (law.n() < LowerCutoff.MINIMUM_TAIL) {
            text.append(" That is too few values to claim any law.");
        }
        list(text, " It describes them better than: ", Standing.WORSE);
        list(text, " Described better than by the power law: ", Standing.BETTER);
        list(text, " Cannot be told apart from the power law: ", Standing.OPEN);
        list(text, " At a bound, where they become simpler laws: ", Standing.AT_BOUND);
        Standing lognormal = standing(against(Family.LOGNORMAL));
        if (lognormal == Standing.OPEN || lognormal == Standing.AT_BOUND) {
            text.append(" In particular, a lognormal is as near to these data as a power law.");
        }
        return text.toString();
    }

    private void list(StringBuilder text, String words, Standing standing) {
        List<String> names = comparisons.stream()
                .filter(ratio -> standing(ratio) == standing)
                .map(ratio -> name(ratio) + (standing == Standing.AT_BOUND ? "" : " (" + evidence(ratio) + ")"))
                .toList();
        if (!names.isEmpty()) {
            text.append(words).append(String.join(", ", names)).append('.');
        }
    }

    /// The law, or what it has become.
    private String name(LikelihoodRatio ratio) {
        Family family = ratio.second();
        boolean rounded = family == Family.LOGNORMAL || family == Family.STRETCHED_EXPONENTIAL;
        Fit fit = fit(family);
        return standing(ratio) == Standing.BETTER
                        && rounded
                        && fit.support().discrete()
                        && fit.outcome() == Fit.Outcome.AT_BOUND
                ? family.label() + " at its bound, a rounded power law"
                : family.label();
    }

    /// The p of a ratio; the ratio itself where that is next to nothing, for all that p says.
    private static String evidence(LikelihoodRatio ratio) {
        return ratio.p() < LEVEL && Math.abs(ratio.ratio()) < LEAST_LEAD
                ? String.format(Locale.ROOT, "log-likelihood ratio %.2g", ratio.ratio())
                : probability(ratio.p());
    }

    private static String probability(double p) {
        return p < 1e-4 ? "p < 0.0001" : String.format(Locale.ROOT, "p = %.2g", p);
    }

    private static String range(Support support) {
        return support.bounded()
                ? "in [" + Support.number(support.from()) + ", " + Support.number(support.to()) + "]"
                : "from " + Support.number(support.from()) + " on";
    }
}
