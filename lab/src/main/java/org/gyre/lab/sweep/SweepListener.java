package org.gyre.lab.sweep;

import java.nio.file.Path;

/// Told what a sweep does. Called by one thread at a time; implementations must be quick and must not throw.
public interface SweepListener {
    /// Nobody listens.
    SweepListener NONE = new SweepListener() {};

    /// The sweep has its folder. Comes first.
    ///
    /// @param done points that were done before
    default void started(Path folder, SweepPlan plan, int done) {}

    /// A point is done.
    ///
    /// @param failed      how many of those that are done failed
    /// @param secondsLeft NaN while unknown
    default void advanced(int done, int points, int failed, double secondsLeft) {}

    /// A point failed.
    ///
    /// @param point counted from 1
    default void failed(int point, String sentence) {}

    /// Tables and figures are being written.
    default void writing() {}
}
