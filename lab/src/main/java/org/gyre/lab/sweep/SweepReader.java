package org.gyre.lab.sweep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.Figures;
import org.gyre.lab.storage.Failures;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the folder of a sweep for whoever watches it, also while another process works in it: how far it is, its
/// table window by window in any order, its figures. Nothing is changed there. Thread-safe.
///
/// Memory: eight bytes for each point, and for each column by which the table was ordered eight more.
public final class SweepReader {
    /// A window of the table holds so many rows at most.
    public static final int MOST_ROWS = 1000;
    /// Ordering more points by a value would take minutes.
    private static final int MOST_ORDERED = 2_000_000;
    private static final int MOST_COLUMNS = 8;
    /// Figures of a sweep at work take this part of the time at most.
    private static final int FIGURES_SHARE = 20;

    private static final String POINT = "point";
    private static final String SEED = "seed";
    private static final String SECONDS = "time_seconds";
    private static final String WARNINGS = "warnings";
    private static final String ERROR = "error";

    /// A column of the table.
    ///
    /// @param name    as in `table.csv`; `time_seconds` is that of `times.csv`
    /// @param unit    or nothing
    /// @param numeric whether its cells are numbers
    /// @param ordered whether the table can be ordered by it
    public record Column(String name, String unit, boolean numeric, boolean ordered) {}

    /// Which rows are wanted.
    ///
    /// @param from   how many come before
    /// @param count  how many at most
    /// @param by     name of the column that orders them; absent: the order of the plan
    /// @param down   whether the largest comes first; what has no value comes last either way
    /// @param failed whether only points that failed
    public record Request(int from, int count, @Nullable String by, boolean down, boolean failed) {
        /// @throws InputException if there is no such window
        public Request {
            if (from < 0 || count < 1 || count > MOST_ROWS) {
                throw new InputException("rows: from must be 0 or more, count 1 to " + MOST_ROWS);
            }
        }
    }

    /// Some rows of the table.
    ///
    /// @param total how many there are in this order
    /// @param rows  cells in the order of the columns: `Double`, `Long`, `String`; null where there is nothing
    public record Window(int total, List<List<@Nullable Object>> rows) {}

    /// Figures, and how many points they are of.
    public record Drawn(List<Figure> figures, int done) {}

    /// Where a value has its name from: of all points that give it the first of the plan, and its place there.
    private record Named(int point, int place) {
        boolean isBefore(@Nullable Named other) {
            return other == null || point < other.point;
        }
    }

    private record Order(@Nullable String by, boolean down, boolean failed, long version) {}

    private final SweepDirectory directory;
    private final SweepManifest manifest;
    private final RowIndex index;
    private final LongSupplier nanoTime;
    private final Map<String, Named> named = new HashMap<>();
    private List<String> values = List.of();
    private final Map<String, double[]> columns = new LinkedHashMap<>();
    private boolean renamed;
    private @Nullable SweepPlan plan;
    private @Nullable Order ordered;
    private int[] order = new int[0];
    private Drawn drawn = new Drawn(List.of(), -1);
    private @Nullable FileTime drawnFile;
    private long drawnVersion = -1;
    private long drawAgain;

    /// @throws InputException if the folder holds no sweep, or its manifest is damaged
    public SweepReader(Path folder) {
        this(folder, System::nanoTime);
    }

    /// @param nanoTime a clock that never goes back
    SweepReader(Path folder, LongSupplier nanoTime) {
        this.directory = new SweepDirectory(folder);
        this.manifest = SweepManifest.read(directory.manifest());
        this.index = new RowIndex(directory.rows(), manifest.points());
        this.nanoTime = nanoTime;
        this.drawAgain = nanoTime.getAsLong();
    }

    public SweepManifest manifest() {
        return manifest;
    }

    /// Takes what was added since the last time.
    public synchronized void refresh() throws IOException {
        index.follow(new RowIndex.Finder() {
            @Override
            public void found(int point, Rows.Line line) {
                name(point, line);
                columns.forEach((name, column) -> put(name, column, point, line));
            }

            @Override
            public void restarted() {
                named.clear();
                values = List.of();
                columns.clear();
            }
        });
        if (values.size() != named.size() || renamed) {
            // As the table has them, in whatever order the points came.
            values = named.entrySet().stream()
                    .sorted(Comparator.comparingInt((Map.Entry<String, Named> value) ->
                                    value.getValue().point())
                            .thenComparingInt(value -> value.getValue().place()))
                    .map(Map.Entry::getKey)
                    .toList();
            renamed = false;
        }
    }

