package org.gyre.app.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gyre.core.Estimate;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.entropy.DifferentialEntropy;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.entropy.GaussianEntropy;
import org.gyre.measure.entropy.KozachenkoLeonenko;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.mutualinfo.GaussianCopulaEstimator;
import org.gyre.measure.mutualinfo.GaussianCovariance;
import org.gyre.measure.mutualinfo.GaussianEstimator;
import org.gyre.measure.mutualinfo.InformationEstimator;
import org.gyre.measure.mutualinfo.KernelInformation;
import org.gyre.measure.mutualinfo.KraskovInformation;
import org.gyre.measure.mutualinfo.KraskovInformation.Algorithm;
import org.gyre.measure.series.EqualBins;
import org.gyre.measure.series.OrdinalPatterns;
import org.gyre.measure.series.QuantileBins;
import org.gyre.measure.series.RealSeries;
import org.gyre.measure.series.SymbolSeries;
import org.gyre.measure.series.Symbols;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Which estimator is taken, and its parameters.
final class EstimatorOptions {
    enum Kind {
        auto,
        discrete,
        ordinal,
        gaussian,
        copula,
        ksg1,
        ksg2,
        kernel
    }

    enum Binning {
        width,
        mass
    }

    private static final int NEIGHBOURS = 4;
    private static final int ORDER = 3;
    private static final double RADIUS = 0.5;

    private static final String NORMALISE = "--normalise";

    /// The options that change what an estimator finds between variables. Covariances and ranks give the same
    /// information at any scale, so that `--normalise` is not theirs.
    private static final Map<Kind, List<String>> OPTIONS = Map.of(
            Kind.discrete, List.of("--bins", "--binning", "--bias-correction"),
            Kind.ordinal, List.of("--order", "--delay", "--bias-correction"),
            Kind.gaussian, List.of("--bias-correction"),
            Kind.copula, List.of("--bias-correction"),
            Kind.ksg1, List.of("--k", "--theiler", "--noise", NORMALISE),
            Kind.ksg2, List.of("--k", "--theiler", "--noise", NORMALISE),
            Kind.kernel, List.of("--radius", "--theiler", "--noise", NORMALISE));

    @Option(
            names = "--estimator",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "discrete: counts of whole numbers; ordinal: counts of the orders of successive values;"
                    + " gaussian: covariances; copula: covariances of normal"
                    + " scores; ksg1, ksg2: nearest neighbours; kernel: counts in boxes of one size; auto: discrete for whole numbers of few kinds, else ksg1"
                    + " (default: ${DEFAULT-VALUE}).")
    Kind kind = Kind.auto;

    @Option(
            names = "--k",
            paramLabel = "K",
            description = "ksg1, ksg2: which nearest neighbour (default: " + NEIGHBOURS + ").")
    @Nullable
    Integer neighbours;

    @Option(
            names = "--radius",
            paramLabel = "R",
            description = "kernel: half the width of the boxes, in standard deviations where columns are scaled"
                    + " (default: " + RADIUS + ").")
    @Nullable
    Double radius;

    @Option(
            names = "--theiler",
            paramLabel = "STEPS",
            description = "ksg1, ksg2, kernel: samples up to so many steps apart are no neighbours (default: 0).")
    @Nullable
    Integer window;

    @Option(
            names = "--noise",
            paramLabel = "SHARE",
            description =
                    "ksg1, ksg2, kernel: part equal values by noise of this many standard deviations, such as 1e-8"
                            + " (default: none).")
    @Nullable
    Double noise;

    /// On by default as in JIDT, TRENTOOL and MILCA: a maximum norm over columns of unlike scale sees one column only.
    @Option(
            names = NORMALISE,
            negatable = true,
            description = "ksg1, ksg2, kernel, and gaussian for entropy: scale each column to mean 0 and standard"
                    + " deviation 1 before anything else; --no-normalise leaves it (default: scaled, but for entropy).")
    @Nullable
    Boolean normalise;

    @Option(
            names = "--bins",
            paramLabel = "N",
            description = "discrete: sort the values of each column into N bins first (default: they are symbols).")
    @Nullable
    Integer bins;

