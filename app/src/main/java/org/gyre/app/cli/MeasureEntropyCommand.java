package org.gyre.app.cli;

import org.gyre.core.InputException;
import org.gyre.core.Team;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `gyre measure entropy`: entropy of columns of a file.
@Command(
        name = "entropy",
        description = "Entropy of columns of a file taken together: of symbols, or the differential entropy of real"
                + " numbers, which depends on their unit.",
        footer = {
            "",
            "Of real numbers ksg1 and ksg2 are both the estimator of Kozachenko and Leonenko.",
            "",
            "Examples:",
            "  gyre measure entropy --data raster.npy --x 0,1,2 --bias-correction nsb",
            "  gyre measure entropy --data series.csv --x 0 --estimator gaussian --unit nats"
        })
final class MeasureEntropyCommand extends InformationCommand {
    @Option(names = "--x", required = true, paramLabel = "COLUMNS", description = "Columns of x, such as 0 or 0,1.")
    @SuppressWarnings("NullAway.Init") // required
    String x;

    MeasureEntropyCommand(Console console) {
        super(console);
    }

    @Override
    int[] columns(Samples samples) {
        return samples.columns("--x", x);
    }

    /// The interval of an entropy of symbols depends on which of them follow each other.
    @Override
    boolean looksAtTrials(Samples samples) {
        return super.looksAtTrials(samples) || estimator.counts(samples, columns(samples));
    }

    @Override
    Found measure(Samples samples, Team team) {
        if (surrogates.count > 0) {
            throw new InputException(
                    "--surrogates: a shuffled variable has the same entropy, so there is nothing to test;"
                            + " leave it out");
        }
        return estimator.entropy(samples, team, surrogates.seed.value, samples.columns("--x", x));
    }
}
