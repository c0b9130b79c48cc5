package org.gyre.lab.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.Progress;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Reference;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.measure.branching.BranchingAnalysis;
import org.gyre.measure.branching.BranchingInterval;
import org.gyre.measure.branching.BranchingSettings;
import org.gyre.measure.branching.DecayFit;
import org.gyre.measure.branching.DecayForm;
import org.jspecify.annotations.Nullable;

/// How many spikes one spike causes in the next bin, by one lag and by the decay over many.
final class BranchingSection implements Section {
    private static final BranchingSettings SETTINGS = BranchingSettings.DEFAULT.withReplicas(200);

    /// Shorter activity has no decay to speak of.
    private static final int FEWEST_BINS = 100;

    @Override
    public String id() {
        return "branching";
    }

    @Override
    public String title() {
        return "Branching";
    }

    @Override
    public String obstacle(Subject subject) {
        if (subject.bins() < FEWEST_BINS) {
            return "the activity has " + Words.count(subject.bins(), "bin") + ", fewer than " + FEWEST_BINS;
        }
        return Arrays.stream(subject.activity()).distinct().limit(2).count() < 2 ? "the activity is constant" : "";
    }

    @Override
    public double seconds(Subject subject) {
        return 2 + 1e-8 * subject.bins() * BranchingSettings.MOST_LAGS;
    }

    @Override
    public void run(Subject subject, Findings findings, Progress progress) {
        double[] activity = Arrays.stream(subject.activity()).asDoubleStream().toArray();
        BranchingAnalysis analysis = BranchingAnalysis.of(new double[][] {activity}, SETTINGS, subject.stream(id()));
        DecayFit fit = analysis.fits().getFirst();
        numbers(subject, analysis, findings);
        analysis.warnings().forEach(warning -> findings.warn("branching: " + warning));
        findings.summary(summary(analysis, fit));
        findings.say("A spike is followed by m more in the next bin on average: below 1 activity dies out unless it is"
                + " driven, at 1 it is critical. The slope at one lag is too small where not every neuron is recorded;"
                + " the decay of r_k over many lags is not, if it is exponential. Look at the curve before believing"
                + " the number.");
        findings.show(curve(subject, analysis));
        findings.show(table(subject, analysis));
        findings.method(
                "The branching ratio m was estimated by multistep regression (Wilting and Priesemann, 2018): the slope"
                        + " r_k of the spikes of all units in bin t + k on those in bin t, k = 1 to "
                        + analysis.coefficients().lags() + " bins, was fitted by least squares with A m^k"
                        + ", and with the same plus a constant, as in the toolbox of Spitzner et al. (2021)."
                        + " Intervals are from a block bootstrap-t over stretches of the recording, with "
                        + SETTINGS.replicas() + " replicas.",
                "WiltingPriesemann2018",
                "Spitzner2021");
    }

    private static String summary(BranchingAnalysis analysis, DecayFit fit) {
        double naive = analysis.naive().regression();
        if (fit.atBound() || !(fit.timeConstant() > 0)) {
            return String.format(
                    Locale.ROOT, "No exponential decay could be fitted; the slope at one lag is %.4f.", naive);
        }
        // Near the critical point only the distance from 1 tells values apart.
        int decimals = Math.clamp((int) Math.ceil(-Math.log10(1 - fit.m())) + 2, 4, 12);
        String number = "%." + decimals + "f";
        String interval = analysis.interval()
                .map(i -> String.format(
                        Locale.ROOT, " (90 %% interval " + number + " to " + number + ")", i.mLow(), i.mHigh()))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "m = " + number + "%s by multistep regression, %.4f by one lag%s.",
                fit.m(),
                interval,
                naive,
                analysis.warnings().isEmpty() ? "" : "; the warnings say what speaks against it");
    }

    private static double milliseconds(Subject subject, double bins) {
        return bins * subject.binSeconds() * 1e3;
    }

    private static void numbers(Subject subject, BranchingAnalysis analysis, Findings findings) {
        DecayFit first = analysis.fits().getFirst();
        findings.number("m", Words.orNull(first.m()));
        findings.number("tau_ms", Words.orNull(milliseconds(subject, first.timeConstant())));
        findings.number("m_naive", Words.orNull(analysis.naive().regression()));
        findings.number(
                "descendants_per_ancestor", Words.orNull(analysis.naive().ratio()));
        findings.number("r1", analysis.coefficients().at(1));
        Map<String, Object> fits = new LinkedHashMap<>();
        for (DecayFit fit : analysis.fits()) {
            Map<String, @Nullable Object> numbers = new LinkedHashMap<>();
            numbers.put("m", Words.orNull(fit.m()));
            numbers.put("tau_ms", Words.orNull(milliseconds(subject, fit.timeConstant())));
            numbers.put("explained", Words.orNull(fit.explained()));
            fits.put(fit.form().label(), numbers);
        }
        findings.number("fits", fits);
        BranchingInterval interval = analysis.interval().orElse(null);
        findings.number("interval", interval == null ? null : List.of(interval.mLow(), interval.mHigh()));
    }

    private static LineChart curve(Subject subject, BranchingAnalysis analysis) {
        double[] r = analysis.coefficients().toArray();
        double[] lags = new double[r.length];
        Arrays.setAll(lags, i -> milliseconds(subject, i + 1.0));
        List<Series> series = new ArrayList<>();
        series.add(Series.points("recorded", lags, r));
        for (DecayFit fit : analysis.fits()) {
            double offset = fit.form() == DecayForm.EXPONENTIAL_OFFSET ? fit.parameter("offset") : 0;
            double[] y = new double[r.length];
            Arrays.setAll(y, i -> fit.parameter("amplitude") * Math.exp(-(i + 1.0) / fit.timeConstant()) + offset);
            series.add(Series.line(fit.form().label() + " fit", lags, y));
        }
        return new LineChart(
                "branching",
                "Correlation of the activity with its future",
                "The regression slope r_k of the activity on that k bins before. A branching process gives an exponential"
                        + " decay; a rhythm, a drift or bursts of fixed length bend it, and then m means little.",
                Axis.linear("lag (ms)"),
                Axis.linear("r_k"),
                series,
                List.of(Reference.horizontal("none", 0)));
    }

    private static TableFigure table(Subject subject, BranchingAnalysis analysis) {
        TableFigure table = new TableFigure(
                "branching-ratios",
                "Branching ratios",
                "By one lag: the slope r₁, and spikes per spike of the bin before inside avalanches. By many: the fits to"
                        + " r_k, with the share of its variation that they explain.",
                "by",
                "m",
                "time constant (ms)",
                "explained");
        table = table.row("one lag, slope", analysis.naive().regression(), "", "")
                .row("one lag, descendants", analysis.naive().ratio(), "", "");
        for (DecayFit fit : analysis.fits()) {
            table = table.row(
                    "many lags, " + fit.form().label() + (fit.atBound() ? " (at a bound)" : ""),
                    fit.m(),
                    milliseconds(subject, fit.timeConstant()),
                    fit.explained());
        }
        return table;
    }
}
