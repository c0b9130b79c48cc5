package org.gyre.lab.experiment;

import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;

/// A session whose whole state is a table of numbers that grows by one row in each step.
public abstract class TableSession implements Session {
    /// `[step][column]`, row-major; rows from [#done] on are zero.
    protected final double[] table;

    private final int width;
    private int done;

    /// An empty table.
    ///
    /// @param steps number of rows in the end
    /// @param width columns
    protected TableSession(int steps, int width) {
        this.table = new double[Math.multiplyExact(steps, width)];
        this.width = width;
    }

    /// Number of rows that are complete, which is the number of the row at work.
    protected final int done() {
        return done;
    }

    /// Declares the row at work complete.
    ///
    /// @return the number of rows that are complete now
    protected final int complete() {
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
