package org.gyre.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.lab.run.Manifest;
import org.gyre.lab.run.Result;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.run.Verify;
import org.gyre.lab.run.Warning;
import org.gyre.lab.storage.HeldLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What `gyre resume` makes of a run that stopped, was damaged, edited or is already finished.
class ResumedRunTest extends ToyRuns {
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
    void aRunKilledBeforeItsFirstCheckpointStartsOver() throws IOException {
        run(folder.resolve("whole"));
        Path out = folder.resolve("out");
        runUntil(5, out, Conduct.DEFAULT);
        disk.deleteTree(out.resolve("checkpoints"));
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
    void scalarsShorterThanTheCheckpointSaysAreCorrupt() throws IOException {
        Path out = folder.resolve("out");
        runUntil(10, out, Conduct.DEFAULT);
        Files.writeString(out.resolve("scalars.csv"), "step,first,sum,tenth\n");
        assertThatThrownBy(() -> resume(out, false))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("scalars.csv is corrupt");
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
}
