package org.gyre.lab.survey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.lab.report.DistributionPlot;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.measure.avalanche.Family;
import org.gyre.measure.avalanche.Fit;
import org.gyre.measure.avalanche.LikelihoodRatio;
import org.gyre.measure.avalanche.LowerCutoff;
import org.gyre.measure.avalanche.Support;
import org.gyre.measure.avalanche.TailAnalysis;
import org.gyre.measure.avalanche.Tally;
import org.jspecify.annotations.Nullable;

/// Laws fitted to the sizes or durations of avalanches, for the page and for programs.
///
/// @param sample what was fitted
/// @param analysis absent if nothing can be fitted
/// @param obstacle why, a clause; empty if there is an analysis
record TailFit(Tally sample, @Nullable TailAnalysis analysis, String obstacle) {
    /// Fits every family where the power law fits best (Kolmogorov–Smirnov), without upper end.
    static TailFit of(Tally sample) {
        if (sample.total() < LowerCutoff.MINIMUM_TAIL) {
            return new TailFit(
                    sample,
                    null,
                    "there are " + sample.total() + " values, and a fit needs " + LowerCutoff.MINIMUM_TAIL);
        }
        if (sample.distinct() < 2) {
            return new TailFit(sample, null, "all values are the same");
        }
        Support support = LowerCutoff.select(sample, true).support();
        return new TailFit(sample, TailAnalysis.of(sample, support), "");
    }

