package org.gyre.lab.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.gyre.core.Progress;
import org.gyre.core.SpikeTrains;
import org.gyre.core.stats.Descriptive;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Reference;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.measure.spikes.FanoFactor;
import org.gyre.measure.spikes.IntervalHistogram;
import org.gyre.measure.spikes.IntervalStatistics;

/// How regular the units are: intervals, their variation, and the Fano factor in windows of many widths.
final class IntervalsSection implements Section {
    /// Units with fewer spikes have no variation worth a number.
    private static final long FEWEST_SPIKES = 20;

    private static final double REFRACTORY_SECONDS = 0.002;

    /// A larger share of shorter intervals points to several neurons in one unit.
    private static final double MANY_VIOLATIONS = 0.01;

    private static final int BINS_PER_DECADE = 8;
    private static final double[] WINDOWS = {0.01, 0.03, 0.1, 0.3, 1, 3, 10};

    /// Windows that a Fano factor needs.
    private static final int FEWEST_WINDOWS = 10;

    @Override
    public String id() {
        return "intervals";
    }

    @Override
    public String title() {
        return "Intervals";
    }

    @Override
    public String obstacle(Subject subject) {
        return subject.mostActive(1, FEWEST_SPIKES).length == 0 ? "no unit has " + FEWEST_SPIKES + " spikes" : "";
    }

    @Override
    public double seconds(Subject subject) {
        return 0.2 + 2e-6 * subject.spikes().spikes();
    }

    @Override
    public void run(Subject subject, Findings findings, Progress progress) {
        SpikeTrains spikes = subject.spikes();
        int[] units = subject.mostActive(subject.units(), FEWEST_SPIKES);
        long refractory = Math.max(1, Math.round(REFRACTORY_SECONDS * spikes.ticksPerSecond()));
        List<IntervalStatistics> statistics = new ArrayList<>();
        for (int unit : units) {
            statistics.add(IntervalStatistics.of(spikes.ticks()[unit], spikes.ticksPerSecond(), refractory));
        }
        double[] cv = values(statistics.stream().map(IntervalStatistics::cv).toList());
        double[] cv2 = values(statistics.stream().map(IntervalStatistics::cv2).toList());
        double[] lv = values(statistics.stream().map(IntervalStatistics::lv).toList());
        double[] violations = values(
                statistics.stream().map(IntervalStatistics::refractoryShare).toList());
        findings.number("units", units.length);
        findings.number("median_cv", median(cv));
        findings.number("median_cv2", median(cv2));
        findings.number("median_lv", median(lv));
        findings.number("median_share_below_2ms", median(violations));
        findings.summary("The median unit has CV " + Words.number(median(cv)) + ", CV2 " + Words.number(median(cv2))
                + " and LV " + Words.number(median(lv)) + " (1 for Poisson spikes, more for bursts).");
        warnOfSorting(subject, units, violations, findings);
        findings.show(histogram(subject, units));
        findings.show(table(cv, cv2, lv, violations));
        fano(subject, units, findings);
        findings.method(
                "Regularity was measured on the " + Words.count(units.length, "unit") + " with at least "
                        + FEWEST_SPIKES + " spikes by the coefficient of variation of the intervals, by CV2 (Holt et"
                        + " al., 1996) and by LV (Shinomoto et al., 2003), and by the Fano factor of counts in windows"
                        + " from 10 ms to 10 s.",
                "Holt1996",
                "Shinomoto2003");
    }

    private static double[] values(List<OptionalDouble> values) {
        return values.stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
    }

    private static double median(double[] values) {
        return values.length == 0 ? Double.NaN : Descriptive.median(values);
    }

    private static void warnOfSorting(Subject subject, int[] units, double[] violations, Findings findings) {
        List<String> names = new ArrayList<>();
        for (int k = 0; k < units.length; k++) {
            if (violations[k] > MANY_VIOLATIONS) {
                names.add(subject.name(units[k]));
            }
        }
        if (!names.isEmpty()) {
            findings.warn(names.size() + " of " + Words.count(units.length, "unit")
                    + " have more than 1 % of their intervals below 2 ms (" + Words.list(names)
                    + "): they may hold several neurons or twice-detected spikes");
        }
    }

