package org.gyre.lab.engine;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Does the work in this process, a piece on each thread.
///
/// The threads take from one list, so none waits while there is work. A piece that runs out of memory is put
/// aside and done again when it has the heap to itself; where the heap is nearly full without that, no further
/// piece begins until one has ended.
public final class LocalEngine implements Engine {
    /// Part of the heap that may be in use after a collection before pieces are held back.
    private static final double FULL = 0.75;

    private static final long IDLE_SECONDS = 2;

    private final int threads;
    private final Jobs jobs;
    private final Heap heap;
    private final ThreadPoolExecutor helpers = helpers();

    /// What is known of the heap.
    interface Heap {
        /// The part that is in use by what is still needed, 0 to 1.
        ///
        /// @param enough what it must not exceed; beyond, it is worth the time to look again
        double filled(double enough);
    }

    /// So many pieces at a time.
    ///
    /// @param threads at least 1
    public LocalEngine(int threads, Jobs jobs) {
        this(threads, jobs, CollectedHeap.INSTANCE);
    }

    LocalEngine(int threads, Jobs jobs, Heap heap) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads = " + threads + ": must be at least 1");
        }
        this.threads = threads;
        this.jobs = jobs;
        this.heap = heap;
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public int parallelism() {
        return threads;
    }

    @Override
    public boolean work(Workload workload, BooleanSupplier stop) {
        long left = workload.left();
        int workers = Math.clamp(left, 1, threads);
        Round round = new Round(workload, stop, Math.max(1, threads / workers));
        for (int i = 1; i < workers; i++) {
            helpers.execute(round::work);
        }
        round.work();
        round.await();
        round.alone();
        return round.finished();
    }

    @Override
    public void close() {
        // Threads without work end soon.
    }

    /// Threads that wait a little for more work: a search hands in a population every few milliseconds. No more of
    /// them are at work than pieces are asked for at a time.
    private static ThreadPoolExecutor helpers() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().daemon().name("gyre-work-", 1).factory());
    }

    /// Threads at one workload.
    private final class Round {
        private final Workload workload;
        private final BooleanSupplier stop;
        private final Workplace workplace;
        private final Workplace wholePlace;
        private final Deque<Task> large = new ArrayDeque<>();
        private int atWork;
        /// Whoever comes later finds nothing to do.
        private boolean over;

        private boolean stopped;
        private @Nullable RuntimeException broken;
        private @Nullable Error fatal;

        Round(Workload workload, BooleanSupplier stop, int threadsOfEach) {
            this.workload = workload;
            this.stop = stop;
            this.workplace = new Here(threadsOfEach);
            this.wholePlace = new Here(threads);
        }

        void work() {
            for (Task task = take(); task != null; task = take()) {
                Answer answer = null;
                try {
                    answer = jobs.answer(task, workplace);
                } catch (OutOfMemoryError full) {
                    putAside(task);
                } catch (Error failure) {
                    end(failure);
                } finally {
                    ended(task, answer);
                }
            }
        }

        private synchronized @Nullable Task take() {
            boolean interrupted = false;
            // Whoever is at work keeps its memory; with nobody at work there is nothing to wait for.
            while (atWork > 0 && heap.filled(FULL) > FULL && broken == null && fatal == null) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (over || broken != null || fatal != null) {
                return null;
            }
            if (stop.getAsBoolean()) {
                stopped = true;
                return null;
            }
            Task task;
            try {
                task = workload.next();
            } catch (RuntimeException failure) {
                broken = failure;
                return null;
            }
            if (task != null) {
                atWork++;
            }
            return task;
        }

        private synchronized void ended(Task task, @Nullable Answer answer) {
            atWork--;
            if (answer != null && broken == null) {
                tell(task, answer);
            }
            notifyAll();
        }

        private void tell(Task task, Answer answer) {
            try {
                workload.answered(task.number(), answer);
            } catch (RuntimeException failure) {
                broken = failure;
            }
        }

        private synchronized void putAside(Task task) {
            large.add(task);
        }

        private synchronized void end(Error failure) {
            fatal = failure;
        }

        /// Waits until no piece is at work. A piece that is begun is waited for, whoever interrupts.
        synchronized void await() {
            over = true;
            boolean interrupted = false;
            while (atWork > 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        /// One after another, with nothing beside it.
        void alone() {
            while (broken == null && fatal == null && !large.isEmpty()) {
                if (stop.getAsBoolean()) {
                    stopped = true;
                    return;
                }
                Task task = large.remove();
                Answer answer;
                try {
                    answer = jobs.answer(task, wholePlace);
                } catch (OutOfMemoryError full) {
                    answer = Answer.failed(
                            "it needs more memory than the "
                                    + (Runtime.getRuntime().maxMemory() >> 20)
                                    + " MB of the heap; give more with GYRE_JVM_OPTS=-Xmx…",
                            0);
                }
                synchronized (this) {
                    tell(task, answer);
                }
            }
        }

        boolean finished() {
            if (fatal != null) {
                throw fatal;
            }
            if (broken != null) {
                throw broken;
            }
            return !stopped || (workload.left() == 0 && large.isEmpty());
        }
    }

    /// Files are where they are.
    private record Here(int threads) implements Workplace {
        @Override
        public Path file(Path file) {
            return file;
        }

        /// A wish to stop is one to begin nothing more: what is at work is waited for, and its answer is wanted.
        @Override
        public boolean stopRequested() {
            return false;
        }
    }
}
