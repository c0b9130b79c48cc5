package org.gyre.lab.experiment;

import java.nio.file.Path;
import java.util.Map;
import org.gyre.lab.run.Warning;

/// Told what a run does. Called by the run's thread; implementations must be quick and must not throw.
public interface RunListener {
    /// Nobody listens.
    RunListener NONE = new RunListener() {};

    /// A step is done.
    ///
    /// @param scalars the latest value of each scalar
    /// @param stepsPerSecond smoothed; 0 while unknown
    /// @param secondsLeft smoothed estimate for the steps that remain; NaN while unknown
    record Advance(
            long step, long totalSteps, Map<String, Double> scalars, double stepsPerSecond, double secondsLeft) {}

    /// The run has its folder. Comes first.
    ///
    /// @param step completed steps: 0, or the checkpoint's when resumed
    default void started(Path directory, Configuration configuration, long step, long totalSteps) {}

    default void advanced(Advance advance) {}

    /// Progress inside a step or an analysis.
    default void working(long done, long total, String what) {}

    /// Something the user should act on; notes stand in the report alone.
    default void warned(Warning warning) {}

    default void checkpointWritten(long step, Path folder) {}
}
