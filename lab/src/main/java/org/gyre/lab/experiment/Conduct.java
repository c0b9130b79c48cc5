package org.gyre.lab.experiment;

import java.time.Duration;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.lab.engine.EngineChoice;
import org.jspecify.annotations.Nullable;

/// How a run is carried out. Nothing here changes its results.
///
/// @param threads number of threads
/// @param maxTime stop with a checkpoint after this wall time, if present
/// @param checkpoints when checkpoints are due
/// @param engine evaluates the populations of a search
/// @param commandLine what the user typed, for the manifest
public record Conduct(
        int threads,
        @Nullable Duration maxTime,
        CheckpointPolicy checkpoints,
        EngineChoice engine,
        List<String> commandLine) {
    /// All processors, no limit of time, the default checkpoints.
    public static final Conduct DEFAULT = new Conduct(
            Runtime.getRuntime().availableProcessors(),
            null,
            CheckpointPolicy.DEFAULT,
            EngineChoice.local(),
            List.of());

    /// @throws InputException if there is not at least one thread, or the time is not positive
    public Conduct {
        if (threads < 1) {
            throw new InputException("--threads " + threads + ": must be at least 1");
        }
        if (maxTime != null && !maxTime.isPositive()) {
            throw new InputException("--max-time " + maxTime + ": must be positive");
        }
        commandLine = List.copyOf(commandLine);
    }

    public Conduct withThreads(int replacement) {
        return new Conduct(replacement, maxTime, checkpoints, engine, commandLine);
    }

    public Conduct withMaxTime(@Nullable Duration replacement) {
        return new Conduct(threads, replacement, checkpoints, engine, commandLine);
    }

    public Conduct withCheckpoints(CheckpointPolicy replacement) {
        return new Conduct(threads, maxTime, replacement, engine, commandLine);
    }

    public Conduct withEngine(EngineChoice replacement) {
        return new Conduct(threads, maxTime, checkpoints, replacement, commandLine);
    }

    public Conduct withCommandLine(List<String> replacement) {
        return new Conduct(threads, maxTime, checkpoints, engine, replacement);
    }
}
