package org.gyre.lab.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.gyre.core.InputException;
import org.gyre.core.Progress;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.DistributionPlot;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.measure.avalanche.Avalanches;
import org.gyre.measure.avalanche.Bootstrap;
import org.gyre.measure.avalanche.LowerCutoff;
import org.gyre.measure.avalanche.ScalingRelation;
import org.gyre.measure.avalanche.TailAnalysis;
import org.gyre.measure.avalanche.TailFit;
import org.gyre.measure.avalanche.Tally;

/// Sizes and durations of avalanches, the laws that they follow, and the mean size of those of one duration.
final class AvalanchesSection implements Section {
    /// With fewer silent bins than this avalanches run into each other.
    private static final double FEW_SILENT = 0.1;

    /// A power law that holds over less than this factor says little.
    private static final double SHORT_RANGE = 100;

    /// A tail of a smaller share of the avalanches describes the exceptions, not the rule.
    private static final double SMALL_TAIL = 0.1;

    /// A bin that differs by more than this factor from the mean interval is worth a word.
    private static final double UNUSUAL_BIN = 4;

    /// Standard errors between the two sides of the scaling relation that are taken for a difference.
    private static final double FAR = 3;

    /// Of the goodness of fit: p has a standard error of .02 at the level of .1.
    private static final int REPLICAS = 200;

    @Override
    public String id() {
        return "avalanches";
    }

    @Override
    public String title() {
        return "Avalanches";
    }

    @Override
    public String obstacle(Subject subject) {
        return subject.spikes().spikes() == 0 ? "the recording has no spike" : "";
    }

    @Override
    public double seconds(Subject subject) {
        return 0.5 + 2e-8 * subject.bins();
    }

    @Override
    public void run(Subject subject, Findings findings, Progress progress) {
        Avalanches avalanches = Avalanches.of(subject.activity());
        TailFigures sizes = fit("sizes", avalanches.sizes(), subject, progress);
        TailFigures durations = fit("durations", avalanches.durations(), subject, progress);
        numbers(subject, avalanches, sizes, durations, findings);
        warnings(subject, avalanches, sizes, durations, findings);
        prose(subject, avalanches, sizes, findings);
        figures(subject, avalanches, sizes, durations, findings);
        scaling(avalanches, sizes, durations, findings);
        findings.method(
                "Avalanches are maximal runs of bins with at least one spike (Beggs and Plenz, 2003); their size is the"
                        + " number of spikes, their duration the number of bins, and those that the start or the end of"
                        + " the recording cuts count with the part that was seen. A discrete power law was fitted by"
                        + " maximum likelihood from the smallest value on at which its Kolmogorov–Smirnov distance is"
                        + " least (Clauset et al., 2009), leaving at least 50 values; its goodness of fit was judged by "
                        + REPLICAS + " replicas of a semi-parametric bootstrap. It was compared by likelihood ratios"
                        + " (Vuong, 1989) with a power law with exponential cut-off, an exponential, a lognormal and a"
                        + " stretched exponential fitted to the same values.",
                "BeggsPlenz2003",
                "Clauset2009",
                "Vuong1989");
    }

    /// From where the power law fits best, without upper end.
    private static TailFigures fit(String what, Tally sample, Subject subject, Progress progress) {
        TailFit tail = TailFit.fromBestStart(sample, true, Double.POSITIVE_INFINITY, subject.team());
        TailAnalysis analysis = tail.analysis();
        return new TailFigures(
                tail,
                analysis == null
                        ? null
                        : Bootstrap.withCutoff(
                                sample,
                                analysis.powerLaw(),
                                LowerCutoff.MINIMUM_TAIL,
                                REPLICAS,
                                subject.stream("avalanches").split(what),
                                subject.team(),
                                (done, all, unit) -> progress.report(done, all, unit + " of " + what)));
    }

    private static void numbers(
            Subject subject, Avalanches avalanches, TailFigures sizes, TailFigures durations, Findings findings) {
        findings.number("avalanches", avalanches.count());
        findings.number("largest_size", avalanches.largestSize());
        findings.number("longest_duration", avalanches.longestDuration());
        findings.number("mean_size", avalanches.sizes().mean());
        findings.number("silent_bins", silent(subject));
        findings.number("mean_interval_s", Words.orNull(meanInterval(subject)));
        findings.number("size", sizes.numbers());
        findings.number("duration", durations.numbers());
    }

