package org.gyre.lab.experiment;

import java.nio.file.Path;

/// A run to be continued.
///
/// @param directory its run directory
/// @param allowChanges go on although the configuration, an input file or the version of Gyre changed
/// @param conduct how the run is carried out
public record ResumeRequest(Path directory, boolean allowChanges, Conduct conduct) {
    /// A run to be continued as it is.
    public static ResumeRequest of(Path directory) {
        return new ResumeRequest(directory, false, Conduct.DEFAULT);
    }
}
