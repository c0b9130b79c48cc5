package org.gyre.lab.survey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.Progress;
import org.gyre.lab.report.DistributionPlot;
import org.gyre.lab.report.TableFigure;
import org.gyre.measure.avalanche.AvalancheNull;
import org.gyre.measure.avalanche.AvalancheNull.Reading;
import org.gyre.measure.avalanche.Avalanches;
import org.gyre.measure.surrogate.CircularShift;
import org.gyre.measure.surrogate.SpikeJitter;
import org.gyre.measure.surrogate.SpikeSurrogate;

/// Avalanches of trains that have lost their relation to each other: what chance makes of the same rates.
final class AvalancheNullsSection implements Section {
    /// Width of the jitter in bins: coarser than any chain of spikes, finer than a change of the rate.
    private static final int JITTER_BINS = 25;

    private static final double LEVEL = 0.05;
    private static final String SHIFT = "shift";

    @Override
    public String id() {
        return "avalanche-nulls";
    }

    @Override
    public String title() {
        return "Avalanches by chance";
    }

    @Override
    public String obstacle(Subject subject) {
        if (subject.spikes().spikes() < 2) {
            return "the recording has fewer than two spikes";
        }
        return subject.mostActive(2, 1).length < 2 ? "one unit alone has no partner to lose" : "";
    }

    @Override
    public double seconds(Subject subject) {
        double each = 1.5e-7 * subject.spikes().spikes() + 8e-9 * subject.bins();
        return 0.2 + 2 * each * subject.settings().surrogates() / subject.threads();
    }

    /// One null hypothesis with what it makes of the recording.
    ///
    /// @param key how it is called in the numbers
    private record Null(String key, String words, AvalancheNull compared) {}

    @Override
    public void run(Subject subject, Findings findings, Progress progress) {
        Avalanches recorded = Avalanches.of(subject.activity());
        int surrogates = subject.settings().surrogates();
        Null shift = compared(subject, "each unit shifted round", new CircularShift(), SHIFT, 0, progress);
        Null jitter = compared(
                subject,
                "each spike moved within " + Words.time(JITTER_BINS * subject.binSeconds()),
                new SpikeJitter(JITTER_BINS * subject.ticksPerBin()),
                "jitter",
                surrogates,
                progress);
        TableFigure table = new TableFigure(
                "avalanches-by-chance",
                "Avalanches of the recording and of surrogates",
                "Mean of " + surrogates + " surrogates; p is two-sided.",
                "of",
                "avalanches",
                "mean size",
                "p of the mean size",
                "largest",
                "p of the largest");
        table = table.row("the recording", recorded.count(), recorded.sizes().mean(), "", recorded.largestSize(), "");
        for (Null each : List.of(shift, jitter)) {
            Reading size = each.compared().meanSize();
            Reading largest = each.compared().largestSize();
            table = table.row(
                    each.words(), each.compared().count().mean(), size.mean(), size.p(), largest.mean(), largest.p());
            Map<String, Object> numbers = new LinkedHashMap<>();
            numbers.put("mean_size", size.mean());
            numbers.put("p_mean_size", size.p());
            numbers.put("largest", largest.mean());
            numbers.put("p_largest", largest.p());
            findings.number(each.key(), numbers);
            if (each.key().equals(SHIFT) && size.p() > LEVEL && largest.p() > LEVEL) {
                findings.warn("avalanches are no larger than those of units that know nothing of each other: nothing"
                        + " spreads here that rates alone do not explain");
            }
        }
        findings.summary("The mean size of the avalanches is "
                + Words.number(recorded.sizes().mean()) + ", against "
                + Words.number(shift.compared().meanSize().mean()) + " when units are shifted and "
                + Words.number(jitter.compared().meanSize().mean())
                + " when only fine timing is destroyed.");
        List<DistributionPlot.Sample> samples = new ArrayList<>();
        samples.add(TailFigures.points("recorded", recorded.sizes()));
        samples.add(TailFigures.points(shift.words(), shift.compared().first().sizes()));
        samples.add(TailFigures.points(jitter.words(), jitter.compared().first().sizes()));
        findings.show(DistributionPlot.survival(
                "avalanche-nulls",
                "Avalanche sizes beside those of chance",
                "Probability of a size at least as large, in the recording and in one surrogate of each kind. Shifted"
                        + " trains keep what each unit does and lose what units do together; jittered trains also keep"
                        + " what units do together over longer times than the jitter.",
                "size (spikes)",
                samples,
                List.of()));
        findings.show(table);
        findings.method(
                "Avalanches were compared with those of " + surrogates
                        + " surrogates in which each train was shifted round the recording by a random time, and of as many in"
                        + " which each spike was drawn anew within its window of a grid of "
                        + Words.time(JITTER_BINS * subject.binSeconds()) + " (Amarasingham et al., 2012).",
                "Amarasingham2012");
    }

    /// @param before how many of the surrogates of both null hypotheses are done
    private Null compared(
            Subject subject, String words, SpikeSurrogate method, String key, int before, Progress progress) {
        int n = subject.settings().surrogates();
        AvalancheNull compared = AvalancheNull.of(
                subject.spikes(),
                subject.ticksPerBin(),
                method,
                n,
                subject.stream(id()).split(key),
                subject.team(),
                (done, total, what) -> progress.report(before + done, 2L * n, what));
        return new Null(key, words, compared);
    }
}