    private void name(int point, Rows.Line line) {
        int place = 0;
        for (String value : line.row().values().keySet()) {
            Named here = new Named(point, place++);
            if (here.isBefore(named.get(value))) {
                named.put(value, here);
                renamed = true;
            }
        }
    }

    /// How many points are done.
    public synchronized int done() {
        return index.done();
    }

    /// How many of them failed.
    public synchronized int failed() {
        return index.failed();
    }

    /// Wall time of all points that are done together.
    public synchronized double seconds() {
        return index.seconds();
    }

    /// What is wrong with `rows.jsonl`, in a sentence; empty if nothing.
    public synchronized String problem() {
        return index.damaged() == 0
                ? ""
                : "rows.jsonl, line " + index.firstDamaged() + " is damaged"
                        + (index.damaged() > 1 ? ", and " + (index.damaged() - 1) + " more" : "")
                        + ": what such lines held is not shown; delete them, and gyre resume does their points again";
    }

    /// The plan as it was when the sweep began.
    private SweepPlan plan() {
        if (plan == null) {
            SweepPlan read;
            try {
                read = SweepPlan.begun(manifest.keptPlan(directory), manifest.keptBase(directory));
            } catch (IOException failure) {
                throw new InputException(
                        directory.base() + " cannot be read (" + Failures.reason(failure)
                                + "), so that the points are not known; restore it from a copy",
                        failure);
            }
            if (!manifest.plan().equals(read.digest()) || read.size() != manifest.points()) {
                throw new InputException(directory.plan() + " or " + directory.base()
                        + " is not what the sweep began with, so that its points are not known; restore them");
            }
            plan = read;
        }
        return plan;
    }

    /// What varies, in words, by key.
    ///
    /// @throws InputException if the plan cannot be read any more
    public synchronized Map<String, String> axes() {
        Map<String, String> axes = new LinkedHashMap<>();
        plan().axes().forEach(axis -> axes.put(axis.key(), axis.describe()));
        return axes;
    }

    /// How many seeds every setting has.
    ///
    /// @throws InputException if the plan cannot be read any more
    public synchronized int seeds() {
        return plan().seedsOfEach();
    }

    /// The columns of the table, with the time of each point.
    ///
    /// @throws InputException if the plan cannot be read any more
    public synchronized List<Column> columns() {
        List<Column> all = new ArrayList<>();
        all.add(new Column(POINT, "", true, true));
        for (SweepAxis axis : plan().axes()) {
            all.add(new Column(axis.key(), SweepTable.unit(axis.key()), axis.numeric(), true));
        }
        if (plan().seedsOfEach() > 1) {
            all.add(new Column(SEED, "", true, true));
        }
        values.forEach(name -> all.add(new Column(name, SweepTable.unit(name), true, true)));
        all.add(new Column(SECONDS, SweepTable.unit(SECONDS), true, true));
        all.add(new Column(WARNINGS, "", false, false));
        all.add(new Column(ERROR, "", false, false));
        return all;
    }

    /// Some rows, in some order.
    ///
    /// @throws InputException if there is no such column, or the plan cannot be read any more
    public synchronized Window rows(Request request) throws IOException {
        arrange(request);
        int from = Math.min(request.from(), order.length);
        int[] wanted = Arrays.copyOfRange(order, from, Math.min(order.length, from + request.count()));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        index.read(wanted, (point, line) -> rows.add(cells(point, line)));
        return new Window(order.length, rows);
    }

    private List<@Nullable Object> cells(int point, Rows.Line line) {
        Row row = line.row();
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(point + 1L);
        for (JsonNode place : plan().coordinates(point)) {
            cells.add(
                    place.isNumber()
                            ? (Object) place.doubleValue()
                            : place.isString() ? place.stringValue() : place.toString());
        }
        if (plan().seedsOfEach() > 1) {
            // As a text: a reader with float64 numbers would round a large one.
            cells.add(String.valueOf(plan().seed(point)));
        }
        for (String name : values) {
            Double value = row.values().get(name);
            cells.add(value == null || !Double.isFinite(value) ? null : value);
        }
        cells.add(line.seconds());
        cells.add(row.warnings().isEmpty() ? null : String.join(" ", row.warnings()));
        cells.add(row.isFailed() ? row.sentence() : null);
        return cells;
    }

