package org.gyre.cluster;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.spark.SimpleFutureAction;
import org.gyre.core.InputException;
import org.gyre.lab.engine.Answer;
import org.gyre.lab.engine.Task;
import org.gyre.lab.engine.Workload;
import org.jspecify.annotations.Nullable;
import scala.runtime.BoxedUnit;

/// One workload on Spark, from its first slice to its last answer. All of it happens in the thread that calls
/// [#run]; what Spark's threads have to say waits in a queue.
final class Round {
    private static final long POLL_MILLIS = 200;

    /// So long without any process of the cluster, and the user is told.
    private static final long PATIENCE_NANOS = 15_000_000_000L;

    /// Bytes of input in one slice, about.
    private static final long MOST_BYTES = 4L << 20;

    private static final int MOST_NOTICES = 5;

    /// So many processes lost one after another without an answer, and it is not the work that is to blame.
    private static final int MOST_LOSSES = 12;

    private static final String REMEDY = "its processes must run Java 25 and the same Gyre, see docs/sweeps.md";

    /// What Spark says of a slice.
    private sealed interface Word {
        int slice();

        record Arrived(int slice, byte[] parcel) implements Word {}

        record Lost(int slice, Throwable why) implements Word {}
    }

    /// A slice that is not back.
    private record Open(List<Task> tasks, Pace pace, SimpleFutureAction<BoxedUnit> job) {}

    /// A task that never came back.
    private record Missing(Task task, Throwable why) {}

    private final SparkEngine engine;
    private final Workload workload;
    private final BooleanSupplier stop;
    private final BlockingQueue<Word> words = new LinkedBlockingQueue<>();
    private final Map<Integer, Open> open = new HashMap<>();

    /// Tasks of slices that were lost: one by one, to find the one that is to blame.
    private final Deque<Task> again = new ArrayDeque<>();

    /// Tasks that came back undone, since those before them took longer than was foreseen.
    private final Deque<Task> back = new ArrayDeque<>();

    /// Tasks that ran out of memory beside others: once more, with nothing beside them.
    private final Deque<Task> large = new ArrayDeque<>();

    private final List<Missing> missing = new ArrayList<>();
    private final long begun = System.nanoTime();
    private int slices;
    private int dropped;
    private int losses;
    private int lossesTold;
    private boolean anyAnswer;
    private boolean alone;
    private boolean stopped;
    private boolean toldOfWaiting;

    Round(SparkEngine engine, Workload workload, BooleanSupplier stop) {
        this.engine = engine;
        this.workload = workload;
        this.stop = stop;
    }

