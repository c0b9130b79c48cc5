package org.gyre.app.cli;

import org.gyre.core.InputException;
import picocli.CommandLine.Option;

/// Whether the goodness of fit of a power law is tested, and how.
final class BootstrapOptions {
    @Option(
            names = "--bootstrap",
            paramLabel = "N",
            defaultValue = "0",
            description = "Test the goodness of fit with N replicas of the sample, drawn from the fitted law and fitted"
                    + " again; p then has an error of at most 1/(2 sqrt N) (default: no test).")
    int replicas;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the replicas (default: ${DEFAULT-VALUE}).")
    long seed;

    /// @throws InputException if the number of replicas makes no test
    void check() {
        if (replicas < 0 || replicas == 1) {
            throw new InputException(
                    "--bootstrap " + replicas + ": must be at least 2 replicas, better 1000, or 0 for no test");
        }
    }
}