    @Option(
            names = "--binning",
            paramLabel = "KIND",
            defaultValue = "width",
            description = "--bins of equal width or of equal mass (default: ${DEFAULT-VALUE}).")
    Binning binning = Binning.width;

    @Option(names = "--order", paramLabel = "M", description = "ordinal: values of a pattern (default: " + ORDER + ").")
    @Nullable
    Integer order;

    @Option(names = "--delay", paramLabel = "STEPS", description = "ordinal: steps between them (default: 1).")
    @Nullable
    Integer delay;

    @Option(
            names = "--bias-correction",
            paramLabel = "NAME",
            description = "discrete: none, miller-madow, panzeri-treves, grassberger, nsb, chao-shen, shrinkage,"
                    + " quadratic or jackknife (default: none); gaussian: none (default), analytic or ledoit-wolf;"
                    + " copula: the same (default: analytic).")
    @Nullable
    String correction;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    /// Rows that make one value of a series: those of an ordinal pattern, else one.
    long span() {
        return kind == Kind.ordinal ? 1 + ((order == null ? ORDER : order) - 1L) * (delay == null ? 1 : delay) : 1;
    }

    /// @throws InputException if the estimator counts steps between samples
    void refuseWindow() {
        if (window != null && window > 0) {
            throw new InputException(
                    "--theiler " + window + ": counts steps, and rows between which --missing mask left"
                            + " some out would seem further apart; leave out --theiler, or the columns with gaps");
        }
    }

    /// Whether samples are told apart by how many rows lie between them.
    boolean looksAtNeighbours() {
        return kind == Kind.ordinal || (window != null && window > 0);
    }

    /// The columns as the chosen estimator takes them.
    ///
    /// @param seed of the noise
    /// @param groups the columns that will be asked for
    /// @throws InputException if an option does not belong to the estimator, or is out of range
    Material<?> material(Samples samples, Team team, long seed, int[]... groups) {
        int[] all =
                Arrays.stream(groups).flatMapToInt(Arrays::stream).distinct().toArray();
        return switch (chosen(samples, all)) {
            case auto, discrete, ordinal -> {
                Symbols symbols = symbols();
                yield symbols == null
                        ? new Material<>(samples::symbols, new DiscreteInformation(discrete()), "")
                        : new Material<>(
                                columns -> symbols.of(samples.real(columns)),
                                new DiscreteInformation(discrete()),
                                ", " + symbols.label());
            }
            case gaussian -> real(samples, new GaussianEstimator(covariance(GaussianCovariance.PLUG_IN)), seed);
            case copula -> real(samples, new GaussianCopulaEstimator(covariance(GaussianCovariance.CORRECTED)), seed);
            case ksg1 -> real(samples, kraskov(Algorithm.KSG_1, team), seed);
            case ksg2 -> real(samples, kraskov(Algorithm.KSG_2, team), seed);
            case kernel ->
                real(
                        samples,
                        new KernelInformation(radius == null ? RADIUS : radius, window == null ? 0 : window, team),
                        seed);
        };
    }

    /// The estimator that is meant.
    private Kind meant(Samples samples, int[] columns) {
        return kind != Kind.auto ? kind : bins != null || samples.looksDiscrete(columns) ? Kind.discrete : Kind.ksg1;
    }

    /// Whether the estimator of some columns counts symbols.
    boolean counts(Samples samples, int[] columns) {
        Kind meant = meant(samples, columns);
        return meant == Kind.discrete || meant == Kind.ordinal;
    }

    /// The estimator that is meant, with no option given that does nothing beside it.
    private Kind chosen(Samples samples, int[] columns, String... more) {
        Kind chosen = meant(samples, columns);
        List<String> own = OPTIONS.getOrDefault(chosen, List.of());
        OPTIONS.values().stream()
                .flatMap(List::stream)
                .distinct()
                .filter(option -> !own.contains(option) && !List.of(more).contains(option) && Given.is(command, option))
                .sorted()
                .findFirst()
                .ifPresent(option -> {
                    throw new InputException(option + ": does not belong to the estimator " + chosen
                            + (kind == Kind.auto ? ", which auto chose for this file" : "")
                            + (option.equals(NORMALISE) && !own.contains("--bins") && !own.contains("--order")
                                    ? ", which finds the same at any scale"
                                    : "")
                            + "; leave it out or choose another --estimator");
                });
        if (bins == null && Given.is(command, "--binning")) {
            throw new InputException("--binning " + binning + ": belongs to --bins N; give both, or neither");
        }
        return chosen;
    }

