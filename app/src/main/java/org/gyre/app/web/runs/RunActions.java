package org.gyre.app.web.runs;

import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gyre.app.json.Body;
import org.gyre.app.web.http.Answers;
import org.gyre.app.web.http.Route;
import org.gyre.app.web.work.Program;
import org.gyre.app.web.work.Talk;
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
/// ends.
public final class RunActions {
    /// A virtual machine starts and reads its input in a few seconds; large input takes longer, and is
    /// waited for no longer than a person would.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long LOOK_MILLIS = 20;
    private static final int MOST_AT_WORK = 16;

    private final RunCatalogue catalogue;
    private final Storage storage;
    private final Program program;
    private final Path scratch;
    private final AtomicInteger started = new AtomicInteger();

    /// The actions on the runs of a folder.
    ///
    /// @param runs    the folder of runs
    /// @param scratch folder for what the processes say
    public RunActions(Path runs, Storage storage, Program program, Path scratch) {
        this.catalogue = new RunCatalogue(runs);
        this.storage = storage;
        this.program = program;
        this.scratch = scratch;
    }

    /// What is answered to.
    public List<Route> routes() {
        return List.of(
                Route.post("/api/runs", this::start),
                Route.post("/api/runs/{run}/pause", this::pause),
                Route.post("/api/runs/{run}/stop", this::stop),
                Route.post("/api/runs/{run}/resume", this::resume));
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
        long busy = catalogue.list().stream()
                .filter(run -> run.state().equals(RunState.RUNNING.label()))
                .count();
        if (busy >= MOST_AT_WORK) {
            throw new ConflictResponse(busy + " runs are at work; wait for one, or pause one.");
        }
        RunDirectory run = RunDirectory.create(
                storage,
                catalogue.folder(),
                LocalDateTime.now(ZoneId.systemDefault()),
                configuration.name(),
                configuration.seed());
        List<String> words =
                new ArrayList<>(List.of("run", preset, "--out", run.root().toString()));
        for (String entry : set) {
            words.add("--set=" + entry);
        }
        if (seed != null) {
            words.addAll(List.of("--seed", seed.toString()));
        }
        if (threads != null) {
            words.addAll(List.of("--threads", threads.toString()));
        }
        Path talk = talk();
        Process process = program.start(words, devNull(), talk);
        await(process, talk, () -> Files.exists(run.manifest()));
        Answers.json(
                context.status(201), Map.of("run", String.valueOf(run.root().getFileName())));
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

    private void resume(Context context) {
        String id = context.pathParam("run");
        RunDirectory run = catalogue.find(id);
        if (RunState.holder(run).isPresent()) {
            throw new ConflictResponse("The run is at work already.");
        }
        if (Files.exists(run.result()) && Result.read(run.result()).status() == Result.Status.DONE) {
            throw new ConflictResponse("The run is finished.");
        }
        Path talk = talk();
        Process process = program.start(List.of("resume", run.root().toString()), devNull(), talk);
        await(process, talk, () -> RunState.holder(run).isPresent());
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
        ProcessHandle process = RunState.holder(run).orElseThrow(() -> new ConflictResponse("The run is not at work."));
        try (HeldLock _ = storage.lock(run.lockFile(), "")) {
            throw new ConflictResponse("The run is not at work.");
        } catch (LockedException held) {
            return process;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Path talk() {
        return scratch.resolve("talk-" + started.incrementAndGet() + ".txt");
    }

    private static Path devNull() {
        return Path.of("/dev/null");
    }

    /// Whether something has begun.
    private interface Begun {
        boolean now();
    }

    /// @throws InputException with what the process complained of, if it ended before
    private static void await(Process process, Path talk, Begun begun) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!begun.now() && System.nanoTime() < end) {
                if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    if (!begun.now() && process.exitValue() != 0) {
                        throw new InputException(Talk.complaint(talk));
                    }
                    return;
                }
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("the server ends"));
        }
    }
}
