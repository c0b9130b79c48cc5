package org.gyre.lab.experiment;

import java.util.List;
import org.gyre.lab.report.Figure;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;

/// A run in progress. One step is one block: the unit after which a run can be saved and stopped.
///
/// A session is driven by one thread. What it does after `restore` equals, bit for bit, what it would have
/// done had it not been interrupted; it must therefore take nothing from the clock, and random numbers only
/// from streams that depend on the seed and the step.
public interface Session extends AutoCloseable {
    /// Number of steps of the whole run.
    long totalSteps();

    /// Number of steps done so far.
    long completedSteps();

    /// The columns of `scalars.csv` beside `step`, for example `information_bits`. The same list for the
    /// whole run.
    List<String> scalarNames();

    /// Does one step, and reports its scalars through the context.
    ///
    /// @throws org.gyre.lab.run.NumericFailure if a number is no longer finite
    void advance();

    /// Puts the complete state, including the number of completed steps, into `out`. Arrays may be handed
    /// over without a copy: they are written before the next step.
    void save(SnapshotWriter out);

    /// Takes back what [#save] put. Called at most once, before the first step.
    ///
    /// @throws org.gyre.core.InputException if something is missing or does not fit the configuration
    void restore(SnapshotReader in);

    /// The analyses after the last step. They must not depend on anything but the configuration, the seed
    /// and the saved state, since a run that is stopped here is resumed from its last checkpoint.
    void finish(Outcome outcome);

    /// What there is to see of the run between two steps, such as weights or activity, for whoever watches.
    /// Must not change anything; called between steps only, and only as often as it costs next to nothing.
    default List<Figure> live() {
        return List.of();
    }

    /// About how many bytes the arrays that [#finish] hands over take on disk. A run that does not fit is
    /// refused before its first step; 0 stands for arrays too small to matter.
    default long arrayBytes() {
        return 0;
    }

    @Override
    default void close() {}
}
