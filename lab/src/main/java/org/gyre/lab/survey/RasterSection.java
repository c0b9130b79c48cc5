package org.gyre.lab.survey;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.Progress;
import org.gyre.core.SpikeTrains;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.ColourMap;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.RasterPlot;
import org.gyre.lab.report.Series;

/// The spikes by eye: all of the recording, its liveliest seconds, and the activity of the population.
final class RasterSection implements Section {
    /// Marks side by side in the picture of the whole recording.
    private static final int COLUMNS = 1500;

    /// Above this share of marks in the picture it is a black wall, and rates are drawn instead.
    private static final double CROWDED = 0.4;

    private static final int RATE_COLUMNS = 240;
    private static final int ACTIVITY_POINTS = 600;
    private static final double CLOSE_UP_SECONDS = 10;

    /// Steps of the pictures: milliseconds, unless the recording is too long for them.
    private static final double STEPS_PER_SECOND = 1000;

    private static final double LONGEST_IN_MILLISECONDS = 1e6 * STEPS_PER_SECOND;

    /// The halves of a recording differ in rate by more than this factor: it is not stationary.
    private static final double DRIFT = 1.5;

    /// They differ by less than this factor: they are about alike.
    private static final double ALIKE = 1.1;

    /// Spikes that halves are compared by.
    private static final int ENOUGH = 100;

    @Override
    public String id() {
        return "raster";
    }

    @Override
    public String title() {
        return "Raster";
    }

    @Override
    public String obstacle(Subject subject) {
        return subject.spikes().spikes() == 0 ? "the recording has no spike" : "";
    }

    @Override
    public double seconds(Subject subject) {
        return 0.2 + 2e-7 * subject.spikes().spikes();
    }

    @Override
    public void run(Subject subject, Findings findings, Progress progress) {
        double steps = subject.spikes().durationSeconds() * STEPS_PER_SECOND;
        double stepsPerSecond = steps < LONGEST_IN_MILLISECONDS ? STEPS_PER_SECOND : 1;
        overview(subject, stepsPerSecond, findings);
        closeUp(subject, stepsPerSecond, findings);
        activity(subject, findings);
        drift(subject, findings);
    }

    private static void overview(Subject subject, double stepsPerSecond, Findings findings) {
        SpikeTrains spikes = subject.spikes();
        long width = Math.max(1, Math.ceilDiv(spikes.duration(), COLUMNS));
        long[][] thinned = new long[spikes.units()][];
        long marks = 0;
        for (int unit = 0; unit < thinned.length; unit++) {
            thinned[unit] = onePerWindow(spikes.ticks()[unit], width);
            marks += thinned[unit].length;
        }
        double crowd = (double) marks / ((double) Math.ceilDiv(spikes.duration(), width) * spikes.units());
        if (crowd > CROWDED) {
            findings.show(rates(subject));
            return;
        }
        boolean all = marks == spikes.spikes();
        findings.show(new RasterPlot(
                "raster",
                "The whole recording",
                all
                        ? "Every spike. Units in the order of the file, counted from 0."
                        : "One mark for each unit and " + Words.time(width / spikes.ticksPerSecond())
                                + " in which it fired: " + Words.count(marks) + " marks for "
                                + Words.count(spikes.spikes(), "spike")
                                + ". Units in the order of the file, counted from 0.",
                "time (s)",
                "unit",
                List.of(panel("", spikes, thinned, 0, spikes.duration(), stepsPerSecond)),
                stepsPerSecond));
    }

    /// The first spike of a train in each window.
    private static long[] onePerWindow(long[] train, long width) {
        long[] kept = new long[train.length];
        int n = 0;
        for (long tick : train) {
            if (n == 0 || tick / width > kept[n - 1] / width) {
                kept[n++] = tick;
            }
        }
        return Arrays.copyOf(kept, n);
    }

    private static RasterPlot.Panel panel(
            String title, SpikeTrains spikes, long[][] trains, long from, long to, double stepsPerSecond) {
        double stepsPerTick = stepsPerSecond / spikes.ticksPerSecond();
        long first = (long) Math.floor(from * stepsPerTick);
        int length = (int) Math.max(1, (long) Math.ceil(to * stepsPerTick) - first);
        int count = 0;
        for (long[] train : trains) {
            count += train.length;
        }
        long[] times = new long[count];
        int[] senders = new int[count];
        int k = 0;
        for (int unit = 0; unit < trains.length; unit++) {
            for (long tick : trains[unit]) {
                if (tick >= from && tick < to) {
                    times[k] = Math.clamp((long) (tick * stepsPerTick), first, first + length - 1);
                    senders[k++] = unit;
                }
            }
        }
        return new RasterPlot.Panel(
                title, trains.length, first, length, Arrays.copyOf(times, k), Arrays.copyOf(senders, k));
    }

