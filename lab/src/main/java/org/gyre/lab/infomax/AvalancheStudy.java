package org.gyre.lab.infomax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.StopRequested;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.DistributionPlot;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.measure.avalanche.AvalancheCounter;
import org.gyre.measure.avalanche.Avalanches;
import org.gyre.measure.avalanche.EdgeRule;
import org.gyre.measure.avalanche.Family;
import org.gyre.measure.avalanche.Fit;
import org.gyre.measure.avalanche.LikelihoodRatio;
import org.gyre.measure.avalanche.LogBinnedSlope;
import org.gyre.measure.avalanche.Support;
import org.gyre.measure.avalanche.TailAnalysis;
import org.gyre.measure.avalanche.Tally;
import org.gyre.measure.structure.WeightStructure;
import org.gyre.nets.infomax.InfomaxNetwork;
import org.gyre.nets.infomax.InfomaxParameters;
import org.jspecify.annotations.Nullable;

/// Bursts and their distributions before and after training (T09, Fig. 8), with maximum-likelihood
/// fits, likelihood ratios and a verdict in words.
final class AvalancheStudy {
    private static final int CHUNK = 100_000;

    /// Maximum-likelihood exponent of a power law on sizes from the first number to the second.
    private static final String EXPONENT = "exponent_from_#_to_#";

    private static final String EXPONENT_ERROR = "exponent_from_#_to_#_standard_error";

    /// What is measured both before and after training.
    private static final List<String> VALUES = List.of(
            "avalanches",
            "largest_avalanche",
            "longest_avalanche",
            "exponent",
            "exponent_standard_error",
            "truncated_exponent",
            "truncated_exponent_standard_error",
            "cutoff_size",
            "llr_exponential_per_avalanche",
            "llr_exponential_p",
            "llr_lognormal_per_avalanche",
            "llr_lognormal_p",
            "log_binned_slope");

    private AvalancheStudy() {}

    /// Settings of the analysis.
    ///
    /// @param count number of bursts to collect
    /// @param longestRecording steps after which the recording ends in any case
    /// @param xmin smallest size that is fitted
    /// @param slopeTo largest size that enters the slope of the logarithmic histogram and the exponents
    ///     of `exponents_from`
    /// @param exponentsFrom smallest sizes of further fits of a power law, each up to `slope_to`
    /// @param strongWeight weights above this are counted as strong connections
    record Settings(
            @Default("400000") long count,
            @Default("50000000") long longestRecording,
            @Default("1") int xmin,
            @Default("100") int slopeTo,
            @Default("[1, 3]") List<Integer> exponentsFrom,
            @Default("20.0") double strongWeight) {
        Settings {
            if (count < 100) {
                throw new InputException("count = " + count + ": must be at least 100");
            }
            if (longestRecording < 1000) {
                throw new InputException("longest_recording = " + longestRecording + ": must be at least 1000 steps");
            }
            if (!(strongWeight >= 0)) {
                throw new InputException("strong_weight = " + strongWeight + ": must be at least 0");
            }
            if (xmin < 1 || slopeTo <= xmin) {
                throw new InputException("xmin = " + xmin + ": must be at least 1 and below slope_to = " + slopeTo);
            }
            exponentsFrom = List.copyOf(exponentsFrom);
            for (int from : exponentsFrom) {
                if (from < 1 || from >= slopeTo) {
                    throw new InputException("exponents_from = " + exponentsFrom
                            + ": each must be at least 1 and below slope_to = " + slopeTo);
                }
            }
        }
    }

    static void declare(@Nullable Settings settings, ValueNames names) {
        names.when(settings != null, List.of("strong_in_degree_mean", "strong_out_degree_mean", "branching"));
        for (String suffix : List.of("", "_before")) {
            names.when(
                    settings != null, VALUES.stream().map(name -> name + suffix).toList());
            names.know(EXPONENT + suffix, EXPONENT_ERROR + suffix);
            if (settings != null) {
                for (int from : settings.exponentsFrom()) {
                    names.member(EXPONENT + suffix, from, settings.slopeTo());
                    names.member(EXPONENT_ERROR + suffix, from, settings.slopeTo());
                }
            }
        }
    }

