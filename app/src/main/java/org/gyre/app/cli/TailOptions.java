package org.gyre.app.cli;

import org.gyre.core.InputException;
import org.gyre.measure.avalanche.FittingRange;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where a power law is fitted, and whether its goodness of fit is tested.
final class TailOptions {
    @Option(
            names = "--xmin",
            paramLabel = "X",
            description = "Lower end of the fit (default: where the power law fits best).")
    @Nullable
    Double xmin;

    @Option(
            names = "--xmax",
            paramLabel = "X|auto",
            converter = UpperEnd.Converter.class,
            description =
                    "Upper end of the fit (default: none). auto: from xmin, or with an xmin found at the same time,"
                            + " the widest range of a decade or more in which Monte-Carlo samples do not rule the power law out.")
    UpperEnd xmax = UpperEnd.NONE;

    @Option(
            names = "--bootstrap",
            paramLabel = "N",
            defaultValue = "0",
            description = "Test the goodness of fit with N replicas of the sample, drawn from the fitted law and fitted"
                    + " again; p then has an error of at most 1/(2 sqrt N) (default: no test). With --xmax auto the"
                    + " number of samples that judge a range (at least 50, default there: 500).")
    int replicas;

    @Mixin
    SeedOptions seed = new SeedOptions();

    @Mixin
    TeamOptions threads = new TeamOptions();

    /// p then has an error of 0.0005; more take days and change nothing.
    private static final int MOST_REPLICAS = 1_000_000;

    /// @throws InputException if the number of replicas makes no test
    void check() {
        if (replicas > MOST_REPLICAS) {
            throw new InputException("--bootstrap " + replicas + ": must be at most " + MOST_REPLICAS
                    + ", which tell p to 0.0005; 1000 to 2500 are usual");
        }
        if (xmax.searched() && replicas != 0 && replicas < FittingRange.Settings.FEWEST_DRAWS) {
            throw new InputException("--bootstrap " + replicas + ": with --xmax auto at least "
                    + FittingRange.Settings.FEWEST_DRAWS + " samples must judge a range, better 500");
        }
        if (replicas < 0 || replicas == 1) {
            throw new InputException(
                    "--bootstrap " + replicas + ": must be at least 2 replicas, better 1000, or 0 for no test");
        }
    }

    /// The search of `--xmax auto`.
    FittingRange.Settings search() {
        return replicas == 0 ? FittingRange.Settings.DEFAULT : FittingRange.Settings.DEFAULT.withDraws(replicas);
    }
}
