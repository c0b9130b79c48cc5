package org.gyre.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gyre.lab.run.Claim;
import org.gyre.lab.run.ClaimResult;
import org.gyre.lab.run.Manifest;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.run.Verify;
import org.gyre.lab.run.Warning;
import org.junit.jupiter.api.Test;

/// Runs from their start to their end: what they leave behind, and when they stop by themselves.
class WholeRunTest extends ToyRuns {
    private static final String UNDEFINED = TOML + """
            [[claims]]
            id = "undefined"
            sentence = "Something undefined is small."
            paper = "0"
            value = "undefined"
            max = 1
            reason = "exact"
            [[claims]]
            id = "never"
            sentence = "Something comes early."
            paper = "0"
            value = "never_reached"
            max = 1
            reason = "exact"
            """;

    @Test
    void aRunLeavesACompleteDirectory() throws IOException {
        Path out = folder.resolve("out");
        RunResult end = run(out, "scale=2");
        assertThat(end.exitCode()).isZero();
        assertThat(end.directory()).isEqualTo(out);
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder(
                        "manifest.json",
                        "config.toml",
                        "overrides.txt",
                        "events.jsonl",
                        "scalars.csv",
                        "log.txt",
                        "checkpoints",
                        "arrays",
                        "figures.json",
                        "result.json",
                        "files.json",
                        "cite.bib",
                        "report.html",
                        "LOCK");
        assertThat(out.resolve("overrides.txt")).hasContent("scale=2\n");
        assertThat(out.resolve("LOCK")).isEmptyFile();
        assertThat(Files.readString(out.resolve("config.toml"))).contains("scale = 2.0", "seed = 3", "steps = 20");
        assertThat(Files.readString(out.resolve("cite.bib"))).contains("@article{Tanaka2009,", "neco.2008.03-08-727");
        List<String> scalars = Files.readAllLines(out.resolve("scalars.csv"));
        assertThat(scalars).hasSize(21).first().isEqualTo("step,first,sum,tenth");
        assertThat(scalars.get(1)).matches("1,[-0-9.E]+,[-0-9.E]+,");
        Manifest manifest = Manifest.read(out.resolve("manifest.json"));
        assertThat(manifest.seed()).isEqualTo(3);
        assertThat(manifest.configuration().path("scale").doubleValue()).isEqualTo(2.0);
        assertThat(Verify.run(out).problems()).isEmpty();
    }

    @Test
    void claimsEndInPassOrNotTested() {
        RunResult end = run(folder.resolve("out"));
        assertThat(end.result().claims())
                .extracting(ClaimResult::verdict)
                .containsExactly(Claim.Verdict.PASS, Claim.Verdict.NOT_TESTED);
        assertThat(Result.read(folder.resolve("out/result.json"))).isEqualTo(end.result());
        assertThat(end.exitCode()).isZero();
    }

    @Test
    void aClaimWhoseValueIsUndefinedFailsAndSaysWhy() throws IOException {
        Path out = folder.resolve("out");
        RunResult end = runner(disk, RunListener.NONE, new StopSignal())
                .run(RunRequest.of(source(UNDEFINED)).withOut(out));
        assertThat(end.result().claims())
                .extracting(ClaimResult::verdict)
                .containsExactly(Claim.Verdict.PASS, Claim.Verdict.NOT_TESTED, Claim.Verdict.FAIL, Claim.Verdict.FAIL);
        assertThat(end.result().claims().getLast().note()).isEqualTo("It never came that far.");
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(Result.read(out.resolve("result.json"))).isEqualTo(end.result());
        assertThat(Verify.run(out).problems()).isEmpty();
        assertThat(Files.readString(out.resolve("report.html"))).contains("It never came that far.");
    }

