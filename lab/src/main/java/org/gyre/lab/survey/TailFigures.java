package org.gyre.lab.survey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.lab.report.DistributionPlot;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.measure.avalanche.Bootstrap;
import org.gyre.measure.avalanche.Family;
import org.gyre.measure.avalanche.Fit;
import org.gyre.measure.avalanche.LikelihoodRatio;
import org.gyre.measure.avalanche.Support;
import org.gyre.measure.avalanche.TailAnalysis;
import org.gyre.measure.avalanche.TailFit;
import org.gyre.measure.avalanche.Tally;
import org.jspecify.annotations.Nullable;

/// What the page shows of a [TailFit]: numbers, curves and a table of laws.
///
/// @param tail the fits to the sizes or durations of avalanches
/// @param goodness of the power law, or null where none could be fitted
record TailFigures(TailFit tail, @Nullable Bootstrap goodness) {
    /// Whether the power law is no description: another law is a better one, or samples of it are not like this one.
    boolean ruledOut() {
        return tail.rejected() || (goodness != null && goodness.ruledOut());
    }

    /// What the fits mean, in sentences.
    String verdict() {
        return tail.verdict() + (goodness == null ? "" : " " + goodness.verdict());
    }

    Map<String, @Nullable Object> numbers() {
        Map<String, @Nullable Object> numbers = new LinkedHashMap<>();
        TailAnalysis analysis = tail.analysis();
        if (analysis == null) {
            numbers.put("exponent", null);
            numbers.put("obstacle", tail.obstacle());
            return numbers;
        }
        Fit law = analysis.powerLaw();
        numbers.put("exponent", Words.orNull(law.parameter("exponent")));
        numbers.put("standard_error", Words.orNull(law.standardError("exponent")));
        numbers.put("xmin", law.support().from());
        numbers.put("n_tail", law.n());
        numbers.put("ks", law.distance());
        numbers.put("goodness_of_fit_p", goodness == null ? null : goodness.p());
        // p = 0 is that of none of so many.
        numbers.put("goodness_of_fit_replicas", goodness == null ? null : goodness.replicas());
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
        TailAnalysis analysis = tail.analysis();
        if (analysis == null) {
            return curves;
        }
        Support support = analysis.powerLaw().support();
        List<Double> grid = new ArrayList<>();
        for (double x = support.from(); x <= tail.sample().maximum(); x = Math.max(x + 1, Math.floor(x * 1.1))) {
            grid.add(x);
        }
        double[] x = grid.stream().mapToDouble(Double::doubleValue).toArray();
        double share = (double) analysis.powerLaw().n() / tail.sample().total();
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
        TailAnalysis analysis = tail.analysis();
        if (analysis == null) {
            return null;
        }
        TableFigure table = new TableFigure(
                id,
                title,
                "Fitted to the " + Words.count(analysis.powerLaw().n(), "value") + " from "
                        + Words.number(analysis.powerLaw().support().from())
                        + " on. The log-likelihood ratio compares the power law with each other law: positive favours the"
                        + " power law, and a small p says that its sign can be trusted. A parameter whose standard"
                        + " error is larger than itself is marked as not determined.",
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
                    + (Double.isFinite(error) ? " ± " + Words.error(error) : "")
                    + (fit.undetermined(name) ? " (not determined)" : ""));
        }
        return String.join(", ", parts);
    }
}
