package org.gyre.app.cli;

import java.nio.file.Path;
import java.util.List;
import org.gyre.lab.run.Result;

/// What commands say that read from a run what only its end writes.
final class UnfinishedRun {
    private UnfinishedRun() {}

    /// One sentence if the run is not finished, else none.
    ///
    /// @param missing what the answer lacks, a main clause
    static List<String> warnings(Path run, Result result, String missing) {
        if (result.status() == Result.Status.DONE) {
            return List.of();
        }
        return List.of(run + ": the run is not finished (" + result.status().label() + " at step " + result.step()
                + " of " + result.totalSteps() + "), and " + missing + "; 'gyre resume " + run + "' goes on with it");
    }
}
