package org.gyre.lab.sweep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.gyre.data.arrow.ArrowColumn;
import org.gyre.data.arrow.ArrowWriter;
import org.gyre.data.text.CsvText;
import org.gyre.lab.storage.OutputFile;
import org.gyre.lab.storage.Storage;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Writes the table of a sweep: a line for each point that is done, in the order of the plan, whatever the order
/// in which they came and wherever they were computed.
///
/// Columns: `point` (from 1), the keys of the axes, `seed` where there are several, the values by name with
/// their unit at the end of it (`information_mean_bits`), `warnings` (codes), `error` (why there are no values,
/// or which check failed). A value that is undefined or was not measured is an empty cell.
final class SweepTable {
    private static final Map<String, String> UNITS = Map.of(
            "bits", "bits", "nats", "nats", "ms", "ms", "seconds", "s", "hz", "Hz", "steps", "steps", "epochs",
            "epochs", "percent", "%");
    private static final int FLUSH = 1 << 16;

    private final SweepPlan plan;
    private final RowLog log;
    private final List<String> values;

    /// Reads the log once, for its columns.
    SweepTable(SweepPlan plan, RowLog log) throws IOException {
        this.plan = plan;
        this.log = log;
        Set<String> names = new LinkedHashSet<>();
        log.read((index, line) -> names.addAll(line.row().values().keySet()));
        this.values = List.copyOf(names);
    }

    /// Names of the values that any point gave, in the order in which the points give them.
    List<String> values() {
        return values;
    }

    private boolean seeded() {
        return plan.seedsOfEach() > 1;
    }

    /// Headings, in order.
    List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("point"));
        plan.axes().forEach(axis -> columns.add(axis.key()));
        if (seeded()) {
            columns.add("seed");
        }
        columns.addAll(values);
        columns.add("warnings");
        columns.add("error");
        return columns;
    }

    /// The unit at the end of a name, or nothing.
    static String unit(String name) {
        String last = name.substring(name.lastIndexOf('_') + 1).toLowerCase(Locale.ROOT);
        return UNITS.getOrDefault(last, "");
    }

    private List<ArrowColumn> types() {
        List<ArrowColumn> types = new ArrayList<>();
        types.add(new ArrowColumn("point", ArrowColumn.Type.WHOLE, ""));
        for (SweepAxis axis : plan.axes()) {
            types.add(new ArrowColumn(axis.key(), type(axis), unit(axis.key())));
        }
        if (seeded()) {
            types.add(new ArrowColumn("seed", ArrowColumn.Type.WHOLE, ""));
        }
        values.forEach(name -> types.add(new ArrowColumn(name, ArrowColumn.Type.REAL, unit(name))));
        types.add(new ArrowColumn("warnings", ArrowColumn.Type.TEXT, ""));
        types.add(new ArrowColumn("error", ArrowColumn.Type.TEXT, ""));
        return types;
    }

    private static ArrowColumn.Type type(SweepAxis axis) {
        if (axis.values().stream().allMatch(value -> value.isIntegralNumber() && value.canConvertToLong())) {
            return ArrowColumn.Type.WHOLE;
        }
        return axis.numeric() ? ArrowColumn.Type.REAL : ArrowColumn.Type.TEXT;
    }

    private static @Nullable Object cell(SweepAxis axis, JsonNode value) {
        return switch (type(axis)) {
            case WHOLE -> value.longValue();
            case REAL -> value.doubleValue();
            case TEXT -> value.isString() ? value.stringValue() : value.toString();
        };
    }

    /// The cells of a point; null where there is nothing.
    private List<@Nullable Object> cells(int index, Row row) {
        SweepPoint point = plan.point(index);
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(index + 1L);
        for (int a = 0; a < plan.axes().size(); a++) {
            cells.add(cell(plan.axes().get(a), point.coordinates().get(a)));
        }
        if (seeded()) {
            cells.add(point.seed());
        }
        for (String name : values) {
            Double value = row.values().get(name);
            cells.add(value == null || !Double.isFinite(value) ? null : value);
        }
        cells.add(row.warnings().isEmpty() ? null : String.join(" ", row.warnings()));
        cells.add(row.isFailed() ? row.sentence() : null);
        return cells;
    }

    /// Writes all tables of the sweep.
    void write(Storage storage, SweepDirectory directory) throws IOException {
        try (Lines table = new Lines(storage, directory.table());
                Lines times = new Lines(storage, directory.times());
                Lines failures = new Lines(storage, directory.failures());
                OutputFile file = storage.create(partial(directory.arrow()));
                ArrowWriter arrow = new ArrowWriter(file, types())) {
            table.csv.line(columns());
            times.csv.line(List.of("point", "time_seconds"));
            failures.csv.line(List.of("point", "key", "error"));
            log.read((index, line) -> {
                List<@Nullable Object> cells = cells(index, line.row());
                arrow.row(cells);
                cells.forEach(table::cell);
                table.end();
                times.cell(index + 1L);
                times.cell(line.seconds());
                times.end();
                if (line.row().isFailed()) {
                    failures.cell(index + 1L);
                    failures.cell(plan.point(index).key());
                    failures.cell(line.row().sentence());
                    failures.end();
                }
            });
        }
        for (Path file : List.of(directory.table(), directory.times(), directory.failures(), directory.arrow())) {
            storage.move(partial(file), file);
        }
        storage.forceDirectory(directory.root().toAbsolutePath());
    }

    private static Path partial(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".partial");
    }

    /// A CSV file that is written piece by piece, beside the one whose place it takes.
    private static final class Lines implements AutoCloseable {
        private final OutputFile file;
        private CsvText csv = new CsvText();
        private int waiting;

        Lines(Storage storage, Path file) throws IOException {
            this.file = storage.create(partial(file));
        }

        void cell(@Nullable Object cell) {
            switch (cell) {
                case null -> csv.cell("");
                case Long number -> csv.cell(number);
                case Double number -> csv.cell(number);
                default -> csv.cell(String.valueOf(cell));
            }
        }

        void end() throws IOException {
            csv.end();
            if (++waiting == FLUSH / 64) {
                flush();
            }
        }

        private void flush() throws IOException {
            file.writeFully(ByteBuffer.wrap(csv.toBytes()));
            csv = new CsvText();
            waiting = 0;
        }

        @Override
        public void close() throws IOException {
            try (file) {
                flush();
                file.force();
            }
        }
    }
}
