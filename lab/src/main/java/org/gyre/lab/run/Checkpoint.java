package org.gyre.lab.run;

import java.nio.file.Path;
import java.util.List;

/// A checkpoint as read back.
///
/// @param folder where it was read from
/// @param step completed steps
/// @param version the version of Gyre that wrote it
/// @param configurationSha256 the resolved configuration it belongs to
/// @param scalarBytes length of `scalars.csv` at that moment
/// @param warnings what the user had been warned of by then
/// @param snapshot the session's state
public record Checkpoint(
        Path folder,
        long step,
        String version,
        String configurationSha256,
        long scalarBytes,
        List<Warning> warnings,
        Snapshot snapshot) {
    public Checkpoint {
        warnings = List.copyOf(warnings);
    }
}
