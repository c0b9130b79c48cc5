package org.gyre.app.web.runs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern HOLDER = Pattern.compile("process (\\d{1,18}) on .*");

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

    /// The process on this machine that works on a run.
    static Optional<ProcessHandle> holder(RunDirectory run) {
        String text;
        try {
            text = Files.readString(run.lockFile(), UTF_8);
        } catch (IOException none) {
            return Optional.empty();
        }
        Matcher matcher = HOLDER.matcher(text.strip());
        return matcher.matches()
                ? ProcessHandle.of(Long.parseLong(matcher.group(1))).filter(RunState::isJava)
                : Optional.empty();
    }

    /// A number that was given to another program meanwhile is no run.
    private static boolean isJava(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .command()
                        .map(command -> command.contains("java"))
                        .orElse(true);
    }
}
