package org.gyre.app.web.runs;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.gyre.app.web.http.Answers;
import org.gyre.app.web.http.EventStream;
import org.gyre.app.web.http.FigureObject;
import org.gyre.app.web.http.ReportPolicy;
import org.gyre.app.web.http.Route;
import org.gyre.app.web.sweeps.SweepCatalogue;
import org.gyre.core.InputException;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyReader;
import org.gyre.data.npy.NpyWriter;
import org.gyre.lab.experiment.Preset;
import org.gyre.lab.experiment.Presets;
import org.gyre.lab.report.Comparison;
import org.gyre.lab.report.ComparisonText;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.FigureCsv;
import org.gyre.lab.report.Figures;
import org.gyre.lab.report.Report;
import org.gyre.lab.report.svg.FigureSvg;
import org.gyre.lab.run.ClaimResult;
import org.gyre.lab.run.LineTail;
import org.gyre.lab.run.Manifest;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.run.Warning;
import org.gyre.lab.storage.Storage;
import org.jspecify.annotations.Nullable;

/// `/api/runs` and `/api/compare`: reads run directories.
final class RunRoutes {
    private static final int MOST_COMPARED = 20;

    private final RunCatalogue catalogue;
    private final SweepCatalogue sweeps;
    private final WaitingList waiting;
    private final RunQueue queue;
    private final Storage storage;

    /// The runs of a folder.
    RunRoutes(RunCatalogue catalogue, SweepCatalogue sweeps, WaitingList waiting, RunQueue queue, Storage storage) {
        this.catalogue = catalogue;
        this.sweeps = sweeps;
        this.waiting = waiting;
        this.queue = queue;
        this.storage = storage;
    }

    /// What is answered to.
    List<Route> routes() {
        return List.of(
                Route.get("/api/runs", this::list),
                Route.get("/api/runs/{run}", this::detail),
                Route.get("/api/runs/{run}/events", this::events),
                Route.get("/api/runs/{run}/columns/{column}", this::column),
                Route.get("/api/runs/{run}/arrays/{array}", this::array),
                Route.get("/api/runs/{run}/figures/{figure}", this::figure),
                Route.get("/api/runs/{run}/live", this::live),
                Route.get("/api/runs/{run}/live/{figure}", this::liveFigure),
                Route.get("/api/runs/{run}/report", this::report),
                Route.get("/api/runs/{run}/export", this::export),
                Route.get("/api/compare", this::compare));
    }

