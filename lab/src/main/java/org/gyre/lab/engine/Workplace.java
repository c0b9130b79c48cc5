package org.gyre.lab.engine;

import java.nio.file.Path;

/// What a piece of work finds where it is done.
public interface Workplace {
    /// Threads to use. Results must not depend on it.
    int threads();

    /// The copy of a data file at this place.
    ///
    /// @param file as whoever handed the work in named it
    Path file(Path file);

    /// Whether the work is no longer wanted; it may then end by any exception.
    boolean stopRequested();
}