    /// How real numbers become symbols; null if the columns hold symbols.
    private @Nullable Symbols symbols() {
        if (kind == Kind.ordinal) {
            return new OrdinalPatterns(order == null ? ORDER : order, delay == null ? 1 : delay);
        }
        if (bins == null) {
            return null;
        }
        return binning == Binning.width ? new EqualBins(bins) : new QuantileBins(bins);
    }

    private DiscreteEntropy discrete() {
        return correction == null ? DiscreteEntropy.PLUG_IN : DiscreteEntropy.named(correction);
    }

    private GaussianCovariance covariance(GaussianCovariance preset) {
        return switch (correction) {
            case null -> preset;
            case "none" -> GaussianCovariance.PLUG_IN;
            case "analytic" -> GaussianCovariance.CORRECTED;
            case "ledoit-wolf" -> GaussianCovariance.LEDOIT_WOLF;
            default ->
                throw new InputException("--bias-correction " + correction
                        + ": a covariance has none, analytic or ledoit-wolf; choose one of them");
        };
    }

    /// The entropy of some columns as one: of symbols, or differential.
    ///
    /// @throws InputException if an option does not belong to the estimator, or is out of range
    InformationCommand.Found entropy(Samples samples, Team team, long seed, int[] columns) {
        Kind meant = meant(samples, columns);
        Kind chosen = meant == Kind.gaussian ? chosen(samples, columns, NORMALISE) : chosen(samples, columns);
        if (chosen == Kind.copula || chosen == Kind.kernel) {
            throw new InputException("--estimator " + chosen + ": a " + chosen
                    + " has no entropy of its own; choose discrete, gaussian or ksg1");
        }
        if (chosen == Kind.discrete || chosen == Kind.ordinal) {
            Symbols way = symbols();
            SymbolSeries symbols = way == null ? samples.symbols(columns) : way.of(samples.real(columns));
            DiscreteEntropy entropy = discrete();
            Estimate estimate = entropy.of("H(x)", symbols)
                    .withEstimator(entropy.label() + (way == null ? "" : ", " + way.label()));
            return new InformationCommand.Found(
                    InformationReading.untested(estimate), () -> DiscreteEntropy.surprise(symbols));
        }
        GaussianCovariance covariance = covariance(GaussianCovariance.PLUG_IN);
        if (covariance == GaussianCovariance.LEDOIT_WOLF) {
            throw new InputException(
                    "--bias-correction ledoit-wolf: is not known for an entropy; choose none or" + " analytic");
        }
        DifferentialEntropy entropy = chosen == Kind.gaussian
                ? new GaussianEntropy(covariance == GaussianCovariance.CORRECTED)
                : new KozachenkoLeonenko(
                        neighbours == null ? NEIGHBOURS : neighbours, window == null ? 0 : window, team);
        RealSeries real = samples.real(columns);
        RealSeries series = noised(normalise != null && normalise ? real.normalised() : real, seed, columns);
        return new InformationCommand.Found(
                InformationReading.untested(entropy.estimate("h(x)", series)), () -> entropy.local(series));
    }

    private KraskovInformation kraskov(Algorithm algorithm, Team team) {
        return new KraskovInformation(
                algorithm, neighbours == null ? NEIGHBOURS : neighbours, window == null ? 0 : window, team);
    }

    private Material<RealSeries> real(Samples samples, InformationEstimator<RealSeries> estimator, long seed) {
        boolean scaled = normalise == null || normalise;
        return new Material<>(
                columns -> {
                    RealSeries series = samples.real(columns);
                    return noised(scaled ? series.normalised() : series, seed, columns);
                },
                estimator,
                "");
    }

    private RealSeries noised(RealSeries series, long seed, int[] columns) {
        if (noise == null) {
            return series;
        }
        if (!(noise > 0 && noise < 1)) {
            throw new InputException("--noise " + noise + ": must be between 0 and 1, such as 1e-8");
        }
        return series.jittered(noise, RandomStream.of(seed).split("noise").split(columns[0]));
    }
}