    /// Runs and sweeps, the newest first.
    private void list(Context context) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        catalogue.list().forEach(run -> all.add(json(run)));
        sweeps.list().forEach(sweep -> all.add(sweep.json()));
        all.sort(Comparator.comparing((Map<String, @Nullable Object> line) -> String.valueOf(line.get("started")))
                .reversed()
                .thenComparing(line -> String.valueOf(line.get("id"))));
        Answers.json(
                context,
                Map.of(
                        "folder",
                        catalogue.folder().toAbsolutePath().normalize().toString(),
                        "parallel",
                        queue.parallel(),
                        "runs",
                        all));
    }

    static Map<String, @Nullable Object> json(RunCatalogue.Entry entry) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", entry.id());
        object.put("kind", entry.kind());
        object.put("preset", entry.preset());
        object.put("title", entry.title());
        object.put("seed", entry.seed());
        object.put("started", entry.started());
        object.put("version", entry.version());
        object.put("state", entry.state());
        object.put("place", entry.place());
        object.put("step", entry.step());
        object.put("total_steps", entry.totalSteps());
        object.put("passed", entry.passed());
        object.put("failed", entry.failed());
        object.put("untested", entry.untested());
        object.put("problem", entry.problem());
        return object;
    }

    private void detail(Context context) throws IOException {
        String id = context.pathParam("run");
        RunDirectory run = catalogue.find(id);
        RunCatalogue.Entry line = catalogue.entry(id, run);
        Map<String, @Nullable Object> object = new LinkedHashMap<>(json(line));
        Manifest manifest = readable(run.manifest(), Manifest::read);
        if (manifest == null) {
            notBegun(object, line);
            Answers.json(context, object);
            return;
        }
        Result result = readable(run.result(), Result::read);
        object.put("run_id", manifest.runId());
        object.put("threads", manifest.threads());
        object.put("cpu", manifest.cpu());
        object.put("command_line", manifest.commandLine());
        object.put(
                "summary",
                manifest.configuration().path("preset").path("summary").asString(""));
        object.put(
                "paper", manifest.configuration().path("preset").path("paper").asString(""));
        object.put(
                "minutes",
                manifest.configuration().path("preset").path("minutes").asDouble(0));
        object.put(
                "configuration",
                Files.exists(run.configuration())
                        ? new String(Files.readAllBytes(run.configuration()), StandardCharsets.UTF_8)
                        : "");
        List<ClaimResult> claims = result == null || result.claims().isEmpty()
                ? manifest.claims().stream().map(claim -> claim.untested()).toList()
                : result.claims();
        object.put("claims", claims.stream().map(PresetRoutes::claim).toList());
        object.put("sentence", result == null ? "" : result.sentence());
        object.put("values", result == null ? Map.of() : result.values());
        object.put("texts", result == null ? Map.of() : result.texts());
        object.put(
                "warnings",
                result == null
                        ? List.of()
                        : result.warnings().stream().map(RunRoutes::warning).toList());
        object.put(
                "arrays",
                result == null
                        ? List.of()
                        : result.arrays().stream()
                                .map(array -> Map.of(
                                        "name", array.name(),
                                        "type", array.type(),
                                        "shape", array.shape(),
                                        "bytes", array.bytes()))
                                .toList());
        object.put("figures", figures(run).stream().map(FigureObject::of).toList());
        object.put("columns", columns(run));
        Answers.json(context, object);
    }

    /// A run without files has the same keys, with nothing in them but what its preset says.
    private void notBegun(Map<String, @Nullable Object> object, RunCatalogue.Entry line) {
        Optional<Preset> preset = Presets.installed().all().stream()
                .filter(known -> known.id().equals(line.preset()))
                .findFirst();
        object.put("threads", 0);
        object.put("cpu", "");
        object.put("command_line", waiting.words(line.id()));
        object.put("summary", preset.map(Preset::summary).orElse(""));
        object.put("paper", preset.map(Preset::paper).orElse(""));
        object.put("minutes", preset.map(Preset::minutes).orElse(0.0));
        object.put("configuration", "");
        object.put("sentence", "");
        for (String map : List.of("values", "texts")) {
            object.put(map, Map.of());
        }
        for (String list : List.of("claims", "warnings", "arrays", "figures", "columns")) {
            object.put(list, List.of());
        }
    }

    /// What a file says, unless there is none or it is damaged, which the line of the run tells.
    private static <T> @Nullable T readable(Path file, Function<Path, T> reader) {
        try {
            return Files.exists(file) ? reader.apply(file) : null;
        } catch (InputException damaged) {
            return null;
        }
    }

    private static Map<String, Object> warning(Warning warning) {
        return Map.of(
                "code", warning.code(),
                "sentence", warning.sentence(),
                "severity", warning.severity().label());
    }

    private static List<String> columns(RunDirectory run) throws IOException {
        List<String> first = new LineTail(run.scalars()).next();
        return first.isEmpty()
                ? List.of()
                : Arrays.stream(first.getFirst().split(",", -1)).skip(1).toList();
    }

    private static List<Figure> figures(RunDirectory run) throws IOException {
        return Files.exists(run.figures())
                ? Figures.fromJson(
                        Files.readAllBytes(run.figures()), run.figures().toString())
                : List.of();
    }

    private void events(Context context) {
        // A browser that lost the connection asks again at the old address, and says what it has.
        String back = context.header("Last-Event-ID");
        long from = back != null && back.matches("\\d{1,15}") ? Long.parseLong(back) : number(context, "from", 0);
        EventStream.serve(context, new RunStream(catalogue, context.pathParam("run"), from, storage));
    }

    private static long number(Context context, String name, long otherwise) {
        String text = context.queryParam(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,15}")) {
            throw new InputException(name + "=" + text + ": must be a whole number, 0 or more");
        }
        return Long.parseLong(text);
    }

    /// One column of `scalars.csv` (or `step`) as `.npy`, float64, NaN for an empty cell, rows `from` to
    /// before `to`.
    private void column(Context context) throws IOException {
        RunDirectory run = catalogue.find(context.pathParam("run"));
        String name = withoutSuffix(context.pathParam("column"), ".npy");
        long from = number(context, "from", 0);
        long to = number(context, "to", Long.MAX_VALUE);
        LineTail tail = new LineTail(run.scalars());
        int column = -1;
        long row = -1;
        double[] values = new double[1024];
        int count = 0;
        for (List<String> lines = tail.next(); !lines.isEmpty(); lines = tail.next()) {
            for (String line : lines) {
                String[] cells = line.split(",", -1);
                if (row < 0) {
                    column = Arrays.asList(cells).indexOf(name);
                    if (column < 0) {
                        throw new NotFoundResponse("The run has no column of this name.");
                    }
                } else if (row >= from && row < to) {
                    values = count == values.length ? Arrays.copyOf(values, 2 * count) : values;
                    String cell = column < cells.length ? cells[column] : "";
                    values[count++] = cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
                }
                row++;
            }
        }
        if (column < 0) {
            throw new NotFoundResponse("The run has no columns yet.");
        }
        npy(context, NpyArray.of(Arrays.copyOf(values, count), count));
    }

    /// An array of a finished run as `.npy`, rows `from` to before `to` of its first dimension.
    private void array(Context context) throws IOException {
        RunDirectory run = catalogue.find(context.pathParam("run"));
        String name = withoutSuffix(context.pathParam("array"), ".npy");
        Result result = Files.exists(run.result()) ? Result.read(run.result()) : null;
        Result.ArrayFile file = result == null
                ? null
                : result.arrays().stream()
                        .filter(array -> array.name().equals(name))
                        .findFirst()
                        .orElse(null);
        if (file == null) {
            throw new NotFoundResponse("The run has no array of this name; arrays are there when it is finished.");
        }
        Path place = run.root().resolve(file.file());
        if (!place.toRealPath().startsWith(run.root().toRealPath())) {
            throw new NotFoundResponse("The array is outside of the run's folder.");
        }
        NpyArray array = NpyReader.read(place);
        int[] shape = array.shape();
        if (shape.length == 0) {
            npy(context, array);
            return;
        }
        int from = (int) Math.min(shape[0], number(context, "from", 0));
        int to = (int) Math.max(from, Math.min(shape[0], number(context, "to", shape[0])));
        npy(context, from == 0 && to == shape[0] ? array : array.rows(from, to));
    }

    private static String withoutSuffix(String text, String suffix) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    private static void npy(Context context, NpyArray array) {
        context.contentType("application/octet-stream").result(NpyWriter.toBytes(array));
    }

    /// What a run at work shows.
    private List<Figure> liveFigures(Context context) throws IOException {
        Path file = catalogue.find(context.pathParam("run")).live().figures();
        try {
            return Figures.fromJson(Files.readAllBytes(file), file.toString());
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private void live(Context context) throws IOException {
        Answers.json(
                context,
                Map.of(
                        "figures",
                        liveFigures(context).stream()
                                .map(figure ->
                                        Map.of("id", figure.id(), "title", figure.title(), "caption", figure.caption()))
                                .toList()));
    }

    private void liveFigure(Context context) throws IOException {
        String wanted = withoutSuffix(context.pathParam("figure"), ".svg");
        String picture = liveFigures(context).stream()
                .filter(figure -> figure.id().equals(wanted))
                .findFirst()
                .flatMap(FigureSvg::draw)
                .orElseThrow(() -> new NotFoundResponse("The run shows no picture of this name."));
        ReportPolicy.apply(context).contentType("image/svg+xml;charset=utf-8").result(picture);
    }

    /// A figure as `.svg` or `.csv`.
    private void figure(Context context) throws IOException {
        String file = context.pathParam("figure");
        RunDirectory run = catalogue.find(context.pathParam("run"));
        for (Figure figure : figures(run)) {
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
        throw new NotFoundResponse("The run has no figure of this name.");
    }

    private void report(Context context) {
        RunDirectory run = catalogue.find(context.pathParam("run"));
        try {
            ReportPolicy.apply(context)
                    .contentType("text/html;charset=utf-8")
                    .result(Report.html(run).getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The folder of a run as a ZIP archive, which any machine with Gyre can go on with: checkpoints are in
    /// it. What is only linked from the folder stays here.
    private void export(Context context) throws IOException {
        RunDirectory run = catalogue.find(context.pathParam("run"));
        String name = String.valueOf(run.root().getFileName());
        context.contentType("application/zip")
                .header(
                        "Content-Disposition",
                        "attachment; filename*=UTF-8''"
                                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                                        .replace("+", "%20") + ".zip");
        try (Stream<Path> paths = Files.walk(run.root());
                ZipOutputStream zip = new ZipOutputStream(context.outputStream())) {
            for (Path file : (Iterable<Path>) paths.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .sorted()::iterator) {
                if (file.equals(run.lockFile())) {
                    continue;
                }
                zip.putNextEntry(new ZipEntry(
                        name + "/" + run.root().relativize(file).toString().replace('\\', '/')));
                try (InputStream in = Files.newInputStream(file)) {
                    in.transferTo(zip);
                } catch (NoSuchFileException replaced) {
                    // A checkpoint that a newer one took the place of meanwhile; its entry stays empty.
                    zip.flush();
                }
                zip.closeEntry();
            }
        }
    }

    /// `run=a&run=b`: what `gyre compare --json` says.
    private void compare(Context context) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String id : context.queryParams("run")) {
            folders.add(catalogue.find(id).root());
        }
        if (folders.isEmpty() || folders.size() > MOST_COMPARED) {
            throw new InputException("run: name one to " + MOST_COMPARED + " runs, run=a&run=b");
        }
        Answers.json(context, ComparisonText.json(Comparison.of(folders)));
    }
}
