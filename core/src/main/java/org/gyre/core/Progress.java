package org.gyre.core;

/// Told by long work how far it is. Calls may come from any thread; implementations must be quick and must not
/// throw.
@FunctionalInterface
public interface Progress {
    /// Nobody listens.
    Progress NONE = (done, total, what) -> {};

    /// Reports that `done` of `total` units of work are finished; `what` says in a few words what is being
    /// done.
    void report(long done, long total, String what);
}
