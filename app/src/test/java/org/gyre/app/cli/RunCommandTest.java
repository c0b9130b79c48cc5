package org.gyre.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gyre.data.Limits;
import org.gyre.data.npy.NpzReader;
import org.gyre.lab.run.Claim;
import org.gyre.lab.run.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of a run, from the command line alone.
class RunCommandTest {
    private static final String SMALL = "gaussian-against-exact";

    @TempDir
    Path folder;

    @Test
    void aRunIsMadeReportedVerifiedCitedExportedAndCompared() {
        String first = folder.resolve("first").toString();
        String second = folder.resolve("second").toString();

        Invocation run = Invocation.of("run", SMALL, "--out", first, "--json");
        Map<String, Object> result = JsonText.parse(run.out());
        assertThat(result)
                .containsEntry("status", "done")
                .containsEntry("run", first)
                .containsEntry("exit_code", run.exitCode());
        assertThat(result).containsKeys("values", "claims", "warnings");
        assertThat(run.err()).contains(first);

        Invocation resumed = Invocation.of("resume", first);
        assertThat(resumed.exitCode()).isZero();
        assertThat(resumed.out()).contains(Path.of(first, "report.html").toString());
        assertThat(resumed.err()).contains(first + " is finished", "its report is " + Path.of(first, "report.html"));
        assertThat(JsonText.parse(Invocation.of("resume", first, "--json").out()))
                .containsEntry("exit_code", 0)
                .containsEntry("status", "done")
                .containsEntry("report", Path.of(first, "report.html").toString());

        Map<String, Object> verified =
                JsonText.parse(Invocation.of("verify", first, "--json").out());
        assertThat(verified).containsEntry("whole", true).containsEntry("problems", List.of());

        Invocation cited = Invocation.of("cite", first);
        assertThat(cited.out()).contains("@article{Tanaka2009");
        assertThat(cited.err()).isEmpty();

        Invocation report = Invocation.of("report", first);
        assertThat(report.exitCode()).isZero();
        assertThat(Path.of(report.out().strip())).isRegularFile();

        String npz = folder.resolve("all.npz").toString();
        Invocation export = Invocation.of("export", first, "--format", "npz", "--out", npz);
        assertThat(export.exitCode()).as(export.err()).isZero();
        assertThat(NpzReader.names(Path.of(npz), Limits.DEFAULT)).contains("scalars_step");
        Path csv = folder.resolve("csv");
        assertThat(Invocation.of("export", first, "--format", "csv", "--out", csv.toString())
                        .exitCode())
                .isZero();
        assertThat(csv.resolve("scalars.csv")).isRegularFile();

        assertThat(Invocation.of("run", SMALL, "--out", second, "--seed", "7", "--quiet")
                        .err())
                .isEmpty();
        Map<String, Object> comparison =
                JsonText.parse(Invocation.of("compare", first, second, "--json").out());
        assertThat(comparison).containsKeys("runs", "values", "claims", "warnings");
    }

    @Test
    void anUnfinishedRunIsCitedAndExportedWithAWarning() {
        String run = folder.resolve("stopped").toString();
        Invocation stopped = Invocation.of("run", "replay", "--max-time", "1s", "--quiet", "--out", run);
        assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(3);
        assertThat(stopped.err())
                .startsWith("gyre: stopped at --max-time at step ")
                .contains("gyre resume " + run);
        assertThat(stopped.err().lines()).hasSize(1);
        String notFinished = run + ": the run is not finished (stopped at step ";

        Invocation cite = Invocation.of("cite", run);
        assertThat(cite.exitCode()).isZero();
        assertThat(cite.out()).isEmpty();
        assertThat(cite.err()).startsWith("gyre: " + notFinished).contains("'gyre resume " + run + "' goes on");
        assertThat(cite.err().lines()).hasSize(1);
        assertThat(warnings(Invocation.of("cite", run, "--json")))
                .singleElement()
                .satisfies(warning -> assertThat(warning).startsWith(notFinished));

        for (String format : List.of("npz", "csv")) {
            String out = folder.resolve("exported-" + format).toString();
            Invocation export = Invocation.of("export", run, "--format", format, "--out", out);
            assertThat(export.exitCode()).isZero();
            assertThat(export.out().strip()).isEqualTo(out);
            assertThat(export.err()).startsWith("gyre: " + notFinished).contains("only its scalars so far");
            assertThat(export.err().lines()).hasSize(1);
            assertThat(warnings(Invocation.of("export", run, "--format", format, "--out", out + "2", "--json")))
                    .singleElement()
                    .satisfies(warning -> assertThat(warning).startsWith(notFinished));
        }
    }

