package org.gyre.app.web.runs;

import java.util.Locale;
import java.util.Optional;
import org.gyre.app.web.work.Holder;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.jspecify.annotations.Nullable;

/// Where a run is, as far as its files and processes tell.
enum RunState {
    /// In the queue.
    WAITING,
    /// Its process has begun, and has not made its first step.
    STARTING,
    /// Its turn came and its process would not begin.
    REFUSED,
    /// What is in its folder is damaged, or no run.
    UNREADABLE,
    /// A process works on it.
    RUNNING,
    /// Stopped with a checkpoint.
    STOPPED,
    /// Its process ended without a word; it goes on from its last checkpoint.
    KILLED,
    /// Ended by a number that was no longer finite, or an error.
    FAILED,
    /// Finished.
    DONE;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether a state becomes another one by itself.
    static boolean passes(String label) {
        return label.equals(RUNNING.label()) || label.equals(STARTING.label()) || label.equals(WAITING.label());
    }

    /// @param status of its result, if it has one
    static RunState of(RunDirectory run, Result.@Nullable Status status) {
        if (status == Result.Status.DONE) {
            return DONE;
        }
        if (holder(run).isPresent()) {
            return RUNNING;
        }
        if (status == null) {
            return KILLED;
        }
        return switch (status) {
            case STOPPED -> STOPPED;
            case FAILED -> FAILED;
            case RUNNING, DONE -> KILLED;
        };
    }

    /// Who works on a run.
    static Optional<Holder> holder(RunDirectory run) {
        return Holder.of(run.lockFile());
    }
}