    /// The exponent with its error, and what the comparison with other laws says.
    String verdict() {
        if (analysis == null) {
            return "No law was fitted: " + obstacle + ".";
        }
        Fit law = analysis.powerLaw();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "A power law fitted to the %s from %s on (%s of all) has exponent %.3f ± %.3f.",
                Words.count(law.n(), "value"),
                Words.number(law.support().from()),
                Words.percent((double) law.n() / sample.total()),
                law.parameter("exponent"),
                law.standardError("exponent")));
        list(text, " It describes them better than: ", Standing.WORSE);
        list(text, " Better than the power law: ", Standing.BETTER);
        list(text, " Cannot be told apart from it: ", Standing.OPEN);
        list(text, " At a bound, where they become the power law: ", Standing.DEGENERATE);
        return text.toString();
    }

    /// How a law compares with the power law.
    private enum Standing {
        WORSE,
        BETTER,
        OPEN,
        /// Its likelihood has no maximum of its own; a difference is one of rounding.
        DEGENERATE
    }

    private Standing standing(TailAnalysis of, LikelihoodRatio ratio) {
        boolean settled = ratio.p() < TailAnalysis.LEVEL;
        if (of.fit(ratio.second()).outcome() == Fit.Outcome.AT_BOUND) {
            return settled && ratio.ratio() > 0 ? Standing.WORSE : Standing.DEGENERATE;
        }
        return !settled ? Standing.OPEN : ratio.ratio() > 0 ? Standing.WORSE : Standing.BETTER;
    }

    private void list(StringBuilder text, String words, Standing standing) {
        if (analysis == null) {
            return;
        }
        List<String> names = analysis.comparisons().stream()
                .filter(ratio -> standing(analysis, ratio) == standing)
                .map(ratio -> ratio.second().label()
                        + (standing == Standing.DEGENERATE ? "" : " (" + Words.probability(ratio.p()) + ")"))
                .toList();
        if (!names.isEmpty()) {
            text.append(words).append(String.join(", ", names)).append('.');
        }
    }

    /// Whether another law describes the sample better than the power law.
    boolean rejected() {
        return analysis != null
                && analysis.comparisons().stream().anyMatch(ratio -> standing(analysis, ratio) == Standing.BETTER);
    }

    Map<String, @Nullable Object> numbers() {
        Map<String, @Nullable Object> numbers = new LinkedHashMap<>();
        if (analysis == null) {
            numbers.put("exponent", null);
            numbers.put("obstacle", obstacle);
            return numbers;
        }
        Fit law = analysis.powerLaw();
        numbers.put("exponent", Words.orNull(law.parameter("exponent")));
        numbers.put("standard_error", Words.orNull(law.standardError("exponent")));
        numbers.put("xmin", law.support().from());
        numbers.put("n_tail", law.n());
        numbers.put("ks", law.distance());
        Map<String, Object> alternatives = new LinkedHashMap<>();
        for (LikelihoodRatio ratio : analysis.comparisons()) {
            alternatives.put(
                    ratio.second().name().toLowerCase(Locale.ROOT),
                    Map.of("log_likelihood_ratio", ratio.ratio(), "p", ratio.p()));
        }
        numbers.put("alternatives", alternatives);
        return numbers;
    }

    /// The sample as a cloud of points.
    static DistributionPlot.Sample points(String name, Tally tally) {
        double[] values = new double[tally.distinct()];
        long[] counts = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = tally.value(i);
            counts[i] = tally.count(i);
        }
        return new DistributionPlot.Sample(name, true, values, counts);
    }

    /// The fitted curves, scaled to the share of the sample that they describe.
    List<Series> curves() {
        List<Series> curves = new ArrayList<>();
        if (analysis == null) {
            return curves;
        }
        Support support = analysis.powerLaw().support();
        List<Double> grid = new ArrayList<>();
        for (double x = support.from(); x <= sample.maximum(); x = Math.max(x + 1, Math.floor(x * 1.1))) {
            grid.add(x);
        }
        double[] x = grid.stream().mapToDouble(Double::doubleValue).toArray();
        double share = (double) analysis.powerLaw().n() / sample.total();
        for (Family family : List.of(Family.POWER_LAW, Family.TRUNCATED_POWER_LAW, Family.LOGNORMAL)) {
            Fit fit = analysis.fit(family);
            if (family != Family.POWER_LAW && fit.outcome() == Fit.Outcome.AT_BOUND) {
                continue;
            }
            double[] y = new double[x.length];
            for (int i = 0; i < y.length; i++) {
                y[i] = share * Math.exp(fit.distribution().logProbability(x[i]));
            }
            curves.add(Series.line(family.label(), x, y));
        }
        return curves;
    }

    /// One row for each law.
    @Nullable
    TableFigure table(String id, String title) {
        if (analysis == null) {
            return null;
        }
        TableFigure table = new TableFigure(
                id,
                title,
                "Fitted to the " + Words.count(analysis.powerLaw().n(), "value") + " from "
                        + Words.number(analysis.powerLaw().support().from())
                        + " on. The log-likelihood ratio compares the power law with each other law: positive favours the"
                        + " power law, and a small p says that its sign can be trusted.",
                "law",
                "parameters",
                "KS distance",
                "log-likelihood ratio",
                "p");
        for (Fit fit : analysis.fits()) {
            boolean itself = fit.family() == Family.POWER_LAW;
            LikelihoodRatio ratio = itself ? null : analysis.against(fit.family());
            table = table.row(
                    fit.family().label(),
                    parameters(fit),
                    fit.distance(),
                    ratio == null ? "" : ratio.ratio(),
                    ratio == null ? "" : ratio.p() < 1e-4 ? "<\u00a00.0001" : ratio.p());
        }
        return table;
    }

    private static String parameters(Fit fit) {
        if (fit.family() != Family.POWER_LAW && fit.outcome() == Fit.Outcome.AT_BOUND) {
            return "at a bound of its range, where it is a simpler law";
        }
        List<String> parts = new ArrayList<>();
        for (String name : fit.family().parameterNames()) {
            double error = fit.standardError(name);
            parts.add(name + " = " + Words.number(fit.parameter(name))
                    + (Double.isFinite(error) ? String.format(Locale.ROOT, " ± %.2g", error) : ""));
        }
        return String.join(", ", parts);
    }
}