    private static HeatMap rates(Subject subject) {
        SpikeTrains spikes = subject.spikes();
        long width = Math.max(1, Math.ceilDiv(spikes.duration(), RATE_COLUMNS));
        int columns = (int) Math.ceilDiv(spikes.duration(), width);
        int units = spikes.units();
        double[] values = new double[units * columns];
        double perSpike = spikes.ticksPerSecond() / width;
        for (int unit = 0; unit < units; unit++) {
            for (long tick : spikes.ticks()[unit]) {
                values[(units - 1 - unit) * columns + (int) (tick / width)] += perSpike;
            }
        }
        // The last window may be cut short; its rate is that of the part that was recorded.
        double last = (double) (spikes.duration() - (columns - 1) * width) / width;
        for (int row = 0; row < units; row++) {
            values[row * columns + columns - 1] /= last;
        }
        double[] positive =
                Arrays.stream(values).filter(rate -> rate > 0).sorted().toArray();
        double most = positive.length == 0 ? 1 : positive[(int) (0.99 * (positive.length - 1))];
        String window = Words.time(width / spikes.ticksPerSecond());
        return new HeatMap(
                        "raster",
                        "The whole recording, as rates",
                        "There are too many spikes to tell marks apart, so this is the rate of each unit in windows of "
                                + window + " one after another; the first unit of the file is at the bottom. The"
                                + " colours end at the rate that only 1 % of the windows exceed.",
                        "window of " + window,
                        "unit, from the last to the first",
                        "rate (Hz)",
                        units,
                        columns,
                        values,
                        ColourMap.SEQUENTIAL,
                        null,
                        null,
                        List.of(),
                        List.of())
                .between(0, most);
    }

    /// The window on a fixed grid with the most spikes.
    private static void closeUp(Subject subject, double stepsPerSecond, Findings findings) {
        SpikeTrains spikes = subject.spikes();
        if (spikes.durationSeconds() < 2 * CLOSE_UP_SECONDS) {
            return;
        }
        long width = Math.round(CLOSE_UP_SECONDS * spikes.ticksPerSecond());
        int windows = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(1, spikes.duration() / width));
        long[] counts = new long[windows];
        for (long[] train : spikes.ticks()) {
            for (long tick : train) {
                if (tick / width < windows) {
                    counts[(int) (tick / width)]++;
                }
            }
        }
        int best = 0;
        for (int w = 1; w < windows; w++) {
            best = counts[w] > counts[best] ? w : best;
        }
        RasterPlot.Panel panel = panel("", spikes, spikes.ticks(), best * width, (best + 1) * width, stepsPerSecond);
        findings.show(new RasterPlot(
                "close-up",
                "The liveliest " + Words.time(CLOSE_UP_SECONDS),
                "Of all stretches of this length, one after another, the one with the most spikes: "
                        + Words.count(counts[best]) + ".",
                "time (s)",
                "unit",
                List.of(panel),
                stepsPerSecond));
    }

    private static void activity(Subject subject, Findings findings) {
        SpikeTrains spikes = subject.spikes();
        long width = Math.max(1, Math.ceilDiv(spikes.duration(), ACTIVITY_POINTS));
        int windows = (int) (spikes.duration() / width);
        if (windows < 2) {
            return;
        }
        double seconds = width / spikes.ticksPerSecond();
        double[] times = new double[windows];
        double[] rate = new double[windows];
        for (int w = 0; w < windows; w++) {
            times[w] = w * seconds;
        }
        for (long[] train : spikes.ticks()) {
            for (long tick : train) {
                if (tick / width < windows) {
                    rate[(int) (tick / width)] += 1 / (seconds * spikes.units());
                }
            }
        }
        findings.show(new LineChart(
                "activity",
                "Activity of the population",
                "Mean rate of all units in windows of " + Words.time(seconds) + ".",
                Axis.linear("time (s)"),
                Axis.linear("rate per unit (Hz)").from(0),
                Series.steps("", times, rate)));
    }

    private static void drift(Subject subject, Findings findings) {
        SpikeTrains spikes = subject.spikes();
        long[] halves = new long[2];
        double middle = subject.recording().seconds() * spikes.ticksPerSecond() / 2;
        for (long[] train : spikes.ticks()) {
            for (long tick : train) {
                int half = tick < middle ? 0 : 1;
                halves[half]++;
            }
        }
        double ratio = (halves[1] + 0.5) / (halves[0] + 0.5);
        findings.number("spikes_first_half", halves[0]);
        findings.number("spikes_second_half", halves[1]);
        double change = Math.max(ratio, 1 / ratio);
        boolean few = spikes.spikes() < ENOUGH;
        boolean drifts = change > DRIFT && !few;
        String times = "the second half has " + Words.number(ratio) + " times the spikes of the first";
        if (few) {
            findings.summary("The two halves of the recording have " + halves[0] + " and " + halves[1]
                    + " spikes, too few to tell whether the activity changes.");
        } else if (drifts) {
            findings.summary("The activity " + (ratio > 1 ? "rises" : "falls") + ": " + times + ".");
        } else {
            findings.summary(
                    change <= ALIKE
                            ? "The two halves of the recording have about as many spikes (ratio " + Words.number(ratio)
                                    + ")."
                            : "The activity " + (ratio > 1 ? "rises" : "falls") + " a little: " + times + ".");
        }
        if (drifts) {
            findings.warn("the second half of the recording has " + Words.number(ratio)
                    + " times the spikes of the first: correlations, information and branching ratios take such a drift"
                    + " for memory, so compare them with those of a stationary part");
        }
    }
}
