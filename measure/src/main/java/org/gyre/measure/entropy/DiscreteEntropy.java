package org.gyre.measure.entropy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.gyre.core.Estimate;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.stats.BatchMeans;
import org.gyre.core.stats.Descriptive;
import org.gyre.measure.series.SymbolSeries;

/// Estimators of the Shannon entropy from counts n_1 … n_K of T = Σ n_i independent samples.
///
/// All of them are consistent; they differ in their bias when T is not much larger than the number of
/// symbols. Which to take when: docs/measures.md.
@SuppressWarnings("ImmutableEnumChecker") // formulas hold no state
public enum DiscreteEntropy {
    /// See [PlugIn].
    PLUG_IN("none", "plug-in", "none", "maximum likelihood", new PlugIn()),

    /// See [MillerMadow].
    MILLER_MADOW(
            "miller-madow",
            "Miller-Madow",
            "(symbols seen - 1) / 2T added to each entropy",
            "Miller 1955",
            new MillerMadow()),

    /// See [PanzeriTreves].
    PANZERI_TREVES(
            "panzeri-treves",
            "Panzeri-Treves",
            "(relevant symbols - 1) / 2T added, their number by a Bayes procedure",
            "Panzeri and Treves 1996",
            new PanzeriTreves()) {
        @Override
        public double conditional(SymbolSeries joint, SymbolSeries given) {
            int[] group = new int[joint.distinct()];
            int[] joints = joint.codes();
            int[] givens = given.codes();
            for (int t = 0; t < joints.length; t++) {
                group[joints[t]] = givens[t];
            }
            return conditional(joint.counts(), group, given.counts(), joint.log2Possible() - given.log2Possible());
        }

        @Override
        public double conditional(long[] joint, int[] group, long[] given, double log2Joint, double log2Given) {
            return conditional(joint, group, given, log2Joint - log2Given);
        }

        private double conditional(long[] joint, int[] group, long[] given, double log2Possible) {
            return PLUG_IN.nats(joint)
                    - PLUG_IN.nats(given)
                    + PanzeriTreves.conditionalCorrection(joint, group, given.length, log2Possible);
        }
    },

    /// See [Grassberger].
    GRASSBERGER(
            "grassberger",
            "Grassberger",
            "logarithms of counts replaced by G(n)",
            "Grassberger 2003, arXiv physics/0307138",
            new Grassberger()),

    /// See [Nsb].
    NSB(
            "nsb",
            "NSB",
            "posterior mean under a prior that is flat in the entropy",
            "Nemenman, Shafee and Bialek 2002",
            new Nsb()),

    /// See [ChaoShen].
    CHAO_SHEN("chao-shen", "Chao-Shen", "frequencies lowered by the coverage", "Chao and Shen 2003", new ChaoShen()),

    /// See [Shrinkage].
    SHRINKAGE(
            "shrinkage",
            "James-Stein shrinkage",
            "frequencies drawn towards equal ones",
            "Hausser and Strimmer 2009",
            new Shrinkage()),

    /// See [QuadraticExtrapolation].
    QUADRATIC(
            "quadratic",
            "quadratic extrapolation",
            "extrapolated in 1/T from halves and quarters of the data",
            "Strong et al. 1998",
            new QuadraticExtrapolation()) {
        @Override
        public double nats(SymbolSeries series) {
            return new QuadraticExtrapolation().nats(series.codes(), series.distinct());
        }
    },

    /// See [Jackknife].
    JACKKNIFE("jackknife", "jackknife", "each sample left out once", "Zahl 1977", new Jackknife());

    /// Samples from which on an entropy may have an interval, if each symbol seen was seen twice and
    /// otherwise.
    private static final long FEWEST = 100;

    private static final long FEWEST_WITH_RARE = 1000;

    private final String id;
    private final String label;
    private final String correction;
    private final String source;
    private final EntropyFormula formula;

    DiscreteEntropy(String id, String label, String correction, String source, EntropyFormula formula) {
        this.id = id;
        this.label = label;
        this.correction = correction;
        this.source = source;
        this.formula = formula;
    }

    /// The estimator of an [#id].
    ///
    /// @throws InputException if there is none of that name
    public static DiscreteEntropy named(String id) {
        return Arrays.stream(values())
                .filter(estimator -> estimator.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new InputException("there is no bias correction '" + id + "': choose one of "
                        + Arrays.stream(values()).map(DiscreteEntropy::id).collect(Collectors.joining(", "))));
    }

    /// The name on the command line, that of its correction: `none`, `miller-madow`, ….
    public String id() {
        return id;
    }

    /// The name in the field, such as `Miller-Madow`.
    public String label() {
        return label;
    }

    /// What is done against the bias, `none` if nothing.
    public String correction() {
        return correction;
    }

    /// Where the estimator comes from.
    public String source() {
        return source;
    }

