package org.gyre.app.cli;

import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How many threads share the work.
final class TeamOptions {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Number of threads; results do not depend on it (default: one for each processor).")
    @Nullable
    Integer threads;

    /// @throws InputException if the number makes no team
    void check() {
        if (threads != null && threads < 1) {
            throw new InputException("--threads " + threads + ": must be at least 1");
        }
    }

    /// The number of threads.
    ///
    /// @throws InputException as [#check]
    int count() {
        check();
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }

    /// The threads, to be closed.
    ///
    /// @throws InputException as [#check]
    Team team() {
        return Team.of(count());
    }
}
