package org.gyre.lab.survey;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gyre.core.BinaryRaster;
import org.gyre.core.Progress;
import org.gyre.core.Unit;
import org.gyre.core.stats.Descriptive;
import org.gyre.lab.report.ColourMap;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.TableFigure;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.pairs.PairTable;
import org.gyre.measure.pairs.PairwiseTransfer;
import org.gyre.measure.surrogate.Shuffle;
import org.gyre.measure.transfer.TransferEntropy;

/// What the past of one unit tells about the next bin of another, for all pairs of the most active units.
final class TransferSection implements Section {
    private static final int HISTORY = 2;
    private static final int MOST_UNITS = 20;
    private static final long FEWEST_SPIKES = 100;
    private static final double LEVEL = 0.05;
    private static final double LEAST_SHIFT_SECONDS = 1;

    /// Many pairs need finer p-values than one, and pairs are cheap.
    private static final int SURROGATES_FACTOR = 5;

    private static final int STRONGEST = 10;

    @Override
    public String id() {
        return "transfer";
    }

    @Override
    public String title() {
        return "Transfer entropy";
    }

    @Override
    public String obstacle(Subject subject) {
        if (subject.mostActive(2, FEWEST_SPIKES).length < 2) {
            return "fewer than two units have " + FEWEST_SPIKES + " spikes";
        }
        return subject.bins() < 4L * leastShift(subject) + HISTORY
                ? "the recording is too short to be shifted round by " + Words.time(LEAST_SHIFT_SECONDS)
                : "";
    }

