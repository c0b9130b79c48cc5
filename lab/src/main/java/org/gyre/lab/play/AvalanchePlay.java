package org.gyre.lab.play;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.random.RandomStream;
import org.gyre.data.stimulus.BranchingNetwork;
import org.gyre.measure.avalanche.Avalanches;
import org.gyre.measure.avalanche.Family;
import org.gyre.measure.avalanche.Fit;
import org.gyre.measure.avalanche.Support;
import org.gyre.measure.avalanche.Tally;
import org.gyre.measure.branching.BranchingAnalysis;
import org.gyre.measure.branching.BranchingSettings;
import org.gyre.measure.branching.CoefficientKind;
import org.gyre.measure.branching.DecayForm;
import org.jspecify.annotations.Nullable;

/// Avalanches of a branching network, as an observer of some of its units sees them in bins of some width,
/// beside those that there are.
///
/// Fields of the answer: `raster` (`from` and `steps` of a window, `times` from its start and `units` of
/// the spikes that are seen there), `spikes` and `seen_spikes`, `mean_interval` (steps between seen spikes:
/// the bin that is often chosen), `seen` and `whole` (each with `avalanches`, `sizes` and `density` of
/// logarithmic bins, and `exponent` α of a power law between the ends of the fit with its `standard_error`,
/// null with fewer than 20 sizes there), `law` (the Borel law at some `sizes`), `truth` (1.5 at a branching
/// ratio of 1, else null: then there is no power law), and `branching` for one step: `true`, `naive` (slope
/// of successive bins) and `multistep`, null where nothing is seen.
public final class AvalanchePlay implements Explorable {
    /// Of a bin of the histogram, as a factor.
    private static final int PER_DECADE = 8;

    private static final int FEWEST = 20;
    private static final int LAGS = 24;
    private static final int WINDOW = 600;
    private static final int MOST_SHOWN = 4000;
    private static final int REMEMBERED = 4;
    /// Spikes of all that is remembered, of eight bytes each.
    private static final long MOST_REMEMBERED = 10_000_000;

    private static final double CRITICAL = 1.5;
    /// From here on avalanches are as large as the network.
    private static final double ALMOST = 0.98;

    private static final List<Dial> DIALS = List.of(
            Dial.real(
                    "branching",
                    "branching ratio m",
                    "",
                    0.5,
                    1,
                    0.005,
                    1,
                    "Spikes that one spike causes on average; at 1 avalanche sizes follow a power law."),
            Dial.real(
                    "drive",
                    "drive",
                    "per step",
                    0.0005,
                    0.2,
                    0.0005,
                    0.005,
                    "Spikes from outside in a step; where they come while an avalanche lasts, two become one."),
            Dial.whole(
                    "units", "units", "", 20, 5000, 2000, "All units of the network; they bound its largest activity."),
            Dial.real(
                    "seen",
                    "share of units seen",
                    "",
                    0.02,
                    1,
                    0.01,
                    1,
                    "What an electrode array records of them: the rest falls out of every avalanche."),
            Dial.whole(
                    "bin",
                    "bin width",
                    "steps",
                    1,
                    64,
                    1,
                    "An avalanche ends at the first empty bin: narrow bins cut, wide ones join."),
            Dial.whole("from", "fit from", "spikes", 1, 50, 5, "The smallest size that the power law is fitted to."),
            Dial.whole("to", "fit to", "spikes", 60, 2000, 200, "The largest size that it is fitted to."),
            Dial.whole(
                    "duration",
                    "duration",
                    "steps",
                    20_000,
                    1_000_000,
                    300_000,
                    "Length of the recording; longer ones have more avalanches."),
            Dial.whole("seed", "seed", "", 1, 1_000_000, 1, "Of the recording; another seed is another recording."));

    private record Recording(BranchingNetwork network, int steps, int seed) {
        Past past() {
            BranchingNetwork.Spikes spikes =
                    network.run(steps, RandomStream.of(seed).split("avalanches"));
            int[] counts = spikes.counts(network.units(), 1);
            return new Past(spikes, counts, Avalanches.of(counts));
        }
    }

    /// What happened, whoever looks.
    ///
    /// @param spikes of all units
    /// @param counts how many there are in each step
    /// @param whole  avalanches of all units, step by step
    @SuppressWarnings("ArrayRecordComponent") // remembered, never compared
    private record Past(BranchingNetwork.Spikes spikes, int[] counts, Avalanches whole) {}

