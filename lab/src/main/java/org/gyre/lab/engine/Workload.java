package org.gyre.lab.engine;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Independent pieces of work, handed out one by one, and their answers. All methods are called by one thread at
/// a time.
public interface Workload {
    /// The next piece, in the order in which whoever hands them out wants them begun; absent if there is none
    /// left.
    @Nullable
    Task next();

    /// How many are left to be handed out.
    long left();

    /// Takes the answer of a piece that was handed out. Each comes once, in any order.
    void answered(int number, Answer answer);

    /// The data files that the pieces read.
    default List<Path> files() {
        return List.of();
    }
}
