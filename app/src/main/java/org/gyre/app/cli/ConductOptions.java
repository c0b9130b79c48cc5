package org.gyre.app.cli;

import java.time.Duration;
import java.util.List;
import org.gyre.lab.experiment.CheckpointPolicy;
import org.gyre.lab.experiment.Conduct;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How a run is carried out; nothing here changes its results.
final class ConductOptions {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to use (default: all processors). Results do not depend on it.")
    @Nullable
    Integer threads;

    @Option(
            names = "--max-time",
            paramLabel = "TIME",
            converter = DurationConverter.Positive.class,
            description = "Stop with a checkpoint after this time: 90s, 10m, 1h30m.")
    @Nullable
    Duration maxTime;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Write a checkpoint after this time since the last one (default: 30s).")
    @Nullable
    Duration checkpointEvery;

    Conduct conduct(List<String> commandLine) {
        Conduct conduct = Conduct.DEFAULT.withMaxTime(maxTime).withCommandLine(commandLine);
        if (checkpointEvery != null) {
            conduct = conduct.withCheckpoints(new CheckpointPolicy(Long.MAX_VALUE, checkpointEvery));
        }
        return threads == null ? conduct : conduct.withThreads(threads);
    }
}
