package org.gyre.app.web.runs;

import io.javalin.http.ConflictResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gyre.app.web.sweeps.SweepCatalogue;
import org.gyre.app.web.work.Program;
import org.gyre.app.web.work.Talk;
import org.gyre.core.InputException;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.storage.Storage;
import org.jspecify.annotations.Nullable;

/// Lets the runs that were asked for on the page begin one after another. Whatever is at work in the folder
/// counts, also sweeps, and runs of a terminal and of an earlier server: two at once disturb each other's timing.
///
/// A run that has begun is nobody's: it goes on when the server ends. One that waits is a file
/// ([WaitingList]); the next server lets it begin.
final class RunQueue implements AutoCloseable {
    private static final long LOOK_MILLIS = 200;
    private static final long TROUBLE_MILLIS = 2000;
    private static final int MOST_WAITING = 1000;
    /// Ends that a run or a continued run has by itself: done, a claim failed, stopped.
    private static final Set<Integer> ORDERLY = Set.of(0, 1, 3);

    /// A process that was started here.
    private record Begun(WaitingRun run, Process process, Path talk) {}

    private final RunCatalogue catalogue;
    private final SweepCatalogue sweeps;
    private final WaitingList waiting;
    private final Storage storage;
    private final Program program;
    private final Path scratch;
    private final int parallel;
    private final Map<String, Begun> begun = new LinkedHashMap<>();
    private final Thread thread;
    /// At work when the folder was last looked at, and not started here.
    private Set<String> others = new HashSet<>();
    private int talks;
    private boolean ended;

    /// @param scratch  folder for what the processes say
    /// @param parallel how many may be at work at once
    RunQueue(
            RunCatalogue catalogue,
            SweepCatalogue sweeps,
            WaitingList waiting,
            Storage storage,
            Program program,
            Path scratch,
            int parallel) {
        this.catalogue = catalogue;
        this.sweeps = sweeps;
        this.waiting = waiting;
        this.storage = storage;
        this.program = program;
        this.scratch = scratch;
        this.parallel = parallel;
        for (WaitingRun left : waiting.all()) {
            if (hasBegun(left)) {
                waiting.remove(left.id()); // the earlier server ended before it noted that
            }
        }
        this.thread = Thread.ofVirtual().name("queue of runs").start(this::work);
    }

    /// How many may be at work at once.
    int parallel() {
        return parallel;
    }

