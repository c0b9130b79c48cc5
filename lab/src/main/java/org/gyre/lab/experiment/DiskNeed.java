package org.gyre.lab.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.gyre.core.InputException;
import org.gyre.lab.run.Checkpoints;
import org.gyre.lab.run.Snapshot;
import org.gyre.lab.storage.Storage;

/// The space that a run will take, estimated before its first step.
///
/// @param checkpoints bytes of the checkpoints: two are kept, and a third is written beside them
/// @param arrays bytes of the arrays that the end writes
/// @param texts bytes of the scalars, logs, figures and the report
record DiskNeed(long checkpoints, long arrays, long texts) {
    /// Characters of one number in `scalars.csv` with its comma.
    private static final double NUMBER = 20;

    /// Figures and a report of the usual size.
    private static final double REPORT = 1e6;

    /// @param session at its first step; the state that it saves does not grow
    static DiskNeed of(Session session) {
        Snapshot snapshot = new Snapshot();
        session.save(snapshot);
        double rows = NUMBER * (session.scalarNames().size() + 1) * (double) session.totalSteps();
        return new DiskNeed(3 * Checkpoints.size(snapshot), session.arrayBytes(), (long) (REPORT + rows));
    }

    /// @throws InputException naming need and space, if there is less space than needed
    void check(Storage storage, Path directory) throws IOException {
        double need = (double) checkpoints + (double) arrays + (double) texts;
        double free = (double) storage.freeBytes(directory);
        if (need > free) {
            throw new InputException(String.format(
                    Locale.ROOT,
                    "%s: the run needs about %.1f MB (%.1f MB for checkpoints, %.1f MB for arrays, %.1f MB for scalars"
                            + " and report) and %.1f MB are free; free some space or choose another disk with --out",
                    directory,
                    need / 1e6,
                    (double) checkpoints / 1e6,
                    (double) arrays / 1e6,
                    (double) texts / 1e6,
                    free / 1e6));
        }
    }
}
