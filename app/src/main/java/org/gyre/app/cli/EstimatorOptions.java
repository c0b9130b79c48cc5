package org.gyre.app.cli;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.mutualinfo.InformationEstimator;
import org.gyre.measure.mutualinfo.KraskovInformation;
import org.gyre.measure.mutualinfo.KraskovInformation.Algorithm;
import org.gyre.measure.series.RealSeries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which estimator is taken, and its parameters.
final class EstimatorOptions {
    enum Kind {
        auto,
        discrete,
        ksg1,
        ksg2
    }

    private static final int NEIGHBOURS = 4;

    @Option(
            names = "--estimator",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "discrete: counts of whole numbers; ksg1, ksg2: nearest neighbours; auto: discrete for whole"
                    + " numbers of few kinds, else ksg1 (default: ${DEFAULT-VALUE}).")
    Kind kind = Kind.auto;

    @Option(
            names = "--k",
            paramLabel = "K",
            description = "ksg1, ksg2: which nearest neighbour (default: " + NEIGHBOURS + ").")
    @Nullable
    Integer neighbours;

    @Option(
            names = "--theiler",
            paramLabel = "STEPS",
            description = "ksg1, ksg2: samples up to so many steps apart are no neighbours (default: 0).")
    @Nullable
    Integer window;

    @Option(
            names = "--noise",
            paramLabel = "SHARE",
            description = "ksg1, ksg2: part equal values by noise of this many standard deviations, such as 1e-8"
                    + " (default: none).")
    @Nullable
    Double noise;

    /// On by default as in JIDT, TRENTOOL and MILCA: a maximum norm over columns of unlike scale sees one column only.
    @Option(
            names = "--normalise",
            negatable = true,
            description = "ksg1, ksg2: scale each column to mean 0 and standard deviation 1 before anything else;"
                    + " --no-normalise leaves it (default: scaled).")
    @Nullable
    Boolean normalise;

    @Option(
            names = "--bias-correction",
            paramLabel = "NAME",
            description = "discrete: none, miller-madow, panzeri-treves, grassberger, nsb, chao-shen, shrinkage,"
                    + " quadratic or jackknife (default: none).")
    @Nullable
    String correction;

    /// The columns as the chosen estimator takes them.
    ///
    /// @param seed of the noise
    /// @param groups the columns that will be asked for
    /// @throws InputException if an option does not belong to the estimator, or is out of range
    Material<?> material(Samples samples, Team team, long seed, int[]... groups) {
        int[] all =
                Arrays.stream(groups).flatMapToInt(Arrays::stream).distinct().toArray();
        Kind chosen = kind != Kind.auto ? kind : samples.looksDiscrete(all) ? Kind.discrete : Kind.ksg1;
        boolean ksg = chosen == Kind.ksg1 || chosen == Kind.ksg2;
        refuse(!ksg && neighbours != null, "--k", chosen);
        refuse(!ksg && window != null, "--theiler", chosen);
        refuse(!ksg && noise != null, "--noise", chosen);
        refuse(!ksg && normalise != null, "--normalise", chosen);
        refuse(chosen != Kind.discrete && correction != null, "--bias-correction", chosen);
        return switch (chosen) {
            case auto, discrete ->
                new Material<>(
                        samples::symbols,
                        new DiscreteInformation(
                                correction == null ? DiscreteEntropy.PLUG_IN : DiscreteEntropy.named(correction)));
            case ksg1 -> real(samples, kraskov(Algorithm.KSG_1, team), seed);
            case ksg2 -> real(samples, kraskov(Algorithm.KSG_2, team), seed);
        };
    }

    private void refuse(boolean wrong, String option, Kind chosen) {
        if (wrong) {
            throw new InputException(option + ": does not belong to the estimator " + chosen
                    + (kind == Kind.auto ? ", which auto chose for this file" : "") + "; leave it out or choose another"
                    + " --estimator");
        }
    }

    private KraskovInformation kraskov(Algorithm algorithm, Team team) {
        return new KraskovInformation(
                algorithm, neighbours == null ? NEIGHBOURS : neighbours, window == null ? 0 : window, team);
    }

    private Material<RealSeries> real(Samples samples, InformationEstimator<RealSeries> estimator, long seed) {
        if (noise != null && !(noise > 0 && noise < 1)) {
            throw new InputException("--noise " + noise + ": must be between 0 and 1, such as 1e-8");
        }
        RandomStream stream = RandomStream.of(seed).split("noise");
        return new Material<>(
                columns -> {
                    RealSeries series = samples.real(columns);
                    RealSeries scaled = normalise == null || normalise ? series.normalised() : series;
                    return noise == null ? scaled : scaled.jittered(noise, stream.split(columns[0]));
                },
                estimator);
    }
}