    private void work() {
        try {
            while (waitForSomething()) {
                try {
                    look();
                } catch (UncheckedIOException | InputException failure) {
                    // A full disk, a folder that cannot be read: it is tried again, and the list tells why.
                    Thread.sleep(TROUBLE_MILLIS);
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return false if the server ends
    private synchronized boolean waitForSomething() throws InterruptedException {
        while (!ended && begun.isEmpty() && next() == null) {
            wait();
        }
        return !ended;
    }

    /// Puts a run at the end.
    ///
    /// @throws ConflictResponse if too many wait
    synchronized void add(WaitingRun run) {
        if (waiting.all().size() >= MOST_WAITING) {
            throw new ConflictResponse(MOST_WAITING + " runs wait already; remove some of them.");
        }
        waiting.put(run);
        look();
        notifyAll();
    }

    /// Whether its process was started, and is at work or was not looked at since.
    synchronized boolean isBeginning(WaitingRun run) {
        Begun one = begun.get(run.id());
        return one != null && one.run.number() == run.number();
    }

    /// Takes a run out that waits, or could not begin.
    ///
    /// @throws ConflictResponse if it does not wait
    synchronized void remove(String id) throws IOException {
        look();
        WaitingRun run = waiting.find(id);
        if (run == null || begun.containsKey(id)) {
            throw new ConflictResponse("The run does not wait: it has begun, or was removed.");
        }
        waiting.remove(id);
        discard(run);
    }

    /// Without a manifest a folder never became a run. What somebody else put into it stays.
    private void discard(WaitingRun run) throws IOException {
        RunDirectory directory = directory(run);
        if (run.preset() == null
                || !Files.isDirectory(directory.root())
                || Files.exists(directory.manifest())
                || RunState.holder(directory).isPresent()) {
            return;
        }
        if (Files.exists(directory.lockFile()) || storage.list(directory.root()).isEmpty()) {
            storage.deleteTree(directory.root());
        }
    }

    private RunDirectory directory(WaitingRun run) {
        return new RunDirectory(catalogue.folder().resolve(run.id()));
    }

    /// Notes what has happened, and lets begin what may.
    synchronized void look() {
        if (ended) {
            return;
        }
        for (Begun one : List.copyOf(begun.values())) {
            settle(one);
        }
        for (WaitingRun next = next(); next != null && mayBegin(); next = next()) {
            begin(next);
        }
    }

    private void settle(Begun one) {
        String id = one.run.id();
        // Asked first: what a process did before it ended is then seen.
        boolean alive = one.process.isAlive();
        WaitingRun queued = waiting.find(id);
        boolean noted = queued == null || queued.number() != one.run.number();
        if (!noted && hasBegun(one.run)) {
            waiting.remove(id);
            noted = true;
        }
        if (alive) {
            return;
        }
        begun.remove(id);
        if (noted) {
            return;
        }
        int code = one.process.exitValue();
        if (one.run.preset() == null && ORDERLY.contains(code)) {
            waiting.remove(id); // so short that it was never seen at work
        } else {
            String said = Talk.complaint(one.talk);
            waiting.put(one.run.refused(
                    said.isEmpty() ? "its process ended before the first step (exit code " + code + ")" : said));
        }
    }

    private boolean hasBegun(WaitingRun run) {
        RunDirectory directory = directory(run);
        if (run.preset() != null) {
            return Files.exists(directory.manifest());
        }
        return RunState.holder(directory).isPresent()
                || (Files.exists(directory.result())
                        && Result.read(directory.result()).status() == Result.Status.DONE);
    }

    private @Nullable WaitingRun next() {
        return waiting.all().stream()
                .filter(run -> run.problem().isEmpty() && !begun.containsKey(run.id()))
                .findFirst()
                .orElse(null);
    }

    private boolean mayBegin() {
        others.removeIf(id -> !isAtWork(
                catalogue.entry(id, new RunDirectory(catalogue.folder().resolve(id)))));
        int atWork = begun.size() + others.size();
        if (atWork >= parallel || atWork + sweeps.atWork() >= parallel) {
            return false;
        }
        // The whole folder is looked at only when it seems that there is room.
        others = new HashSet<>(catalogue.list().stream()
                .filter(entry -> isAtWork(entry) && !begun.containsKey(entry.id()))
                .map(RunCatalogue.Entry::id)
                .toList());
        return begun.size() + others.size() + sweeps.atWork() < parallel;
    }

    private static boolean isAtWork(RunCatalogue.Entry entry) {
        return entry.state().equals(RunState.RUNNING.label()) || entry.state().equals(RunState.STARTING.label());
    }

    private void begin(WaitingRun run) {
        RunDirectory directory = directory(run);
        if (!Files.isDirectory(directory.root())) {
            waiting.remove(run.id()); // somebody deleted its folder
            return;
        }
        Path talk = scratch.resolve("talk-" + ++talks + ".txt");
        try {
            Process process = program.start(run.words(directory.root().toString()), Path.of("/dev/null"), talk);
            begun.put(run.id(), new Begun(run, process, talk));
        } catch (UncheckedIOException failure) {
            waiting.put(run.refused(String.valueOf(failure.getMessage())));
        }
    }

    /// Begins nothing more. What has begun goes on, what waits is left to the next server.
    @Override
    public void close() {
        synchronized (this) {
            ended = true;
            notifyAll();
        }
        thread.interrupt();
    }
}