    @Test
    void aFailedClaimIsExitCodeOne() {
        RunResult end = run(folder.resolve("out"), "steps=19");
        assertThat(end.result().claims().getFirst().verdict()).isEqualTo(Claim.Verdict.FAIL);
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.sentence()).isEqualTo("done; 1 of 2 claims failed");
    }

    @Test
    void aFailedCheckIsExitCodeOneThoughNoClaimFails() throws IOException {
        List<Warning> told = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void warned(Warning warning) {
                told.add(warning);
            }
        };
        Path out = folder.resolve("out");
        RunResult end = runner(disk, listener, new StopSignal())
                .run(RunRequest.of(source(TOML)).withOut(out).withOverrides(List.of("nan_at=5", "trouble=check")));
        assertThat(end.result().claims()).noneMatch(claim -> claim.verdict() == Claim.Verdict.FAIL);
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.sentence()).isEqualTo("done; a check failed: WALK_LOST");
        assertThat(told).singleElement().matches(Warning::failure);
        assertThat(Result.read(new RunDirectory(out).result()).warnings())
                .isEqualTo(end.result().warnings());
        assertThat(Files.readString(new RunDirectory(out).report()))
                .contains("Failed checks")
                .contains("The walk is lost at step 5.");
    }

    @Test
    void warningsAreTold() {
        List<String> codes = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void warned(Warning warning) {
                codes.add(warning.code());
            }
        };
        RunResult end = runner(disk, listener, new StopSignal())
                .run(RunRequest.of(source(TOML)).withOut(folder.resolve("out")).withOverrides(List.of("steps=200")));
        assertThat(codes).containsExactly("SUM_POSITIVE");
        assertThat(end.result().warnings()).hasSize(1);
    }

    @Test
    void aWarningThatThePresetExpectsIsANoteUnlessAKeyIsOverridden() throws IOException {
        String toml = TOML.replace("steps = 20", "steps = 200")
                .replace("title = \"A walk\"", "title = \"A walk\"\nexpected_warnings = [\"SUM_POSITIVE\"]");
        List<Warning> told = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void warned(Warning warning) {
                told.add(warning);
            }
        };
        Path out = folder.resolve("expected");
        RunResult expected = runner(disk, listener, new StopSignal())
                .run(RunRequest.of(source(toml)).withOut(out));
        assertThat(told).isEmpty();
        assertThat(expected.result().warnings()).singleElement().satisfies(note -> {
            assertThat(note.severity()).isEqualTo(Warning.Severity.NOTE);
            assertThat(note.sentence()).contains("The preset keeps to the paper's own numbers here.");
        });
        assertThat(Result.read(out.resolve("result.json"))).isEqualTo(expected.result());
        assertThat(Files.readString(out.resolve("report.html"))).contains("id=\"notes\"");

        Path changed = folder.resolve("changed");
        runner(disk, listener, new StopSignal())
                .run(RunRequest.of(source(toml)).withOut(changed).withOverrides(List.of("scale=2.0")));
        assertThat(told).extracting(Warning::code).containsExactly("SUM_POSITIVE");
        assertThat(Files.readString(changed.resolve("config.toml"))).contains("expected_warnings = []");
    }

    @Test
    void valuesKeepTheirOrderAndUndefinedOnesAreMarked() {
        Result result = run(folder.resolve("out")).result();
        assertThat(result.values().keySet()).containsExactly("first_end", "steps", "undefined", "never_reached");
        assertThat(result.values().get("undefined")).isNaN();
        assertThat(result.texts()).isEqualTo(Map.of("remark", "It walked."));
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedDoesNot() throws IOException {
        run(folder.resolve("a"));
        run(folder.resolve("b"));
        assertSameFindings(folder.resolve("a"), folder.resolve("b"));
        run(folder.resolve("c"), "seed=4");
        assertThat(Files.readString(folder.resolve("c/scalars.csv")))
                .isNotEqualTo(Files.readString(folder.resolve("a/scalars.csv")));
    }

    @Test
    void theResolvedConfigurationRunsAgainToTheSameBytes() {
        run(folder.resolve("a"), "scale=0.3");
        runner(disk, RunListener.NONE, new StopSignal())
                .run(RunRequest.of(folder.resolve("a/config.toml").toString()).withOut(folder.resolve("b")));
        assertSameFindings(folder.resolve("a"), folder.resolve("b"));
    }

    @Test
    void twoRunsInTheSameSecondGetTwoDirectories() {
        InstantSource still = InstantSource.fixed(Instant.parse("2026-11-21T21:05:01Z"));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RunResult end = new Runner(disk, experiments, RunListener.NONE, new StopSignal(), still)
                    .run(RunRequest.of(new ConfigurationSource("p", "toy/short walk", "toy/short walk", null, TOML))
                            .withRuns(folder));
            names.add(end.directory().getFileName().toString());
        }
        assertThat(names.getFirst()).matches("2026-11-2[12]_\\d{4}01_toy-short-walk_s3");
        assertThat(names).containsExactly(names.getFirst(), names.getFirst() + "-2", names.getFirst() + "-3");
    }

    @Test
    void checkpointsComeAfterSoManySteps() {
        List<Long> written = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void checkpointWritten(long step, Path checkpoint) {
                written.add(step);
            }
        };
        runner(disk, listener, new StopSignal())
                .run(RunRequest.of(source(TOML))
                        .withOut(folder.resolve("out"))
                        .withConduct(Conduct.DEFAULT.withCheckpoints(new CheckpointPolicy(8, Duration.ofDays(1)))));
        assertThat(written).containsExactly(8L, 16L, 20L);
    }

    @Test
    void maxTimeStopsWithACheckpoint() {
        Path out = folder.resolve("out");
        RunResult end = runner(disk, RunListener.NONE, new StopSignal())
                .run(RunRequest.of(source(TOML))
                        .withOut(out)
                        .withOverrides(List.of("sleep_ms=5", "steps=100000"))
                        .withConduct(Conduct.DEFAULT.withMaxTime(Duration.ofMillis(100))));
        assertThat(end.exitCode()).isEqualTo(3);
        assertThat(end.sentence()).startsWith("stopped at --max-time at step ");
        assertThat(out.resolve("checkpoints/LAST")).exists();
    }
}
