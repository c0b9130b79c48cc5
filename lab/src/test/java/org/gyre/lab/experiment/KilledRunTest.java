package org.gyre.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.run.Checkpoints;
import org.gyre.lab.run.Manifest;
import org.gyre.lab.run.RunDirectory;
import org.gyre.lab.run.Verify;
import org.gyre.lab.storage.DiskStorage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Child processes that are killed or asked to stop at random moments. The uninterrupted run is the reference.
@DisabledOnOs(OS.WINDOWS)
class KilledRunTest {
    private static final long SEED = 20261121;

    @TempDir
    Path folder;

    private Path whole = Path.of("");

    @BeforeEach
    void runUninterrupted() {
        whole = folder.resolve("whole");
        new Runner(new DiskStorage(), Experiments.of(new ToyExperiment()), RunListener.NONE, new StopSignal())
                .run(RunRequest.of(ToyProcess.source()).withOut(whole));
    }

    @Test
    @Timeout(120)
    void afterAFewKillsTheRunEndsWithTheSameBytes() throws Exception {
        killAndResume(3);
    }

    /// Bound: 20 minutes.
    @Test
    @Tag("slow")
    @Timeout(1200)
    void afterTwoHundredKillsTheRunsEndWithTheSameBytes() throws Exception {
        killAndResume(200);
    }

    /// Kills a child at a random moment, looks at what it left, starts the next child on the same directory, and
    /// so on; a finished run is compared and a new one begun.
    private void killAndResume(int kills) throws Exception {
        CounterRandom random = RandomStream.of(SEED).split("kills").generator();
        int run = 0;
        int killed = 0;
        int finished = 0;
        while (killed < kills || finished == 0) {
            Path directory = folder.resolve("run" + run);
            Process child = ToyProcess.start(directory);
            try (BufferedReader output = child.inputReader()) {
                // A kill between the last file and the exit leaves a finished run, which the next child
                // only confirms.
                boolean working = startsWorking(output);
                boolean exited = killed < kills && child.waitFor(random.nextInt(400), TimeUnit.MILLISECONDS);
                if (killed < kills && working && !exited) {
                    child.destroyForcibly().waitFor();
                    killed++;
                    String runId = Manifest.read(RunDirectory.open(directory).manifest())
                            .runId();
                    // Reading checks every hash; a failure would name the file.
                    new Checkpoints(new DiskStorage(), directory.resolve("checkpoints"), runId).last();
                } else {
                    assertThat(child.waitFor())
                            .as("seed " + SEED + ", kill " + killed)
                            .isZero();
                    assertSameFindings(directory);
                    finished++;
                    run++;
                }
            }
        }
    }

    @Test
    @Timeout(60)
    void oneSignalFinishesTheStepAndSaves() throws Exception {
        Path directory = folder.resolve("run");
        Process child = ToyProcess.start(directory);
        try (BufferedReader output = child.inputReader()) {
            awaitStart(output);
            child.toHandle().destroy();
            assertThat(child.waitFor()).isEqualTo(3);
            assertThat(output.readLine()).isEqualTo("stopping");
            assertThat(output.readLine())
                    .startsWith("stopped on request at step ")
                    .contains("gyre resume " + directory);
        }
        assertThat(Verify.run(directory).problems()).isEmpty();
        Process second = ToyProcess.start(directory);
        assertThat(second.waitFor()).isZero();
        assertSameFindings(directory);
    }

    @Test
    @Timeout(60)
    void aSecondProcessOnTheSameDirectoryIsRefusedNamingTheFirst() throws Exception {
        Path directory = folder.resolve("run");
        Process child = ToyProcess.start(directory);
        try (BufferedReader output = child.inputReader()) {
            awaitStart(output);
            Process second = ToyProcess.start(directory);
            List<String> said = new ArrayList<>(second.inputReader().lines().toList());
            assertThat(second.waitFor()).isNotZero();
            assertThat(String.join("\n", said)).contains("is in use by process " + child.pid() + " on ");
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    private static void awaitStart(BufferedReader output) throws IOException {
        assertThat(startsWorking(output)).as("the child starts working").isTrue();
    }

    /// Whether the child starts; false when it finds its run finished. The virtual machine may say
    /// something of its own first.
    private static boolean startsWorking(BufferedReader output) throws IOException {
        List<String> said = new ArrayList<>();
        for (String line = output.readLine(); !"started".equals(line); line = output.readLine()) {
            if (line != null && line.contains(" is finished, and nothing was done")) {
                return false;
            }
            if (line == null) {
                throw new AssertionError("the child ended before it started: " + said);
            }
            said.add(line);
        }
        return true;
    }

    private void assertSameFindings(Path directory) throws IOException {
        for (String file : List.of("result.json", "scalars.csv", "figures.json", "arrays/position.npy")) {
            assertThat(directory.resolve(file)).as(file).hasSameBinaryContentAs(whole.resolve(file));
        }
        assertThat(Verify.run(directory).problems()).isEmpty();
        assertThat(Files.exists(directory.resolve("report.html"))).isTrue();
    }
}