    private void arrange(Request request) throws IOException {
        String by = POINT.equals(request.by()) ? null : request.by();
        Order wanted = new Order(by, request.down(), request.failed(), index.version());
        if (wanted.equals(ordered)) {
            return;
        }
        if (by != null && manifest.points() > MOST_ORDERED) {
            throw new InputException("a table of more than " + MOST_ORDERED
                    + " points is not ordered here; order table.csv or table.arrow with a program of yours");
        }
        int[] there = IntStream.range(0, manifest.points())
                .filter(point -> request.failed() ? index.hasFailed(point) : index.has(point))
                .toArray();
        if (by != null) {
            there = sorted(there, column(by), request.down());
        } else if (request.down()) {
            for (int i = 0, j = there.length - 1; i < j; i++, j--) {
                int kept = there[i];
                there[i] = there[j];
                there[j] = kept;
            }
        }
        order = there;
        ordered = wanted;
    }

    private static int[] sorted(int[] points, double[] keys, boolean down) {
        Comparator<Integer> byKey = Comparator.comparingDouble(point -> down ? -keys[point] : keys[point]);
        // NaN is the largest of all to this comparison, also where signs are turned.
        return Arrays.stream(points)
                .boxed()
                .sorted(byKey)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// What a column orders by, for each point; NaN where there is nothing.
    private double[] column(String name) throws IOException {
        double[] there = columns.get(name);
        if (there != null) {
            return there;
        }
        double[] column = new double[manifest.points()];
        Arrays.fill(column, Double.NaN);
        List<SweepAxis> axes = plan().axes();
        int axis = axes.stream().map(SweepAxis::key).toList().indexOf(name);
        if (axis >= 0) {
            ranks(axis, column);
        } else if (name.equals(SEED) && plan().seedsOfEach() > 1) {
            for (int point = 0; point < column.length; point++) {
                Long seed = plan().seed(point);
                column[point] = seed == null ? Double.NaN : seed;
            }
        } else if (name.equals(SECONDS) || values.contains(name)) {
            index.read((point, line) -> put(name, column, point, line));
        } else {
            throw new InputException("sort=" + name + ": the table has no such column to be ordered by");
        }
        if (columns.size() == MOST_COLUMNS) {
            columns.remove(columns.keySet().iterator().next());
        }
        columns.put(name, column);
        return column;
    }

    private void put(String name, double[] column, int point, Rows.Line line) {
        if (name.equals(SECONDS)) {
            column[point] = line.seconds();
        } else if (named.containsKey(name)) {
            column[point] = line.row().values().getOrDefault(name, Double.NaN);
        }
    }

    /// Numbers are in their order, anything else in that of its letters.
    private void ranks(int axis, double[] column) {
        SweepAxis about = plan().axes().get(axis);
        List<String> texts = about.numeric()
                ? List.of()
                : about.values().stream()
                        .map(JsonNode::toString)
                        .distinct()
                        .sorted()
                        .toList();
        for (int point = 0; point < column.length; point++) {
            JsonNode place = plan().coordinates(point).get(axis);
            column[point] = about.numeric() ? place.doubleValue() : texts.indexOf(place.toString());
        }
    }

    /// The figures of what is done: those of the folder if the sweep wrote them at its end and nothing came since,
    /// else what it would write now. Figures of a sweep at work are those of a while ago if they take long.
    ///
    /// @throws InputException if the plan, or the file of figures, cannot be read
    public synchronized Drawn figures() throws IOException {
        FileTime file = written();
        if (file != null) {
            if (!file.equals(drawnFile)) {
                drawn = new Drawn(
                        Figures.fromJson(
                                Files.readAllBytes(directory.figures()),
                                directory.figures().toString()),
                        index.done());
                drawnFile = file;
                drawnVersion = -1;
            }
            return drawn;
        }
        drawnFile = null;
        long now = nanoTime.getAsLong();
        if (drawnVersion != index.version() && now - drawAgain >= 0) {
            drawnVersion = index.version();
            drawn = new Drawn(SweepFigures.of(plan(), index, values), index.done());
            long took = nanoTime.getAsLong() - now;
            drawAgain =
                    now + FIGURES_SHARE * Math.max(took, Duration.ofMillis(100).toNanos());
        }
        return drawn;
    }

    /// When the sweep wrote its figures; null if it did not, or went on since.
    private @Nullable FileTime written() {
        try {
            FileTime result = Files.getLastModifiedTime(directory.result());
            FileTime figures = Files.getLastModifiedTime(directory.figures());
            FileTime rows = Files.getLastModifiedTime(directory.rows());
            return rows.compareTo(result) <= 0 ? Objects.requireNonNull(figures) : null;
        } catch (IOException none) {
            return null;
        }
    }
}