    /// The estimate from counts, in nats, if no symbols are possible but those that were seen. Counts
    /// of zero do not matter.
    ///
    /// @throws IllegalArgumentException if a count is negative or all are zero
    /// @throws InputException if the estimator needs more samples
    public double nats(long[] counts) {
        return nats(Occupancies.of(counts));
    }

    /// The estimate from counts, in nats.
    ///
    /// @throws InputException if the estimator needs more samples
    public double nats(Occupancies sample) {
        return formula.nats(sample);
    }

    /// The estimate for the symbols of a series, in nats.
    ///
    /// @throws InputException if the estimator needs more samples
    public double nats(SymbolSeries series) {
        return formula.nats(sample(series));
    }

    /// H(b | c), in nats, from the pairs (b, c) and from c: the difference of two entropies, for
    /// Panzeri-Treves with the relevant symbols of b counted for each symbol of c.
    ///
    /// @param joint the series of pairs
    /// @param given the series of conditions, of the same shape
    public double conditional(SymbolSeries joint, SymbolSeries given) {
        return nats(joint) - nats(given);
    }

    /// The same from counts, to the same bits.
    ///
    /// @param joint counts of pairs
    /// @param group for each pair the number of its condition
    /// @param given counts of conditions
    public double conditional(long[] joint, int[] group, long[] given, double log2Joint, double log2Given) {
        return nats(Occupancies.of(joint, log2Joint)) - nats(Occupancies.of(given, log2Given));
    }

    /// Standard error over samples of T independent draws, in nats, from the counts; nothing of too
    /// few samples. NSB gives the standard deviation of its posterior.
    public OptionalDouble standardError(Occupancies sample) {
        return formula.standardError(sample);
    }

    /// The entropy of independent samples that were counted, with its standard error, and with an
    /// interval where what remains of the bias is small beside it.
    ///
    /// @param quantity how the entropy is called, such as `H(x)`
    /// @throws InputException if the estimator needs more samples
    public Estimate of(String quantity, Occupancies sample) {
        return warned(ofIndependent(estimate(quantity, nats(sample), sample), sample), sample);
    }

    /// The entropy of the symbols of a series. Where its samples remember each other the standard error
    /// of independent ones is enlarged as far as the batch means of −log of the observed frequencies
    /// scatter more than those would, and there is no interval: of symbols that come in runs hardly any
    /// is seen only once or twice, so that the sample looks complete and the bias small.
    ///
    /// Memory is looked for in how close equal symbols lie and in whether −log p drifts. A drift that is slower
    /// than an eighth of the series, or too weak for its length, no test can see: an interval is then stated, and
    /// is that of independent samples, which holds the truth too seldom.
    ///
    /// @param quantity how the entropy is called, such as `H(x)`
    /// @throws InputException if the estimator needs more samples
    public Estimate of(String quantity, SymbolSeries series) {
        Occupancies sample = sample(series);
        Estimate estimate = estimate(quantity, nats(series), sample);
        Recurrence recurrence = new Recurrence(series);
        Drift drift = new Drift(surprise(series), series.trialLengths());
        Optional<String> memory =
                recurrence.memory().map(Recurrence.Memory::text).or(() -> text(drift.found()));
        if (memory.isPresent()) {
            estimate = ofRemembering(estimate, series, memory.get());
        } else {
            estimate = ofIndependent(estimate, sample);
            boolean seen = recurrence.sees() && drift.sees();
            if (estimate.interval(0.9).isPresent() && sample.seen() > 1 && !seen) {
                estimate = estimate.withRemainingBias(Estimate.Bias.UNBOUNDED)
                        .withWarning(Plural.of(sample.total(), "sample is", "samples are")
                                + " too few to tell whether they depend on those before them: no interval is stated");
            }
        }
        return warned(estimate, sample);
    }

    private static Occupancies sample(SymbolSeries series) {
        return Occupancies.of(series.counts(), series.log2Possible());
    }

    /// The value with the standard error of independent samples, if there are two at least.
    private Estimate estimate(String quantity, double nats, Occupancies sample) {
        Estimate estimate = Estimate.of(quantity, nats, label, sample.total()).withBiasCorrection(correction);
        if (sample.total() == 1) {
            return estimate.withWarning(
                    "1 sample does not tell how the value scatters: neither a standard error nor an interval is stated");
        }
        OptionalDouble error = standardError(sample);
        return error.isPresent() ? estimate.withStandardError(error.getAsDouble()) : estimate;
    }

    private Estimate ofIndependent(Estimate estimate, Occupancies sample) {
        if (estimate.standardError().isEmpty()) {
            return estimate;
        }
        Estimate.Bias bias = enoughToJudge(sample) && Scatter.normal(sample)
                ? formula.remainingBias(sample, estimate.nats())
                : Estimate.Bias.UNBOUNDED;
        return withoutInterval(estimate.withRemainingBias(bias), sample);
    }

