package org.gyre.app.web.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.gyre.app.json.Body;
import org.gyre.app.json.Json;
import org.gyre.app.web.http.Answers;
import org.gyre.app.web.http.EventStream;
import org.gyre.app.web.http.ReportPolicy;
import org.gyre.app.web.http.Route;
import org.gyre.app.web.work.Program;
import org.gyre.app.web.work.Talk;
import org.gyre.core.InputException;
import org.gyre.lab.storage.Storage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// `/api/files` and `/api/measure`: what a recording is, and a survey of it.
public final class MeasureRoutes implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MOST_AT_WORK = 2;
    private static final long LOOK_MILLIS = 200;
    private static final int STOPPED = 3;

    /// Keys of a body and the options that they are, of `gyre measure all` and `gyre data info`.
    private static final Map<String, String> READING = options(
            "time_unit",
            "--time-unit",
            "clock",
            "--clock",
            "layout",
            "--layout",
            "counts_bin",
            "--counts-bin",
            "duration",
            "--duration");

    private static final Map<String, String> MEASURING = options(
            "bin",
            "--bin",
            "surrogates",
            "--surrogates",
            "budget",
            "--budget",
            "sections",
            "--sections",
            "seed",
            "--seed");

    private static Map<String, String> options(String... pairs) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            options.put(pairs[i], pairs[i + 1]);
        }
        return options;
    }

    /// A survey at work or done.
    private record Job(String file, String command, Process process, Path out, Path talk, Path report) {}

    private final WorkingFiles files;
    private final Program program;
    private final Path scratch;
    private final AtomicInteger count = new AtomicInteger();
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();

    /// No survey yet.
    ///
    /// @param folder  the working folder
    /// @param scratch a folder of the server's own
    public MeasureRoutes(Path folder, Storage storage, Program program, Path scratch) {
        this.files = new WorkingFiles(folder, scratch.resolve("dropped"), storage);
        this.program = program;
        this.scratch = scratch;
    }

    /// What is answered to.
    public List<Route> routes() {
        return List.of(
                Route.get("/api/files", files::list),
                Route.get("/api/files/info", this::info),
                Route.post("/api/uploads", files::take),
                Route.post("/api/measure", this::start),
                Route.get("/api/measure/{job}", context -> Answers.json(context, json(job(context)))),
                Route.get("/api/measure/{job}/events", this::events),
                Route.get("/api/measure/{job}/report", this::report),
                Route.post("/api/measure/{job}/stop", this::stop));
    }

    /// `file` and the options of reading: what `gyre data info` says.
    private void info(Context context) throws IOException {
        String name = context.queryParam("file");
        Path file = files.find(name == null ? "" : name);
        List<String> words = new ArrayList<>(List.of("data", "info", word(file), "--json"));
        add(words, context::queryParam, READING);
        int number = count.incrementAndGet();
        Path out = scratch.resolve("info-" + number + ".json");
        Path talk = scratch.resolve("info-" + number + ".txt");
        Process process = program.start(words, out, talk);
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new InputException(file + ": was not understood within " + PATIENCE.toMinutes() + " minutes");
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("the server ends", stop);
        }
        if (process.exitValue() != 0) {
            throw new InputException(Talk.complaint(talk));
        }
        context.contentType("application/json").result(Files.readString(out));
    }

    /// Body: `file`, and options of reading and measuring by their keys.
    private void start(Context context) {
        JsonNode body = Body.parse(context.body());
        String name = body.path("file").asString("");
        Path file = files.find(name);
        if (jobs.values().stream().filter(job -> job.process.isAlive()).count() >= MOST_AT_WORK) {
            throw new ConflictResponse(MOST_AT_WORK + " surveys are at work; wait for one, or stop it.");
        }
        List<String> words = new ArrayList<>(List.of("measure", "all", word(file)));
        add(words, key -> body.path(key).asString(""), READING);
        if (body.path("good_only").asBoolean(false)) {
            words.add("--good-only");
        }
        add(words, key -> body.path(key).asString(""), MEASURING);
        String shown = command(words);
        String id = Integer.toString(count.incrementAndGet());
        Path report = scratch.resolve("survey-" + id + ".html");
        Path out = scratch.resolve("survey-" + id + ".json");
        Path talk = scratch.resolve("survey-" + id + ".txt");
        words.addAll(List.of("--json", "--overwrite", "--out", report.toString()));
        jobs.put(id, new Job(name, shown, program.start(words, out, talk), out, talk, report));
        Answers.json(context.status(201), Map.of("job", id, "command", shown));
    }

    /// A file whose name begins with a dash is no option.
    private static String word(Path file) {
        return file.toString().startsWith("-") ? "./" + file : file.toString();
    }

    private static void add(List<String> words, Function<String, @Nullable String> given, Map<String, String> options) {
        options.forEach((key, option) -> {
            String value = given.apply(key);
            if (value != null && !value.isBlank()) {
                // As one word: what begins with a dash is a value all the same.
                words.add(option + "=" + value);
            }
        });
    }

    /// As it would be typed in a shell.
    private static String command(List<String> words) {
        StringBuilder text = new StringBuilder("gyre");
        for (String word : words) {
            text.append(' ')
                    .append(word.matches("[A-Za-z0-9_./:=,+-]+") ? word : "'" + word.replace("'", "'\\''") + "'");
        }
        return text.toString();
    }

    private Job job(Context context) {
        Job job = jobs.get(context.pathParam("job"));
        if (job == null) {
            throw new NotFoundResponse("There is no such survey; the server was started again since.");
        }
        return job;
    }

    private static Map<String, @Nullable Object> json(Job job) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        boolean alive = job.process.isAlive();
        int code = alive ? 0 : job.process.exitValue();
        JsonNode result = !alive && (code == 0 || code == STOPPED) ? result(job) : null;
        boolean found = result != null;
        object.put("file", job.file);
        object.put("command", job.command);
        object.put("state", alive ? "running" : found ? "done" : "failed");
        object.put("progress", alive ? Talk.lastLine(job.talk) : "");
        object.put("stopped", !alive && code == STOPPED);
        object.put("error", alive || found ? "" : Talk.complaint(job.talk));
        object.put("result", result);
        return object;
    }

    private static @Nullable JsonNode result(Job job) {
        try {
            return Json.read(Files.readString(job.out, UTF_8));
        } catch (IOException | InputException none) {
            return null;
        }
    }

    private void events(Context context) {
        Job job = job(context);
        EventStream.serve(context, new EventStream.Source() {
            private @Nullable Object said;

            @Override
            public boolean send(EventStream stream) throws IOException {
                boolean alive = job.process.isAlive();
                Map<String, @Nullable Object> now = json(job);
                if (!now.equals(said)) {
                    stream.send("survey", "", now);
                    said = now;
                }
                return alive;
            }

            @Override
            public long pause() {
                return LOOK_MILLIS;
            }
        });
    }

    private void report(Context context) throws IOException {
        Job job = job(context);
        if (job.process.isAlive() || !Files.exists(job.report)) {
            throw new NotFoundResponse("The page of this survey is not written yet.");
        }
        ReportPolicy.apply(context).contentType("text/html;charset=utf-8").result(Files.readAllBytes(job.report));
    }

    /// The page of what is done so far is written.
    private void stop(Context context) {
        job(context).process.destroy();
        Answers.json(context, Map.of());
    }

    /// Ends surveys: nobody could ask for them any more.
    @Override
    public void close() {
        jobs.values().forEach(job -> job.process.destroyForcibly());
    }
}
