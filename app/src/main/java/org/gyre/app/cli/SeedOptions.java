package org.gyre.app.cli;

import org.gyre.core.random.RandomStream;
import picocli.CommandLine.Option;

/// Where everything random begins.
final class SeedOptions {
    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
    long value;

    /// The stream of which every use takes a split of its own.
    RandomStream stream() {
        return RandomStream.of(value);
    }
}