    private static Optional<String> text(OptionalInt drift) {
        return drift.isPresent()
                ? Optional.of("the mean of -log p drifts: over stretches of " + Plural.of(drift.getAsInt(), "step")
                        + " it scatters more than in a random order")
                : Optional.empty();
    }

    private static Estimate ofRemembering(Estimate estimate, SymbolSeries series, String memory) {
        double error = estimate.standardError().orElseThrow() * enlargement(series);
        return estimate.withStandardError(error)
                .withRemainingBias(Estimate.Bias.UNBOUNDED)
                .withWarning(
                        "samples depend on those before them (" + memory
                                + "), so that nothing bounds the bias that may remain: no interval is stated; samples further apart may give one");
    }

    /// −log of the observed frequency of the symbol at each step, in nats: the local values of the
    /// plug-in entropy.
    public static double[] surprise(SymbolSeries series) {
        int[] codes = series.codes();
        double[] ofSymbol = Arrays.stream(series.counts())
                .mapToDouble(count -> StrictMath.log((double) codes.length / count))
                .toArray();
        double[] surprise = new double[codes.length];
        Arrays.setAll(surprise, t -> ofSymbol[codes[t]]);
        return surprise;
    }

    /// How many times larger the standard error of the mean surprise is than with independent samples.
    private static double enlargement(SymbolSeries series) {
        double[] surprise = surprise(series);
        OptionalDouble batched = BatchMeans.standardError(surprise);
        if (batched.isEmpty()) {
            return 1;
        }
        double independent = Descriptive.standardError(surprise);
        // Batches scatter by chance too: less than independent samples is never claimed.
        return independent > 0 ? Math.max(1, batched.getAsDouble() / independent) : 1;
    }

    /// The estimate with what is to be said of any sample.
    private Estimate warned(Estimate estimate, Occupancies sample) {
        Estimate warned = estimate;
        Optional<String> warning = undersampled(sample.total(), sample.log2Possible());
        if (warning.isPresent()) {
            warned = warned.withWarning(warning.get());
        }
        if (this == NSB && sample.once() == sample.total() && sample.total() > 1) {
            warned = warned.withWarning("no symbol occurred twice, so that the value is that of the prior: record"
                    + " more samples or take coarser symbols");
        }
        return warned;
    }

    /// Whether the rare symbols of a sample tell how many were missed: in a small sample that lacks
    /// them they are lacking by chance, and just then the entropy comes out too small.
    private static boolean enoughToJudge(Occupancies sample) {
        return sample.seen() > 1 && sample.total() >= (sample.once() == 0 ? FEWEST : FEWEST_WITH_RARE);
    }

    private Estimate withoutInterval(Estimate estimate, Occupancies sample) {
        double bias = estimate.remainingBias().map(Estimate.Bias::size).orElse(0.0);
        double error = estimate.standardError().orElse(0);
        if (sample.seen() == 1 || bias <= Estimate.MOST_BIAS * error) {
            return estimate;
        }
        if (!enoughToJudge(sample)) {
            return estimate.withWarning(String.format(
                    Locale.ROOT,
                    "%s too few to tell how large the bias still is: no interval is stated",
                    Plural.of(sample.total(), "sample is", "samples are")));
        }
        if (!Scatter.normal(sample)) {
            return estimate.withWarning(sample.seen() + " symbols of nearly equal probabilities are too few for an"
                    + " estimate that scatters normally: no interval is stated");
        }
        if (bias == Double.POSITIVE_INFINITY) {
            return estimate.withWarning("nothing in the sample bounds the bias that may remain of " + label
                    + " here: no interval is stated; Grassberger or Miller-Madow may give one");
        }
        return estimate.withWarning(String.format(
                Locale.ROOT,
                "the bias that may remain is about %.2g nats, %s the standard error of %.2g: no interval is stated",
                bias,
                bias > error ? "larger than" : "not small beside",
                error));
    }

    /// Says what to expect when a series has fewer samples than possible symbols; empty when it has
    /// enough.
    public Optional<String> undersampled(SymbolSeries words) {
        return undersampled(words.length(), words.log2Possible());
    }

    private Optional<String> undersampled(long samples, double log2Possible) {
        if (StrictMath.log((double) samples) / StrictMath.log(2) >= log2Possible - 1e-9) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "%s fewer than the 2^%s words that are possible, so that %s",
                Plural.of(samples, "sample is", "samples are"),
                log2Possible == Math.rint(log2Possible)
                        ? Long.toString((long) log2Possible)
                        : String.format(Locale.ROOT, "%.1f", log2Possible),
                this == PLUG_IN
                        ? "the plug-in estimate may be dominated by its bias"
                        : "a bias may remain after the correction"));
    }
}
