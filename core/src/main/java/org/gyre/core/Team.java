package org.gyre.core;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Threads that share lists of independent tasks.
///
/// The calling thread works too and needs nobody: helpers that come late or never cost speed, not results.
/// Tasks must be cut by the shape of the work, not by the number of threads, so that results do not depend
/// on it.
public final class Team implements AutoCloseable {
    private static final Team ALONE = new Team(null, 0, null);

    private final @Nullable Executor executor;
    private final int helpers;
    private final @Nullable ExecutorService owned;

    private Team(@Nullable Executor executor, int helpers, @Nullable ExecutorService owned) {
        this.executor = executor;
        this.helpers = helpers;
        this.owned = owned;
    }

    /// Everything on the calling thread.
    public static Team alone() {
        return ALONE;
    }

    /// The calling thread and `threads − 1` threads of its own, which end with [#close] and with the program.
    ///
    /// @throws IllegalArgumentException if `threads` is not positive
    public static Team of(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads = " + threads + ": must be at least 1");
        }
        if (threads == 1) {
            return ALONE;
        }
        ExecutorService pool = Executors.newFixedThreadPool(
                threads - 1,
                Thread.ofPlatform().daemon().name("gyre-helper-", 1).factory());
        return new Team(pool, threads - 1, pool);
    }

    /// The calling thread and up to `helpers` tasks of an executor.
    ///
    /// @throws IllegalArgumentException if `helpers` is negative
    public static Team helpedBy(Executor executor, int helpers) {
        if (helpers < 0) {
            throw new IllegalArgumentException("helpers = " + helpers + ": must not be negative");
        }
        return new Team(executor, helpers, null);
    }

    /// Runs every task exactly once and returns when all are done.
    ///
    /// @throws InputException if a task met bad input
    /// @throws Error if a task ran out of memory or the like: the error itself
    /// @throws IllegalStateException if a task failed otherwise, with its failure as the cause
    public void run(List<? extends Runnable> tasks) {
        Round round = new Round(tasks);
        if (executor != null) {
            try {
                for (int i = 0; i < Math.min(helpers, tasks.size() - 1); i++) {
                    executor.execute(round);
                }
            } catch (RejectedExecutionException e) {
                // An executor that is full or closed sends no helpers; this thread does the work.
            }
        }
        round.run();
        round.await();
    }

    @Override
    public void close() {
        if (owned != null) {
            owned.shutdown();
        }
    }

    /// Tasks that several threads take from one list.
    private static final class Round implements Runnable {
        /// Forgotten when all are done: a helper that was busy elsewhere may come to this round much later, and
        /// what the tasks hold must not wait for it.
        private volatile List<? extends Runnable> tasks;

        private final AtomicInteger taken = new AtomicInteger();
        private final CountDownLatch open;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Round(List<? extends Runnable> tasks) {
            this.tasks = tasks;
            this.open = new CountDownLatch(tasks.size());
        }

        @Override
        public void run() {
            List<? extends Runnable> all = tasks;
            for (int i = taken.getAndIncrement(); i < all.size(); i = taken.getAndIncrement()) {
                try {
                    all.get(i).run();
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    open.countDown();
                }
            }
        }

        void await() {
            boolean interrupted = false;
            while (true) {
                try {
                    open.await();
                    break;
                } catch (InterruptedException e) {
                    // The arrays belong to the helpers until their last task is done.
                    interrupted = true;
                }
            }
            tasks = List.of();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Throwable cause = failure.get();
            if (cause instanceof InputException bad) {
                throw new InputException(bad.getMessage(), bad);
            }
            if (cause instanceof Error error) {
                // What a caller does about it, such as naming the heap, must not depend on the number of threads.
                throw error;
            }
            if (cause != null) {
                throw new IllegalStateException("a task failed", cause);
            }
        }
    }
}
