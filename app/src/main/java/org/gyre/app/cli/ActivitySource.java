package org.gyre.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the activity of all units comes from: exactly one of these.
class ActivitySource {
    @Option(
            names = "--spikes",
            paramLabel = "FILE",
            description = "A recording of spikes, such as two columns, time in seconds and unit; 'gyre data info FILE'"
                    + " says what a file is taken for; needs --bin.")
    @Nullable
    String spikes;

    @Option(names = "--activity", paramLabel = "FILE", description = "Spikes of all units, one number a bin.")
    @Nullable
    String activity;
}