    private static long silent(Subject subject) {
        return Arrays.stream(subject.activity()).filter(spikes -> spikes == 0).count();
    }

    /// Seconds between successive spikes of all units; NaN with fewer than two spikes.
    private static double meanInterval(Subject subject) {
        long spikes = subject.spikes().spikes();
        double span = subject.spikes().duration() - 1 - subject.from();
        return spikes < 2 ? Double.NaN : span / (spikes - 1) / subject.spikes().ticksPerSecond();
    }

    private static void warnings(
            Subject subject, Avalanches avalanches, TailFigures sizes, TailFigures durations, Findings findings) {
        double interval = meanInterval(subject);
        double ratio = subject.binSeconds() / interval;
        if (silent(subject) < FEW_SILENT * subject.bins()) {
            findings.warn("only " + Words.percent((double) silent(subject) / subject.bins())
                    + " of the bins are silent, so that avalanches run into each other: take narrower bins, such as"
                    + " --bin mean-isi");
        } else if (ratio > UNUSUAL_BIN || ratio < 1 / UNUSUAL_BIN) {
            findings.warn("the bin of " + Words.time(subject.binSeconds()) + " is " + Words.number(ratio)
                    + " times the mean interval between spikes of the population, " + Words.time(interval)
                    + ", which many studies take as the bin; exponents depend on it, so compare with --bin mean-isi");
        }
        if (sizes.tail().analysis() == null || durations.tail().analysis() == null) {
            findings.warn("no law could be fitted to the avalanches: "
                    + (sizes.tail().analysis() == null ? sizes : durations)
                            .tail()
                            .obstacle());
            return;
        }
        warnOfLaw("sizes", sizes, avalanches.sizes(), findings);
        warnOfLaw("durations", durations, avalanches.durations(), findings);
    }

    private static void warnOfLaw(String what, TailFigures fit, Tally sample, Findings findings) {
        TailAnalysis analysis = Objects.requireNonNull(fit.tail().analysis());
        double from = analysis.powerLaw().support().from();
        if (fit.tail().rejected()) {
            findings.warn("the " + what + " of the avalanches are described better by another law than by a power law:"
                    + " its exponent is a number, not evidence of criticality");
        } else if (fit.ruledOut()) {
            findings.warn("the " + what + " of the avalanches are not those of a power law, nor is another law that was"
                    + " tried a better one: the exponent is a number, not evidence of criticality");
        }
        if (sample.maximum() / from < SHORT_RANGE) {
            findings.warn("the power law of the " + what + " spans only a factor of "
                    + Words.number(sample.maximum() / from) + ": less than two decades prove no power law");
        }
        double share = (double) analysis.powerLaw().n() / sample.total();
        if (share < SMALL_TAIL) {
            findings.warn("the power law of the " + what + " describes only the " + Words.percent(share)
                    + " of the avalanches from " + Words.number(from) + " on");
        }
    }

    private static void prose(Subject subject, Avalanches avalanches, TailFigures sizes, Findings findings) {
        TailAnalysis analysis = sizes.tail().analysis();
        String law = analysis == null
                ? "no law could be fitted"
                : "size exponent " + Words.number(analysis.powerLaw().parameter("exponent"))
                        + (sizes.tail().rejected()
                                ? ", but another law fits better than a power law"
                                : sizes.ruledOut() ? ", but a power law does not fit" : "");
        findings.summary(Words.count(avalanches.count(), "avalanche") + ", the largest of "
                + Words.count(avalanches.largestSize(), "spike") + ", the longest of "
                + Words.count(avalanches.longestDuration(), "bin") + "; " + law + ".");
        findings.say("In bins of " + Words.time(subject.binSeconds()) + ", "
                + Words.percent((double) silent(subject) / subject.bins())
                + " of them silent, the recording falls into " + Words.count(avalanches.count(), "avalanche")
                + " with a mean size of " + Words.number(avalanches.sizes().mean()) + ". The mean interval between"
                + " successive spikes of the population is " + Words.time(meanInterval(subject)) + ".");
    }

