package org.gyre.lab.engine;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.gyre.core.InputException;
import org.gyre.lab.run.NumericFailure;

/// The kinds of work that can be done here.
public final class Jobs {
    private static final double NANOS = 1e9;

    private final Map<String, Job> byName = new TreeMap<>();

    private Jobs(Iterable<Job> jobs) {
        for (Job job : jobs) {
            if (byName.put(job.name(), job) != null) {
                throw new IllegalArgumentException("two kinds of work are called " + job.name());
            }
        }
    }

    public static Jobs of(Job... jobs) {
        return new Jobs(List.of(jobs));
    }

    /// Those that are registered as services of the type [Job].
    public static Jobs installed() {
        return new Jobs(ServiceLoader.load(Job.class, Jobs.class.getClassLoader()));
    }

    /// Does a piece of work, whatever becomes of it.
    ///
    /// @throws OutOfMemoryError if it needs more memory than there is; whether that is final, the engine decides
    public Answer answer(Task task, Workplace workplace) {
        long begun = System.nanoTime();
        try {
            Job job = byName.get(task.job());
            if (job == null) {
                return failed(begun, "no kind of work is called '" + task.job() + "' here; is it the same Gyre?");
            }
            return Answer.of(job.compute(task.input(), workplace), seconds(begun));
        } catch (InputException | NumericFailure told) {
            return failed(begun, String.valueOf(told.getMessage()));
        } catch (RuntimeException failure) {
            // What fails inside a task of a team comes wrapped.
            return failure.getCause() instanceof NumericFailure told
                    ? failed(begun, String.valueOf(told.getMessage()))
                    : Answer.ofMistake(described(failure), seconds(begun));
        }
    }

    /// With the place, since there is no other trace of it.
    private static String described(RuntimeException bug) {
        StackTraceElement[] trace = bug.getStackTrace();
        return bug + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private static Answer failed(long begun, String why) {
        return Answer.failed(why, seconds(begun));
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / NANOS;
    }
}
