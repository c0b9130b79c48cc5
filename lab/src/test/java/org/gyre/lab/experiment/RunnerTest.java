package org.gyre.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.lab.run.Claim;
import org.gyre.lab.run.ClaimResult;
import org.gyre.lab.run.Manifest;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.run.Verify;
import org.gyre.lab.run.Warning;
import org.gyre.lab.storage.DiskStorage;
import org.gyre.lab.storage.FaultyStorage;
import org.gyre.lab.storage.HeldLock;
import org.gyre.lab.storage.Storage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunnerTest {
    private static final String TOML = """
            kind = "toy-walk"
            seed = 3
            steps = 20
            [preset]
            title = "A walk"
            [[claims]]
            id = "length"
            sentence = "It takes twenty steps."
            paper = "20"
            value = "steps"
            min = 20
            max = 20
            reason = "exact"
            [[claims]]
            id = "missing"
            sentence = "Something not measured is small."
            paper = "0"
            value = "switched_off"
            max = 1
            reason = "exact"
            """;

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

    @TempDir
    Path folder;

    private final Experiments experiments = Experiments.of(new ToyExperiment());
    private final Storage disk = new DiskStorage();

    private static ConfigurationSource source(String toml) {
        return new ConfigurationSource("walk.toml", "walk", null, null, toml);
    }

    private Runner runner(Storage storage, RunListener listener, StopSignal stop) {
        return new Runner(storage, experiments, listener, stop);
    }

    private RunResult run(Path out, String... overrides) {
        return runner(disk, RunListener.NONE, new StopSignal())
                .run(RunRequest.of(source(TOML)).withOut(out).withOverrides(List.of(overrides)));
    }

    /// Every step is a checkpoint.
    private static Conduct careful() {
        return Conduct.DEFAULT.withCheckpoints(new CheckpointPolicy(1, Duration.ofDays(1)));
    }

    private RunResult resume(Path directory, boolean allowChanges) {
        return runner(disk, RunListener.NONE, new StopSignal())
                .resume(new ResumeRequest(directory, allowChanges, Conduct.DEFAULT));
    }

    /// Runs and stops after a number of steps.
    private RunResult runUntil(long step, Path out, Conduct conduct, String... overrides) {
        StopSignal stop = new StopSignal();
        RunListener listener = new RunListener() {
            @Override
            public void advanced(Advance advance) {
                if (advance.step() == step) {
                    stop.request();
                }
            }
        };
        return runner(disk, listener, stop)
                .run(RunRequest.of(source(TOML))
                        .withOut(out)
                        .withConduct(conduct)
                        .withOverrides(List.of(overrides)));
    }

    private static void assertSameFindings(Path expected, Path actual) {
        for (String file : List.of(
                "result.json", "scalars.csv", "figures.json", "cite.bib", "arrays/position.npy", "config.toml")) {
            assertThat(actual.resolve(file)).as(file).hasSameBinaryContentAs(expected.resolve(file));
        }
    }

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
    void aFailedClaimIsExitCodeOne() {
        RunResult end = run(folder.resolve("out"), "steps=19");
        assertThat(end.result().claims().getFirst().verdict()).isEqualTo(Claim.Verdict.FAIL);
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.sentence()).isEqualTo("done; 1 of 2 claims failed");
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

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 10, 19})
    void aStoppedRunIsResumedToTheSameBytes(long step) {
        run(folder.resolve("whole"));
        Path out = folder.resolve("out");
        RunResult stopped = runUntil(step, out, Conduct.DEFAULT);
        assertThat(stopped.exitCode()).isEqualTo(3);
        assertThat(stopped.sentence())
                .isEqualTo("stopped on request at step " + step + " of 20; continue with: gyre resume " + out);
        assertThat(stopped.result().status()).isEqualTo(Result.Status.STOPPED);
        assertThat(Verify.run(out).whole()).isTrue();
        assertThat(resume(out, false).exitCode()).isZero();
        assertSameFindings(folder.resolve("whole"), out);
    }

    @Test
    void rowsAfterTheCheckpointAndATornLineAreDroppedOnResume() throws IOException {
        run(folder.resolve("whole"));
        Path out = folder.resolve("out");
        runUntil(10, out, Conduct.DEFAULT);
        Files.writeString(out.resolve("scalars.csv"), "11,1.0,2.0,\n12,3.0", StandardOpenOption.APPEND);
        Files.writeString(out.resolve("events.jsonl"), "{\"time\":", StandardOpenOption.APPEND);
        resume(out, false);
        assertSameFindings(folder.resolve("whole"), out);
        assertThat(Files.readAllLines(out.resolve("events.jsonl")))
                .allMatch(line -> line.startsWith("{") && line.endsWith("}"))
                .anyMatch(line -> line.contains("torn-line-dropped"));
    }

    @Test
    void aRunKilledBeforeItsFirstCheckpointStartsOver() throws IOException {
        run(folder.resolve("whole"));
        Path out = folder.resolve("out");
        runUntil(5, out, Conduct.DEFAULT);
        disk.deleteTree(out.resolve("checkpoints"));
        assertThat(resume(out, false).exitCode()).isZero();
        assertSameFindings(folder.resolve("whole"), out);
    }

    /// The folder of checkpoints is damaged; the run goes on from the newest whole one, says so, and keeps what
    /// it had done.
    @ParameterizedTest
    @ValueSource(strings = {"LAST", "step-000000010/position.npy"})
    void aDamagedFolderOfCheckpointsCostsNoMoreThanWhatIsDamaged(String lost) throws IOException {
        run(folder.resolve("whole"));
        Path out = folder.resolve("out");
        runUntil(10, out, careful());
        Files.delete(out.resolve("checkpoints").resolve(lost));
        long intact = lost.equals("LAST") ? 10 : 9;
        List<String> told = new ArrayList<>();
        List<Long> begun = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void started(Path directory, Configuration configuration, long step, long totalSteps) {
                begun.add(step);
            }

            @Override
            public void warned(Warning warning) {
                told.add(warning.code() + ": " + warning.sentence());
            }
        };
        RunResult end = runner(disk, listener, new StopSignal()).resume(new ResumeRequest(out, false, Conduct.DEFAULT));
        assertThat(end.exitCode()).isZero();
        assertThat(begun).containsExactly(intact);
        String newest = intact == 10 ? "step-000000010" : "step-000000009";
        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("CHECKPOINT_RECOVERED: ")
                .contains(lost, "goes on from " + out.resolve("checkpoints").resolve(newest))
                .doesNotContain("\n");
        assertSameFindings(folder.resolve("whole"), out);
        assertThat(Verify.run(out).problems()).isEmpty();
    }

    @Test
    void withoutAWholeCheckpointNothingIsTouched() throws IOException {
        Path out = folder.resolve("out");
        runUntil(10, out, careful());
        Files.delete(out.resolve("checkpoints/LAST"));
        for (String step : List.of("step-000000009", "step-000000010")) {
            Files.write(out.resolve("checkpoints").resolve(step).resolve("position.npy"), new byte[0]);
        }
        String scalars = Files.readString(out.resolve("scalars.csv"));
        assertThatThrownBy(() -> resume(out, false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(out.resolve("checkpoints") + " holds no checkpoint that is whole");
        assertThat(Files.readString(out.resolve("scalars.csv"))).isEqualTo(scalars);
        assertThat(out.resolve("checkpoints/step-000000009")).isDirectory();
        assertThat(out.resolve("checkpoints/step-000000010")).isDirectory();
    }

    @Test
    void scalarsShorterThanTheCheckpointSaysAreCorrupt() throws IOException {
        Path out = folder.resolve("out");
        runUntil(10, out, Conduct.DEFAULT);
        Files.writeString(out.resolve("scalars.csv"), "step,first,sum,tenth\n");
        assertThatThrownBy(() -> resume(out, false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("scalars.csv is corrupt");
    }

    @Test
    void aFinishedRunIsLeftAsItIs() throws IOException {
        Path out = folder.resolve("out");
        run(out, "steps=19");
        String events = Files.readString(out.resolve("events.jsonl"));
        RunResult again = resume(out, false);
        assertThat(again.exitCode()).isZero();
        assertThat(again.sentence())
                .isEqualTo(out + " is finished, and nothing was done; its report is " + out.resolve("report.html"));
        assertThat(Files.readString(out.resolve("events.jsonl"))).isEqualTo(events);
    }

    /// The remedy that is named where it is missing.
    @Test
    void aLostResultIsMadeAgainToTheSameBytes() throws IOException {
        run(folder.resolve("whole"));
        Path out = folder.resolve("out");
        run(out);
        Files.delete(out.resolve("result.json"));
        assertThatThrownBy(() -> Result.read(out.resolve("result.json")))
                .isInstanceOf(InputException.class)
                .hasMessageEndingWith("is missing; restore it from a copy, or make it again with: gyre resume " + out);
        assertThat(resume(out, false).exitCode()).isZero();
        assertSameFindings(folder.resolve("whole"), out);
        assertThat(Verify.run(out).problems()).isEmpty();
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
    void anEditedConfigurationIsRefusedWithTheDifferenceUnlessAllowed() throws IOException {
        Path out = folder.resolve("out");
        runUntil(10, out, Conduct.DEFAULT);
        Path config = out.resolve("config.toml");
        Files.writeString(config, Files.readString(config).replace("steps = 20", "steps = 25 # longer"));
        assertThatThrownBy(() -> resume(out, false))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        out + " changed since the run began (steps: 20 → 25); undo the changes or add --allow-changes");
        RunResult end = resume(out, true);
        assertThat(end.result().step()).isEqualTo(25);
        assertThat(Verify.run(out).problems()).isEmpty();
        assertThat(Manifest.read(out.resolve("manifest.json")).formerConfigurations())
                .hasSize(1);
    }

    @Test
    void anEditThatChangesNothingIsNoEdit() throws IOException {
        Path out = folder.resolve("out");
        runUntil(10, out, Conduct.DEFAULT);
        Path config = out.resolve("config.toml");
        Files.writeString(config, "# a remark\n" + Files.readString(config).replace("steps = 20", "steps   =  20"));
        assertThat(resume(out, false).exitCode()).isZero();
    }

    @Test
    void anotherVersionIsRefusedUnlessAllowed() throws IOException {
        Path out = folder.resolve("out");
        runUntil(10, out, Conduct.DEFAULT);
        Path manifest = out.resolve("manifest.json");
        String current = Manifest.read(manifest).version();
        Files.writeString(
                manifest,
                Files.readString(manifest).replace("\"version\" : \"" + current + "\"", "\"version\" : \"9.9\""));
        assertThatThrownBy(() -> resume(out, false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("was started with version 9.9 and this is " + current);
        assertThat(resume(out, true).exitCode()).isZero();
    }

    @Test
    void aChangedInputFileIsRefusedUnlessAllowed() throws IOException {
        Path toml = folder.resolve("walk.toml");
        Files.writeString(toml, TOML.replace("seed = 3", "seed = 3\ninput_file = \"start.txt\""));
        Files.writeString(folder.resolve("start.txt"), "1.5");
        Path out = folder.resolve("out");
        StopSignal stop = new StopSignal();
        stop.request();
        runner(disk, RunListener.NONE, stop).run(RunRequest.of(toml.toString()).withOut(out));
        Manifest manifest = Manifest.read(out.resolve("manifest.json"));
        assertThat(manifest.inputs()).singleElement().satisfies(input -> {
            assertThat(input.name()).isEqualTo("start.txt");
            assertThat(input.bytes()).isEqualTo(3);
        });
        Files.writeString(folder.resolve("start.txt"), "2.5");
        assertThatThrownBy(() -> resume(out, false)).hasMessageContaining("input file start.txt: its content changed");
        assertThat(Verify.run(out).problems()).singleElement().asString().contains("start.txt changed");
        assertThat(resume(out, true).exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "nan-scalar"})
    void aNumberThatIsLostStopsTheRunAndNamesTheLastFiniteCheckpoint(String trouble) {
        Path out = folder.resolve("out");
        RunResult end = runner(disk, RunListener.NONE, new StopSignal())
                .run(RunRequest.of(source(TOML))
                        .withOut(out)
                        .withOverrides(List.of("nan_at=8", "trouble=" + (trouble.equals("nan") ? "none" : trouble)))
                        .withConduct(careful()));
        assertThat(end.exitCode()).isEqualTo(1);
        assertThat(end.sentence())
                .startsWith("step 8: ")
                .contains("NaN", "the last finite checkpoint is that of step 7 in " + out.resolve("checkpoints"));
        assertThat(Result.read(out.resolve("result.json")).status()).isEqualTo(Result.Status.FAILED);
    }

    @Test
    void aBugIsPassedOnAndNoted() {
        Path out = folder.resolve("out");
        assertThatThrownBy(() -> run(out, "nan_at=8", "trouble=bug")).isInstanceOf(IllegalStateException.class);
        assertThat(Result.read(out.resolve("result.json")).sentence()).contains("planted bug");
        assertThat(out.resolve("LOCK")).isEmptyFile();
    }

    @Test
    void aMistakeFoundWhileOpeningLeavesNothingBehind() {
        assertThatThrownBy(() -> runner(disk, RunListener.NONE, new StopSignal())
                        .run(RunRequest.of(source(TOML))
                                .withRuns(folder.resolve("runs"))
                                .withOverrides(List.of("input_file=missing.txt"))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("missing.txt");
        assertThat(folder.resolve("runs")).isEmptyDirectory();
    }

    @Test
    void aFullDiskStopsTheRunSaysHowMuchItNeedsAndGoesOnLater() {
        run(folder.resolve("whole"));
        Path out = folder.resolve("out");
        FaultyStorage storage = new FaultyStorage();
        List<Warning> told = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void checkpointWritten(long step, Path checkpoint) {
                if (step == 6) {
                    storage.space(500);
                }
            }

            @Override
            public void warned(Warning warning) {
                told.add(warning);
            }
        };
        RunResult end = runner(storage, listener, new StopSignal())
                .run(RunRequest.of(source(TOML)).withOut(out).withConduct(careful()));
        assertThat(end.exitCode()).isEqualTo(3);
        assertThat(end.sentence()).contains("no space left", "the checkpoint of step 6 stands", "gyre resume " + out);
        assertThat(told)
                .extracting(Warning::sentence)
                .containsExactly(out.resolve("report.html") + " could not be written (no space is left);"
                        + " free some space, then try again with: gyre report " + out);
        storage.space(0);
        assertThatThrownBy(() -> runner(storage, RunListener.NONE, new StopSignal())
                        .resume(new ResumeRequest(out, false, Conduct.DEFAULT)))
                .isInstanceOf(InputException.class)
                .message()
                .startsWith("no space left for " + out)
                .endsWith("; free some space, then try again with: gyre resume " + out);
        storage.healthy();
        assertThat(resume(out, false).exitCode()).isZero();
        assertSameFindings(folder.resolve("whole"), out);
    }

    /// A checkpoint of n doubles takes 8n bytes beside its description, and three must fit.
    @Test
    void aRunThatDoesNotFitOnTheDiskIsRefusedBeforeItsFirstStep() {
        Path out = folder.resolve("out");
        int n = 1_000_000;
        long least = 3L * 8 * n;
        String big = "shape.dimensions=" + n;
        FaultyStorage storage = new FaultyStorage().space(least);
        assertThatThrownBy(() -> runner(storage, RunListener.NONE, new StopSignal())
                        .run(RunRequest.of(source(TOML)).withOut(out).withOverrides(List.of(big))))
                .isInstanceOf(InputException.class)
                .message()
                .contains("the run needs about 25.", "24.0 MB are free", "--out")
                .doesNotContain("\n");
        assertThat(out).doesNotExist();
        storage.healthy();
        storage.space(2 * least);
        assertThat(runner(storage, RunListener.NONE, new StopSignal())
                        .run(RunRequest.of(source(TOML)).withOut(out).withOverrides(List.of(big, "steps=1")))
                        .result()
                        .step())
                .isEqualTo(1);
    }

    /// Fails at every operation in turn. Whatever happens, the directory either is no run or is resumed to the
    /// same bytes.
    @Test
    void whicheverOperationFailsTheRunIsResumedToTheSameBytes() throws IOException {
        List<String> few = List.of("steps=3");
        run(folder.resolve("whole"), "steps=3");
        int resumed = 0;
        boolean failed = true;
        for (int n = 1; failed; n += 5) {
            Path out = folder.resolve("n" + n);
            FaultyStorage storage = new FaultyStorage();
            storage.failAt(n, true);
            try {
                runner(storage, RunListener.NONE, new StopSignal())
                        .run(RunRequest.of(source(TOML))
                                .withOut(out)
                                .withOverrides(few)
                                .withConduct(careful()));
                failed = false;
            } catch (InputException planted) {
                assertThat(planted).hasMessageContaining("cannot be written");
            } catch (IllegalStateException | UncheckedIOException wrong) {
                throw new AssertionError("operation " + n, wrong);
            }
            storage.powerCut();
            if (Files.exists(out.resolve("manifest.json"))) {
                resume(out, false);
                assertSameFindings(folder.resolve("whole"), out);
                resumed++;
            }
        }
        assertThat(resumed).isGreaterThan(10);
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
    void aClockThatGoesBackDisturbsNothing() {
        long[] now = {1_000_000_000_000L};
        InstantSource backwards = () -> Instant.ofEpochMilli(now[0] -= 3_600_000);
        List<RunListener.Advance> advances = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void advanced(Advance advance) {
                advances.add(advance);
            }
        };
        RunResult end = new Runner(disk, experiments, listener, new StopSignal(), backwards)
                .run(RunRequest.of(source(TOML)).withRuns(folder));
        assertThat(end.exitCode()).isZero();
        assertThat(advances).allMatch(advance -> advance.secondsLeft() >= 0 && advance.stepsPerSecond() > 0);
        assertThat(advances.getLast().secondsLeft()).isZero();
    }

    @Test
    void aDirectoryInUseIsRefusedNamingTheHolder() throws IOException {
        Path out = folder.resolve("out");
        runUntil(5, out, Conduct.DEFAULT);
        try (HeldLock _ = RunDirectory.open(out).lock(disk)) {
            assertThatThrownBy(() -> resume(out, false))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining(
                            "is in use by process " + ProcessHandle.current().pid() + " on ");
            // Readers are not blocked.
            assertThat(Verify.run(out).whole()).isTrue();
        }
        assertThat(resume(out, false).exitCode()).isZero();
    }

    @Test
    void aFolderThatHoldsSomethingIsNotUsed() throws IOException {
        Path out = folder.resolve("out");
        run(out);
        assertThatThrownBy(() -> run(out))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is finished; choose another folder");
        Path stopped = folder.resolve("stopped");
        runUntil(3, stopped, Conduct.DEFAULT);
        assertThatThrownBy(() -> run(stopped))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("gyre resume " + stopped);
        Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> run(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("not an empty folder");
        assertThatThrownBy(() -> resume(folder, false)).hasMessageContaining("is not a run directory");
    }

    /// A run that was killed while it read its inputs has a lock, and no manifest yet.
    @Test
    void aRunThatEndedBeforeItsFirstStepIsToldApart() throws IOException {
        Path out = Files.createDirectories(folder.resolve("killed early"));
        Files.writeString(out.resolve("LOCK"), "1 nowhere");
        assertThatThrownBy(() -> resume(out, false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("ended before its first step")
                .hasMessageContaining("start the run again");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> run(file.resolve("out")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(file.toString())
                .hasMessageEndingWith("; name a folder that you may write to with --out");
        assertThatThrownBy(() -> run(folder.resolve("x".repeat(300))))
                .isInstanceOf(InputException.class)
                .message()
                .doesNotContain("\n");
    }

    /// /proc takes no folders from anybody and has no space to tell of; it is not full.
    @Test
    @EnabledOnOs(OS.LINUX)
    void aPlaceWithoutSpaceOfItsOwnIsNotCalledFull() {
        assertThatThrownBy(() -> run(Path.of("/proc/gyre")))
                .isInstanceOf(InputException.class)
                .hasMessage("/proc/gyre cannot be written (there is no such place, and none can be made there);"
                        + " name a folder that you may write to with --out");
    }

    @Test
    void aDirectoryDeletedDuringTheRunEndsItCleanly() {
        Path out = folder.resolve("out");
        RunListener listener = new RunListener() {
            @Override
            public void advanced(Advance advance) {
                if (advance.step() == 5) {
                    try {
                        disk.deleteTree(out);
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                }
            }
        };
        assertThatThrownBy(() -> runner(disk, listener, new StopSignal())
                        .run(RunRequest.of(source(TOML)).withOut(out).withConduct(careful())))
                .isInstanceOf(InputException.class)
                .hasMessage(out + " was deleted or emptied while the run was at work, at step 5; start the run again");
        assertThat(out).doesNotExist();
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
    void valuesKeepTheirOrderAndUndefinedOnesAreMarked() {
        Result result = run(folder.resolve("out")).result();
        assertThat(result.values().keySet()).containsExactly("first_end", "steps", "undefined", "never_reached");
        assertThat(result.values().get("undefined")).isNaN();
        assertThat(result.texts()).isEqualTo(Map.of("remark", "It walked."));
    }
}