    private static void figures(
            Subject subject, Avalanches avalanches, TailFigures sizes, TailFigures durations, Findings findings) {
        findings.show(DistributionPlot.density(
                "avalanche-sizes",
                "Avalanche sizes",
                "Logarithmic bins, with fits by maximum likelihood. " + sizes.verdict(),
                "size (spikes)",
                List.of(TailFigures.points("recorded", avalanches.sizes())),
                sizes.curves()));
        findings.show(DistributionPlot.density(
                "avalanche-durations",
                "Avalanche durations",
                "Logarithmic bins, with fits by maximum likelihood. " + durations.verdict(),
                "duration (bins of " + Words.time(subject.binSeconds()) + ")",
                List.of(TailFigures.points("recorded", avalanches.durations())),
                durations.curves()));
        if (avalanches.durations().distinct() > 1) {
            findings.show(meanSizes(subject, avalanches));
        }
        TableFigure sizeTable = sizes.table("size-laws", "Laws of the sizes");
        if (sizeTable != null) {
            findings.show(sizeTable);
        }
        TableFigure durationTable = durations.table("duration-laws", "Laws of the durations");
        if (durationTable != null) {
            findings.show(durationTable);
        }
    }

    /// Whether the exponents fit together as at a critical point.
    private static void scaling(Avalanches avalanches, TailFigures sizes, TailFigures durations, Findings findings) {
        if (sizes.tail().analysis() == null || durations.tail().analysis() == null) {
            return;
        }
        ScalingRelation relation;
        try {
            relation = ScalingRelation.of(
                    avalanches,
                    sizes.tail().analysis().powerLaw(),
                    durations.tail().analysis().powerLaw());
        } catch (InputException tooFew) {
            findings.say("The scaling relation of a critical point could not be tested: " + tooFew.getMessage() + ".");
            return;
        }
        findings.number("gamma", Words.orNull(relation.gamma()));
        findings.number("gamma_predicted", Words.orNull(relation.predicted()));
        findings.number("gamma_deviation", Words.orNull(relation.deviation()));
        findings.number("gamma_deviation_error", Words.orNull(relation.deviationError()));
        findings.say(String.format(
                Locale.ROOT,
                "At a critical point the mean size grows as T^γ with γ = (α − 1)/(τ − 1), τ and α the exponents of sizes"
                        + " and durations. Here γ is %.3f ± %.3f over %d durations, and the exponents predict %.3f ± %.3f:"
                        + " a deviation of %.3f ± %.3f. Agreement is necessary at a critical point, not sufficient.",
                relation.gamma(),
                relation.gammaError(),
                relation.durations(),
                relation.predicted(),
                relation.predictedError(),
                relation.deviation(),
                relation.deviationError()));
        List<String> ruledOut = new ArrayList<>();
        if (sizes.ruledOut()) {
            ruledOut.add("sizes");
        }
        if (durations.ruledOut()) {
            ruledOut.add("durations");
        }
        if (!ruledOut.isEmpty()) {
            findings.say("A power law is ruled out for the " + String.join(" and the ", ruledOut)
                    + ", so that their exponents describe no law, and what follows from them is no evidence for or"
                    + " against a critical point.");
        }
        if (Math.abs(relation.deviation()) > FAR * relation.deviationError()) {
            findings.warn("the exponents of the avalanches do not fit together as at a critical point: γ = "
                    + Words.number(relation.gamma()) + ", where " + Words.number(relation.predicted())
                    + " is predicted");
        }
        findings.method(
                "The exponent γ of the mean size given the duration was compared with the scaling relation"
                        + " (α − 1)/(τ − 1) (Friedman et al., 2012).",
                "Friedman2012");
    }

    private static LineChart meanSizes(Subject subject, Avalanches avalanches) {
        double[] duration = new double[avalanches.durations().distinct()];
        Arrays.setAll(duration, i -> avalanches.durations().value(i));
        return new LineChart(
                "mean-sizes",
                "Mean size at each duration",
                "At a critical point ⟨S⟩ grows as a power of the duration T, a straight line here. Long durations occur"
                        + " once or twice, and scatter.",
                Axis.log("duration (bins of " + Words.time(subject.binSeconds()) + ")"),
                Axis.log("mean size (spikes)"),
                Series.points("", duration, avalanches.meanSizes().toArray()));
    }
}