    /// Does all of it.
    ///
    /// @return whether every task is answered
    boolean run() {
        boolean interrupted = false;
        try {
            while (true) {
                if (!stopped && stop.getAsBoolean()) {
                    stopped = true;
                    cancelWhatHasNotBegun();
                }
                if (!stopped) {
                    fill();
                }
                if (open.isEmpty()) {
                    break;
                }
                try {
                    hear(words.poll(POLL_MILLIS, TimeUnit.MILLISECONDS));
                } catch (InterruptedException wish) {
                    interrupted = true; // what is begun is waited for
                }
                tellNews();
            }
            giveUpMissing();
        } catch (RuntimeException failure) {
            if (failure instanceof IllegalStateException && engine.isStopped()) {
                throw gone(failure); // whatever is asked of Spark then fails so
            }
            open.values().forEach(slice -> slice.job.cancel());
            throw failure;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        boolean none = again.isEmpty() && back.isEmpty() && large.isEmpty() && dropped == 0;
        return !stopped || (workload.left() == 0 && none);
    }

    /// Keeps all cores busy, with a few slices waiting.
    private void fill() {
        int cores = engine.parallelism();
        int wanted = cores + Math.max(1, cores / 4);
        while (open.size() < wanted && !alone) {
            List<Task> tasks = draw(cores);
            if (tasks.isEmpty()) {
                break;
            }
            submit(tasks);
        }
        if (open.isEmpty() && !large.isEmpty()) {
            alone = true;
            submit(List.of(large.remove()));
        }
    }

    private List<Task> draw(int cores) {
        Task first = again.poll();
        if (first != null) {
            return List.of(first);
        }
        first = next();
        if (first == null) {
            return List.of();
        }
        int wanted = engine.pace(first.job()).tasks(cores, workload.left() + back.size());
        List<Task> tasks = new ArrayList<>(wanted);
        long bytes = 0;
        for (Task task = first; task != null; task = next()) {
            tasks.add(task);
            bytes += task.input().length;
            if (tasks.size() >= wanted || bytes >= MOST_BYTES) {
                break;
            }
        }
        return tasks;
    }

    private @Nullable Task next() {
        Task task = back.poll();
        return task == null ? workload.next() : task;
    }

    private void submit(List<Task> tasks) {
        int slice = slices++;
        double limit = Pace.limit(engine.parallelism());
        byte[] parcel = Parcel.pack(new Parcel.Order(Slice.version(), limit, tasks));
        SparkEngine.End end = new SparkEngine.End() {
            @Override
            public void arrived(byte[] result) {
                words.add(new Word.Arrived(slice, result));
            }

            @Override
            public void lost(Throwable why) {
                words.add(new Word.Lost(slice, why));
            }
        };
        SimpleFutureAction<BoxedUnit> job = engine.submit(slice, parcel, end);
        open.put(slice, new Open(tasks, engine.pace(tasks.getFirst().job()), job));
    }

    private void hear(@Nullable Word word) {
        if (word == null) {
            if (engine.isStopped()) {
                throw new IllegalStateException("the driver of Spark has ended");
            }
            return;
        }
        Open slice = open.remove(word.slice());
        if (slice == null) {
            return; // cancelled, and came nevertheless
        }
        switch (word) {
            case Word.Arrived(int _, byte[] parcel) -> arrived(slice, Parcel.replies(parcel));
            case Word.Lost(int _, Throwable why) -> lost(slice, why);
        }
        alone = false;
    }

    private void arrived(Open slice, List<Parcel.Reply> replies) {
        anyAnswer = true;
        losses = 0;
        double seconds = 0;
        for (int i = 0; i < replies.size(); i++) {
            Parcel.Reply reply = replies.get(i);
            Answer answer = reply.answer();
            if (answer == null && !alone) {
                large.add(slice.tasks.get(i));
                continue;
            }
            if (answer == null) {
                answer = Answer.failed(
                        "it needs more memory than a process of the cluster has; give more with"
                                + " spark.executor.memory",
                        0);
            }
            seconds += answer.seconds();
            workload.answered(reply.number(), answer);
        }
        back.addAll(slice.tasks.subList(replies.size(), slice.tasks.size()));
        slice.pace.learn(seconds, replies.size());
    }

    private void lost(Open slice, Throwable why) {
        if (engine.isStopped()) {
            throw gone(why);
        }
        if (slice.tasks.size() > 1) {
            again.addAll(slice.tasks);
            return;
        }
        missing.add(new Missing(slice.tasks.getFirst(), why));
        if (anyAnswer) {
            giveUpMissing();
        } else if (missing.size() >= Math.max(4, 2 * engine.parallelism())) {
            // Not the tasks are to blame: a record of failures would only have to be undone.
            throw new InputException(
                    "--engine spark: no work comes back from " + engine.master() + " (" + Reason.of(why) + "); "
                            + REMEDY,
                    why);
        }
    }

    /// Spark has tried these again and again, alone in their slice.
    private void giveUpMissing() {
        for (Missing lost : missing) {
            workload.answered(
                    lost.task.number(),
                    Answer.failed("the process that computed it did not survive it: " + Reason.of(lost.why), 0));
        }
        missing.clear();
    }

    private void cancelWhatHasNotBegun() {
        open.entrySet().removeIf(entry -> {
            boolean waiting = !engine.watch().hasBegun(entry.getKey());
            if (waiting) {
                entry.getValue().job.cancel();
                dropped += entry.getValue().tasks.size();
            }
            return waiting;
        });
    }

    private void tellNews() {
        for (String loss = engine.watch().losses().poll();
                loss != null;
                loss = engine.watch().losses().poll()) {
            losses++;
            if (++lossesTold <= MOST_NOTICES) {
                engine.tell(loss);
            } else if (lossesTold == MOST_NOTICES + 1) {
                engine.tell("spark: further losses are not told");
            }
        }
        // Processes that end as soon as they begin would be started for ever.
        if (losses > Math.max(MOST_LOSSES, 2 * engine.parallelism())) {
            throw new InputException("--engine spark: " + losses + " processes of " + engine.master()
                    + " were lost and no work came back" + " meanwhile; "
                    + (anyAnswer ? "what is done is kept" : REMEDY));
        }
        if (!toldOfWaiting && !engine.watch().someoneCame() && System.nanoTime() - begun > PATIENCE_NANOS) {
            toldOfWaiting = true;
            if (!engine.isLocal()) {
                engine.tell("spark: " + engine.master() + " has given no process yet; are its cores and memory free?"
                        + " Waiting");
            }
        }
    }

    private InputException gone(Throwable why) {
        return new InputException(
                "--engine spark: " + engine.master() + " has ended the work (" + Reason.of(why) + "); "
                        + (anyAnswer ? "what is done is kept" : REMEDY),
                why);
    }
}
