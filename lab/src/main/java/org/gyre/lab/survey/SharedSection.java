package org.gyre.lab.survey;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.gyre.core.Progress;
import org.gyre.core.Unit;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.mutualinfo.SharedInformation;
import org.gyre.measure.series.SymbolSeries;
import org.gyre.measure.surrogate.Shuffle;
import org.gyre.measure.surrogate.Significance;
import org.gyre.measure.surrogate.SurrogateTest;

/// Whether what a few units share is redundant or synergistic.
final class SharedSection implements Section {
    private static final int MOST_UNITS = 5;
    private static final int FEWEST_UNITS = 3;
    private static final long FEWEST_SPIKES = 100;
    private static final double LEAST_SHIFT_SECONDS = 1;
    private static final double LEVEL = 0.05;
    private static final DiscreteInformation ESTIMATOR = new DiscreteInformation(DiscreteEntropy.MILLER_MADOW);

    @Override
    public String id() {
        return "shared";
    }

    @Override
    public String title() {
        return "Redundancy and synergy";
    }

    @Override
    public String obstacle(Subject subject) {
        if (subject.mostActive(FEWEST_UNITS, FEWEST_SPIKES).length < FEWEST_UNITS) {
            return "fewer than three units have " + FEWEST_SPIKES + " spikes";
        }
        return subject.bins() < 4L * leastShift(subject)
                ? "the recording is too short to be shifted round by " + Words.time(LEAST_SHIFT_SECONDS)
                : "";
    }

    /// In bins.
    private static int leastShift(Subject subject) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.ceil(LEAST_SHIFT_SECONDS / subject.binSeconds())));
    }

    @Override
    public double seconds(Subject subject) {
        return 0.3 + 1e-7 * subject.bins() * (4 + (double) subject.settings().surrogates() / subject.threads());
    }

    @Override
    public void run(Subject subject, Findings findings, Progress progress) {
        int[] units = subject.mostActive(MOST_UNITS, FEWEST_SPIKES);
        List<SymbolSeries> series = IntStream.of(units)
                .mapToObj(unit -> SymbolSeries.of(subject.raster(), unit))
                .toList();
        int steps = units.length - FEWEST_UNITS + 1;
        double[] counts = new double[steps];
        double[] total = new double[steps];
        double[] dual = new double[steps];
        double[] difference = new double[steps];
        for (int i = 0; i < steps; i++) {
            counts[i] = i + FEWEST_UNITS;
            SharedInformation shared = SharedInformation.of(series.subList(0, i + FEWEST_UNITS), ESTIMATOR);
            total[i] = Unit.BITS.fromNats(shared.totalCorrelation());
            dual[i] = Unit.BITS.fromNats(shared.dualTotalCorrelation());
            difference[i] = Unit.BITS.fromNats(shared.oInformation());
            progress.report(i + 1, steps + 1, "units");
        }
        int surrogates = subject.settings().surrogates();
        Significance test = new SurrogateTest(
                        new Shuffle.Circular(leastShift(subject)), surrogates, subject.stream(id()))
                .of(
                        series,
                        variables -> SharedInformation.of(variables, ESTIMATOR).oInformation(),
                        subject.team());
        double omega = difference[steps - 1];
        double chance = Unit.BITS.fromNats(test.mean());
        boolean found = test.twoSidedPValue() <= LEVEL;
        findings.number("units", units.length);
        findings.number("names", subject.names(units));
        findings.number("total_correlation_bits", total);
        findings.number("dual_total_correlation_bits", dual);
        findings.number("o_information_bits", difference);
        findings.number("o_information_by_chance_bits", chance);
        findings.number("p", test.twoSidedPValue());
        findings.summary(String.format(
                Locale.ROOT,
                "Among the %d most active units %s: O-information %s bits per bin (by chance %s, %s).",
                units.length,
                !found
                        ? "neither redundancy nor synergy prevails beyond chance"
                        : omega > chance ? "redundancy prevails" : "synergy prevails",
                Words.number(omega),
                Words.number(chance),
                Words.probability(test.twoSidedPValue())));
        findings.say(
                "O-information is the total correlation less the dual one: positive where units tell the same thing,"
                        + " negative where only several together tell it. Bursts that all units share are redundancy.");
        findings.show(new LineChart(
                "shared",
                "What the most active units share",
                "Of the three most active units, then with one more each.",
                Axis.linear("units"),
                Axis.linear("bits per bin"),
                Series.lineAndPoints("total correlation", counts, total),
                Series.lineAndPoints("dual total correlation", counts, dual),
                Series.lineAndPoints("O-information", counts, difference),
                Series.dashed(
                        "O-information of " + units.length + " units by chance",
                        counts,
                        IntStream.range(0, steps).mapToDouble(i -> chance).toArray())));
        findings.method(
                "O-information (Rosas et al., 2019) of the binary series of the " + Words.count(units.length, "unit")
                        + " with the most spikes (at least " + FEWEST_SPIKES + ") was estimated with the bias"
                        + " correction of Miller and Madow (Miller, 1955) and compared, two-sided, with " + surrogates
                        + " surrogates in which every unit but the first was shifted round the recording by at least "
                        + Words.time(leastShift(subject) * subject.binSeconds()) + ".",
                "Rosas2019",
                "Miller1955");
    }
}
