package org.gyre.lab.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.lab.engine.Jobs;
import org.gyre.lab.engine.LocalEngine;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.StopSignal;
import org.gyre.lab.report.Figures;
import org.gyre.lab.storage.DiskStorage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against the files that the sweep itself writes at its end, which [SweeperTest] holds against single runs.
class SweepReaderTest {
    private static final String PLAN = """
            preset = "recurrent-infomax/gaussian-against-exact"
            seeds = "1..3"
            [set]
            networks = 2
            [[axes]]
            key = "units"
            values = [2, 3]
            [[axes]]
            key = "widths"
            values = [[0.5], [1.5]]
            """;
    /// The last two of three points run away.
    private static final String FAILING = """
            preset = "adversarial/local-rule-fails"
            [set]
            networks = 1
            learning.updates = 20
            [[axes]]
            key = "learning.generator_rate"
            values = [0.003, 1e30, 1e29]
            """;

    @TempDir
    Path folder;

    private Path sweep;

    @BeforeEach
    void sweep() {
        sweep = folder.resolve("sweep");
        run(PLAN, sweep);
    }

    private static void run(String plan, Path out) {
        new Sweeper(new DiskStorage(), new LocalEngine(2, Jobs.installed()), SweepListener.NONE, new StopSignal())
                .run(
                        new ConfigurationSource("plan.toml", "plan", null, null, plan),
                        new SweepRequest(out, Path.of("unused"), null, false, false, List.of()));
    }

    private static SweepReader read(Path sweep) throws IOException {
        SweepReader reader = new SweepReader(sweep);
        reader.refresh();
        return reader;
    }

    private static SweepReader.Request all(@Nullable String by, boolean down) {
        return new SweepReader.Request(0, 100, by, down, false);
    }

    private static int place(SweepReader reader, String column) throws IOException {
        return reader.columns().stream().map(SweepReader.Column::name).toList().indexOf(column);
    }

    /// Cells of `table.csv` by column, without its quotes.
    private List<String> cells(String column) throws IOException {
        List<String> lines = Files.readAllLines(sweep.resolve("table.csv"), UTF_8);
        int place = List.of(lines.getFirst().split(",", -1)).indexOf(column);
        return lines.stream().skip(1).map(line -> line.split(",", -1)[place]).toList();
    }

