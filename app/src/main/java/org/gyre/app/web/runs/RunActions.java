package org.gyre.app.web.runs;

import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gyre.app.json.Body;
import org.gyre.app.web.http.Answers;
import org.gyre.app.web.http.Route;
import org.gyre.app.web.work.Holder;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Configuration;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.Presets;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.storage.HeldLock;
import org.gyre.lab.storage.LockedException;
import org.gyre.lab.storage.Storage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Starts, pauses, continues and stops runs. Each is a process of its own, which goes on when the server
/// ends; those that are too many at once wait.
final class RunActions {
    /// A virtual machine starts and reads its input in a few seconds; large input takes longer, and is
    /// waited for no longer than a person would.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long LOOK_MILLIS = 20;

    private final RunCatalogue catalogue;
    private final WaitingList waiting;
    private final RunQueue queue;
    private final Storage storage;

    /// The actions on the runs of a folder.
    RunActions(RunCatalogue catalogue, WaitingList waiting, RunQueue queue, Storage storage) {
        this.catalogue = catalogue;
        this.waiting = waiting;
        this.queue = queue;
        this.storage = storage;
    }

    /// What is answered to.
    List<Route> routes() {
        return List.of(
                Route.post("/api/runs", this::start),
                Route.post("/api/runs/{run}/pause", this::pause),
                Route.post("/api/runs/{run}/stop", this::stop),
                Route.post("/api/runs/{run}/resume", this::resume),
                Route.post("/api/runs/{run}/remove", this::remove));
    }

    /// Body: `preset`; optionally `set` (list of `key=value`), `seed`, `threads`.
    private void start(Context context) throws IOException {
        JsonNode body = Body.parse(context.body());
        String preset =
                Presets.installed().find(body.path("preset").asString("")).id();
        List<String> set = new ArrayList<>();
        body.path("set").forEach(entry -> set.add(entry.asString("")));
        Long seed = whole(body, "seed");
        Long threads = whole(body, "threads");
        // Mistakes are told before there is a folder.
        Configuration configuration =
                Configuration.load(ConfigurationSource.named(preset), set, seed, Experiments.installed());
        RunDirectory run = RunDirectory.create(
                storage,
                catalogue.folder(),
                LocalDateTime.now(ZoneId.systemDefault()),
                configuration.name(),
                configuration.seed());
        ask(
                context,
                new WaitingRun(
                        String.valueOf(run.root().getFileName()),
                        waiting.nextNumber(),
                        preset,
                        set,
                        configuration.seed(),
                        seed != null,
                        threads,
                        now(),
                        ""));
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// Puts a run into the queue, and answers when it is known whether it began or waits.
    private void ask(Context context, WaitingRun run) throws IOException {
        queue.add(run);
        long end = System.nanoTime() + PATIENCE.toNanos();
        WaitingRun queued = waiting.find(run.id());
        while (queued != null && queued.problem().isEmpty() && queue.isBeginning(run) && System.nanoTime() < end) {
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new IOException("the server ends", stop);
            }
            queue.look();
            queued = waiting.find(run.id());
        }
        if (queued != null && !queued.problem().isEmpty()) {
            queue.remove(run.id());
            throw new InputException(queued.problem());
        }
        RunCatalogue.Entry entry = catalogue.entry(run.id(), catalogue.find(run.id()));
        Answers.json(
                context.status(run.preset() == null ? 200 : 201),
                Map.of("run", run.id(), "state", entry.state(), "place", entry.place()));
    }

    private static @Nullable Long whole(JsonNode body, String key) {
        JsonNode value = body.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new InputException(key + ": must be a whole number");
        }
        return value.longValue();
    }

    private void resume(Context context) throws IOException {
        String id = context.pathParam("run");
        RunDirectory run = catalogue.find(id);
        if (RunState.holder(run).isPresent()) {
            throw new ConflictResponse("The run is at work already.");
        }
        if (Files.exists(run.result()) && Result.read(run.result()).status() == Result.Status.DONE) {
            throw new ConflictResponse("The run is finished.");
        }
        WaitingRun queued = waiting.find(id);
        if (queued != null && queued.problem().isEmpty()) {
            throw new ConflictResponse("The run waits already.");
        }
        RunDirectory.open(run.root());
        long seed = catalogue.entry(id, run).seed();
        ask(context, new WaitingRun(id, waiting.nextNumber(), null, List.of(), seed, false, null, now(), ""));
    }

    /// Takes a run out of the queue.
    private void remove(Context context) throws IOException {
        String id = context.pathParam("run");
        catalogue.find(id);
        queue.remove(id);
        Answers.json(context, Map.of("run", id));
    }

    /// The first request lets a run finish its step and write a checkpoint.
    private void pause(Context context) {
        process(context).destroy();
        Answers.json(context, Map.of("run", context.pathParam("run")));
    }

    /// The last checkpoint stands.
    private void stop(Context context) {
        process(context).destroyForcibly();
        Answers.json(context, Map.of("run", context.pathParam("run")));
    }

    /// The process that holds the lock of a run. A number in a lock that nobody holds may be another
    /// program's by now.
    private ProcessHandle process(Context context) {
        RunDirectory run = catalogue.find(context.pathParam("run"));
        Holder holder = RunState.holder(run).orElseThrow(() -> new ConflictResponse("The run is not at work."));
        ProcessHandle process = holder.process()
                .orElseThrow(() ->
                        new ConflictResponse("The run is at work on " + holder.host() + ": pause or stop it there."));
        try (HeldLock _ = storage.lock(run.lockFile(), "")) {
            throw new ConflictResponse("The run is not at work.");
        } catch (LockedException held) {
            return process;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