    static void report(
            Settings settings, FrozenNetwork before, FrozenNetwork after, Outcome outcome, RunContext context) {
        Avalanches old = collect(settings, before, context);
        Avalanches now = collect(settings, after, context);
        TailAnalysis analysis = TailAnalysis.of(now.sizes(), Support.wholeFrom(settings.xmin()));
        values("", settings, now, analysis, outcome);
        TailAnalysis analysisBefore = TailAnalysis.of(old.sizes(), Support.wholeFrom(settings.xmin()));
        values("_before", settings, old, analysisBefore, outcome);
        outcome.text("avalanches", analysis.verdict());

        InfomaxParameters parameters = after.parameters();
        int n = parameters.units();
        WeightStructure structure = new WeightStructure(n, n, after.weights());
        int[] strong = structure.strongInDegrees(settings.strongWeight());
        outcome.value("strong_in_degree_mean", Arrays.stream(strong).average().orElse(Double.NaN));
        outcome.value(
                "strong_out_degree_mean",
                Arrays.stream(structure.strongOutDegrees(settings.strongWeight()))
                        .average()
                        .orElse(Double.NaN));
        outcome.value("branching", branching(after));

        figures(settings, old, now, analysis, outcome);
        outcome.figure(exponents(settings, old, now, analysisBefore, analysis));
    }

    /// The exponents side by side: how much they depend on the range is part of the finding.
    private static TableFigure exponents(
            Settings settings, Avalanches old, Avalanches now, TailAnalysis analysisBefore, TailAnalysis analysis) {
        TableFigure table = new TableFigure(
                "avalanche-exponents",
                "Exponents of the avalanche sizes, by maximum likelihood",
                "A power law has one exponent whatever range it is fitted to. Standard errors are those of independent"
                        + " bursts and say nothing about the choice of the range. With a cut-off the law is"
                        + " s^−exponent · e^(−s/cut-off).",
                "law and range",
                "exponent before",
                "standard error before",
                "exponent after",
                "standard error after");
        for (int from : settings.exponentsFrom()) {
            Estimated before = Estimated.of(old.sizes(), from, settings.slopeTo());
            Estimated after = Estimated.of(now.sizes(), from, settings.slopeTo());
            table = table.row(
                    "power law, " + from + " to " + settings.slopeTo(),
                    before.exponent(),
                    before.standardError(),
                    after.exponent(),
                    after.standardError());
        }
        String whole = ", from " + settings.xmin() + " on";
        table = table.row(
                "power law" + whole,
                analysisBefore.powerLaw().parameter("exponent"),
                analysisBefore.powerLaw().standardError("exponent"),
                analysis.powerLaw().parameter("exponent"),
                analysis.powerLaw().standardError("exponent"));
        Fit cutBefore = analysisBefore.fit(Family.TRUNCATED_POWER_LAW);
        Fit cut = analysis.fit(Family.TRUNCATED_POWER_LAW);
        return table.row(
                        "with a cut-off" + whole,
                        cutBefore.parameter("exponent"),
                        cutBefore.standardError("exponent"),
                        cut.parameter("exponent"),
                        cut.standardError("exponent"))
                .row("size of the cut-off", 1 / cutBefore.parameter("lambda"), "", 1 / cut.parameter("lambda"), "");
    }

    /// A power law on a bounded range; NaN where fewer than two distinct sizes lie in it.
    private record Estimated(double exponent, double standardError) {
        static Estimated of(Tally sizes, int from, int to) {
            if (sizes.between(from, to).distinct() < 2) {
                return new Estimated(Double.NaN, Double.NaN);
            }
            Fit fit = Family.POWER_LAW.fit(sizes, new Support(from, to, true));
            return new Estimated(fit.parameter("exponent"), fit.standardError("exponent"));
        }
    }

