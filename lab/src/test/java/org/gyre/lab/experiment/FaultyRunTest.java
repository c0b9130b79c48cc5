package org.gyre.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.Warning;
import org.gyre.lab.storage.FaultyStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Faults of disks, folders, clocks and numbers, and of the program itself: how a run that meets one ends.
class FaultyRunTest extends ToyRuns {
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
}