    @Test
    void aFinishedRunWithoutItsFilesFailsTheCheckAndIsToldHowToMendThem() throws IOException {
        Path run = folder.resolve("finished");
        Invocation.of("run", SMALL, "--quiet", "--out", run.toString());
        Path scalars = run.resolve("scalars.csv");
        String rows = Files.readString(scalars);
        Files.writeString(scalars, rows.substring(0, rows.length() / 2));
        Invocation report = Invocation.of("report", run.toString());
        assertThat(report.exitCode()).isZero();
        assertThat(report.err()).startsWith("gyre: " + scalars + " is corrupt: ");
        assertThat(report.err().lines()).hasSize(1);
        assertThat(warnings(Invocation.of("report", run.toString(), "--json"))).hasSize(1);

        Files.delete(run.resolve("config.toml"));
        Files.delete(run.resolve("result.json"));
        Invocation verify = Invocation.of("verify", run.toString());
        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(verify.out())
                .contains(
                        "wrong: " + run.resolve("config.toml") + " is missing; ",
                        "wrong: " + run.resolve("result.json") + " is missing; ",
                        "wrong: " + scalars + " is corrupt: ",
                        "3 wrong")
                .doesNotContain("Exception");
        Invocation cite = Invocation.of("cite", run.toString());
        assertThat(cite.exitCode()).isEqualTo(2);
        assertThat(cite.err())
                .contains(run.resolve("result.json") + " is missing; ", "make it again with: gyre resume " + run);
    }

    private static List<String> warnings(Invocation answer) {
        return ((List<?>) Objects.requireNonNull(JsonText.parse(answer.out()).get("warnings")))
                .stream().map(String::valueOf).toList();
    }

    @Test
    void besideAFailedClaimStandsWhereTheRunWasNotThePresets() {
        Claim claim = new Claim("high", "It is high.", "9", "height", 5.0, null, "r");
        Result changed = result(claim, List.of("training.blocks is 60 instead of 640"));
        assertThat(printed(changed))
                .contains(
                        "FAIL        It is high.",
                        "but this run was not the preset's: training.blocks is 60 instead of 640");
        assertThat(printed(result(claim, List.of()))).contains("FAIL").doesNotContain("preset's");
        Claim passed = new Claim("low", "It is low.", "1", "height", null, 5.0, "r");
        assertThat(printed(result(passed, List.of("training.blocks is 60 instead of 640"))))
                .contains("pass")
                .doesNotContain("preset's");
        assertThat(printed(result(
                        claim,
                        List.of(
                                "a is 1 instead of 2",
                                "b is 1 instead of 2",
                                "c is 1 instead of 2",
                                "d is 1 instead of 2"))))
                .contains("a is 1 instead of 2, b is 1 instead of 2, c is 1 instead of 2, and 1 more");
    }

    private static Result result(Claim claim, List<String> departures) {
        return new Result(
                Result.Status.DONE,
                "",
                1,
                1,
                Map.of("height", 3.0),
                Map.of(),
                List.of(claim.evaluate(3.0)),
                departures,
                List.of(),
                List.of(),
                List.of());
    }

    private static String printed(Result result) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        RunSummary.printClaims(new Console(stream, stream, Terminal.NONE), result);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theSameSeedGivesTheSameValues() {
        Map<String, Object> first = values("a", "3");
        assertThat(values("b", "3")).isEqualTo(first);
        assertThat(values("c", "4")).isNotEqualTo(first);
    }

    private Map<String, Object> values(String name, String seed) {
        String out = folder.resolve(name).toString();
        Object values = JsonText.parse(Invocation.of("run", SMALL, "--seed", seed, "--out", out, "--json")
                        .out())
                .get("values");
        assertThat(values).isInstanceOf(Map.class);
        return Map.of("values", values);
    }

    @Test
    void everyPresetIsListedAndPrintsAsAFileThatRuns() {
        Map<String, Object> listing =
                JsonText.parse(Invocation.of("presets", "--json").out());
        assertThat((List<?>) listing.get("presets")).isNotEmpty().allSatisfy(entry -> {
            String id = String.valueOf(((Map<?, ?>) entry).get("id"));
            assertThat(Invocation.of("presets").out()).contains(id);
            assertThat(Invocation.of("presets", id).out()).contains("kind = ").contains("[preset]");
        });
    }
}