    private static Avalanches collect(Settings settings, FrozenNetwork network, RunContext context) {
        AvalancheCounter counter = new AvalancheCounter(EdgeRule.DROP);
        long steps = 0;
        long seen = 0;
        boolean silent = true;
        while (seen < settings.count() && steps < settings.longestRecording()) {
            if (context.stopRequested()) {
                throw new StopRequested();
            }
            BinaryRaster raster = network.record(CHUNK);
            int[] activity = raster.slice(1, raster.steps()).activity();
            for (int spikes : activity) {
                if (silent && spikes > 0) {
                    seen++;
                }
                silent = spikes == 0;
            }
            counter.add(activity);
            steps += CHUNK;
            context.progress().report(Math.min(seen, settings.count()), settings.count(), "avalanches");
        }
        return counter.finish();
    }

    private static void values(
            String suffix, Settings settings, Avalanches avalanches, TailAnalysis analysis, Outcome outcome) {
        outcome.value("avalanches" + suffix, (double) avalanches.count());
        outcome.value("largest_avalanche" + suffix, (double) avalanches.largestSize());
        outcome.value("longest_avalanche" + suffix, (double) avalanches.longestDuration());
        String atBound = "The likelihood has no maximum inside the range of the law.";
        Fit law = analysis.powerLaw();
        outcome.value("exponent" + suffix, law.parameter("exponent"));
        outcome.valueOr("exponent_standard_error" + suffix, law.standardError("exponent"), atBound);
        for (int from : settings.exponentsFrom()) {
            Estimated part = Estimated.of(avalanches.sizes(), from, settings.slopeTo());
            String few = "Fewer than two distinct sizes from " + from + " to " + settings.slopeTo() + " occurred.";
            outcome.valueOr(ValueNames.of(EXPONENT, from, settings.slopeTo()) + suffix, part.exponent(), few);
            outcome.valueOr(
                    ValueNames.of(EXPONENT_ERROR, from, settings.slopeTo()) + suffix, part.standardError(), few);
        }
        Fit truncated = analysis.fit(Family.TRUNCATED_POWER_LAW);
        outcome.value("truncated_exponent" + suffix, truncated.parameter("exponent"));
        outcome.valueOr("truncated_exponent_standard_error" + suffix, truncated.standardError("exponent"), atBound);
        outcome.valueOr(
                "cutoff_size" + suffix, 1 / truncated.parameter("lambda"), "The best fit has no cut-off at all.");
        compare("exponential", analysis.against(Family.EXPONENTIAL), suffix, outcome);
        compare("lognormal", analysis.against(Family.LOGNORMAL), suffix, outcome);
        double largest = Math.min(settings.slopeTo(), (double) avalanches.largestSize());
        boolean enough = avalanches.sizes().between(settings.xmin(), largest).distinct() >= 5;
        outcome.valueOr(
                "log_binned_slope" + suffix,
                enough
                        ? LogBinnedSlope.of(avalanches.sizes(), settings.xmin(), largest)
                                .slope()
                        : Double.NaN,
                "Fewer than five distinct sizes up to " + settings.slopeTo() + " occurred.");
    }

    private static void compare(String name, LikelihoodRatio ratio, String suffix, Outcome outcome) {
        outcome.value("llr_" + name + "_per_avalanche" + suffix, ratio.perSample());
        outcome.value("llr_" + name + "_p" + suffix, ratio.p());
    }

    /// Mean number of extra spikes in the next step that one spike causes in a silent network: the mean
    /// column sum of f(e_j) − f(0).
    private static double branching(FrozenNetwork network) {
        InfomaxParameters parameters = network.parameters();
        int n = parameters.units();
        InfomaxNetwork process = new InfomaxNetwork(
                parameters, network.weights(), network.simulator().thresholds());
        double[] quiet = new double[n];
        double[] driven = new double[n];
        long[] state = new long[(n + 63) / 64];
        process.firingProbabilities(state, quiet);
        double sum = 0;
        for (int j = 0; j < n; j++) {
            state[j >> 6] = 1L << (j & 63);
            process.firingProbabilities(state, driven);
            state[j >> 6] = 0;
            for (int i = 0; i < n; i++) {
                sum += (driven[i] - quiet[i]) / n;
            }
        }
        return sum;
    }

