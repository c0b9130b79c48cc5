package org.gyre.lab.experiment;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run to be started.
///
/// @param source the configuration
/// @param overrides `a.b=value`, applied to the configuration
/// @param seed replaces the configuration's seed, if present
/// @param out the run directory, if the user chose one
/// @param runs the folder in which a run directory is made otherwise
/// @param conduct how the run is carried out
public record RunRequest(
        ConfigurationSource source,
        List<String> overrides,
        @Nullable Long seed,
        @Nullable Path out,
        Path runs,
        Conduct conduct) {
    public RunRequest {
        overrides = List.copyOf(overrides);
    }

    /// A run of a file or preset with all defaults, under `runs/`.
    ///
    /// @throws InputException if there is no such file or preset
    public static RunRequest of(String presetOrFile) {
        return of(ConfigurationSource.named(presetOrFile));
    }

    /// A run with all defaults, under `runs/`.
    public static RunRequest of(ConfigurationSource source) {
        return new RunRequest(source, List.of(), null, null, Path.of("runs"), Conduct.DEFAULT);
    }

    public RunRequest withOverrides(List<String> replacement) {
        return new RunRequest(source, replacement, seed, out, runs, conduct);
    }

    public RunRequest withSeed(@Nullable Long replacement) {
        return new RunRequest(source, overrides, replacement, out, runs, conduct);
    }

    public RunRequest withOut(@Nullable Path replacement) {
        return new RunRequest(source, overrides, seed, replacement, runs, conduct);
    }

    public RunRequest withRuns(Path replacement) {
        return new RunRequest(source, overrides, seed, out, replacement, conduct);
    }

    public RunRequest withConduct(Conduct replacement) {
        return new RunRequest(source, overrides, seed, out, runs, replacement);
    }
}
