package org.gyre.app.cli;

import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that every measure of information has: unit and threads.
final class InformationOptions {
    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            defaultValue = "bits",
            description = "bits or nats (default: ${DEFAULT-VALUE}).")
    Unit unit = Unit.BITS;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Number of threads; results do not depend on it (default: one for each processor).")
    @Nullable
    Integer threads;

    /// @throws InputException if the number of threads makes no team
    Team team() {
        if (threads != null && threads < 1) {
            throw new InputException("--threads " + threads + ": must be at least 1");
        }
        return Team.of(threads == null ? Runtime.getRuntime().availableProcessors() : threads);
    }
}