    private static void figures(
            Settings settings, Avalanches old, Avalanches now, TailAnalysis analysis, Outcome outcome) {
        double largest = (double) now.largestSize();
        List<Double> grid = new ArrayList<>();
        for (double x = settings.xmin(); x <= largest; x = Math.max(x + 1, Math.floor(x * 1.1))) {
            grid.add(x);
        }
        double[] x = grid.stream().mapToDouble(Double::doubleValue).toArray();
        // Fits describe sizes from xmin on; their probability mass is scaled to that share of all avalanches.
        double share = (double) now.sizes().between(settings.xmin(), largest).total() / now.count();
        List<Series> curves = new ArrayList<>();
        for (Family family :
                List.of(Family.POWER_LAW, Family.TRUNCATED_POWER_LAW, Family.LOGNORMAL, Family.EXPONENTIAL)) {
            Fit fit = analysis.fit(family);
            // A curve ends where no recording could show it.
            double[] y = Arrays.stream(x)
                    .map(size -> share * Math.exp(fit.distribution().logProbability(size)))
                    .takeWhile(p -> p > 1e-12)
                    .toArray();
            curves.add(Series.line(family.label(), Arrays.copyOf(x, y.length), y));
        }
        outcome.figure(DistributionPlot.density(
                "avalanche-sizes",
                "Avalanche sizes",
                "Probability of a burst of so many spikes, logarithmic bins, with maximum-likelihood fits to the trained"
                        + " network. " + analysis.verdict(),
                "avalanche size (spikes)",
                List.of(sample("before training", old.sizes()), sample("after training", now.sizes())),
                curves));
        outcome.figure(DistributionPlot.density(
                "avalanche-durations",
                "Avalanche durations",
                "Probability of a burst of so many steps, logarithmic bins.",
                "duration (steps)",
                List.of(sample("before training", old.durations()), sample("after training", now.durations())),
                List.of()));
        TableFigure table = new TableFigure(
                "avalanche-fits",
                "Laws fitted to the avalanche sizes of the trained network",
                "Log-likelihood ratios compare the power law with each alternative; positive favours the power law, and a"
                        + " small p says that the sign can be trusted.",
                "law",
                "parameters",
                "log-likelihood",
                "KS distance",
                "ratio per avalanche",
                "p");
        for (Fit fit : analysis.fits()) {
            List<String> names = fit.family().parameterNames();
            List<String> parameters = new ArrayList<>();
            for (String name : names) {
                parameters.add(String.format(
                        Locale.ROOT,
                        "%s = %.4g ± %.2g%s",
                        name,
                        fit.parameter(name),
                        fit.standardError(name),
                        fit.undetermined(name) ? " (not determined)" : ""));
            }
            boolean itself = fit.family() == Family.POWER_LAW;
            table = table.row(
                    fit.family().label(),
                    String.join(", ", parameters),
                    fit.logLikelihood(),
                    fit.distance(),
                    itself ? "" : analysis.against(fit.family()).perSample(),
                    itself ? "" : probability(analysis.against(fit.family()).p()));
        }
        outcome.figure(table);
    }

    /// A p-value as a cell: below 0.0001 its digits say nothing.
    private static Object probability(double p) {
        return p < 1e-4 ? "<\u00a00.0001" : p;
    }

    private static DistributionPlot.Sample sample(String name, Tally tally) {
        double[] values = new double[tally.distinct()];
        long[] counts = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = tally.value(i);
            counts[i] = tally.count(i);
        }
        return new DistributionPlot.Sample(name, true, values, counts);
    }
}