    /// Shares of all intervals of the units, each within its unit, in logarithmic bins.
    private static LineChart histogram(Subject subject, int[] units) {
        SpikeTrains spikes = subject.spikes();
        List<IntervalHistogram> all = new ArrayList<>();
        double from = Double.POSITIVE_INFINITY;
        double to = 0;
        for (int unit : units) {
            IntervalHistogram one =
                    IntervalHistogram.of(spikes.ticks()[unit], spikes.ticksPerSecond(), BINS_PER_DECADE);
            if (one.counts().length > 0) {
                all.add(one);
                from = Math.min(from, one.edges()[0]);
                to = Math.max(to, one.edges()[one.edges().length - 1]);
            }
        }
        int bins = all.isEmpty() ? 0 : (int) Math.round(Math.log10(to / from) * BINS_PER_DECADE);
        double[] centre = new double[bins];
        double[] share = new double[bins];
        for (int b = 0; b < bins; b++) {
            centre[b] = from * Math.pow(10, (b + 0.5) / BINS_PER_DECADE);
        }
        long total = 0;
        for (IntervalHistogram one : all) {
            int shift = (int) Math.round(Math.log10(one.edges()[0] / from) * BINS_PER_DECADE);
            for (int b = 0; b < one.counts().length; b++) {
                share[shift + b] += one.counts()[b];
                total += one.counts()[b];
            }
        }
        for (int b = 0; b < bins; b++) {
            share[b] /= Math.max(1, total);
        }
        return new LineChart(
                "intervals",
                "Intervals between the spikes of one unit",
                "All units together, " + BINS_PER_DECADE
                        + " bins to a factor of ten. Two humps are bursts and the pauses" + " between them.",
                Axis.log("interval (s)"),
                Axis.linear("share of the intervals").from(0),
                Series.lineAndPoints("", centre, share));
    }

    private static TableFigure table(double[] cv, double[] cv2, double[] lv, double[] violations) {
        TableFigure table = new TableFigure(
                "regularity",
                "Regularity of the units",
                "",
                "measure",
                "lowest",
                "lower quartile",
                "median",
                "upper quartile",
                "highest");
        return row(row(row(row(table, "CV", cv), "CV2", cv2), "LV", lv), "share of intervals below 2 ms", violations);
    }

    private static TableFigure row(TableFigure table, String name, double[] values) {
        return values.length == 0
                ? table
                : table.row(
                        name,
                        Descriptive.quantile(values, 0),
                        Descriptive.quantile(values, 0.25),
                        Descriptive.quantile(values, 0.5),
                        Descriptive.quantile(values, 0.75),
                        Descriptive.quantile(values, 1));
    }

    private static void fano(Subject subject, int[] units, Findings findings) {
        List<double[]> points = new ArrayList<>();
        for (double seconds : WINDOWS) {
            long width = Math.max(1, Math.round(seconds * subject.spikes().ticksPerSecond()));
            if (subject.spikes().duration() / width < FEWEST_WINDOWS) {
                break;
            }
            double[] factors = values(Arrays.stream(units)
                    .mapToObj(
                            unit -> FanoFactor.of(subject.spikes(), unit, width).fano())
                    .toList());
            if (factors.length > 0) {
                points.add(new double[] {
                    seconds,
                    Descriptive.median(factors),
                    Descriptive.quantile(factors, 0.25),
                    Descriptive.quantile(factors, 0.75)
                });
            }
        }
        if (points.size() < 2) {
            return;
        }
        findings.show(new LineChart(
                        "fano",
                        "Variability of counts against the width of the window",
                        "Median Fano factor of the units, with quartiles. It is 1 at all widths for Poisson spikes; growth"
                                + " with the window is a rate that changes slowly.",
                        Axis.log("window (s)"),
                        Axis.log("Fano factor"),
                        Series.lineAndPoints("median of the units", column(points, 0), column(points, 1))
                                .withBand(column(points, 2), column(points, 3)))
                .with(Reference.horizontal("Poisson", 1)));
    }

    private static double[] column(List<double[]> rows, int column) {
        return rows.stream().mapToDouble(row -> row[column]).toArray();
    }
}
