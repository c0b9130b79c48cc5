package org.gyre.lab.engine;

import java.util.function.BooleanSupplier;

/// Does independent pieces of work.
///
/// An engine may do a piece twice or more often, after a loss or to be safe; the workload hears of it once. A
/// piece that fails is answered with its sentence, and the others go on.
public interface Engine extends AutoCloseable {
    /// Its name, as `--engine` takes it.
    String name();

    /// How many pieces it does at a time, about.
    int parallelism();

    /// Whether pieces are done where the files of this machine are.
    default boolean isLocal() {
        return false;
    }

    /// Does all pieces of a workload. Returns when every one that was begun is answered.
    ///
    /// @param stop  once true, no more pieces are begun
    /// @return whether all pieces of the workload are answered: false if it was stopped before
    boolean work(Workload workload, BooleanSupplier stop);

    @Override
    void close();
}
