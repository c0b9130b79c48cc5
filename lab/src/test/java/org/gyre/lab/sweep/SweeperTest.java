package org.gyre.lab.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.lab.engine.Job;
import org.gyre.lab.engine.Jobs;
import org.gyre.lab.engine.LocalEngine;
import org.gyre.lab.engine.Workplace;
import org.gyre.lab.experiment.ConfigurationSource;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.RunListener;
import org.gyre.lab.experiment.RunRequest;
import org.gyre.lab.experiment.Runner;
import org.gyre.lab.experiment.StopSignal;
import org.gyre.lab.report.Figures;
import org.gyre.lab.run.Result;
import org.gyre.lab.storage.DiskStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweeperTest {
    private static final String PLAN = """
            preset = "recurrent-infomax/gaussian-against-exact"
            title = "Width and size"
            seeds = "1..3"
            [set]
            networks = 2
            widths = [0.5]
            [[axes]]
            key = "units"
            values = [2, 3]
            [[axes]]
            key = "rate"
            from = 0.2
            to = 0.4
            count = 3
            """;
    /// Rates that let the second of three points run away.
    private static final String FAILING = """
            preset = "adversarial/local-rule-fails"
            [set]
            networks = 1
            learning.updates = 20
            [[axes]]
            key = "learning.generator_rate"
            values = [0.003, 1e30, 0.004]
            """;

    @TempDir
    Path folder;

    private final StopSignal stop = new StopSignal();

    private Sweeper.End sweep(String plan, Path out, int threads, SweepListener listener) {
        return new Sweeper(new DiskStorage(), new LocalEngine(threads, Jobs.installed()), listener, stop)
                .run(new ConfigurationSource("plan.toml", "plan", null, null, plan), request(out, false));
    }

    private static SweepRequest request(Path out, boolean retry) {
        return new SweepRequest(out, Path.of("unused"), null, retry, false, List.of("sweep", "plan.toml"));
    }

    private Sweeper.End resume(Path out) {
        return new Sweeper(
                        new DiskStorage(), new LocalEngine(2, Jobs.installed()), SweepListener.NONE, new StopSignal())
                .resume(out, request(out, false));
    }

    private static void assertSameFindings(Path one, Path other) throws IOException {
        for (String file :
                List.of("table.csv", "table.arrow", "failures.csv", "figures.json", "report.html", "result.json")) {
            assertThat(Files.readAllBytes(other.resolve(file)))
                    .as(file)
                    .isEqualTo(Files.readAllBytes(one.resolve(file)));
        }
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file, UTF_8);
    }

    /// Every cell of every row against a run of its own, by `gyre run`'s way.
    @Test
    void aRowHoldsTheValuesOfTheRun() throws IOException {
        Path out = folder.resolve("sweep");
        assertThat(sweep(PLAN, out, 2, SweepListener.NONE).exitCode()).isZero();
        List<String> table = lines(out.resolve("table.csv"));
        assertThat(table).hasSize(1 + 18);
        List<String> head = List.of(table.getFirst().split(",", -1));
        SweepPlan plan = SweepPlanTest.plan(PLAN);
        for (int index : new int[] {0, 7, 17}) {
            SweepPoint point = plan.point(index);
            Path run = folder.resolve("run" + index);
            new Runner(new DiskStorage(), Experiments.installed(), RunListener.NONE, new StopSignal())
                    .run(RunRequest.of("recurrent-infomax/gaussian-against-exact")
                            .withOverrides(point.overrides())
                            .withSeed(point.seed())
                            .withOut(run));
            Result result = Result.read(run.resolve("result.json"));
            List<String> cells = List.of(table.get(1 + index).split(",", -1));
            assertThat(result.values()).isNotEmpty();
            result.values()
                    .forEach((name, value) -> assertThat(cells.get(head.indexOf(name)))
                            .as(name)
                            .isEqualTo(Double.isFinite(value) ? Double.toString(value) : ""));
            assertThat(cells.get(head.indexOf("seed"))).isEqualTo(String.valueOf(point.seed()));
        }
    }

    @Test
    void threadsDoNotChangeAByte() throws IOException {
        sweep(PLAN, folder.resolve("one"), 1, SweepListener.NONE);
        sweep(PLAN, folder.resolve("three"), 3, SweepListener.NONE);
        assertSameFindings(folder.resolve("one"), folder.resolve("three"));
    }

    /// The wish comes while points of many steps are at work: they are finished, and none counts as failed.
    @Test
    void aStopWaitsForThePointsAtWork() throws IOException {
        String plan = """
                preset = "information-flux/evolution"
                seeds = "1..8"
                [set]
                units = 3
                limits = [1]
                repeats = 2
                generations = 400
                gradient_starts = 2
                further = []
                """;
        Path whole = folder.resolve("whole");
        assertThat(sweep(plan, whole, 2, SweepListener.NONE).exitCode()).isZero();
        Job asksToStop = new Job() {
            @Override
            public String name() {
                return PointJob.NAME;
            }

            @Override
            public byte[] compute(byte[] input, Workplace workplace) {
                stop.request();
                return new PointJob().compute(input, workplace);
            }
        };
        Path out = folder.resolve("stopped");
        Sweeper.End end = new Sweeper(
                        new DiskStorage(), new LocalEngine(2, Jobs.of(asksToStop)), SweepListener.NONE, stop)
                .run(new ConfigurationSource("plan.toml", "plan", null, null, plan), request(out, false));
        assertThat(end.exitCode()).isEqualTo(3);
        assertThat(end.result().done()).isBetween(1, 2);
        assertThat(end.result().failed()).isZero();
        new Sweeper(new DiskStorage(), new LocalEngine(2, Jobs.installed()), SweepListener.NONE, new StopSignal())
                .resume(out, request(out, false));
        assertSameFindings(whole, out);
    }

    /// Stopped after each number of points, and once with a line cut off: nothing is done twice, and the end is the
    /// same.
    @Test
    void whatIsDoneStaysAndTheEndIsTheSame() throws IOException {
        Path whole = folder.resolve("whole");
        sweep(PLAN, whole, 2, SweepListener.NONE);
        for (int points : new int[] {1, 9, 17}) {
            Path out = folder.resolve("after" + points);
            StopSignal soon = new StopSignal();
            SweepListener listener = new SweepListener() {
                @Override
                public void advanced(int done, int of, int failed, double secondsLeft) {
                    if (done == points) {
                        soon.request();
                    }
                }
            };
            Sweeper.End end = new Sweeper(new DiskStorage(), new LocalEngine(1, Jobs.installed()), listener, soon)
                    .run(new ConfigurationSource("plan.toml", "plan", null, null, PLAN), request(out, false));
            assertThat(end.exitCode()).isEqualTo(3);
            assertThat(end.result().done()).isEqualTo(points);
            assertThat(end.result().sentence()).contains("go on with: gyre resume " + out);
            assertThat(lines(out.resolve("table.csv"))).hasSize(1 + points);
            List<String> before = lines(out.resolve("rows.jsonl"));
            // A crash in the middle of a line.
            Files.writeString(out.resolve("rows.jsonl"), String.join("\n", before) + "\n{\"point\":3,\"key\":\"ab");
            assertThat(resume(out).exitCode()).isZero();
            List<String> after = lines(out.resolve("rows.jsonl"));
            assertThat(after).hasSize(18);
            assertThat(after.subList(0, points)).isEqualTo(before);
            assertSameFindings(whole, out);
        }
    }

    @Test
    void aSecondStartWithTheSamePlanGoesOnAndOneWithAnotherIsRefused() throws IOException {
        Path out = folder.resolve("sweep");
        sweep(PLAN, out, 1, SweepListener.NONE);
        byte[] rows = Files.readAllBytes(out.resolve("rows.jsonl"));
        List<Integer> begun = new ArrayList<>();
        sweep(PLAN, out, 1, new SweepListener() {
            @Override
            public void advanced(int done, int points, int failed, double secondsLeft) {
                begun.add(done);
            }
        });
        assertThat(begun).isEmpty();
        assertThat(Files.readAllBytes(out.resolve("rows.jsonl"))).isEqualTo(rows);
        assertThatThrownBy(() -> sweep(PLAN.replace("1..3", "1..4"), out, 1, SweepListener.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("there is a sweep of another plan in it");
    }

    @Test
    void aPointThatFailsIsListedWithItsSentenceAndTheOthersAreDone() throws IOException {
        Path out = folder.resolve("sweep");
        Sweeper.End end = sweep(FAILING, out, 1, SweepListener.NONE);
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.result().failed()).isEqualTo(1);
        assertThat(end.result().failures()).hasSize(1);
        assertThat(end.result().failures().getFirst().point()).isEqualTo(2);
        assertThat(end.result().failures().getFirst().sentence()).contains("learning.generator_rate");
        assertThat(lines(out.resolve("failures.csv"))).hasSize(2);
        List<String> table = lines(out.resolve("table.csv"));
        assertThat(table).hasSize(4);
        assertThat(table.get(2)).startsWith("2,1.0E30,,").contains("learning.generator_rate");
        assertThat(Figures.fromJson(Files.readAllBytes(out.resolve("figures.json")), "figures"))
                .anyMatch(figure -> figure.id().equals("failed-points"));
        // Once more, those that failed alone: the others stay, and it fails again.
        List<String> rows = lines(out.resolve("rows.jsonl"));
        new Sweeper(new DiskStorage(), new LocalEngine(1, Jobs.installed()), SweepListener.NONE, stop)
                .resume(out, request(out, true));
        List<String> again = lines(out.resolve("rows.jsonl"));
        assertThat(again).hasSize(4);
        assertThat(again.subList(0, 3)).isEqualTo(rows);
        assertThat(again.get(3)).contains("\"point\":2");
        assertThat(lines(out.resolve("table.csv"))).isEqualTo(table);
    }

    @Test
    void valuesThatAreAskedForAreKeptAlone() throws IOException {
        Path out = folder.resolve("sweep");
        String name = "largest_relative_error_width_0_5";
        sweep("values = [\"" + name + "\"]\n" + PLAN, out, 2, SweepListener.NONE);
        assertThat(lines(out.resolve("table.csv")).getFirst())
                .isEqualTo("point,units,rate,seed," + name + ",warnings,error");
    }

    @Test
    void damageIsNamed() throws IOException {
        Path out = folder.resolve("sweep");
        sweep(PLAN, out, 1, SweepListener.NONE);
        Path rows = out.resolve("rows.jsonl");
        List<String> lines = lines(rows);
        List<String> broken = new ArrayList<>(lines);
        broken.set(4, broken.get(4).substring(0, 30));
        Files.write(rows, broken);
        assertThatThrownBy(() -> resume(out))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("rows.jsonl, line 5 is damaged: it is no row");
        broken.set(4, lines.get(4).replaceFirst("\"key\":\"..", "\"key\":\"zz"));
        Files.write(rows, broken);
        assertThatThrownBy(() -> resume(out))
                .hasMessageContaining("rows.jsonl, line 5 is damaged: it is of no point of this sweep");
        Files.write(rows, lines);
        Files.writeString(out.resolve("base.toml"), "\n", java.nio.file.StandardOpenOption.APPEND);
        assertThatThrownBy(() -> resume(out))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is not what the sweep began with");
    }
}