    @Test
    void theTableIsThatOfTheFile() throws IOException {
        SweepReader reader = read(sweep);
        assertThat(reader.done()).isEqualTo(12);
        assertThat(reader.failed()).isZero();
        assertThat(reader.problem()).isEmpty();
        SweepReader.Window window = reader.rows(all(null, false));
        assertThat(window.total()).isEqualTo(12);
        for (String column : List.of("largest_relative_error_width_0_5", "largest_relative_error_width_1_5")) {
            int place = place(reader, column);
            assertThat(window.rows().stream()
                            .map(row -> row.get(place) == null ? "" : String.valueOf(row.get(place)))
                            .toList())
                    .isEqualTo(cells(column));
        }
        assertThat(points(reader, "point", false)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
        // Settings: units and widths, then the seed, which varies fastest.
        assertThat(window.rows().get(4).subList(1, 4)).containsExactly(2.0, "[1.5]", "2");
    }

    /// Half of the points have no value of this name: they come last, whichever way it is ordered.
    @Test
    void rowsAreOrderedByAValueAndComeInWindows() throws IOException {
        SweepReader reader = read(sweep);
        String by = "largest_relative_error_width_1_5";
        List<Double> values = cells(by).stream()
                .filter(cell -> !cell.isEmpty())
                .map(Double::valueOf)
                .toList();
        assertThat(values).hasSize(6);
        int place = place(reader, by);
        for (boolean down : new boolean[] {false, true}) {
            List<Double> expected = values.stream()
                    .sorted(down ? Comparator.reverseOrder() : Comparator.naturalOrder())
                    .toList();
            List<@Nullable Object> found = new ArrayList<>();
            for (int from = 0; from < 15; from += 5) {
                SweepReader.Window window = reader.rows(new SweepReader.Request(from, 5, by, down, false));
                assertThat(window.total()).isEqualTo(12);
                window.rows().forEach(row -> found.add(row.get(place)));
            }
            assertThat(found).hasSize(12);
            assertThat(found.subList(0, 6)).isEqualTo(expected);
            assertThat(found.subList(6, 12)).containsOnlyNulls();
        }
    }

    @Test
    void rowsAreOrderedBySettings() throws IOException {
        SweepReader reader = read(sweep);
        assertThat(points(reader, "seed", true)).startsWith(3L, 6L, 9L, 12L, 2L);
        assertThat(points(reader, "widths", true)).startsWith(4L, 5L, 6L, 10L, 11L, 12L, 1L);
        assertThat(points(reader, "units", true)).startsWith(7L, 8L);
        assertThat(points(reader, "point", true)).startsWith(12L, 11L);
        int place = place(reader, "time_seconds");
        List<Double> seconds = new ArrayList<>();
        reader.rows(all("time_seconds", true))
                .rows()
                .forEach(row -> seconds.add((Double) requireNonNull(row.get(place))));
        assertThat(seconds).isSortedAccordingTo(Comparator.reverseOrder());
        assertThatThrownBy(() -> reader.rows(all("secret", false)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("sort=secret");
        assertThatThrownBy(() -> new SweepReader.Request(-1, 5, null, false, false))
                .isInstanceOf(InputException.class);
    }

    private static List<Object> points(SweepReader reader, String by, boolean down) throws IOException {
        List<Object> points = new ArrayList<>();
        reader.rows(all(by, down)).rows().forEach(row -> points.add(requireNonNull(row.getFirst())));
        return points;
    }

    @Test
    void thoseThatFailedAreFoundWithTheirSentences() throws IOException {
        Path failing = folder.resolve("failing");
        run(FAILING, failing);
        SweepReader reader = read(failing);
        assertThat(reader.failed()).isEqualTo(2);
        SweepReader.Window window = reader.rows(new SweepReader.Request(0, 10, null, false, true));
        assertThat(window.total()).isEqualTo(2);
        List<String> failures = Files.readAllLines(failing.resolve("failures.csv"), UTF_8);
        for (int i = 0; i < 2; i++) {
            List<@Nullable Object> row = window.rows().get(i);
            assertThat(row.getFirst()).isEqualTo(2L + i);
            assertThat(failures.get(1 + i)).contains(String.valueOf(row.getLast()));
            assertThat(String.valueOf(row.getLast())).contains("learning.generator_rate");
        }
    }

    /// A sweep that is being written: row by row, the last one in two pieces.
    @Test
    void rowsAreFollowedAsTheyCome() throws IOException {
        Path rows = sweep.resolve("rows.jsonl");
        List<String> lines = Files.readAllLines(rows, UTF_8);
        Files.writeString(rows, "");
        SweepReader reader = read(sweep);
        assertThat(reader.done()).isZero();
        assertThat(reader.rows(all(null, false)).rows()).isEmpty();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i) + "\n";
            Files.writeString(rows, line.substring(0, 20), StandardOpenOption.APPEND);
            reader.refresh();
            assertThat(reader.done()).isEqualTo(i);
            Files.writeString(rows, line.substring(20), StandardOpenOption.APPEND);
            reader.refresh();
            assertThat(reader.done()).isEqualTo(i + 1);
            // A column that the table was ordered by grows with it.
            assertThat(reader.rows(all("time_seconds", false)).rows()).hasSize(i + 1);
        }
        assertThat(reader.problem()).isEmpty();
        assertThat(reader.rows(all("largest_relative_error_width_0_5", true)))
                .isEqualTo(read(sweep).rows(all("largest_relative_error_width_0_5", true)));
    }

    /// What a crash cut off is taken back by the sweep that goes on, which writes another row in its place.
    @Test
    void aTornLastLineIsNoRowAndDoesNotSpoilTheNextOne() throws IOException {
        Path rows = sweep.resolve("rows.jsonl");
        List<String> lines = Files.readAllLines(rows, UTF_8);
        String whole = String.join("\n", lines.subList(0, 11)) + "\n";
        Files.writeString(rows, whole + lines.get(11).substring(0, 30));
        SweepReader reader = read(sweep);
        assertThat(reader.done()).isEqualTo(11);
        Files.writeString(rows, whole + lines.get(11) + "\n");
        reader.refresh();
        assertThat(reader.done()).isEqualTo(12);
        assertThat(reader.problem()).isEmpty();
    }

    @Test
    void damagedLinesAreToldAndTheOthersShown() throws IOException {
        Path rows = sweep.resolve("rows.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(rows, UTF_8));
        lines.set(3, "{\"point\": 4, \"key\"");
        lines.set(7, lines.get(7).replaceFirst("\"point\":\\d+", "\"point\":13"));
        Files.writeString(rows, String.join("\n", lines) + "\n");
        SweepReader reader = read(sweep);
        assertThat(reader.done()).isEqualTo(10);
        assertThat(reader.problem()).contains("line 4 is damaged, and 1 more");
        assertThat(reader.rows(all(null, false)).rows()).hasSize(10);
    }

    @Test
    void figuresAreThoseOfTheSweepAlsoBeforeItsEnd() throws IOException {
        byte[] written = Files.readAllBytes(sweep.resolve("figures.json"));
        assertThat(Figures.toJson(read(sweep).figures().figures())).isEqualTo(written);
        // As if it had not come to its end: what it would write now is the same.
        Files.delete(sweep.resolve("figures.json"));
        SweepReader.Drawn drawn = read(sweep).figures();
        assertThat(drawn.done()).isEqualTo(12);
        assertThat(Figures.toJson(drawn.figures())).isEqualTo(written);
    }

    /// Rows that came after the figures are in what is drawn, and drawing again waits for its share of the time.
    @Test
    void figuresOfASweepAtWorkFollowIt() throws IOException {
        Path rows = sweep.resolve("rows.jsonl");
        List<String> lines = Files.readAllLines(rows, UTF_8);
        Files.writeString(rows, String.join("\n", lines.subList(0, 6)) + "\n");
        Files.setLastModifiedTime(
                rows,
                FileTime.fromMillis(
                        Files.getLastModifiedTime(sweep.resolve("result.json")).toMillis() + 10_000));
        long[] now = {0};
        SweepReader reader = new SweepReader(sweep, () -> now[0]);
        reader.refresh();
        assertThat(reader.figures().done()).isEqualTo(6);
        Files.writeString(rows, lines.get(6) + "\n", StandardOpenOption.APPEND);
        reader.refresh();
        assertThat(reader.figures().done()).isEqualTo(6);
        now[0] += 3_000_000_000L;
        assertThat(reader.figures().done()).isEqualTo(7);
    }

    @Test
    void aPlanThatWasChangedIsToldAndTheCountsStand() throws IOException {
        Files.writeString(sweep.resolve("sweep.toml"), PLAN.replace("1.5", "2.5"));
        SweepReader reader = read(sweep);
        assertThat(reader.done()).isEqualTo(12);
        assertThatThrownBy(reader::columns)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("sweep.toml")
                .hasMessageContaining("not what the sweep began with");
    }

    /// Told at the beginning, at most once a second afterwards, and gone at the end.
    @Test
    void progressIsToldWhileItWorks() throws IOException {
        Path root = Files.createDirectory(folder.resolve("told"));
        SweepDirectory directory = new SweepDirectory(root);
        long[] now = {0};
        LiveSweep told = new LiveSweep(new DiskStorage(), directory.live(), SweepListener.NONE, () -> now[0]);
        told.started(root, SweepPlanTest.plan(PLAN), 5);
        Path file = directory.live().progress();
        assertThat(Files.readString(file))
                .contains("\"step\":5,\"total_steps\":12")
                .contains("\"seconds_left\":null");
        now[0] = 999_999_999;
        told.advanced(6, 12, 0, 7.5);
        assertThat(Files.readString(file)).contains("\"step\":5");
        now[0] = 2_000_000_000;
        told.advanced(7, 12, 0, 6.5);
        assertThat(Files.readString(file))
                .contains("\"step\":7")
                .contains("\"seconds_left\":6.5")
                .contains("\"seconds_at_work\":2.0");
        told.writing();
        assertThat(Files.readString(file)).contains("\"what\":\"tables and figures\"");
        told.end();
        assertThat(directory.live().folder()).doesNotExist();
        assertThat(sweep.resolve("live")).doesNotExist();
    }
}
