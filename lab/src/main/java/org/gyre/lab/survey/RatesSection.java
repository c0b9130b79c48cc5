package org.gyre.lab.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.gyre.core.Progress;
import org.gyre.core.stats.Descriptive;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.measure.spikes.FiringRate;

/// How often each unit fires.
final class RatesSection implements Section {
    private static final double CONFIDENCE = 0.95;

    /// Units at either end in the table.
    private static final int EXTREMES = 5;

    /// One unit with more than this share of all spikes decides what the population seems to do.
    private static final double DOMINANT = 0.5;

    @Override
    public String id() {
        return "rates";
    }

    @Override
    public String title() {
        return "Rates";
    }

    @Override
    public String obstacle(Subject subject) {
        return subject.recording().seconds() > 0 ? "" : "the recording has no length";
    }

    @Override
    public double seconds(Subject subject) {
        return 0.05 + 1e-4 * subject.units();
    }

    @Override
    public void run(Subject subject, Findings findings, Progress progress) {
        int[] order = subject.mostActive(subject.units(), 0);
        List<FiringRate> rates = new ArrayList<>();
        for (int unit : order) {
            rates.add(FiringRate.of(
                    subject.spikes().ticks()[unit].length, subject.recording().seconds(), CONFIDENCE));
        }
        double[] hertz = rates.stream().mapToDouble(FiringRate::hertz).toArray();
        double median = Descriptive.median(hertz);
        double mean = Descriptive.mean(hertz);
        findings.number("mean_rate_hz", mean);
        findings.number("median_rate_hz", median);
        findings.number("rate_hz", byUnit(order, hertz));
        findings.summary("Half of the units fire at less than " + Words.number(median) + " Hz; the mean is "
                + Words.number(mean) + " Hz, the fastest unit has " + Words.number(hertz[0]) + " Hz.");
        silent(subject, order, findings);
        double share = (double) subject.spikes().ticks()[order[0]].length
                / Math.max(1, subject.spikes().spikes());
        if (subject.units() > 2 && share > DOMINANT) {
            findings.warn("unit " + subject.name(order[0]) + " fires " + Words.percent(share)
                    + " of all spikes: measures of the population are mostly measures of it");
        }
        findings.show(chart(rates));
        findings.show(table(subject, order, rates));
        findings.method(
                "Rates are spike counts over the length of the recording, with 95 % intervals of a Poisson" + " mean.");
    }

    private static double[] byUnit(int[] order, double[] values) {
        double[] sorted = new double[values.length];
        for (int k = 0; k < order.length; k++) {
            sorted[order[k]] = values[k];
        }
        return sorted;
    }

    private static void silent(Subject subject, int[] order, Findings findings) {
        int[] silent = IntStream.of(order)
                .filter(unit -> subject.spikes().ticks()[unit].length == 0)
                .sorted()
                .toArray();
        findings.number("silent_units", silent.length);
        if (silent.length > 0) {
            findings.warn(Words.count(silent.length, "unit") + " of " + subject.units()
                    + (silent.length == 1 ? " is" : " are") + " silent throughout ("
                    + Words.list(subject.names(silent)) + ")");
        }
    }

    private static LineChart chart(List<FiringRate> rates) {
        double[] rank = IntStream.rangeClosed(1, rates.size()).asDoubleStream().toArray();
        return new LineChart(
                "rates",
                "Rates of the units, from the fastest to the slowest",
                "Bars are 95 % intervals for Poisson spikes; they are too narrow for units that burst.",
                Axis.linear("rank"),
                Axis.log("rate (Hz)"),
                Series.points(
                                "",
                                rank,
                                rates.stream().mapToDouble(FiringRate::hertz).toArray())
                        .withBand(
                                rates.stream().mapToDouble(FiringRate::lower).toArray(),
                                rates.stream().mapToDouble(FiringRate::upper).toArray()));
    }

    private static TableFigure table(Subject subject, int[] order, List<FiringRate> rates) {
        boolean all = order.length <= 2 * EXTREMES;
        TableFigure table = new TableFigure(
                "rate-extremes",
                all ? "All units" : "The fastest and the slowest units",
                all ? "" : "The " + EXTREMES + " at either end.",
                "unit",
                "spikes",
                "rate (Hz)",
                "from (Hz)",
                "to (Hz)");
        for (int k = 0; k < order.length; k++) {
            if (all || k < EXTREMES || k >= order.length - EXTREMES) {
                FiringRate rate = rates.get(k);
                table = table.row(
                        "unit " + subject.name(order[k]), rate.spikes(), rate.hertz(), rate.lower(), rate.upper());
            }
        }
        return table;
    }
}
