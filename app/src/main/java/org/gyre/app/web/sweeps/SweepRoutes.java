package org.gyre.app.web.sweeps;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gyre.app.json.Body;
import org.gyre.app.web.http.Answers;
import org.gyre.app.web.http.FigureObject;
import org.gyre.app.web.http.ReportPolicy;
import org.gyre.app.web.http.Route;
import org.gyre.core.InputException;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.FigureCsv;
import org.gyre.lab.report.svg.FigureSvg;
import org.gyre.lab.sweep.SweepDirectory;
import org.gyre.lab.sweep.SweepManifest;
import org.gyre.lab.sweep.SweepReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// `/api/sweeps`: reads the folders of sweeps.
public final class SweepRoutes {
    private static final int ROWS = 100;

    /// What may be taken away, with its type.
    private static final Map<String, String> FILES = Map.of(
            "table.csv", "text/csv;charset=utf-8",
            "table.arrow", "application/vnd.apache.arrow.file",
            "failures.csv", "text/csv;charset=utf-8",
            "times.csv", "text/csv;charset=utf-8",
            "sweep.toml", "text/plain;charset=utf-8",
            "base.toml", "text/plain;charset=utf-8",
            "rows.jsonl", "application/x-ndjson");

    private static final List<String> ORDER =
            List.of("table.csv", "table.arrow", "failures.csv", "times.csv", "rows.jsonl", "sweep.toml", "base.toml");

    private final SweepCatalogue catalogue;
    private final Path folder;

    /// @param folder the working folder, which commands that are shown are for
    public SweepRoutes(SweepCatalogue catalogue, Path folder) {
        this.catalogue = catalogue;
        this.folder = folder;
    }

    /// What is answered to.
    public List<Route> routes() {
        return List.of(
                Route.get("/api/sweeps/{sweep}", this::detail),
                Route.get("/api/sweeps/{sweep}/rows", this::rows),
                Route.get("/api/sweeps/{sweep}/figures/{figure}", this::figure),
                Route.get("/api/sweeps/{sweep}/files/{file}", this::file),
                Route.get("/api/sweeps/{sweep}/report", this::report));
    }

    private SweepDirectory found(Context context) {
        return catalogue.find(context.pathParam("sweep"));
    }

    private void detail(Context context) throws IOException {
        SweepDirectory directory = found(context);
        SweepLine line = catalogue.line(directory.root());
        Map<String, @Nullable Object> object = new LinkedHashMap<>(line.json());
        List<String> problems = new ArrayList<>();
        if (line.problem() != null) {
            problems.add(line.problem());
        }
        object.put("commands", List.of());
        object.put("axes", Map.of());
        object.put("seeds", 1);
        object.put("columns", List.of());
        object.put("figures", List.of());
        object.put("progress", null);
        if (line.state() != SweepLine.State.UNREADABLE) {
            fill(object, directory, line, problems);
        }
        object.put("files", files(directory));
        object.put("report", isFile(directory.report()));
        object.put("problems", problems);
        Answers.json(context, object);
    }

    private void fill(
            Map<String, @Nullable Object> object, SweepDirectory directory, SweepLine line, List<String> problems)
            throws IOException {
        SweepReader reader = catalogue.reader(directory);
        reader.refresh();
        SweepManifest manifest = reader.manifest();
        object.put("base", manifest.base().name());
        object.put("cpu", manifest.cpu());
        object.put("command_line", manifest.commandLine());
        object.put("resume", List.of("resume", place(directory)));
        object.put("seconds", reader.seconds());
        // Newer than the line of the list, which was there first.
        object.put("step", reader.done());
        object.put("failed_points", reader.failed());
        if (line.state() == SweepLine.State.RUNNING) {
            object.put("progress", progress(directory.live().progress()));
        }
        try {
            object.put("axes", reader.axes());
            object.put("seeds", reader.seeds());
            object.put(
                    "columns",
                    reader.columns().stream()
                            .map(column -> Map.of(
                                    "name", column.name(),
                                    "unit", column.unit(),
                                    "numeric", column.numeric(),
                                    "ordered", column.ordered()))
                            .toList());
        } catch (InputException damaged) {
            problems.add(String.valueOf(damaged.getMessage()));
        }
        try {
            SweepReader.Drawn drawn = reader.figures();
            object.put("figures", drawn.figures().stream().map(FigureObject::of).toList());
            object.put("figures_of", drawn.done());
        } catch (InputException damaged) {
            if (!problems.contains(String.valueOf(damaged.getMessage()))) {
                problems.add(String.valueOf(damaged.getMessage()));
            }
        }
    }

