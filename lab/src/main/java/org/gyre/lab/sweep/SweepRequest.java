package org.gyre.lab.sweep;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a sweep is carried out. Nothing here changes its rows.
///
/// @param out         its folder, or absent: a new one under `sweeps`
/// @param sweeps      the folder of sweeps
/// @param maxTime     no point is begun after this wall time, if present
/// @param retry       whether points that failed before are done again
/// @param allowChanges whether another version of Gyre may go on with it
/// @param commandLine what the user typed, for the manifest
public record SweepRequest(
        @Nullable Path out,
        Path sweeps,
        @Nullable Duration maxTime,
        boolean retry,
        boolean allowChanges,
        List<String> commandLine) {
    public SweepRequest {
        commandLine = List.copyOf(commandLine);
    }
}
