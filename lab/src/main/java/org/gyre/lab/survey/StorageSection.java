package org.gyre.lab.survey;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.gyre.core.Progress;
import org.gyre.core.Unit;
import org.gyre.core.stats.Descriptive;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.series.SymbolSeries;
import org.gyre.measure.surrogate.MultipleTests;
import org.gyre.measure.surrogate.Shuffle;
import org.gyre.measure.surrogate.Significance;
import org.gyre.measure.surrogate.SurrogateTest;
import org.gyre.measure.transfer.ActiveStorage;

/// How much of what a unit does next its own past tells.
final class StorageSection implements Section {
    private static final int HISTORY = 5;
    private static final int MOST_UNITS = 10;
    private static final long FEWEST_SPIKES = 50;
    private static final double LEVEL = 0.05;
    private static final DiscreteEntropy ENTROPY = DiscreteEntropy.MILLER_MADOW;

    @Override
    public String id() {
        return "storage";
    }

    @Override
    public String title() {
        return "Active storage";
    }

    @Override
    public String obstacle(Subject subject) {
        if (subject.bins() <= 2 * HISTORY) {
            return "the recording has only " + Words.count(subject.bins(), "bin");
        }
        return subject.mostActive(1, FEWEST_SPIKES).length == 0 ? "no unit has " + FEWEST_SPIKES + " spikes" : "";
    }

    @Override
    public double seconds(Subject subject) {
        double units = subject.mostActive(MOST_UNITS, FEWEST_SPIKES).length;
        // Measured on one thread: 1.25e-8 s for each bin of a surrogate with 2.3e5 bins, 1.7e-8 s with 1.6e6, whose
        // permutations no longer fit into a cache.
        double each = 1.2e-8 * (1 + subject.bins() / 4e6) * subject.bins();
        return 0.2 + each * units * subject.settings().surrogates() / subject.threads();
    }

    @Override
    public void run(Subject subject, Findings findings, Progress progress) {
        int[] units = subject.mostActive(MOST_UNITS, FEWEST_SPIKES);
        int surrogates = subject.settings().surrogates();
        double[] bits = new double[units.length];
        double[] ceiling = new double[units.length];
        double[] chance = new double[units.length];
        double[] p = new double[units.length];
        for (int k = 0; k < units.length; k++) {
            SymbolSeries series = SymbolSeries.of(subject.raster(), units[k]);
            Relation relation = new ActiveStorage(HISTORY).relation(series, new DiscreteInformation(ENTROPY));
            Significance test = new SurrogateTest(
                            new Shuffle.Permutation(),
                            surrogates,
                            subject.stream(id()).split(units[k]))
                    .of(relation, subject.team());
            bits[k] = Unit.BITS.fromNats(test.value());
            ceiling[k] = Unit.BITS.fromNats(ENTROPY.nats(series.counts()));
            double[] sorted = test.surrogates();
            chance[k] = Unit.BITS.fromNats(Descriptive.quantile(sorted, 1 - LEVEL));
            p[k] = test.pValue();
            progress.report(k + 1, units.length, "units");
        }
        double[] adjusted = MultipleTests.falseDiscoveryRate(p);
        long found = Arrays.stream(adjusted).filter(q -> q <= LEVEL).count();
        double[] shares = IntStream.range(0, bits.length)
                .filter(k -> ceiling[k] > 0)
                .mapToDouble(k -> Math.max(0, bits[k]) / ceiling[k])
                .toArray();
        double share = shares.length == 0 ? 0 : Descriptive.median(shares);
        findings.number("units", units.length);
        findings.number("significant_units", found);
        findings.number("bits", bits);
        findings.number("entropy_bits", ceiling);
        findings.number("p_fdr", adjusted);
        findings.number("names", subject.names(units));
        findings.summary(Words.count(found) + " of the " + Words.count(units.length, "most active unit")
                + " store information; the median unit's past tells " + Words.percent(share) + " of its next bin.");
        double[] rank = IntStream.rangeClosed(1, units.length).asDoubleStream().toArray();
        findings.show(new LineChart(
                "storage",
                "Active storage of the most active units",
                "Information of the last " + HISTORY + " bins (" + Words.time(HISTORY * subject.binSeconds())
                        + ") about the next, against the unit's entropy, which it cannot exceed, and the value that 5 %"
                        + " of the shuffled series exceed.",
                Axis.linear("rank of the unit by its spikes"),
                Axis.log("bits per bin"),
                Series.points("entropy of the unit", rank, ceiling),
                Series.lineAndPoints("active storage", rank, bits),
                Series.dashed("by chance", rank, chance)));
        findings.method(
                "Active information storage (Lizier et al., 2012) of the " + Words.count(units.length, "unit")
                        + " with the most spikes (at least " + FEWEST_SPIKES + ") was estimated from the last "
                        + HISTORY
                        + " bins of the binary series, with the bias correction of Miller and Madow (Miller, 1955), and"
                        + " tested against " + surrogates + " random permutations of the pasts"
                        + " (p = (1 + number at least as large)/(1 + N); Phipson and Smyth, 2010), with the false"
                        + " discovery rate controlled at 5 %.",
                "Lizier2012",
                "Miller1955",
                "PhipsonSmyth2010");
    }
}
