package org.gyre.lab.flux;

import org.gyre.lab.experiment.Session;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;

/// A session whose whole state is a table of numbers that grows by one row in each step.
abstract class TableSession implements Session {
    /// `[step][column]`, row-major; rows from [#done] on are zero.
    final double[] table;

    private final int width;
    private int done;

    /// An empty table.
    ///
    /// @param steps number of rows in the end
    /// @param width columns
    TableSession(int steps, int width) {
        this.table = new double[Math.multiplyExact(steps, width)];
        this.width = width;
    }

    /// Number of rows that are complete, which is the number of the row at work.
    final int done() {
        return done;
    }

    /// Declares the row at work complete.
    ///
    /// @return the number of rows that are complete now
    final int complete() {
        return ++done;
    }

    @Override
    public final long totalSteps() {
        return table.length / width;
    }

    @Override
    public final long completedSteps() {
        return done;
    }

    @Override
    public final void save(SnapshotWriter out) {
        out.put("table", table);
        out.put("done", (long) done);
    }

    @Override
    public final void restore(SnapshotReader in) {
        in.into(table, "table");
        done = (int) in.integer("done");
    }
}
