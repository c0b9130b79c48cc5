package org.gyre.lab.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.gyre.core.BinaryRaster;
import org.gyre.core.Progress;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
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
    private static final DiscreteEntropy ENTROPY = DiscreteEntropy.MILLER_MADOW;
    private static final DiscreteInformation ESTIMATOR = new DiscreteInformation(ENTROPY);

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
        return 0.3 + 5e-9 * subject.bins() * (200 + (double) subject.settings().surrogates() / subject.threads());
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
        SurrogateTest shifts =
                new SurrogateTest(new Shuffle.Circular(leastShift(subject)), surrogates, subject.stream(id()));
        Significance test = test(subject.raster(), units, shifts, subject.team());
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
                Axis.linear("units").from(0),
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

    /// The O-information of units of which all but the first are shifted, each by itself. The surrogates
    /// are those of [SurrogateTest] over the series, but only spikes are moved: most bins are silent.
    private static Significance test(BinaryRaster raster, int[] units, SurrogateTest shifts, Team team) {
        int[] length = {raster.steps()};
        shifts.requireEnoughOrders(length);
        int[][] spikes = IntStream.of(units)
                .mapToObj(unit -> IntStream.range(0, raster.steps())
                        .filter(t -> raster.get(t, unit))
                        .toArray())
                .toArray(int[][]::new);
        double[] values = new double[shifts.count()];
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            int surrogate = i;
            tasks.add(() -> {
                int[][] moved = spikes.clone();
                for (int v = 1; v < moved.length; v++) {
                    RandomStream stream = shifts.stream().split(surrogate).split(v);
                    moved[v] = shifts.shuffle().places(spikes[v], length, stream.generator());
                }
                values[surrogate] = oInformation(counts(moved, raster.steps()), units.length);
            });
        }
        team.run(tasks);
        double value = oInformation(counts(spikes, raster.steps()), units.length);
        return new Significance(value, values, shifts.shuffle().label());
    }

    /// How often each word occurs; unit k is bit k.
    private static long[] counts(int[][] spikes, int bins) {
        byte[] words = new byte[bins];
        for (int k = 0; k < spikes.length; k++) {
            for (int t : spikes[k]) {
                words[t] |= (byte) (1 << k);
            }
        }
        long[] counts = new long[1 << spikes.length];
        for (byte word : words) {
            counts[word]++;
        }
        return counts;
    }

    /// Ω = (n − 2) H(X) + Σ [H(X_k) − H(X without X_k)] in nats, the corrected entropies in place of the
    /// exact ones as in [SharedInformation].
    private static double oInformation(long[] counts, int units) {
        double sum = (units - 2) * ENTROPY.nats(counts);
        for (int k = 0; k < units; k++) {
            long[] alone = new long[2];
            long[] others = new long[counts.length];
            for (int word = 0; word < counts.length; word++) {
                alone[word >> k & 1] += counts[word];
                others[word & ~(1 << k)] += counts[word];
            }
            sum += ENTROPY.nats(alone) - ENTROPY.nats(others);
        }
        return sum;
    }
}
