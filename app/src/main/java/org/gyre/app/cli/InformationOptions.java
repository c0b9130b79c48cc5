package org.gyre.app.cli;

import org.gyre.core.Team;
import org.gyre.core.Unit;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that every measure of information has: unit and threads.
final class InformationOptions {
    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            defaultValue = "bits",
            description = "bits or nats (default: ${DEFAULT-VALUE}).")
    Unit unit = Unit.BITS;

    @Mixin
    TeamOptions threads = new TeamOptions();

    /// @throws InputException if the number of threads makes no team
    Team team() {
        return threads.team();
    }
}
