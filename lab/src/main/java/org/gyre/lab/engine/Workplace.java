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

    /// Whether the answer of this piece is no longer wanted by anybody; it may then end by any exception. A wish to
    /// stop the whole work is no such case: what is at work is waited for.
    boolean stopRequested();
}