    /// Bin and share change what is seen, not what happened.
    private final Map<Recording, Past> recent = new LinkedHashMap<>(8, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Recording, Past> eldest) {
            return size() > 1
                    && (size() > REMEMBERED
                            || values().stream()
                                            .mapToLong(past -> past.spikes.times().length)
                                            .sum()
                                    > MOST_REMEMBERED);
        }
    };

    @Override
    public String name() {
        return "avalanches";
    }

    @Override
    public String title() {
        return "Avalanches, and how to be fooled by them";
    }

    @Override
    public List<Dial> dials() {
        return DIALS;
    }

    private Past past(Settings settings) {
        Recording recording = new Recording(
                new BranchingNetwork(settings.whole("units"), settings.real("branching"), settings.real("drive")),
                settings.whole("duration"),
                settings.whole("seed"));
        synchronized (recent) {
            Past known = recent.get(recording);
            if (known != null) {
                return known;
            }
        }
        Past past = recording.past();
        synchronized (recent) {
            recent.put(recording, past);
        }
        return past;
    }

    private static int seen(Settings settings) {
        return Math.max(1, (int) Math.round(settings.real("seen") * settings.whole("units")));
    }

    @Override
    public Map<String, @Nullable Object> observe(Settings settings) {
        Past past = past(settings);
        BranchingNetwork.Spikes spikes = past.spikes;
        int seen = seen(settings);
        int bin = settings.whole("bin");
        boolean allSeen = seen == settings.whole("units");
        int[] steps = allSeen ? past.counts : spikes.counts(seen, 1);
        int[] counts = bin == 1 ? steps : joined(steps, bin);
        long seenSpikes = Arrays.stream(steps).asLongStream().sum();
        Avalanches observed = allSeen && bin == 1 ? past.whole : Avalanches.of(counts);
        Avalanches all = past.whole;
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("raster", raster(spikes, seen, steps));
        answer.put("spikes", spikes.times().length);
        answer.put("seen_spikes", seenSpikes);
        answer.put("mean_interval", seenSpikes == 0 ? null : (Object) ((double) spikes.steps() / seenSpikes));
        answer.put("seen", sizes(observed, settings));
        answer.put("whole", sizes(all, settings));
        double branching = settings.real("branching");
        answer.put("law", borel(branching, all.largestSize()));
        answer.put("truth", branching == 1 ? (Object) CRITICAL : null);
        answer.put("branching", branching(branching, counts, bin));
        answer.put("warnings", warnings(settings, observed, seenSpikes, spikes.steps()));
        return answer;
    }

    /// Counts of wider bins; what is left at the end is dropped.
    private static int[] joined(int[] steps, int bin) {
        int[] counts = new int[steps.length / bin];
        for (int i = 0; i < counts.length; i++) {
            for (int t = i * bin; t < (i + 1) * bin; t++) {
                counts[i] += steps[t];
            }
        }
        return counts;
    }

    /// A window around the largest number of spikes in a step.
    private static Map<String, Object> raster(BranchingNetwork.Spikes spikes, int seen, int[] counts) {
        int peak = 0;
        for (int t = 0; t < counts.length; t++) {
            peak = counts[t] > counts[peak] ? t : peak;
        }
        int from = Math.max(0, Math.min(peak - WINDOW / 2, spikes.steps() - WINDOW));
        int[] times = new int[MOST_SHOWN];
        int[] units = new int[MOST_SHOWN];
        int count = 0;
        for (int i = 0; i < spikes.times().length && count < MOST_SHOWN; i++) {
            int at = spikes.times()[i] - from;
            if (at >= 0 && at < WINDOW && spikes.units()[i] < seen) {
                times[count] = at;
                units[count++] = spikes.units()[i];
            }
        }
        Map<String, Object> raster = new LinkedHashMap<>();
        raster.put("from", from);
        raster.put("steps", Math.min(WINDOW, spikes.steps()));
        raster.put("seen_units", seen);
        raster.put("times", Arrays.copyOf(times, count));
        raster.put("units", Arrays.copyOf(units, count));
        return raster;
    }

    private static Map<String, @Nullable Object> sizes(Avalanches avalanches, Settings settings) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        Tally sizes = avalanches.sizes();
        object.put("avalanches", avalanches.count());
        object.put("largest", avalanches.largestSize());
        histogram(sizes, object);
        int from = settings.whole("from");
        int to = settings.whole("to");
        boolean enough = sizes.between(from, to).total() >= FEWEST
                && sizes.between(from, to).distinct() > 1;
        Fit fit = enough ? Family.POWER_LAW.fit(sizes, new Support(from, to, true)) : null;
        boolean inside = fit != null && Double.isFinite(fit.standardErrors().getFirst());
        object.put(
                "exponent", fit != null && inside ? (Object) fit.distribution().parameters()[0] : null);
        object.put(
                "standard_error",
                fit != null && inside ? (Object) fit.standardErrors().getFirst() : null);
        object.put("fitted", enough ? sizes.between(from, to).total() : 0L);
        return object;
    }

    /// Whole numbers in logarithmic bins; the density of a bin is its share over the whole numbers in it.
    private static void histogram(Tally sizes, Map<String, @Nullable Object> object) {
        List<Double> places = new ArrayList<>();
        List<Double> densities = new ArrayList<>();
        double edge = 1;
        int i = 0;
        while (i < sizes.distinct()) {
            double next = edge * Math.pow(10, 1.0 / PER_DECADE);
            long first = (long) Math.ceil(edge);
            long last = (long) Math.ceil(next) - 1;
            long count = 0;
            while (i < sizes.distinct() && sizes.value(i) <= last) {
                count += sizes.count(i++);
            }
            if (count > 0) {
                places.add(Math.sqrt((double) first * last));
                densities.add((double) count / sizes.total() / (last - first + 1));
            }
            edge = next;
        }
        object.put("sizes", places);
        object.put("density", densities);
    }

    /// e^(−ms) (ms)^(s−1) / s! at some sizes (Borel; Otter 1949).
    private static Map<String, Object> borel(double m, long largest) {
        List<Integer> sizes = new ArrayList<>();
        List<Double> probabilities = new ArrayList<>();
        double logFactorial = 0;
        double next = 1;
        for (int s = 1; s <= Math.max(10, Math.min(largest, 1_000_000)); s++) {
            logFactorial += Math.log(s);
            if (s >= next) {
                sizes.add(s);
                probabilities.add(Math.exp(-m * s + (s - 1) * Math.log(m * s) - logFactorial));
                next = s * Math.pow(10, 1.0 / PER_DECADE);
            }
        }
        Map<String, Object> law = new LinkedHashMap<>();
        law.put("sizes", sizes);
        law.put("probability", probabilities);
        return law;
    }

    private static Map<String, @Nullable Object> branching(double truth, int[] counts, int bin) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("true", truth);
        boolean constant = Arrays.stream(counts).distinct().limit(2).count() < 2;
        if (constant || counts.length < 8 * LAGS) {
            object.put("naive", null);
            object.put("multistep", null);
            return object;
        }
        BranchingAnalysis analysis = BranchingAnalysis.of(
                new double[][] {Arrays.stream(counts).asDoubleStream().toArray()},
                new BranchingSettings(
                        LAGS,
                        CoefficientKind.TRIAL_SEPARATED,
                        List.of(DecayForm.EXPONENTIAL),
                        0,
                        BranchingSettings.DEFAULT.level()),
                RandomStream.of(1));
        // Both are ratios from bin to bin; a step's is its root.
        double naive = analysis.naive().regression();
        object.put("naive", naive > 0 ? (Object) Math.pow(naive, 1.0 / bin) : 0.0);
        object.put(
                "multistep",
                analysis.fits().getFirst().atBound()
                        ? null
                        : (Object) Math.pow(analysis.fits().getFirst().m(), 1.0 / bin));
        return object;
    }

    private static List<String> warnings(Settings settings, Avalanches observed, long seenSpikes, int steps) {
        List<String> warnings = new ArrayList<>();
        if (observed.count() < FEWEST) {
            warnings.add("Only " + observed.count() + " avalanches are seen: wide bins or much drive join them all.");
        }
        if (settings.real("seen") < 1) {
            warnings.add("Units that are not seen cut avalanches into pieces: the sizes are no longer those of the"
                    + " network, and the slope of successive bins no longer its branching ratio.");
        }
        if (seenSpikes > 0 && settings.whole("bin") > 2 * (double) steps / seenSpikes) {
            warnings.add("Bins are wider than twice the mean interval between spikes: they join avalanches that have"
                    + " nothing to do with each other.");
        }
        if (settings.real("branching") > ALMOST) {
            warnings.add(
                    "Where many of the " + settings.whole("units") + " units fire, spikes meet in the same ones: the"
                            + " largest avalanches are cut short, and the activity decays a little faster than m says.");
        }
        if (settings.real("branching") < 1) {
            warnings.add("Below a branching ratio of 1 there is no power law: an exponent is only the slope of a bent"
                    + " curve between the ends of the fit.");
        }
        return warnings;
    }

    @Override
    public String java(Settings settings) {
        return String.format(
                Locale.ROOT,
                """
                import org.gyre.core.random.RandomStream;
                import org.gyre.data.stimulus.BranchingNetwork;
                import org.gyre.measure.avalanche.*;

                void main() {
                    var network = new BranchingNetwork(%d, %s, %s);
                    var spikes = network.run(%d, RandomStream.of(%d).split("avalanches"));
                    var sizes = Avalanches.of(spikes.counts(%d, %d)).sizes();
                    System.out.println(sizes.total() + " avalanches");
                    var range = new Support(%d, %d, true);
                    var fitted = sizes.between(range.from(), range.to());
                    if (fitted.total() >= %d && fitted.distinct() > 1) {
                        var fit = Family.POWER_LAW.fit(sizes, range);
                        System.out.println(fit.parameter("exponent") + " +- " + fit.standardError("exponent"));
                    }
                }
                """,
                settings.whole("units"),
                settings.real("branching"),
                settings.real("drive"),
                settings.whole("duration"),
                settings.whole("seed"),
                seen(settings),
                settings.whole("bin"),
                settings.whole("from"),
                settings.whole("to"),
                FEWEST);
    }
}
