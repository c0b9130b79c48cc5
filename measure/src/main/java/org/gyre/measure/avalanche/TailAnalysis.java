package org.gyre.measure.avalanche;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Every family fitted on one support, the power law compared with each of the others, and what this means in words.
///
/// @param fits one per family, in the order of [Family]
/// @param comparisons the power law (first) against every other family
public record TailAnalysis(List<Fit> fits, List<LikelihoodRatio> comparisons) {
    /// The level below which CSN take the sign of a likelihood ratio as settled.
    public static final double LEVEL = 0.1;

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
        List<String> excluded = new ArrayList<>();
        List<String> open = new ArrayList<>();
        List<String> better = new ArrayList<>();
        for (LikelihoodRatio ratio : comparisons) {
            List<String> list = ratio.p() >= LEVEL ? open : ratio.ratio() > 0 ? excluded : better;
            String p = ratio.p() < 1e-4 ? "p < 0.0001" : String.format(Locale.ROOT, "p = %.2g", ratio.p());
            list.add(ratio.second().label() + " (" + p + ")");
        }
        if (!excluded.isEmpty()) {
            text.append(" It describes them better than: ")
                    .append(String.join(", ", excluded))
                    .append('.');
        }
        if (!better.isEmpty()) {
            text.append(" Described better than by the power law: ")
                    .append(String.join(", ", better))
                    .append('.');
        }
        if (!open.isEmpty()) {
            text.append(" Cannot be told apart from the power law: ")
                    .append(String.join(", ", open))
                    .append('.');
        }
        if (against(Family.LOGNORMAL).p() >= LEVEL) {
            text.append(" In particular, these data do not decide between a power law and a lognormal.");
        }
        return text.toString();
    }

    private static String range(Support support) {
        return support.bounded()
                ? "in [" + number(support.from()) + ", " + number(support.to()) + "]"
                : "from " + number(support.from()) + " on";
    }

    private static String number(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e15 ? Long.toString((long) x) : Double.toString(x);
    }
}
