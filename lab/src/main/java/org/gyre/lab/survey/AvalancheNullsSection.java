package org.gyre.lab.survey;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.gyre.core.Progress;
import org.gyre.core.SpikeTrains;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.report.DistributionPlot;
import org.gyre.lab.report.TableFigure;
import org.gyre.measure.avalanche.Avalanches;
import org.gyre.measure.surrogate.CircularShift;
import org.gyre.measure.surrogate.Significance;
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

    /// One null hypothesis with its surrogates.
    ///
    /// @param key how it is called in the numbers
    /// @param first avalanches of the first surrogate, to be drawn
    private record Null(
            String key, String words, Avalanches first, double[] count, double[] meanSize, double[] largest) {}

    @Override
    public void run(Subject subject, Findings findings, Progress progress) {
        Avalanches recorded = Avalanches.of(subject.activity());
        int surrogates = subject.settings().surrogates();
        AtomicInteger done = new AtomicInteger();
        Null shift = surrogates(subject, "each unit shifted round", new CircularShift(), SHIFT, done, progress);
        Null jitter = surrogates(
                subject,
                "each spike moved within " + Words.time(JITTER_BINS * subject.binSeconds()),
                new SpikeJitter(JITTER_BINS * subject.ticksPerBin()),
                "jitter",
                done,
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
            Significance size = new Significance(recorded.sizes().mean(), each.meanSize(), each.words());
            Significance largest = new Significance((double) recorded.largestSize(), each.largest(), each.words());
            table = table.row(
                    each.words(),
                    new Significance(0, each.count(), each.words()).mean(),
                    size.mean(),
                    size.twoSidedPValue(),
                    largest.mean(),
                    largest.twoSidedPValue());
            Map<String, Object> numbers = new LinkedHashMap<>();
            numbers.put("mean_size", size.mean());
            numbers.put("p_mean_size", size.twoSidedPValue());
            numbers.put("largest", largest.mean());
            numbers.put("p_largest", largest.twoSidedPValue());
            findings.number(each.key(), numbers);
            if (each.key().equals(SHIFT) && size.twoSidedPValue() > LEVEL && largest.twoSidedPValue() > LEVEL) {
                findings.warn("avalanches are no larger than those of units that know nothing of each other: nothing"
                        + " spreads here that rates alone do not explain");
            }
        }
        findings.summary("The mean size of the avalanches is "
                + Words.number(recorded.sizes().mean()) + ", against "
                + Words.number(new Significance(0, shift.meanSize(), "").mean()) + " when units are shifted and "
                + Words.number(new Significance(0, jitter.meanSize(), "").mean())
                + " when only fine timing is destroyed.");
        List<DistributionPlot.Sample> samples = new ArrayList<>();
        samples.add(TailFigures.points("recorded", recorded.sizes()));
        samples.add(TailFigures.points(shift.words(), shift.first().sizes()));
        samples.add(TailFigures.points(jitter.words(), jitter.first().sizes()));
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

    private Null surrogates(
            Subject subject, String words, SpikeSurrogate method, String name, AtomicInteger done, Progress progress) {
        int n = subject.settings().surrogates();
        RandomStream stream = subject.stream(id()).split(name);
        method.requireEnough(subject.spikes(), n, "this recording");
        Avalanches[] all = new Avalanches[n];
        subject.team()
                .run(IntStream.range(0, n)
                        .<Runnable>mapToObj(k -> () -> {
                            SpikeTrains surrogate = method.apply(subject.spikes(), stream.split(k));
                            all[k] = Avalanches.of(surrogate.activity(subject.ticksPerBin(), surrogate.firstSpike()));
                            progress.report(done.incrementAndGet(), 2L * n, "surrogates");
                        })
                        .toList());
        double[] count = new double[n];
        double[] meanSize = new double[n];
        double[] largest = new double[n];
        for (int k = 0; k < n; k++) {
            count[k] = (double) all[k].count();
            meanSize[k] = all[k].sizes().mean();
            largest[k] = (double) all[k].largestSize();
        }
        return new Null(name, words, all[0], count, meanSize, largest);
    }
}