    /// As a user of the working folder would name it.
    private String place(SweepDirectory directory) {
        Path here = folder.toAbsolutePath().normalize();
        Path there = directory.root().toAbsolutePath().normalize();
        return (there.startsWith(here) ? here.relativize(there) : there).toString();
    }

    /// What a sweep at work said last, with what went by since taken off.
    private static @Nullable Map<String, @Nullable Object> progress(Path file) {
        try {
            double since = Duration.between(Files.getLastModifiedTime(file).toInstant(), Instant.now())
                            .toMillis()
                    / 1000.0;
            JsonNode said = Body.parse(Files.readString(file));
            Map<String, @Nullable Object> progress = new LinkedHashMap<>();
            JsonNode left = said.path("seconds_left");
            progress.put("seconds_at_work", said.path("seconds_at_work").asDouble(0) + Math.max(0, since));
            progress.put("seconds_left", left.isNumber() ? Math.max(0, left.doubleValue() - since) : null);
            progress.put("what", said.path("what").asString(""));
            return progress;
        } catch (IOException | InputException none) {
            return null; // it begins, or ends, or cannot write
        }
    }

    private static List<Map<String, Object>> files(SweepDirectory directory) throws IOException {
        List<Map<String, Object>> files = new ArrayList<>();
        for (String name : ORDER) {
            Path file = directory.root().resolve(name);
            if (isFile(file) && Files.size(file) > 0) {
                files.add(Map.of("name", name, "bytes", Files.size(file)));
            }
        }
        return files;
    }

    /// What is only linked from the folder stays where it is.
    private static boolean isFile(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /// `from`, `count`, `sort` (a column), `down`, `failed`: a window of the table.
    private void rows(Context context) throws IOException {
        SweepReader reader = catalogue.reader(found(context));
        SweepReader.Request request = new SweepReader.Request(
                number(context, "from", 0),
                number(context, "count", ROWS),
                context.queryParam("sort"),
                isSet(context, "down"),
                isSet(context, "failed"));
        reader.refresh();
        List<SweepReader.Column> columns = reader.columns();
        SweepReader.Window window = reader.rows(request);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("total", window.total());
        object.put("from", request.from());
        object.put("columns", columns.stream().map(SweepReader.Column::name).toList());
        object.put("rows", window.rows());
        Answers.json(context, object);
    }

    private static boolean isSet(Context context, String name) {
        return "1".equals(context.queryParam(name));
    }

    private static int number(Context context, String name, int otherwise) {
        String text = context.queryParam(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,9}")) {
            throw new InputException(name + "=" + text + ": must be a whole number, 0 or more");
        }
        return Integer.parseInt(text);
    }

    /// A figure as `.svg` or `.csv`.
    private void figure(Context context) throws IOException {
        String file = context.pathParam("figure");
        SweepReader reader = catalogue.reader(found(context));
        reader.refresh();
        for (Figure figure : reader.figures().figures()) {
            if (file.equals(figure.id() + ".csv")) {
                context.contentType("text/csv;charset=utf-8").result(FigureCsv.of(figure));
                return;
            }
            if (file.equals(figure.id() + ".svg")) {
                Optional<String> picture = FigureSvg.draw(figure);
                ReportPolicy.apply(context)
                        .contentType("image/svg+xml;charset=utf-8")
                        .result(picture.orElseThrow(() -> new NotFoundResponse("A table has no picture.")));
                return;
            }
        }
        throw new NotFoundResponse("The sweep has no figure of this name.");
    }

    private void file(Context context) throws IOException {
        String name = context.pathParam("file");
        String type = FILES.get(name);
        if (type == null) {
            throw new NotFoundResponse("A sweep has no file of this name.");
        }
        send(context, found(context).root().resolve(name), type);
    }

    private void report(Context context) throws IOException {
        ReportPolicy.apply(context);
        send(context, found(context).report(), "text/html;charset=utf-8");
    }

    private static void send(Context context, Path file, String type) throws IOException {
        if (!isFile(file)) {
            throw new NotFoundResponse("The sweep has not written this file yet.");
        }
        context.contentType(type).result(Files.newInputStream(file));
    }
}
