package org.gyre.lab.survey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.Progress;
import org.gyre.core.SpikeTrains;
import org.gyre.core.stats.Descriptive;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.ColourMap;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Reference;
import org.gyre.lab.report.Series;
import org.gyre.measure.spikes.PairTest;
import org.gyre.measure.spikes.SpikeTimeTiling;
import org.gyre.measure.spikes.UnitPairs;
import org.gyre.measure.surrogate.CircularShift;

/// Which units fire together, beside trains that were shifted round.
final class CorrelationsSection implements Section {
    private static final double REACH_SECONDS = 0.05;
    private static final double LEVEL = 0.05;

    /// Units in the matrix; more are too many to see and to test.
    private static final int MOST_UNITS = 80;

    /// Units with fewer spikes have no correlation worth a number.
    private static final long FEWEST_SPIKES = 20;

    @Override
    public String id() {
        return "correlations";
    }

    @Override
    public String title() {
        return "Correlations";
    }

    @Override
    public String obstacle(Subject subject) {
        return subject.mostActive(2, FEWEST_SPIKES).length < 2
                ? "fewer than two units have " + FEWEST_SPIKES + " spikes"
                : "";
    }

    @Override
    public double seconds(Subject subject) {
        double steps =
                1.0 * Math.min(subject.units(), MOST_UNITS) * subject.spikes().spikes();
        return 0.2 + 5e-9 * steps * (1 + subject.settings().surrogates()) / subject.threads();
    }

    @Override
    public void run(Subject subject, Findings findings, Progress progress) {
        SpikeTrains spikes = subject.spikes();
        int[] units = subject.mostActive(MOST_UNITS, FEWEST_SPIKES);
        Arrays.sort(units);
        long[][] chosen =
                Arrays.stream(units).mapToObj(unit -> spikes.ticks()[unit]).toArray(long[][]::new);
        SpikeTrains trains = new SpikeTrains(chosen, spikes.ticksPerSecond(), spikes.duration());
        long reach = Math.max(1, Math.round(REACH_SECONDS * spikes.ticksPerSecond()));
        int surrogates = subject.settings().surrogates();
        PairTest test = PairTest.of(
                new SpikeTimeTiling(reach),
                trains,
                new CircularShift(),
                surrogates,
                subject.stream(id()),
                subject.team(),
                progress);
        double[] values =
                Arrays.stream(test.values()).filter(v -> !Double.isNaN(v)).toArray();
        long found = Arrays.stream(test.discoveryRate()).filter(p -> p <= LEVEL).count();
        double share = (double) found / Math.max(1, values.length);
        double median = values.length == 0 ? Double.NaN : Descriptive.median(values);
        findings.number("units", units.length);
        findings.number("pairs", values.length);
        findings.number("significant_pairs", found);
        findings.number("median", Words.orNull(median));
        findings.summary(Words.count(found) + " of " + Words.count(values.length, "pair")
                + " are correlated beyond chance; the median coefficient is " + Words.number(median) + ".");
        if (units.length < subject.mostActive(subject.units(), 0).length) {
            findings.say("Of the units, " + units.length + " enter: at most the " + MOST_UNITS
                    + " most active, with at least " + FEWEST_SPIKES + " spikes each.");
        }
        // With N surrogates no p is below 1/(1 + N); the false discovery rate multiplies it by pairs/found.
        double needed = values.length / (1.0 + surrogates) / LEVEL;
        if (found == 0 && needed > 1) {
            findings.warn("with " + surrogates + " surrogates of " + Words.count(values.length, "pair")
                    + " a false discovery rate of 5 % can only be reached if at least "
                    + Words.number(Math.ceil(needed)) + " pairs stand out: take more --surrogates to find single"
                    + " correlated pairs");
        }
        if (share > 0.5) {
            findings.warn("most pairs are correlated (" + Words.percent(share)
                    + "), as in bursts that take in everybody: what single pairs have in common is then mostly the"
                    + " bursts, and the same holds for the information between them");
        }
        findings.show(matrix(units, test));
        distances(subject, units, test, findings);
        findings.method(
                "Correlations are spike time tiling coefficients (Cutts and Eglen, 2014) with a reach of "
                        + Words.time(REACH_SECONDS) + ", tested two-sidedly against " + surrogates
                        + " surrogates in which each train was shifted round the recording by a random time, with the"
                        + " false discovery rate controlled at 5 % over all pairs (Benjamini and Hochberg, 1995).",
                "CuttsEglen2014",
                "BenjaminiHochberg1995");
    }

    private static HeatMap matrix(int[] units, PairTest test) {
        UnitPairs pairs = new UnitPairs(units.length);
        double[] values = new double[units.length * units.length];
        double most = 0.01;
        for (int i = 0; i < units.length; i++) {
            for (int j = i + 1; j < units.length; j++) {
                int pair = pairs.index(i, j);
                if (test.discoveryRate()[pair] <= LEVEL) {
                    values[i * units.length + j] = test.values()[pair];
                    values[j * units.length + i] = test.values()[pair];
                    most = Math.max(most, Math.abs(test.values()[pair]));
                }
            }
        }
        return new HeatMap(
                        "correlations",
                        "Correlation of each pair of units",
                        "Spike time tiling coefficient, reach " + Words.time(REACH_SECONDS)
                                + ". White: the unit itself, and pairs that differ from shifted trains by no more than"
                                + " chance (false discovery rate 5 %). Rows and columns are the units in the order of"
                                + " the file.",
                        "unit",
                        "unit",
                        "coefficient",
                        units.length,
                        units.length,
                        values,
                        ColourMap.DIVERGING,
                        null,
                        null,
                        List.of(),
                        List.of())
                .between(-most, most);
    }

    private static void distances(Subject subject, int[] units, PairTest test, Findings findings) {
        double[][] places = subject.recording().positions();
        if (places == null) {
            return;
        }
        UnitPairs pairs = new UnitPairs(units.length);
        List<double[]> found = new ArrayList<>();
        List<double[]> rest = new ArrayList<>();
        for (int i = 0; i < units.length; i++) {
            for (int j = i + 1; j < units.length; j++) {
                int pair = pairs.index(i, j);
                if (!Double.isNaN(test.values()[pair])) {
                    double[] point = {distance(places[units[i]], places[units[j]]), test.values()[pair]};
                    (test.discoveryRate()[pair] <= LEVEL ? found : rest).add(point);
                }
            }
        }
        List<Series> series = new ArrayList<>();
        add("beyond chance", found, series);
        add("not", rest, series);
        if (!series.isEmpty()) {
            findings.show(new LineChart(
                    "correlation-distance",
                    "Correlation against distance",
                    "Each point is a pair of units, by the places in the file.",
                    Axis.linear("distance (µm)"),
                    Axis.linear("coefficient"),
                    series,
                    List.of(Reference.horizontal("none", 0))));
        }
    }

    private static void add(String name, List<double[]> points, List<Series> series) {
        if (!points.isEmpty()) {
            series.add(Series.points(
                    name,
                    points.stream().mapToDouble(p -> p[0]).toArray(),
                    points.stream().mapToDouble(p -> p[1]).toArray()));
        }
    }

    private static double distance(double[] a, double[] b) {
        double squares = 0;
        for (int d = 0; d < a.length; d++) {
            squares += (a[d] - b[d]) * (a[d] - b[d]);
        }
        return Math.sqrt(squares);
    }
}