    /// In bins.
    private static int leastShift(Subject subject) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.ceil(LEAST_SHIFT_SECONDS / subject.binSeconds())));
    }

    @Override
    public double seconds(Subject subject) {
        double units = subject.mostActive(MOST_UNITS, FEWEST_SPIKES).length;
        double evaluations =
                units * units * (1 + SURROGATES_FACTOR * subject.settings().surrogates());
        return 0.3 + 1.5e-10 * evaluations * subject.bins() / subject.threads();
    }

    @Override
    public void run(Subject subject, Findings findings, Progress progress) {
        int[] units = subject.mostActive(MOST_UNITS, FEWEST_SPIKES);
        int surrogates =
                Math.multiplyExact(SURROGATES_FACTOR, subject.settings().surrogates());
        BinaryRaster raster = chosen(subject.raster(), units);
        PairTable table = new PairwiseTransfer(
                        List.of(raster), new TransferEntropy(HISTORY, HISTORY), DiscreteEntropy.MILLER_MADOW)
                .table(new Shuffle.Circular(leastShift(subject)), surrogates, subject.stream(id()), subject.team());
        List<Link> links = links(units, table);
        List<Link> found = links.stream()
                .filter(link -> link.adjusted() <= LEVEL)
                .sorted(Comparator.comparingDouble(Link::excess).reversed())
                .toList();
        double share = (double) found.size() / links.size();
        findings.number("units", units.length);
        findings.number("names", subject.names(units));
        findings.number("pairs", links.size());
        findings.number("significant_pairs", found.size());
        findings.number(
                "links", found.stream().map(link -> numbers(subject, link)).toList());
        findings.summary(Words.count(found.size()) + " of " + Words.count(links.size(), "directed pair") + " of the "
                + units.length + " most active units carry transfer beyond chance"
                + (found.isEmpty() ? "." : "; the strongest is " + name(subject, found.getFirst()) + "."));
        findings.say(
                "Transfer entropy says what the past of one unit adds to the target's own past in predicting it. It"
                        + " is not a synapse: a common input that reaches one unit before the other looks the same.");
        double needed = links.size() / (1.0 + surrogates) / LEVEL;
        if (found.isEmpty() && needed > 1) {
            findings.warn("with " + Words.count(surrogates) + " surrogates of " + Words.count(links.size(), "pair")
                    + " a false discovery rate of 5 % can only be reached if at least "
                    + Words.number(Math.ceil(needed)) + " pairs stand out: take more --surrogates to find single"
                    + " transfers");
        }
        if (share > 0.5) {
            findings.warn("transfer entropy is beyond chance for " + Words.percent(share)
                    + " of the pairs: bursts that all units share pass for transfer between any two of them, because a"
                    + " shifted source keeps its bursts but no longer meets the target's");
        }
        findings.show(matrix(units, table));
        if (!found.isEmpty()) {
            findings.show(strongest(subject, found));
        }
        findings.method(
                "Transfer entropy (Schreiber, 2000) between all ordered pairs of the "
                        + Words.count(units.length, "unit") + " with the most spikes (at least " + FEWEST_SPIKES
                        + ") was estimated from binary series with histories of " + HISTORY
                        + " bins of target and source,"
                        + " corrected after Miller and Madow (Miller, 1955), and tested against " + surrogates
                        + " surrogates in which the source was shifted round the recording by at least "
                        + Words.time(leastShift(subject) * subject.binSeconds())
                        + ", with the false discovery rate controlled at 5 % over all pairs (Benjamini and Hochberg,"
                        + " 1995).",
                "Schreiber2000",
                "Miller1955",
                "BenjaminiHochberg1995");
    }

    /// One ordered pair.
    ///
    /// @param source unit of the recording
    /// @param bits the value
    /// @param excess bits beyond the mean of the surrogates
    /// @param adjusted p by false discovery rate
    private record Link(int source, int target, double bits, double excess, double adjusted) {}

    private static List<Link> links(int[] units, PairTable table) {
        double[] adjusted = table.falseDiscoveryRate();
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < units.length; i++) {
            for (int j = 0; j < units.length; j++) {
                if (i != j) {
                    double chance =
                            Descriptive.mean(table.test(i, j).orElseThrow().surrogates());
                    links.add(new Link(
                            units[i],
                            units[j],
                            Unit.BITS.fromNats(table.nats(i, j)),
                            Unit.BITS.fromNats(table.nats(i, j) - chance),
                            adjusted[table.pair(i, j)]));
                }
            }
        }
        return links;
    }

    private static Map<String, Object> numbers(Subject subject, Link link) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("source", subject.name(link.source()));
        numbers.put("target", subject.name(link.target()));
        numbers.put("bits", link.bits());
        numbers.put("bits_beyond_chance", link.excess());
        numbers.put("p_fdr", link.adjusted());
        return numbers;
    }

    private static String name(Subject subject, Link link) {
        return subject.name(link.source()) + " → " + subject.name(link.target());
    }

    private static BinaryRaster chosen(BinaryRaster raster, int[] units) {
        BinaryRaster chosen = new BinaryRaster(raster.steps(), units.length);
        for (int t = 0; t < raster.steps(); t++) {
            if (raster.spikesAt(t) > 0) {
                for (int k = 0; k < units.length; k++) {
                    if (raster.get(t, units[k])) {
                        chosen.set(t, k);
                    }
                }
            }
        }
        return chosen;
    }

    private static HeatMap matrix(int[] units, PairTable table) {
        int n = units.length;
        double[] adjusted = table.falseDiscoveryRate();
        double[] values = new double[n * n];
        double most = 0;
        for (int source = 0; source < n; source++) {
            for (int target = 0; target < n; target++) {
                if (source != target && adjusted[table.pair(source, target)] <= LEVEL) {
                    double milli = 1e3 * Unit.BITS.fromNats(table.nats(source, target));
                    values[target * n + source] = milli;
                    most = Math.max(most, milli);
                }
            }
        }
        return new HeatMap(
                        "transfer",
                        "Transfer entropy between the most active units",
                        "From column to row, in thousandths of a bit per bin; units by their spikes, the most active"
                                + " first. Zero stands for the unit itself, and pairs that differ from shifted sources by no"
                                + " more than chance (false discovery rate 5 %).",
                        "from unit, by rank",
                        "into unit, by rank",
                        "millibits per bin",
                        n,
                        n,
                        values,
                        ColourMap.SEQUENTIAL,
                        null,
                        null,
                        List.of(),
                        List.of())
                .between(0, most > 0 ? most : 1);
    }

    private static TableFigure strongest(Subject subject, List<Link> found) {
        TableFigure table = new TableFigure(
                "transfer-strongest",
                "The strongest transfers",
                "Beyond chance: less the mean of the surrogates, which is the bias that is left.",
                "from → into",
                "millibits per bin",
                "beyond chance",
                "p (false discovery rate)");
        for (Link link : found.subList(0, Math.min(STRONGEST, found.size()))) {
            table = table.row(name(subject, link), 1e3 * link.bits(), 1e3 * link.excess(), link.adjusted());
        }
        return table;
    }
}
